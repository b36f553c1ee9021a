using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Sis;

/// <summary>A student information system's students, with the current entry into a school on the same row where the export has it.</summary>
/// <param name="layout">The product's columns.</param>
public sealed class SisStudents(SisLayout layout) : SisFormat(layout)
{
    // PowerSchool: 0 is enrolled now; -1 will be, 1 to 4 were. Other products export the enrolled alone.
    static readonly string[] Active = ["0", "Active", "A", "Currently Enrolled"];

    public override Turn Turn => Turn.People;

    public override IReadOnlyList<string> RosterColumns => [Of("student")];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (id, school) = (row.StudentId(Of("student")), row.SchoolId(Of("school")));
        var (family, given) = FamilyAndGiven(row);
        yield return new StudentArrival
        {
            Line = row.Line,
            StudentId = id,
            StateId = row.TextOrNull(Of("stateId")),
            GivenName = given,
            MiddleName = row.TextOrNull(Of("middle")),
            FamilyName = family,
            Grade = Grade(row),
            Email = row.TextOrNull(Of("email")),
            SchoolIds = [school],
            IsActive = row.TextOrNull(Of("status")) is not { } status || Active.Contains(status, StringComparer.OrdinalIgnoreCase),
        };
        var demographics = new DemographicsArrival
        {
            Line = row.Line,
            StudentId = id,
            BirthDate = DateOrNull(row, "birth"),
            Sex = Words.Sex(row, Of("sex")),
            Language = row.TextOrNull(Of("language")),
        };
        yield return Races.Of(row, row.TextOrNull(Of("race"))).In(demographics, Races.IsHispanic(row, Of("hispanic")));
        if (DateOrNull(row, "entry") is { } entry && !row.Context.Enrollments.Students.Contains(row.Text(Of("student"))))
            yield return Enrollment(row, id, school, Layout.IsEntryOfThisYear ? entry : OfThisYear(row, entry));
    }

    // A registration may be years old, and the row says of this year alone in which grade and school the student is.
    static DateOnly OfThisYear(Row row, DateOnly registered)
    {
        var begins = (row.Context.Year ?? SchoolYear.Of(row.Context.Today)).FirstDay;
        return registered < begins ? begins : registered;
    }

    // "Family, Given Middle" where the export has one column for the name.
    (string? Family, string? Given) FamilyAndGiven(Row row)
    {
        if (!row.Has(Of("full")))
            return (row.Text(Of("family")), row.Text(Of("given")));
        var parts = row.Text(Of("full")).Split(',', 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }

    /// <summary>Every product's export of students.</summary>
    public static IReadOnlyList<SisStudents> Files { get; } = [.. SisLayout.Of("students").Select(l => new SisStudents(l))];
}
