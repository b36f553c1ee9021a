using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>One column of a <see cref="StudentMatrix"/>.</summary>
/// <param name="Name">Its name in files: "absence_share".</param>
/// <param name="Meaning">What it says of a student, in one line.</param>
/// <param name="Unit">What it counts: days, marks, points; a share lies between 0 and 1.</param>
/// <param name="Source">Whose facts it is made of.</param>
public sealed record MatrixFigure(string Name, string Meaning, string Unit, string Source)
{
    const string ByDays = "days of attendance", ByMarks = "posted marks", ByIncidents = "incidents", ByEnrollment = "enrollment";

    /// <summary>The figure of a student; not a number where it is not known.</summary>
    internal Func<MatrixStudent, double> Of { get; init; } = _ => double.NaN;

    /// <summary>The figure where it says how a student stands among others, so that it is known once all are; null for the others.</summary>
    internal Func<MatrixPlace, double>? Among { get; init; }

    /// <summary>The columns in their order: attendance, marks, behavior, place.</summary>
    public static IReadOnlyList<MatrixFigure> All { get; } =
    [
        Days("days_enrolled", "School days enrolled this year whose attendance is known", a => a.ThisYear.Enrolled),
        Days("days_absent", "Of them, days on which half the day or more was missed", a => a.ThisYear.Absent),
        Attended("absence_share", "Days absent of days enrolled, this year", "share", s => s.AbsenceShare),
        Attended("absence_share_last_year", "Days absent of days enrolled, last year", "share", LastYearsShare),
        Attended("absence_share_all_years", "Days absent of days enrolled, all years that the district has sent", "share",
            s => s.Attendance is { } a ? MatrixStudent.Share(a.ThisYear.Absent + a.Before.Absent, a.ThisYear.Enrolled + a.Before.Enrolled) : double.NaN),
        Attended("absence_share_change", "This year's share of days absent less last year's", "share", s => s.AbsenceShare - LastYearsShare(s)),
        Days("days_absent_30", "Days absent of the last 30 calendar days", a => a.AbsentShort),
        Days("days_absent_60", "Days absent of the last 60 calendar days", a => a.AbsentLong),
        Days("days_excused", "Days absent that were excused for the most part", a => a.ThisYear.Excused),
        Days("days_unexcused", "Days absent that were not excused", a => a.ThisYear.Absent - a.ThisYear.Excused),
        Attended("unexcused_share", "Days absent without excuse, of days enrolled", "share", s => Known(s, a => MatrixStudent.Share(a.ThisYear.Absent - a.ThisYear.Excused, a.ThisYear.Enrolled))),
        Days("days_tardy", "Days attended that began late", a => a.ThisYear.Tardy),
        Attended("tardy_share", "Days that began late, of days enrolled", "share", s => Known(s, a => MatrixStudent.Share(a.ThisYear.Tardy, a.ThisYear.Enrolled))),
        Attended("is_chronically_absent", "1 for a tenth or more of the days missed, from 10 days enrolled on", "0 or 1", s => Known(s, a => a.IsChronic is { } chronic ? chronic ? 1 : 0 : double.NaN)),
        Attended("years_chronically_absent", "Years in which a tenth or more of the days was missed, this one included", "years", s => s.Attendance?.ChronicYears ?? double.NaN),
        Placed("absence_rank_school_grade", "Share of the others of her grade at her school who miss a smaller share", ByDays, p => p.AbsenceAtSchool),
        Placed("absence_rank_grade", "Share of the others of her grade in the district who miss a smaller share", ByDays, p => p.AbsenceInGrade),
        Marked("gpa", "Mean points of this year's letter marks, A 4 to F 0, plus and minus 0.3", "points", s => s.GradePoints),
        Marked("gpa_last_year", "Mean points of last year's letter marks", "points", LastYearsPoints),
        Marked("gpa_all_years", "Mean points of all letter marks that the district has sent", "points",
            s => MatrixStudent.Share((s.Marks?.Tenths ?? 0) + (s.PastMarks?.Tenths ?? 0), 10 * ((s.Marks?.Letters ?? 0) + (s.PastMarks?.Letters ?? 0)))),
        Marked("gpa_change", "This year's mean points less last year's", "points", s => s.GradePoints - LastYearsPoints(s)),
        Marked("gpa_spread", "Standard deviation of the points of this year's marks", "points", s => s.Marks is { } m ? Spread(m.Letters, m.Tenths, m.TenthsSquared) / 10 : double.NaN),
        Marked("gpa_newest_term", "Mean points of the newest term that has marks", "points", NewestTermsPoints),
        Marked("gpa_term_change", "Newest term's mean points less those of the year's first", "points",
            s => s.Marks is { HasTwoTerms: 1 } m ? NewestTermsPoints(s) - MatrixStudent.Share(m.FirstTenths, 10 * m.FirstLetters) : double.NaN),
        Marked("failures", "F marks this year, of any term", "marks", s => s.Marks is { Letters: > 0 } m ? m.Failing : double.NaN),
        Marked("failures_last_year", "F marks last year, of any term", "marks", s => s.PastMarks is { LastYearLetters: > 0 } m ? m.LastYearFailing : double.NaN),
        Marked("failures_newest_term", "F marks of the newest term that has marks", "marks", s => s.Marks is { Letters: > 0 } m ? m.NewestFailing : double.NaN),
        Marked("core_failures", "F marks this year in English, mathematics, science and social studies", "marks", s => s.Marks is { Letters: > 0 } m ? m.FailingCore : double.NaN),
        Marked("lowest_percent", "Lowest percentage of this year's marks; a letter without one is the middle of its band", "percent", s => s.Marks?.LowestTenThousandths / 10_000.0 ?? double.NaN),
        Marked("percent_spread", "Standard deviation of the percentages of this year's marks", "percent", s => s.Marks is { } m ? Spread(m.Percents, m.TenThousandths, m.TenThousandthsSquared) / 10_000 : double.NaN),
        Placed("gpa_rank_school_grade", "Share of the others of her grade at her school whose mean points are lower", ByMarks, p => p.PointsAtSchool),
        Placed("gpa_rank_grade", "Share of the others of her grade in the district whose mean points are lower", ByMarks, p => p.PointsInGrade),
        new("incidents", "Incidents this year", "incidents", ByIncidents) { Of = s => s.Incidents?.Incidents ?? double.NaN },
        new("incidents_all_years", "Incidents of all years that the district has sent", "incidents", ByIncidents) { Of = s => s.IncidentsOfAllYears ?? double.NaN },
        new("days_suspended", "Days of suspension that this year's incidents led to", "days", ByIncidents) { Of = s => (double?)s.Incidents?.SuspendedDays ?? double.NaN },
        new("grade", "1 to 13, 0 for kindergarten, -1 for before", "grades", ByEnrollment) { Of = s => GradeLevel.TryParse(s.Grade, out var grade) ? grade.Number ?? double.NaN : double.NaN },
        new("schools_before", "Other schools of the district in which she was enrolled so far", "schools", ByEnrollment) { Of = s => s.Schools - 1 ?? double.NaN },
        new("years_enrolled", "School years in the district, this one included", "years", ByEnrollment) { Of = s => s.Years ?? double.NaN },
    ];

    static MatrixFigure Days(string name, string meaning, Func<MatrixAttendance, double> of) => Attended(name, meaning, "days", s => Known(s, of));

    static MatrixFigure Attended(string name, string meaning, string unit, Func<MatrixStudent, double> of) => new(name, meaning, unit, ByDays) { Of = of };

    static MatrixFigure Marked(string name, string meaning, string unit, Func<MatrixStudent, double> of) => new(name, meaning, unit, ByMarks) { Of = of };

    static MatrixFigure Placed(string name, string meaning, string source, Func<MatrixPlace, double> among) => new(name, meaning, "share", source) { Among = among };

    /// <summary>Of who has no submitted day this year nothing is known, and no count is zero.</summary>
    static double Known(MatrixStudent student, Func<MatrixAttendance, double> of) => student.Attendance is { ThisYear.Enrolled: > 0 } a ? of(a) : double.NaN;

    static double LastYearsShare(MatrixStudent student) => student.Attendance is { } a ? MatrixStudent.Share(a.LastYear.Absent, a.LastYear.Enrolled) : double.NaN;

    static double LastYearsPoints(MatrixStudent student) => student.PastMarks is { } m ? MatrixStudent.Share(m.LastYearTenths, 10 * m.LastYearLetters) : double.NaN;

    static double NewestTermsPoints(MatrixStudent student) => student.Marks is { } m ? MatrixStudent.Share(m.NewestTenths, 10 * m.NewestLetters) : double.NaN;

    /// <summary>The sample's standard deviation of whole numbers, in their own unit; not known of fewer than two.</summary>
    static double Spread(long count, long sum, long squares) =>
        count < 2 ? double.NaN : Math.Sqrt((double)((Int128)count * squares - (Int128)sum * sum) / ((double)count * (count - 1)));
}
