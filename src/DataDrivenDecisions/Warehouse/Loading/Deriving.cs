using System.Globalization;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Keeps the tables that follow from others: derived spells, monthly attendance, placements. Each is computed anew where something changed and
/// kept by difference, so that derived rows have versions like all others and undo needs to know nothing of them.
/// </summary>
sealed class Deriving(WarehouseEngine engine, SqlSession session, long load)
{
    readonly Touched _touched = new(engine, session, load);
    readonly AttendanceSums _sums = new(engine, session);
    readonly List<string> _written = [];

    /// <summary>The tables that rows were added to.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Brings all derived tables up to the load, which has written its own rows already.</summary>
    /// <param name="anew">Looks at every student and month of the years, whoever was touched.</param>
    /// <returns>How many rows were closed and added.</returns>
    public long Derive(bool anew = false)
    {
        engine.SetValue(session, "as_of_load", load);
        _touched.FindStudents(anew);
        _sums.Make(_touched.Only("e"));
        return Keep("derived_enrollment", "student_key, school_key, school_year, grade, entry_date, exit_date, derived_from", Spells, _touched.Only("r"))
            + DeriveMonths(anew)
            + Keep("placement", "student_key, scope, first_day, last_day, is_lasting", Placements, _touched.Only("r"));
    }

    long DeriveMonths(bool anew)
    {
        var years = _touched.Years(anew);
        if (years.Count == 0)
            return 0;
        var months = !anew && _touched.FindMonths(years) ? _touched.Months : null;
        // A day more or less at a school is one for all who are enrolled, not for the students touched alone.
        if (!_touched.IsEverybody)
            _sums.Make(months is null ? "" : $" AND EXISTS (SELECT 1 FROM {months} m WHERE m.student_key = e.student_key)");
        return Keep("attendance_month", "student_key, school_key, school_year, month, first_date, enrolled_days, absent_days, excused_days, suspended_days, tardy_count",
            new AttendanceMonths(engine, session, _sums).Of(years, months),
            months is null ? $" AND r.{Touched.InYears(years)}"
                : $" AND EXISTS (SELECT 1 FROM {months} m WHERE m.student_key = r.student_key AND m.school_year = r.school_year AND m.month = r.month)");
    }

    // Section dates within their sessions where the year has no enrollment row; daily rows where there is neither.
    string Spells => $"""
        SELECT e.student_key, COALESCE(e.school_key, s.school_key) AS school_key, p.school_year,
               MAX(CASE WHEN p.school_year = n.newest_year THEN t.grade END) AS grade,
               MIN(COALESCE(e.begin_date, p.first_day)) AS entry_date, MAX(COALESCE(e.end_date, p.last_day)) AS exit_date, 'sections' AS derived_from
        FROM   known.section_enrollment e
               JOIN known.section s ON s.section_key = e.section_key
               JOIN known.section_span p ON p.section_key = e.section_key
               JOIN known.student t ON t.student_key = e.student_key
               CROSS JOIN (SELECT MAX(school_year) AS newest_year FROM known.section_span) n
        WHERE  COALESCE(e.school_key, s.school_key) IS NOT NULL AND p.school_year IS NOT NULL{_touched.Only("e")}
          AND  NOT EXISTS (SELECT 1 FROM known.school_enrollment x WHERE x.student_key = e.student_key AND x.school_year = p.school_year)
        GROUP  BY e.student_key, COALESCE(e.school_key, s.school_key), p.school_year
        UNION ALL
        SELECT a.student_key, a.school_key, a.school_year, t.grade, a.first_day, CASE WHEN a.last_day >= l.last_event THEN NULL ELSE a.last_day END, 'attendance'
        FROM   {_sums.Table} a
               JOIN known.student t ON t.student_key = a.student_key
               JOIN {LastEvents} l ON l.school_key = a.school_key AND l.school_year = a.school_year
        WHERE  NOT EXISTS (SELECT 1 FROM known.school_enrollment x WHERE x.student_key = a.student_key AND x.school_year = a.school_year)
          AND  NOT EXISTS (SELECT 1 FROM known.section_enrollment e JOIN known.section_span p ON p.section_key = e.section_key
                           WHERE e.student_key = a.student_key AND p.school_year = a.school_year)
        """;

    // The sums of everybody hold a school's last day too.
    string LastEvents => _touched.IsEverybody
        ? $"(SELECT school_key, school_year, MAX(last_day) AS last_event FROM {_sums.Table} GROUP BY school_key, school_year)"
        : "known.school_year_report";

    // The district and a school keep what was known while a student was theirs; a section and a guardian's link count only while they run.
    string Placements => $"""
        SELECT student_key, scope, first_day, MAX(last_day) AS last_day, MAX(is_lasting) AS is_lasting
        FROM (
            SELECT student_key, 'district' AS scope, CAST('1900-01-01' AS DATE) AS first_day, CAST('9999-12-31' AS DATE) AS last_day, CAST(1 AS SMALLINT) AS is_lasting
            FROM   known.student t
            WHERE  1 = 1{_touched.Only("t")}
            UNION ALL
            SELECT t.student_key, CONCAT('student:', i.id), CAST('1900-01-01' AS DATE), CAST('9999-12-31' AS DATE), 0
            FROM   known.student t JOIN wh.entity_id i ON i.entity = 'student' AND i.entity_key = t.student_key AND i.known_to = 9223372036854775807
            WHERE  1 = 1{_touched.Only("t")}
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
            WHERE  1 = 1{_touched.Only("p")}
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
                  JOIN wh.entity_id i ON i.entity = 'section' AND i.entity_key = p.section_key AND i.known_to = 9223372036854775807
            WHERE  1 = 1{_touched.Only("p")}) placed
        GROUP BY student_key, scope, first_day
        """;

    // Rows that stay the same stay as they are; the others are closed and added.
    long Keep(string table, string columns, string rows, string only)
    {
        var open = $"SELECT {columns} FROM wh.{table} r WHERE r.known_to = {LoadWork.Open}{only}";
        var known = Count($"({open})");
        if (known == 0)
            return Add(table, columns, $"({rows})");
        var (next, fresh) = (engine.Temporary("next_" + table), engine.Temporary("fresh_" + table));
        engine.MakeTemporaryFrom(session, next, rows);
        engine.MakeTemporaryFrom(session, fresh, $"SELECT {columns} FROM {next} EXCEPT {open}");
        return (Count(next) - Count(fresh) < known ? Close(table, columns, $"{open} EXCEPT SELECT {columns} FROM {next}") : 0) + Add(table, columns, fresh);
    }

    int Close(string table, string columns, string rows)
    {
        var gone = engine.Temporary("gone_" + table);
        engine.MakeTemporaryFrom(session, gone, rows);
        return session.Execute(engine.Update("wh." + table, "t", $"known_to = {load}", gone + " g", $"t.known_to = {LoadWork.Open} AND {Same(columns, "t", "g")}"));
    }

    int Add(string table, string columns, string rows)
    {
        var added = session.Execute(
            $"INSERT INTO wh.{table} ({columns}, known_from, known_to, file_number, line) SELECT {columns}, {load}, {LoadWork.Open}, 0, 0 FROM {rows} n");
        if (added > 0)
            _written.Add(table);
        return added;
    }

    long Count(string rows) => session.Value<long>($"SELECT COUNT(*) FROM {rows} n");

    string Same(string columns, string a, string b) =>
        string.Join(" AND ", columns.Split(',', StringSplitOptions.TrimEntries).Select(c => engine.Same($"{a}.{c}", $"{b}.{c}")));
}
