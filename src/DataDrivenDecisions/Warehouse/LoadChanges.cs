namespace DataDrivenDecisions.Warehouse;

/// <summary>What a file does, or would do, to one kind of record in one school: how many are new, changed, ended and unchanged, with examples.</summary>
public sealed record EntityChanges
{
    /// <summary>The kind of record: student, section_enrollment.</summary>
    public required string Entity { get; init; }

    /// <summary>The school's id, or null for what belongs to the district as a whole.</summary>
    public string? School { get; init; }

    /// <summary>The school's name, where one is known.</summary>
    public string? SchoolName { get; init; }

    /// <summary>Records that nobody has named before.</summary>
    public long New { get; init; }

    /// <summary>Known records that the file says something else about.</summary>
    public long Changed { get; init; }

    /// <summary>Known records that the file ends, in so many words or by no longer naming them.</summary>
    public long Ended { get; init; }

    /// <summary>Known records that the file says again.</summary>
    public long Unchanged { get; init; }

    /// <summary>How many of them all wait until a person releases what is held.</summary>
    public long Waiting { get; init; }

    /// <summary>The first few new, changed and ended ones.</summary>
    public IReadOnlyList<ChangeExample> Examples { get; init; } = [];

    /// <summary>Several files' changes together, by kind of record and school; of the examples as many as of one file.</summary>
    public static IReadOnlyList<EntityChanges> Together(IEnumerable<EntityChanges> changes) =>
    [
        .. changes.GroupBy(c => (c.Entity, c.School)).Select(same => same.First() with
        {
            New = same.Sum(c => c.New), Changed = same.Sum(c => c.Changed), Ended = same.Sum(c => c.Ended), Unchanged = same.Sum(c => c.Unchanged), Waiting = same.Sum(c => c.Waiting),
            Examples = [.. same.SelectMany(c => c.Examples).GroupBy(e => e.Kind).SelectMany(kind => kind.Take(ChangeExample.Most))],
        }),
    ];
}

/// <summary>One record that is new, changed or ended: whose it is, which one, and what is different.</summary>
public sealed record ChangeExample
{
    /// <summary>So many examples of each kind are given.</summary>
    public const int Most = 5;

    /// <summary>new, changed or ended.</summary>
    public required string Kind { get; init; }

    /// <summary>The student's id as the file names it, or as it is known where no file names it; null where the record is no student's.</summary>
    public string? Student { get; init; }

    /// <summary>The roster's own id of a student who is known already.</summary>
    public string? RosterId { get; init; }

    /// <summary>The person's name as the file or the roster has it, for records of people; only for those who may see the person.</summary>
    public string? Name { get; init; }

    /// <summary>Which record it is, in words: "2026-03-05, period 2"; null where the student alone says it.</summary>
    public string? Key { get; init; }

    /// <summary>The sensitivity of the program that the record is about (meals, disability …): only for those with the right to it. Null where there is none.</summary>
    public string? Sensitivity { get; init; }

    /// <summary>What is different, for a changed record.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];
}

/// <summary>One field of a changed record, as it was and as it would be.</summary>
public sealed record FieldChange
{
    /// <summary>The field: given_name, exit_date.</summary>
    public required string Field { get; init; }
    public string? Old { get; init; }
    public string? New { get; init; }

    /// <summary>True for what is private to a person: names, contacts, demographics, free text. Never for logs or scripts.</summary>
    public bool IsPrivate { get; init; }
}
