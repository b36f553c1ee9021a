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
                $"growth of the product's cost on all cores {small.Size:N0} → {large.Size:N0}: import exponent {Exponent(small, large, s => s.Import[1]):0.00}, indicators {Exponent(small, large, s => s.Features[1]):0.00}"));
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
                foreach (var (name, program, args) in contenders)
                    sides[name].Add(Measured(program, args(folder)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{size:N0} students, {years} years, {rows:N0} rows, {rounds} rounds in turn; least wall s (median cpu s)"));
            CheckEqual(sides);
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

    static Dictionary<string, Side> Print(Dictionary<string, List<(Side Side, double Pressure)>> sides)
    {
        Console.WriteLine("                 import            features           both               peak MB  pressure   product / it: import      features      both (wall, cpu)");
        var best = sides.ToDictionary(s => s.Key, s => new Side
        {
            Import = [s.Value.Min(r => r.Side.Import[0]), Median(s.Value.Select(r => r.Side.Import[1]))],
            Features = [s.Value.Min(r => r.Side.Features[0]), Median(s.Value.Select(r => r.Side.Features[1]))],
            Peak = s.Value.Max(r => r.Side.Peak),
        }, StringComparer.Ordinal);
        var own = best[ProductSide.Product];
        foreach (var (name, side) in best)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-12} {side.Import[0],8:N2} ({side.Import[1],6:N2}) {side.Features[0],8:N2} ({side.Features[1],6:N2}) {side.Both(0),8:N2} ({side.Both(1),6:N2}) {side.Peak,9:N0} {sides[name].Average(r => r.Pressure),9:N2}   ")
                + (name == ProductSide.Product ? "" : string.Create(CultureInfo.InvariantCulture,
                    $"       {own.Import[0] / side.Import[0],5:N2}, {own.Import[1] / side.Import[1],5:N2}   {own.Features[0] / side.Features[0],5:N2}, {own.Features[1] / side.Features[1],5:N2}   {own.Both(0) / side.Both(0),5:N2}, {own.Both(1) / side.Both(1),5:N2}")));
        return best;
    }

    static (Side Side, double Pressure) Measured(string program, string[] args)
    {
        var (clock, waited) = (Stopwatch.StartNew(), Waited());
        var answer = Answer(program, args) ?? throw new InvalidOperationException($"{Path.GetFileName(args[0])} failed; see above.");
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
    public required double[] Features { get; init; }

    /// <summary>The most memory held, in MB.</summary>
    public required double Peak { get; init; }
    public Dictionary<string, long> Values { get; init; } = [];

    public double Both(int of) => Import[of] + Features[of];
}
