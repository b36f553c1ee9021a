namespace DataDrivenDecisions.Importing.Matching;

/// <summary>
/// Ids that have lost their leading zeros on the way, as a spreadsheet takes them off whatever looks like a number. A file of attendance or marks knows the column of its student for sure,
/// and whoever it names it would make known: so what it writes is taken for another id only where all of it looks like that.
/// </summary>
internal static class EatenZeros
{
    /// <summary>True for an id with a zero to lose.</summary>
    public static bool HasZeros(string id) => id.Length > 1 && id[0] == '0';

    /// <summary>How the ids of a column are to be taken: by the roster's without their zeros; null where they are as the roster writes them, or too little speaks for it.</summary>
    /// <param name="column">The column that names the student for sure.</param>
    /// <param name="ids">Its different ids. One with a leading zero shows that zeros were not eaten.</param>
    /// <param name="roster">The ids that the roster knows.</param>
    public static StudentMatching? Matching(string column, IReadOnlyCollection<string> ids, RosterIds roster)
    {
        if (ids.Any(HasZeros))
            return null;
        var matching = StudentMatching.Of([(column, ids)], roster.WithoutZeros);
        return matching.Column is not null && matching.Pairs.Max(p => p.Matched) > ids.Count(roster.Knows) ? matching : null;
    }

    /// <summary>Each id by what is left of it without its zeros; what two of them leave means none.</summary>
    public static IReadOnlyDictionary<string, string> Unique(IEnumerable<string> ids) =>
        ids.GroupBy(RosterIds.Stripped, StringComparer.Ordinal).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single(), StringComparer.Ordinal);
}
