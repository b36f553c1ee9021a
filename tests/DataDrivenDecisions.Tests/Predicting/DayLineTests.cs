using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Tests.Warehouse;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>What lies on the day or before it is known, what lies after it is outcome: asked of a real warehouse, one row moved at a time.</summary>
[Parallelizable]
public sealed class DayLineTests
{
    static readonly DateOnly[] Days = [.. Deliveries.SchoolDays(60)];
    static readonly DateOnly AsOf = Days[29]; // 30 days before the line, 30 after it

    /// <summary>One student with sixty school days, what else is loaded, and the case that is made of her.</summary>
    static StudentCase Case(params Arrival[] rows) => With(store => Gather(store.Leader), rows);

    static T With<T>(Func<TemporaryWarehouse, T> look, params Arrival[] rows)
    {
        using var store = new TemporaryWarehouse();
        store.Store.Load(Deliveries.Of(
            Deliveries.Update("schools", Deliveries.School("S")),
            Deliveries.Update("students", Deliveries.Student("A", school: "S")),
            Deliveries.Update("courses", new CourseArrival { Line = 2, CourseId = "M", Title = "Algebra I", Subject = "Mathematics" }),
            Deliveries.Update("sections", new SectionArrival { Line = 2, SectionId = "X", Title = "Algebra I", CourseId = "M", SchoolId = "S" }),
            Deliveries.Update("enrolled", Deliveries.Enrolled("A", "S")),
            Deliveries.Update("days", [.. Deliveries.Days("S", Days.Length)])));
        if (rows.Length > 0)
            store.Store.Load(Deliveries.Of(Deliveries.Update("rows", rows)));
        return look(store);
    }

    static StudentCase Gather(IAsk ask) => new RestOfYearTrouble().Gather(ask, ask, Deliveries.Year, AsOf).Single();

    static MarkArrival Failed(DateOnly? posted) => Deliveries.Mark("A", "X", letter: "F") with { PostedDate = posted };

    [Test]
    public void An_absence_on_the_day_is_known_and_one_day_later_it_is_outcome()
    {
        StudentCase on = Case(Deliveries.Absent("A", "S", AsOf)), after = Case(Deliveries.Absent("A", "S", Days[30]));
        Assert.That((on.SoFar.Attendance!.DaysAbsent, on.SoFar.Attendance.DaysEnrolled), Is.EqualTo((1L, 30L)));
        Assert.That(after.SoFar.Attendance!.DaysAbsent, Is.Zero);
    }

    [TestCase(30, 32, true)]
    [TestCase(29, 31, false)]
    public void Three_of_the_thirty_days_after_it_are_a_tenth_and_two_are_not(int first, int last, bool cameTrue) =>
        Assert.That(Case([.. Enumerable.Range(first, last - first + 1).Select(i => Deliveries.Absent("A", "S", Days[i], line: i + 2))]).CameTrue, Is.EqualTo(cameTrue));

    [Test]
    public void A_core_F_posted_on_the_day_is_known_and_posted_one_day_later_it_is_outcome()
    {
        StudentCase on = Case(Failed(AsOf)), after = Case(Failed(AsOf.AddDays(1)));
        Assert.That((on.SoFar.Marks!.Count, on.CameTrue), Is.EqualTo((1, (bool?)false)));
        Assert.That((after.SoFar.Marks, after.CameTrue), Is.EqualTo(((IReadOnlyList<StudentMark>?)null, (bool?)true)));
    }

    [Test]
    public void A_mark_without_a_posting_date_counts_from_the_day_of_its_load()
    {
        var student = Case(Failed(null)); // loaded months after the day
        Assert.That(student.SoFar.Marks, Is.Null);
        Assert.That(student.CameTrue, Is.True);
    }

    [Test]
    public void With_fewer_than_twenty_days_afterwards_nothing_is_said_of_the_outcome()
    {
        StudentCase Until(int day) => With(store =>
        {
            store.Store.Load(Deliveries.Of(Deliveries.Update("left", Deliveries.Enrolled("A", "S", exit: Days[day]))));
            return Gather(store.Leader);
        }, Failed(AsOf.AddDays(1)));

        Assert.That(Until(48).CameTrue, Is.Null, "19 days");
        Assert.That(Until(49).CameTrue, Is.True, "20 days");
    }

    [Test]
    public void An_incident_and_a_test_of_the_day_after_are_not_known()
    {
        IncidentArrival Incident(DateOnly day) => new() { Line = 2, IncidentId = "I", StudentId = "A", SchoolId = "S", Day = day, Behavior = "School Violation" };
        Assert.That(Case(Incident(AsOf)).SoFar.Incidents!.Incidents, Is.EqualTo(1));
        Assert.That(Case(Incident(AsOf.AddDays(1))).SoFar.Incidents, Is.Null);
    }

    [Test]
    public void A_row_that_was_loaded_later_is_not_known_to_the_warehouse_as_it_stood()
    {
        var absent = With(store =>
        {
            var before = store.Store.NewestLoad;
            store.Store.Load(Deliveries.Of(Deliveries.Update("late", Deliveries.Absent("A", "S", AsOf))));
            return (Then: Gather(store.Store.As(DataDrivenDecisions.Warehouse.Viewer.Nightly("test"), before)), Now: Gather(store.Leader));
        });
        Assert.That((absent.Then.SoFar.Attendance!.DaysAbsent, absent.Now.SoFar.Attendance!.DaysAbsent), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public void Every_indicator_is_judged_from_the_same_side_of_the_line()
    {
        IReadOnlyList<JudgedRow> Judge(DateOnly day) =>
            With(store => IndicatorRun.Judge(store.Leader, Deliveries.Year, AsOf), [.. Enumerable.Range(0, 3).Select(i => Deliveries.Absent("A", "S", Days[27 + i], line: i + 2)), Failed(day)]);

        Assert.That(Judge(AsOf).Single(r => r.Indicator == "chronic-absence").Finding, Is.EqualTo(Finding.Concern("absent 3 of 30 days (10.0%)", 3, 30)));
        Assert.That(Judge(AsOf).Single(r => r.Indicator == "course-failures").Verdict, Is.EqualTo("concern"));
        Assert.That(Judge(AsOf.AddDays(1)).Single(r => r.Indicator == "course-failures").Verdict, Is.EqualTo("no_data"));
    }

    [Test]
    public void Average_daily_attendance_counts_students_at_the_school()
    {
        var school = With(store => store.Leader.Ask(SchoolAttendance.In(Deliveries.Year, AsOf)).Single(), Deliveries.Absent("A", "S", AsOf));
        Assert.That((school.DaysInSession, school.DaysEnrolled, school.DaysAbsent), Is.EqualTo((30L, 30L, 1L)));
        Assert.That(school.AverageDailyAttendance, Is.EqualTo(29m / 30).Within(0.0001m));
    }
}
