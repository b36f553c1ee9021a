using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Growth;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// Tells every student's growth from the scores in the warehouse: each test by itself, from a season to the same season a year later and from fall to winter and spring, where her grade is large enough,
/// and how much growth it takes to reach the line of proficiency that the test's own levels draw.
/// </summary>
public static class NightlyGrowth
{
    /// <summary>The version of the definition, kept with every row.</summary>
    public const string Version = "2";

    // Fewer scores of a grade say nothing of the scale.
    const int FewestToCompareScales = 100;

    // Grade 13 is the last that is numbered.
    const int MostGrade = 12;

    const string Start = "fall";

    static readonly string[] Ends = ["winter", "spring"];

    /// <summary>The growth of the school year of a day and of the one before.</summary>
    public static IReadOnlyList<StudentGrowth> Tell(Reader reader, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var scores = GrowthScore.Gather(reader, year, asOf, stop);
        return
        [
            .. scores.GroupBy(s => (s.Assessment, s.Subject, s.Season)).OrderBy(g => g.Key.Assessment, StringComparer.Ordinal).ThenBy(g => g.Key.Subject, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Season, StringComparer.Ordinal).SelectMany(test => Tell([.. test], year, stop)),
            .. scores.GroupBy(s => (s.Assessment, s.Subject)).OrderBy(g => g.Key.Assessment, StringComparer.Ordinal).ThenBy(g => g.Key.Subject, StringComparer.Ordinal).SelectMany(test => Within([.. test], year, stop)),
        ];
    }

    static IEnumerable<StudentGrowth> Tell(IReadOnlyList<GrowthScore> scores, SchoolYear year, CancellationToken stop)
    {
        // One score of a student and year, in an order that does not depend on how the warehouse found them.
        var years = scores.OrderBy(s => s.SchoolYear).ThenBy(s => s.StudentKey).ThenBy(s => s.TestDate).ThenBy(s => s.ScorePoints).ToList();
        var told = GrowthRun.Tell([.. years.Select(Row)], new GrowthOptions { NewTests = ScaleChanges(years), Targets = LevelCuts.Of(years) }, stop: stop);
        var compared = told.Cohorts.ToDictionary(c => (c.Year, c.Grade), c => c.Told);
        return years.Zip(told.Rows).Where(z => z.First.SchoolYear >= year.Ends - 1)
            // Of two scores of one season neither is taken, and the newer one says so.
            .GroupBy(z => (z.First.StudentKey, z.First.SchoolYear)).Select(g => g.Last())
            .Select(z => Of(z.First, z.Second, compared.GetValueOrDefault((z.Second.Year, z.Second.Grade))));
    }

    /// <summary>
    /// Growth within a school year, of those who can be told alone: why the others cannot stands with the growth since a year before.
    /// </summary>
    static IEnumerable<StudentGrowth> Within(IReadOnlyList<GrowthScore> test, SchoolYear year, CancellationToken stop)
    {
        foreach (var (to, ends) in Ends.SelectMany(to => new[] { year.Ends - 1, year.Ends }.Select(ends => (to, ends))))
        {
            var scores = test.Where(s => s.SchoolYear == ends && (s.Season == Start || s.Season == to)).OrderBy(s => s.StudentKey).ThenBy(s => s.TestDate).ThenBy(s => s.ScorePoints).ToList();
            if (scores.Count(s => s.Season == to) < GrowthOptions.FewestStudents)
                continue;
            var told = GrowthRun.Tell([.. scores.Select(InYear)], new GrowthOptions(), stop: stop);
            var compared = told.Cohorts.ToDictionary(c => (c.Year, c.Grade), c => c.Told);
            // Curves from fall to spring tell nothing of the year to come.
            foreach (var (score, row) in scores.Zip(told.Rows).Where(z => z.First.Season == to && z.Second.Sgp is not null))
                yield return Of(score, row with { Outlook = null }, compared.GetValueOrDefault((row.Year, row.Grade))) with { Season = $"{Start} to {to}" };
        }
    }

    // The season at which a school year begins stands for a year and a grade before, so that the same students are compared by the same rule.
    static ScoreRow InYear(GrowthScore score) => Row(score) is var row && score.Season == Start
        ? row with { YearText = Start, Year = row.Year.Previous }
        : row with { Grade = row.Grade?.Number is { } grade and >= 0 and <= MostGrade ? GradeLevel.Of(grade + 1) : null };

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

    static StudentGrowth Of(GrowthScore score, GrowthRow told, int compared) => new()
    {
        StudentKey = score.StudentKey, SchoolKey = score.SchoolKey, SchoolYear = score.SchoolYear, Assessment = score.Assessment, Subject = score.Subject, Season = score.Season,
        GradeCode = score.GradeCode, TestDate = score.TestDate, ScorePoints = score.ScorePoints, Priors = told.Priors, Percentile = told.Sgp, Low = told.Low, High = told.High,
        Compared = told.Sgp is null ? null : compared, NextLow = (decimal?)told.Outlook?.Low, NextMedian = (decimal?)told.Outlook?.Median, NextHigh = (decimal?)told.Outlook?.High,
        Target = (decimal?)told.Outlook?.Target, TargetYears = told.Outlook?.Years, Needed = told.Outlook?.Needed, Reason = told.Note, DefinitionVersion = Version,
    };
}
