using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>OneRoster's line items: the assignments of a gradebook. Version 1.1 names the grading period, 1.2 the academic session and the school.</summary>
public sealed class OneRosterLineItems : OneRosterFormat
{
    public override string File => "lineItems";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["sourcedId", "title", "assignDate", "dueDate", "classSourcedId"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        .. base.MoreHeaders, "description", "categorySourcedId", "gradingPeriodSourcedId|academicSessionSourcedId", "schoolSourcedId", "resultValueMin", "resultValueMax",
    ];

    protected override IEnumerable<Arrival> Read(Row row)
    {
        var (assigned, due) = (row.DateOrNull("assignDate"), row.DateOrNull("dueDate"));
        // A teacher's empty date is no reason to lose the scores of a class.
        if (assigned is null || due is null)
            row.Note("lacked the day on which the work was given or due; it was left blank");
        else if (due < assigned)
            row.Note("were due before they were given; both days were kept");
        var (least, most) = (row.DecimalOrNull("resultValueMin"), row.DecimalOrNull("resultValueMax"));
        if (least > most)
            row.Reject("resultValueMax", "number-out-of-range", "The most points are fewer than the least.", "Correct one of the two.");
        yield return new AssignmentArrival
        {
            Line = row.Line,
            Ends = Ends(row),
            AssignmentId = row.Id("sourcedId"),
            Title = row.Text("title"),
            Description = row.TextOrNull("description"),
            SectionId = row.Id("classSourcedId"),
            SchoolId = row.TextOrNull("schoolSourcedId"),
            CategoryId = row.TextOrNull("categorySourcedId"),
            SessionId = row.TextOrNull("gradingPeriodSourcedId"),
            AssignedDate = assigned,
            DueDate = due,
            LeastPoints = least,
            MostPoints = most,
        };
    }
}
