using DataDrivenDecisions.Importing.Formats.SchoolDataSync;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Gathers from School Data Sync's roles and relationships who of its users is what.</summary>
internal static class SyncBundle
{
    /// <summary>What the files say; nothing is read where there are no users to say it of.</summary>
    public static SyncFacts Of(IReadOnlyList<Survey> files, ImportLimits limits)
    {
        if (!files.Any(f => f.File.Format is SyncUsers or SyncDemographics))
            return SyncFacts.None;
        var people = new Dictionary<string, PersonKinds>(StringComparer.Ordinal);
        var roles = new Dictionary<string, List<UserRole>>(StringComparer.Ordinal);
        var grades = new Dictionary<string, (bool IsPrimary, string School, string Grade)>(StringComparer.Ordinal);
        foreach (var f in files.Where(f => f.File.Format is SyncRoles).SelectMany(f => Columns.Of(f, limits, "userSourcedId", "orgSourcedId", "role", "grade", "isPrimary")))
        {
            var isPrimary = f[4].Equals("true", StringComparison.OrdinalIgnoreCase) || f[4] == "1";
            Add(people, f[0], SyncRoles.KindOf(f[2]));
            if (!roles.TryGetValue(f[0], out var own))
                roles[f[0]] = own = [];
            own.Add(new UserRole(f[2], f[1], isPrimary));
            if (f[3].Length > 0 && SyncRoles.KindOf(f[2]) == PersonKinds.Student && IsBefore((isPrimary, f[1], f[3]), grades.GetValueOrDefault(f[0])))
                grades[f[0]] = (isPrimary, f[1], f[3]);
        }
        foreach (var f in files.Where(f => f.File.Format is SyncRelationships).SelectMany(f => Columns.Of(f, limits, "relationshipUserSourcedId", "relationshipRole")))
            Add(people, f[0], SyncRoles.KindOf(f[1]));
        return new SyncFacts
        {
            People = people,
            Roles = roles.ToDictionary(r => r.Key, r => UserRole.InOrder(r.Value), StringComparer.Ordinal),
            Grades = grades.ToDictionary(g => g.Key, g => g.Value.Grade, StringComparer.Ordinal),
        };
    }

    // The grade of the primary role, else that of the school that comes first: not of the row that does.
    static bool IsBefore((bool IsPrimary, string School, string Grade) one, (bool IsPrimary, string School, string Grade) other) =>
        other.Grade is null || (one.IsPrimary != other.IsPrimary ? one.IsPrimary : string.CompareOrdinal($"{one.School}\n{one.Grade}", $"{other.School}\n{other.Grade}") < 0);

    static void Add(Dictionary<string, PersonKinds> people, string id, PersonKinds kind)
    {
        if (kind != PersonKinds.None)
            people[id] = people.GetValueOrDefault(id) | kind;
    }
}
