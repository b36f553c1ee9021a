using System.Diagnostics;

namespace DataDrivenDecisions.Schedules;

/// <summary>Says the stages of a piece of work as they begin, and measures them.</summary>
sealed class StageClock(IProgress<string>? progress, CancellationToken stop)
{
    readonly List<StageTime> _times = [];

    public IReadOnlyList<StageTime> Times => _times;

    public IProgress<string>? Progress => progress;

    public T Time<T>(string stage, Func<T> work)
    {
        stop.ThrowIfCancellationRequested();
        progress?.Report(stage);
        var watch = Stopwatch.StartNew();
        var result = work();
        _times.Add(new StageTime(stage, watch.Elapsed.TotalSeconds));
        return result;
    }
}
