using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Charts;

/// <summary>Realistic rows for each chart, made by a plain formula so that the pictures are the same every time.</summary>
public static class Samples
{
    static readonly SchoolYear Year = new(2026);
    static readonly DateOnly Today = new(2026, 3, 13);

    /// <summary>Each chart drawn with all, none and one of its rows.</summary>
    public static IReadOnlyList<Sample> All { get; } =
    [
        Of(new AttendanceByMonth(), SchoolMonths()),
        Of(new AttendanceCalendar(), StudentDays()),
        Of(new AbsenceSpread(), Absences()),
        Of(new ChronicByGrade(), Absences()),
        Of(new MarksByTerm(), Marks()),
        Of(new FailuresBySubject(), Failures()),
        Of(new GrowthLine(), Scores()),
        Of(new RiskCalibration(), Bins()),
        Of(new IncidentsByMonth(), Incidents()),
        Of(new AbcFlags(), Flags()),
        Of(new HomeAccess(), Connections()),
    ];

    static Sample Of<T>(Chart<T> chart, IReadOnlyList<T> rows) =>
        new(chart, id => chart.Render(rows, id), id => chart.Render([], id), id => chart.Render([rows[0]], id), () => chart.Plots(rows));

    public static IReadOnlyList<SchoolMonth> SchoolMonths() =>
    [
        .. from year in new[] { Year.Previous, Year }
           from school in new[] { ("Alder Elementary", 402), ("Birch Elementary", 455), ("Cedar Elementary", 488), ("Dogwood Middle", 610), ("Elm Middle", 640), ("Maple High", 1376) }
           from month in new[] { 8, 9, 10, 11, 12, 1, 2, 3 }
           let days = school.Item2 * 18m
           let dip = month switch { 8 => 0, 9 => 1, 10 => 2, 11 => 3, 12 => 4, 1 => 4, 2 => 3, _ => 2 }
           let level = 96m - dip * 0.7m + (year == Year ? 0.4m : 0) - (school.Item1 == "Maple High" ? 2 + (year == Year ? dip * 0.9m : 0) : 0)
           select new SchoolMonth
           {
               School = school.Item1, Year = year, Month = new Month(month), Students = new GroupSize(school.Item2),
               DaysEnrolled = days, DaysPresent = Math.Round(days * level / 100),
           },
    ];

    public static IReadOnlyList<StudentDay> StudentDays() =>
    [
        .. Enumerable.Range(0, Today.DayNumber - new DateOnly(2025, 8, 25).DayNumber + 1)
            .Select(i => new DateOnly(2025, 8, 25).AddDays(i))
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !(d.Month == 12 && d.Day > 19) && d != new DateOnly(2026, 1, 1))
            .Select(Recorded),
    ];

    // Absent days come from a fixed spread over 0 to 35 of 130, with more at the high school and in this year's grade 9.
    public static IReadOnlyList<GradeAbsence> Absences() =>
    [
        .. from year in new[] { Year, Year.Previous }
           from grade in Enumerable.Range(0, 13)
           from i in Enumerable.Range(0, 290 - grade * 3)
           let wave = (i * 37 + grade * 11) % 100
           let days = wave < 55 ? wave % 7 : wave < 80 ? 7 + wave % 6 : wave < 94 ? 13 + wave % 12 : 26 + wave % 9
           let more = (grade > 8 ? 3 : 0) + (grade == 9 && year == Year ? 3 : 0)
           select new GradeAbsence { Year = year, Grade = GradeLevel.Of(grade).Code, DaysEnrolled = 130, DaysAbsent = days + more },
    ];

    public static IReadOnlyList<StudentMark> Marks() =>
    [
        .. from course in new[] { ("Geometry", new[] { 81m, 90, 91 }), ("World History", [87m, 84, 85]), ("English 9", [76m, 77, 80]), ("Biology", [72m, 64, 62]), ("Spanish I", [88m, 89, 90]), ("Physical Education", [95m, 96, 96]) }
           from term in new[] { 0, 1, 2 }
           select new StudentMark
           {
               CourseName = course.Item1, Term = "Q" + (term + 1), MarkType = "quarter", PercentPoints = course.Item2[term],
               Mark = LetterMark.OfPercent(course.Item2[term]).ToString(), KnownOn = new DateOnly(2025, 11, 1).AddDays(term * 60),
           },
    ];

    public static IReadOnlyList<SubjectFailures> Failures() =>
    [
        .. from term in new[] { (Name: "Q1", Posted: new DateOnly(2025, 11, 3), More: 0), (Name: "Q2", Posted: new DateOnly(2026, 1, 20), More: 9) }
           from subject in new[] { ("Mathematics", 2010, 206), ("Science", 1988, 160), ("English Language Arts", 2015, 148), ("Social Studies", 1990, 131), ("World Languages", 930, 41), ("Physical Education", 1400, 12), ("Fine Arts", 880, 8) }
           select new SubjectFailures { Subject = subject.Item1, Term = term.Name, Posted = term.Posted, Students = new GroupSize(subject.Item2), Failing = Math.Max(0, subject.Item3 + term.More * (subject.Item3 % 5 - 2)) },
    ];

    public static IReadOnlyList<StudentScore> Scores() =>
    [
        .. from test in new[] { ("MAP Growth", "Mathematics", 204m, 3.1m), ("MAP Growth", "Reading", 196m, 3.3m) }
           from sitting in new[] { ("Fall", 2024, 9), ("Winter", 2025, 1), ("Spring", 2025, 5), ("Fall", 2025, 9), ("Winter", 2026, 1) }
           let moved = (sitting.Item2 - 2024) * 5 + sitting.Item3 / 3m
           select new StudentScore
           {
               Assessment = test.Item1, Subject = test.Item2, Window = sitting.Item1, TestDate = new DateOnly(sitting.Item2, sitting.Item3, 20), Grade = "06",
               ScorePoints = test.Item3 + moved, StandardErrorPoints = test.Item4, PercentileRank = 58,
           },
    ];

    public static IReadOnlyList<CalibrationBin> Bins() =>
    [
        .. new[] { (0.02, 9), (0.04, 18), (0.06, 20), (0.09, 41), (0.13, 47), (0.18, 80), (0.25, 96), (0.36, 139), (0.52, 228), (0.76, 301) }
            .Select(b => new CalibrationBin { Predicted = b.Item1, CameTrue = b.Item2, Students = new GroupSize(397) }),
    ];

    public static IReadOnlyList<IncidentMonth> Incidents() =>
    [
        .. from year in new[] { Year, Year.Previous }
           from month in new[] { 8, 9, 10, 11, 12, 1, 2, 3 }
           let n = month switch { 8 => 9, 9 => 44, 10 => 61, 11 => 48, 12 => 39, 1 => 57, 2 => 66, _ => 29 }
           select new IncidentMonth
           {
               Year = year, Month = new Month(month), Incidents = year == Year ? n : n + 7 - month, Suspensions = n / 6, Enrolled = new GroupSize(3971),
           },
    ];

    public static IReadOnlyList<FlagCount> Flags() =>
    [
        .. new[] { ("abc-attendance", 3010, 420, 505, 36), ("abc-behavior", 3700, 180, 85, 6), ("abc-course", 1420, 260, 240, 2051) }
            .SelectMany(f => new[] { ("fine", f.Item2), ("watch", f.Item3), ("concern", f.Item4), ("no_data", f.Item5) }
                .Select(v => new FlagCount { Indicator = f.Item1, Preset = "district", Verdict = v.Item1, Students = new GroupSize(v.Item2), AsOf = Today })),
    ];

    public static IReadOnlyList<HomeConnection> Connections() =>
    [
        .. from school in new[] { ("Alder Elementary", 402), ("Birch Elementary", 455), ("Dogwood Middle", 610), ("Maple High", 1376) }
           from answer in new[] { ("Residential Broadband", "Yes", "Not Shared", "Chromebook", 62), ("Cellular Network", "Sometimes", "Shared", "Tablet", 20), ("None", null, "Shared", "Smartphone", 7), ("None", null, null, "None", 2), (null, null, null, null, 9) }
           select new HomeConnection
           {
               School = school.Item1, Internet = answer.Item1, Performance = answer.Item2, DeviceAccess = answer.Item3, Device = answer.Item4, Students = school.Item2 * (answer.Item5 + school.Item2 % 3) / 103,
           },
    ];

    static StudentDay Recorded(DateOnly day)
    {
        var (status, absent, excused) = (day.DayNumber % 37, day.DayOfWeek) switch
        {
            _ when day == Today => ("not_submitted", 0m, 0m),
            ( < 6, DayOfWeek.Friday) => ("absent", 1m, 0m),
            (9, _) => ("absent", 1m, 1m),
            (17, _) => ("tardy", 0m, 0m),
            (23, _) => ("partial", 0.25m, 0m),
            _ => ("present", 0m, 0m),
        };
        return new() { Day = day, Status = status, EnrolledDays = status == "not_submitted" ? 0 : 1, AbsentDays = absent, ExcusedDays = excused };
    }
}

/// <summary>One chart and three ways to draw it; and the plots of the first, with the values that they were given.</summary>
public sealed record Sample(Chart Chart, Func<string?, ChartSvg> Full, Func<string?, ChartSvg> Nothing, Func<string?, ChartSvg> OneRow, Func<IReadOnlyList<Panel>> Plots)
{
    public override string ToString() => Chart.Slug;
}
