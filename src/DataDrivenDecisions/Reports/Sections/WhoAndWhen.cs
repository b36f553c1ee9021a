using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>Whose sheet it is, from which day, and a greeting.</summary>
public sealed class WhoAndWhen : Section
{
    public override Markup Html(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        var meta = string.Join(" · ", new[] { file.Student.SchoolName, file.Student.Grade is { } grade ? w["who.grade", grade] : null, w.Date(file.AsOf) }.Where(t => !string.IsNullOrEmpty(t)));
        var greeting = sheet.IsForFamily ? w["who.greeting", file.Student.Name, file.FirstName] : w["who.staff", file.Year];
        return Markup.Of($"""
            <header class="top"><p class="brand">{sheet.District}</p><p>{meta}</p></header>
            <h1>{StudentReport.TitleOf(sheet)}</h1>
            <p class="greet">{greeting}</p>
            """);
    }
}
