using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Forecasts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Predicting.Forecasts;

/// <summary>Forecasts repeat what past years show and say how far they were off when those years were not known.</summary>
[Parallelizable]
public sealed class ForecastTests
{
    static readonly int[] Months = [9, 10, 11, 12, 1, 2, 3, 4, 5];

    [Test]
    public void A_school_whose_springs_are_two_points_lower_is_forecast_so()
    {
        var ahead = AttendanceAhead.Of(Invented(years: 4, noise: 0), new SchoolYear(2026), 2, new Dictionary<int, double> { [1] = 30_000, [2] = 30_000 });
        var school = ahead.Schools.Single(s => s.SchoolKey == 1);
        // Six months at 95 and three to come at 93 of a hundred, each of ten thousand student-days.
        Assert.That(school.SoFar, Is.EqualTo(Rate.Of(57_000, 60_000)));
        Assert.That(school.Year, Is.EqualTo((6 * 0.95 + 3 * 0.93) / 9).Within(1e-9));
        Assert.That(ahead.Tested, Is.EqualTo(6));
        Assert.That(ahead.MeanError, Is.Zero.Within(1e-9));
        Assert.That(school.High - school.Low, Is.Zero.Within(1e-9));
        Assert.That((double)school.YearBefore!.Value.Percent!, Is.EqualTo(94.33).Within(0.01));
    }

    [Test]
    public void Nine_of_ten_years_that_came_lie_within_what_was_said_of_them()
    {
        var (inside, all) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var months = Invented(years: 6, noise: 0.006, seed);
            var known = months.Where(m => m.SchoolYear < 2026 || Array.IndexOf(Months, m.Month) <= 5).ToList();
            foreach (var school in AttendanceAhead.Of(known, new SchoolYear(2026), 2, new Dictionary<int, double> { [1] = 30_000, [2] = 30_000 }).Schools)
            {
                var year = months.Where(m => m.SchoolKey == school.SchoolKey && m.SchoolYear == 2026).ToList();
                var came = 1 - year.Sum(m => m.DaysAbsent) / (double)year.Sum(m => m.DaysEnrolled);
                (inside, all) = (inside + (came >= school.Low && came <= school.High ? 1 : 0), all + 1);
            }
        }
        TestContext.Out.WriteLine($"{inside} of {all} within");
        Assert.That((double)inside / all, Is.InRange(0.8, 0.98));
    }

    [Test]
    public void With_too_few_past_years_nothing_is_forecast_and_it_says_why()
    {
        Assert.That(AttendanceAhead.Of(Invented(years: 2, noise: 0), new SchoolYear(2026), 2, new Dictionary<int, double> { [1] = 1 }), Has.Property("Schools").Empty.And.Property("Reason").Contains("fewer than 5"));
        Assert.That(CohortSurvival.Of([Count(1, 2025, 0, 50), Count(1, 2026, 1, 50)]).Reason, Does.Contain("three are needed"));
    }

    [Test]
    public void Of_one_school_only_its_own_lines_are_told_and_they_are_those_of_the_whole_district()
    {
        // The middle school begins with grade 2: without the elementary schools' first grades nobody could tell it.
        List<EnrolledOn> counts = [];
        for (var year = 2022; year <= 2026; year++)
            counts.AddRange([Count(1, year, 0, 100), Count(1, year, 1, 90 + (10 * (year % 2))), Count(2, year, 0, 100), Count(2, year, 1, 90), Count(3, year, 2, 162), Count(3, year, 3, 150)]);
        var all = CohortSurvival.Of(counts);
        var own = all.Of(new HashSet<int> { 3 });
        Assert.That((own.Schools.Select(s => s.SchoolKey), own.SchoolGrades.Select(g => g.Grade!.Value.Number), own.Grades.Count, own.District), Is.EqualTo((new int?[] { 3 }, new int?[] { 2, 3 }, 0, (EnrollmentLine?)null)));
        Assert.That(own.SchoolGrades[0].Years[0].Students, Is.EqualTo(162.0 * all.SchoolGrades.Where(g => g.Grade!.Value.Number == 1).Sum(g => g.Now) / counts.Where(c => c.Grade!.Value.Number == 1 && c.SchoolYear is >= 2023 and <= 2025).Sum(c => c.Students) * 3).Within(1e-9));
        Assert.That(own.Schools[0].Years[0].Students, Is.EqualTo(own.SchoolGrades.Sum(g => g.Years[0].Students)).Within(1e-9));
        var attendance = AttendanceAhead.Of(Invented(years: 4, noise: 0), new SchoolYear(2026), 2, new Dictionary<int, double> { [1] = 30_000, [2] = 30_000 });
        Assert.That((attendance.Of(new HashSet<int> { 2 }).Schools.Single(), attendance.Of(new HashSet<int> { 2 }).Tested), Is.EqualTo((attendance.Schools.Single(s => s.SchoolKey == 2), 6)));
    }

    [Test]
    public void Grades_come_up_as_they_did_and_move_on_to_the_next_school()
    {
        // Nine tenths come up each year; the middle school takes from both elementary schools; a hundred begin each year.
        List<EnrolledOn> counts = [];
        for (var year = 2022; year <= 2026; year++)
            counts.AddRange([Count(1, year, 0, 100), Count(1, year, 1, 90), Count(2, year, 0, 100), Count(2, year, 1, 90), Count(3, year, 2, 162)]);
        var ahead = CohortSurvival.Of(counts);
        Assert.That(ahead.Tested, Is.EqualTo(15));
        Assert.That(ahead.GradeError, Is.Zero.Within(1e-9));
        Assert.That(ahead.District!.Years.Select(y => y.Students), Is.All.EqualTo(542).Within(1e-9).And.Exactly(CohortSurvival.YearsAhead).Items);
        Assert.That(ahead.Schools.Single(s => s.SchoolKey == 3).Years[0].Students, Is.EqualTo(162).Within(1e-9));
        var swelling = CohortSurvival.Of([.. counts, Count(1, 2027, 0, 200), Count(1, 2027, 1, 90), Count(2, 2027, 0, 100), Count(2, 2027, 1, 90), Count(3, 2027, 2, 162)]);
        Assert.That(swelling.Grades.Single(g => g.Grade == GradeLevel.Of(1)).Years.Take(2).Select(y => y.Students), Is.EqualTo((double[])[270, 0.9 * (400 / 3.0 + 100)]).Within(1e-9), "a large kindergarten comes up once; the next is the mean of three");
    }

    [Test]
    public void The_interval_widens_with_the_years_and_holds_what_comes_as_often_as_it_says()
    {
        var random = new Random(3);
        var (inside, all) = (0, 0);
        for (var trial = 0; trial < 40; trial++)
        {
            List<EnrolledOn> counts = [];
            var before = new double[6];
            for (var year = 2019; year <= 2027; year++)
            {
                var now = before.Select((_, g) => Math.Round(g == 0 ? 300 + 30 * Normal(random) : (year == 2019 ? 300 : before[g - 1]) * (0.97 + 0.04 * Normal(random)))).ToArray();
                counts.AddRange(now.Select((n, g) => Count(1, year, g, (long)n)));
                before = now;
            }
            var ahead = CohortSurvival.Of([.. counts.Where(c => c.SchoolYear < 2027)]);
            foreach (var line in ahead.Grades)
            {
                var came = counts.Single(c => c.SchoolYear == 2027 && c.Grade == line.Grade).Students;
                (inside, all) = (inside + (came >= line.Years[0].Low && came <= line.Years[0].High ? 1 : 0), all + 1);
                Assert.That(line.Years.Select(y => (y.High - y.Low) / y.Students), Is.Ordered);
            }
        }
        TestContext.Out.WriteLine($"{inside} of {all} within");
        Assert.That((double)inside / all, Is.InRange(0.8, 0.98));
    }

    static List<SchoolMonthDays> Invented(int years, double noise, int seed = 0)
    {
        var random = new Random(seed);
        return
        [
            .. from school in new[] { 1, 2 }
               from year in Enumerable.Range(2027 - years, years)
               let yearly = noise * Normal(random)
               let spring = noise * Normal(random)
               from month in Months
               where noise > 0 || year < 2026 || Array.IndexOf(Months, month) <= 5
               let rate = (Array.IndexOf(Months, month) <= 5 ? 0.95 : 0.93 + spring) + yearly
               select new SchoolMonthDays { SchoolKey = school, SchoolYear = year, Month = month, DaysEnrolled = 10_000, DaysAbsent = (long)Math.Round(10_000 * (1 - rate)) },
        ];
    }

    static EnrolledOn Count(int school, int year, int grade, long students) => new() { SchoolKey = school, SchoolName = $"School {school}", SchoolYear = year, GradeCode = GradeLevel.Of(grade).Code, Students = students };

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
