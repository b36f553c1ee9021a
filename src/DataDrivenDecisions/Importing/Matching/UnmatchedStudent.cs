using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>A student whom a result file names by an id that the roster does not know, with all that the file says of her.</summary>
public sealed record UnmatchedStudent
{
    /// <summary>The data file, as the history calls it.</summary>
    public required string File { get; init; }

    /// <summary>The rejected lines that name the student, the first one first.</summary>
    public required IReadOnlyList<long> Lines { get; init; }

    /// <summary>Whose id it is and in which column it stands: "Curriculum Associates: Student ID". A decision holds for every file with that kind of id.</summary>
    public required string IdKind { get; init; }

    /// <summary>The id as the file writes it.</summary>
    public required string SourceId { get; init; }
    public string? FamilyName { get; init; }
    public string? GivenName { get; init; }
    public DateOnly? BirthDate { get; init; }
    public GradeLevel? Grade { get; init; }

    /// <summary>The school as the file writes it: a name, an id or a number.</summary>
    public string? School { get; init; }

    /// <summary>Somebody has looked and found none of the roster's students to be this one.</summary>
    public bool IsNobody { get; init; }

    /// <summary>The roster's students who may be meant, the likeliest first. None is ever taken without a person's word.</summary>
    public IReadOnlyList<MatchCandidate> Candidates { get; init; } = [];

    /// <summary>The first line that names the student, by which people and commands name the case.</summary>
    public long Line => Lines[0];

    /// <summary>The file says enough to look for her.</summary>
    public bool HasName => FamilyName is not null || GivenName is not null;
}

/// <summary>A student of the roster who may be the one that a file means, and what speaks for it and against it.</summary>
public sealed record MatchCandidate
{
    public required RosterPerson Person { get; init; }

    /// <summary>What speaks for it, from 0 to 100; the parts are in <see cref="Reasons"/>.</summary>
    public required int Points { get; init; }

    /// <summary>Each likeness and each difference in words: "same family name", "another birth date".</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}

/// <summary>One student of the roster as candidates are told by.</summary>
public sealed record RosterPerson
{
    public string StudentId { get; init; } = "";
    public string? StudentNumber { get; init; }
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public string? PreferredName { get; init; }
    public DateOnly? BirthDate { get; init; }
    public string? Grade { get; init; }
    public string? SchoolId { get; init; }
    public string? SchoolNumber { get; init; }
    public string? SchoolName { get; init; }
}
