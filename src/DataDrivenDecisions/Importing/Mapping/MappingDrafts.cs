using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>A file that no format knew, or that one reads otherwise than the district means it, on its way to a mapping: where it lies, and what a person has said about it so far.</summary>
public sealed record MappingDraft
{
    public required string Id { get; init; }

    /// <summary>The delivery as it came: a file, a zip or a folder, by its path.</summary>
    public required string Delivery { get; init; }

    /// <summary>What people call the delivery.</summary>
    public required string Name { get; init; }

    /// <summary>The file in it that is to be mapped, as reports show it.</summary>
    public required string File { get; init; }

    /// <summary>What the person who brought the delivery said about it: its source, its school year.</summary>
    public DeliveryTold Told { get; init; } = DeliveryTold.Nothing;

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

    /// <summary>The options by which the delivery is read, once its mapping is known.</summary>
    /// <param name="by">Who brings it.</param>
    public ImportOptions Options(string by) => ImportOptions.Said(Told, by) with { Name = Name };

    /// <summary>What a person has said, as the suggestion asks for it.</summary>
    internal Detecting.LookOptions Said => new() { Sheet = Sheet, Kind = Kind is null ? null : ContentKind.Find(Kind), HasHeader = HasHeader };
}

/// <summary>The drafts of one district; a week after it came a draft is thrown away.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="clock">The clock by which they grow old.</param>
public sealed class MappingDrafts(string folder, TimeProvider clock)
{
    readonly KeptDeliveries<MappingDraft> _kept = new(folder, "draft.json", TimeSpan.FromDays(7), clock);

    /// <summary>Starts a draft from a file that was refused, or that was tried and is to be mapped all the same.</summary>
    /// <param name="delivery">The delivery's path.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="report">The report of that file.</param>
    /// <param name="takeOver">True when the delivery's folder is moved into the draft; false when it stays where it is.</param>
    /// <param name="told">What was said about the delivery, or null where nothing was.</param>
    public MappingDraft Start(string delivery, string name, ImportReport report, bool takeOver, DeliveryTold? told = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var id = _kept.Begin();
        var draft = new MappingDraft { Id = id, Delivery = takeOver ? _kept.TakeOver(id, delivery) : delivery, Name = name, File = report.File, Import = report.Import, Fits = report.Fits, Told = (told ?? DeliveryTold.Nothing) with { Format = null } };
        Save(draft);
        return draft;
    }

    /// <summary>A draft by its number, or null.</summary>
    public MappingDraft? Find(string id) => _kept.Find(id) is { } draft && Path.Exists(draft.Delivery) ? draft : null;

    /// <summary>The draft of a refused import, or null.</summary>
    public MappingDraft? OfImport(long import) => _kept.All().FirstOrDefault(d => d.Import == import && Path.Exists(d.Delivery));

    /// <summary>Keeps what was said about a draft.</summary>
    public void Save(MappingDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        _kept.Save(draft.Id, draft);
    }

    /// <summary>Throws a draft away, with its copy of the delivery.</summary>
    public void Remove(MappingDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        _kept.Remove(draft.Id);
    }
}
