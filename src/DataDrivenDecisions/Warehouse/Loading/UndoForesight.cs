using System.Globalization;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Looks at what undoing an import would take, and at what later ones have built on it, without touching anything.</summary>
sealed class UndoForesight(SqlSession session, long load)
{
    /// <summary>So many rows of each import and kind of record are shown, so that none hides the others.</summary>
    const int ShownOfEach = 3;

    // Things that nobody had named before this load.
    const string FirstKnown = """
        SELECT i.entity_key FROM wh.entity_id i WHERE i.known_from = @load
          AND NOT EXISTS (SELECT 1 FROM wh.entity_id o WHERE o.entity = i.entity AND o.entity_key = i.entity_key AND o.known_from < @load)
        """;

    /// <summary>What would go.</summary>
    public UndoOutlook Look()
    {
        var touched = Since.Touched(session, load);
        var built = Later().SelectMany(BuiltOn).ToList();
        return new UndoOutlook
        {
            Rows = [.. Tables.All.Where(t => touched.Contains(t.Name)).Select(Rows).Where(r => r.Added + r.Changed + r.Ended > 0)],
            BuiltOn = [.. built],
            Examples = [.. Tables.All.Where(t => built.Exists(b => b.Entity == t.Name)).SelectMany(Examples).OrderBy(e => e.Load)],
            Nights = session.Ask<string>("SELECT name FROM wh.\"load\" WHERE kind <> 'delivery' AND \"load\" > @load AND state <> @thinned ORDER BY \"load\"", new { load, thinned = Thinning.State }),
        };
    }

    /// <summary>Every row of a later import that stands on it, with the ids by which it is known; who is in a sensitive program stays untold.</summary>
    public IEnumerable<BuiltOnRow> All() => Later().SelectMany(All);

    IEnumerable<EntityTable> Later()
    {
        var later = Since.Touched(session, load + 1);
        return Tables.All.Where(t => later.Contains(t.Name));
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
        SELECT e."load" AS "Load", '{table.Name}' AS Entity, COALESCE(f."file", '') AS "File", e.line AS Line
        FROM  (SELECT b."load", b.file_number, b.line, ROW_NUMBER() OVER (PARTITION BY b."load" ORDER BY CASE WHEN b.line = 0 THEN 1 ELSE 0 END, b.file_number, b.line) AS place FROM ({Standing(table)}) b) e
              LEFT JOIN wh.load_file f ON f."load" = e."load" AND f.file_number = e.file_number
        WHERE e.place <= {ShownOfEach} ORDER BY e."load", e.place
        """, new { load });

    IEnumerable<BuiltOnRow> All(EntityTable table)
    {
        using var rows = session.Read($"""
            SELECT b."load", COALESCE(f."file", '') AS "file", b.line, b.own_id, n.student_id
            FROM  ({Standing(table, row => $", {OwnId(table, row)} AS own_id, {Student(table, row)} AS student_key")}) b
                  LEFT JOIN wh.load_file f ON f."load" = b."load" AND f.file_number = b.file_number
                  LEFT JOIN (SELECT s.student_key, MIN(s.student_id) AS student_id FROM wh.student s WHERE s.known_to = {LoadWork.Open} GROUP BY s.student_key) n ON n.student_key = b.student_key
            ORDER BY b."load", b.file_number, b.line, b.own_id, n.student_id
            """, new { load });
        while (rows.Read())
            yield return new BuiltOnRow
            {
                Load = rows.GetInt64(0), Entity = table.Name, File = rows.GetString(1), Line = Convert.ToInt64(rows.GetValue(2), CultureInfo.InvariantCulture),
                RecordId = rows.IsDBNull(3) ? null : rows.GetString(3), StudentId = rows.IsDBNull(4) ? null : rows.GetString(4),
            };
    }

    static string OwnId(EntityTable table, string row) => table.OwnId is { } id and not "student_id" ? $"{row}.{id}" : "CAST(NULL AS NVARCHAR(255))";

    static string Student(EntityTable table, string row)
    {
        var column = table.Entity == "student" ? table.OwnKey : table.References.FirstOrDefault(r => r.Entity == "student")?.Column;
        return column is null ? "CAST(NULL AS INTEGER)"
            : table.Values.Contains("sensitivity") ? $"CASE WHEN COALESCE({row}.sensitivity, 'none') = 'none' THEN {row}.{column} END"
            : $"{row}.{column}";
    }

    string Standing(EntityTable table, Func<string, string>? also = null)
    {
        var own = $"EXISTS (SELECT 1 FROM wh.{table.Name} m WHERE m.known_from = @load AND m.known_to = t.known_from AND {LoadWork.SameKey(table, "m", "t")})";
        var points = string.Concat(table.References.Select(r => $" OR t.{r.Column} IN ({FirstKnown} AND i.entity = '{r.Entity}')"));
        return $"""
            SELECT t.known_from AS "load", t.file_number, t.line{also?.Invoke("t")} FROM wh.{table.Name} t WHERE t.known_from > @load AND ({own}{points})
            UNION ALL
            SELECT m.known_to AS "load", 0 AS file_number, 0 AS line{also?.Invoke("m")} FROM wh.{table.Name} m
            WHERE m.known_from = @load AND m.known_to < {LoadWork.Open}
              AND NOT EXISTS (SELECT 1 FROM wh.{table.Name} t WHERE t.known_from = m.known_to AND {LoadWork.SameKey(table, "t", "m")})
            """;
    }
}
