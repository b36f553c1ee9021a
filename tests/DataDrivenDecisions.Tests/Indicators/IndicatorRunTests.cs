using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Units;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>What a night says of students, and what it must not say when nothing was sent.</summary>
public sealed class IndicatorRunTests
{
    static readonly SchoolYear Year = new(2026);

    static StudentYear Student(int key, string grade = "07") => new() { Placement = new() { StudentKey = key, SchoolKey = 3, Grade = grade } };

    static JudgedRow Row(StudentYear student, string indicator) => IndicatorRun.Judge([student], Year).Single(r => r.Indicator == indicator);

    [Test]
    public void A_student_of_whom_nothing_was_sent_has_no_data_by_any_indicator() =>
        Assert.That(IndicatorRun.Judge([Student(1)], Year).Select(r => r.Verdict), Is.All.EqualTo("no_data"));

    [Test]
    public void Days_that_nobody_submitted_are_never_read_as_present()
    {
        var student = Student(1) with { Attendance = new() { DaysEnrolled = 0, DaysAbsent = 0 } };
        Assert.That(Row(student, "attendance-rate").Verdict, Is.EqualTo("no_data"));
        Assert.That(Row(student, "chronic-absence").Verdict, Is.EqualTo("no_data"));
    }

    [Test]
    public void Exactly_ninety_percent_is_chronic_and_keeps_part_and_whole()
    {
        var row = Row(Student(1) with { Attendance = new() { DaysEnrolled = 20, DaysAbsent = 2, DaysMissed = 2 } }, "chronic-absence");
        Assert.That((row.Verdict, row.Finding.Part, row.Finding.Whole), Is.EqualTo(("concern", 2m, 20m)));
    }

    [TestCase("federal", "concern")]
    [TestCase("ed-fi", "too_soon")]
    [TestCase("new-jersey", "too_soon")]
    public void A_district_may_choose_from_how_many_days_it_judges(string preset, string verdict)
    {
        var student = Student(1) with { Attendance = new() { DaysEnrolled = 19, DaysAbsent = 5, DaysMissed = 5 } };
        var row = IndicatorRun.Judge([student], Year, [new ChronicAbsence().By(preset)]).Single();
        Assert.That((row.Verdict, row.Preset), Is.EqualTo((verdict, preset)));
    }

    [Test]
    public void Only_first_time_ninth_graders_are_asked_whether_they_are_on_track()
    {
        Assert.That(IndicatorRun.Judge([Student(1, "08")], Year).Select(r => r.Indicator), Has.None.EqualTo("freshman-on-track"));
        Assert.That(IndicatorRun.Judge([Student(1, "09")], Year).Select(r => r.Indicator), Has.Some.EqualTo("freshman-on-track"));
        var repeater = new StudentYear { Placement = new() { StudentKey = 1, Grade = "09", WasNinthGraderBefore = 1 } };
        Assert.That(IndicatorRun.Judge([repeater], Year).Select(r => r.Indicator), Has.None.EqualTo("freshman-on-track"));
    }

    [Test]
    public void A_student_without_incidents_is_fine_only_where_incidents_are_sent()
    {
        Assert.That(Row(Student(1), "incidents").Verdict, Is.EqualTo("no_data"));
        Assert.That(Row(Student(1) with { Incidents = new() { Incidents = 0 } }, "incidents").Verdict, Is.EqualTo("fine"));
    }

    [TestCase("ed-fi", 0)]
    [TestCase("nhsc-middle", 1)]
    [TestCase("nhsc-high", 2)]
    [TestCase("balfanz", 1)]
    [TestCase("acumen-ed", 1)]
    public void The_same_student_raises_as_many_flags_as_the_preset_says(string preset, int flags)
    {
        var student = Student(1) with
        {
            Attendance = new() { DaysEnrolled = 100, DaysAbsent = 12, DaysMissed = 12 },
            Incidents = new() { Incidents = 2, Suspensions = 1, SuspendedDays = 1 },
            Marks = [new() { SectionKey = 1, Mark = "B", MarkType = "semester", Subject = "Mathematics", IsCore = 1 }],
        };
        Assert.That(((AbcFlags)new AbcFlags().By(preset)).Raised(student), Is.EqualTo(flags));
    }

    [TestCase("plain", "A+", null, "4.0")]
    [TestCase("plain-4.3", "A+", null, "4.3")]
    [TestCase("weighted", "B", "AP Biology", "4.0")]
    [TestCase("weighted", "B", "English 9 Honors", "3.5")]
    [TestCase("weighted", "F", "AP Biology", "0.0")]
    [TestCase("plain", "D-", "Japanese I", "0.7")]
    public void Letters_become_grade_points_by_the_preset(string preset, string mark, string? course, decimal expected)
    {
        var book = new MarkBook([new() { SectionKey = 1, Mark = mark, CourseName = course, IsWeightedCourse = course is "AP Biology" ? 1 : 0, IsHonorsCourse = course is "English 9 Honors" ? 1 : 0, MarkType = "semester", CreditsAttempted = 0.5m }]);
        var (points, credits) = ((GradePoints)new GradePoints().By(preset)).Sum(book);
        Assert.That(points / credits, Is.EqualTo(expected));
    }

    [Test]
    public void Average_daily_attendance_is_a_number_of_students()
    {
        var school = new SchoolAttendance { DaysInSession = 10, DaysEnrolled = 1000, DaysAbsent = 75 };
        Assert.That((school.AverageDailyAttendance, school.AverageDailyMembership), Is.EqualTo(((decimal?)92.5m, (decimal?)100m)));
    }

    [Test]
    public void Who_is_off_track_is_told_what_would_put_her_back()
    {
        var marks = Enumerable.Range(1, 6).SelectMany(course => new[] { 1, 2 }.Select(term => new StudentMark
        {
            SectionKey = course, Term = $"S{term}", MarkType = "semester", Mark = course > 4 ? "F" : "B", IsCore = 1, CreditsAttempted = 0.5m, CreditsEarned = course > 4 ? 0 : 0.5m,
        }));
        var found = new FreshmanOnTrack().Judge(new MarkBook(marks));
        Assert.That((found.Verdict, found.Reason), Is.EqualTo((Verdict.Concern, "4 of 5 credits, 4 core F; back on track with 1 more credit and 3 core F made up")));
    }

    [TestCase("federal", 10)]
    [TestCase("florida", 10)]
    [TestCase("ed-fi", 20)]
    [TestCase("california", 31)]
    [TestCase("new-jersey", 45)]
    [TestCase("maine-facilities", 60)]
    public void Chronic_absence_is_judged_from_the_first_day_that_the_rule_names(string preset, int days)
    {
        var rule = (ChronicAbsence)new ChronicAbsence().By(preset);
        Assert.That((rule.Judge(new() { DaysEnrolled = days - 1, DaysAbsent = days - 1 }).Verdict, rule.Judge(new() { DaysEnrolled = days, DaysAbsent = days }).Verdict), Is.EqualTo((Verdict.TooSoon, Verdict.Concern)));
    }

    [TestCase("codes", 4, 1, 3)]
    [TestCase("transfers-documented", 4, 1, 2)]
    [TestCase("codes", 5, 2, 3)]
    public void A_cohort_keeps_who_repeated_a_grade_or_left_without_a_document(string preset, int years, int graduated, int members)
    {
        CohortSpell Spell(int student, int year, string grade, DateOnly? exit = null, string? reason = null) =>
            new() { StudentKey = student, SchoolYear = year, Grade = grade, EntryDate = new DateOnly(year - 1, 9, 1), ExitDate = exit, ExitReason = reason };
        CohortSpell[] spells =
        [
            Spell(1, 2020, "09", new(2020, 6, 5), "End of school year"), Spell(1, 2023, "12", new(2023, 6, 5), "Graduated"),
            Spell(2, 2020, "09", new(2020, 6, 5), "End of school year"), Spell(2, 2021, "09", new(2021, 6, 5), "End of school year"), Spell(2, 2022, "10", new(2022, 6, 5), "End of school year"),
            Spell(2, 2023, "11", new(2023, 6, 5), "End of school year"), Spell(2, 2024, "12", new(2024, 6, 5), "Graduated"),
            Spell(3, 2020, "09", new(2020, 2, 1), "Transferred"),
            Spell(4, 2020, "09", new(2020, 2, 1), "Incarcerated"),
            Spell(5, 2020, "09", new(2020, 2, 1), "Invalid enrollment"),
        ];
        var cohort = CohortGraduation.By(preset).Tell(spells, new DateOnly(2025, 12, 1)).Single(c => c.Class.Ends == 2023 && c.Years == years);
        Assert.That((cohort.Rate.Part, cohort.Rate.Whole, cohort.IsOver), Is.EqualTo(((decimal)graduated, (decimal)members, true)));
        Assert.That(cohort.Undocumented.Select(l => (l.StudentKey, l.Class.Ends, l.ExitReason)), Is.EqualTo(preset == "codes" ? new[] { (3, cohort.Class.Ends, (string?)"Transferred") } : []));
    }
}
