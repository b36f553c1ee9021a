using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts.Arrivals;

/// <summary>One spell of a student in a school. Key: student, school and entry date.</summary>
public sealed record SchoolEnrollmentArrival : Arrival
{
    public required string StudentId { get; init; }
    public required string SchoolId { get; init; }
    public required SchoolYear Year { get; init; }
    public GradeLevel? Grade { get; init; }
    public required DateOnly EntryDate { get; init; }
    public string? EntryReason { get; init; }

    /// <summary>The last day enrolled, inclusive; null while open.</summary>
    public DateOnly? ExitDate { get; init; }
    public string? ExitReason { get; init; }
}

/// <summary>One day of one school's calendar. Key: school and day.</summary>
public sealed record CalendarDayArrival : Arrival
{
    public required string SchoolId { get; init; }
    public required DateOnly Day { get; init; }
    public required SchoolYear Year { get; init; }

    /// <summary>In Ed-Fi's words: Instructional day, Make-up day, Holiday …</summary>
    public required string DayType { get; init; }

    /// <summary>Instructional and make-up days count as enrolled days.</summary>
    public required bool IsInstructional { get; init; }
}

/// <summary>That a school has sent its attendance of a day. Key: school and day.</summary>
public sealed record AttendanceSubmittedArrival : Arrival
{
    public required string SchoolId { get; init; }
    public required DateOnly Day { get; init; }
}

/// <summary>What an attendance row says of the day or the period.</summary>
public enum AttendanceStatus
{
    Present,
    Absent,
    Tardy,
    Partial,

    /// <summary>The code is not mapped: it is counted as unknown and never as present.</summary>
    Unknown,
}

/// <summary>One attendance row as a source sends it. Key: student, school, day, period and section.</summary>
public sealed record AttendanceArrival : Arrival
{
    public required string StudentId { get; init; }
    public required string SchoolId { get; init; }
    public required DateOnly Day { get; init; }
    public SchoolYear? Year { get; init; }
    public string? Period { get; init; }
    public string? SectionId { get; init; }

    /// <summary>The source's own code.</summary>
    public required string Code { get; init; }
    public required AttendanceStatus Status { get; init; }

    /// <summary>0 to 1: how much of the day (or period) was missed.</summary>
    public required decimal PortionAbsent { get; init; }
    public bool IsExcused { get; init; }

    /// <summary>Out-of-school suspension counts as absent; in-school suspension as present.</summary>
    public bool IsSuspension { get; init; }
    public string? Reason { get; init; }

    /// <summary>True when the source sends a row for every student and day, so that a row itself proves an enrolled, submitted day.</summary>
    public bool IsFullRecord { get; init; }

    /// <summary>What the row says apart from whom, where and when it says it of: a year of attendance has millions of rows and a few dozen kinds of them.</summary>
    public AttendanceKind Kind => new(Period, Code, Status, PortionAbsent, IsExcused, IsSuspension, IsFullRecord);
}

/// <summary>What an attendance row says, whoever it is about.</summary>
public readonly record struct AttendanceKind(string? Period, string Code, AttendanceStatus Status, decimal PortionAbsent, bool IsExcused, bool IsSuspension, bool IsFullRecord);

/// <summary>One mark in one section and term. Key: student, section, year, term and mark type.</summary>
public sealed record MarkArrival : Arrival
{
    public required string StudentId { get; init; }
    public required string SectionId { get; init; }
    public string? SchoolId { get; init; }
    public required SchoolYear Year { get; init; }
    public required string Term { get; init; }

    /// <summary>quarter, semester or final.</summary>
    public required string MarkType { get; init; }
    public string? Letter { get; init; }
    public decimal? Percent { get; init; }
    public decimal? CreditsAttempted { get; init; }
    public decimal? CreditsEarned { get; init; }
    public DateOnly? PostedDate { get; init; }

    /// <summary>What the mark says beside its points and its day, whoever it is given to: a year has millions of marks and a few hundred kinds of them.</summary>
    public MarkKind Kind => new(Term, MarkType, Letter, CreditsAttempted, CreditsEarned);
}

/// <summary>What a mark says beside its points, whoever it is given to.</summary>
public readonly record struct MarkKind(string Term, string MarkType, string? Letter, decimal? CreditsAttempted, decimal? CreditsEarned);

/// <summary>
/// Credit for a course on a student's transcript, wherever it was earned: at another district, by an examination, in a college's class. No class of the district need stand behind it.
/// Key: student, year, term, course, where it was earned and what the attempt came to.
/// </summary>
public sealed record TranscriptCreditArrival : Arrival
{
    public required string StudentId { get; init; }
    public required SchoolYear Year { get; init; }

    /// <summary>Null where the transcript tells the year alone.</summary>
    public string? Term { get; init; }

    /// <summary>The course as the transcript names it: a code, or its name where it has none.</summary>
    public required string Course { get; init; }
    public string? CourseName { get; init; }
    public string? Subject { get; init; }

    /// <summary>The school or college, as the transcript writes it; null where it does not say.</summary>
    public string? EarnedAt { get; init; }

    /// <summary>What the attempt came to, in the source's words: pass, fail, incomplete. A course may be tried twice in one term; null where the transcript does not say.</summary>
    public string? Result { get; init; }

    /// <summary>How it was earned, in the source's words: classroom, transfer, examination.</summary>
    public string? Method { get; init; }

    /// <summary>The grade in which it was taken.</summary>
    public GradeLevel? Grade { get; init; }
    public string? Letter { get; init; }
    public decimal? Percent { get; init; }
    public decimal? CreditsAttempted { get; init; }
    public required decimal CreditsEarned { get; init; }
    public DateOnly? PostedDate { get; init; }
}

/// <summary>One result of one assessment. Key: student, assessment, subject, test date and result id. It never creates a student.</summary>
public sealed record AssessmentArrival : Arrival
{
    public required string StudentId { get; init; }

    /// <summary>The product's name: MAP Growth, i-Ready.</summary>
    public required string Assessment { get; init; }
    public required string Subject { get; init; }
    public string? ResultId { get; init; }
    public SchoolYear? Year { get; init; }

    /// <summary>fall, winter or spring.</summary>
    public string? Window { get; init; }
    public required DateOnly TestDate { get; init; }
    public GradeLevel? Grade { get; init; }
    public decimal? ScorePoints { get; init; }
    public decimal? StandardErrorPoints { get; init; }
    public int? Percentile { get; init; }
    public string? Level { get; init; }
}

/// <summary>
/// One sub-score of one assessment: a domain, a goal, a section, or another measure of the same sitting. Key: the result's key, part and measure.
/// It stands beside its result and needs none: some vendors send the parts in a file of their own.
/// </summary>
public sealed record AssessmentPartArrival : Arrival
{
    public required string StudentId { get; init; }
    public required string Assessment { get; init; }
    public required string Subject { get; init; }
    public string? ResultId { get; init; }
    public SchoolYear? Year { get; init; }
    public required DateOnly TestDate { get; init; }

    /// <summary>What it is a score of, in the vendor's words: "Vocabulary", "Overall".</summary>
    public required string Part { get; init; }

    /// <summary>What its points count: "scale score", "percent correct", "Lexile measure". Points of two measures are never compared.</summary>
    public required string Measure { get; init; }
    public decimal? ScorePoints { get; init; }
    public decimal? StandardErrorPoints { get; init; }
    public int? Percentile { get; init; }
    public string? Level { get; init; }
}

/// <summary>One student's part in one incident with one action. Key: incident id, student and action.</summary>
public sealed record IncidentArrival : Arrival
{
    public required string IncidentId { get; init; }
    public required string StudentId { get; init; }
    public string? SchoolId { get; init; }
    public required DateOnly Day { get; init; }
    public string? Behavior { get; init; }
    public bool IsStateOffense { get; init; }
    public string? Action { get; init; }
    public DateOnly? ActionDay { get; init; }
    public decimal? ActionDays { get; init; }
}

/// <summary>A student's time in a program. Key: student, program and begin date.</summary>
public sealed record ProgramArrival : Arrival
{
    public required string StudentId { get; init; }

    /// <summary>Special Education, Section 504, English Learner, Free or Reduced Meals, Homeless, Foster Care, Gifted, …</summary>
    public required string Program { get; init; }
    public DateOnly? BeginDate { get; init; }
    public DateOnly? EndDate { get; init; }
    public string? Detail { get; init; }

    /// <summary>none, meals, disability, language, housing, foster or health: who needs a named right to see it (42 USC 1758(b)(6) for meals).</summary>
    public required string Sensitivity { get; init; }
}

/// <summary>A student's device and internet at home on a survey day, in Ed-Fi's codes. Key: student and survey date.</summary>
public sealed record DeviceAccessArrival : Arrival
{
    public required string StudentId { get; init; }
    public required DateOnly SurveyDate { get; init; }
    public SchoolYear? Year { get; init; }
    public string? Device { get; init; }
    public string? DeviceAccess { get; init; }
    public string? DeviceProvider { get; init; }
    public string? Internet { get; init; }
    public string? InternetPerformance { get; init; }
    public string? InternetBarrier { get; init; }
}
