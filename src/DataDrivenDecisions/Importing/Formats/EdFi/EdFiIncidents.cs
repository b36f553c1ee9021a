using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's association of a student with an incident and what the student did. The incident's own record, in the same delivery, says when it was.</summary>
public sealed class EdFiIncidents() : EdFiFormat(
    "StudentDiscipline", "studentDisciplineIncidentBehaviorAssociations", "StudentDisciplineIncidentBehaviorAssociation", "studentDisciplineIncidentAssociations", "StudentDisciplineIncidentAssociation")
{
    /// <summary>The behavior that counts as an offense against the law (Ed-Fi BehaviorDescriptor).</summary>
    internal const string StateOffense = "State Offense";

    // Before Data Standard 4, witnesses and victims stood in the same place as those who did it.
    static readonly string[] DidIt = ["Perpetrator", "Offender", "Principal perpetrator", "Accomplice"];

    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["studentReference.studentUniqueId", "disciplineIncidentReference.incidentIdentifier", "disciplineIncidentReference.schoolId"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "behaviorDescriptor|behaviors.behaviorDescriptor|Behavior|Behavior.Behavior", "studentParticipationCodeDescriptor|StudentParticipationCode",
        "disciplineIncidentReference.incidentDate",
    ];

    public override string SchoolColumn => "disciplineIncidentReference.schoolId";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var incident = Key(row, SchoolColumn, "disciplineIncidentReference.incidentIdentifier");
        var student = row.StudentId("studentReference.studentUniqueId");
        if (Code(row, "studentParticipationCodeDescriptor") is { } part && !DidIt.Contains(part, StringComparer.OrdinalIgnoreCase))
        {
            yield return Whole(row, "studentDisciplineIncidentAssociation", $"{incident}/{student}");
            yield break;
        }
        var known = row.Context.EdFi.IncidentOf(incident);
        var behavior = Code(row, "behaviorDescriptor") ?? known?.Behavior;
        if (known is null)
            row.Reject("disciplineIncidentReference.incidentIdentifier", "incident-unknown", "The delivery does not say when this incident was.", "Send the discipline incidents with the students' part in them.");
        yield return new IncidentArrival
        {
            Line = row.Line,
            IncidentId = incident,
            StudentId = student,
            SchoolId = row.SchoolId(SchoolColumn),
            Day = known?.Day ?? default,
            Behavior = behavior,
            IsStateOffense = StateOffense.Equals(behavior, StringComparison.OrdinalIgnoreCase),
        };
    }
}
