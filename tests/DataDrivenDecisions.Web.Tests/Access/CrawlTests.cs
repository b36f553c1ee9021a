using System.Net;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Access;

/// <summary>Whatever a teacher or a family can reach names none of the students outside their sight.</summary>
public sealed class CrawlTests
{
    [TestCase("teacher", 30, 4)]
    [TestCase("family", 5, 25)]
    [TestCase("teacher", 150, int.MaxValue, Category = "Slow")]
    public async Task No_page_chart_download_or_address_names_a_student_outside_ones_sight(string userName, int fewestPages, int mostOfAKind)
    {
        var (outside, inside) = Surnames(userName);
        using var browser = await SampleHost.SignedIn(userName);
        if (userName == "teacher") // a list of whom to see is only there once somebody has made it
            await SampleHost.Post(browser, "/capacity", "/capacity", new() { ["places"] = "12", ["scope"] = "all", ["what"] = "make" });
        var crawl = await Crawl.From(browser, outside, inside, mostOfAKind);
        TestContext.Out.WriteLine($"{userName}: {crawl.Seen.Count} addresses crawled, {outside.Count} names looked for, {crawl.Named} names of one's own students found");
        Assert.Multiple(() =>
        {
            Assert.That(crawl.Leaks, Is.Empty);
            Assert.That(crawl.Seen, Has.Count.GreaterThan(fewestPages));
            Assert.That(outside, Has.Count.GreaterThan(100));
            Assert.That(crawl.Named, Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task Searching_for_a_student_of_somebody_else_finds_nobody()
    {
        using var browser = await SampleHost.SignedIn("teacher");
        var (outside, inside) = Surnames("teacher");
        var other = await Find(browser, outside.Order(StringComparer.Ordinal).First());
        var own = await Find(browser, inside.Order(StringComparer.Ordinal).First());
        Assert.Multiple(() =>
        {
            Assert.That(other, Does.Contain("Nothing found among those you can see"));
            Assert.That(own, Does.Contain("href=\"/students/"));
        });
    }

    [Test]
    public async Task A_student_a_section_and_a_school_outside_ones_sight_are_not_there()
    {
        using var browser = await SampleHost.SignedIn("teacher");
        var mine = Reader("teacher").Ask(SeenStudent.All).Select(s => s.StudentKey).ToHashSet();
        var all = SampleHost.District.Warehouse.As(Viewer.Operator("tests"));
        var student = all.Ask(SeenStudent.All).First(s => !mine.Contains(s.StudentKey)).StudentKey;
        var ownSections = Reader("teacher").Ask(SeenSection.All).Select(s => s.SectionKey).ToHashSet();
        var section = all.Ask(SeenSection.All).First(s => !ownSections.Contains(s.SectionKey)).SectionKey;
        var school = all.Ask(SeenSchool.All)[0].SchoolKey;
        foreach (var path in new[] { $"/students/{student}", $"/reports/{student}", $"/sections/{section}", $"/downloads/sections/{section}.csv", $"/schools/{school}" })
            Assert.That((await browser.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
    }

    static async Task<string> Find(HttpClient browser, string words)
    {
        var answer = await SampleHost.Post(browser, "/students", "/students/find", new() { ["words"] = words });
        Assert.That(answer.RequestMessage!.RequestUri!.Query, Is.Empty);
        return await answer.Content.ReadAsStringAsync();
    }

    static (HashSet<string> Outside, HashSet<string> Inside) Surnames(string userName)
    {
        HashSet<string> inside = [.. Reader(userName).Ask(SeenStudent.All).Select(s => s.FamilyName).OfType<string>()];
        HashSet<string> outside = [.. SampleHost.District.Warehouse.As(Viewer.Operator("tests")).Ask(SeenStudent.All).Select(s => s.FamilyName).OfType<string>()];
        return (Crawl.Outside(outside, inside), inside);
    }

    static Reader Reader(string userName) =>
        SampleHost.District.Warehouse.As(Viewing.Of(SampleHost.Records.People.Find(userName)!, SampleHost.Records, SampleHost.District.Warehouse));
}
