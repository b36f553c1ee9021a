using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>Ed-Fi's gradebook entries: the assignments of sections. Data Standard 4 and 5 name them by an identifier, 3 by section, title and day.</summary>
public sealed class EdFiGradebookEntries() : EdFiFormat("StudentGradebook", "gradebookEntries", "GradebookEntry")
{
    const string SectionReference = "sectionReference";

    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Headers => ["gradebookEntryIdentifier|gradebookEntryTitle", "namespace|dateAssigned"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        .. SectionColumns(SectionReference), "dateAssigned", "dueDate", "title", "gradebookEntryTitle", "description", "gradebookEntryTypeDescriptor|GradebookEntryType", "maxPoints",
        "gradingPeriodReference.gradingPeriodName|gradingPeriodReference.gradingPeriodDescriptor|gradingPeriodReference.GradingPeriod", "sourceSectionIdentifier",
    ];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var section = row.TextOrNull(SectionReference + ".sectionIdentifier") is null ? null : Section(row, SectionReference);
        if (section is null)
            row.Note("named no section but by the gradebook's own id; the assignment was kept without a section");
        var most = row.DecimalOrNull("maxPoints", least: 0);
        yield return new AssignmentArrival
        {
            Line = row.Line,
            AssignmentId = Entry(row, "", section),
            Title = row.TextOrNull("title") ?? row.TextOrNull("gradebookEntryTitle") ?? row.Text("gradebookEntryIdentifier"),
            Description = row.TextOrNull("description"),
            SectionId = section,
            CategoryText = Code(row, "gradebookEntryTypeDescriptor"),
            AssignedDate = row.DateOrNull(IsByDay(row, "") ? "namespace" : "dateAssigned"),
            DueDate = row.DateOrNull("dueDate"),
            LeastPoints = most is null ? null : 0,
            MostPoints = most,
        };
    }

    /// <summary>The id of an entry: its namespace and identifier, or where it has none its section, title and day.</summary>
    /// <param name="row">The row that names it.</param>
    /// <param name="reference">The reference it is named by with a point behind it, or empty for the entry itself.</param>
    /// <param name="section">The section, where the entry has no identifier.</param>
    internal static string Entry(Row row, string reference, string? section)
    {
        var key = Key(row, reference + "namespace", reference + "gradebookEntryIdentifier");
        return section is not null && IsByDay(row, reference) ? $"{section}/{key}" : key;
    }

    // Data Standard 3 has no namespace; the day stands in its place.
    static bool IsByDay(Row row, string reference) => row.Header.InFile(reference + "namespace").EndsWith("dateAssigned", StringComparison.OrdinalIgnoreCase);
}
