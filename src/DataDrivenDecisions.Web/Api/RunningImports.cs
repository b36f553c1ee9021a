using System.Collections.Concurrent;
using System.Security.Cryptography;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Api;

/// <summary>One upload on its way into the warehouse, as its progress page shows it.</summary>
public sealed class RunningImport
{
    public required string Id { get; init; }
    public required string District { get; init; }
    public required string Name { get; init; }

    /// <summary>The file that is being read, and how far it is.</summary>
    public ImportProgress? Progress { get; internal set; }
    public bool IsFinished { get; internal set; }

    /// <summary>The history's number of the finished import.</summary>
    public long? Import { get; internal set; }

    /// <summary>The page that its result stands on, where that is no import of the history.</summary>
    public string? LeadsTo { get; internal set; }

    /// <summary>True when the source had nothing new to say.</summary>
    public bool IsNothingNew { get; internal set; }

    /// <summary>What went wrong, in words, when it did not finish.</summary>
    public string? Problem { get; internal set; }
}

/// <summary>Imports uploads in the background, one at a time per district, so that a browser need not wait for a night's worth of rows.</summary>
public sealed class RunningImports(Districts districts, ILogger<RunningImports> log)
{
    readonly ConcurrentDictionary<string, RunningImport> _all = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>An import by its number, for someone of the same district; null for anyone else.</summary>
    public RunningImport? Find(string id, string district) => _all.TryGetValue(id, out var import) && import.District == district ? import : null;

    /// <summary>Starts an import.</summary>
    /// <param name="district">The district's short name.</param>
    /// <param name="name">How people know the delivery.</param>
    /// <param name="import">Brings it in, and reports on each of its files.</param>
    /// <param name="afterwards">Called at the end, also when it failed.</param>
    public RunningImport Start(string district, string name, Func<District, IProgress<ImportProgress>, IReadOnlyList<ImportReport>> import, Action? afterwards = null) =>
        Start(district, name, (running, open, progress) =>
        {
            var reports = import(open, progress);
            running.Import = reports.Select(r => r.Import).FirstOrDefault(n => n is not null);
            running.IsNothingNew = reports.Count == 0;
            running.Problem = running.Import is null && reports.Count > 0 ? reports.Select(r => r.Refusal).FirstOrDefault(r => r is not null) ?? "Nothing in it could be read." : null;
        }, afterwards);

    /// <summary>Tries a delivery: nothing is written, and what would happen stands on a page of its own.</summary>
    /// <param name="district">The district's short name.</param>
    /// <param name="name">How people know the delivery.</param>
    /// <param name="attempt">Tries it, and returns the address of that page.</param>
    /// <param name="afterwards">Called at the end, also when it failed.</param>
    public RunningImport StartTry(string district, string name, Func<District, IProgress<ImportProgress>, string> attempt, Action? afterwards = null) =>
        Start(district, name, (running, open, progress) => running.LeadsTo = attempt(open, progress), afterwards);

    RunningImport Start(string district, string name, Action<RunningImport, District, IProgress<ImportProgress>> work, Action? afterwards)
    {
        var running = new RunningImport { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), District = district, Name = name };
        _all[running.Id] = running;
        _ = Task.Run(() => Work(running, work, afterwards));
        return running;
    }

    void Work(RunningImport import, Action<RunningImport, District, IProgress<ImportProgress>> work, Action? afterwards)
    {
        var turn = _turns.GetOrAdd(import.District, _ => new SemaphoreSlim(1));
        turn.Wait();
        try
        {
            work(import, districts.Open(import.District), new Seen(import));
        }
        catch (Exception refused) when (refused is ImportRejected or ReleaseRefused or UndoRefused or PullFailed or UnknownSource or SecretUnreadable)
        {
            import.Problem = refused.Message;
        }
        catch (Exception failure) when (Shortage.Of(failure) is { } lacking)
        {
            log.LogError("An upload could not be imported: {Lacking}", lacking.Sentence);
            import.Problem = "Nothing was loaded. " + lacking.Sentence;
        }
#pragma warning disable CA1031 // Whatever goes wrong must end on the progress page in words; the log has the kind of fault.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            log.LogError("An upload could not be imported: {Fault}", fault.GetType().Name);
            import.Problem = "Something broke on our side while it was read. Nothing was loaded; try again, and tell your technology leader if it happens again.";
        }
        finally
        {
            turn.Release();
            import.IsFinished = true;
            afterwards?.Invoke();
        }
    }

    sealed class Seen(RunningImport import) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => import.Progress = value;
    }
}
