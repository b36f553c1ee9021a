using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>The product and what an analyst would use instead, in turn on the same files: equal figures first, then one table.</summary>
static class HeadToHead
{
    const int LastYear = 2026;

    static readonly (string Name, string Program, Func<string, string[]> Args, string Probe)[] Peers =
    [
        ("pandas", "/usr/bin/python3", folder => [Peer("pandas_peer.py"), folder, Years], "import pandas"),
        ("data.table", "Rscript", folder => [Peer("datatable_peer.R"), folder, Years], "library(data.table)"),
    ];

    static string Years => string.Create(CultureInfo.InvariantCulture, $"{LastYear - 1}-{LastYear % 100:00}");

    /// <summary>Runs <c>headtohead [--rounds N] [--years N] STUDENTS…</c>.</summary>
    public static int Run(string[] args)
    {
        var (rounds, years) = (Option(args, "--rounds", 5), Option(args, "--years", 4));
        int[] sizes = [.. args.Where((a, i) => !a.StartsWith('-') && (i == 0 || !args[i - 1].StartsWith('-'))).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        var contenders = Contenders();
        var least = new List<(int Size, Dictionary<string, Side> Least)>();
        foreach (var size in sizes.Length == 0 ? [10_000] : sizes)
            least.Add((size, Measure(size, rounds, years, contenders)));
        foreach (var (small, large) in least.Zip(least.Skip(1)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"growth of the product's cost on all cores {small.Size:N0} → {large.Size:N0}: import exponent {Exponent(small, large, s => s.Import[1]):0.00}, indicators {Exponent(small, large, s => s.Indicators[1]):0.00}, matrix {Exponent(small, large, s => s.Matrix[1]):0.00}"));
        return 0;
    }

    static double Exponent((int Size, Dictionary<string, Side> Least) small, (int Size, Dictionary<string, Side> Least) large, Func<Side, double> of) =>
        Math.Log(of(large.Least[ProductSide.Product]) / of(small.Least[ProductSide.Product])) / Math.Log((double)large.Size / small.Size);

    static List<(string Name, string Program, Func<string, string[]> Args)> Contenders()
    {
        List<(string, string, Func<string, string[]>)> all = [.. new[] { ProductSide.Product, ProductSide.DuckDbSql }.Select(n =>
            (n, Environment.ProcessPath!, (Func<string, string[]>)(folder => [.. Self, ProductSide.Command, n, folder, LastYear.ToString(CultureInfo.InvariantCulture)])))];
        foreach (var (name, program, peerArgs, probe) in Peers)
        {
            if (Answers(program, probe))
                all.Add((name, program, peerArgs));
            else
                Console.WriteLine($"skipped: {name} needs {program} with \"{probe}\" (Debian: python3-pandas, r-cran-data.table)");
        }
        return all;
    }

    /// <summary>What <see cref="Environment.ProcessPath"/> needs in front of its arguments to be this program again.</summary>
    public static string[] Self => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(HeadToHead).Assembly.Location] : [];

    static Dictionary<string, Side> Measure(int size, int rounds, int years, List<(string Name, string Program, Func<string, string[]> Args)> contenders)
    {
        var folder = Directory.CreateTempSubdirectory("ddd-headtohead-").FullName;
        try
        {
            var rows = new Population(size, LastYear, years, seed: 1).Write(folder, Population.Days(LastYear)[^1]);
            var sides = contenders.ToDictionary(c => c.Name, _ => new List<(Side Side, double Pressure)>(), StringComparer.Ordinal);
            for (var round = 0; round < rounds; round++)
                foreach (var (name, program, args) in contenders.Where(c => sides.ContainsKey(c.Name)))
                    if (Measured(program, args(folder)) is { } measured)
                        sides[name].Add(measured);
                    else if (name != ProductSide.Product && sides.Remove(name))
                        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"left out: {name} failed at {size:N0} students; see above"));
                    else
                        throw new InvalidOperationException("The product failed; see above.");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{size:N0} students, {years} years, {rows:N0} rows, {rounds} rounds in turn; least wall s (median cpu s)"));
            CheckEqual(sides);
            CheckColumns(sides);
            return Print(sides);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Nothing is compared before everybody has told the same.</summary>
    static void CheckEqual(Dictionary<string, List<(Side Side, double Pressure)>> sides)
    {
        var own = sides[ProductSide.Product][0].Side.Values;
        foreach (var (name, runs) in sides)
            foreach (var (side, _) in runs)
                foreach (var (what, value) in own)
                    if (side.Values.GetValueOrDefault(what, -1) != value)
                        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{name} counts {side.Values.GetValueOrDefault(what, -1)} {what}, the product {value}: nothing is compared."));
        Console.WriteLine("equal in all of them: " + string.Join(", ", own.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Value:N0} {v.Key}"))));
    }

    // Sums of a hundred thousand rounded figures, added up in different orders, differ in their last digits; a student or a rule that differs does so by far more.
    const double Tolerance = 1e-6;

    /// <summary>The same for the matrix, column by column: the sum of what is known, and for how many students it is not.</summary>
    static void CheckColumns(Dictionary<string, List<(Side Side, double Pressure)>> sides)
    {
        var own = sides[ProductSide.Product][0].Side.Columns;
        var differing = from side in sides
                        from run in side.Value
                        from column in own
                        let other = run.Side.Columns.GetValueOrDefault(column.Key, [double.NaN, -1])
                        where column.Value[1] != other[1] || !(Math.Abs(column.Value[0] - other[0]) <= Tolerance * Math.Max(1, Math.Abs(column.Value[0])))
                        select string.Create(CultureInfo.InvariantCulture, $"{side.Key}: {column.Key} sums to {other[0]:R} without {other[1]} students, in the product to {column.Value[0]:R} without {column.Value[1]}");
        if (differing.Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } said)
            throw new InvalidOperationException("The matrices differ, and nothing is compared.\n" + string.Join('\n', said));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"equal in all of them: {own.Count} columns of the matrix"));
    }

    static Dictionary<string, Side> Print(Dictionary<string, List<(Side Side, double Pressure)>> sides)
    {
        var best = sides.ToDictionary(s => s.Key, s => new Side
        {
            Import = Best(s.Value, r => r.Import),
            Indicators = Best(s.Value, r => r.Indicators),
            Matrix = Best(s.Value, r => r.Matrix),
            Peak = s.Value.Max(r => r.Side.Peak),
        }, StringComparer.Ordinal);
        (string Stage, Func<Side, int, double> Of)[] stages =
            [("import", (s, of) => s.Import[of]), ("indicators", (s, of) => s.Indicators[of]), ("matrix", (s, of) => s.Matrix[of]), ("features", (s, of) => s.Features(of)), ("all", (s, of) => s.All(of))];
        var own = best[ProductSide.Product];
        Console.WriteLine($"{"",-12}{string.Concat(stages.Select(s => $"{s.Stage,18}"))}   peak MB  pressure");
        foreach (var (name, side) in best)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12}{string.Concat(stages.Select(s => Pair(s.Of(side, 0), s.Of(side, 1))))} {side.Peak,9:N0} {sides[name].Average(r => r.Pressure),9:N2}"));
        Console.WriteLine("product / it");
        foreach (var (name, side) in best.Where(b => b.Key != ProductSide.Product))
            Console.WriteLine($"{name,-12}{string.Concat(stages.Select(s => Pair(s.Of(own, 0) / s.Of(side, 0), s.Of(own, 1) / s.Of(side, 1))))}");
        return best;
    }

    static double[] Best(List<(Side Side, double Pressure)> runs, Func<Side, double[]> of) => [runs.Min(r => of(r.Side)[0]), Median(runs.Select(r => of(r.Side)[1]))];

    static string Pair(double wall, double cpu) => string.Create(CultureInfo.InvariantCulture, $"{wall,9:N2} ({cpu,6:N2})");

    /// <summary>What a contender says of itself; null where it fails, for want of memory say.</summary>
    static (Side Side, double Pressure)? Measured(string program, string[] args)
    {
        var (clock, waited) = (Stopwatch.StartNew(), Waited());
        if (Answer(program, args) is not { } answer)
            return null;
        return (JsonSerializer.Deserialize<Side>(answer, Side.Json)!, (Waited() - waited) / clock.Elapsed.TotalSeconds);
    }

    /// <summary>Seconds in which some task of the machine waited for a core, since it started; 0 where the system does not say.</summary>
    static double Waited() => File.Exists("/proc/pressure/cpu")
        ? double.Parse(File.ReadLines("/proc/pressure/cpu").First().Split("total=")[1], CultureInfo.InvariantCulture) / 1e6
        : 0;

    /// <summary>Whether a program is installed that takes these words of its language.</summary>
    public static bool Answers(string program, string probe)
    {
        try
        {
            return Answer(program, [program == "Rscript" ? "-e" : "-c", probe], quiet: true) is not null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What a program writes; null when it fails.</summary>
    public static string? Answer(string program, string[] args, bool quiet = false)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = quiet, UseShellExecute = false, Environment = { ["OMP_WAIT_POLICY"] = "PASSIVE" } })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : null;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    static string Peer(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);

    static int Option(string[] args, string name, int usual) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;
}

/// <summary>What one contender measured of itself, and the figures by which it is held equal to the others.</summary>
sealed record Side
{
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Seconds on the clock, and on all cores.</summary>
    public required double[] Import { get; init; }

    /// <summary>Every indicator of every student, or the five sums of a peer.</summary>
    public required double[] Indicators { get; init; }

    /// <summary>The matrix of 38 figures.</summary>
    public required double[] Matrix { get; init; }

    /// <summary>The most memory held, in MB.</summary>
    public required double Peak { get; init; }
    public Dictionary<string, long> Values { get; init; } = [];

    /// <summary>Of each column of the matrix the sum of what is known, and for how many students it is not.</summary>
    public Dictionary<string, double[]> Columns { get; init; } = [];

    public double Features(int of) => Indicators[of] + Matrix[of];
    public double All(int of) => Import[of] + Features(of);
}
