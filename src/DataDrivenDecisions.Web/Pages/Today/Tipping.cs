using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;

namespace DataDrivenDecisions.Web.Pages.Today;

/// <summary>One student for whom a day or two decide whether the year ends under the line of chronic absence.</summary>
public sealed record AtTheLine(SeenStudent Student, TippingDay Day)
{
    /// <summary>As many as a morning has room for.</summary>
    public const int Most = 6;

    /// <summary>Those who may miss at most two more days, the fewest first; those whom no day can bring back are not among them.</summary>
    public static IReadOnlyList<AtTheLine> Of(IReadOnlyList<SeenStudent> students, IReadOnlyList<VerdictOnDay> verdicts, IReadOnlyList<DaysAhead> ahead)
    {
        var days = ahead.ToDictionary(d => d.SchoolKey, d => d.Days);
        var absences = verdicts.Where(v => v.Indicator == "chronic-absence" && v.IsJudged).ToDictionary(v => v.StudentKey);
        return
        [
            .. students.Where(s => s.IsEnrolled == 1 && s.SchoolKey is not null && absences.ContainsKey(s.StudentKey))
                .Select(s => (Student: s, Day: TippingDay.Of(absences[s.StudentKey].Part, absences[s.StudentKey].Whole, days.TryGetValue(s.SchoolKey!.Value, out var d) ? d : null)))
                .Where(x => x.Day is { IsNear: true }).OrderBy(x => x.Day!.MayMiss).ThenBy(x => x.Student.SortName, StringComparer.Ordinal).Select(x => new AtTheLine(x.Student, x.Day!)),
        ];
    }
}
