using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Growth;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// Tells every student's growth from the scores in the warehouse: each test by itself, from a season to the same season a year later, where her grade is large enough.
/// </summary>
public static class NightlyGrowth
{
    /// <summary>The version of the definition, kept with every row.</summary>
    public const string Version = "1";

    // Fewer scores of a grade say nothing of the scale.
    const int FewestToCompareScales = 100;

    /// <summary>The growth of the school year of a day and of the one before.</summary>
    public static IReadOnlyList<GrowthOfStudent> Tell(Reader reader, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var scores = reader.Ask(GrowthScore.UpTo(year, asOf), stop);
        return
        [
            .. scores.GroupBy(s => (s.Assessment, s.Subject, s.Season)).OrderBy(g => g.Key.Assessment, StringComparer.Ordinal).ThenBy(g => g.Key.Subject, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Season, StringComparer.Ordinal).SelectMany(test => Tell([.. test], year, stop)),
        ];
    }

    static IEnumerable<GrowthOfStudent> Tell(IReadOnlyList<GrowthScore> scores, SchoolYear year, CancellationToken stop)
    {
        // One score of a student and year, in an order that does not depend on how the warehouse found them.
        var years = scores.OrderBy(s => s.SchoolYear).ThenBy(s => s.StudentKey).ThenBy(s => s.TestDate).ThenBy(s => s.ScorePoints).ToList();
        var told = GrowthRun.Tell([.. years.Select(Row)], new GrowthOptions { NewTests = ScaleChanges(years) }, stop: stop);
        var compared = told.Cohorts.ToDictionary(c => (c.Year, c.Grade), c => c.Told);
        return years.Zip(told.Rows).Where(z => z.First.SchoolYear >= year.Ends - 1)
            // Of two scores of one season neither is taken, and the newer one says so.
            .GroupBy(z => (z.First.StudentKey, z.First.SchoolYear)).Select(g => g.Last())
            .Select(z => Of(z.First, z.Second, compared.GetValueOrDefault((z.Second.Year, z.Second.Grade))));
    }

    /// <summary>
    /// The years in which the scale changed under the test's name: in some grade the mean lies a whole standard deviation from the year before's, which no year's learning does.
    /// </summary>
    internal static IReadOnlyList<SchoolYear> ScaleChanges(IReadOnlyList<GrowthScore> scores)
    {
        var grades = scores.Where(s => s.GradeCode is not null).GroupBy(s => (s.GradeCode, s.SchoolYear)).Where(g => g.Count() >= FewestToCompareScales)
            .ToDictionary(g => g.Key, g => Spread([.. g.Select(s => (double)s.ScorePoints)]));
        return
        [
            .. grades.Where(g => grades.TryGetValue((g.Key.GradeCode, g.Key.SchoolYear - 1), out var before) && Math.Abs(g.Value.Mean - before.Mean) > Math.Max(g.Value.Deviation, before.Deviation))
                .Select(g => new SchoolYear(g.Key.SchoolYear)).Distinct().Order(),
        ];
    }

    static (double Mean, double Deviation) Spread(double[] scores)
    {
        var mean = scores.Average();
        return (mean, Math.Sqrt(scores.Average(s => (s - mean) * (s - mean))));
    }

    static ScoreRow Row(GrowthScore score) => new(
        score.StudentKey.ToString(CultureInfo.InvariantCulture), score.SchoolYear.ToString(CultureInfo.InvariantCulture), new SchoolYear(score.SchoolYear), score.GradeCode ?? "",
        GradeLevel.TryParse(score.GradeCode, out var grade) && grade.Number is not null ? grade : null, score.Subject, (double)score.ScorePoints, (double?)score.StandardErrorPoints, null);

    static GrowthOfStudent Of(GrowthScore score, GrowthRow told, int compared) => new()
    {
        StudentKey = score.StudentKey, SchoolKey = score.SchoolKey, Year = new SchoolYear(score.SchoolYear), Assessment = score.Assessment, Subject = score.Subject, Season = score.Season,
        Grade = score.GradeCode, TestDate = score.TestDate, ScorePoints = score.ScorePoints, Priors = told.Priors, Percentile = told.Sgp, Low = told.Low, High = told.High,
        Compared = told.Sgp is null ? null : compared, NextLow = (decimal?)told.Outlook?.Low, NextMedian = (decimal?)told.Outlook?.Median, NextHigh = (decimal?)told.Outlook?.High,
        Target = (decimal?)told.Outlook?.Target, TargetYears = told.Outlook?.Years, Needed = told.Outlook?.Needed, Reason = told.Note, DefinitionVersion = Version,
    };
}
