using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>Whom to call, what to do when something is wrong, and from which days the records are.</summary>
public sealed class CallAndSources : Section
{
    public override Markup Html(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        var days = new[] { ("sources.attendance", file.AttendanceThrough), ("sources.marks", file.MarksThrough), ("sources.tests", file.TestsThrough) }
            .Where(d => d.Item2 is not null).Select(d => w[d.Item1, w.Date(d.Item2!.Value)]).ToList();
        var call = !sheet.IsForFamily ? Markup.None
            : Markup.Of($"<section><h2>{w["call.title"]}</h2><p>{w["call.text", file.Student.SchoolName ?? sheet.District]}</p></section>");
        return Markup.Of($"""
            <div class="last">{call}
            <section class="wrong"><h2>{w["wrong.title"]}</h2><p>{w[sheet.IsForFamily ? "wrong.text" : "wrong.staff"]}</p></section>
            <section><h2>{w["sources.title"]}</h2><p>{w["sources.made", w.Date(file.AsOf)]} {string.Join(" ", days)}</p></section></div>
            <section class="notes"><h2>{w["notes.title"]}</h2></section>
            """);
    }
}
