using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>A file that no format knew, on its way to a mapping: where it lies, and what a person has said about it so far.</summary>
public sealed record MappingDraft
{
    public required string Id { get; init; }

    /// <summary>The delivery as it came: a file, a zip or a folder, by its path.</summary>
    public required string Delivery { get; init; }

    /// <summary>What people call the delivery.</summary>
    public required string Name { get; init; }

    /// <summary>The file in it that nobody knew, as reports show it.</summary>
    public required string File { get; init; }

    /// <summary>The history's number of the import that refused it, or null.</summary>
    public long? Import { get; init; }

    /// <summary>Saved mappings that fit it alike, by name; empty unless there are several.</summary>
    public IReadOnlyList<string> Fits { get; init; } = [];
    public string? Sheet { get; init; }

    /// <summary>The kind of content, by its name, where a person has said it.</summary>
    public string? Kind { get; init; }
    public bool? HasHeader { get; init; }

    /// <summary>The profile so far, as JSON; null until the file was looked at.</summary>
    public string? Profile { get; init; }

    /// <summary>What a person has said, as the suggestion asks for it.</summary>
    internal Detecting.LookOptions Said => new() { Sheet = Sheet, Kind = Kind is null ? null : ContentKind.Find(Kind), HasHeader = HasHeader };
}

/// <summary>The drafts of one district, each in a folder of its own that only its owner may enter; a week after it came a draft is thrown away.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="clock">The clock by which they grow old.</param>
public sealed partial class MappingDrafts(string folder, TimeProvider clock)
{
    const string StateFile = "draft.json", DeliveryFolder = "delivery";
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Starts a draft from a refused file.</summary>
    /// <param name="delivery">The delivery's path.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="refused">The report of the file that nobody knew.</param>
    /// <param name="takeOver">True when the delivery's folder is moved into the draft; false when it stays where it is.</param>
    public MappingDraft Start(string delivery, string name, ImportReport refused, bool takeOver)
    {
        ArgumentNullException.ThrowIfNull(refused);
        ThrowOldAway();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        Make(Path.Combine(folder, id));
        var place = delivery;
        if (takeOver)
        {
            place = Path.Combine(folder, id, DeliveryFolder, Path.GetFileName(delivery));
            Make(Path.GetDirectoryName(place)!);
            if (Directory.Exists(delivery))
                Directory.Move(delivery, place);
            else
                System.IO.File.Move(delivery, place);
        }
        var draft = new MappingDraft { Id = id, Delivery = place, Name = name, File = refused.File, Import = refused.Import, Fits = refused.Fits };
        Save(draft);
        return draft;
    }

    /// <summary>A draft by its number, or null.</summary>
    public MappingDraft? Find(string id) => Number().IsMatch(id) && Read(Path.Combine(folder, id)) is { } draft && Path.Exists(draft.Delivery) ? draft : null;

    /// <summary>The draft of a refused import, or null.</summary>
    public MappingDraft? OfImport(long import) => All().FirstOrDefault(d => d.Import == import && Path.Exists(d.Delivery));

    /// <summary>Keeps what was said about a draft.</summary>
    public void Save(MappingDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var file = Path.Combine(folder, draft.Id, StateFile);
        System.IO.File.WriteAllText(file + ".new", JsonSerializer.Serialize(draft));
        System.IO.File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Throws a draft away, with its copy of the delivery.</summary>
    public void Remove(MappingDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (Directory.Exists(Path.Combine(folder, draft.Id)))
            Directory.Delete(Path.Combine(folder, draft.Id), recursive: true);
    }

    IEnumerable<MappingDraft> All() => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(Read).OfType<MappingDraft>() : [];

    static MappingDraft? Read(string place)
    {
        var file = Path.Combine(place, StateFile);
        return System.IO.File.Exists(file) ? JsonSerializer.Deserialize<MappingDraft>(System.IO.File.ReadAllText(file)) : null;
    }

    void ThrowOldAway()
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var old in Directory.EnumerateDirectories(folder).Where(d => clock.GetUtcNow() - Directory.GetLastWriteTimeUtc(d) > Kept).ToList())
            Directory.Delete(old, recursive: true);
    }

    static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [GeneratedRegex("^[0-9a-f]{16}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
