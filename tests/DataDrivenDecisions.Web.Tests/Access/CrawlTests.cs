using System.Net;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Access;

/// <summary>Whatever a teacher or a family can reach names none of the students outside their sight.</summary>
public sealed partial class CrawlTests
{
    static readonly string[] SensitivePrograms = ["Free Meals", "Reduced Meals", "Homeless", "Foster Care", "Section 504", "IEP", "English Learner"];

    [TestCase("teacher", 20)]
    [TestCase("family", 5)]
    public async Task No_page_chart_download_or_address_names_a_student_outside_ones_sight(string userName, int fewestPages)
    {
        var (outside, inside) = Surnames(userName);
        using var browser = await SampleHost.SignedIn(userName);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Queue<string>(["/"]);
        var leaks = new List<string>();
        var named = 0;
        var variants = new Dictionary<string, int>(StringComparer.Ordinal);
        while (ahead.TryDequeue(out var path))
        {
            if (seen.Contains(path) || (path.Contains('?', StringComparison.Ordinal) && !TakesMore(variants, path)))
                continue;
            seen.Add(path);
            var answer = await browser.GetAsync(path);
            var body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            var words = WordsOf(body + " " + path);
            leaks.AddRange(words.Where(outside.Contains).Select(_ => path));
            leaks.AddRange(SensitivePrograms.Where(p => body.Contains(p, StringComparison.Ordinal)).Select(p => $"{path} shows a sensitive program"));
            leaks.AddRange(WordsOf(WebUtility.UrlDecode(path)).Where(inside.Contains).Select(_ => $"{path} has a name in its address"));
            named += words.Count(inside.Contains);
            Assert.That((int)answer.StatusCode, Is.LessThan(400), path);
            foreach (Match link in Link().Matches(body))
                if (link.Groups["path"].Value is var to && !to.StartsWith("/css", StringComparison.Ordinal) && !to.StartsWith("/js", StringComparison.Ordinal))
                    ahead.Enqueue(to.Split('#')[0]);
        }
        TestContext.Out.WriteLine($"{userName}: {seen.Count} addresses crawled, {outside.Count} names looked for, {named} names of one's own students found");
        Assert.Multiple(() =>
        {
            Assert.That(leaks.Distinct(), Is.Empty);
            Assert.That(seen, Has.Count.GreaterThan(fewestPages));
            Assert.That(outside, Has.Count.GreaterThan(100));
            Assert.That(named, Is.GreaterThan(0));
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

    /// <summary>The same page with other choices is crawled a dozen times, not once for every student and language.</summary>
    static bool TakesMore(Dictionary<string, int> variants, string path)
    {
        var kind = Digits().Replace(path.Split('?')[0], "#");
        return (variants[kind] = variants.GetValueOrDefault(kind) + 1) <= 12;
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
        outside.ExceptWith(inside);
        // A member of staff or a signed-in person may carry a student's family name.
        outside.ExceptWith(SamplePeople.All.Select(p => p.DisplayName.Split(' ')[^1]));
        return (outside, inside);
    }

    static Reader Reader(string userName) =>
        SampleHost.District.Warehouse.As(Viewing.Of(SampleHost.Records.People.Find(userName)!, SampleHost.Records, SampleHost.District.Warehouse));

    static HashSet<string> WordsOf(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex("href=\"(?<path>/[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Digits();

    [GeneratedRegex("[\\p{L}'-]+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Word();
}
