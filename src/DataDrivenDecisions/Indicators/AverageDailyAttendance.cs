using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>How many students a school has in its seats on an average day, beside how many are enrolled.</summary>
public sealed class AverageDailyAttendance : Definition
{
    public override string Name => "average-daily-attendance";
    public override string Title => "Average daily attendance";
    public override string Question => "How many students are in school on an average day?";
    public override string Method =>
        "Average daily attendance (ADA) is days present divided by days in session, and average daily membership (ADM) is days enrolled divided by days in session. Both are numbers of students, not rates; "
        + "ADA divided by ADM is the attendance rate. A school counts the days that students spent at that school, so a student who changed schools is in the number of both, each for the days there. "
        + "A day in session is an instructional day that the school has submitted.";
    public override string Source => "NCES handbook terms ADA and ADM; Ed-Fi edu_wh attendance rules";
    public override IReadOnlyList<Preset> Presets => [];

    public override IReadOnlyList<WorkedExample> WorkedExamples =>
    [
        new("1,000 enrolled and 900 present student-days over 10 days in session make ADA 90 and ADM 100", Verdict.Fine,
            Find(new() { SchoolKey = 1, DaysInSession = 10, DaysEnrolled = 1000, DaysAbsent = 100 })),
        new("a school that has submitted no day has no average", Verdict.NoData, Find(new() { SchoolKey = 1, DaysInSession = 0, DaysEnrolled = 0, DaysAbsent = 0 })),
    ];

    /// <summary>ADA of ADM, as numbers of students.</summary>
    public static Finding Find(SchoolAttendance school) =>
        school is { AverageDailyAttendance: { } ada, AverageDailyMembership: { } adm }
            ? Finding.Fine($"on an average day {Count(ada)} of {Count(adm)} students are in school", ada, adm)
            : Finding.NoData("no school day has been submitted");
}
