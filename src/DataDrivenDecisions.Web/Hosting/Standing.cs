using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>How things stand for the person who looks: the analysis nights there are, and how far each source reaches. Asked once a request.</summary>
public sealed class Standing(Desk desk, RecordStore records)
{
    IReadOnlyList<DateOnly>? _nights;
    IReadOnlyList<SourceDay>? _sources;
    IReadOnlyList<SchoolSubmitted>? _submitted;
    IReadOnlyList<SourceStanding>? _feeds;

    /// <summary>The days that were analysed, newest first.</summary>
    public IReadOnlyList<DateOnly> Nights => _nights ??= [.. desk.Reader.Ask(AnalysisDay.All).Select(n => n.AsOf).OrderDescending()];

    public DateOnly? Latest => Nights.Count > 0 ? Nights[0] : null;
    public DateOnly? Previous => Nights.Count > 1 ? Nights[1] : null;

    public IReadOnlyList<SourceDay> Sources => _sources ??= desk.Reader.Ask(SourceDay.In(desk.Year.Ends));

    /// <summary>The systems that the data come from, and when something came from each; of a past day that is not kept.</summary>
    public IReadOnlyList<SourceStanding> Feeds => _feeds ??= desk.AsOf is not null ? [] : SourceStanding.All(records, desk.Place, desk.District.Clock.GetUtcNow());

    /// <summary>Those from which something was expected that has not come. What is known of them stands.</summary>
    public IReadOnlyList<SourceStanding> Late => [.. Feeds.Where(f => f.IsLate)];

    /// <summary>When something came from a source last, on the district's clock: "last came Fri 13 Mar, 02:14".</summary>
    public string LastCame(SourceStanding feed) => feed.LastAt is { } at ? "last came " + Words.Time(at, desk.Place.TimeZone) : "nothing has come yet";

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
            if (Late.Count > 0)
                parts.Add("late: " + string.Join(", ", Late.Take(3).Select(f => $"{f.Name} ({LastCame(f)})")));
            return parts.Count == 0 ? "No records of this year have been imported yet." : string.Join(" · ", parts);
        }
    }
}
