using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.Clever;

/// <summary>Clever's students, with race by letter and three statuses that need a named right: English learner, meals, special education.</summary>
public sealed class CleverStudents() : CleverFormat("students")
{
    // Clever's letters; M stands for two or more races.
    static readonly Dictionary<string, string> Races = new(StringComparer.OrdinalIgnoreCase)
    {
        ["I"] = "indian", ["A"] = "asian", ["B"] = "black", ["P"] = "islander", ["W"] = "white", ["M"] = "several", ["Two Or More Races"] = "several", ["White"] = "white", ["Black Or African American"] = "black",
        ["Asian"] = "asian", ["American Indian"] = "indian", ["Hawaiian"] = "islander",
    };

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
        var race = row.TextOrNull("Race") is { } code ? Races.GetValueOrDefault(code, "") : null;
        if (race is "")
            row.Note("had a race that is not mapped; it counts as no race");
        bool? Is(string one) => race is null or "" ? null : race == one;
        return new()
        {
            Line = row.Line,
            StudentId = id,
            BirthDate = row.DateOrNull("DOB"),
            Sex = Words.Sex(row, "Gender"),
            IsHispanic = row.FlagOrNull("Hispanic_Latino"),
            IsAmericanIndian = Is("indian"),
            IsAsian = Is("asian"),
            IsBlack = Is("black"),
            IsPacificIslander = Is("islander"),
            IsWhite = Is("white"),
            IsTwoOrMore = Is("several"),
            Language = row.TextOrNull("Home_language"),
        };
    }

    static IEnumerable<ProgramArrival> Programs(Row row, string id)
    {
        ProgramArrival Of(string program, string sensitivity) => new() { Line = row.Line, StudentId = id, Program = program, Sensitivity = sensitivity };
        if (row.TextOrNull("Ell_status") is "Y" or "EL")
            yield return Of("English Learner", "language");
        if (row.TextOrNull("Frl_status") is "F" or "Free")
            yield return Of("Free Meals", "meals");
        if (row.TextOrNull("Frl_status") is "R" or "Reduced")
            yield return Of("Reduced Meals", "meals");
        if (row.TextOrNull("IEP_status") is "Y")
            yield return Of("IEP", "disability");
    }
}
