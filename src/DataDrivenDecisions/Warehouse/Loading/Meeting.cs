using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Whether rows of a delivery can meet rows that are known already. A district's first year, or a district that comes to others, has nothing to be compared with, however many
/// rows are known: that is told by the keys of students and schools alone.
/// </summary>
sealed class Meeting(LoadWork work)
{
    /// <summary>True where a known row of the table may be the same as one that came.</summary>
    public bool MayBeSame(EntityTable table) => MayMeet(table, table.Entity is null ? table.References.FirstOrDefault(r => r.IsKey) : null);

    /// <summary>True where a known row of the table may have ended because no row that came names it.</summary>
    public bool MayBeMissing(EntityTable table) =>
        MayMeet(table, work.Batch.Files.Any(f => f.Merge is Merge.Snapshot) ? null : table.References.FirstOrDefault(r => r.Column == table.SchoolColumn));

    bool MayMeet(EntityTable table, Reference? reference)
    {
        if (reference is null)
            return Exists(table, "1 = 1");
        var ends = work.Session.First<Ends>($"SELECT MIN(k.entity_key) AS First, MAX(k.entity_key) AS Last FROM ({KeysOf(reference.Entity)}) k");
        // Rows that name none meet those that name none. The ends come first: by them an engine passes over rows without looking at them.
        return Exists(table, $"t.{reference.Column} = 0") || (!reference.IsKey && Exists(table, $"t.{reference.Column} IS NULL"))
            || (ends is { First: { } first, Last: { } last }
                && Exists(table, FormattableString.Invariant($"t.{reference.Column} BETWEEN {first} AND {last} AND EXISTS (SELECT 1 FROM ({KeysOf(reference.Entity)}) k WHERE k.entity_key = t.{reference.Column})")));
    }

    string KeysOf(string entity) => $"SELECT n.entity_key FROM {work.T("mention")} m JOIN {work.T("mention_key")} n ON n.ref = m.ref WHERE m.entity = '{entity}'";

    bool Exists(EntityTable table, string which) => work.Session.Value<long>(
        $"SELECT CASE WHEN EXISTS (SELECT 1 FROM {table.Rows} t WHERE t.known_to = @open AND {which}) THEN 1 ELSE 0 END", new { open = LoadWork.Open }) == 1;

    sealed record Ends
    {
        public int? First { get; init; }
        public int? Last { get; init; }
    }
}
