namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Fields that several kinds of content share, with what exports call their columns.</summary>
internal static class CommonFields
{
    public static ContentField Student { get; } = new()
    {
        Name = "student", Label = "Student’s id", Type = FieldType.Student, IsRequired = true,
        AlsoCalled =
        [
            "student id", "student number", "student", "pupil number", "pupil id", "student local id", "local id", "local student id", "district student id", "permanent number", "perm id", "person id", "learner id",
            "student unique id", "sis id", "student sis id", "student code", "sid", "id number", "student identifier", "other id", "state student id", "student state id", "state id", "unique id", "lasid", "sasid", "user id",
        ],
    };

    public static ContentField School { get; } = new()
    {
        Name = "school", Label = "School", Type = FieldType.School, IsRequired = true,
        AlsoCalled =
        [
            "school id", "school number", "school", "school code", "school name", "site", "site id", "site code", "campus", "campus id", "campus code", "building", "building code", "entity", "entity id", "location", "location code",
            "school local id", "school sis id", "org id", "school identifier", "organization",
        ],
    };

    public static ContentField SchoolWhereKnown { get; } = School with { IsRequired = false };

    public static ContentField Year { get; } = new()
    {
        Name = "school_year", Label = "School year", Type = FieldType.Year, AlsoCalled = ["school year", "year", "academic year", "acad year", "year ending", "end year", "session year", "yr"],
    };

    public static ContentField Grade { get; } = new()
    {
        Name = "grade", Label = "Grade level", Type = FieldType.Grade,
        AlsoCalled = ["grade level", "grade", "grd", "class level", "year group", "current grade", "student grade", "grade code", "enrolled grade", "grade of student"],
    };

    public static ContentField GivenName { get; } = new() { Name = "given_name", Label = "First name", AlsoCalled = ["first name", "given name", "forename", "student first name", "legal first name", "first"] };

    public static ContentField FamilyName { get; } = new() { Name = "family_name", Label = "Last name", AlsoCalled = ["last name", "family name", "surname", "student last name", "legal last name", "last"] };

    public static ContentField Section { get; } = new()
    {
        Name = "section", Label = "Class or section", Type = FieldType.Id, IsRequired = true,
        AlsoCalled = ["section id", "section", "class id", "class", "section number", "class code", "course section", "section code", "class number", "course section id", "class sourced id", "section key"],
    };
}
