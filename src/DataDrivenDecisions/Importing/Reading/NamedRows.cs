using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Gathers some students of a file as it names them beside their ids: enough to see whether the ids mean them.</summary>
/// <param name="family">The places of the family name, of which the first one that is filled counts; so with the others.</param>
/// <param name="given">The places of the given name.</param>
/// <param name="birth">The places of the birth date.</param>
internal sealed class NamedRows(int[] family, int[] given, int[] birth)
{
    const int Enough = 200;
    readonly List<NamedRow> _rows = [];

    public IReadOnlyList<NamedRow> Rows => _rows;

    /// <summary>The place of the birth date; null where the file has none.</summary>
    public int? BirthPlace => birth.Length == 0 ? null : birth[0];

    public void See(RecordReader records, IEnumerable<int[]> ids)
    {
        if (_rows.Count >= Enough || family.Length + birth.Length == 0)
            return;
        var row = new NamedRow([.. ids.Where(places => places.Length > 0).Select(places => First(records, places))], First(records, family), First(records, given), First(records, birth));
        // A student's rows stand together; each student counts once.
        if ((row.FamilyName ?? row.BirthDate) is not null && (_rows.Count == 0 || !row.Ids.SequenceEqual(_rows[^1].Ids, StringComparer.Ordinal)))
            _rows.Add(row);
    }

    /// <summary>Adds what a later part of the file names.</summary>
    public void Add(NamedRows later) => _rows.AddRange(later._rows.Take(Enough - _rows.Count));

    static string? First(RecordReader records, int[] places) => places.Where(p => p < records.Count).Select(p => records.Words[p].Clean).FirstOrDefault(text => text is not null);
}
