using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Tests.Charts;

namespace DataDrivenDecisions.Benchmarks.Charts;

/// <summary>Every chart of the product as SVG beside matplotlib drawing the same marks as PNG: the same places first, then what a chart costs.</summary>
static class ChartsPeer
{
    public const string Command = "charts-product";
    const string Python = "/usr/bin/python3", Probe = "import matplotlib";
    const int Draws = 10;

    /// <summary>Runs <c>charts [--rounds N] [--pictures FOLDER]</c>.</summary>
    public static int Run(string[] args)
    {
        var rounds = Array.IndexOf(args, "--rounds") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 3;
        string[] pictures = Array.IndexOf(args, "--pictures") is >= 0 and var to ? [Directory.CreateDirectory(args[to + 1]).FullName] : [];
        var isPeerHere = HeadToHead.Answers(Python, Probe);
        if (!isPeerHere)
            Console.WriteLine($"skipped: matplotlib needs {Python} with \"{Probe}\" (Debian: python3-matplotlib)");
        var folder = Directory.CreateTempSubdirectory("ddd-charts-").FullName;
        try
        {
            var (own, peer) = (new List<DrawnSide>(), new List<DrawnSide>());
            var file = Path.Combine(folder, "scenes.json");
            for (var round = 0; round < rounds; round++)
            {
                own.Add(Answer(Environment.ProcessPath!, [.. HeadToHead.Self, Command, file, Text(Draws), .. pictures]));
                if (isPeerHere)
                    peer.Add(Answer(Python, [Path.Combine(AppContext.BaseDirectory, "Peers", "charts_peer.py"), file, Text(Draws), .. pictures]));
            }

            var scenes = JsonSerializer.Deserialize<List<Scene>>(File.ReadAllText(file), Side.Json)!;
            foreach (var side in own)
                CheckEqual("the product's SVG", scenes, side);
            foreach (var side in peer)
                CheckEqual("matplotlib's figure", scenes, side);
            Print(scenes, own, peer);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The other end of <see cref="Run"/>: writes the marks for the peer, draws every chart once, then measures.</summary>
    public static int RunProduct(string[] args)
    {
        var draws = int.Parse(args[1], CultureInfo.InvariantCulture);
        List<(string Name, Func<string> Svg)> charts = [.. Samples.All.Select(s => (s.Chart.Slug, (Func<string>)(() => s.Full(null).Svg))), .. PageDrawings.All.Select(d => (d.Name, d.Svg))];
        var last = charts.ConvertAll(c => c.Svg());
        var startup = Environment.CpuUsage.TotalTime.TotalSeconds;
        // The peer's code is compiled beforehand; here methods become fast by being called.
        foreach (var (_, svg) in charts)
            for (var i = 0; i < 3 * draws; i++)
                svg();
        var times = new List<ChartTime>();
        foreach (var (name, svg) in charts)
        {
            var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            for (var i = 0; i < draws; i++)
                svg();
            times.Add(new ChartTime(name, clock.Elapsed.TotalMilliseconds / draws, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / draws, System.Text.Encoding.UTF8.GetByteCount(last[times.Count])));
        }

        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64 / 1048576.0;
        List<Scene> scenes = [.. Samples.All.Select(s => PlottedScene.Of(s.Chart.Slug, s.Plots())), .. PageDrawings.All.Select(d => d.Scene)];
        File.WriteAllText(args[0], JsonSerializer.Serialize(scenes, Side.Json));
        foreach (var folder in args.Skip(2))
            for (var i = 0; i < charts.Count; i++)
                File.WriteAllText(Path.Combine(folder, charts[i].Name + ".svg"), last[i]);
        Console.WriteLine(JsonSerializer.Serialize(new DrawnSide(startup, peak, times, [.. scenes.Zip(last, (scene, svg) => SvgMarks.Read(svg, scene.Width, scene.Height))]), Side.Json));
        return 0;
    }

    static void CheckEqual(string whose, List<Scene> scenes, DrawnSide side)
    {
        foreach (var (scene, drawn) in scenes.Zip(side.Drawn))
            if (Drawn.Together(scene.Faces.Select(f => f.Placed())).Otherwise(drawn) is { } otherwise)
                throw new InvalidOperationException($"{scene.Name} is not the same in {whose}: {otherwise}. Nothing is compared.");
    }

    static void Print(List<Scene> scenes, List<DrawnSide> own, List<DrawnSide> peer)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenes.Count} charts, {own.Count} rounds of {Draws} drawings in turn, every mark at the same place to .06 pixels and every text the same; milliseconds a chart, least wall and median cpu"));
        Console.WriteLine("chart                   marks   product SVG: wall     cpu     KB   matplotlib PNG: wall      cpu     KB   product / it: cpu");
        var (allOwn, allPeer) = (0.0, 0.0);
        for (var i = 0; i < scenes.Count; i++)
        {
            var (a, b) = (Best(own, i), peer.Count == 0 ? null : Best(peer, i));
            (allOwn, allPeer) = (allOwn + a.Cpu, allPeer + (b?.Cpu ?? 0));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenes[i].Name,-22} {own[0].Drawn[i].Marks,6} {a.Wall,19:0.00} {a.Cpu,7:0.00} {a.Bytes / 1024.0,6:0.0}")
                + (b is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {b.Wall,22:0.0} {b.Cpu,8:0.0} {b.Bytes / 1024.0,6:0.0} {a.Cpu / b.Cpu,19:0.000}")));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all, cpu",-22} {allOwn,34:0.0}") + (peer.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {allPeer,38:0.0} {allOwn / allPeer,26:0.000}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start-up and each chart once, cpu s: product {own.Min(s => s.Startup):0.00}") + (peer.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", matplotlib {peer.Min(s => s.Startup):0.00}"))
            + string.Create(CultureInfo.InvariantCulture, $"; peak MB: {own.Max(s => s.Peak):0}") + (peer.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {peer.Max(s => s.Peak):0}")));
    }

    static ChartTime Best(List<DrawnSide> own, int chart)
    {
        var all = own.ConvertAll(s => s.Times[chart]);
        return all[0] with { Wall = all.Min(t => t.Wall), Cpu = HeadToHead.Median(all.Select(t => t.Cpu)) };
    }

    static DrawnSide Answer(string program, string[] args) =>
        JsonSerializer.Deserialize<DrawnSide>(HeadToHead.Answer(program, args) ?? throw new InvalidOperationException($"{Path.GetFileName(program)} failed; see above."), Side.Json)!;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What one side measured of itself, and what it drew.</summary>
/// <param name="Startup">Seconds on all cores until every chart was drawn once, from the start of the process.</param>
/// <param name="Peak">The most memory held, in MB.</param>
/// <param name="Times">Milliseconds of each chart.</param>
/// <param name="Drawn">The marks read back out of each finished picture.</param>
sealed record DrawnSide(double Startup, double Peak, IReadOnlyList<ChartTime> Times, IReadOnlyList<Drawn> Drawn);

/// <summary>Milliseconds on the clock and on all cores for one drawing, and the picture's size in bytes.</summary>
sealed record ChartTime(string Name, double Wall, double Cpu, int Bytes);
