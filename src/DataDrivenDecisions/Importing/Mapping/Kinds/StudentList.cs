using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>The students themselves, one row each, with what else the row says of them.</summary>
internal sealed class StudentList : ContentKind
{
    static readonly string[] About = ["birth_date", "sex", "hispanic", "race", "language"];

    public override string Name => "students";
    public override string Title => "Students";
    public override string OneRowIs => "one student";
    public override Turn Turn => Turn.People;
    public override bool MakesStudents => true;
    public override IReadOnlyList<string> Telling => ["family_name", "given_name", "full_name", "birth_date"];
    public override bool IsRoster => true;
    public override IReadOnlyList<string> FileWords => ["students", "student", "roster", "pupils", "demographics"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        CommonFields.FamilyName,
        CommonFields.GivenName,
        new() { Name = "full_name", Label = "Whole name, as “Last, First”", AlsoCalled = ["full name", "name", "student name", "last first", "pupil name", "learner name"] },
        new() { Name = "middle_name", Label = "Middle name", AlsoCalled = ["middle name", "middle initial", "mi", "middle"] },
        CommonFields.Grade,
        CommonFields.SchoolWhereKnown,
        new() { Name = "student_number", Label = "Number that other files use", Type = FieldType.Id, AlsoCalled = ["student number", "local number", "other student id", "identifier"] },
        new() { Name = "state_id", Label = "State’s id of the student", Type = FieldType.Id, AlsoCalled = ["state student id", "student state id", "state id", "state student number", "state assigned id", "state identifier", "ssid", "sasid"] },
        new() { Name = "birth_date", Label = "Date of birth", Type = FieldType.Date, IsPast = true, AlsoCalled = ["birth date", "date of birth", "dob", "birthdate", "birthday", "born"] },
        new()
        {
            Name = "sex", Label = "Sex", Type = FieldType.Code, AlsoCalled = ["sex", "gender", "legal sex"],
            Meanings = [new("female", "Female", "F", "Female", "Girl"), new("male", "Male", "M", "Male", "Boy"), new("other", "Other", "X", "N", "Nonbinary", "Non-binary", "Other"), new("unspecified", "Not stated", "U", "Unknown", "Not stated")],
        },
        new() { Name = "hispanic", Label = "Hispanic or Latino", Type = FieldType.Flag, AlsoCalled = ["hispanic", "hispanic latino", "ethnicity hispanic", "is hispanic", "hispanic flag"] },
        new() { Name = "race", Label = "Race in words", AlsoCalled = ["race", "ethnicity", "race ethnicity", "federal race", "race description"] },
        new() { Name = "language", Label = "Language at home", AlsoCalled = ["language", "home language", "primary language", "native language", "language at home"] },
        new() { Name = "email", Label = "E-mail", AlsoCalled = ["email", "student email", "e mail", "email address"] },
        new() { Name = "entry_date", Label = "Day of entry into the school", Type = FieldType.Date, AlsoCalled = ["entry date", "enter date", "enrollment date", "enroll date", "start date", "registration date", "admission date"] },
        new() { Name = "active", Label = "Enrolled now", Type = FieldType.Flag, AlsoCalled = ["active", "is active", "enrolled", "currently enrolled", "active flag"] },
        CommonFields.Year,
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (id, school, grade) = (row.Id("student"), row.SchoolOrNull(), row.GradeOrNull());
        var (family, given) = Names(row);
        yield return new StudentArrival
        {
            Line = row.Line,
            StudentId = id,
            StudentNumber = row.TextOrNull("student_number"),
            StateId = row.TextOrNull("state_id"),
            FamilyName = family,
            GivenName = given,
            MiddleName = row.TextOrNull("middle_name"),
            Grade = grade,
            Email = row.TextOrNull("email"),
            SchoolIds = school is null ? [] : [school],
            IsActive = row.FlagOrNull("active") ?? true,
        };
        if (row.HasAny(About))
            yield return Demographics(row, id);
        if (school is not null && row.DateOrNull("entry_date") is { } entry)
            yield return new SchoolEnrollmentArrival { Line = row.Line, StudentId = id, SchoolId = school, Year = row.Year(entry), Grade = grade, EntryDate = entry };
    }

    static DemographicsArrival Demographics(MappedRow row, string id) => row.Races("race").In(
        new()
        {
            Line = row.Line,
            StudentId = id,
            BirthDate = row.PastDateOrNull("birth_date"),
            Sex = row.TextOrNull("sex"),
            Language = row.TextOrNull("language"),
        },
        row.FlagOrNull("hispanic"));

    // "Family, Given" where one column holds the name; without a comma the last word is the family's.
    static (string? Family, string? Given) Names(MappedRow row)
    {
        if (row.TextOrNull("full_name") is not { } full || row.HasAny("family_name", "given_name"))
            return (row.TextOrNull("family_name"), row.TextOrNull("given_name"));
        if (full.Split(',', 2, StringSplitOptions.TrimEntries) is [var family, var given])
            return (family, given);
        var last = full.LastIndexOf(' ');
        return last < 0 ? (full, null) : (full[(last + 1)..], full[..last].Trim());
    }
}
