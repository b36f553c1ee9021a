using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Warehouse;

/// <summary>One delivery on its way into the warehouse: all of it goes in one transaction, or none of it.</summary>
public sealed record Batch
{
    /// <summary>The configured name of where it came from: "Maple Valley SIS".</summary>
    public required string Source { get; init; }

    /// <summary>The delivery's own name: a zip, a folder or a file.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 over its files, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Who brings it, as the audit names them.</summary>
    public required string By { get; init; }

    public required IReadOnlyList<BatchFile> Files { get; init; }

    /// <summary>Says what would happen and changes nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Says too what is new, changed, ended and unchanged by kind of record and school, with examples; it costs a pass over the rows.</summary>
    public bool CountsChanges { get; init; }

    /// <summary>A person has looked at what would end and released the hold.</summary>
    public bool HoldsReleased { get; init; }

    /// <summary>So many of its rows are looked at for repeats at a time; null for as many as are at best.</summary>
    internal int? RowsAtOnce { get; init; }

    /// <summary>A snapshot that would end more than this part of an entity in one school waits for a person.</summary>
    public int SchoolHoldPercent { get; init; } = UsualSchoolHoldPercent;

    /// <summary>The same over all rows that no school holds already.</summary>
    public int DistrictHoldPercent { get; init; } = UsualDistrictHoldPercent;

    /// <summary>What these are where nobody says otherwise.</summary>
    public const int UsualSchoolHoldPercent = 10, UsualDistrictHoldPercent = 5;

    /// <summary>Told of each step after the reading as it begins.</summary>
    public Action<LoadStep>? Step { get; init; }

    /// <summary>
    /// Asked once, inside the load's transaction and before its commit, with what became of each file in the delivery's order. A reason refuses
    /// the delivery: nothing of it remains, no load either. By default nothing is refused.
    /// </summary>
    public Func<IReadOnlyList<FileResult>, string?> Veto { get; init; } = _ => null;
}

/// <summary>One data file of a delivery.</summary>
public sealed record BatchFile
{
    /// <summary>"bundle.zip!users.csv" inside a zip, else the file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the format that reads it.</summary>
    public required string Format { get; init; }

    public required Merge Merge { get; init; }

    /// <summary>True for assessment files: a student who is not on the roster makes the row a reject, never a placeholder.</summary>
    public bool NeedsKnownStudents { get; init; }

    /// <summary>True where the source may say several things of what is kept once: rows that differ do not contradict each other, and the weightiest counts.</summary>
    public bool MaySaySeveralThings { get; init; }

    /// <summary>The arrivals, read once, in file order, while the load's transaction is open.</summary>
    public required IEnumerable<Arrival> Rows { get; init; }

    /// <summary>
    /// Asked once the rows are read: ids in rows that could not be read. Their things are named, so a snapshot does not end them.
    /// </summary>
    public Func<IReadOnlyCollection<string>> UnreadIds { get; init; } = () => [];
}
