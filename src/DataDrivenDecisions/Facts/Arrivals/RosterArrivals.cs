using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts.Arrivals;

/// <summary>A school, or the district or department above it. Key: school id.</summary>
public sealed record SchoolArrival : Arrival
{
    public required string SchoolId { get; init; }

    /// <summary>The number that the district's other files use (OneRoster <c>identifier</c>), or null.</summary>
    public string? SchoolNumber { get; init; }
    public required string Name { get; init; }

    /// <summary>school, district, department, local, state or national.</summary>
    public required string Kind { get; init; }
    public string? ParentId { get; init; }
}

/// <summary>A school year, semester, term or grading period with its first and last day. Key: session id.</summary>
public sealed record SessionArrival : Arrival
{
    public required string SessionId { get; init; }
    public required string Title { get; init; }

    /// <summary>schoolYear, semester, term or gradingPeriod.</summary>
    public required string Kind { get; init; }
    public required DateOnly FirstDay { get; init; }

    /// <summary>The last day that belongs to the session, inclusive.</summary>
    public required DateOnly LastDay { get; init; }
    public string? ParentId { get; init; }
    public SchoolYear? Year { get; init; }
}

/// <summary>A course of the catalog. Key: course id.</summary>
public sealed record CourseArrival : Arrival
{
    public required string CourseId { get; init; }
    public required string Title { get; init; }
    public string? Code { get; init; }
    public string? Subject { get; init; }
    public string? SubjectCode { get; init; }
    public string? Grades { get; init; }
    public string? OrgId { get; init; }
}

/// <summary>A section: one class of one course in one school. Key: section id.</summary>
public sealed record SectionArrival : Arrival
{
    public required string SectionId { get; init; }
    public required string Title { get; init; }
    public string? Code { get; init; }

    /// <summary>homeroom or scheduled.</summary>
    public string? Kind { get; init; }
    public string? CourseId { get; init; }
    public string? SchoolId { get; init; }

    /// <summary>The sessions that the section meets in; empty when the source does not say.</summary>
    public IReadOnlyList<string> SessionIds { get; init; } = [];
    public string? Grades { get; init; }
    public string? Subject { get; init; }
    public string? Periods { get; init; }
}

/// <summary>A student as the roster names her. Key: student id.</summary>
public sealed record StudentArrival : Arrival
{
    public required string StudentId { get; init; }

    /// <summary>The number that the district's other files use (OneRoster <c>identifier</c>), or null.</summary>
    public string? StudentNumber { get; init; }

    /// <summary>The id by which the state knows the student, or null.</summary>
    public string? StateId { get; init; }
    public string? GivenName { get; init; }
    public string? MiddleName { get; init; }
    public string? FamilyName { get; init; }
    public string? PreferredName { get; init; }
    public GradeLevel? Grade { get; init; }
    public string? Email { get; init; }

    /// <summary>The schools that the roster places the student in, by id; the first is the primary one.</summary>
    public IReadOnlyList<string> SchoolIds { get; init; } = [];

    /// <summary>True when the source counts the student as active.</summary>
    public bool IsActive { get; init; } = true;
}

/// <summary>Birth, sex, race and ethnicity as the source gave them, and language. Key: student id.</summary>
public sealed record DemographicsArrival : Arrival
{
    public required string StudentId { get; init; }
    public DateOnly? BirthDate { get; init; }
    public string? Sex { get; init; }
    public bool? IsHispanic { get; init; }
    public bool? IsAmericanIndian { get; init; }
    public bool? IsAsian { get; init; }
    public bool? IsBlack { get; init; }
    public bool? IsPacificIslander { get; init; }
    public bool? IsWhite { get; init; }
    public bool? IsTwoOrMore { get; init; }

    /// <summary>The race category in words, where the source gives one instead of flags.</summary>
    public string? RaceText { get; init; }
    public string? Language { get; init; }
}

/// <summary>A teacher, counselor or other adult of a school. Key: staff id.</summary>
public sealed record StaffArrival : Arrival
{
    public required string StaffId { get; init; }
    public string? StaffNumber { get; init; }
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public string? Email { get; init; }
    public string? Role { get; init; }
    public IReadOnlyList<string> SchoolIds { get; init; } = [];
    public bool IsActive { get; init; } = true;
}

/// <summary>A parent, guardian or relative. Key: guardian id.</summary>
public sealed record GuardianArrival : Arrival
{
    public required string GuardianId { get; init; }
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Relation { get; init; }
    public bool IsActive { get; init; } = true;
}

/// <summary>That a guardian answers for a student. Key: guardian id and student id.</summary>
public sealed record GuardianLinkArrival : Arrival
{
    public required string GuardianId { get; init; }
    public required string StudentId { get; init; }
}

/// <summary>A student in a section. Key: section id and student id and enrollment id.</summary>
public sealed record SectionEnrollmentArrival : Arrival
{
    public required string EnrollmentId { get; init; }
    public required string SectionId { get; init; }
    public required string StudentId { get; init; }
    public string? SchoolId { get; init; }
    public DateOnly? BeginDate { get; init; }

    /// <summary>The last day in the section, inclusive; null while open.</summary>
    public DateOnly? EndDate { get; init; }
}

/// <summary>A teacher in a section. Key: section id and staff id and enrollment id.</summary>
public sealed record SectionStaffArrival : Arrival
{
    public required string EnrollmentId { get; init; }
    public required string SectionId { get; init; }
    public required string StaffId { get; init; }
    public string? SchoolId { get; init; }
    public bool IsPrimary { get; init; }
    public DateOnly? BeginDate { get; init; }
    public DateOnly? EndDate { get; init; }
}

/// <summary>Anything else of a known file that is kept whole for later use (gradebook lines, resources, scales). Key: kind and record id.</summary>
public sealed record OtherRecordArrival : Arrival
{
    /// <summary>What the file calls it: <c>lineItem</c>, <c>result</c>, <c>resource</c>.</summary>
    public required string Kind { get; init; }
    public required string RecordId { get; init; }

    /// <summary>The row as a JSON object of its columns, passwords and SSN-shaped values left out.</summary>
    public required string Json { get; init; }
}
