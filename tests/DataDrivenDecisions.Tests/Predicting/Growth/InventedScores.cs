using System.Globalization;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Tests.Predicting.Growth;

/// <summary>Scores of an invented cohort, from a seed: whole numbers as on a real scale, with more at the top than a bell has.</summary>
static class InventedScores
{
    /// <summary>Prior scores (the newest first) and scores of so many students.</summary>
    public static (double[][] Priors, double[] Scores) Of(int students, int priors, int seed)
    {
        var random = new Random(seed);
        var (before, now) = (new double[students][], new double[students]);
        for (var i = 0; i < students; i++)
        {
            var ability = Normal(random);
            before[i] = [.. Enumerable.Range(0, priors).Select(k => Math.Round(500 - 20 * k + 40 * (0.85 * ability + 0.5 * Normal(random))))];
            now[i] = Math.Round(540 + 38 * (0.85 * ability + 0.5 * Normal(random)) + (random.NextDouble() < 0.03 ? 30 : 0));
        }
        return (before, now);
    }

    /// <summary>A long table of one cohort in grades 4 and 5, or 3, 4 and 5.</summary>
    public static FlatTable Long(int students, int priors, int seed, Func<int, double>? more = null)
    {
        var (before, now) = Of(students, priors, seed);
        List<IReadOnlyList<string?>> rows = [];
        for (var i = 0; i < students; i++)
        {
            rows.Add(Row(i, 2025, 5, now[i] + (more?.Invoke(i) ?? 0)));
            for (var k = 0; k < priors; k++)
                rows.Add(Row(i, 2024 - k, 4 - k, before[i][k]));
        }
        return new FlatTable(["id", "year", "grade", "subject", "score", "csem", "half"], rows);
    }

    static string?[] Row(int student, int year, int grade, double score) =>
        [$"{student:00000}", Text(year), Text(grade), "Mathematics", Text(score), "12", student % 2 == 0 ? "even" : "odd"];

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
