using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.Sis;

/// <summary>A student information system's enrollments in schools: every stay of a student, past ones too, with its entry and exit.</summary>
/// <param name="layout">The product's columns.</param>
public sealed class SisEnrollments(SisLayout layout) : SisFormat(layout)
{
    public override Turn Turn => Turn.SchoolEnrollments;

    public override string StudentColumn => Of("student");

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [Enrollment(row, row.StudentId(Of("student")), row.SchoolId(Of("school")), Entry(row))];
    }

    DateOnly Entry(Row row)
    {
        var entry = DateOrNull(row, "entry");
        if (entry is null)
            row.Reject(Of("entry"), "required-blank", "The column must not be blank.", "Fill it at the source, or leave the row out.");
        return entry ?? Row.StandIn;
    }

    /// <summary>Every product's export of enrollments that has a stay in a row.</summary>
    public static IReadOnlyList<SisEnrollments> Files { get; } = [.. SisLayout.Of("enrollments").Where(l => !l.IsOfEvents).Select(l => new SisEnrollments(l))];
}
