using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing;

/// <summary>What an attendance code or word says of a student's day, whichever system wrote it.</summary>
/// <param name="Status">Absent, tardy, present, partial or unknown.</param>
/// <param name="IsExcused">True when the school accepts the reason.</param>
/// <param name="IsSuspension">True for both kinds of suspension; an in-school suspension is a day present (EDFacts FS195).</param>
internal readonly record struct AttendanceMeaning(AttendanceStatus Status, bool IsExcused = false, bool IsSuspension = false)
{
    /// <summary>True for a day of suspension that the student spent at school: a day present, and no day lost.</summary>
    public bool IsInSchoolSuspension => IsSuspension && Status is AttendanceStatus.Present;

    /// <summary>The status, once it is known how much of the day was missed: an absence of less than a day is a partial one.</summary>
    /// <param name="portion">The part of the day missed, 0 to 1, or null when the source does not say.</param>
    public AttendanceStatus StatusFor(decimal? portion) => Status is AttendanceStatus.Absent && portion is > 0 and < 1 ? AttendanceStatus.Partial : Status;

    /// <summary>The part of the day missed, 0 to 1: what the source says, a whole day of an absence without it, and nothing of a day that was present or is unknown.</summary>
    /// <param name="portion">The part of the day that the source says was missed, or null.</param>
    public decimal PortionFor(decimal? portion) => Status switch
    {
        AttendanceStatus.Absent => portion ?? 1,
        AttendanceStatus.Present or AttendanceStatus.Unknown => 0,
        _ => portion ?? 0,
    };
}
