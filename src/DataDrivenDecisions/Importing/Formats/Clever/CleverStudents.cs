using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.Clever;

/// <summary>Clever's students, with race by letter and three statuses that need a named right: English learner, meals, special education.</summary>
public sealed class CleverStudents() : CleverFormat("students")
{
    static readonly CodeTable<string?> Meals = new("meal status", null, "no free or reduced meals",
        ("F", "Free Meals"), ("Free", "Free Meals"), ("R", "Reduced Meals"), ("Reduced", "Reduced Meals"),
        ("N", null), ("No", null), ("P", null), ("Paid", null));

    public override Turn Turn => Turn.People;
    public override IReadOnlyList<string> Headers => ["School_id", "Student_id", "Last_name", "First_name", "Student_number"];

    public override IReadOnlyList<string> MoreHeaders =>
    [
        "State_id", "Middle_name", "Grade", "Gender", "DOB", "Race", "Hispanic_Latino", "Home_language|Home_language_name", "Ell_status", "Frl_status", "IEP_status", "Student_email",
        "Student_zip", "Graduation_year", "Username", "Contact_name", "Contact_type",
    ];

    public override string SchoolColumn => "School_id";

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var id = row.StudentId("Student_id");
        yield return new StudentArrival
        {
            Line = row.Line,
            StudentId = id,
            StudentNumber = row.TextOrNull("Student_number"),
            StateId = row.TextOrNull("State_id"),
            GivenName = row.Text("First_name"),
            MiddleName = row.TextOrNull("Middle_name"),
            FamilyName = row.Text("Last_name"),
            Grade = row.GradeOrNull("Grade"),
            Email = row.TextOrNull("Student_email"),
            SchoolIds = [row.SchoolId("School_id")],
        };
        yield return Demographics(row, id);
        foreach (var program in Programs(row, id))
            yield return program;
    }

    static DemographicsArrival Demographics(Row row, string id)
    {
        var student = new DemographicsArrival
        {
            Line = row.Line,
            StudentId = id,
            BirthDate = row.DateOrNull("DOB"),
            Sex = Words.Sex(row, "Gender"),
            Language = row.TextOrNull("Home_language"),
        };
        return Races.Of(row, row.TextOrNull("Race")).In(student, Races.IsHispanic(row, "Hispanic_Latino"));
    }

    static IEnumerable<ProgramArrival> Programs(Row row, string id)
    {
        ProgramArrival Of(string program, string sensitivity) => new() { Line = row.Line, StudentId = id, Program = program, Sensitivity = sensitivity };
        if (Words.IsServed(row, "Ell_status", "English learner status", "EL", "ELL", "LEP"))
            yield return Of("English Learner", "language");
        if (row.TextOrNull("Frl_status") is { } status && Meals.Of(row, status) is { } meals)
            yield return Of(meals, "meals");
        if (Words.IsServed(row, "IEP_status", "special education status", "IEP"))
            yield return Of("IEP", "disability");
    }
}
