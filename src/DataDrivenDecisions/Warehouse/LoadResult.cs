using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse;

/// <summary>How a load ended.</summary>
public enum LoadState
{
    /// <summary>Committed; at least one row was added, changed or ended.</summary>
    Committed,

    /// <summary>Committed nothing, since everything was already known.</summary>
    Unchanged,

    /// <summary>Some of it waits for a person; the schools that are not held have loaded.</summary>
    Held,

    /// <summary>A dry run: nothing was written.</summary>
    DryRun,

    /// <summary>The delivery's veto refused it: nothing was written.</summary>
    Refused,
}

/// <summary>What one load did, file by file.</summary>
public sealed record LoadResult
{
    /// <summary>The load's number, or null when nothing was written.</summary>
    public long? Load { get; init; }
    public required LoadState State { get; init; }

    /// <summary>The veto's reason when the delivery was refused, else null; <see cref="Files"/> then says what would have become of it.</summary>
    public string? Refusal { get; init; }
    public required IReadOnlyList<FileResult> Files { get; init; }
}

/// <summary>
/// What became of one file's rows (lines with at least one arrival). Of each line exactly one is true: added, changed, ended, unchanged, duplicate, held or rejected.
/// </summary>
public sealed record FileResult
{
    public required string Name { get; init; }
    public long Added { get; init; }
    public long Changed { get; init; }

    /// <summary>Rows of the file that ended something (a delta's deletes).</summary>
    public long Ended { get; init; }
    public long Unchanged { get; init; }

    /// <summary>Rows that say again what an earlier row of the same delivery said.</summary>
    public long Duplicate { get; init; }
    public long Held { get; init; }

    /// <summary>Known rows that ended because a snapshot or a replaced date no longer names them; they are not rows of the file.</summary>
    public long EndedByAbsence { get; init; }

    /// <summary>Entities that were only mentioned, and now exist as ids to be filled in.</summary>
    public long Placeholders { get; init; }

    /// <summary>Rows that the warehouse refused: a reference that the delivery itself contradicts, an unknown student of an assessment.</summary>
    public IReadOnlyList<RowReject> Rejects { get; init; } = [];

    /// <summary>Sentences for people: "3 students were only mentioned …".</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>All that ends once what is held is released: entity, school, how many of how many.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>
    /// What the file does by kind of record and school, where the batch asks for it; always where something is held, and then as if it were released.
    /// Counted are records, of which one row may bring several.
    /// </summary>
    public IReadOnlyList<EntityChanges> Changes { get; init; } = [];

    public long Loaded => Added + Changed + Ended;
}

/// <summary>What waits with held rows: so much of what is known would end, in a school that waits by itself or in the rest of the district.</summary>
public sealed record Hold
{
    public required string Entity { get; init; }

    /// <summary>The school's id, or null for what waits because the whole file does.</summary>
    public string? SchoolId { get; init; }
    public required long WouldEnd { get; init; }
    public required long Known { get; init; }
}
