using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>What a person may see: what they were granted, and what today's roster gives them as staff or guardian.</summary>
public static class Viewing
{
    /// <summary>The viewer for one person, as of now; nobody when the person may no longer sign in.</summary>
    public static Viewer Of(Person person, RecordStore records, DataWarehouse warehouse)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (!person.IsActive)
            return Viewer.Nobody;
        List<string> scopes = [.. records.Grants.Scopes(person)];
        if (person.StaffId is { Length: > 0 } staff)
            scopes.AddRange(warehouse.RosterScopes(staff));
        if (person.GuardianId is { Length: > 0 } guardian)
            scopes.AddRange(warehouse.GuardianScopes(guardian));
        return Viewer.SignedIn(person.UserName, [.. scopes.Distinct(StringComparer.Ordinal)], records.Grants.Sensitive(person));
    }
}
