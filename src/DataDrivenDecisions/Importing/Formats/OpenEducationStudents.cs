using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats;

/// <summary>The SIS student export of Open Education Analytics (students): the roster with demographics and programs in one row.</summary>
public sealed class OpenEducationStudents : Format
{
    public override string Name => "Open Education Analytics students";
    public override string Family => "Open Education Analytics";
    public override string Sample => "open-education/students.csv";
    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> RosterColumns => ["SIS ID"];
    public override IReadOnlyList<string> Headers => ["SIS ID", "School SIS ID", "First Name", "Last Name", "Grade", "Status"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "Username", "Middle Name", "Secondary Email", "Student Number", "State ID", "Birthdate", "Graduation Year", "Gender",
        "FederalRaceCategory", "PrimaryLanguage", "ELLStatus", "SpecialEducation", "LowIncome", "CumulativeGPA",
    ];

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var school = row.SchoolId("School SIS ID");
        yield return new StudentArrival
        {
            Line = row.Line,
            StudentId = row.StudentId("SIS ID"),
            StudentNumber = row.TextOrNull("Student Number"),
            StateId = row.TextOrNull("State ID"),
            GivenName = row.TextOrNull("First Name"),
            MiddleName = row.TextOrNull("Middle Name"),
            FamilyName = row.TextOrNull("Last Name"),
            Grade = row.GradeOrNull("Grade"),
            Email = row.TextOrNull("Secondary Email"),
            SchoolIds = [school],
            IsActive = row.OneOf("Status", ["Active", "Inactive"]) == "Active",
        };
        foreach (var arrival in OpenEducationDemographics.Of(row))
            yield return arrival;
    }
}
