using System.Diagnostics;
using System.Globalization;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>A stage of a district's day as a line of a table: seconds on the clock and on all cores.</summary>
sealed record StageTime(Stopwatch Clock, TimeSpan Cpu)
{
    public static StageTime Begin() => new(Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);

    /// <summary>Does a stage's work and prints its line, with those of its steps.</summary>
    public static void Of(string name, Action<StepTimes> work)
    {
        var steps = new StepTimes();
        var stage = Begin();
        work(steps);
        stage.Print(name);
        steps.Write(Console.Out);
    }

    /// <summary>A whole night, with a line for each of its stages.</summary>
    public static void Night(PopulatedDistrict district)
    {
        // A night of millions takes an hour: what it is at is told beside the table.
        var watch = Stopwatch.StartNew();
        var report = district.Analyze(AnalysisParts.All, new Told(sentence => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed:hh\\:mm\\:ss} {sentence}"))));
        foreach (var stage in report.Stages)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {stage.Stage,-40} {stage.Seconds,9:N1}"));
        Console.WriteLine($"    {report.Sentence}");
    }

    sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }

    public static void PrintHead() => Console.WriteLine("stage                                          seconds      cpu s");

    public void Print(string name) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-44} {Clock.Elapsed.TotalSeconds,9:N1}  {(Environment.CpuUsage.TotalTime - Cpu).TotalSeconds,9:N1}"));

    /// <summary>The most memory that the process has taken.</summary>
    public static void PrintPeak()
    {
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {self.PeakWorkingSet64 / 1048576.0:N0} MB"));
    }
}
