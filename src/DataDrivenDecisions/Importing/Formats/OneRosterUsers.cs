using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>
/// OneRoster's users: students, staff and guardians. A person with two roles or two schools is one person; OneRoster 1.2 says the roles in a file of their own.
/// </summary>
public sealed class OneRosterUsers : OneRosterFormat
{
    public override string File => "users";
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> RosterColumns => ["sourcedId", "identifier"];
    public override IReadOnlyList<string> Headers => ["sourcedId", "givenName", "familyName"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        .. base.MoreHeaders, "enabledUser", "orgSourcedIds|orgSourcedId", "role", "username", "userIds|userId", "middleName", "identifier", "email", "sms", "phone",
        "agentSourcedIds|agents", "grades|grade", "userMasterIdentifier", "preferredGivenName", "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId", "pronouns",
    ];

    /// <summary>What a role of OneRoster makes of a person.</summary>
    public static PersonKinds KindOf(string role) => role.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "student" => PersonKinds.Student,
        "guardian" or "parent" or "relative" => PersonKinds.Guardian,
        "teacher" or "administrator" or "aide" or "proctor" or "counselor" or "principal" or "districtadministrator" or "siteadministrator" or "systemadministrator" => PersonKinds.Staff,
        _ => PersonKinds.None,
    };

    protected override IEnumerable<Arrival> Read(Row row)
    {
        var id = row.Id("sourcedId");
        var roles = Roles(row, id);
        var kinds = roles.Aggregate(row.Context.People.GetValueOrDefault(id), (all, role) => all | KindOf(role.Role));
        if (kinds.HasFlag(PersonKinds.Student))
            yield return Student(row, id, roles);
        if (kinds.HasFlag(PersonKinds.Staff))
            yield return Staff(row, id, roles);
        if (kinds.HasFlag(PersonKinds.Guardian))
            yield return Guardian(row, id, roles);
        foreach (var tie in Ties(row, id, kinds))
            yield return tie;
    }

    static IReadOnlyList<UserRole> Roles(Row row, string id)
    {
        var schools = row.List("orgSourcedIds");
        var roles = row.List("role").Select(r => new UserRole(r, schools is [var first, ..] ? first : "", true)).ToList();
        if (row.Context.Roles.TryGetValue(id, out var own))
            roles.AddRange(own);
        if (roles.Count == 0)
            row.Reject(row.Has("role") ? "role" : null, "role-missing", "Nothing says what this person is: a student, staff or a guardian.", "Fill the role, or send the roles file with the users file.");
        else if (roles.TrueForAll(r => KindOf(r.Role) == PersonKinds.None))
            row.Reject(row.Has("role") ? "role" : null, "code-unknown", "This is no role of OneRoster.", "Use student, teacher, administrator, aide, proctor, guardian, parent or relative.");
        return roles;
    }

    static StudentArrival Student(Row row, string id, IReadOnlyList<UserRole> roles) => new()
    {
        Line = row.Line,
        Ends = Ends(row),
        StudentId = id,
        StudentNumber = row.TextOrNull("identifier"),
        StateId = StateId(row),
        GivenName = row.TextOrNull("givenName"),
        MiddleName = row.TextOrNull("middleName"),
        FamilyName = row.TextOrNull("familyName"),
        PreferredName = row.TextOrNull("preferredGivenName"),
        Grade = Grade(row),
        Email = row.TextOrNull("email"),
        SchoolIds = Schools(row, roles, PersonKinds.Student),
        IsActive = IsActive(row),
    };

    static StaffArrival Staff(Row row, string id, IReadOnlyList<UserRole> roles) => new()
    {
        Line = row.Line,
        Ends = Ends(row),
        StaffId = id,
        StaffNumber = row.TextOrNull("identifier"),
        GivenName = row.TextOrNull("givenName"),
        FamilyName = row.TextOrNull("familyName"),
        Email = row.TextOrNull("email"),
        Role = RoleOf(roles, PersonKinds.Staff),
        SchoolIds = Schools(row, roles, PersonKinds.Staff),
        IsActive = IsActive(row),
    };

    static GuardianArrival Guardian(Row row, string id, IReadOnlyList<UserRole> roles) => new()
    {
        Line = row.Line,
        Ends = Ends(row),
        GuardianId = id,
        GivenName = row.TextOrNull("givenName"),
        FamilyName = row.TextOrNull("familyName"),
        Email = row.TextOrNull("email"),
        Phone = row.TextOrNull("phone") ?? row.TextOrNull("sms"),
        Relation = RoleOf(roles, PersonKinds.Guardian),
        IsActive = IsActive(row),
    };

    static string? RoleOf(IReadOnlyList<UserRole> roles, PersonKinds kind) => roles.Where(r => KindOf(r.Role) == kind).Select(r => r.Role).FirstOrDefault();

    // "{LDAP:x},{StateID:1}": the other kinds are logins, or say again what the identifier says.
    static string? StateId(Row row) => row.List("userIds").Select(one => one.Trim('{', '}', ' ').Split(':', 2, StringSplitOptions.TrimEntries))
        .Where(one => one is [var kind, { Length: > 0 }] && Words.IsIdOfTheState(kind)).Select(one => one[1]).FirstOrDefault();

    static bool IsActive(Row row) => !IsInactive(row) && (row.FlagOrNull("enabledUser") ?? true);

    // A student with several grades on the row (a list) is in the first of them; staff rows may list the grades they teach.
    static GradeLevel? Grade(Row row)
    {
        if (row.List("grades") is not [var first, ..])
            return null;
        if (GradeLevel.TryParse(first, out var grade))
            return grade;
        row.Reject("grades", "grade-unreadable", "This is no grade level.", "Write PK, KG, 01 to 12, or a CEDS code.");
        return null;
    }

    // A complete orgs file that lacks one of several orgs costs that org alone; a person of none of its orgs would belong to a school that the source itself denies.
    static IReadOnlyList<string> Schools(Row row, IReadOnlyList<UserRole> roles, PersonKinds kind)
    {
        List<string> named =
        [
            .. new[] { row.TextOrNull("primaryOrgSourcedId") }
                .Concat(roles.Where(r => KindOf(r.Role) == kind).Select(r => r.SchoolId))
                .Concat(row.List("orgSourcedIds"))
                .OfType<string>().Where(s => s.Length > 0).Distinct(StringComparer.Ordinal),
        ];
        if (row.Context.Orgs is not { } orgs || Ends(row) || named.TrueForAll(orgs.Contains))
            return named;
        var there = named.FindAll(orgs.Contains);
        if (there.Count == 0)
            row.Reject(
                row.Has("orgSourcedIds") ? "orgSourcedIds" : row.Has("primaryOrgSourcedId") ? "primaryOrgSourcedId" : null, "reference-contradicted",
                "The user is in no org that the orgs file of this delivery has, although that file is the whole.", "Add the org to the orgs file, or correct the id in this row, and send the delivery again.");
        else
            row.Note("named an org that the complete orgs file does not have beside one that it has; the unknown org was left out");
        return there;
    }

    // Agents are written on the student's row, on the guardian's, or on both. Only a pair of student and guardian is a tie.
    static IEnumerable<GuardianLinkArrival> Ties(Row row, string id, PersonKinds kinds)
    {
        foreach (var agent in row.List("agentSourcedIds").Distinct(StringComparer.Ordinal))
        {
            var other = row.Context.People.GetValueOrDefault(agent);
            if (kinds.HasFlag(PersonKinds.Student) && other.HasFlag(PersonKinds.Guardian))
                yield return new() { Line = row.Line, Ends = Ends(row), GuardianId = agent, StudentId = id };
            else if (kinds.HasFlag(PersonKinds.Guardian) && other.HasFlag(PersonKinds.Student))
                yield return new() { Line = row.Line, Ends = Ends(row), GuardianId = id, StudentId = agent };
            else
                row.Note("named an agent who is not a guardian or student of this file; that tie was left out");
        }
    }
}
