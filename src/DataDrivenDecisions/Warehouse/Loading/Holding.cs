using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Lets rows wait for a person where too much of what is known would end, and tells all that ends once they are released: also what lies below every threshold
/// and waits only because its file does.
/// </summary>
sealed class Holding(LoadWork work)
{
    readonly HashSet<(EntityTable Table, string Format, int School)> _schools = [];

    /// <summary>True when anything waits.</summary>
    public bool IsAny { get; private set; }

    /// <summary>What is held, with the format whose files wait; known once the fate of every row is.</summary>
    public IReadOnlyList<FileHold> Holds { get; private set; } = [];

    /// <summary>Finds what has to wait. Schools come first; what a file ends as a whole is looked at in every kind of record before any of it is set aside, so that one cannot hide another.</summary>
    public void Hold()
    {
        // What is kept whole for later use has no student, school or section that its end could take away.
        var tables = work.Staged.Where(t => t.Name != "other_record").ToList();
        foreach (var table in tables)
            foreach (var (format, school) in Schools(table))
            {
                _schools.Add((table, format, school));
                LetWait([table], format, school);
            }
        foreach (var format in tables.SelectMany(Formats).ToHashSet(StringComparer.Ordinal))
            LetWait(work.Staged, format, school: null);
        if (IsAny)
            WaitWithTheirStudents();
    }

    // Who waits to end keeps all that is known of her, whichever file it came in and however little of it would end.
    void WaitWithTheirStudents()
    {
        if (work.Staged.FirstOrDefault(t => t.Entity == "student") is not { } students)
            return;
        foreach (var table in work.Staged.Where(t => t.References.Any(r => r is { Entity: "student", IsKey: true })))
            work.Run($"""
                UPDATE {work.Absent(table)} SET is_absent = 0
                WHERE is_absent = 1 AND is_snapshot = 1 AND student_key IN (SELECT s.student_key FROM {work.Absent(students)} s WHERE s.would_end = 1 AND s.is_absent = 0)
                """);
    }

    /// <summary>Counts all that ends once what waits is released.</summary>
    public void Count() => Holds = [.. work.Staged.SelectMany(Told)];

    IReadOnlyList<(string Format, int School)> Schools(EntityTable table) =>
    [
        .. work.Session.Ask<Ending>($"""
            SELECT format AS Format, held_school AS School, COUNT(*) AS Known, CAST(SUM(is_absent) AS BIGINT) AS WouldEnd
            FROM {work.Absent(table)} WHERE is_snapshot = 1 AND held_school IS NOT NULL GROUP BY format, held_school ORDER BY format, held_school
            """).Where(e => e.WouldEnd * 100 > e.Known * work.Batch.SchoolHoldPercent).Select(e => (e.Format, e.School!.Value)),
    ];

    IReadOnlyList<string> Formats(EntityTable table) =>
    [
        .. work.Session.Ask<Ending>($"""
            SELECT format AS Format, COUNT(*) AS Known, CAST(SUM(is_absent) AS BIGINT) AS WouldEnd FROM {work.Absent(table)} WHERE is_snapshot = 1 GROUP BY format ORDER BY format
            """).Where(e => e.WouldEnd * 100 > e.Known * work.Batch.DistrictHoldPercent || (table.Entity == "school" && e.WouldEnd > 0)).Select(e => e.Format), // a school that would vanish is never a matter of per cent
    ];

    void LetWait(IReadOnlyList<EntityTable> tables, string format, int? school)
    {
        IsAny = true;
        var files = $"SELECT file_number FROM {work.T("file_info")} WHERE format = @format AND merge_word = '{nameof(Merge.Snapshot)}'";
        foreach (var table in tables)
        {
            work.Run($"""
                INSERT INTO {work.T("held_line")} SELECT DISTINCT r.file_number, r.line FROM {work.Resolved(table)} r
                WHERE r.file_number IN ({files}) {(school is null ? "" : $"AND r.{table.SchoolColumn} = @school")}
                """, new { format, school });
            // Nothing of what is held ends by its absence either.
            work.Run($"UPDATE {work.Absent(table)} SET is_absent = 0 WHERE format = @format AND (@school IS NULL OR held_school = @school)", new { format, school });
        }
    }

    // A school that waits by itself is told by itself; all else of a kind of record in one sum.
    IEnumerable<FileHold> Told(EntityTable table)
    {
        var known = Known(table);
        return
            from waits in Waiting(table)
            let school = waits.School is { } key && _schools.Contains((table, waits.Format, key)) ? waits.School : null
            group waits by (waits.Format, School: school) into held
            orderby held.Key.School is null, held.Key.School
            select new FileHold(held.Key.Format, new Hold
            {
                Entity = table.Name, SchoolId = held.Key.School is { } own ? IdOf(own) : null, WouldEnd = held.Sum(w => w.WouldEnd),
                Known = known.Where(k => k.Format == held.Key.Format && (held.Key.School is null || k.School == held.Key.School)).Sum(k => k.Known),
            });
    }

    // What is not named any more, and what a waiting row itself says has ended.
    IReadOnlyList<Ending> Waiting(EntityTable table) => work.Session.Ask<Ending>($"""
        SELECT format AS Format, school AS School, COUNT(*) AS WouldEnd
        FROM  (SELECT format, held_school AS school FROM {work.Absent(table)} WHERE would_end = 1 AND is_absent = 0
               UNION ALL
               SELECT i.format, {(table is { SchoolColumn: { } own, Entity: not "school" } ? "r." + own : "CAST(NULL AS INTEGER)")} AS school
               FROM {work.Decided(table)} r JOIN {work.T("file_info")} i ON i.file_number = r.file_number WHERE r.fate = 'held' AND r.would = 'ended') waiting
        GROUP  BY format, school
        """);

    IReadOnlyList<Ending> Known(EntityTable table) => work.Session.Ask<Ending>($"""
        SELECT format AS Format, held_school AS School, COUNT(*) AS Known FROM {work.Absent(table)} WHERE is_snapshot = 1 GROUP BY format, held_school
        """);

    string? IdOf(int school) =>
        work.Session.Value<string>("SELECT MIN(school_id) FROM wh.school WHERE school_key = @school AND known_to = @open", new { school, open = LoadWork.Open });

    sealed record Ending
    {
        public string Format { get; init; } = "";
        public int? School { get; init; }
        public long Known { get; init; }
        public long WouldEnd { get; init; }
    }
}

/// <summary>A hold, and the format whose files wait.</summary>
sealed record FileHold(string Format, Hold Hold);
