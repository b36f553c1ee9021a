using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>How to read the sheet, and what no number on it decides.</summary>
public sealed class HowToRead : Section
{
    public override Markup Html(Sheet sheet)
    {
        var w = sheet.Words;
        return Markup.Of($"""
            <section class="how" aria-labelledby="how"><h2 id="how">{w["how.title"]}</h2>
            <ul><li>{w["how.dot", sheet.File.FirstName]}</li><li>{w["how.area"]}</li><li>{w["how.one"]}</li></ul></section>
            """);
    }
}
