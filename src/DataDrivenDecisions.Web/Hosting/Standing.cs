using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>How things stand for the person who looks: the analysis nights there are, and how far each source reaches. Asked once a request.</summary>
public sealed class Standing(Desk desk)
{
    IReadOnlyList<DateOnly>? _nights;
    IReadOnlyList<SourceDay>? _sources;
    IReadOnlyList<SchoolSubmitted>? _submitted;

    /// <summary>The days that were analysed, newest first.</summary>
    public IReadOnlyList<DateOnly> Nights => _nights ??= [.. desk.Reader.Ask(AnalysisDay.All).Select(n => n.AsOf).OrderDescending()];

    public DateOnly? Latest => Nights.Count > 0 ? Nights[0] : null;
    public DateOnly? Previous => Nights.Count > 1 ? Nights[1] : null;

    public IReadOnlyList<SourceDay> Sources => _sources ??= desk.Reader.Ask(SourceDay.In(desk.Year.Ends));

    /// <summary>Each school's last submitted day; schools without any are last.</summary>
    public IReadOnlyList<SchoolSubmitted> Submitted => _submitted ??=
        [.. desk.Reader.Ask(SchoolSubmitted.In(desk.Year.Ends, desk.Today)).OrderByDescending(s => s.Through).ThenBy(s => s.SchoolName, StringComparer.Ordinal)];

    /// <summary>The day that most schools' attendance reaches.</summary>
    public DateOnly? AttendanceThrough =>
        Submitted.Where(s => s.Through is not null).GroupBy(s => s.Through).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault()?.Key
        ?? Newest("attendance");

    /// <summary>Schools whose attendance does not reach as far as the others'.</summary>
    public IReadOnlyList<SchoolSubmitted> Behind => [.. Submitted.Where(s => s.Through is null || s.Through < AttendanceThrough)];

    public DateOnly? Newest(string kind) => Sources.FirstOrDefault(s => string.Equals(s.Kind, kind, StringComparison.Ordinal))?.Newest;

    /// <summary>"Attendance through Thu 12 Mar; Alder Creek High through Wed 11 Mar · marks posted through Fri 23 Jan": the line under every table and chart.</summary>
    public string Line
    {
        get
        {
            var parts = new List<string>();
            if (AttendanceThrough is { } day)
                parts.Add($"Attendance through {Words.Day(day)}" + string.Concat(Behind.Take(2).Select(b => $"; {b.SchoolName} {Words.Through(b.Through)}")));
            if (Newest("marks") is { } marks)
                parts.Add($"marks posted through {Words.Day(marks)}");
            if (Newest("assessments") is { } tests)
                parts.Add($"tests through {Words.Day(tests)}");
            return parts.Count == 0 ? "No records of this year have been imported yet." : string.Join(" · ", parts);
        }
    }
}
