using System.Text.Json;

namespace DataDrivenDecisions.Records;

/// <summary>
/// Stores that were restored and checked beside the data folder's own take their places: all of them, or none. What is to be moved is written down first,
/// so that a process that ends in the middle is finished by whoever opens the folder next.
/// </summary>
public static class StoreSwap
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // A store's file may have companions that belong to it and to no other: the logs of SQLite and DuckDB.
    static readonly string[] Companions = ["-wal", "-shm", ".wal"];

    /// <summary>Writes down what is to be moved; from here on it will be.</summary>
    public static void Begin(DataFolder folder, SwapPlan plan)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var unfinished = Journal(folder) + ".part";
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, plan, Json);
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, Journal(folder), overwrite: true);
    }

    /// <summary>Moves what was written down and has not been moved yet.</summary>
    /// <returns>What was written down; null when nothing was.</returns>
    public static SwapPlan? Finish(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(Journal(folder)))
            return null;
        var plan = JsonSerializer.Deserialize<SwapPlan>(File.ReadAllBytes(Journal(folder)), Json)!;
        foreach (var store in plan.OnlyAside)
            PutAside(folder, plan, store);
        foreach (var store in plan.Restored)
            Replace(folder, plan, store);
        if (Directory.Exists(folder.Restoring))
            Directory.Delete(folder.Restoring, recursive: true);
        File.Delete(Journal(folder));
        return plan;
    }

    static void Replace(DataFolder folder, SwapPlan plan, string store)
    {
        var from = Path.Combine(folder.Restoring, store);
        // The store itself moves last: while it still stands beside, what is in its place is the old one.
        if (!File.Exists(from))
            return;
        PutAside(folder, plan, store);
        var place = Path.Combine(folder.Path, store);
        MakeFolderOf(place);
        foreach (var companion in Companions.Where(c => File.Exists(from + c)))
            File.Move(from + companion, place + companion);
        File.Move(from, place);
    }

    static void PutAside(DataFolder folder, SwapPlan plan, string store)
    {
        var place = Path.Combine(folder.Path, store);
        var aside = Path.Combine(folder.SetAside, plan.AsideFolder, store);
        foreach (var companion in Companions.Prepend("").Where(c => File.Exists(place + c)))
        {
            MakeFolderOf(aside);
            File.Move(place + companion, aside + companion, overwrite: true);
        }
    }

    static void MakeFolderOf(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(Path.GetDirectoryName(folder)))
            MakeFolderOf(folder);
        DataFolder.Made(folder);
    }

    static string Journal(DataFolder folder) => Path.Combine(folder.Path, "restore.json");
}

/// <summary>What is to be moved when restored stores take their places; every store is named by its path within the data folder.</summary>
public sealed record SwapPlan
{
    /// <summary>The backup that is restored, by its full path.</summary>
    public required string From { get; init; }

    /// <summary>The one district that is restored; null where it is everything.</summary>
    public string? District { get; init; }

    /// <summary>The folder's name under <see cref="DataFolder.SetAside"/> for what loses its place.</summary>
    public required string AsideFolder { get; init; }

    /// <summary>Stores that stand beside, under <see cref="DataFolder.Restoring"/>.</summary>
    public required IReadOnlyList<string> Restored { get; init; }

    /// <summary>Stores that lose their place and get no other: those of districts that the backup does not know.</summary>
    public required IReadOnlyList<string> OnlyAside { get; init; }
}
