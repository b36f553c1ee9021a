using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Keeps the tables that follow from others: derived spells, monthly attendance, placements. Each is computed anew where something changed and
/// kept by difference, so that derived rows have versions like all others and undo needs to know nothing of them.
/// </summary>
sealed class Deriving(WarehouseEngine engine, SqlSession session, long load)
{
    static readonly string[] AttendanceSources = ["attendance", "calendar_day", "attendance_submitted", "school_enrollment", "derived_enrollment"];

    /// <summary>Brings all derived tables up to the load, which has written its own rows already.</summary>
    public void Derive()
    {
        engine.SetValue(session, "as_of_load", load);
        Keep("derived_enrollment", "student_key, school_key, school_year, grade, entry_date, exit_date, derived_from", DerivedSpells);
        foreach (var year in ChangedYears())
            Keep("attendance_month", "student_key, school_key, school_year, month, first_date, enrolled_days, absent_days, excused_days, suspended_days, tardy_count",
                AttendanceMonths, "school_year = @year", new { year });
        Keep("placement", "student_key, scope, first_day, last_day, is_lasting", Placements);
    }

    // Section dates within their sessions where the year has no enrollment row; daily rows where there is neither.
    const string DerivedSpells = """
        SELECT e.student_key, COALESCE(e.school_key, s.school_key) AS school_key, p.school_year,
               MAX(CASE WHEN p.school_year = n.newest_year THEN t.grade END) AS grade,
               MIN(COALESCE(e.begin_date, p.first_day)) AS entry_date, MAX(COALESCE(e.end_date, p.last_day)) AS exit_date, 'sections' AS derived_from
        FROM   known.section_enrollment e
               JOIN known.section s ON s.section_key = e.section_key
               JOIN known.section_span p ON p.section_key = e.section_key
               JOIN known.student t ON t.student_key = e.student_key
               CROSS JOIN (SELECT MAX(school_year) AS newest_year FROM known.section_span) n
        WHERE  COALESCE(e.school_key, s.school_key) IS NOT NULL AND p.school_year IS NOT NULL
          AND  NOT EXISTS (SELECT 1 FROM known.school_enrollment x WHERE x.student_key = e.student_key AND x.school_year = p.school_year)
        GROUP  BY e.student_key, COALESCE(e.school_key, s.school_key), p.school_year
        UNION ALL
        SELECT a.student_key, a.school_key, a.school_year, MAX(t.grade), MIN(a.school_date),
               CASE WHEN MAX(a.school_date) >= MAX(l.last_event) THEN NULL ELSE MAX(a.school_date) END, 'attendance'
        FROM   known.attendance a
               JOIN known.student t ON t.student_key = a.student_key
               JOIN known.school_year_report l ON l.school_key = a.school_key AND l.school_year = a.school_year
        WHERE  NOT EXISTS (SELECT 1 FROM known.school_enrollment x WHERE x.student_key = a.student_key AND x.school_year = a.school_year)
          AND  NOT EXISTS (SELECT 1 FROM known.section_enrollment e JOIN known.section_span p ON p.section_key = e.section_key
                           WHERE e.student_key = a.student_key AND p.school_year = a.school_year)
        GROUP  BY a.student_key, a.school_key, a.school_year
        """;

    const string AttendanceMonths = """
        SELECT student_key, school_key, school_year, CAST(MONTH(school_date) AS INTEGER) AS month, MIN(school_date) AS first_date,
               CAST(SUM(enrolled_days) AS INTEGER) AS enrolled_days, CAST(SUM(absent_days) AS INTEGER) AS absent_days, CAST(SUM(excused_days) AS INTEGER) AS excused_days,
               CAST(SUM(suspended_days) AS INTEGER) AS suspended_days, CAST(SUM(tardy_count) AS INTEGER) AS tardy_count
        FROM   known.attendance_day
        WHERE  school_year = @year
        GROUP  BY student_key, school_key, school_year, MONTH(school_date)
        HAVING SUM(enrolled_days) > 0
        """;

    // The district and a school keep what was known while a student was theirs; a section and a guardian's link count only while they run.
    const string Placements = """
        SELECT student_key, scope, first_day, MAX(last_day) AS last_day, MAX(is_lasting) AS is_lasting
        FROM (
            SELECT student_key, 'district' AS scope, CAST('1900-01-01' AS DATE) AS first_day, CAST('9999-12-31' AS DATE) AS last_day, CAST(1 AS SMALLINT) AS is_lasting
            FROM   known.student
            UNION ALL
            SELECT t.student_key, CONCAT('student:', i.id), CAST('1900-01-01' AS DATE), CAST('9999-12-31' AS DATE), 0
            FROM   known.student t JOIN wh.entity_id i ON i.entity = 'student' AND i.entity_key = t.student_key AND i.known_to = 9223372036854775807
            UNION ALL
            SELECT p.student_key, CONCAT('school:', i.id), p.first_day, p.last_day, 1
            FROM  (SELECT student_key, school_key, entry_date AS first_day, last_day FROM known.spell
                   UNION ALL
                   SELECT t.student_key, t.school_key, CAST('1900-01-01' AS DATE), CAST('9999-12-31' AS DATE)
                   FROM   known.student t
                   WHERE  t.school_key IS NOT NULL AND t.has_ended = 0 AND t.is_active = 1
                     AND  NOT EXISTS (SELECT 1 FROM known.spell s WHERE s.student_key = t.student_key)
                   UNION ALL
                   SELECT f.student_key, f.school_key, CAST('1900-01-01' AS DATE), CAST('9999-12-31' AS DATE)
                   FROM  (SELECT m.student_key, COALESCE(m.school_key, x.school_key) AS school_key FROM known.mark m JOIN known.section x ON x.section_key = m.section_key
                          UNION SELECT student_key, school_key FROM known.incident) f
                         JOIN known.student t ON t.student_key = f.student_key
                   WHERE  f.school_key IS NOT NULL AND t.is_placeholder = 1
                     AND  NOT EXISTS (SELECT 1 FROM known.spell s WHERE s.student_key = f.student_key)) p
                  JOIN wh.entity_id i ON i.entity = 'school' AND i.entity_key = p.school_key AND i.known_to = 9223372036854775807
            UNION ALL
            SELECT p.student_key, CONCAT('section:', i.id), COALESCE(p.first_day, CAST('1900-01-01' AS DATE)), COALESCE(p.last_day, CAST('9999-12-31' AS DATE)), 0
            FROM  (SELECT e.student_key, e.section_key, COALESCE(e.begin_date, s.first_day) AS first_day, COALESCE(e.end_date, s.last_day) AS last_day
                   FROM   known.section_enrollment e LEFT JOIN known.section_span s ON s.section_key = e.section_key
                   UNION ALL
                   SELECT f.student_key, f.section_key, s.first_day, s.last_day
                   FROM  (SELECT student_key, section_key FROM known.mark UNION SELECT student_key, section_key FROM known.attendance WHERE section_key <> 0) f
                         JOIN known.student t ON t.student_key = f.student_key AND t.is_placeholder = 1
                         LEFT JOIN known.section_span s ON s.section_key = f.section_key
                   WHERE  NOT EXISTS (SELECT 1 FROM known.section_enrollment e WHERE e.student_key = f.student_key AND e.section_key = f.section_key)) p
                  JOIN wh.entity_id i ON i.entity = 'section' AND i.entity_key = p.section_key AND i.known_to = 9223372036854775807) placed
        GROUP BY student_key, scope, first_day
        """;

    IReadOnlyList<int> ChangedYears()
    {
        var changed = AttendanceSources.Select(t => $"SELECT school_year FROM wh.{t} WHERE known_from = @load OR known_to = @load");
        return session.Ask<int>($"SELECT DISTINCT school_year FROM ({string.Join(" UNION ALL ", changed)}) changed ORDER BY 1", new { load });
    }

    void Keep(string table, string columns, string rows, string part = "1 = 1", object? parameters = null)
    {
        var next = engine.Temporary("next_" + table);
        engine.MakeTemporaryFrom(session, next, rows, parameters);
        var open = $"SELECT {columns} FROM wh.{table} WHERE known_to = {long.MaxValue} AND {part}";
        var gone = engine.Temporary("gone_" + table);
        engine.MakeTemporaryFrom(session, gone, $"{open} EXCEPT SELECT {columns} FROM {next}", parameters);
        session.Execute($"DELETE FROM {next} AS n WHERE EXISTS (SELECT 1 FROM ({open}) o WHERE {Same(columns, "o", "n")})", parameters);
        session.Execute($"UPDATE wh.{table} AS t SET known_to = {load} FROM {gone} g WHERE t.known_to = {long.MaxValue} AND {Same(columns, "t", "g")}");
        session.Execute($"INSERT INTO wh.{table} ({columns}, known_from, known_to, file_number, line) SELECT {columns}, {load}, {long.MaxValue}, 0, 0 FROM {next}");
    }

    static string Same(string columns, string a, string b) =>
        string.Join(" AND ", columns.Split(',', StringSplitOptions.TrimEntries).Select(c => $"{a}.{c} IS NOT DISTINCT FROM {b}.{c}"));
}
