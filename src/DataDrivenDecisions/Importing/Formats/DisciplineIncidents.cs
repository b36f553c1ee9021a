using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The SIS's discipline records: one row per incident, student and action.</summary>
public sealed class DisciplineIncidents : Format<IncidentArrival>
{
    const decimal MostDays = 366;

    public override string Name => "Discipline incidents";
    public override string Sample => "sis/incidents.csv";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["incident_id", "student_number|student_id", "incident_date", "behavior"];
    public override IReadOnlyList<string> MoreHeaders => ["school_number|school_id", "state_offense", "action", "action_start_date|action_date", "action_days"];
    public override string SchoolColumn => "school_number";

    public override string StudentColumn => "student_number";

    public override IncidentArrival Read(Row row) => new()
    {
        Line = row.Line,
        IncidentId = row.Id("incident_id"),
        StudentId = row.StudentId("student_number"),
        SchoolId = row.TextOrNull("school_number") is null ? null : row.SchoolId("school_number"),
        Day = row.PastDate("incident_date"),
        Behavior = row.Text("behavior"),
        IsStateOffense = row.FlagOrNull("state_offense") ?? false,
        Action = row.TextOrNull("action"),
        ActionDay = row.DateOrNull("action_start_date"),
        ActionDays = row.DecimalOrNull("action_days", 0, MostDays),
    };
}
