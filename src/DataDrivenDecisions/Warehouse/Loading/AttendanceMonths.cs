using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Attendance by student, school and month, summed without a row for every day: who came and left on the same days has the same days, so these are counted
/// once from the school's, and the few events that change a count are added or taken off. It says what the sums of known.attendance_day say.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="session">The load's session.</param>
/// <param name="sums">Attendance added up by student, school and year.</param>
/// <param name="years">The school years, by the year in which they end; at least one.</param>
/// <param name="touched">A table of the student_key, school_year and month that are asked about; null for all of the years.</param>
/// <param name="studentsAtOnce">So many students are gone through at once; null for as many as are at best.</param>
sealed class AttendanceMonths(WarehouseEngine engine, SqlSession session, AttendanceSums sums, IReadOnlyList<int> years, string? touched = null, int? studentsAtOnce = null)
{
    // What an event makes of its day; see known.attendance_day, whose rule this is.
    const string IsAbsent = "e.missed_parts > 0 AND e.missed_parts * 2 >= e.whole_parts";

    const string EventSums = $"""
        SUM(CASE WHEN {IsAbsent} THEN e.days ELSE 0 END) AS absent_days,
        SUM(CASE WHEN {IsAbsent} AND e.excused_parts * 2 > e.missed_parts THEN e.days ELSE 0 END) AS excused_days,
        SUM(CASE WHEN {IsAbsent} AND e.is_suspended = 1 THEN e.days ELSE 0 END) AS suspended_days,
        SUM(CASE WHEN {IsAbsent} OR e.is_unknown = 1 THEN 0 ELSE e.is_tardy * e.days END) AS tardy_count,
        SUM(CASE WHEN {IsAbsent} THEN 0 ELSE e.is_unknown * e.days END) AS unknown_days
        """;

    // The same of one day as one number: 1 to 4 where she was absent (excused, suspended, both), 5 where she came late, 6 where nobody knows, 0 where nothing counts.
    const string Effect = $"""
        CASE WHEN {IsAbsent} THEN 1 + CASE WHEN e.excused_parts * 2 > e.missed_parts THEN 1 ELSE 0 END + CASE WHEN e.is_suspended = 1 THEN 2 ELSE 0 END
             WHEN e.is_unknown = 1 THEN 6 WHEN e.is_tardy = 1 THEN 5 ELSE 0 END
        """;

    // Counts and not sums, which take four times the room in each of millions of groups.
    const string EffectSums = """
        MAX(p.submitted_days) - COUNT(CASE WHEN p.effect = 6 THEN 1 END) AS enrolled_days,
        COUNT(CASE WHEN p.effect >= 1 AND p.effect <= 4 THEN 1 END) AS absent_days,
        COUNT(CASE WHEN p.effect = 2 OR p.effect = 4 THEN 1 END) AS excused_days,
        COUNT(CASE WHEN p.effect = 3 OR p.effect = 4 THEN 1 END) AS suspended_days,
        COUNT(CASE WHEN p.effect = 5 THEN 1 END) AS tardy_count
        """;

    const string Event = "is_tardy, e.is_unknown, e.is_suspended, e.missed_parts, e.excused_parts, e.whole_parts";

    readonly string _ofYears = Touched.InYears(years);
    IReadOnlyList<KindEffect> _effects = [];
    bool _isReady;
    bool _hasPeriods, _hasSeveralSpells, _hasSentOnly;
    Stretch _stretch = Stretch.All;

    /// <summary>The months of the students of a stretch, as a question whose columns are those of the table.</summary>
    public string Of(Stretch stretch)
    {
        _stretch = stretch;
        if (!_isReady)
            PrepareForAll();
        PrepareSpells();
        CountDays(Only("s", "m.month"), Only("s", "d.month"));
        CountEvents(touched is null ? "" : " AND e.school_date >= @First AND e.school_date <= @Last", touched is null ? null : DaysOf(touched));
        CountSent($"e.{_ofYears}{_stretch.Only("e")}{Only("e", "MONTH(e.school_date)")}");
        return Sum;
    }

    string T(string name) => engine.Temporary("months_" + name);

    void Make(string name, string question, object? parameters = null) => engine.MakeTemporaryFrom(session, T(name), question, parameters);

    string Only(string row, string? month = null) => touched is null ? ""
        : $" AND EXISTS (SELECT 1 FROM {touched} t WHERE t.student_key = {row}.student_key AND t.school_year = {row}.school_year{(month is null ? "" : $" AND t.month = {month}")})";

    Span DaysOf(string touched) => session.First<Span>($"""
        SELECT MIN(d.school_date) AS First, MAX(d.school_date) AS Last FROM {T("day")} d
        WHERE  EXISTS (SELECT 1 FROM {touched} t WHERE t.school_year = d.school_year AND t.month = d.month)
        """)!;

    // What is the same for every stretch: the days of schools, what the kinds of row come to.
    void PrepareForAll()
    {
        Make("day", $"""
            SELECT d.school_key, d.school_year, d.school_date, MONTH(d.school_date) AS month, d.is_submitted
            FROM   known.school_session_day d WHERE d.is_instructional = 1 AND d.{_ofYears}
            """);
        // Kinds are few: they are named by their keys, and not looked up beside every row.
        _effects = [.. session.Ask<KindEffect>($"SELECT e.attendance_kind_key AS Kind, {Effect} AS Effect FROM known.kind_event e ORDER BY e.attendance_kind_key").Where(e => e.Effect > 0)];
        _hasPeriods = session.Value<long>($"SELECT COUNT(*) FROM {sums.Table} p WHERE p.has_periods = 1") > 0;
        _isReady = true;
    }

    // Each of these is a view that is asked several times below.
    void PrepareSpells()
    {
        // See known.sent_days_only, whose rule this is.
        Make("sent_only", $"""
            SELECT a.student_key, a.school_key, a.school_year FROM {sums.Table} a
            WHERE  a.{_ofYears}{_stretch.Only("a")}
              AND  (a.is_full_record = 1
                    OR NOT EXISTS (SELECT 1 FROM known.spell s WHERE s.student_key = a.student_key AND s.school_key = a.school_key AND s.school_year = a.school_year
                                   AND s.derived_from <> 'attendance'{_stretch.Only("s")}))
            """);
        Make("spell", $"""
            SELECT s.student_key, s.school_key, s.school_year, s.entry_date, s.last_day, COUNT(*) OVER (PARTITION BY s.student_key, s.school_key, s.school_year) AS spells
            FROM   known.spell s
            WHERE  s.derived_from <> 'attendance' AND s.{_ofYears}{Only("s")}{_stretch.Only("s")}
              AND  NOT EXISTS (SELECT 1 FROM {T("sent_only")} o WHERE o.student_key = s.student_key AND o.school_key = s.school_key AND o.school_year = s.school_year)
            """);
        // A state has millions of days of schools, a stretch a few thousand of them.
        if (_stretch != Stretch.All)
            Make("stretch_day", $"SELECT d.* FROM {T("day")} d WHERE d.school_key IN (SELECT s.school_key FROM {T("spell")} s)");
    }

    string Days => T(_stretch == Stretch.All ? "day" : "stretch_day");

    // Several spells of one student at one school may overlap, and a day counts once.
    void CountDays(string onlyMonth, string onlyDay)
    {
        Make("stay", $"""
            SELECT p.school_key, p.school_year, p.entry_date, p.last_day, d.month, MIN(d.school_date) AS first_date, CAST(SUM(d.is_submitted) AS INTEGER) AS submitted_days
            FROM  (SELECT DISTINCT school_key, school_year, entry_date, last_day FROM {T("spell")} WHERE spells = 1) p
                  JOIN {Days} d ON d.school_key = p.school_key AND d.school_year = p.school_year AND d.school_date >= p.entry_date AND d.school_date <= p.last_day
            GROUP  BY p.school_key, p.school_year, p.entry_date, p.last_day, d.month
            """);
        Make("enrolled", $"""
            SELECT s.student_key, s.school_key, s.school_year, m.month, m.first_date, m.submitted_days
            FROM   {T("spell")} s
                   JOIN {T("stay")} m ON m.school_key = s.school_key AND m.school_year = s.school_year AND m.entry_date = s.entry_date AND m.last_day = s.last_day
            WHERE  s.spells = 1{onlyMonth}
            UNION ALL
            SELECT x.student_key, x.school_key, x.school_year, x.month, MIN(x.school_date), CAST(SUM(x.is_submitted) AS INTEGER)
            FROM  (SELECT DISTINCT s.student_key, s.school_key, d.school_year, d.school_date, d.month, d.is_submitted
                   FROM   {T("spell")} s
                          JOIN {Days} d ON d.school_key = s.school_key AND d.school_year = s.school_year AND d.school_date >= s.entry_date AND d.school_date <= s.last_day
                   WHERE  s.spells > 1{onlyDay}) x
            GROUP  BY x.student_key, x.school_key, x.school_year, x.month
            """);
    }

    // Most rows say that a student was there, which she is anyhow; the others are looked up among the school's days and the student's spells. What a row comes to is told by
    // one number, since each further column of millions of rows is written and read again at every step.
    void CountEvents(string inDays, Span? days)
    {
        Make("told_event", string.Join(" UNION ALL ", _stretch.Halves(session, studentsAtOnce).Select(half => Told(inDays + half.Only("e")))) + (_hasPeriods ? $"""
             UNION ALL
            SELECT e.student_key, e.school_key, e.school_date, {Effect}
            FROM   known.folded_event e
            WHERE  (e.missed_parts > 0 OR e.is_tardy = 1 OR e.is_unknown = 1){_stretch.Only("e")}{inDays} AND {OfPeriods}
            """ : ""), days);
        Make("enrolled_event", $"""
            SELECT e.student_key, e.school_key, s.school_year, e.school_date, e.effect
            FROM   {T("told_event")} e
                   JOIN {T("spell")} s ON s.student_key = e.student_key AND s.school_key = e.school_key AND e.school_date >= s.entry_date AND e.school_date <= s.last_day
            WHERE  s.spells = 1
            """);
        _hasSeveralSpells = session.Value<long>($"SELECT COUNT(*) FROM {T("spell")} WHERE spells > 1") > 0;
    }

    // A student who has no rows about periods has one row a day, so it is the same grouped: but what is grouped is read by two cores.
    string Told(string which) => _effects.Count == 0
        ? "SELECT e.student_key, e.school_key, e.school_date, 0 AS effect FROM known.attendance_place e WHERE 1 = 0"
        : $"""
        SELECT e.student_key, e.school_key, e.school_date, MAX(CASE e.attendance_kind_key{string.Concat(_effects.Select(k => FormattableString.Invariant($" WHEN {k.Kind} THEN {k.Effect}")))} ELSE 0 END) AS effect
        FROM   known.attendance_place e
        WHERE  e.attendance_kind_key IN ({string.Join(", ", _effects.Select(k => FormattableString.Invariant($"{k.Kind}")))}){which}{(_hasPeriods ? $" AND NOT {OfPeriods}" : "")}
        GROUP  BY e.student_key, e.school_key, e.school_date
        """;

    // Joined in two steps, since an engine that does not know how many rows there are may begin with every day of every spell.
    string EventsOfOneSpell => $"""
        SELECT e.student_key, e.school_key, d.school_year, d.month, CAST(NULL AS DATE) AS first_date, CAST(NULL AS INTEGER) AS submitted_days, e.effect
        FROM   {T("enrolled_event")} e
               JOIN {Days} d ON d.school_key = e.school_key AND d.school_date = e.school_date AND d.school_year = e.school_year AND d.is_submitted = 1
        """;

    // Spells may overlap, and a day counts once.
    string EventsOfSeveralSpells => $"""
        SELECT e.student_key, e.school_key, d.school_year, d.month, CAST(NULL AS DATE), CAST(NULL AS INTEGER), e.effect
        FROM   {T("told_event")} e
               JOIN {Days} d ON d.school_key = e.school_key AND d.school_date = e.school_date AND d.is_submitted = 1
        WHERE  EXISTS (SELECT 1 FROM {T("spell")} s WHERE s.student_key = e.student_key AND s.school_key = e.school_key AND s.school_year = d.school_year
                       AND e.school_date >= s.entry_date AND e.school_date <= s.last_day AND s.spells > 1)
        """;

    // Where the days are those that were sent, a row that says she was there counts too; rows of one kind are counted before it is asked what they say.
    void CountSent(string asked)
    {
        var sentOnly = $"EXISTS (SELECT 1 FROM {T("sent_only")} o WHERE o.student_key = e.student_key AND o.school_key = e.school_key AND o.school_year = e.school_year)";
        _hasSentOnly = session.Value<long>($"SELECT COUNT(*) FROM {T("sent_only")}") > 0;
        if (!_hasSentOnly)
            return;
        var where = $"{asked} AND {sentOnly}";
        Make("sent_kind", $"""
            SELECT e.student_key, e.school_key, e.school_year, MONTH(e.school_date) AS month, e.attendance_kind_key, MIN(e.school_date) AS first_date, COUNT(*) AS days
            FROM   known.attendance_place e
            WHERE  {where}{(_hasPeriods ? $" AND NOT {OfPeriods}" : "")}
            GROUP  BY e.student_key, e.school_key, e.school_year, MONTH(e.school_date), e.attendance_kind_key
            """);
        Make("sent", $"""
            SELECT e.student_key, e.school_key, e.school_year, e.month, MIN(e.first_date) AS first_date, SUM(e.days) AS sent_days, {EventSums}
            FROM  (SELECT t.student_key, t.school_key, t.school_year, t.month, t.first_date, t.days, e.{Event}
                   FROM   {T("sent_kind")} t JOIN known.kind_event e ON e.attendance_kind_key = t.attendance_kind_key{(_hasPeriods ? $"""
                    UNION ALL
                   SELECT e.student_key, e.school_key, e.school_year, MONTH(e.school_date), e.school_date, 1, e.{Event}
                   FROM   known.folded_event e WHERE {where} AND {OfPeriods}
                   """ : "")}) e
            GROUP  BY e.student_key, e.school_key, e.school_year, e.month
            """);
    }

    // Only who has rows about periods has days that several rows speak of; see known.event_day, which asks it of the school.
    string OfPeriods => $"""
        EXISTS (SELECT 1 FROM {sums.Table} p WHERE p.has_periods = 1 AND p.student_key = e.student_key AND p.school_key = e.school_key AND p.school_year = e.school_year{_stretch.Only("p")})
        """;

    // The days of a month and what counts of them are grouped together, and not joined: what is grouped is also written by two cores. Of a month that is not asked about
    // there are no days, and nothing is written.
    string Sum => $"""
        SELECT student_key, school_key, school_year, CAST(month AS INTEGER) AS month, first_date, CAST(enrolled_days AS INTEGER) AS enrolled_days,
               CAST(absent_days AS INTEGER) AS absent_days, CAST(excused_days AS INTEGER) AS excused_days, CAST(suspended_days AS INTEGER) AS suspended_days,
               CAST(tardy_count AS INTEGER) AS tardy_count
        FROM  (SELECT p.student_key, p.school_key, p.school_year, p.month, MIN(p.first_date) AS first_date, {EffectSums}
               FROM  (SELECT n.student_key, n.school_key, n.school_year, n.month, n.first_date, n.submitted_days, CAST(NULL AS INTEGER) AS effect FROM {T("enrolled")} n
                      UNION ALL {EventsOfOneSpell}{(_hasSeveralSpells ? $" UNION ALL {EventsOfSeveralSpells}" : "")}) p
               GROUP  BY p.student_key, p.school_key, p.school_year, p.month{(_hasSentOnly ? $"""
                UNION ALL
               SELECT student_key, school_key, school_year, month, first_date, sent_days - unknown_days, absent_days, excused_days, suspended_days, tardy_count
               FROM   {T("sent")}
               """ : "")}) summed
        WHERE  enrolled_days > 0
        """;

    sealed record KindEffect
    {
        public int Kind { get; init; }
        public int Effect { get; init; }
    }

    sealed record Span
    {
        public DateOnly? First { get; init; }
        public DateOnly? Last { get; init; }
    }
}
