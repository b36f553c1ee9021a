using System.Collections.Concurrent;
using System.Security.Cryptography;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Schedules;

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
    /// <param name="path">A file, zip or folder.</param>
    /// <param name="name">How people know the delivery.</param>
    /// <param name="options">Who brings it, and what holds are released.</param>
    /// <param name="afterwards">Called at the end with the finished import, also when it failed.</param>
    public RunningImport Start(string district, string path, string name, ImportOptions options, Action<RunningImport>? afterwards = null)
    {
        var import = new RunningImport { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), District = district, Name = name };
        _all[import.Id] = import;
        _ = Task.Run(() => Work(import, path, options, afterwards));
        return import;
    }

    void Work(RunningImport import, string path, ImportOptions options, Action<RunningImport>? afterwards)
    {
        var turn = _turns.GetOrAdd(import.District, _ => new SemaphoreSlim(1));
        turn.Wait();
        try
        {
            var district = districts.Open(import.District);
            var reports = district.Importer.Import([path], options, new Seen(import));
            import.Import = reports.Select(r => r.Import).FirstOrDefault(n => n is not null);
            import.Problem = import.Import is null ? reports.Select(r => r.Refusal).FirstOrDefault(r => r is not null) ?? "Nothing in it could be read." : null;
        }
        catch (ImportRejected refused)
        {
            import.Problem = refused.Message;
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
            afterwards?.Invoke(import);
        }
    }

    sealed class Seen(RunningImport import) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => import.Progress = value;
    }
}
