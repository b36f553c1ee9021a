using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>Days absent in a row, excused and unexcused days, and levels of tests, told from a warehouse and opened down to their rows.</summary>
[Parallelizable]
public sealed class RunsAndLevelsTests
{
    static readonly DateOnly AsOf = new(2025, 10, 1);

    // Twelve school days from Monday: the third is not submitted.
    static readonly DateOnly[] SchoolDay = [.. SchoolDays(12)];

    TemporaryWarehouse _warehouse = null!;

    [OneTimeSetUp]
    public void Loaded()
    {
        _warehouse = new TemporaryWarehouse(AsOf);
        List<Arrival> absences = [];
        void Away(string student, bool excused, params int[] days) => absences.AddRange(days.Select(d => Absent(student, "s", SchoolDay[d], excused: excused, line: absences.Count + 2)));
        // Around the day without a submission, over a weekend, and to the newest day.
        Away("a", false, 1, 3, 4, 5, 6);
        Away("b", true, 9, 10, 11);
        Away("c", false, 0, 4, 8);
        absences.AddRange([Absent("d", "s", SchoolDay[0], 0.4m, line: 90), Absent("d", "s", SchoolDay[1], 0.5m, line: 91)]);
        _warehouse.Store.Load(Of(
            Update("calendar", [.. Days("s", SchoolDay.Length, d => d != SchoolDay[2])]),
            Update("enrollment", [.. "abcd".Select((s, i) => Enrolled(s.ToString(), "s", line: i + 2, grade: "05"))]),
            Update("attendance", [.. absences]),
            Update("scores", Score("a", "Fall", 9, 2, "Level 1", 2), Score("a", "Fall", 9, 9, "Level 3", 3), Score("b", "Fall", 9, 9, "Level 2", 4), Score("c", "Fall", 9, 9, "Band Q", 5))));
    }

    [OneTimeTearDown]
    public void Gone() => _warehouse.Dispose();

    [TestCase("a", "watch", 5, "longest run 5 days (September 2 to September 9), over now")]
    [TestCase("b", "watch", 3, "absent for 3 school days in a row, since September 12")]
    [TestCase("c", "fine", 0, "never absent on two school days in a row")]
    [TestCase("d", "fine", 0, "never absent on two school days in a row")]
    public void Weekends_and_days_without_a_submission_stand_between_nothing(string student, string verdict, int days, string reason)
    {
        var told = Why(student, new AbsenceStreak());
        Assert.That((VerdictCode.Of(told.Finding.Verdict), told.Finding.Part, told.Finding.Reason), Is.EqualTo((verdict, (decimal?)days, reason)));
        Assert.That(told.Counted.Sum(r => r.Part), Is.EqualTo(days));
    }

    [Test]
    public void Excused_days_are_told_apart_and_the_lab_shows_for_whom_it_matters()
    {
        var excused = Why("b", new UnexcusedAbsence());
        Assert.That((excused.Finding.Verdict, excused.Finding.Part, excused.Finding.Reason), Is.EqualTo((Verdict.Fine, (decimal?)0, "0 of 11 days unexcused (0.0%), 3 excused")));
        Assert.That(excused.Counted.Count(r => r.Why == "a day absent, excused"), Is.EqualTo(3));
        var lab = DefinitionLab.Compare(new UnexcusedAbsence(), StudentYear.Gather(_warehouse.Leader, Year, AsOf));
        Assert.That(lab.Columns.Select(c => (c.Preset.Name, (int)c.Concern.Part)), Is.EqualTo(new[] { ("unexcused-tenth", 2), ("three-days", 2), ("any-reason", 3) }));
        Assert.That(lab.Flips.Count(f => f.IsOfConcern), Is.EqualTo(1));
    }

    [Test]
    public void The_newest_result_of_a_test_counts_and_the_others_are_left_out_with_the_reason_and_their_line()
    {
        var told = Why("a", new TestLevels());
        Assert.That((told.Finding.Verdict, told.Finding.Part, told.Finding.Whole), Is.EqualTo((Verdict.Fine, (decimal?)0, (decimal?)1)));
        var left = told.LeftOut.Single();
        Assert.That((left.Why, left.Sources.Single().File, left.Sources.Single().Line), Is.EqualTo(("a newer result of the test counts", "scores", 2L)));
        Assert.That(Why("c", new TestLevels()).Finding.Verdict, Is.EqualTo(Verdict.NoData));
    }

    [Test]
    public void Proficiency_says_its_denominator_and_who_was_not_tested()
    {
        var told = SchoolWide.Tell(new Proficiency(), _warehouse.Leader, Year, AsOf);
        Assert.That(told.Select(t => (t.Of, t.By, t.Finding.Part, t.Finding.Whole)), Is.EqualTo(new[] { ("Rise Reading, Fall", "tested", (decimal?)1, (decimal?)2), ("Rise Reading, Fall", "enrolled", 1, 4) }));
        Assert.That(told[0].Finding.Reason, Is.EqualTo("1 of 2 at or above proficient (50.0%); Level 3 50.0%, Level 2 50.0%; 3 of 4 enrolled were tested (75.0%); 1 without a level that is known"));
    }

    [Test]
    public void Levels_stand_in_the_order_of_their_scores_and_not_of_their_letters()
    {
        LevelCount[] counts = [.. new[] { ("Low", 181), ("Avg", 203), ("LoAvg", 192), ("High", 225), ("HiAvg", 214) }.SelectMany(l => ((string, decimal)[])[("03", l.Item2), ("05", l.Item2 + 20)], (l, of) => new LevelCount
        {
            Assessment = "A test", Subject = "Reading", Window = "Fall", Grade = of.Item1, Level = l.Item1, Students = 10, MeanScore = of.Item2, LastDay = new DateOnly(2025, 9, 15),
        })];
        Assert.That(new Proficiency().Find(new Proficiency.Sitting(counts, 100)).Reason, Does.Contain("; High 20.0%, HiAvg 20.0%, Avg 20.0%, LoAvg 20.0%, Low 20.0%;"));
    }

    Explanation Why(string student, Indicator indicator)
    {
        var key = _warehouse.Leader.Ask(SeenStudent.All).Single(s => s.StudentId == student).StudentKey;
        return Explanation.Of(indicator, StudentRows.Gather(_warehouse.Leader, key, Year, AsOf, incidentsAreSent: false)!);
    }

    static AssessmentArrival Score(string student, string window, int month, int day, string level, long line) => new()
    {
        Line = line, StudentId = student, Assessment = "Rise", Subject = "Reading", TestDate = new DateOnly(2025, month, day), Window = window, ScorePoints = 200 + line, Level = level,
    };
}
