using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>A learning management system's assignments, placed in the SIS's section where the sections file of the delivery tells which it is.</summary>
public sealed class LmsAssignments() : LmsFormat("assignments")
{
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => [.. base.Headers, "Title", "AssignmentCategory", "MaxPoints", "LMSSectionSourceSystemIdentifier"];
    public override IReadOnlyList<string> MoreHeaders => [.. base.MoreHeaders, "AssignmentDescription", "StartDateTime", "EndDateTime", "DueDateTime", "SubmissionType"];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var section = row.Context.Lms.Sections.GetValueOrDefault(IdIn(row, "LMSSectionSourceSystemIdentifier"));
        if (section is null)
            row.Note("named a section that no sections file of the delivery calls by its SIS id; the assignment was kept without a section");
        yield return new AssignmentArrival
        {
            Line = row.Line,
            AssignmentId = IdIn(row, "SourceSystemIdentifier"),
            Title = row.Text("Title"),
            Description = row.TextOrNull("AssignmentDescription"),
            SectionId = section,
            CategoryText = row.TextOrNull("AssignmentCategory"),
            AssignedDate = row.DateOrNull("StartDateTime"),
            DueDate = row.DateOrNull("DueDateTime"),
            LeastPoints = row.Has("MaxPoints") ? 0 : null,
            MostPoints = row.DecimalOrNull("MaxPoints", least: 0),
        };
    }
}
