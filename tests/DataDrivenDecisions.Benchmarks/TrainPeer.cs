using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Predicting.Learners;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>How long boosted trees take to learn from a matrix of 38 inputs and to score every row of it, beside xgboost and scikit-learn on the same matrix, and how well each then tells rows that it has not learned from.</summary>
static class TrainPeer
{
    public const string Command = "train-product";
    const int Columns = 38;

    /// <summary>Runs <c>train [--rounds N] ROWS…</c>.</summary>
    public static int Run(string[] args)
    {
        var rounds = Array.IndexOf(args, "--rounds") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 3;
        int[] sizes = [.. args.Where((a, i) => !a.StartsWith('-') && (i == 0 || args[i - 1] != "--rounds")).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        Console.WriteLine("rows         way              wall s    cpu s     AUC    peak MB   (least wall, median cpu)");
        foreach (var size in sizes.Length == 0 ? [100_000] : sizes)
        {
            var folder = Directory.CreateTempSubdirectory("ddd-train-").FullName;
            try
            {
                Write(folder, size);
                var all = new List<KeyValuePair<string, Measured>>();
                for (var round = 0; round < rounds; round++)
                {
                    all.Add(new("product", JsonSerializer.Deserialize<Measured>(Answer(Environment.ProcessPath!, [.. HeadToHead.Self, Command, folder, Text(size)]), Side.Json)!));
                    all.AddRange(JsonSerializer.Deserialize<Dictionary<string, Measured>>(Answer("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Peers", "train_peer.py"), folder, Text(size), Text(Columns)]), Side.Json)!);
                }

                foreach (var way in all.GroupBy(a => a.Key, a => a.Value, StringComparer.Ordinal))
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size,-12:N0} {way.Key,-14} {way.Min(w => w.Wall),8:0.00} {HeadToHead.Median(way.Select(w => w.Cpu)),8:0.00} {way.First().Auc,8:0.0000} {way.Max(w => w.Peak),9:0}"));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    /// <summary>The other end of <see cref="Run"/>: the product in a process of its own.</summary>
    public static int RunProduct(string[] args)
    {
        var rows = int.Parse(args[1], CultureInfo.InvariantCulture);
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(args[0], "x.f32"))).ToArray();
        float[][] matrix = [.. Enumerable.Range(0, rows).Select(i => values[(i * Columns)..((i + 1) * Columns)])];
        bool[] cameTrue = [.. File.ReadAllBytes(Path.Combine(args[0], "y.u8")).Select(b => b != 0)];
        var learned = rows * 4 / 5;
        Learner learner = LightGbmLearner.IsHere ? new LightGbmLearner() : new BoostedTreesLearner();
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var scores = learner.Learn(matrix[..learned], cameTrue[..learned], 1)(matrix);
        var (wall, spent) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Measured(wall, spent, Accuracy.Auc(scores[learned..], cameTrue[learned..]), self.PeakWorkingSet64 / 1048576.0), Side.Json));
        return 0;
    }

    // What comes true follows from bends, thresholds and two inputs together, as it does of absences and marks; most inputs say little, some nothing.
    static void Write(string folder, int rows)
    {
        var random = new Random(7);
        using var x = File.Create(Path.Combine(folder, "x.f32"), 1 << 20);
        using var y = File.Create(Path.Combine(folder, "y.u8"), 1 << 20);
        var row = new float[Columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < Columns; j++)
                row[j] = j % 4 == 3 ? random.Next(5) : (float)Math.Round(Normal(random), 2);
            var chance = -1.6 + (0.9 * Math.Max(0, row[0])) + (0.5 * row[1] * row[2]) + (row[3] >= 3 ? 0.8 : 0) + (0.4 * row[4] * row[4]) + (row[5] > 0.5 && row[7] == 0 ? 1.2 : 0) + (0.2 * row[8]) + (0.1 * row[9]) - (0.3 * Math.Abs(row[10]));
            x.Write(MemoryMarshal.AsBytes(row.AsSpan()));
            y.WriteByte(random.NextDouble() < 1 / (1 + Math.Exp(-chance)) ? (byte)1 : (byte)0);
        }
    }

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    static string Answer(string program, string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["OMP_WAIT_POLICY"] = "PASSIVE", ["OMP_NUM_THREADS"] = "2" } })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{Path.GetFileName(program)} failed; see above. The peers need python3-sklearn and python3-xgboost (Debian).");
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    sealed record Measured(double Wall, double Cpu, double Auc, double Peak);
}
