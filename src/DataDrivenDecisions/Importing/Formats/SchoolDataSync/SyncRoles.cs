using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's roles: who is what in which organization and session. They make students and staff of the users, and are kept themselves.</summary>
public sealed class SyncRoles() : SchoolDataSyncFormat("2.1", "roles")
{
    static readonly string[] Guardians = ["guardian", "parent", "relative"];

    static readonly string[] StaffRoles =
    [
        "teacher", "professor", "lecturer", "faculty", "instructor", "aide", "teacherAssistant", "substitute", "coach", "counselor", "administrator", "principal", "vicePrincipal", "proctor",
        "staff", "support", "technician", "nurse", "advisor", "chancellor", "deputyChancellor", "dean", "itAdmin", "teacherLead", "siteAdministrator", "districtAdministrator", "systemAdministrator",
        "academicCoordinator", "boardMember", "consultant", "curriculumDesigner", "adjunct", "officeStaff", "paraprofessional", "programDirector", "provost", "researcher", "superintendent", "alternateTeacher",
    ];

    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["userSourcedId", "orgSourcedId", "role", "sessionSourcedId"];
    public override IReadOnlyList<string> MoreHeaders => ["grade", "isPrimary", "roleStartDate", "roleEndDate"];

    /// <summary>What a role makes of a person.</summary>
    internal static PersonKinds KindOf(string role) =>
        role.Equals("student", StringComparison.OrdinalIgnoreCase) ? PersonKinds.Student
        : Guardians.Contains(role, StringComparer.OrdinalIgnoreCase) ? PersonKinds.Guardian
        : StaffRoles.Contains(role, StringComparer.OrdinalIgnoreCase) ? PersonKinds.Staff
        : PersonKinds.None;

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var role = row.Text("role");
        if (role.Length > 0 && KindOf(role) == PersonKinds.None)
            row.Note($"had the role \"{role}\", which is not mapped; it makes nobody a student, staff or a guardian");
        yield return Whole(row, $"{row.Id("userSourcedId")}/{row.Id("orgSourcedId")}/{role}/{row.TextOrNull("sessionSourcedId")}");
    }
}
