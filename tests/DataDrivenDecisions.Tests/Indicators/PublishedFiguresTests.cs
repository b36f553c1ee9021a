using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>Counts, means by group and trends of tables that others published are what others say of them.</summary>
public sealed class PublishedFiguresTests
{
    static TableSummary Told(string table, string of, string? by = null, string? over = null, string? whole = null) =>
        TableSummary.Of(TableFile.Read(RealData.Path("outcomes/" + table)), new() { Of = of, By = by, Over = over, Whole = whole });

    [Test]
    public void California_schools_of_the_year_2000_have_the_mean_index_and_the_enrollment_that_the_survey_package_gives()
    {
        var index = Told("r_sets/survey__apipop.csv", "api00", by: "stype");
        Assert.That((index.All.Rows, index.All.Mean.ToString()), Is.EqualTo((6194L, "664.71")));
        // R: aggregate(api00 ~ stype, apipop, mean)
        Assert.That(index.Groups.Select(g => (g.Name, g.Rows, g.Mean.ToString(4))), Is.EqualTo(new[] { ("E", 4421L, "672.0627"), ("H", 755L, "633.7947"), ("M", 1018L, "655.7230") }));
        Assert.That(index.Groups.Select(g => g.Mean).Aggregate((a, b) => a + b), Is.EqualTo(index.All.Mean), "groups pool to the whole");
        var enrollment = Told("r_sets/survey__apipop.csv", "enroll").All.Mean;
        Assert.That((enrollment.Sum, enrollment.Count), Is.EqualTo((3_811_472m, 6157L)), "a school without a number is not a school of nobody");
    }

    [Test]
    public void Mathematics_achievement_differs_by_group_as_the_mixed_model_books_say()
    {
        var bySex = Told("r_sets/nlme__MathAchieve.csv", "MathAch", by: "Sex", over: "SES");
        Assert.That((bySex.All.Rows, bySex.All.Mean.ToString(4)), Is.EqualTo((7185L, "12.7479")));
        Assert.That(bySex.Groups.Select(g => (g.Name, g.Rows, g.Mean.ToString(4))), Is.EqualTo(new[] { ("Female", 3795L, "11.9475"), ("Male", 3390L, "13.6438") }));
        Assert.That(Told("r_sets/nlme__MathAchieve.csv", "MathAch", by: "Minority").Groups.Select(g => (g.Name, g.Rows, g.Mean.ToString(4))), Is.EqualTo(new[] { ("No", 5211L, "13.8824"), ("Yes", 1974L, "9.7529") }));
        Assert.That(Told("r_sets/nlme__MathAchieve.csv", "MathAch", by: "School").Groups, Has.Count.EqualTo(160));
    }

    [Test]
    public void Growth_in_mathematics_over_primary_school_is_the_line_that_R_fits()
    {
        var growth = Told("r_sets/mlmRev__egsingle.csv", "math", by: "year", over: "year");
        Assert.That(growth.Groups.Select(g => (g.Name, g.Rows, g.Mean.ToString(4))), Is.EqualTo(new[]
        {
            ("-2.5", 131L, "-3.3691"), ("-1.5", 1346L, "-2.0508"), ("-0.5", 1520L, "-1.0571"), ("0.5", 1672L, "-0.3735"), ("1.5", 1387L, "0.2293"), ("2.5", 1174L, "1.0503"),
        }));
        // R: coef(lm(math ~ year, egsingle)) is -0.8276848, 0.7658281
        Assert.That((growth.Trend!.Value.Points, Math.Round(growth.Trend.Value.AtZero, 6), Math.Round(growth.Trend.Value.PerUnit, 6)), Is.EqualTo((7230L, -0.827685m, 0.765828m)));
        Assert.That(Told("r_sets/mlmRev__egsingle.csv", "math", by: "childid").Groups, Has.Count.EqualTo(1721));
    }

    [Test]
    public void Test_scores_in_California_fall_with_each_student_per_teacher_as_the_textbook_says()
    {
        var table = TableFile.Read(RealData.Path("outcomes/r_sets/AER__CASchools.csv"));
        decimal At(IReadOnlyList<string?> row, string column) => decimal.Parse(row[table.Find(column)]!, System.Globalization.CultureInfo.InvariantCulture);
        // Stock and Watson: TestScore = 698.93 - 2.280 STR
        var line = Trend.Through(table.Rows.Select(r => (At(r, "students") / At(r, "teachers"), (At(r, "read") + At(r, "math")) / 2)))!.Value;
        Assert.That(line.AtZero, Is.EqualTo(698.93m).Within(0.005m));
        Assert.That(line.PerUnit, Is.EqualTo(-2.280m).Within(0.0005m));
    }

    [Test]
    public void Enrollment_in_New_York_by_district_and_year_is_what_was_counted_apart_from_the_product()
    {
        const string Schools = "outcomes/nyc_schools/school-demographics.csv";
        var oracle = TableFile.Read(RealData.Path("oracles/nyc_enrollment_by_district_year.csv"));
        var table = TableFile.Read(RealData.Path(Schools));
        var byYear = oracle.Rows.GroupBy(r => r[1]!);
        foreach (var year in byYear)
        {
            var rows = new Facts.FlatTable(table.Columns, [.. table.Rows.Where(r => r[table.Find("year")] == year.Key)]);
            var told = TableSummary.Of(rows, new() { Of = "total_enrollment", By = "district" }).Groups.ToDictionary(g => g.Name, g => g.Mean.Sum);
            Assert.That(told, Is.EquivalentTo(year.ToDictionary(r => r[0]!, r => decimal.Parse(r[2]!, System.Globalization.CultureInfo.InvariantCulture))), year.Key);
        }

        Assert.That(table.Rows, Has.Count.EqualTo(10_001));
        var poverty = Told("nyc_schools/school-demographics.csv", "poverty_n", whole: "total_enrollment", by: "ay");
        Assert.That(poverty.Groups.Select(g => (g.Name, g.Share!.Value.Part, g.Share.Value.Whole)), Is.EqualTo(new[]
        {
            ("2016", 840_890m, 1_182_086m), ("2017", 900_244m, 1_184_209m), ("2018", 883_434m, 1_182_711m), ("2019", 881_966m, 1_181_737m), ("2020", 851_931m, 1_148_504m),
        }), "pooled, not averaged over schools");
    }

    [Test]
    public void Nothing_has_no_mean_and_one_place_has_no_trend()
    {
        Assert.That((Mean.Of([]).Value, Mean.Of([]).ToString()), Is.EqualTo(((decimal?)null, "–")));
        Assert.That(Trend.Through([(1, 2), (1, 3)]), Is.Null);
        Assert.That(Trend.Through([]), Is.Null);
        Assert.That(Trend.Through([(0, 1), (2, 5)])!.Value.At(1), Is.EqualTo(3));
        Assert.That((new Mean(10, 4) + new Mean(2, 2)).Value, Is.EqualTo(2));
        Assert.That(() => TableSummary.Of(new Facts.FlatTable(["a"], [["1"]]), new() { Of = "b" }), Throws.ArgumentException.With.Message.Contains("The table has: a"));
    }
}
