using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>The newest mark of each course, the best first, with where it moved.</summary>
public sealed class Classes : Section
{
    const int MostNamed = 3;

    public override Markup Html(Sheet sheet)
    {
        var (w, courses) = (sheet.Words, sheet.File.Courses);
        if (courses.Count == 0)
            return Markup.None;
        var low = courses.Where(c => c.IsLow).ToList();
        var standing = low.Count == 0 ? "Well" : "NeedsHelp";
        var finding = low.Count == 0
            ? w.Count("classes.well", courses.Count, sheet.File.FirstName)
            : w["classes.low", courses.Count - low.Count, courses.Count, w.List([.. low.Take(MostNamed).Select(c => c.Name)])];
        return Topic("classes", w["classes.title"], finding, Table(sheet),
            Steps(sheet, w["classes.means." + standing], w["classes.home." + standing], w["classes.ask." + standing, low.Count > 0 ? low[0].Name : courses[0].Name]), "listed");
    }

    static Markup Table(Sheet sheet) => Markup.Of($"""
        <table class="grades"><caption class="key">{sheet.Words["classes.caption", sheet.File.Courses.Select(c => c.Newest.Term).Last() ?? ""]}</caption><tbody>
        {Markup.Each(sheet.File.Courses, c => Markup.Of($"""
            <tr><th scope="row">{c.Name}</th><td>{Pictures.GradeDots(c.Newest.Letter?.Letter ?? 'F')}</td><td class="mark">{c.Newest.Letter}</td><td class="points">{Moved(sheet, c)}</td></tr>
            """))}</tbody></table>
        """);

    static string Moved(Sheet sheet, CourseMarks course) => course.Newest.PercentPoints is not { } points ? ""
        : course.Terms.Count > 1 && course.Terms[0].PercentPoints is { } first
            ? $"{sheet.Words.Number(Math.Round(first))} → {sheet.Words.Number(Math.Round(points))}"
            : sheet.Words.Number(Math.Round(points));
}
