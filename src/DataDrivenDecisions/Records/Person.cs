namespace DataDrivenDecisions.Records;

/// <summary>What somebody is to the district; it decides which pages they open with, never whom they may see.</summary>
public enum Role
{
    /// <summary>Leads the district.</summary>
    Leader,

    /// <summary>Brings the data in and answers for it.</summary>
    Coordinator,

    /// <summary>Leads one or more schools.</summary>
    Principal,

    /// <summary>Looks after students of a school.</summary>
    Counselor,

    /// <summary>Teaches sections.</summary>
    Teacher,

    /// <summary>A parent or guardian.</summary>
    Family,
}

/// <summary>Someone who can sign in.</summary>
public sealed record Person
{
    public required long Id { get; init; }

    /// <summary>The name typed at sign-in, kept in lower case.</summary>
    public required string UserName { get; init; }

    public required string DisplayName { get; init; }
    public required Role Role { get; init; }

    /// <summary>The short name of the one district this person belongs to.</summary>
    public required string District { get; init; }

    /// <summary>The source's id of this member of staff, which gives the sections that the roster says.</summary>
    public string? StaffId { get; init; }

    /// <summary>The source's id of this guardian, which gives the students that the roster says.</summary>
    public string? GuardianId { get; init; }

    public bool IsActive { get; init; } = true;
}
