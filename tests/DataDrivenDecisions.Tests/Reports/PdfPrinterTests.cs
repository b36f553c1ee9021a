using System.Text;
using DataDrivenDecisions.Reports;

namespace DataDrivenDecisions.Tests.Reports;

/// <summary>The report on paper: a tagged PDF of one or two pages where a browser is installed, a clear word where none is.</summary>
[TestFixture]
public sealed class PdfPrinterTests
{
    [TestCase(Audience.Family, "en")]
    [TestCase(Audience.Family, "es")]
    [TestCase(Audience.Staff, "en")]
    public void A_report_prints_as_a_tagged_pdf_of_at_most_two_pages(Audience audience, string language)
    {
        var printer = new PdfPrinter();
        if (!printer.IsAvailable)
            Assert.Ignore("needs Chromium");
        var html = StudentReport.Of(new InventedStudent(), "0000007", InventedStudent.Sheet(audience, language))!.Html();
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"report-{audience}-{language}.pdf");
        File.WriteAllText(Path.ChangeExtension(file, "html"), html);

        var result = printer.Print(html, file);

        Assert.That(result.Problem, Is.Null);
        TestContext.AddTestAttachment(file);
        var pdf = Encoding.Latin1.GetString(File.ReadAllBytes(file));
        Assert.That(pdf, Does.StartWith("%PDF-"));
        Assert.That(pdf, Does.Contain("/MarkInfo").And.Contain($"/Lang ({language})").And.Contain("/StructTreeRoot"));
        Assert.That(System.Text.RegularExpressions.Regex.Count(pdf, @"/Type\s*/Page\b"), Is.InRange(1, 2));
    }

    [Test]
    public void A_browser_that_is_not_there_is_said_so_with_what_to_install()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "never.pdf");
        var result = new PdfPrinter(Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-browser")).Print("<p>x</p>", file);
        Assert.That(result.IsPrinted, Is.False);
        Assert.That(result.Problem, Does.Contain("Install Chromium"));
        Assert.That(File.Exists(file), Is.False);
    }
}
