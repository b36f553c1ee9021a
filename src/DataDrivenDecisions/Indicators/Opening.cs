using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>How the usual evidence is opened into the rows that it was counted from: days, course marks and incidents. An indicator names the one it rests on.</summary>
static class Opening
{
    const string HalfADay = "half the day or more was missed";

    /// <summary>Enrolled days from a first day on. The part is the days absent, or the days present.</summary>
    public static IReadOnlyList<LookedAt> Days(StudentRows rows, bool partIsPresent = false, DateOnly? from = null)
    {
        var records = rows.Attendance.ToLookup(a => (a.Day, a.SchoolKey));
        return [.. rows.Days.GroupBy(d => d.Day).SelectMany(day => OneDay([.. day], records, partIsPresent, from ?? DateOnly.MinValue))];
    }

    // A day at two schools counts once, and as present where she was at one of them: as StudentAttendance folds it.
    static IEnumerable<LookedAt> OneDay(CountedDay[] day, ILookup<(DateOnly, int), AttendanceRecord> records, bool partIsPresent, DateOnly from)
    {
        var counted = day[0].Day < from ? null : day.Where(d => d.EnrolledDays == 1).MinBy(d => d.AbsentDays);
        foreach (var d in day)
        {
            AttendanceRecord[] said = [.. records[(d.Day, d.SchoolKey)]];
            var counts = ReferenceEquals(d, counted);
            var isAbsent = d.AbsentDays >= 0.5m;
            yield return new LookedAt
            {
                Day = d.Day, What = Said(d, said), Counts = counts, Whole = counts ? 1 : 0, Part = counts && isAbsent != partIsPresent ? 1 : 0, IsPlain = said.Length == 0,
                Why = counts ? isAbsent ? $"a day absent: {HalfADay}" : "a day present" : WhyNot(d, from),
                Sources = LookedAt.From(said.Length > 0 ? [.. said.Select(a => a.Source)] : [d.Source]),
            };
        }
    }

    static string Said(CountedDay day, AttendanceRecord[] said) => said.Length switch
    {
        0 when day.Status == "not_submitted" => "no attendance sent",
        0 => "no absence sent",
        1 => Said(said[0]),
        var n => $"{n} rows, among them {Said(said.MaxBy(a => a.PortionAbsent)!)}",
    };

    static string Said(AttendanceRecord row) => $"code {row.Code ?? "–"}: {row.Status}"
        + (row.PortionAbsent is > 0 and < 1 ? $", {Definition.Share(row.PortionAbsent)} of the {(row.Period is null && row.SectionId is null ? "day" : "period")}" : "")
        + (row.IsExcused == 1 ? ", excused" : "") + (row.IsSuspension == 1 ? ", suspended" : "");

    static string WhyNot(CountedDay day, DateOnly from) => day.Day < from ? $"before the last {StudentYear.RecentDays} calendar days, which alone are looked at"
        : day.Status == "not_submitted" ? "the school has not submitted this day, so nobody knows"
        : day.Status == "no_data" ? "the code is not mapped, so nobody knows what it means"
        : "the same day at another school; a day counts once";

    /// <summary>One mark for each course section: the one it stands or falls by. The part is the courses failed, the whole the courses with a grade.</summary>
    public static IReadOnlyList<LookedAt> Sections(StudentRows rows)
    {
        var book = new MarkBook(rows.Marks);
        return [.. book.Sections.SelectMany(section =>
        {
            var deciding = Deciding(section);
            return section.Marks.Select(mark => ReferenceEquals(mark, deciding)
                ? Mark(mark, true, section.IsFailed ? "a course failed" + (mark.IsCore == 1 ? ", core" : "") : "a course not failed", section.IsFailed ? 1 : 0, 1)
                : Mark(mark, false, mark.Points is null ? "no letter and no percentage: it says nothing of achievement"
                    : section.IsFailed ? "another mark of the course decides: a semester or final F stays" : "a newer mark of the course decides"));
        }).OrderBy(l => l.Day)];
    }

    static StudentMark? Deciding(MarkBook.Line section) => section.Points is null ? null
        : !section.IsFailed ? section.Marks.Last(m => m.Points is not null)
        : section.Latest.IsFailing ? section.Latest : section.Marks.First(m => m is { IsDeciding: true, IsFailing: true });

    /// <summary>One mark, and what it adds.</summary>
    public static LookedAt Mark(StudentMark mark, bool counts, string why, decimal part = 0, decimal whole = 0) => new()
    {
        Day = mark.KnownOn, Counts = counts, Why = why, Part = counts ? part : 0, Whole = counts ? whole : 0, Sources = LookedAt.From(mark.Source),
        What = $"{mark.CourseName ?? "a course"}, {mark.Term ?? mark.MarkType ?? "no term"}: " + (mark.Mark, mark.PercentPoints) switch
        {
            (null, null) => "blank",
            ({ } letter, { } percent) => $"{letter} ({Definition.Share(percent)})",
            ({ } letter, null) => letter,
            (null, { } percent) => Definition.Share(percent),
        },
    };

    /// <summary>Marks that bring credits, each credit once, and those left out with why.</summary>
    /// <param name="brings">What a mark brings: in words, and as the part and the whole that it adds.</param>
    public static IReadOnlyList<LookedAt> Credits(StudentRows rows, Func<StudentMark, (string Why, decimal Part, decimal Whole)> brings)
    {
        var lines = MarkBook.Of(rows.Marks).Sections.ToDictionary(s => s.Latest.SectionKey);
        return
        [
            .. rows.Marks.Select(mark => lines[mark.SectionKey].IsTakenUp(mark) ? Mark(mark, false, "its credits are in the course's final mark")
                : mark is { CarriesCredits: true, IsOfSummer: false } && brings(mark) is var (why, part, whole) ? Mark(mark, true, why, part, whole)
                : Mark(mark, false, WhyNoCredits(mark))),
        ];
    }

    static string WhyNoCredits(StudentMark mark) => mark.IsOfSummer ? "summer credits do not count"
        : mark.IsDeciding ? "no credits were attempted with it" : "only semester and final marks give credits, and trimester marks that have some";

    /// <summary>Each incident once; further actions of the same incident are left out.</summary>
    public static IReadOnlyList<LookedAt> Incidents(StudentRows rows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. rows.Incidents.Select(i => seen.Add(i.IncidentId) ? Incident(i, true, i.IsStateOffense == 1 ? "an incident, a state offense" : "an incident") : Incident(i, false, "another action of an incident that counts already"))];
    }

    /// <summary>One part in an incident, and what it adds.</summary>
    public static LookedAt Incident(StudentIncident i, bool counts, string why, decimal part = 1) => new()
    {
        Day = i.Day, Counts = counts, Why = why, Part = counts ? part : 0, Sources = LookedAt.From(i.Source),
        What = (i.Behavior ?? "behavior not recorded") + (i.Action is { } action ? $": {action}" + (i.ActionDays is > 0 and { } days ? $", {Definition.Share(days)} days" : "") : ""),
    };
}
