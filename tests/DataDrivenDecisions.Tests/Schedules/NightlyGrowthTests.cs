using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Tests.Predicting.Growth;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>Growth told from the warehouse's own scores: kept for who may see the student, refused in words where a grade is small or a scale has changed.</summary>
[Parallelizable]
public sealed class NightlyGrowthTests
{
    const string Large = "Rise", Small = "Bloom", Rescaled = "Ladder", Within = "Steps";
    const int Line = 545;
    static readonly DateOnly Night = new(2026, 3, 2);

    TemporaryDistrict _place = null!;

    [OneTimeSetUp]
    public void Told()
    {
        _place = new TemporaryDistrict();
        var (before, now) = InventedScores.Of(520, 1, seed: 11);
        List<Arrival> roster = [Deliveries.School("s"), Deliveries.School("t")], enrolled = [], scores = [];
        for (var i = 0; i < now.Length; i++)
        {
            var school = i % 2 == 0 ? "s" : "t";
            roster.Add(Student($"a{i}", line: i + 4));
            enrolled.Add(Enrolled($"a{i}", school, line: 2 * i + 2, grade: "05"));
            enrolled.Add(new SchoolEnrollmentArrival { Line = 2 * i + 3, StudentId = $"a{i}", SchoolId = school, Year = Year.Previous, EntryDate = FirstDay.AddYears(-1), ExitDate = new DateOnly(2025, 6, 5), Grade = GradeLevel.Parse("04") });
            scores.AddRange([Score(i, Large, before[i][0], 2024), Score(i, Large, now[i], 2025) with { Level = now[i] >= Line ? "Proficient" : "Basic" }, Score(i, Rescaled, before[i][0], 2024), Score(i, Rescaled, 3 * now[i], 2025)]);
            scores.AddRange([Score(i, Within, before[i][0], 2025), Score(i, Within, now[i], 2026) with { TestDate = new DateOnly(2026, 1, 15), Window = "Winter 2025-2026" }]);
            if (i < 200)
                scores.AddRange([Score(i, Small, before[i][0], 2024), Score(i, Small, now[i], 2025)]);
        }
        // The students a year older show the scale of grade 5 a year before.
        for (var i = 0; i < 120; i++)
        {
            roster.Add(Student($"b{i}", line: i + 1000));
            enrolled.Add(new SchoolEnrollmentArrival { Line = i + 5000, StudentId = $"b{i}", SchoolId = "t", Year = Year.Previous, EntryDate = FirstDay.AddYears(-1), ExitDate = new DateOnly(2025, 6, 5), Grade = GradeLevel.Parse("05") });
            scores.AddRange([Score(i, Large, now[i], 2024, "b"), Score(i, Rescaled, now[i], 2024, "b")]);
        }
        // Fourth graders, who have the fifth grade ahead of them.
        for (var i = 0; i < 3; i++)
        {
            roster.Add(Student($"c{i}", line: i + 2000));
            enrolled.Add(Enrolled($"c{i}", "t", line: i + 6000, grade: "04"));
            scores.Add(Score(i, Large, 440 + 60 * i, 2025, "c"));
        }
        scores.Add(Score(7, Large, 555, 2025, day: 23));
        _place.District.Warehouse.Load(Of(Update("roster", [.. roster]), Update("enrollment", [.. enrolled]), Update("scores", [.. scores])));
        NightlyAnalysis.Run(_place.District, Night, AnalysisParts.Growth);
    }

    [OneTimeTearDown]
    public void Gone() => _place.Dispose();

    [Test]
    public void A_large_grade_is_told_with_intervals_and_how_many_were_compared()
    {
        var told = Growth().Where(g => g is { Assessment: Large, SchoolYear: 2026, Percentile: not null }).ToList();
        Assert.That(told, Has.Count.EqualTo(519));
        Assert.That(told.Select(g => g.Compared), Is.All.EqualTo(519));
        Assert.That(told.All(g => g.Low <= g.Percentile && g.Percentile <= g.High && g is { Season: "fall", GradeCode: "05", Reason: null }), Is.True);
        Assert.That(told.Count(g => g.Percentile <= 50), Is.EqualTo(260).Within(8));
    }

    [Test]
    public void Whoever_cannot_be_told_has_the_reason()
    {
        var rows = Growth();
        Assert.That(rows.Single(g => g is { Assessment: Large, SchoolYear: 2026, Percentile: null, GradeCode: "05" }).Reason, Does.Contain("two scores"));
        Assert.That(rows.Where(g => g is { Assessment: Small, SchoolYear: 2026 }).Select(g => g.Reason), Is.All.EqualTo("200 students of this grade have a prior score, fewer than 500"));
        Assert.That(rows.Where(g => g is { Assessment: Rescaled, SchoolYear: 2026 }).Select(g => g.Reason), Is.All.EqualTo("the test was exchanged between the two years"));
        Assert.That(rows.Where(g => g.SchoolYear == 2025).Select(g => g.Reason), Is.All.EqualTo("no score in the grade before and the year before"));
    }

    [Test]
    public void What_proficiency_takes_is_told_to_those_who_have_a_grade_with_levels_ahead_and_to_nobody_else()
    {
        var ahead = Growth().Where(g => g is { Assessment: Large, SchoolYear: 2026, GradeCode: "04" }).OrderBy(g => g.ScorePoints).ToList();
        Assert.That(ahead.Select(g => (g.Target, g.TargetYears)), Is.EqualTo(Enumerable.Repeat(((decimal?)Line, (int?)1), 3)));
        // Who is lower needs more; the median of those with 500 is what grew 40 points.
        Assert.That(ahead[0].Needed, Is.GreaterThan(ahead[1].Needed!.Value));
        Assert.That(ahead[1].Needed, Is.GreaterThan(ahead[2].Needed!.Value));
        Assert.That(ahead.All(g => g.Needed > 50 ? g.NextMedian < Line : g.NextMedian >= Line), Is.True);
        Assert.That(Growth().Where(g => g.GradeCode == "05").Select(g => g.Needed), Is.All.Null, "nobody has gone from grade 5 to 6 with this test");
    }

    [Test]
    public void Growth_from_fall_to_winter_is_told_within_the_year_where_the_grade_is_large_enough()
    {
        var told = Growth().Where(g => g.IsWithinYear).ToList();
        Assert.That(told.Select(g => (g.Assessment, g.Season, g.SchoolYear, g.Compared)).Distinct(), Is.EqualTo(new[] { (Within, "fall to winter", 2026, (int?)520) }));
        Assert.That(told, Has.Count.EqualTo(520));
        Assert.That(told.Count(g => g.Percentile <= 50), Is.EqualTo(260).Within(8));
        Assert.That(told.All(g => g is { NextMedian: null, Target: null, Reason: null }), Is.True);
    }

    [Test]
    public void Growth_is_seen_by_who_may_see_the_student_and_by_nobody_else()
    {
        var warehouse = _place.District.Warehouse;
        Assert.That(warehouse.As(Of("school:s")).Ask(StudentGrowth.In(Year)).Select(g => g.StudentKey).Distinct().Count(), Is.EqualTo(260));
        Assert.That(warehouse.As(Of()).Ask(StudentGrowth.In(Year)), Is.Empty);
        static Viewer Of(params string[] scopes) => Viewer.SignedIn("test", scopes, []);
    }

    [Test]
    public void The_same_night_again_says_nothing_new_and_another_keeps_what_it_does_not_change()
    {
        var newest = _place.District.Warehouse.NewestLoad;
        NightlyAnalysis.Run(_place.District, Night, AnalysisParts.Growth);
        NightlyAnalysis.Run(_place.District, Night.AddDays(1), AnalysisParts.Growth);
        Assert.That(_place.District.Warehouse.NewestLoad, Is.EqualTo(newest));
        Assert.That(_place.District.Warehouse.Verify(), Is.Empty);
    }

    IReadOnlyList<StudentGrowth> Growth() => [.. new[] { Year, Year.Previous }.SelectMany(y => _place.District.Warehouse.As(Viewer.Nightly("test")).Ask(StudentGrowth.In(y)))];

    static AssessmentArrival Score(int student, string test, double points, int year, string kind = "a", int day = 15) => new()
    {
        Line = 2, StudentId = $"{kind}{student}", Assessment = test, Subject = "Mathematics", TestDate = new DateOnly(year, 9, day), Window = $"Fall {year}-{year + 1}",
        ScorePoints = (decimal)points, StandardErrorPoints = 8,
    };
}
