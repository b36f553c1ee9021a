namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Writes what was settled: closes the versions that no longer hold, adds the new ones, and makes placeholders of what was only mentioned.</summary>
sealed class Merging(LoadWork work)
{
    /// <summary>Known rows that ended since their file no longer names them, by format.</summary>
    public Dictionary<string, long> EndedByAbsence { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes one table.</summary>
    /// <returns>True when anything changed.</returns>
    public bool Merge(EntityTable table)
    {
        var closed = work.Close(table, work.Decided(table), "d.fate IN ('changed', 'ended')");
        var added = work.Run($"""
            INSERT INTO {table.Rows} ({string.Join(", ", table.Written)}, known_from, known_to, file_number, line)
            SELECT {Columns(table, "d.", "CASE WHEN d.fate = 'ended' THEN 1 ELSE 0 END")}, @load, @open, d.file_number, d.line FROM {work.Decided(table)} d
            WHERE d.fate IN ('added', 'changed'){(table.Entity is null ? "" : " OR d.fate = 'ended'")}
            """, new { load = work.Load, open = LoadWork.Open });
        return closed + added + (work.EndsWhatIsMissing ? EndAbsent(table) : 0) > 0;
    }

    /// <summary>Gives every thing that was only mentioned a row with its id, to be filled in when the roster comes.</summary>
    /// <returns>How many were made.</returns>
    public long MakePlaceholders()
    {
        var fresh = work.Session.Ask<string>($"SELECT DISTINCT entity FROM {work.T("fresh_id")}");
        return Tables.All.Where(t => t.Entity is { } entity && fresh.Contains(entity)).Sum(MakePlaceholders);
    }

    long MakePlaceholders(EntityTable table) => work.Run($"""
        INSERT INTO wh.{table.Name} ({table.OwnKey}, {table.OwnId}, {(Active(table) ? "is_active, " : "")}is_placeholder, has_ended, known_from, known_to, file_number, line)
        SELECT m.entity_key, m.id, {(Active(table) ? "1, " : "")}1, 0, @load, @open, m.file_number, m.line
        FROM  (SELECT entity_key, id, file_number, line, ROW_NUMBER() OVER (PARTITION BY entity_key ORDER BY id_kind, file_number, line) AS place
               FROM {work.T("fresh_id")} WHERE entity = '{table.Entity}') m
        WHERE  m.place = 1 AND NOT EXISTS (SELECT 1 FROM wh.{table.Name} t WHERE t.known_to = @open AND t.{table.OwnKey} = m.entity_key)
        """, new { load = work.Load, open = LoadWork.Open });

    // A roster thing that has ended stays known, marked as ended, since its history points to it; an event or a link is closed.
    int EndAbsent(EntityTable table)
    {
        var gone = work.Session.Ask<Ended>($"SELECT format AS Format, COUNT(*) AS Count FROM {work.Absent(table)} WHERE is_absent = 1 GROUP BY format");
        if (gone.Count == 0)
            return 0;
        foreach (var ended in gone)
            EndedByAbsence[ended.Format] = EndedByAbsence.GetValueOrDefault(ended.Format) + ended.Count;
        if (table.Entity is not null)
            work.Make(work.T("ended_row"), $"""
                SELECT {Columns(table, "t.", "1")}, (SELECT MIN(i.file_number) FROM {work.T("file_info")} i WHERE i.format = a.format) AS file_number
                FROM wh.{table.Name} t JOIN {work.Absent(table)} a ON a.is_absent = 1 AND {LoadWork.SameKey(table, "a", "t")} WHERE t.known_to = @open
                """, new { open = LoadWork.Open });
        var closed = work.Close(table, work.Absent(table), "d.is_absent = 1");
        if (table.Entity is not null)
            work.Run($"""
                INSERT INTO {table.Rows} ({string.Join(", ", table.Written)}, known_from, known_to, file_number, line)
                SELECT {string.Join(", ", table.Written)}, @load, @open, file_number, 0 FROM {work.T("ended_row")}
                """, new { load = work.Load, open = LoadWork.Open });
        return closed;
    }

    static string Columns(EntityTable table, string from, string hasEnded) =>
        string.Join(", ", table.Written.Select(c => c == "has_ended" ? $"{hasEnded} AS has_ended" : from + c));

    static bool Active(EntityTable table) => table.Entity is "student" or "staff" or "guardian";

    sealed record Ended
    {
        public string Format { get; init; } = "";
        public long Count { get; init; }
    }
}
