using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Which tables a load and those after it have touched, in one question: most loads touch few, and each further question costs its reading.</summary>
static class Since
{
    static readonly string Text = string.Join(" UNION ALL ", Grain.All.Select(t => $"""
        SELECT '{t}' AS name WHERE EXISTS (SELECT 1 FROM {Tables.RowsOf(t)} r WHERE r.known_from >= @load OR r.known_to >= @load AND r.known_to < {LoadWork.Open})
        """));

    /// <summary>The tables with a row that this load or a later one has added or closed.</summary>
    public static IReadOnlySet<string> Touched(SqlSession session, long load) => session.Ask<string>(Text, new { load }).ToHashSet(StringComparer.Ordinal);
}
