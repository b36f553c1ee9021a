using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>
/// All that a model may know of one student on one day, and, for past years, what happened afterwards.
/// Race, sex, disability, language and lunch status have no place here.
/// </summary>
public sealed record StudentCase
{
    /// <summary>The day of the knowledge.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The year up to that day.</summary>
    public required StudentYear SoFar { get; init; }

    /// <summary>The whole of the year before, or null for someone new.</summary>
    public StudentAttendance? AttendanceLastYear { get; init; }

    public IReadOnlyList<StudentMark> MarksLastYear { get; init; } = [];

    /// <summary>Test results of the last year and a bit, oldest first.</summary>
    public IReadOnlyList<StudentScore> Scores { get; init; } = [];

    /// <summary>The course that is asked about; null where the question is about the student as a whole.</summary>
    public CaseCourse? Course { get; init; }

    /// <summary>The line between two levels that is asked about; null where the question has none.</summary>
    public CaseLine? Line { get; init; }

    /// <summary>False for the lines beside that of grade level: a model learns from them and is examined on them, but her chance is that of grade level.</summary>
    public bool IsCounted => Line is null or { IsGradeLevel: true };

    /// <summary>What happened after the day; null while nobody knows, or too little was seen of the student.</summary>
    public bool? CameTrue { get; init; }

    public int StudentKey => SoFar.StudentKey;

    /// <summary>The section that is asked about; 0 where the question is about the student as a whole.</summary>
    public int SectionKey => Course?.SectionKey ?? 0;

    /// <summary>The share of days missed so far, by which a rule's ties are broken; 0 where nothing is known.</summary>
    public double AbsenceShare => SoFar.Attendance is { DaysEnrolled: > 0 } a ? (double)a.DaysAbsent / a.DaysEnrolled : 0;
}

/// <summary>One course of one student.</summary>
/// <param name="SectionKey">The section, by the warehouse's key.</param>
/// <param name="Title">What the school calls it.</param>
/// <param name="IsCore">True for English, mathematics, science and social studies.</param>
public sealed record CaseCourse(int SectionKey, string Title, bool IsCore);
