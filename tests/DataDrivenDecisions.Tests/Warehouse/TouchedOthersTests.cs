using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>
/// Loads whose rows are of one student, or of none, and that change what follows for others. The district is large enough beside each load that it is
/// derived for those alone whom it touched; each load, and its undoing, leaves what a derivation of everything gives.
/// </summary>
[NonParallelizable]
public sealed class TouchedOthersTests
{
    const int SchoolDaysAYear = 63;

    static readonly DateOnly[] AllDays = [.. SchoolDays(SchoolDaysAYear)];
    static readonly DateOnly September = AllDays.First(d => d.Month == 9), October = AllDays.First(d => d.Month == 10), November = AllDays.First(d => d.Month == 11);

    TemporaryWarehouse _warehouse = null!;

    /// <summary>
    /// A school of forty with a calendar, enrollments and some absences; four students who are only known from their absences at a second one, four who
    /// are only known from a class of a third, and four of a fourth that takes attendance by period.
    /// </summary>
    [OneTimeSetUp]
    public void District()
    {
        _warehouse = new TemporaryWarehouse();
        Load(
        [
            Session("fall", FirstDay, Year), Session("next", FirstDay.AddYears(1), new SchoolYear(2027)),
            .. new[] { "day", "events", "classes", "periods" }.Select(s => School(s)),
            .. Of("day", 40).Concat(Of("events", 4)).Concat(Of("classes", 4)).Concat(Of("periods", 4)).Select((s, i) => Student(s, line: i + 2) with { Grade = GradeLevel.Of(9) }),
            .. Days("day", SchoolDaysAYear, d => d != October), .. Days("periods", SchoolDaysAYear),
            .. Of("day", 40).Select(s => Enrolled(s, "day")), .. Of("periods", 4).Select(s => Enrolled(s, "periods")),
            .. Of("day", 40).Skip(1).SelectMany((s, i) => Enumerable.Range(0, 5).Select(n => Absent(s, "day", AllDays[(i + 11 * n) % SchoolDaysAYear]))),
            .. Of("events", 4).Select(s => Absent(s, "events", September)),
            Section("algebra", "classes", "fall"), .. Of("classes", 4).Select(s => new SectionEnrollmentArrival { Line = 2, EnrollmentId = s, SectionId = "algebra", StudentId = s }),
            Absent("periods0", "periods", September, period: "1"),
        ]);
    }

    [OneTimeTearDown]
    public void Gone() => _warehouse.Dispose();

    [Test]
    public void Who_began_to_send_every_day_and_who_ceased_has_other_days_in_every_month()
    {
        var sent = Absent("day0", "day", November) with { IsFullRecord = true };
        Assert.That(EnrolledDays("day0", 9), Is.GreaterThan(15));
        Changes([sent], () => EnrolledDays("day0", 9), to: 0, () =>
            Changes([sent with { Ends = true, Line = 3 }], () => EnrolledDays("day0", 9), to: EnrolledDays("day1", 9)));
    }

    [Test]
    public void Who_is_known_from_events_alone_leaves_when_her_school_goes_on_with_others()
    {
        Assert.That(Ask<long>("SELECT COUNT(*) FROM seen.enrollment WHERE student_id = 'events0' AND exit_date IS NULL"), Is.EqualTo(1));
        Changes([Absent("events1", "events", October)], () => Ask<long>("SELECT COUNT(*) FROM seen.enrollment WHERE student_id = 'events0' AND exit_date IS NULL"), to: 0);
    }

    [Test]
    public void A_session_that_begins_later_is_entered_later_by_those_who_are_known_from_its_classes() =>
        Changes([Session("fall", FirstDay.AddDays(9), Year)],
            () => Ask<long>($"SELECT COUNT(*) FROM seen.enrollment WHERE student_id LIKE 'classes%' AND entry_date = CAST('{FirstDay.AddDays(9):yyyy-MM-dd}' AS DATE)"), to: 4);

    [Test]
    public void A_school_that_has_three_periods_all_at_once_makes_an_hour_missed_before_a_third_of_a_day() =>
        Changes([Absent("periods1", "periods", November, period: "2"), Absent("periods1", "periods", November, period: "3", line: 3)],
            () => Ask<long>("SELECT CAST(COALESCE(SUM(absent_days), 0) AS BIGINT) FROM seen.attendance_month WHERE student_id = 'periods0' AND month = 9"), to: 0);

    [Test]
    public void A_class_of_a_newer_year_takes_the_grade_from_those_who_are_known_from_classes_of_the_year_before() =>
        Changes([Section("geometry", "classes", "next")], () => Ask<long>("SELECT COUNT(*) FROM seen.enrollment WHERE student_id LIKE 'classes%' AND grade = '09'"), to: 0);

    [Test]
    public void A_day_taken_out_of_the_calendar_goes_for_everybody_at_the_school()
    {
        var day = AllDays.Last(d => d.Month == 9);
        var before = EnrolledDays("day7", 9);
        Changes([new CalendarDayArrival { Line = 2, SchoolId = "day", Day = day, Year = Year, DayType = "Instructional day", IsInstructional = true, Ends = true }],
            () => EnrolledDays("day7", 9), to: before - 1);
    }

    [Test]
    public void A_day_submitted_at_last_counts_for_everybody_at_the_school()
    {
        var before = EnrolledDays("day7", 10);
        Changes([new AttendanceSubmittedArrival { Line = 2, SchoolId = "day", Day = October }], () => EnrolledDays("day7", 10), to: before + 1);
    }

    /// <summary>Loads the rows, looks at a figure and at all derived rows; then whatever else; then undoes the load and looks again.</summary>
    void Changes(IReadOnlyList<Arrival> rows, Func<long> figure, long to, Action? then = null)
    {
        var before = figure();
        var load = Load(rows);
        try
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(before, Is.Not.EqualTo(to), "the load must change the figure");
                Assert.That(figure(), Is.EqualTo(to));
                Assert.That(_warehouse.Store.DerivedRowsOff(), Is.Zero, "derived rows off after the load");
            }
            then?.Invoke();
        }
        finally
        {
            _warehouse.Store.UndoImport(load);
        }
        using (Assert.EnterMultipleScope())
        {
            Assert.That(figure(), Is.EqualTo(before));
            Assert.That(_warehouse.Store.DerivedRowsOff(), Is.Zero, "derived rows off after the undo");
        }
    }

    long Load(IReadOnlyList<Arrival> rows)
    {
        _warehouse.Clock.Advance(TimeSpan.FromHours(1));
        var result = _warehouse.Store.Load(Deliveries.Of(File("rows", Merge.Delta, [.. rows])));
        Assert.That(result.Load, Is.Not.Null, result.State.ToString());
        return result.Load!.Value;
    }

    long EnrolledDays(string student, int month) =>
        Ask<long>($"SELECT CAST(COALESCE(SUM(enrolled_days), 0) AS BIGINT) FROM seen.attendance_month WHERE student_id = '{student}' AND month = {month}");

    T Ask<T>(string question) => _warehouse.Leader.Ask(new Query<T>(question)).Single();

    static IEnumerable<string> Of(string school, int students) => Enumerable.Range(0, students).Select(i => $"{school}{i}");

    static SessionArrival Session(string id, DateOnly first, SchoolYear year) => new() { Line = 2, SessionId = id, Title = id, Kind = "semester", FirstDay = first, LastDay = first.AddDays(80), Year = year };

    static SectionArrival Section(string id, string school, string session) => new() { Line = 3, SectionId = id, Title = id, SchoolId = school, SessionIds = [session] };
}
