using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// The folder where the night's exports are put. A delivery (a file, a zip or a folder of files) is taken when it is whole: it has a
/// <c>NAME.done</c> beside it, or nothing has been written to it for a while, and its size stands still. The folder may be a link; what lies in it may not.
/// </summary>
/// <param name="path">The folder.</param>
/// <param name="clock">The machine's clock, which the files' times are of.</param>
/// <param name="quiet">For how long nothing may have been written to it.</param>
/// <param name="settle">How long sizes are watched; a copy that is still being written grows in this time.</param>
sealed class DropFolder(string path, TimeProvider clock, TimeSpan quiet, TimeSpan settle)
{
    const string Done = ".done";
    static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload"];

    /// <summary>Where deliveries that could not be taken wait for a person.</summary>
    public string Refused => Path.Combine(path, "refused");

    /// <summary>The deliveries that are whole, by name, and links, which are whole at once, so that they are refused and not waited for.</summary>
    public IReadOnlyList<string> Ready(CancellationToken stop)
    {
        var waiting = Waiting().ToDictionary(p => p, Size, StringComparer.Ordinal);
        if (waiting.Count > 0 && settle > TimeSpan.Zero)
            stop.WaitHandle.WaitOne(settle);
        stop.ThrowIfCancellationRequested();
        return [.. waiting.Where(w => Links.IsOne(w.Key) || ((File.Exists(w.Key + Done) || IsQuiet(w.Key)) && Size(w.Key) == w.Value)).Select(w => w.Key)];
    }

    /// <summary>Takes a delivery out after its import; what was taken in is kept in the archive.</summary>
    public static void Remove(string delivery)
    {
        if (Directory.Exists(delivery))
            Directory.Delete(delivery, recursive: true);
        else
            File.Delete(delivery);
        File.Delete(delivery + Done);
    }

    /// <summary>Puts a delivery aside that could not be taken, so that the next night does not try it again, and returns where it lies.</summary>
    public string PutAside(string delivery)
    {
        Directory.CreateDirectory(Refused);
        var place = Path.Combine(Refused, $"{clock.GetUtcNow():yyyyMMdd-HHmmssfff}-{Path.GetFileName(delivery)}");
        if (Directory.Exists(delivery))
            Directory.Move(delivery, place);
        else
            new FileInfo(delivery).MoveTo(place); // also a link to nothing, which is no file that exists
        File.Delete(delivery + Done);
        return place;
    }

    IEnumerable<string> Waiting() => Directory.EnumerateFileSystemEntries(path)
        .Where(p => p != Refused && !Path.GetFileName(p).StartsWith('.') && !p.EndsWith(Done, StringComparison.OrdinalIgnoreCase)
            && !Unfinished.Any(u => p.EndsWith(u, StringComparison.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal);

    bool IsQuiet(string delivery) => Files(delivery).All(f => clock.GetUtcNow() - f.LastWriteTimeUtc >= quiet);

    static long Size(string delivery) => Files(delivery).Sum(f => f.Length);

    static IEnumerable<FileInfo> Files(string delivery) =>
        Links.IsOne(delivery) ? [] : Directory.Exists(delivery) ? Links.FilesBelow(delivery).Where(f => !f.IsLink).Select(f => new FileInfo(f.Path)) : [new FileInfo(delivery)];
}
