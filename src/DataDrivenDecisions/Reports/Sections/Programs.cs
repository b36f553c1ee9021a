using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>Programs that the student takes part in now; sensitive ones are in the file only for readers with a named right.</summary>
public sealed class Programs : Section
{
    public override Markup Html(Sheet sheet)
    {
        var (w, programs) = (sheet.Words, sheet.File.Programs);
        return programs.Count == 0 ? Markup.None : Markup.Of($"""
            <section class="topic slim" aria-labelledby="programs"><header><h2 id="programs">{w["programs.title"]}</h2><p>{w.List([.. programs.Select(p => w.Known("program", p.Program))])}</p></header></section>
            """);
    }
}
