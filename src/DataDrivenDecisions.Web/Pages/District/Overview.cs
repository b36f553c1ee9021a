using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Web.Pages.District;

/// <summary>The same measures for one school or for the whole district, year by year, each year counted to the same day.</summary>
public sealed record YearFigures
{
    public required int Year { get; init; }

    /// <summary>Students with at least the fewest days from which chronic absence is judged.</summary>
    public required GroupSize Students { get; init; }
    public required Rate Attendance { get; init; }
    public required Rate Chronic { get; init; }
    public required Rate Passing { get; init; }
    public required Rate Suspended { get; init; }
}

/// <summary>One school's line of the table.</summary>
public sealed record SchoolFigures
{
    public required SeenSchool School { get; init; }
    public required long EnrolledCount { get; init; }

    /// <summary>Oldest first; the last is this year.</summary>
    public required IReadOnlyList<YearFigures> Years { get; init; }

    /// <summary>Ninth graders on track, of those who could be judged; without value where there is no grade 9.</summary>
    public required Rate OnTrack { get; init; }

    public YearFigures? Now => Years.Count > 0 ? Years[^1] : null;
    public YearFigures? Before => Years.Count > 1 ? Years[^2] : null;

    /// <summary>Chronic absence rose since a year ago by half a point or more.</summary>
    public bool ChronicRose => Rise >= 0.5m;

    /// <summary>By how many points chronic absence rose since a year ago; below zero when it fell.</summary>
    public decimal Rise => Now is { Chronic.Percent: { } now } && Before is { Chronic.Percent: { } before } ? now - before : 0;

    /// <summary>The school in which it rose most: the one exception that pictures and tables mark.</summary>
    public bool IsException { get; init; }
}

/// <summary>The district's and its schools' figures, made from what one viewer may see. Pure: rows in, figures out.</summary>
public sealed record Overview
{
    /// <summary>From so many enrolled days a student counts (EDFacts FS195).</summary>
    const int FewestDays = 10;

    public required IReadOnlyList<YearFigures> Years { get; init; }
    public required IReadOnlyList<SchoolFigures> Schools { get; init; }
    public required Rate OnTrack { get; init; }
    public required long EnrolledCount { get; init; }

    public static Overview Of(
        int thisYear, IReadOnlyList<SeenSchool> schools, IReadOnlyList<StudentYearDays> days, IReadOnlyList<MarkCount> marks,
        IReadOnlyList<SuspendedCount> suspended, IReadOnlyList<EnrolledCount> enrolled, IReadOnlyList<VerdictOnDay> verdicts)
    {
        // A student counts once a year, at the school where she was enrolled longest.
        var students = days.GroupBy(d => (d.SchoolYear, d.StudentKey)).Select(g => new StudentDays(
            g.Key.SchoolYear, g.OrderByDescending(d => d.DaysEnrolled).ThenBy(d => d.SchoolKey).First().SchoolKey,
            g.Sum(d => d.DaysEnrolled), g.Sum(d => d.DaysAbsent), g.Sum(d => d.DaysMissed))).ToList();
        var years = students.Select(s => s.Year).Where(y => y <= thisYear).Distinct().Order().TakeLast(5).ToList();
        var onTrack = verdicts.Where(v => string.Equals(v.Indicator, "freshman-on-track", StringComparison.Ordinal) && v.IsJudged).ToList();
        var lines = schools.OrderBy(Highest).ThenBy(s => s.Name, StringComparer.Ordinal).Select(school => new SchoolFigures
        {
            School = school,
            EnrolledCount = enrolled.Where(e => e.SchoolKey == school.SchoolKey).Sum(e => e.StudentCount),
            Years = [.. years.Select(y => Figures(
                y, [.. students.Where(s => s.Year == y && s.School == school.SchoolKey)],
                marks.Where(m => m.SchoolYear == y && m.SchoolKey == school.SchoolKey),
                suspended.Where(s => s.SchoolYear == y && s.SchoolKey == school.SchoolKey)))],
            OnTrack = Share([.. onTrack.Where(v => v.SchoolKey == school.SchoolKey)]),
        }).Where(s => s.EnrolledCount > 0 || s.Now is { Students.Students: > 0 }).ToList();
        var exception = lines.Where(s => s.ChronicRose).MaxBy(s => s.Rise);
        return new Overview
        {
            Years = [.. years.Select(y => Figures(y, [.. students.Where(s => s.Year == y)], marks.Where(m => m.SchoolYear == y), suspended.Where(s => s.SchoolYear == y)))],
            Schools = [.. lines.Select(l => l with { IsException = l == exception })],
            OnTrack = Share(onTrack),
            EnrolledCount = enrolled.Sum(e => e.StudentCount),
        };
    }

    static YearFigures Figures(int year, IReadOnlyList<StudentDays> students, IEnumerable<MarkCount> marks, IEnumerable<SuspendedCount> suspended)
    {
        var counted = students.Where(s => s.Enrolled >= FewestDays).ToList();
        var judged = marks.Where(m => m.IsJudged).ToList();
        long letters = judged.Sum(m => m.Count), failing = judged.Where(m => m.IsFailing).Sum(m => m.Count);
        return new YearFigures
        {
            Year = year,
            Students = new GroupSize(counted.Count),
            Attendance = Rate.Of(students.Sum(s => s.Enrolled - s.Missed), students.Sum(s => s.Enrolled)),
            Chronic = Rate.Of(counted.Count(s => s.Absent * 10 >= s.Enrolled), counted.Count),
            Passing = Rate.Of(letters - failing, letters),
            Suspended = Rate.Of(Math.Min(suspended.Sum(s => s.StudentCount), students.Count), students.Count),
        };
    }

    static Rate Share(IReadOnlyList<VerdictOnDay> verdicts) => Rate.Of(verdicts.Count(v => !v.IsConcern), verdicts.Count);

    /// <summary>Elementary before middle before high: by the highest grade.</summary>
    static int Highest(SeenSchool school) => GradeLevel.TryParse(school.HighestGrade, out var grade) ? grade.Number ?? 99 : 99;

    /// <summary>A school's level by its highest grade; null where no source says which grades it teaches.</summary>
    public static SchoolLevel? LevelOf(SeenSchool school) => Highest(school) switch { 99 => null, <= 6 => SchoolLevel.Elementary, <= 8 => SchoolLevel.Middle, _ => SchoolLevel.High };

    sealed record StudentDays(int Year, int School, long Enrolled, long Absent, decimal Missed);
}
