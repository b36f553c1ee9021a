namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>How the state of a delivery or a file is said, and with which face.</summary>
public static class ImportWords
{
    public static string State(string state) => state switch
    {
        "loaded" => "Loaded",
        "unchanged" => "Nothing new",
        "held" => "Held",
        "refused" => "Refused",
        "dry-run" => "Dry run",
        "undone" => "Undone",
        "released" => "Released",
        _ when state.StartsWith("undoing", StringComparison.Ordinal) => "Being undone",
        _ => state,
    };

    /// <summary>A kind of record as a school says it.</summary>
    public static string Records(string entity) => entity switch
    {
        "school" => "Schools",
        "session" => "Terms and sessions",
        "course" => "Courses",
        "staff" => "Staff",
        "section" => "Classes",
        "student" => "Students",
        "guardian" => "Parents and guardians",
        "demographics" => "Demographics",
        "guardian_link" => "Links of guardians to students",
        "section_enrollment" => "Seats in classes",
        "section_staff" => "Teachers of classes",
        "school_enrollment" => "School enrollments",
        "calendar_day" => "Calendar days",
        "attendance_submitted" => "Days submitted",
        "attendance" => "Attendance",
        "mark" => "Course grades",
        "assessment" => "Test results",
        "assessment_part" => "Parts of test results",
        "incident" => "Incidents",
        "program" => "Programs",
        "device_access" => "Device and internet answers",
        _ => string.Concat(entity[..1].ToUpperInvariant(), entity[1..].Replace('_', ' ')),
    };

    public static string Tag(string state) => state switch
    {
        "held" => "tag-hold",
        "refused" => "tag-stop",
        "unchanged" or "dry-run" or "undone" => "tag-quiet",
        _ => "",
    };
}
