using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.Sis;

/// <summary>A student information system's discipline records: what happened, who, when, and what followed.</summary>
/// <param name="layout">The product's columns.</param>
public sealed class SisIncidents(SisLayout layout) : SisFormat(layout)
{
    const decimal MostDays = 366;

    public override Turn Turn => Turn.Events;

    public override string StudentColumn => Of("student");

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (student, day, behavior) = (row.StudentId(Of("student")), row.PastDate(Of("date")), row.Text(Of("behavior")));
        yield return new IncidentArrival
        {
            Line = row.Line,
            // An export without incident numbers tells incidents apart by student, day and what happened.
            IncidentId = row.TextOrNull(Of("incident")) ?? FormattableString.Invariant($"{student}/{day:yyyy-MM-dd}/{behavior}"),
            StudentId = student,
            SchoolId = School(row),
            Day = day,
            Behavior = behavior,
            Action = row.TextOrNull(Of("action")),
            ActionDay = DateOrNull(row, "actionDate"),
            ActionDays = row.DecimalOrNull(Of("days"), 0, MostDays),
        };
    }

    /// <summary>Every product's export of incidents.</summary>
    public static IReadOnlyList<SisIncidents> Files { get; } = [.. SisLayout.Of("incidents").Select(l => new SisIncidents(l))];
}
