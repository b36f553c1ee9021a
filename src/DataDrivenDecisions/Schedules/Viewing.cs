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

    /// <summary>Who of some people may see a student now, each with the scope through which she does, as <see cref="Reader.WhyMaySee"/> gives it for one.</summary>
    /// <param name="studentId">Any id of the student.</param>
    /// <param name="people">Whom to ask about, in the order of the answer; who may no longer sign in is left out.</param>
    public static IReadOnlyList<(Person Person, string Scope)> WhoMaySee(string studentId, IReadOnlyList<Person> people, RecordStore records, DataWarehouse warehouse)
    {
        var sight = warehouse.SightOf(studentId);
        return
        [
            .. from person in people
               where person.IsActive
               let scope = sight.Why(records.Grants.Scopes(person), person.StaffId, person.GuardianId)
               where scope is not null
               select (person, scope),
        ];
    }
}
