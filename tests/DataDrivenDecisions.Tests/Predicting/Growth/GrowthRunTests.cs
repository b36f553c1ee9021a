using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Growth;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Predicting.Growth;

/// <summary>Growth percentiles compare a student with those who had the same before, and say why where they cannot.</summary>
[Parallelizable]
public sealed class GrowthRunTests
{
    static GrowthOptions Options(int priors = 1) => new() { MostPriors = priors };

    [Test]
    public void Among_students_who_all_had_the_same_before_the_percentile_is_the_rank()
    {
        var rows = Enumerable.Range(0, 1000).SelectMany(i => new IReadOnlyList<string?>[] { [$"{i}", "2024", "4", "300"], [$"{i}", "2025", "5", Text(1000 + i)] });
        var result = GrowthRun.Tell(new FlatTable(["ID", "YEAR", "GRADE", "SCORE"], [.. rows]), Options());
        var told = result.Rows.Where(r => r.Year == "2025").Select(r => r.Sgp!.Value).ToList();
        Assert.That(told, Is.Ordered);
        // The score at place i lies above the quantiles (k - 0.5) / 100 that come before it.
        Assert.That(Enumerable.Range(0, 1000).Select(i => Math.Abs(told[i] - Math.Clamp((i + 5) / 10.0, 1, 99))).Max(), Is.LessThanOrEqualTo(1));
        Assert.That(result.Cohorts.Single(c => c.Year == "2025").Median!.Median, Is.EqualTo(50).Within(1));
    }

    [Test]
    public void Percentiles_are_alike_for_low_and_high_scorers()
    {
        var result = GrowthRun.Tell(InventedScores.Long(2000, 1, seed: 5), Options());
        Assert.That(result.Cohorts.Single(c => c.Grade == "5").Uniformity!.IsWithinChance, Is.True);
        Assert.That(result.Pooled!.Deciles.Sum(d => d.Students), Is.EqualTo(2000));
    }

    [Test]
    public void Students_with_more_priors_are_told_from_them_and_others_from_fewer()
    {
        var table = InventedScores.Long(1200, 2, seed: 9);
        // Every fourth came to the district a year later.
        var fewer = new FlatTable(table.Columns, [.. table.Rows.Where(r => r[1] != "2023" || int.Parse(r[0]!, CultureInfo.InvariantCulture) % 4 != 0)]);
        var result = GrowthRun.Tell(fewer, Options(priors: 3));
        var now = result.Rows.Where(r => r.Year == "2025").ToList();
        Assert.That(now.Select(r => r.Priors), Is.EqualTo(now.Select(r => int.Parse(r.Id, CultureInfo.InvariantCulture) % 4 == 0 ? 1 : 2)));
        Assert.That(now.Select(r => r.Sgp), Is.All.Not.Null.And.All.InRange(1, 99));
        var one = GrowthRun.Tell(table, Options()).Rows.Where(r => r.Year == "2025").ToDictionary(r => r.Id, r => r.Sgp, StringComparer.Ordinal);
        Assert.That(now.Where(r => r.Priors == 1).Select(r => r.Sgp), Is.EqualTo(now.Where(r => r.Priors == 1).Select(r => one[r.Id])), "one prior says the same beside more");
    }

    [Test]
    public void A_standard_error_for_the_whole_test_gives_every_percentile_the_interval_that_a_column_of_it_would_give()
    {
        var whole = InventedScores.Long(600, 1, seed: 4);
        var table = new FlatTable([.. whole.Columns.Take(5)], [.. whole.Rows.Select(r => (IReadOnlyList<string?>)[.. r.Take(5)])]);
        var column = new FlatTable([.. table.Columns, "csem"], [.. table.Rows.Select(r => (IReadOnlyList<string?>)[.. r, "12"])]);
        var named = GrowthRun.Tell(table, Options() with { Error = 12 }).Rows;
        Assert.That(named.Select(r => (r.Sgp, r.Low, r.High)), Is.EqualTo(GrowthRun.Tell(column, Options()).Rows.Select(r => (r.Sgp, r.Low, r.High))));
        Assert.That(named.Where(r => r.Sgp is not null).Select(r => r.Low <= r.Sgp && r.Sgp <= r.High), Has.Exactly(600).Items.And.All.True);
        Assert.That(GrowthRun.Tell(table, Options()).Rows.Select(r => r.Low), Is.All.Null, "nobody guesses an error");
        Assert.That(() => GrowthRun.Tell(table, Options() with { Error = 0 }), Throws.TypeOf<GrowthRefused>().With.Message.Contains("more than 0 points"));
    }

    [Test]
    public void A_wide_table_says_the_same_as_a_long_one_in_any_order()
    {
        var table = InventedScores.Long(700, 1, seed: 2);
        var byStudent = table.Rows.GroupBy(r => r[0], StringComparer.Ordinal).OrderByDescending(g => g.Key, StringComparer.Ordinal).Select(g => (IReadOnlyList<string?>)
            [g.Key, "4", g.Single(r => r[1] == "2024")[4], "5", g.Single(r => r[1] == "2025")[4]]);
        var wide = GrowthRun.Tell(new FlatTable(["ID", "GRADE_2024", "SS_2024", "GRADE_2025", "SS_2025"], [.. byStudent]), Options());
        var tall = GrowthRun.Tell(table, Options());
        Assert.That(Told(wide), Is.EqualTo(Told(tall)));

        static SortedDictionary<string, int> Told(GrowthResult result) =>
            new(result.Rows.Where(r => r.Sgp is not null).ToDictionary(r => r.Id, r => r.Sgp!.Value, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Test]
    public void The_group_that_learned_more_has_the_higher_median_and_an_error_of_the_score_gives_an_interval()
    {
        var result = GrowthRun.Tell(InventedScores.Long(1500, 1, seed: 4, more: i => i % 2 == 0 ? 10 : 0), Options() with { Group = "half" });
        var (even, odd) = (result.Groups[0].Median!, result.Groups[1].Median!);
        Assert.That(even.Low, Is.GreaterThan(odd.High));
        Assert.That(even.Median, Is.InRange(even.Low, even.High));
        Assert.That(result.Rows.Where(r => r.Sgp is not null).All(r => r.Low <= r.Sgp && r.Sgp <= r.High), Is.True);
    }

    [Test]
    public void What_cannot_be_told_says_why()
    {
        var table = InventedScores.Long(520, 1, seed: 8);
        List<IReadOnlyList<string?>> rows = [.. table.Rows.Select(r => r[0] switch
        {
            "00000" when r[1] == "2024" => (IReadOnlyList<string?>)[r[0], r[1], "5", .. r.Skip(3)],
            "00001" when r[1] == "2024" => [r[0], "2023", .. r.Skip(2)],
            "00002" when r[1] == "2025" => [r[0], r[1], "EOC", .. r.Skip(3)],
            _ => r,
        })];
        rows.Add([.. rows.First(r => r[0] == "00003" && r[1] == "2025")]);
        rows.Add(["00004x", "2025", "5", "Mathematics", "not a number", "", ""]);
        rows.Add(["00005x", "2025", "5", "Mathematics", "", "", ""]);
        var result = GrowthRun.Tell(new FlatTable(table.Columns, rows), Options());
        string Why(string id) => result.Rows.Last(r => r.Id == id && r.Year == "2025").Note!;
        Assert.That(Why("00000"), Does.Contain("no score in the grade before"), "a grade repeated");
        Assert.That(Why("00001"), Does.Contain("the year before"), "a year missed");
        Assert.That(Why("00002"), Does.Contain("none of a sequence"));
        Assert.That(Why("00003"), Does.Contain("two scores"));
        Assert.That(result.Warnings, Has.Count.EqualTo(2).And.Some.Contains("no number").And.Some.Contains("lack"));
        Assert.That(result.Rows.Count(r => r.Sgp is not null), Is.EqualTo(516));
    }

    [Test]
    public void A_grade_of_fewer_than_500_has_no_percentiles_and_says_so()
    {
        var result = GrowthRun.Tell(InventedScores.Long(499, 1, seed: 1), Options());
        var cohort = result.Cohorts.Single(c => c.Year == "2025");
        Assert.That((cohort.Told, cohort.Reason), Is.EqualTo((0, "499 students have a prior score, and fewer than 500 tell no percentiles")));
        Assert.That(result.Rows.Where(r => r.Year == "2025").Select(r => r.Note), Is.All.Contains("fewer than 500"));
    }

    [Test]
    public void Growth_is_not_told_across_an_exchange_of_the_test()
    {
        var result = GrowthRun.Tell(InventedScores.Long(600, 1, seed: 1), Options() with { NewTests = [new SchoolYear(2025)] });
        Assert.That(result.Rows.Where(r => r.Year == "2025").Select(r => r.Note), Is.All.Contains("exchanged"));
    }

    [Test]
    public void A_table_without_scores_is_refused_with_the_columns_it_would_need()
    {
        var refused = Assert.Throws<GrowthRefused>(() => GrowthRun.Tell(new FlatTable(["id", "grade"], [["1", "4"]]), Options()));
        Assert.That(refused!.Message, Does.Contain("--column year=NAME"));
        Assert.That(() => GrowthRun.Tell(InventedScores.Long(5, 1, 1), Options(priors: 4)), Throws.TypeOf<GrowthRefused>());
        Assert.That(() => GrowthRun.Tell(InventedScores.Long(5, 1, 1), Options() with { Group = "school" }), Throws.TypeOf<GrowthRefused>().With.Message.Contains("half"));
    }

    [TestCase("4,6", "2024,2025", 1, 1_000, TestName = "Published_scores_of_two_grades_grow_alike_in_every_tenth_of_prior_scores")]
    [TestCase("3,4,5,6,7,8", "2021,2022,2023,2024,2025", 1, 100_000, TestName = "Published_scores_of_all_grades_and_years_grow_alike_in_every_tenth_of_prior_scores", Category = "Slow")]
    [TestCase("3,4,5,6,7,8", "2021,2022,2023,2024,2025", 3, 100_000, TestName = "Published_scores_told_from_up_to_three_priors_grow_alike_in_every_tenth", Category = "Slow")]
    public void Published_scores(string grades, string years, int priors, int atLeast)
    {
        var lines = File.ReadLines(RealData.Path("outcomes/sgpdata/sgpData.csv")).Select(l => l.Split(',').Select(f => f.Trim('"')).ToArray()).ToList();
        var shown = years.Split(',');
        var columns = Enumerable.Range(0, lines[0].Length).Where(c => c == 0 || shown.Any(y => lines[0][c].EndsWith(y, StringComparison.Ordinal))).ToArray();
        var (newest, wanted) = (lines[0].IndexOf("GRADE_" + shown[^1]), grades.Split(',').ToHashSet(StringComparer.Ordinal));
        var rows = lines.Skip(1).Where(l => shown.Length > 2 || wanted.Contains(l[newest])).Select(l => (IReadOnlyList<string?>)[.. columns.Select(c => l[c])]);
        var result = GrowthRun.Tell(new FlatTable([.. columns.Select(c => lines[0][c])], [.. rows]), Options(priors));
        foreach (var c in result.Cohorts.Where(c => c.Told > 0))
            TestContext.Out.WriteLine($"{c.Year} grade {c.Grade}: {c.Told} of {c.Students}, median {c.Median!.Median}, largest deviation {c.Uniformity!.LargestDeviation:0.000}");
        TestContext.Out.WriteLine($"pooled {result.Pooled!.LargestDeviation:0.0000}, {result.Seconds} s");
        Assert.That(result.Rows.Count(r => r.Sgp is not null), Is.GreaterThan(atLeast));
        Assert.That(result.Cohorts.Where(c => c.Uniformity is { IsWithinChance: false }), Is.Empty);
        Assert.That(result.Pooled.LargestDeviation, Is.LessThanOrEqualTo(0.02));
    }

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
