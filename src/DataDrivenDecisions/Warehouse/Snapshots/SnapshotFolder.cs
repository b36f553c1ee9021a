using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace DataDrivenDecisions.Warehouse.Snapshots;

/// <summary>A snapshot that was found on disk.</summary>
/// <param name="Day">The day that its folder is named by.</param>
/// <param name="Manifest">What it says of itself; null where that cannot be read.</param>
/// <param name="ManifestHash">The SHA-256 of the manifest's file, in lower-case hexadecimal.</param>
public sealed record FoundSnapshot(DateOnly Day, SnapshotManifest? Manifest, string ManifestHash);

/// <summary>The folder in which a district's snapshots stand, one folder per day; nothing half-made is ever in it.</summary>
/// <param name="path">The folder.</param>
public sealed class SnapshotFolder(string path)
{
    const string DayName = "yyyy-MM-dd";

    /// <summary>The snapshots there are, the newest first.</summary>
    public IReadOnlyList<FoundSnapshot> All => [.. Days().Select(Find)];

    /// <summary>Where the snapshot of a day stands, or will.</summary>
    public string Of(DateOnly day) => Path.Combine(path, day.ToString(DayName, CultureInfo.InvariantCulture));

    /// <summary>Puts a finished folder in its place at one stroke, in place of an earlier one of the same day.</summary>
    /// <param name="finished">The folder, on the same disk.</param>
    /// <param name="day">Its day.</param>
    public void Put(string finished, DateOnly day)
    {
        var place = Of(day);
        var before = finished + "-before";
        if (Directory.Exists(place))
            Directory.Move(place, before);
        Directory.Move(finished, place);
        if (Directory.Exists(before))
            Directory.Delete(before, recursive: true);
    }

    /// <summary>Takes away all but the newest.</summary>
    public void Keep(long most)
    {
        foreach (var day in Days().Skip((int)Math.Min(most, int.MaxValue)))
            Directory.Delete(Of(day), recursive: true);
    }

    /// <summary>What is wrong with a day's snapshot, a sentence each; empty when every file is the one that was made.</summary>
    /// <param name="day">The day.</param>
    /// <param name="manifestHash">The hash that the manifest had when it was made, where somebody wrote it down.</param>
    public IReadOnlyList<string> Verify(DateOnly day, string? manifestHash = null)
    {
        var folder = Of(day);
        if (!Directory.Exists(folder))
            return [$"There is no snapshot of {day.ToString(DayName, CultureInfo.InvariantCulture)}."];
        var found = Find(day);
        if (found.Manifest is not { } manifest)
            return ["The manifest is missing or cannot be read: do not use this snapshot."];
        List<string> wrong = [];
        if (manifestHash is not null && !string.Equals(manifestHash, found.ManifestHash, StringComparison.Ordinal))
            wrong.Add("The manifest is not the one that was made.");
        foreach (var view in manifest.Views)
        {
            // A name with a folder in it was not written by us, and must not lead out of this one.
            var file = Path.Combine(folder, Path.GetFileName(view.File));
            if (!File.Exists(file))
                wrong.Add($"{view.File} is missing.");
            else if (!string.Equals(HashOf(file), view.Sha256, StringComparison.Ordinal))
                wrong.Add($"{view.File} is not the file that was made.");
        }
        var known = manifest.Views.Select(v => v.File).Append(SnapshotManifest.FileName).ToHashSet(StringComparer.Ordinal);
        wrong.AddRange(Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Where(f => !known.Contains(f)).Order(StringComparer.Ordinal).Select(f => $"{f} does not belong to the snapshot."));
        return wrong;
    }

    /// <summary>SHA-256 of a file in lower-case hexadecimal.</summary>
    internal static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    IEnumerable<DateOnly> Days() => Directory.Exists(path)
        ? Directory.EnumerateDirectories(path).Select(d => DateOnly.TryParseExact(Path.GetFileName(d), DayName, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null)
            .OfType<DateOnly>().OrderDescending().ToList()
        : [];

    FoundSnapshot Find(DateOnly day)
    {
        var file = Path.Combine(Of(day), SnapshotManifest.FileName);
        if (!File.Exists(file))
            return new FoundSnapshot(day, null, "");
        var written = File.ReadAllBytes(file);
        try
        {
            return new FoundSnapshot(day, SnapshotManifest.Read(written), Convert.ToHexStringLower(SHA256.HashData(written)));
        }
        catch (JsonException)
        {
            return new FoundSnapshot(day, null, Convert.ToHexStringLower(SHA256.HashData(written)));
        }
    }
}
