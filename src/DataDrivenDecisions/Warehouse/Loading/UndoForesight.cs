using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Looks at what undoing an import would take, and at what later ones have built on it, without touching anything.</summary>
sealed class UndoForesight(SqlSession session, long load)
{
    const int Shown = 20;

    // Things that nobody had named before this load.
    const string FirstKnown = """
        SELECT i.entity_key FROM wh.entity_id i WHERE i.known_from = @load
          AND NOT EXISTS (SELECT 1 FROM wh.entity_id o WHERE o.entity = i.entity AND o.entity_key = i.entity_key AND o.known_from < @load)
        """;

    /// <summary>What would go.</summary>
    public UndoOutlook Look()
    {
        var touched = Since.Touched(session, load);
        var later = Since.Touched(session, load + 1);
        var built = Tables.All.Where(t => later.Contains(t.Name)).SelectMany(BuiltOn).ToList();
        return new UndoOutlook
        {
            Rows = [.. Tables.All.Where(t => touched.Contains(t.Name)).Select(Rows).Where(r => r.Added + r.Changed + r.Ended > 0)],
            BuiltOn = [.. built],
            Examples = [.. Tables.All.Where(t => built.Exists(b => b.Entity == t.Name)).SelectMany(Examples).OrderBy(e => e.Load).Take(Shown)],
            Nights = session.Ask<string>("SELECT name FROM wh.\"load\" WHERE kind <> 'delivery' AND \"load\" > @load AND state <> @thinned ORDER BY \"load\"", new { load, thinned = Thinning.State }),
        };
    }

    UndoneRows Rows(EntityTable table)
    {
        var ends = table.Entity is null ? "1 = 0" : "m.has_ended = 1 AND p.has_ended = 0";
        var said = session.First<UndoneRows>($"""
            SELECT '{table.Name}' AS Entity, COUNT(*) - COUNT(p.known_from) AS Added,
                   CAST(COALESCE(SUM(CASE WHEN p.known_from IS NOT NULL AND NOT ({ends}) THEN 1 ELSE 0 END), 0) AS BIGINT) AS Changed,
                   CAST(COALESCE(SUM(CASE WHEN p.known_from IS NOT NULL AND {ends} THEN 1 ELSE 0 END), 0) AS BIGINT) AS Ended
            FROM   wh.{table.Name} m LEFT JOIN wh.{table.Name} p ON p.known_to = @load AND {LoadWork.SameKey(table, "p", "m")}
            WHERE  m.known_from = @load
            """, new { load })!;
        var gone = session.Value<long>($"""
            SELECT COUNT(*) FROM wh.{table.Name} p
            WHERE p.known_to = @load AND NOT EXISTS (SELECT 1 FROM wh.{table.Name} m WHERE m.known_from = @load AND {LoadWork.SameKey(table, "m", "p")})
            """, new { load });
        return said with { Ended = said.Ended + gone };
    }

    IReadOnlyList<BuiltOnRows> BuiltOn(EntityTable table) => session.Ask<BuiltOnRows>($"""
        SELECT b."load" AS "Load", '{table.Name}' AS Entity, COUNT(*) AS Count FROM ({Standing(table)}) b GROUP BY b."load" ORDER BY 1
        """, new { load });

    IReadOnlyList<BuiltOnRow> Examples(EntityTable table) => session.Ask<BuiltOnRow>($"""
        SELECT b."load" AS "Load", '{table.Name}' AS Entity, COALESCE(f."file", '') AS "File", b.line AS Line
        FROM  ({Standing(table)}) b LEFT JOIN wh.load_file f ON f."load" = b."load" AND f.file_number = b.file_number
        ORDER BY 1, b.file_number, b.line OFFSET 0 ROWS FETCH NEXT {Shown} ROWS ONLY
        """, new { load });

    string Standing(EntityTable table)
    {
        var own = $"EXISTS (SELECT 1 FROM wh.{table.Name} m WHERE m.known_from = @load AND m.known_to = t.known_from AND {LoadWork.SameKey(table, "m", "t")})";
        var points = string.Concat(table.References.Select(r => $" OR t.{r.Column} IN ({FirstKnown} AND i.entity = '{r.Entity}')"));
        return $"""
            SELECT t.known_from AS "load", t.file_number, t.line FROM wh.{table.Name} t WHERE t.known_from > @load AND ({own}{points})
            UNION ALL
            SELECT m.known_to, 0, 0 FROM wh.{table.Name} m
            WHERE m.known_from = @load AND m.known_to < {LoadWork.Open}
              AND NOT EXISTS (SELECT 1 FROM wh.{table.Name} t WHERE t.known_from = m.known_to AND {LoadWork.SameKey(table, "t", "m")})
            """;
    }
}
