namespace DataDrivenDecisions.Records;

/// <summary>What schools call the kinds of records that a warehouse holds.</summary>
public static class RecordKinds
{
    /// <summary>A kind of record as a school says it.</summary>
    public static string Named(string entity) => entity switch
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
        "transcript_credit" => "Transcript credits",
        "assessment" => "Test results",
        "assessment_part" => "Parts of test results",
        "incident" => "Incidents",
        "program" => "Programs",
        "device_access" => "Device and internet answers",
        _ => string.Concat(entity[..1].ToUpperInvariant(), entity[1..].Replace('_', ' ')),
    };
}
