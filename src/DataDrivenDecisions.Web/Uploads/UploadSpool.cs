using System.Collections.Concurrent;
using System.Security.Cryptography;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Uploads;

/// <summary>The uploads of all districts that are on their way, each in a folder of its own district; one that nothing has come for in a day is swept away.</summary>
public sealed class UploadSpool(TimeProvider clock)
{
    /// <summary>How long an upload that broke off may be gone on with.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    const int IdBytes = 16;
    readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Begins an upload.</summary>
    /// <param name="district">The folder of the district that it is for.</param>
    /// <param name="by">The sender's user name.</param>
    /// <param name="files">What will be sent, under names that are safe on disk.</param>
    public PartialUpload Begin(DistrictFolder district, string by, IReadOnlyList<AnnouncedFile> files)
    {
        Sweep(district);
        return PartialUpload.Begin(NewFolder(district), by, files);
    }

    /// <summary>A new folder that only this service may enter.</summary>
    public static string NewFolder(DistrictFolder district)
    {
        ArgumentNullException.ThrowIfNull(district);
        return Directory.CreateDirectory(Path.Combine(district.Uploads, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)))).FullName;
    }

    /// <summary>An upload that the person may go on with; null when it has ended, is somebody else's, or there never was one.</summary>
    public PartialUpload? Find(DistrictFolder district, string id, string by)
    {
        ArgumentNullException.ThrowIfNull(district);
        if (id is not { Length: 2 * IdBytes } || !id.All(char.IsAsciiHexDigitLower))
            return null;
        return PartialUpload.Read(Path.Combine(district.Uploads, id)) is { } upload && upload.By == by && !IsOver(upload) ? upload : null;
    }

    /// <summary>The person's uploads that may be gone on with, the newest first.</summary>
    public IReadOnlyList<PartialUpload> Open(DistrictFolder district, string by)
    {
        ArgumentNullException.ThrowIfNull(district);
        return [.. Directory.EnumerateDirectories(district.Uploads).Select(PartialUpload.Read).OfType<PartialUpload>().Where(u => u.By == by && !IsOver(u)).OrderByDescending(u => u.LastCame)];
    }

    /// <summary>Does something with an upload while nobody else does.</summary>
    /// <exception cref="ChunkRefused">Somebody else is at it.</exception>
    public async Task Alone(PartialUpload upload, Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(work);
        var turn = _turns.GetOrAdd(upload.Id, _ => new SemaphoreSlim(1));
        if (!await turn.WaitAsync(TimeSpan.Zero))
            throw new ChunkRefused(ChunkRefusal.Busy);
        try
        {
            await work();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Gives an upload up.</summary>
    public void Drop(DistrictFolder district, PartialUpload upload)
    {
        ArgumentNullException.ThrowIfNull(district);
        ArgumentNullException.ThrowIfNull(upload);
        Directory.Delete(Path.Combine(district.Uploads, upload.Id), recursive: true);
        _turns.TryRemove(upload.Id, out _);
    }

    /// <summary>Also a finished upload whose import a crash ended lies in nobody's way any longer.</summary>
    void Sweep(DistrictFolder district)
    {
        foreach (var folder in Directory.EnumerateDirectories(district.Uploads).ToList())
        {
            var upload = PartialUpload.Read(folder);
            if (upload is not null ? IsOver(upload) : clock.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > Kept)
                Directory.Delete(folder, recursive: true);
        }
    }

    bool IsOver(PartialUpload upload) => clock.GetUtcNow() - upload.LastCame > Kept;
}
