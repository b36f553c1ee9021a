using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>Behavior incidents of the year in plain words, with what the school did.</summary>
public sealed class Behavior : Section
{
    const int MostShown = 4;

    public override Markup Html(Sheet sheet)
    {
        var w = sheet.Words;
        var incidents = sheet.File.Incidents.GroupBy(i => i.IncidentId).OrderByDescending(g => g.Max(i => i.Day)).ToList();
        var body = incidents.Count == 0 ? Markup.None : Markup.Of($"""
            <ul class="lines">{Markup.Each(incidents.Take(MostShown), g => Line(sheet, [.. g]))}</ul>
            {(incidents.Count > MostShown ? Markup.Of($"<p class=\"key\">{w["behavior.earlier", incidents.Count - MostShown]}</p>") : Markup.None)}
            """);
        var finding = incidents.Count == 0 ? w["behavior.none"] : w.Count("behavior.said", incidents.Count, w.ShortDate(incidents[0].Max(i => i.Day)));
        return Markup.Of($"""
            <section class="topic slim" aria-labelledby="behavior"><header><h2 id="behavior">{w["behavior.title"]}</h2><p>{finding}</p></header>{body}</section>
            """);
    }

    static Markup Line(Sheet sheet, IReadOnlyList<StudentIncident> incident)
    {
        var w = sheet.Words;
        var actions = incident.Select(i => i.Action).Where(a => !string.IsNullOrWhiteSpace(a)).Distinct(StringComparer.Ordinal).Select(a => w.Known("action", a)).ToList();
        return Markup.Of($"<li><b>{w.ShortDate(incident[0].Day)}</b> {w.Known("behavior", incident[0].Behavior)}{(actions.Count == 0 ? "" : w["behavior.then", w.List(actions)])}</li>");
    }
}
