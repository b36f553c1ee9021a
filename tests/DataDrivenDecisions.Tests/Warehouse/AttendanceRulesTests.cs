using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>How rows of attendance become days that count.</summary>
[Parallelizable]
public sealed class AttendanceRulesTests
{
    sealed record Day
    {
        public string StudentId { get; init; } = "";
        public string SchoolId { get; init; } = "";
        public DateOnly Date { get; init; }
        public string Status { get; init; } = "";
        public long Enrolled { get; init; }
        public long Absent { get; init; }
        public long Excused { get; init; }
        public long Suspended { get; init; }
    }

    static Query<Day> AllDays => new("""
        SELECT student_id AS StudentId, school_id AS SchoolId, school_date AS Date, status AS Status, enrolled_days AS Enrolled, absent_days AS Absent,
               excused_days AS Excused, suspended_days AS Suspended
        FROM seen.attendance ORDER BY school_date, student_id
        """);

    static Query<Day> Months => new("""
        SELECT student_id AS StudentId, school_id AS SchoolId, SUM(enrolled_days) AS Enrolled, SUM(absent_days) AS Absent, SUM(excused_days) AS Excused
        FROM seen.attendance_month GROUP BY student_id, school_id ORDER BY school_id
        """);

    static IReadOnlyList<Day> DaysOf(params Arrival[] rows)
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("calendar", [.. Days("s", 3)]), Update("enrollment", Enrolled("a", "s")), Update("attendance", rows)));
        return warehouse.Leader.Ask(AllDays);
    }

    [Test]
    public void Half_a_day_missed_is_a_day_absent_and_less_is_not()
    {
        var days = DaysOf(Absent("a", "s", FirstDay, 0.5m), Absent("a", "s", FirstDay.AddDays(1), 0.49m, line: 3));

        Assert.That(days.Select(d => (d.Status, d.Enrolled, d.Absent)), Is.EqualTo(new[] { ("absent", 1, 1), ("partial", 1, 0), ("present", 1L, 0L) }));
    }

    [Test]
    public void Periods_are_folded_into_their_day()
    {
        Arrival[] fourPeriods = [.. Enumerable.Range(1, 4).SelectMany(p => new Arrival[]
        {
            Absent("a", "s", FirstDay, p <= 2 ? 1 : 0, line: p, period: "P" + p) with { Status = p <= 2 ? AttendanceStatus.Absent : AttendanceStatus.Present },
            Absent("a", "s", FirstDay.AddDays(1), p <= 1 ? 1 : 0, line: 10 + p, period: "P" + p) with { Status = p <= 1 ? AttendanceStatus.Absent : AttendanceStatus.Present },
        })];

        Assert.That(DaysOf(fourPeriods).Select(d => d.Absent), Is.EqualTo(new[] { 1, 0, 0 }));
    }

    [Test]
    public void One_period_missed_where_only_exceptions_are_sent_is_not_a_day_absent()
    {
        var days = DaysOf(Absent("a", "s", FirstDay, period: "P1"), Absent("a", "s", FirstDay.AddDays(1), period: "P2", line: 3), Absent("a", "s", FirstDay.AddDays(1), period: "P3", line: 4));

        Assert.That(days.Select(d => d.Absent), Is.EqualTo(new[] { 0, 1, 0 }));
    }

    [Test]
    public void Out_of_school_suspension_is_absent_and_excused_days_are_told_apart()
    {
        var days = DaysOf(Absent("a", "s", FirstDay, suspended: true), Absent("a", "s", FirstDay.AddDays(1), excused: true, line: 3));

        Assert.That(days.Select(d => (d.Absent, d.Suspended, d.Excused)), Is.EqualTo(new[] { (1, 1, 0), (1, 0, 1), (0L, 0L, 0L) }));
    }

    [Test]
    public void An_unknown_code_is_never_read_as_present()
    {
        var days = DaysOf(Absent("a", "s", FirstDay, portion: 0) with { Status = AttendanceStatus.Unknown });

        Assert.That((days[0].Status, days[0].Enrolled), Is.EqualTo(("no_data", 0)));
    }

    [Test]
    public void A_day_that_the_school_has_not_submitted_enters_no_denominator()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("calendar", [.. Days("s", 4, day => day != FirstDay.AddDays(2))]), Update("enrollment", Enrolled("a", "s"))));

        Assert.That(warehouse.Leader.Ask(AllDays).Select(d => d.Status), Is.EqualTo(new[] { "present", "present", "not_submitted", "present" }));
        Assert.That(warehouse.Leader.Ask(Months).Single().Enrolled, Is.EqualTo(3));
    }

    [Test]
    public void A_transfer_counts_days_at_each_school_while_enrolled_there()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("calendar", [.. Days("s", 10)]), Update("calendar2", [.. Days("t", 10)]),
            Update("enrollment", Enrolled("a", "s", exit: FirstDay.AddDays(3)), Enrolled("a", "t", entry: FirstDay.AddDays(4), line: 3)), Update("attendance", Absent("a", "t", FirstDay.AddDays(4)))));

        Assert.That(warehouse.Leader.Ask(Months).Select(m => (m.SchoolId, m.Enrolled, m.Absent)), Is.EqualTo(new[] { ("s", 4, 0), ("t", 6L, 1L) }));
    }

    [Test]
    public void A_source_that_sends_a_row_for_every_day_has_the_days_it_sent()
    {
        using var warehouse = new TemporaryWarehouse();
        AttendanceArrival Sent(int day, bool present) => Absent("a", "s", FirstDay.AddDays(day), present ? 0 : 1, line: 2 + day) with
        {
            Status = present ? AttendanceStatus.Present : AttendanceStatus.Absent, IsFullRecord = true,
        };
        warehouse.Store.Load(Of(Update("attendance", Sent(0, true), Sent(1, false), Sent(2, true))));

        Assert.That(warehouse.Leader.Ask(Months).Select(m => (m.Enrolled, m.Absent)), Is.EqualTo(new[] { (3L, 1L) }));
        Assert.That(warehouse.Leader.Ask(new Query<Day>("SELECT school_id AS SchoolId, is_enrolled AS Enrolled FROM seen.student")).Single(), Is.EqualTo(new Day { SchoolId = "s", Enrolled = 1 }));
    }

    [Test]
    public void Without_submissions_a_day_counts_up_to_the_last_event_of_the_school()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("calendar", [.. Days("s", 5, _ => false)]), Update("enrollment", Enrolled("a", "s"), Enrolled("b", "s", line: 3)), Update("attendance", Absent("b", "s", FirstDay.AddDays(2)))));

        Assert.That(warehouse.Leader.Ask(AllDays).Where(d => d.StudentId == "a").Select(d => d.Enrolled), Is.EqualTo(new[] { 1, 1, 1, 0, 0 }));
    }

    [Test]
    public void Section_dates_stand_in_for_a_missing_enrollment_file_and_say_so()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("roster",
            new SessionArrival { Line = 2, SessionId = "fall", Title = "Fall", Kind = "semester", FirstDay = FirstDay, LastDay = new DateOnly(2026, 6, 5), Year = Year },
            new SectionArrival { Line = 3, SectionId = "x", Title = "Algebra", SchoolId = "s", SessionIds = ["fall"] }, Student("a", line: 4),
            new SectionEnrollmentArrival { Line = 5, EnrollmentId = "e", SectionId = "x", StudentId = "a" })));

        var spell = warehouse.Leader.Ask(new Query<Day>("SELECT student_id AS StudentId, school_id AS SchoolId, entry_date AS Date, is_derived AS Enrolled FROM seen.enrollment")).Single();
        Assert.That(spell, Is.EqualTo(new Day { StudentId = "a", SchoolId = "s", Date = FirstDay, Enrolled = 1 }));
    }
}
