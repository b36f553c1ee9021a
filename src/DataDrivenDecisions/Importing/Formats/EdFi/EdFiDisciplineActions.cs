using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's discipline actions: what followed for a student from one or several incidents, and for how long.</summary>
public sealed class EdFiDisciplineActions() : EdFiFormat("StudentDiscipline", "disciplineActions", "DisciplineAction")
{
    const decimal MostDays = 366;
    const string New = "studentDisciplineIncidentBehaviorAssociation", Old = "studentDisciplineIncidentAssociation";

    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["disciplineActionIdentifier", "studentReference.studentUniqueId", "disciplineDate", "disciplines.disciplineDescriptor|Discipline"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "responsibilitySchoolReference.schoolId", "disciplineActionLength", "actualDisciplineActionLength",
        Incident("incidentIdentifier"), Incident("schoolId"), Incident("behaviorDescriptor", "behavior"),
    ];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var student = row.StudentId("studentReference.studentUniqueId");
        var began = row.PastDate("disciplineDate");
        var days = row.DecimalOrNull("actualDisciplineActionLength", 0, MostDays) ?? row.DecimalOrNull("disciplineActionLength", 0, MostDays);
        var disciplines = Codes(row, "disciplines.disciplineDescriptor").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (disciplines.Count == 0)
            row.Text("disciplines.disciplineDescriptor");
        foreach (var (incident, school, behavior) in IncidentsOf(row))
            foreach (var discipline in disciplines)
                yield return new IncidentArrival
                {
                    Line = row.Line,
                    IncidentId = incident,
                    StudentId = student,
                    SchoolId = school,
                    // An action without its incident's record is dated by itself.
                    Day = row.Context.EdFi.IncidentOf(incident)?.Day ?? began,
                    Behavior = behavior,
                    IsStateOffense = EdFiIncidents.StateOffense.Equals(behavior, StringComparison.OrdinalIgnoreCase),
                    Action = discipline,
                    ActionDay = began,
                    ActionDays = days,
                };
    }

    static List<(string Incident, string? School, string? Behavior)> IncidentsOf(Row row)
    {
        var (ids, schools, behaviors) = (Values(row, Asked("incidentIdentifier")), Values(row, Asked("schoolId")), Codes(row, Asked("behaviorDescriptor")));
        var responsible = row.TextOrNull("responsibilitySchoolReference.schoolId");
        if (ids.Count == 0)
            return [("action/" + row.Id("disciplineActionIdentifier"), responsible, null)];
        return
        [
            .. ids.Select((id, i) => (Id: id, School: i < schools.Count ? schools[i] : responsible, Behavior: i < behaviors.Count ? behaviors[i] : null))
                .Select(x => ($"{x.School}/{x.Id}", x.School, x.Behavior ?? row.Context.EdFi.IncidentOf($"{x.School}/{x.Id}")?.Behavior)).DistinctBy(x => x.Item1),
        ];
    }

    // The API holds the references in a list of groups, XML one after the other; Data Standard 4 renamed them.
    static string Incident(string leaf, string? inXml = null) => string.Join('|',
        $"{New}s.{New}Reference.{leaf}", $"{Old}s.{Old}Reference.{leaf}", $"{New}Reference.{inXml ?? leaf}", $"{Old}Reference.{inXml ?? leaf}", $"disciplineIncidentReference.{inXml ?? leaf}");

    static string Asked(string leaf) => $"{New}s.{New}Reference.{leaf}";
}
