using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing;

/// <summary>What a row cannot say itself: the day of the import, the settings of its source, and what other files of its delivery say.</summary>
public sealed record ReadingContext
{
    /// <summary>The day of the import; what lies after it cannot have happened yet.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The school year of rows that do not say theirs, or null.</summary>
    public SchoolYear? Year { get; init; }

    /// <summary>True when end dates of sessions and enrollments are the last day; false when they are the day after it (OneRoster's rule).</summary>
    public bool EndDateIsLastDay { get; init; }

    /// <summary>True when the file carries nothing but changes (OneRoster's delta), each with its status.</summary>
    public bool IsDelta { get; init; }

    /// <summary>What OneRoster 1.2's roles file says of each user, by the user's id; empty when there is no such file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<UserRole>> Roles { get; init; } = new Dictionary<string, IReadOnlyList<UserRole>>(StringComparer.Ordinal);

    /// <summary>What the delivery's Ed-Fi records say for one another.</summary>
    public EdFiFacts EdFi { get; init; } = EdFiFacts.None;

    /// <summary>What School Data Sync's roles and relationships say of its users.</summary>
    public SyncFacts Sync { get; init; } = SyncFacts.None;

    /// <summary>How the SIS calls a learning management system's people and sections.</summary>
    public LmsFacts Lms { get; init; } = LmsFacts.None;

    /// <summary>The stays that the delivery's entries and withdrawals make.</summary>
    public EnrollmentEvents Enrollments { get; init; } = EnrollmentEvents.None;

    /// <summary>How many points the assignments can bring that results are given for.</summary>
    public AssignmentPoints Points { get; init; } = AssignmentPoints.None;

    /// <summary>First and last calendar day of each school that has a calendar, by the school's id and number; asked for by the first row that needs it.</summary>
    public Lazy<IReadOnlyDictionary<string, (DateOnly First, DateOnly Last)>> Calendars { get; init; } =
        new(() => new Dictionary<string, (DateOnly, DateOnly)>(StringComparer.Ordinal));

    /// <summary>Schools of this file that no roster knows, although it knows nearly all others of the file: a slip, and not a new source.</summary>
    public IReadOnlySet<string> UnknownSchools { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Schools that the file names without their leading zeros, and their ids as the roster writes them.</summary>
    public IReadOnlyDictionary<string, string> MeantSchools { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The orgs that a complete orgs file of the bundle names, and those that are known already; null where no such file came, and any org may be.</summary>
    public IReadOnlySet<string>? Orgs { get; init; }

    /// <summary>By which column and kind of id the file names its students; null where it was not asked.</summary>
    internal StudentMatching? Students { get; init; }

    /// <summary>What the users, roles and enrollments files together say each person is, by id; empty without a OneRoster bundle.</summary>
    public IReadOnlyDictionary<string, PersonKinds> People { get; init; } = new Dictionary<string, PersonKinds>(StringComparer.Ordinal);
}

/// <summary>One role that a person holds in one school.</summary>
/// <param name="Role">In OneRoster's words: student, teacher, guardian …</param>
/// <param name="SchoolId">The school, district or department.</param>
/// <param name="IsPrimary">True for the role that comes first.</param>
public readonly record struct UserRole(string Role, string SchoolId, bool IsPrimary)
{
    /// <summary>The roles of one person, primary ones first, then by school: not in the order of a file, which says nothing.</summary>
    internal static IReadOnlyList<UserRole> InOrder(IEnumerable<UserRole> roles) =>
        [.. roles.OrderByDescending(r => r.IsPrimary).ThenBy(r => r.SchoolId, StringComparer.Ordinal).ThenBy(r => r.Role, StringComparer.Ordinal)];
}

/// <summary>What a person of a roster is; someone may be several.</summary>
[Flags]
public enum PersonKinds
{
    None = 0,
    Student = 1,
    Staff = 2,
    Guardian = 4,
}
