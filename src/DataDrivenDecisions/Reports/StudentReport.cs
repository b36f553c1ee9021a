using DataDrivenDecisions.Charts;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Reports.Sections;

namespace DataDrivenDecisions.Reports;

/// <summary>What a learning report is to be: for whom, in which language, of which day.</summary>
public sealed record ReportRequest
{
    public required Audience Audience { get; init; }

    /// <summary>The last day that counts.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The district's name for the head of the sheet.</summary>
    public required string District { get; init; }

    /// <summary>One of <see cref="Wording.Languages"/>.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>The learning report of one student: one or two sheets of US Letter that staff or the family can print and talk about.</summary>
public sealed class StudentReport
{
    readonly Sheet _sheet;

    StudentReport(Sheet sheet) => _sheet = sheet;

    /// <summary>The parts of the report, in the order of reading.</summary>
    public static IReadOnlyList<Section> Sections { get; } =
    [
        new WhoAndWhen(),
        new Strengths(),
        new AtAGlance(),
        new Signs(),
        new Sections.Attendance(),
        new Classes(),
        new Behavior(),
        new Assessments(),
        new Programs(),
        new HowToRead(),
        new CallAndSources(),
    ];

    /// <summary>The style of the report for a page that carries the body inside its own frame.</summary>
    public static string Css { get; } = HouseStyle.Css + Read("report.css");

    /// <summary>The title of the document: the student's name is on the sheet, so the file should be kept like one.</summary>
    public string Title => TitleOf(_sheet);

    /// <summary>BCP 47 code of the words.</summary>
    public string Language => _sheet.Words.Language;

    /// <summary>The report of the student that people call by an id or number; null when the reader may not see such a student.</summary>
    /// <exception cref="ArgumentException">There are no words in that language; the message lists those there are.</exception>
    public static StudentReport? Of(IAsk ask, string studentId, ReportRequest request, CancellationToken stop = default)
    {
        var found = ask.Ask(SeenStudent.Called(studentId), stop);
        var student = found.FirstOrDefault(s => s.StudentId == studentId) ?? (found.Count > 0 ? found[0] : null);
        return student is null ? null : Of(ask, student, request, stop);
    }

    /// <summary>The report of a student by the warehouse's key; null when the reader may not see the student.</summary>
    /// <exception cref="ArgumentException">There are no words in that language; the message lists those there are.</exception>
    public static StudentReport? Of(IAsk ask, int studentKey, ReportRequest request, CancellationToken stop = default) =>
        ask.Ask(SeenStudent.Of(studentKey), stop) is [var student, ..] ? Of(ask, student, request, stop) : null;

    /// <summary>The report of a file that was gathered elsewhere.</summary>
    public static StudentReport Of(StudentFile file, ReportRequest request) => new(new Sheet
    {
        File = file,
        Audience = request.Audience,
        District = request.District,
        Words = WordsOf(request),
    });

    /// <summary>The sheet alone, to stand inside a page that has <see cref="Css"/>.</summary>
    public Markup Body() => Markup.Of($"<article class=\"sheet {_sheet.Audience.ToString().ToLowerInvariant()}\" lang=\"{Language}\">{Markup.Each(Sections, s => s.Html(_sheet))}</article>");

    /// <summary>A whole document that carries its style and fonts itself and prints on US Letter.</summary>
    public string Html() => Markup.Of($"""
        <!doctype html>
        <html lang="{Language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Title}</title>
        <style>{Markup.Raw(HouseStyle.FontFaces + Read("report-page.css") + Foot() + Css)}</style></head>
        <body><main>{Body()}</main></body></html>
        """).ToString();

    internal static string TitleOf(Sheet sheet) => sheet.IsForFamily
        ? sheet.Words["title.family", sheet.File.FirstName]
        : sheet.Words["title.staff", sheet.File.Student.Name];

    static StudentReport Of(IAsk ask, SeenStudent student, ReportRequest request, CancellationToken stop)
    {
        _ = WordsOf(request);
        return Of(StudentFile.Gather(ask, student, request.AsOf, request.Audience, stop), request);
    }

    static Wording WordsOf(ReportRequest request) => Wording.In(request.Language)
        ?? throw new ArgumentException($"There is no report in that language. Choose one of: {string.Join(", ", Wording.Languages)}.", nameof(request));

    // The words at the foot of each printed page; quotes and backslashes would end the CSS string.
    string Foot()
    {
        static string Css(string text) => "\"" + text.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "'", StringComparison.Ordinal).Replace('<', ' ').Replace('\n', ' ') + "\"";
        var w = _sheet.Words;
        return $"@page{{@bottom-left{{content:{Css(w[_sheet.IsForFamily ? "foot.family" : "foot.staff"])}}}"
            + $"@bottom-right{{content:{Css(w["foot.page"])} \" \" counter(page) \" / \" counter(pages)}}}}\n";
    }

    static string Read(string file)
    {
        using var stream = typeof(StudentReport).Assembly.GetManifestResourceStream("style/" + file)
            ?? throw new InvalidOperationException($"{file} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
