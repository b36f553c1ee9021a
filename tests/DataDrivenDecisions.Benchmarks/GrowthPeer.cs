using System.Diagnostics;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Predicting.Growth;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>Growth percentiles beside R's quantreg on the same cohort under the same rule: equal first, then how long each took.</summary>
static class GrowthPeer
{
    // Where a score lies on a curve, each solver's last digits decide on which side: such students are counted apart.
    const double OnACurve = 1e-4;

    /// <summary>Runs cohorts of a wide or long table, or of invented scores, beside quantreg.</summary>
    public static int Run(string[] args)
    {
        var method = Option(args, "--method") ?? "fn";
        var priors = int.Parse(Option(args, "--priors") ?? "1", CultureInfo.InvariantCulture);
        if (!HasR())
        {
            Console.WriteLine("skipped: needs Rscript with the package quantreg (Debian: r-base-core, r-cran-quantreg)");
            return 0;
        }
        Console.WriteLine($"quantreg {method}, {priors} prior(s), 100 curves; seconds on the clock (on all cores)");
        Console.WriteLine("cohort                 students  columns   product             quantreg            ratio   other sgp  on a curve  worst loss");
        var differ = 0;
        foreach (var (name, before, now) in Cohorts(args, priors))
            differ += Compare(name, before, now, method);
        return differ == 0 ? 0 : 1;
    }

    static int Compare(string name, double[][] priors, double[] scores, string method)
    {
        var folder = Directory.CreateTempSubdirectory("ddd-growth-").FullName;
        try
        {
            var (from, to) = (Path.Combine(folder, "in.csv"), Path.Combine(folder, "out.csv"));
            File.WriteAllLines(from, [.. Enumerable.Range(0, scores.Length).Select(i => string.Join(',', priors[i].Prepend(scores[i]).Select(Text))).Prepend(string.Join(',', Enumerable.Range(0, priors[0].Length + 1).Select(c => "c" + c)))]);
            var peer = Start("growth_peer.R", from, method, to);
            var said = peer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var theirs = File.ReadLines(to).Skip(1).Select(l => l.Split(',')).Select(f => (Sgp: int.Parse(f[0], CultureInfo.InvariantCulture), Near: double.Parse(f[1], CultureInfo.InvariantCulture))).ToList();

            var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var model = CohortModel.Fit(priors, scores);
            var (wall, spent) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            var losses = model.Losses;
            var worst = Enumerable.Range(0, losses.Count).Max(k => losses[k] / double.Parse(said[k + 1], CultureInfo.InvariantCulture) - 1);
            var (other, onCurve) = (0, 0);
            for (var i = 0; i < scores.Length; i++)
            {
                if (model.Percentile(i, scores[i]) == theirs[i].Sgp)
                    continue;
                if (theirs[i].Near < OnACurve || model.Quantiles(i).Min(q => Math.Abs(q - scores[i])) < OnACurve)
                    onCurve++;
                else
                    other++;
            }
            var times = said[0].Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-20} {scores.Length,10} {1 + priors[0].Length * SplineBasis.Columns,8}   {wall,6:0.00} ({spent,6:0.00})   {times[0],8:0.00} ({times[1],8:0.00})   {wall / times[0],6:0.000}   {other,9}  {onCurve,10}  {worst,10:0.0e+0}"));
            return other;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static IEnumerable<(string Name, double[][] Priors, double[] Scores)> Cohorts(string[] args, int priors)
    {
        foreach (var size in (Option(args, "--invented") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => int.Parse(s, CultureInfo.InvariantCulture)))
            yield return Invented(size, priors);
        if (args.FirstOrDefault(File.Exists) is not { } table)
            yield break;
        foreach (var cohort in GrowthRun.CohortsOf(TableFile.Read(table), new GrowthOptions { MostPriors = priors }, priors))
            yield return cohort;
    }

    static (string Name, double[][] Priors, double[] Scores) Invented(int students, int priors)
    {
        var random = new Random(20_260_313);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (before, now) = (new double[students][], new double[students]);
        for (var i = 0; i < students; i++)
        {
            var ability = Normal();
            before[i] = [.. Enumerable.Range(0, priors).Select(_ => Math.Round(500 + 40 * (0.85 * ability + 0.5 * Normal())))];
            now[i] = Math.Round(540 + 38 * (0.85 * ability + 0.5 * Normal()));
        }
        return ("invented", before, now);
    }

    static bool HasR()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("Rscript", ["-e", "library(quantreg)"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    static string Start(string script, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("Rscript", [Path.Combine(AppContext.BaseDirectory, script), .. args]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException("R ended with an error; what it said stands above.");
    }

    static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
