using System.Security.Cryptography;
using System.Text;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing;

/// <summary>A delivery that was tried: where it lies, what was said about it, and what it would have done to what was known then.</summary>
public sealed record TriedDelivery
{
    public required string Id { get; init; }

    /// <summary>The delivery as it came, by its path.</summary>
    public required string Path { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Who tried it; nobody else sees or loads it.</summary>
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 over its files, so that what is loaded is what was tried.</summary>
    public required string Hash { get; init; }

    /// <summary>The newest load that was known then: after another one the same try may come to something else.</summary>
    public required long Load { get; init; }

    /// <summary>What the person said about it.</summary>
    public required DeliveryTold Told { get; init; }

    /// <summary>One report per data file; the rejected rows themselves are left out.</summary>
    public required IReadOnlyList<ImportReport> Reports { get; init; }

    /// <summary>Why rows would be rejected.</summary>
    public IReadOnlyList<RejectCause> Causes { get; init; } = [];

    /// <summary>The draft of a file in it that nobody knew, or null.</summary>
    public string? Draft { get; init; }

    /// <summary>True when it can be loaded: nothing of it would be refused.</summary>
    public bool CanBeLoaded => Draft is null && Reports.Count > 0 && Reports.All(r => r.State != ImportState.Refused);
}

/// <summary>The deliveries of one district that were tried and not loaded yet; a day after its try one is thrown away.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="clock">The clock by which they grow old.</param>
public sealed class TriedDeliveries(string folder, TimeProvider clock)
{
    readonly KeptDeliveries<TriedDelivery> _kept = new(folder, "try.json", TimeSpan.FromDays(1), clock);

    /// <summary>Tries a delivery, which is taken over from where it lies: it is read and decided as if it were loaded, and nothing is written.</summary>
    /// <param name="importer">The district's importer.</param>
    /// <param name="delivery">The delivery: its path, its name, who brings it and what is said about it.</param>
    /// <param name="load">The newest load.</param>
    /// <param name="drafts">Where a file goes that nobody knows.</param>
    /// <param name="progress">Gets how far it is.</param>
    /// <param name="stop">Ends it early.</param>
    public TriedDelivery Try(Importer importer, BroughtDelivery delivery, long load, Mapping.MappingDrafts drafts, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(importer);
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(drafts);
        var id = _kept.Begin();
        var path = _kept.TakeOver(id, delivery.Path);
        var reports = importer.Import([path], ImportOptions.Said(delivery.Told, delivery.By) with { DryRun = true, Name = delivery.Name }, progress, stop);
        var unknown = reports.FirstOrDefault(r => r.CanBeMapped);
        var tried = new TriedDelivery
        {
            Id = id, Path = path, Name = delivery.Name, By = delivery.By, At = clock.GetUtcNow(), Hash = HashOf(path), Load = load, Told = delivery.Told,
            Causes = [.. reports.SelectMany(r => r.Causes).OrderByDescending(c => c.Count)],
            Reports = [.. reports.Select(r => r with { Rejects = [], Matching = [] })],
            Draft = unknown is null ? null : drafts.Start(path, delivery.Name, unknown, takeOver: true, delivery.Told).Id,
        };
        _kept.Save(id, tried);
        return tried;
    }

    /// <summary>One that the person has tried; null when there is none of that number, it is somebody else's, or it is older than a day.</summary>
    public TriedDelivery? Find(string id, string by) => _kept.Find(id) is { } tried && tried.By == by ? tried : null;

    /// <summary>All that the person has tried, the newest first.</summary>
    public IReadOnlyList<TriedDelivery> Of(string by) => [.. _kept.All().Where(t => t.By == by).OrderByDescending(t => t.At)];

    /// <summary>Takes one out to be loaded, once: nobody finds it any more. False when it is out already.</summary>
    public bool TakeOut(TriedDelivery tried)
    {
        ArgumentNullException.ThrowIfNull(tried);
        return _kept.TakeOut(tried.Id);
    }

    /// <summary>Throws one away, with its files.</summary>
    public void Remove(TriedDelivery tried)
    {
        ArgumentNullException.ThrowIfNull(tried);
        _kept.Remove(tried.Id);
    }

    /// <summary>Makes sure that a delivery is still the one that was tried.</summary>
    /// <exception cref="ImportRejected">Its files have changed, or are gone.</exception>
    public static void Check(TriedDelivery tried)
    {
        ArgumentNullException.ThrowIfNull(tried);
        if (!System.IO.Path.Exists(tried.Path) || HashOf(tried.Path) != tried.Hash)
            throw new ImportRejected(tried.Name, "The kept files are not those that were tried any more.", "Nothing was loaded; send the delivery again.");
    }

    static string HashOf(string path)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<string> files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            whole.AppendData(Encoding.UTF8.GetBytes(System.IO.Path.GetRelativePath(path, file)));
            whole.AppendData(SHA256.HashData(stream));
        }
        return Convert.ToHexStringLower(whole.GetHashAndReset());
    }
}

/// <summary>A delivery that somebody brings.</summary>
/// <param name="Path">Where it lies: a file or a folder.</param>
/// <param name="Name">What people call it.</param>
/// <param name="By">Who brings it.</param>
/// <param name="Told">What she says about it.</param>
public sealed record BroughtDelivery(string Path, string Name, string By, DeliveryTold Told);
