using System.Diagnostics;
using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>How long each step of an import took, on the clock and on all cores.</summary>
sealed class StepTimes : IProgress<ImportProgress>
{
    readonly List<(LoadStep Step, TimeSpan Wall, TimeSpan Cpu)> _begun = [];
    readonly Stopwatch _watch = Stopwatch.StartNew();

    public void Report(ImportProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_begun)
            if (_begun.Count == 0 || _begun[^1].Step != value.Step)
                _begun.Add((value.Step, _watch.Elapsed, Cpu()));
    }

    /// <summary>Writes a line: "look 1.4 s (1.5), read 6.0 s (10.2), …"; in brackets the time on all cores.</summary>
    public void Write(TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        var ends = _begun.Skip(1).Append((LoadStep.Check, _watch.Elapsed, Cpu()));
        to.WriteLine(string.Join(", ", _begun.Zip(ends, (b, e) =>
            string.Create(CultureInfo.InvariantCulture, $"{b.Step.ToString().ToLowerInvariant()} {(e.Item2 - b.Wall).TotalSeconds:N1} s ({(e.Item3 - b.Cpu).TotalSeconds:N1})"))));
    }

    static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
