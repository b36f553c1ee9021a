using System.Globalization;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>Some rows of a file, as they name a student beside her ids.</summary>
/// <param name="Ids">The row's id in each of the survey's columns; null where it is blank.</param>
/// <param name="FamilyName">As the file writes it.</param>
/// <param name="GivenName">As the file writes it.</param>
/// <param name="BirthDate">As the file writes it.</param>
internal sealed record NamedRow(IReadOnlyList<string?> Ids, string? FamilyName, string? GivenName, string? BirthDate);

/// <summary>
/// Whether the names and birth dates beside a file's ids are those of the students whom the ids would mean. Short numbers meet by chance; the names beside them do not.
/// </summary>
internal sealed class NamesBeside(IReadOnlyList<string> columns, IReadOnlyList<NamedRow> rows, DateOrder births, Lazy<IReadOnlyDictionary<string, RosterPerson>> people)
{
    // With fewer, a marriage or two would speak against a whole file.
    const int FewestCompared = 5;

    // As much as the same given name, or a family name two letters apart.
    const int AlikeFrom = 20;

    readonly Lazy<HashSet<(string, string)>> _named = new(() =>
    [
        .. people.Value.Values.SelectMany(p => Marks(NameText.Of(p.FamilyName), NameText.Of(p.GivenName), p.BirthDate).Concat(Marks(NameText.Of(p.FamilyName), NameText.Of(p.PreferredName), null))),
    ]);

    /// <summary>Nothing stands beside the ids.</summary>
    public static NamesBeside Nothing { get; } = new([], [], DateOrder.Untold, new(() => new Dictionary<string, RosterPerson>(StringComparer.Ordinal)));

    public static NamesBeside Of(Survey file, Lazy<IReadOnlyDictionary<string, RosterPerson>> people) => file.Named.Count == 0 ? Nothing
        : new NamesBeside([.. file.Ids.Select(c => c.Column)], file.Named, file.BirthOrder, people);

    /// <summary>How many students could be compared if a column's ids were of a kind, and how many of them are alike.</summary>
    public Comparison Compare(string column, IdKind kind)
    {
        var place = columns.ToList().IndexOf(column);
        var (compared, alike, elsewhere) = (0, 0, 0);
        foreach (var row in place < 0 ? [] : rows)
        {
            if (row.Ids[place] is not { } id || kind.Student(id) is not { } student || people.Value.GetValueOrDefault(student) is not { } person)
                continue;
            var (family, given) = (NameText.Of(row.FamilyName), NameText.Of(row.GivenName));
            var born = row.BirthDate is { } text && DateText.Read(text, births, out var day) is DateReading.Read or DateReading.ReadThoughOtherOrder ? day : (DateOnly?)null;
            if (IsAlike(born, family, given, person) is not { } same)
                continue;
            compared++;
            alike += same ? 1 : 0;
            elsewhere += !same && Marks(family, given, born).Any(_named.Value.Contains) ? 1 : 0;
        }
        return new(compared, alike, elsewhere);
    }

    // By what two descriptions are surely of people of the same name: both names, or one and the birth date.
    static IEnumerable<(string, string)> Marks(NameText family, NameText given, DateOnly? born)
    {
        if (!family.IsBlank && !given.IsBlank)
            yield return (family.Whole, given.Whole);
        if (!family.IsBlank && born is { } day)
            yield return (family.Whole, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
    }

    static bool? IsAlike(DateOnly? born, NameText family, NameText given, RosterPerson person)
    {
        var names = RosterNames.Of(person);
        if ((family.IsBlank || names.Family.IsBlank) && (born is null || person.BirthDate is null))
            return null;
        return Likeness.Of(born, family, given, person, names).Points >= AlikeFrom;
    }

    /// <param name="Compared">Students who are named on both sides.</param>
    /// <param name="Alike">Those of them whose names or birth dates are the same, or nearly.</param>
    /// <param name="Elsewhere">Those of the others whose name another student of the roster has.</param>
    internal readonly record struct Comparison(int Compared, int Alike, int Elsewhere)
    {
        public double Share => Compared == 0 ? 0 : (double)Alike / Compared;

        /// <summary>Most names are not those of the students whom the ids mean. A roster of invented names says so of every file.</summary>
        public bool Differs => Compared >= FewestCompared && 2 * Alike < Compared;

        /// <summary>Most of the ids would mean somebody else than the file names, and whom it names is on the roster too.</summary>
        public bool Contradicts => Differs && 2 * Elsewhere >= Compared - Alike;
    }
}
