using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Reports;

/// <summary>All that a report says of one student, gathered within what its reader may see and up to one day.</summary>
public sealed record StudentFile
{
    // Attendance Works: under 5% missed is satisfactory, from 10% it is chronic absence.
    static readonly Rate Watch = Rate.Of(5, 100), Chronic = Rate.Of(10, 100);
    const int FewestDays = 10;
    const decimal MostOfTheDay = 0.5m;

    public required SeenStudent Student { get; init; }
    public required SchoolYear Year { get; init; }
    public required DateOnly AsOf { get; init; }

    /// <summary>The year's days so far, in order.</summary>
    public IReadOnlyList<StudentDay> Days { get; init; } = [];

    public IReadOnlyList<CourseMarks> Courses { get; init; } = [];

    /// <summary>One for each test and subject, the newest first.</summary>
    public IReadOnlyList<TestSeries> Tests { get; init; } = [];

    public IReadOnlyList<StudentIncident> Incidents { get; init; } = [];
    public IReadOnlyList<StudentProgram> Programs { get; init; } = [];

    /// <summary>What the indicators said on the newest night; staff only.</summary>
    public IReadOnlyList<VerdictOnDay> Verdicts { get; init; } = [];

    /// <summary>What the model said on the newest night; staff only, and null where no model is published.</summary>
    public RiskOnDay? Risk { get; init; }

    public decimal DaysEnrolled => Days.Sum(d => d.EnrolledDays);

    /// <summary>Days of which half or more was missed.</summary>
    public decimal DaysAway => Days.Count(d => d.EnrolledDays > 0 && d.AbsentDays >= MostOfTheDay);

    public Rate Away => Rate.Of(DaysAway, DaysEnrolled);

    public Standing Attendance => DaysEnrolled < FewestDays ? Standing.Unknown
        : Away >= Chronic ? Standing.NeedsHelp
        : Away >= Watch ? Standing.TakeCare : Standing.Well;

    /// <summary>The name that people use without the family name.</summary>
    public string FirstName => string.IsNullOrWhiteSpace(Student.PreferredName) ? Student.GivenName ?? Student.Name : Student.PreferredName;

    /// <summary>The newest day that the school has submitted.</summary>
    public DateOnly? AttendanceThrough => Days.LastOrDefault(d => d.EnrolledDays > 0)?.Day;

    public DateOnly? MarksThrough => Courses.Count == 0 ? null : Courses.Max(c => c.Terms[^1].KnownOn);
    public DateOnly? TestsThrough => Tests.Count == 0 ? null : Tests.Max(t => t.Last.TestDate);

    /// <summary>Gathers one student's file; what the reader may not see is simply not in it.</summary>
    public static StudentFile Gather(IAsk ask, SeenStudent student, DateOnly asOf, Audience audience, CancellationToken stop = default)
    {
        var (key, year) = (student.StudentKey, SchoolYear.Of(asOf));
        var file = new StudentFile
        {
            Student = student,
            Year = year,
            AsOf = asOf,
            Days = [.. ask.Ask(StudentDay.Of(key, year), stop).Where(d => d.Day <= asOf).OrderBy(d => d.Day)],
            Courses = CourseMarks.From(ask.Ask(StudentMark.Of(key, year, asOf), stop)),
            Tests = TestSeries.From(ask.Ask(StudentScore.Of(key, asOf), stop)),
            Incidents = [.. ask.Ask(StudentIncident.Of(key, year.Ends), stop).Where(i => i.Day <= asOf).OrderBy(i => i.Day)],
            Programs = [.. ask.Ask(StudentProgram.Of(key), stop).Where(p => (p.BeginDate ?? asOf) <= asOf && (p.EndDate ?? asOf) >= asOf).OrderBy(p => p.Program, StringComparer.Ordinal)],
        };
        // A family's sheet has no flags and no chances, so they are not even asked for.
        return audience == Audience.Family ? file : file with
        {
            Verdicts = [.. ask.Ask(VerdictOnDay.Of(key, asOf), stop).OrderBy(v => v.Indicator, StringComparer.Ordinal)],
            Risk = ask.Ask(RiskOnDay.Of(key, asOf), stop).FirstOrDefault(r => r.Model == Predicting.RestOfYearTrouble.Slug),
        };
    }
}

/// <summary>How a student stands in one thing, in the words of the family sheet.</summary>
public enum Standing
{
    /// <summary>Too little is known to say.</summary>
    Unknown,
    Well,
    TakeCare,
    NeedsHelp,
}
