using System.Globalization;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Keeps the tables that follow from others: days that schools sent, derived spells, monthly attendance, placements. Each is computed anew where something changed and
/// kept by difference, so that derived rows have versions like all others and undo needs to know nothing of them.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="session">The load's session.</param>
/// <param name="load">The load.</param>
/// <param name="studentsAtOnce">How many students are worked on at once; null for as many as a large district's are at best.</param>
sealed class Deriving(WarehouseEngine engine, SqlSession session, long load, int? studentsAtOnce = null)
{
    readonly SchoolDays _days = new(engine, session, load, studentsAtOnce);
    readonly AttendanceSums _sums = new(engine, session, studentsAtOnce);
    readonly List<string> _written = [];

    /// <summary>The tables that rows were added to whose grain is still to be looked at.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Brings all derived tables up to the load, which has written its own rows already.</summary>
    /// <param name="anew">Looks at every student and month of the years, whoever was touched.</param>
    /// <returns>How many rows were closed and added.</returns>
    public long Derive(bool anew = false)
    {
        engine.SetValue(session, "as_of_load", load);
        // First, since what follows asks for them.
        var changed = _days.Derive(anew);
        _written.AddRange(_days.Written);
        Whom.FindStudents(anew);
        _sums.Make(Whom.Only("e"));
        return changed
            + Keep("derived_enrollment", "student_key, school_key, school_year, grade, entry_date, exit_date, derived_from", Spells, Whom.Only("r"))
            + DeriveMonths(anew)
            + DerivePlacements();
    }

    long DerivePlacements()
    {
        var placements = new Placements(engine, session, Whom);
        return Stretches.Sum(stretch => Keep("placement", "student_key, scope, first_day, last_day, is_lasting", placements.Of(stretch), Whom.Only("r") + stretch.Only("r"), areOneOfEach: true));
    }

    Touched Whom => field ??= new Touched(engine, session, load, _days);

    IReadOnlyList<Stretch> Stretches => field ??= Whom.Range is { } range ? range.Parts(studentsAtOnce) : Stretch.Of(session, studentsAtOnce);

    long DeriveMonths(bool anew)
    {
        var years = Whom.Years(anew);
        if (years.Count == 0)
            return 0;
        var months = !anew && Whom.FindMonths(years) ? Whom.Months : null;
        // A day more or less at a school is one for all who are enrolled, not for the students touched alone.
        if (!Whom.IsEverybody && Whom.Range is null)
            _sums.Make(months is null ? "" : $" AND EXISTS (SELECT 1 FROM {months} m WHERE m.student_key = e.student_key)");
        var only = months is null ? $" AND r.{Touched.InYears(years)}{Whom.Range?.Only("r")}"
            : $" AND EXISTS (SELECT 1 FROM {months} m WHERE m.student_key = r.student_key AND m.school_year = r.school_year AND m.month = r.month)";
        var attendance = new AttendanceMonths(engine, session, _sums, years, months, studentsAtOnce);
        return Stretches.Sum(stretch => Keep("attendance_month", "student_key, school_key, school_year, month, first_date, enrolled_days, absent_days, excused_days, suspended_days, tardy_count",
            attendance.Of(stretch), only + stretch.Only("r"), areOneOfEach: true));
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
        WHERE  COALESCE(e.school_key, s.school_key) IS NOT NULL AND p.school_year IS NOT NULL{Whom.Only("e")}
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
    string LastEvents => Whom.IsEverybody
        ? $"(SELECT school_key, school_year, MAX(last_day) AS last_event FROM {_sums.Table} GROUP BY school_key, school_year)"
        : "known.school_year_report";

    // Rows that stay the same stay as they are; the others are closed and added. Where there were none of the students and years looked at, and there is one of each by the way they are
    // made, no look for others of the same key is needed.
    long Keep(string table, string columns, string rows, string only, bool areOneOfEach = false)
    {
        var open = $"SELECT {columns} FROM wh.{table} r WHERE r.known_to = {LoadWork.Open}{only}";
        var known = Count($"({open})");
        if (known == 0)
            return Add(table, columns, $"({rows})", isSure: areOneOfEach);
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

    int Add(string table, string columns, string rows, bool isSure = false)
    {
        var added = session.Execute(
            $"INSERT INTO wh.{table} ({columns}, known_from, known_to, file_number, line) SELECT {columns}, {load}, {LoadWork.Open}, 0, 0 FROM {rows} n");
        if (added > 0 && !isSure && !_written.Contains(table))
            _written.Add(table);
        return added;
    }

    long Count(string rows) => session.Value<long>($"SELECT COUNT(*) FROM {rows} n");

    string Same(string columns, string a, string b) =>
        string.Join(" AND ", columns.Split(',', StringSplitOptions.TrimEntries).Select(c => engine.Same($"{a}.{c}", $"{b}.{c}")));
}
