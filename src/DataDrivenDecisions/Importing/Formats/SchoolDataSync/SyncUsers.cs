using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.SchoolDataSync;

/// <summary>School Data Sync v2.1's users. What they are stands in the roles and relationships files, which come with it.</summary>
public sealed class SyncUsers() : SchoolDataSyncFormat("2.1", "users")
{
    public override Turn Turn => Turn.People;
    public override bool NeedsFamily => true;
    public override IReadOnlyList<string> Headers => ["sourcedId", "username", "givenName", "familyName", "activeDirectoryMatchId"];
    public override IReadOnlyList<string> MoreHeaders => ["email", "phone", "sms", "middleName", "userNumber"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var id = row.Id("sourcedId");
        var kinds = row.Context.Sync.People.GetValueOrDefault(id);
        var roles = row.Context.Sync.Roles.GetValueOrDefault(id, []);
        if (kinds == PersonKinds.None)
            row.Reject("sourcedId", "role-missing", "Nothing says what this person is: a student, staff or a guardian.", "Send the roles and relationships files with the users file.");
        if (kinds.HasFlag(PersonKinds.Student))
            yield return new StudentArrival
            {
                Line = row.Line,
                StudentId = id,
                StudentNumber = row.TextOrNull("userNumber"),
                GivenName = row.TextOrNull("givenName"),
                MiddleName = row.TextOrNull("middleName"),
                FamilyName = row.TextOrNull("familyName"),
                Grade = row.Context.Sync.Grades.TryGetValue(id, out var grade) ? GradeOf(row, grade) : null,
                Email = row.TextOrNull("email"),
                SchoolIds = Schools(roles, PersonKinds.Student),
            };
        if (kinds.HasFlag(PersonKinds.Staff))
            yield return new StaffArrival
            {
                Line = row.Line,
                StaffId = id,
                StaffNumber = row.TextOrNull("userNumber"),
                GivenName = row.TextOrNull("givenName"),
                FamilyName = row.TextOrNull("familyName"),
                Email = row.TextOrNull("email"),
                Role = roles.Where(r => SyncRoles.KindOf(r.Role) == PersonKinds.Staff).Select(r => r.Role).FirstOrDefault(),
                SchoolIds = Schools(roles, PersonKinds.Staff),
            };
        if (kinds.HasFlag(PersonKinds.Guardian))
            yield return new GuardianArrival
            {
                Line = row.Line,
                GuardianId = id,
                GivenName = row.TextOrNull("givenName"),
                FamilyName = row.TextOrNull("familyName"),
                Email = row.TextOrNull("email"),
                Phone = row.TextOrNull("phone") ?? row.TextOrNull("sms"),
            };
    }

    static IReadOnlyList<string> Schools(IReadOnlyList<UserRole> roles, PersonKinds kind) =>
        [.. roles.Where(r => SyncRoles.KindOf(r.Role) == kind && r.SchoolId.Length > 0).Select(r => r.SchoolId).Distinct(StringComparer.Ordinal)];
}
