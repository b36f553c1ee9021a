using System.Collections.Concurrent;
using System.Diagnostics;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>What a schedule's work came to.</summary>
/// <param name="Rows">Rows taken in and results published.</param>
/// <param name="NeedsAttention">True when something waits for a person: a refused file, a held delivery, a check that could not be done.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record ScheduleOutcome(long Rows, bool NeedsAttention, string Message);

/// <summary>Does the work of one schedule for one district.</summary>
public delegate ScheduleOutcome ScheduleWork(string district, string schedule, IProgress<string>? progress, CancellationToken stop);

/// <summary>Runs schedules one at a time per district, and writes down every run with its rows and seconds.</summary>
/// <param name="records">Where runs and the audit are kept.</param>
/// <param name="work">What a schedule does.</param>
/// <param name="clock">The clock by which runs are dated, where it is another than the machine's.</param>
public sealed class ScheduleRunner(RecordStore records, ScheduleWork work, TimeProvider? clock = null)
{
    /// <summary>Who started a run that the clock started.</summary>
    public const string ByTheClock = "schedule";

    readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>
    /// Runs a schedule now and returns how it ended; it never throws for what went wrong in the work.
    /// While another run of the district is under way it does nothing, and the run is written down as skipped.
    /// </summary>
    public Run Run(string district, string schedule, string startedBy, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        var turn = _turns.GetOrAdd(district, _ => new SemaphoreSlim(1));
        var id = records.Runs.Start(district, schedule, startedBy, clock);
        if (!turn.Wait(0, CancellationToken.None))
        {
            records.Runs.Finish(id, RunState.Skipped, 0, 0, "Another run of this district was under way, so this one did not start.", clock);
            return records.Runs.Find(id)!;
        }
        try
        {
            records.Audit.Write(startedBy, "schedule run", $"{district}/{schedule}");
            Work(id, district, schedule, progress, stop);
        }
        finally
        {
            turn.Release();
        }
        return records.Runs.Find(id)!;
    }

    /// <summary>True while a run of the district is under way.</summary>
    public bool IsRunning(string district) => _turns.TryGetValue(district, out var turn) && turn.CurrentCount == 0;

    void Work(long id, string district, string schedule, IProgress<string>? progress, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var outcome = work(district, schedule, progress, stop);
            records.Runs.Finish(id, outcome.NeedsAttention ? RunState.NeedsAttention : RunState.Done, outcome.Rows, watch.Elapsed.TotalSeconds, outcome.Message, clock);
        }
        catch (OperationCanceledException)
        {
            records.Runs.Finish(id, RunState.Interrupted, 0, watch.Elapsed.TotalSeconds, "The run was stopped before its end; nothing is half done.", clock);
        }
#pragma warning disable CA1031 // One night that fails must not take the service down; it is written down and the next one runs.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            records.Runs.Finish(id, RunState.Failed, 0, watch.Elapsed.TotalSeconds, Shortage.Of(failure)?.Sentence ?? $"It failed: {failure.GetType().Name}. {failure.Message}", clock);
        }
    }
}
