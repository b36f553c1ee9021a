using System.Globalization;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Whose derived rows a load may change: students, and of their attendance the months. Told from the rows that the load added and closed, and from what they
/// changed in a school's days. Where that is more than a part of all, everything is derived anew, which is then less work: for everybody, or where those touched lie beside each other,
/// as those of a district that comes to others do, for the range of students that they lie in.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="session">The load's session.</param>
/// <param name="load">The load.</param>
/// <param name="days">The days that schools sent, brought up to the load.</param>
sealed class Touched(WarehouseEngine engine, SqlSession session, long load, SchoolDays days)
{
    // Beyond these shares looking for who was touched costs more than it saves.
    const int PartOfStudents = 4, PartOfRows = 8, PartOfMonths = 2;

    // A range that leaves fewer than every fourth student out is not worth the looking.
    const int QuartersOfRange = 3;

    static readonly string[] MonthSources = ["attendance", "calendar_day", "attendance_submitted", "school_enrollment", "derived_enrollment"];

    static readonly string[] StudentSources = [.. new[] { "school_enrollment", "section_enrollment", "student", "mark", "incident", "attendance" }.Select(Tables.RowsOf)];

    IReadOnlyList<OfYear>? _attendance;
    long? _attendanceKnown;

    /// <summary>True when all students are to be looked at.</summary>
    public bool IsEverybody { get; private set; }

    /// <summary>The students among whom all who are touched lie, where these are too many to be looked at one by one and others need not be looked at; else null.</summary>
    public Stretch? Range { get; private set; }

    /// <summary>The table of the students touched, by student_key; only where it is not everybody.</summary>
    public string Students => engine.Temporary("touched_student");

    /// <summary>The table of the months touched, by student_key, school_year and month; only where it is not every month.</summary>
    public string Months => engine.Temporary("touched_month");

    /// <summary>" AND …" for rows of the students touched alone, to follow a condition; empty when it is everybody.</summary>
    /// <param name="row">The alias of a row with a student_key.</param>
    public string Only(string row) => IsEverybody ? "" : Range is { } range ? range.Only(row) : $" AND EXISTS (SELECT 1 FROM {Students} who WHERE who.student_key = {row}.student_key)";

    /// <summary>Finds the students whose spells and placements may change. To be asked before these are derived.</summary>
    /// <param name="everybody">True to look at all without asking.</param>
    public void FindStudents(bool everybody)
    {
        IsEverybody = everybody || HaveKnownSchoolsOtherIds;
        if (IsEverybody)
            return;
        Make("changed_section", $"""
            SELECT section_key FROM wh.section WHERE {Changed()} UNION SELECT entity_key FROM wh.entity_id WHERE entity = 'section' AND {Changed()}
            UNION SELECT x.section_key FROM known.section_session x WHERE EXISTS (SELECT 1 FROM wh.session n WHERE n.session_id = x.session_id AND {Changed("n.")})
            """);
        if (IsMuchOfAttendance)
        {
            FindRange();
            return;
        }

        Make("touched_student", string.Join(" UNION ", WhoIsTouched));
        IsEverybody = Count(Students) * PartOfStudents > Known("student") || HasNewestYearMoved();
    }

    // Those whose spells and placements may change.
    IEnumerable<string> WhoIsTouched =>
    [
        .. StudentSources.Select(t => $"SELECT student_key FROM {t} WHERE {Changed()}"),
        $"SELECT entity_key AS student_key FROM wh.entity_id WHERE entity = 'student' AND {Changed()}",
        .. new[] { "section_enrollment", "mark_place", "attendance_place" }.Select(t =>
            $"SELECT t.student_key FROM known.{t} t WHERE EXISTS (SELECT 1 FROM {T("changed_section")} s WHERE s.section_key = t.section_key)"),
        WhoseSchoolWentOn,
    ];

    // Only the ends are asked for, one question after another and the plain ones first: a first delivery touches all students, and is not to hold what the others would need.
    void FindRange()
    {
        var all = EndsOf("SELECT student_key FROM wh.student");
        Ends? touched = null;
        foreach (var who in WhoIsTouched.Concat(WhoIsAtChangedPlaces()))
        {
            touched = EndsOf(who).With(touched);
            if (touched.Students * 4 > all.Students * QuartersOfRange)
                break;
        }

        if (touched is { First: { } first, Last: { } last } && touched.Students * 4 <= all.Students * QuartersOfRange && !HasNewestYearMoved())
            Range = new Stretch(first, last);
        else
            IsEverybody = true;
    }

    Ends EndsOf(string students) => session.First<Ends>($"SELECT MIN(student_key) AS First, MAX(student_key) AS Last FROM ({students}) w")!;

    // A day that came or went at a school concerns everybody who is enrolled there. Looked for when it is asked for, which is not always.
    IEnumerable<string> WhoIsAtChangedPlaces()
    {
        var years = Years(all: false);
        if (years.Count == 0)
            yield break;
        FindPlaces(years);
        yield return $"SELECT s.student_key FROM known.spell s WHERE EXISTS (SELECT 1 FROM {T("changed_place")} p WHERE p.school_key = s.school_key AND p.school_year = s.school_year)";
        if (Count(T("changed_periods")) > 0)
            yield return $"SELECT y.student_key FROM ({WhosePeriodsCountAnew}) y";
    }

    /// <summary>Finds the months of attendance that may change, once spells are derived.</summary>
    /// <param name="years">The school years in which something changed.</param>
    /// <returns>False when every month of these years is to be looked at.</returns>
    public bool FindMonths(IReadOnlyList<int> years)
    {
        if (Range is not null || IsMuchOfAttendance)
            return false;
        FindPlaces(years);
        Make("touched_month", $"""
            SELECT DISTINCT student_key, school_year, month FROM (
                SELECT s.student_key, s.school_year, p.month
                FROM   known.spell s JOIN {T("changed_place")} p ON p.school_key = s.school_key AND p.school_year = s.school_year
                UNION ALL
                SELECT a.student_key, a.school_year, MONTH(a.school_date) FROM wh.attendance a WHERE {Changed("a.")}
                UNION ALL
                SELECT a.student_key, d.school_year, d.month
                FROM   wh.attendance a JOIN {T("days_after")} d ON d.school_key = a.school_key AND d.school_date = a.school_date AND d.school_year <> a.school_year
                WHERE  {Changed("a.")}
                UNION ALL
                SELECT y.student_key, y.school_year, m.month
                FROM  (SELECT student_key, school_year FROM wh.school_enrollment WHERE {Changed()}
                       UNION SELECT student_key, school_year FROM wh.derived_enrollment WHERE {Changed()}
                       UNION {WhoBeganOrCeasedToSendEveryDay}
                       UNION {WhosePeriodsCountAnew}) y
                      CROSS JOIN (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)) m (month)) touched
            """);
        return Count(Months) * PartOfMonths <= session.Value<long>($"SELECT COUNT(*) FROM wh.attendance_month WHERE known_to = {LoadWork.Open} AND {InYears(years)}");
    }

    /// <summary>The school years of which something changed that months are made of.</summary>
    /// <param name="all">True for all years that there are.</param>
    public IReadOnlyList<int> Years(bool all) => [.. MonthSources.SelectMany(t => YearsOf(t, all)).Distinct().Order()];

    IEnumerable<int> YearsOf(string table, bool all) => !all && table == "attendance" ? AttendanceChanges.Select(c => c.Year)
        : session.Ask<int>($"SELECT DISTINCT school_year FROM {Tables.RowsOf(table)}{(all ? "" : $" WHERE {Changed()}")}");

    /// <summary>"school_year IN (…)".</summary>
    public static string InYears(IReadOnlyList<int> years) => string.Create(CultureInfo.InvariantCulture, $"school_year IN ({string.Join(", ", years)})");

    // Who has no spell but her own days is enrolled for as long as her school sends any: with a later day of others her spell may end.
    string WhoseSchoolWentOn => $"""
        SELECT e.student_key FROM wh.derived_enrollment e
        WHERE  e.known_to = {LoadWork.Open} AND e.derived_from = 'attendance'
          AND  EXISTS (SELECT 1 FROM (SELECT DISTINCT school_key, school_year FROM {Tables.RowsOf("attendance")} WHERE {Changed()}) a
                       WHERE a.school_key = e.school_key AND a.school_year = e.school_year)
        """;

    // Her days are those that were sent as soon as one row says so, and the calendar's again when the last such row goes.
    string WhoBeganOrCeasedToSendEveryDay => $"""
        SELECT a.student_key, a.school_year FROM wh.attendance a
        WHERE  a.is_full_record = 1 AND {Changed("a.")}
          AND  NOT EXISTS (SELECT 1 FROM wh.attendance o WHERE o.student_key = a.student_key AND o.school_key = a.school_key AND o.school_year = a.school_year
                           AND o.is_full_record = 1 AND o.known_from < {load} AND o.known_to > {load})
        """;

    string WhosePeriodsCountAnew => $"""
        SELECT a.student_key, a.school_year FROM known.attendance a
        WHERE  (a.period <> '' OR a.section_key <> 0) AND EXISTS (SELECT 1 FROM {T("changed_periods")} p WHERE p.school_key = a.school_key AND p.school_year = a.school_year)
        """;

    // Grades are those of the newest year that classes meet in, and none for the years before.
    bool HasNewestYearMoved()
    {
        if (Count(T("changed_section")) == 0)
            return false;
        const string newest = "SELECT MAX(school_year) FROM known.section_span";
        engine.SetValue(session, "as_of_load", load - 1);
        var before = session.Value<int?>(newest);
        engine.SetValue(session, "as_of_load", load);
        return before != session.Value<int?>(newest);
    }

    // A day more, one sent at last or one taken back counts for everybody who is enrolled.
    void FindPlaces(IReadOnlyList<int> years)
    {
        var dates = $"SELECT school_key, school_year, school_date, MONTH(school_date) AS month, is_submitted FROM known.school_session_day WHERE is_instructional = 1 AND {InYears(years)}";
        var periods = $"SELECT school_key, school_year, periods FROM known.school_periods WHERE {InYears(years)}";
        engine.SetValue(session, "as_of_load", load - 1);
        Make("days_before", dates);
        Make("periods_before", periods);
        engine.SetValue(session, "as_of_load", load);
        Make("days_after", dates);
        Make("periods_after", periods);
        Make("changed_place", Differing("SELECT DISTINCT school_key, school_year, month", "days", "school_key, school_year, school_date, month, is_submitted"));
        Make("changed_periods", Differing("SELECT DISTINCT school_key, school_year", "periods", "school_key, school_year, periods"));
    }

    string Differing(string what, string table, string columns)
    {
        string Rows(string when) => $"SELECT {columns} FROM {T($"{table}_{when}")}";
        return $"""
            {what} FROM (SELECT {columns} FROM ({Rows("before")} EXCEPT {Rows("after")}) gone
                         UNION ALL SELECT {columns} FROM ({Rows("after")} EXCEPT {Rows("before")}) come) differing
            """;
    }

    string Changed(string row = "") => $"({row}known_from = {load} OR {row}known_to = {load})";

    string T(string name) => engine.Temporary(name);

    void Make(string name, string question) => engine.MakeTemporaryFrom(session, T(name), question);

    // Asked three times.
    IReadOnlyList<OfYear> AttendanceChanges => _attendance ??= session.Ask<OfYear>($"SELECT school_year AS \"Year\", CAST(sent_rows AS BIGINT) AS \"Rows\" FROM ({days.RowsByYear}) r");

    bool IsMuchOfAttendance => AttendanceChanges.Sum(c => c.Rows) * PartOfRows > (_attendanceKnown ??= Known("attendance"));

    // Its students are placed by every id of a school. One that came with the load has none but those whom the load's own rows place there.
    bool HaveKnownSchoolsOtherIds => session.Value<long>($"""
        SELECT COUNT(*) FROM wh.entity_id i
        WHERE  i.entity = 'school' AND {Changed("i.")} AND EXISTS (SELECT 1 FROM wh.school s WHERE s.school_key = i.entity_key AND s.known_from < {load})
        """) > 0;

    long Known(string table) => session.Value<long>($"SELECT COUNT(*) FROM {Tables.RowsOf(table)} WHERE known_to = {LoadWork.Open}");

    long Count(string table) => session.Value<long>($"SELECT COUNT(*) FROM {table}");

    sealed record Ends
    {
        public int? First { get; init; }
        public int? Last { get; init; }

        public long Students => Last - First + 1L ?? 0;

        public Ends With(Ends? other) => new() { First = Least(First, other?.First), Last = -Least(-Last, -other?.Last) };

        static int? Least(int? a, int? b) => a < b || b is null ? a : b;
    }

    sealed record OfYear
    {
        public int Year { get; init; }
        public long Rows { get; init; }
    }
}
