namespace DataDrivenDecisions.Records;

/// <summary>What waits for a person with the rows of a file: so many of the known records of one kind would end, in one school or in the rest of the district.</summary>
public sealed record HeldRecords
{
    /// <summary>The kind of record: student, section_enrollment.</summary>
    public required string Entity { get; init; }

    /// <summary>The school's id, or null for what waits because the whole file does.</summary>
    public string? School { get; init; }
    public required long WouldEnd { get; init; }

    /// <summary>How many of them are known, so that a person sees what part that is.</summary>
    public required long Known { get; init; }

    /// <summary>The same in words.</summary>
    public string Sentence => FormattableString.Invariant(
        $"{RecordKinds.Named(Entity)}{(School is null ? "" : " of school " + School)}: {WouldEnd:N0} of {Known:N0} known records would end.");
}
