using System.Net;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.LookingBack;

/// <summary>The sample's two evenings: on the second, pages, downloads and the API still show the first as it was known then.</summary>
public sealed partial class PastDayTests
{
    static readonly string Asked = $"asOf={MapleValley.PreviousDay:yyyy-MM-dd}";

    static Reader Leader(DateOnly? day = null) => day is { } past ? SampleHost.District.Warehouse.As(Viewer.Operator("tests"), past) : SampleHost.District.Warehouse.As(Viewer.Operator("tests"));

    [Test]
    public async Task A_page_says_which_day_it_shows_and_its_links_stay_there()
    {
        using var browser = await SampleHost.SignedIn("leader");
        foreach (var path in new[] { "/", "/students?show=flagged", "/district", "/schools", "/charts", "/freshness", "/models" })
        {
            var page = WebUtility.HtmlDecode(await browser.GetStringAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Asked));
            var links = Link().Matches(page).Select(m => m.Groups["to"].Value).ToList();
            Assert.Multiple(() =>
            {
                Assert.That(page, Does.Contain($"As known on {MapleValley.PreviousDay:dddd d MMMM yyyy}."), path);
                Assert.That(links, Does.Contain(path), "back to today");
                Assert.That(links.Where(l => l != path && !l.Contains(Asked, StringComparison.Ordinal) && !Work().IsMatch(l)), Is.Empty, path);
            });
        }
    }

    [Test]
    public async Task The_list_of_a_past_day_holds_the_flags_of_that_day()
    {
        using var browser = await SampleHost.SignedIn("leader");
        var (then, now) = (Flagged(MapleValley.PreviousDay), Flagged(MapleValley.Day));
        Assert.That(await FlaggedOn(browser, "&" + Asked), Is.EqualTo(then));
        Assert.That(await FlaggedOn(browser, ""), Is.EqualTo(now));

        // Only who is enrolled on the day is on the list.
        static int Flagged(DateOnly day)
        {
            var reader = Leader(day);
            var enrolled = reader.Ask(SeenStudent.All).Where(s => s.IsEnrolled == 1).Select(s => s.StudentKey).ToHashSet();
            return reader.Ask(VerdictOnDay.On(day)).Count(v => v.Indicator == "abc" && v.Part > 0 && enrolled.Contains(v.StudentKey));
        }

        static async Task<int> FlaggedOn(HttpClient browser, string more) =>
            int.Parse(Count().Match(await browser.GetStringAsync("/students?show=flagged" + more)).Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public async Task The_charts_of_a_past_day_are_drawn_from_what_was_known_then()
    {
        using var browser = await SampleHost.SignedIn("leader");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/charts?" + Asked));
        var charts = DataDrivenDecisions.Charts.Chart.All.Where(c => !c.NeedsStudent && !c.NeedsModelCard).ToList();
        var (then, now) = (Words(MapleValley.PreviousDay), Words(MapleValley.Day));
        Assert.Multiple(() =>
        {
            Assert.That(then.Except(now), Is.Not.Empty, "the evenings differ in a picture at least");
            Assert.That(then.Where(words => !page.Contains($">{words}</desc>", StringComparison.Ordinal)), Is.Empty);
            Assert.That(now.Except(then).Where(words => page.Contains($">{words}</desc>", StringComparison.Ordinal)), Is.Empty);
        });

        List<string> Words(DateOnly day) => [.. charts.Select(c => c.Show(Leader(day), new() { Year = new(2026), AsOf = day }).AltText)];
    }

    [Test]
    public async Task A_student_s_page_ends_on_the_day_that_is_shown()
    {
        using var browser = await SampleHost.SignedIn("leader");
        var student = Leader().Ask(SeenStudent.All).First(s => s.IsEnrolled == 1).StudentKey;
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/students/{student}?{Asked}"));
        var days = Leader(MapleValley.PreviousDay).Ask(StudentDay.Of(student, new Units.SchoolYear(2026)));
        var today = WebUtility.HtmlDecode(await browser.GetStringAsync($"/students/{student}"));
        Assert.That(page, Does.Contain($"/reports/{student}?{Asked}").And.Contain($"as of {MapleValley.PreviousDay:ddd d MMM}"));
        Assert.That(today, Does.Contain($"as of {MapleValley.Day:ddd d MMM}"));
        Assert.That(days.Max(d => d.Day), Is.LessThanOrEqualTo(MapleValley.PreviousDay));
    }

    [Test]
    public async Task The_api_answers_as_of_a_past_day_within_ones_own_sight()
    {
        using var teacher = await SampleHost.SignedIn("teacher");
        var then = await teacher.GetStringAsync($"/api/views/seen.load?format=json&{Asked}");
        var now = await teacher.GetStringAsync("/api/views/seen.load?format=json");
        var students = await teacher.GetStringAsync($"/api/views/seen.student?{Asked}");
        Assert.Multiple(() =>
        {
            Assert.That(then, Does.StartWith("[").And.Length.LessThan(now.Length));
            Assert.That(students.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.InRange(2, 200), "the header and the teacher's own");
        });
        var workbook = await teacher.GetAsync($"/api/views/seen.student?format=xlsx&{Asked}");
        Assert.That(workbook.Content.Headers.ContentType?.MediaType, Does.EndWith("spreadsheetml.sheet"));
        Assert.That((await workbook.Content.ReadAsByteArrayAsync()).Take(2), Is.EqualTo("PK"u8.ToArray()));
        Assert.That((await teacher.GetAsync("/api/views/wh.student")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        using var family = await SampleHost.SignedIn("family");
        Assert.That((await family.GetAsync("/api/views/seen.student")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("2019-01-01", "Nothing was known on 1 January 2019")]
    [TestCase("2099-01-01", "has not come yet")]
    [TestCase("yesterday", "could not be read")]
    public async Task A_day_that_cannot_be_shown_is_refused_in_words(string day, string words)
    {
        using var browser = await SampleHost.SignedIn("principal");
        var page = await browser.GetAsync("/students?asOf=" + day);
        var api = await browser.GetAsync("/api/views/seen.student?asOf=" + day);
        Assert.That((page.StatusCode, api.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain(words));
        Assert.That(await api.Content.ReadAsStringAsync(), Does.Contain(words).And.Not.Contain("<html"));
    }

    [Test]
    public async Task Nothing_can_be_written_in_the_past_and_work_is_always_today_s()
    {
        using var browser = await SampleHost.SignedIn("coordinator");
        var written = await SampleHost.Post(browser, "/imports/limits", "/imports/limits?" + Asked, []);
        var work = await browser.GetAsync("/imports?state=held&" + Asked);
        var found = await SampleHost.Post(browser, "/students", "/students/find?" + Asked, new() { ["words"] = "a" });
        Assert.Multiple(() =>
        {
            Assert.That(written.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(work.Headers.Location!.OriginalString, Is.EqualTo("/imports?state=held"));
            Assert.That(found.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
        Assert.That(await found.Content.ReadAsStringAsync(), Does.Contain("As known on"));
    }

    [GeneratedRegex("<a [^>]*href=\"(?<to>/[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex("^/(imports|schedules|sources|quality|about-numbers)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Work();

    [GeneratedRegex("n = (?<n>[0-9]+) student", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Count();
}
