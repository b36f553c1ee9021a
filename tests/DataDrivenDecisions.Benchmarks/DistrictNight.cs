using System.Diagnostics;
using System.Globalization;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>A district with years behind it: its first import, a night, and a day's delivery with the night after it, stage by stage.</summary>
static class DistrictNight
{
    const int LastYear = 2026;

    /// <summary>Runs <c>district [STUDENTS] [YEARS]</c>.</summary>
    public static int Run(string[] args)
    {
        var students = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50_000;
        var years = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("ddd-district-").FullName;
        try
        {
            Measure(students, years, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Measure(int students, int years, string folder)
    {
        var population = new Population(students, LastYear, years, seed: 1);
        var days = Population.Days(LastYear);
        var (yesterday, today) = (days[^3], days[^2]);
        var (history, delta) = (Path.Combine(folder, "history"), Path.Combine(folder, "delta"));
        var all = population.Write(history, yesterday);
        var fresh = population.Write(delta, today, today);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{students:N0} students, {years} years of {days.Count} days: {all:N0} rows; a day's delivery: {fresh:N0} rows"));
        Console.WriteLine("stage                                          seconds      cpu s");
        var total = Stage.Begin();
        using var district = new PopulatedDistrict(Path.Combine(folder, "data"), yesterday);
        Timed("first import of all of it", steps => district.Import(history, steps));
        Timed("night: indicators, models, growth, mastery", _ => Night(district));
        district.Stand(today);
        var daily = Stage.Begin();
        Timed("a day's delivery", steps => district.Import(delta, steps));
        Timed("the night after it", _ => Night(district));
        daily.Print("day's delivery and night together");
        total.Print("all");
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {self.PeakWorkingSet64 / 1048576.0:N0} MB"));
    }

    static void Night(PopulatedDistrict district)
    {
        var report = district.Analyze(AnalysisParts.All);
        foreach (var stage in report.Stages)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {stage.Stage,-40} {stage.Seconds,9:N1}"));
        Console.WriteLine($"    {report.Sentence}");
    }

    static void Timed(string name, Action<StepTimes> work)
    {
        var steps = new StepTimes();
        var stage = Stage.Begin();
        work(steps);
        stage.Print(name);
        steps.Write(Console.Out);
    }

    sealed record Stage(Stopwatch Clock, TimeSpan Cpu)
    {
        public static Stage Begin() => new(Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);

        public void Print(string name) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-44} {Clock.Elapsed.TotalSeconds,9:N1}  {(Environment.CpuUsage.TotalTime - Cpu).TotalSeconds,9:N1}"));
    }
}
