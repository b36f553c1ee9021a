using System.Net;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Tests.Look;

namespace DataDrivenDecisions.Web.Tests.Capacity;

/// <summary>"I can see twelve this week" gives twelve of the students whom the person may see, the same all week, with a draw on record that anyone can do again.</summary>
public sealed partial class CapacityPageTests
{
    static readonly DateOnly Week = new(2026, 3, 9);

    static IReadOnlyList<KeptCapacityList> Kept(string user) => SampleHost.Records.Capacity.InWeek("maple-valley", user, Week);

    static Reader Reader(string user) => SampleHost.District.Warehouse.As(Viewing.Of(SampleHost.Records.People.Find(user)!, SampleHost.Records, SampleHost.District.Warehouse));

    [Test]
    public async Task Twelve_places_give_twelve_students_the_same_all_week_and_the_draw_can_be_done_again()
    {
        using var browser = await SampleHost.SignedIn("counselor");
        var first = await Make(browser, "12");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(first));
        var kept = Kept("counselor").First(l => l.Places == 12);
        Assert.Multiple(() =>
        {
            Assert.That(Rows(page), Has.Count.EqualTo(12).And.Unique);
            Assert.That(Tags().Matches(page).Select(m => m.Groups["how"].Value), Is.EqualTo(Enumerable.Repeat("by order", kept.ByOrder.Count).Concat(Enumerable.Repeat("drawn", kept.Drawn.Count))));
            Assert.That(kept.ByOrder.Count + kept.Drawn.Count, Is.EqualTo(12));
            Assert.That(CapacityList.Draw(kept.Candidates, kept.Drawn.Count, kept.Seed), Is.EquivalentTo(kept.Drawn), "done again from what is on record");
            Assert.That((kept.Night, kept.Reason), Is.EqualTo((MapleValley.Day, (string?)null)));
            Assert.That(page, Does.Contain("Of 100 students like this").And.Contain("Who is missed").And.Contain(kept.Seed).And.Contain("What would change it"));
            Assert.That(SampleHost.Records.Audit.List(200).Where(a => a.Who == "counselor").Select(a => $"{a.What}, {a.About}"), Does.Contain($"make capacity list, capacity list {kept.Id}"));
        });
        var again = await Make(browser, "12");
        Assert.That((again, Kept("counselor").Count(l => l.Places == 12)), Is.EqualTo((first, 1)), "who asks again is shown the same list");
        Assert.That(Rows(await browser.GetStringAsync(again)), Is.EqualTo(Rows(page)));
        await Make(browser, "13");
        Assert.That(Kept("counselor").First(l => l.Places == 13), Has.Property("Seed").EqualTo(kept.Seed).And.Property("ByOrder").SupersetOf(kept.ByOrder), "another number is no other draw");
    }

    [Test]
    public async Task Lots_are_drawn_again_only_with_a_reason_and_the_first_draw_stays_on_record()
    {
        using var browser = await SampleHost.SignedIn("principal");
        await Make(browser, "9");
        var refused = await SampleHost.Post(browser, "/capacity", "/capacity", new() { ["places"] = "9", ["scope"] = "all", ["what"] = "again", ["reason"] = "no" });
        Assert.That((refused.StatusCode, Kept("principal").Count(l => l.Places == 9)), Is.EqualTo((HttpStatusCode.BadRequest, 1)));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("why the lots are drawn again"));
        var drawn = await SampleHost.Post(browser, "/capacity", "/capacity", new() { ["places"] = "9", ["scope"] = "all", ["what"] = "again", ["reason"] = "Two of them are seen by the nurse" });
        var lists = Kept("principal").Where(l => l.Places == 9).ToList();
        Assert.That((drawn.StatusCode, lists.Count, lists[0].Reason), Is.EqualTo((HttpStatusCode.Redirect, 2, "Two of them are seen by the nurse")));
        Assert.That(lists[0].Seed, Is.Not.EqualTo(lists[1].Seed));
        Assert.That(lists[0].ByOrder, Is.EqualTo(lists[1].ByOrder), "a draw moves nobody who stands by order");
        Assert.That(await browser.GetStringAsync("/capacity?places=9&scope=all"), Does.Contain("Two of them are seen by the nurse").And.Contain(lists[0].Seed));
    }

    [TestCase("201")]
    [TestCase("twelve")]
    public async Task A_number_that_is_none_is_refused_in_words(string places)
    {
        using var browser = await SampleHost.SignedIn("leader");
        var before = Kept("leader").Count;
        var answer = await SampleHost.Post(browser, "/capacity", "/capacity", new() { ["places"] = places, ["scope"] = "all", ["what"] = "make" });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("a whole number from 1 to 200"));
        Assert.That(Kept("leader"), Has.Count.EqualTo(before));
    }

    [Test]
    public async Task A_teacher_s_list_names_her_own_students_alone_and_only_those_of_whom_a_published_model_speaks()
    {
        using var browser = await SampleHost.SignedIn("teacher");
        var own = Reader("teacher").Ask(SeenStudent.All).Where(s => s.IsEnrolled == 1).ToDictionary(s => s.StudentId, StringComparer.Ordinal);
        var scored = Reader("teacher").Ask(RiskOnDay.On(MapleValley.Day)).Select(r => r.StudentKey).ToHashSet();
        var page = await browser.GetStringAsync(await Make(browser, "200"));
        Assert.That(Rows(page), Is.EquivalentTo(own.Values.Where(s => scored.Contains(s.StudentKey)).Select(s => s.StudentKey)));
        Assert.That(page, Does.Not.Contain("The list beside the groups"), "her classes are no group of the school");

        // Whom a list names and the person may no longer see is not shown, and counted.
        var other = Reader("leader").Ask(SeenStudent.All).First(s => s.IsEnrolled == 1 && !own.ContainsKey(s.StudentId));
        var kept = SampleHost.Records.Capacity.Keep("maple-valley", new KeptCapacityList { AskedBy = "teacher", Week = Week, Scope = "all", Places = 2, Night = MapleValley.Day, Seed = "1", ByOrder = [other.StudentId, own.Keys.First()], Candidates = [], Drawn = [] });
        page = await browser.GetStringAsync("/capacity?places=2&scope=all");
        Assert.That(Rows(page), Is.EqualTo((int[])[own.Values.First().StudentKey]));
        Assert.That(page, Does.Contain("are not among those you see now").And.Not.Contain(other.Name));

        var csv = await browser.GetStringAsync($"/downloads/capacity/{kept.Id}.csv");
        Assert.That(csv.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2), "the header and the one");
        Assert.That(csv, Does.Contain(own.Keys.First()).And.Contain("by order").And.Not.Contain(other.StudentId));
        using var counselor = await SampleHost.SignedIn("counselor");
        Assert.That((await counselor.GetAsync($"/downloads/capacity/{kept.Id}.csv")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "somebody else's list");
        using var family = await SampleHost.SignedIn("family");
        Assert.That((await family.GetAsync("/capacity")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_list_can_be_made_among_one_grade_and_is_not_known_the_day_before()
    {
        using var browser = await SampleHost.SignedIn("leader");
        var grade = Reader("leader").Ask(SeenStudent.All).Where(s => s.IsEnrolled == 1 && s.Grade is { Number: 9 }).Select(s => s.StudentKey).ToHashSet();
        var page = await browser.GetStringAsync(await Make(browser, "5", "grade:09"));
        Assert.That(Rows(page), Has.Count.EqualTo(5).And.SubsetOf(grade));
        Assert.That(page, Does.Contain("The list beside the groups of students"));
        var then = await browser.GetStringAsync($"/capacity?asOf={MapleValley.PreviousDay:yyyy-MM-dd}");
        Assert.That(then, Does.Contain("No list of yours was made by that day").And.Not.Contain("Make the list"));
        Assert.That(await browser.GetStringAsync("/capacity?places=5&scope=all"), Does.Contain("How many students can you see this week?"), "a list of one grade is none of all");
    }

    [Test]
    public async Task In_a_browser_the_number_is_typed_and_the_list_stands_well_on_every_width()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Window("coordinator");
        await page.GotoAsync("/");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Whom to see this week" }).ClickAsync();
        await page.GetByLabel("Students I can see this week").FillAsync("7");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Make the list" }).ClickAsync();
        Assert.That(await page.Locator("table.capacity tbody tr").CountAsync(), Is.EqualTo(7));
        (await Appearance.Of(page, "capacity-list")).AssertStandsWell();
        await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Appearance.Folder, "capacity-list-print.png"), FullPage = true });
        Assert.That(await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Make the list" }).IsVisibleAsync(), Is.False, "paper has no buttons");
        await page.Context.CloseAsync();
    }

    /// <summary>Makes a list, and gives the address that it is shown at.</summary>
    static async Task<string> Make(HttpClient browser, string places, string scope = "all")
    {
        var answer = await SampleHost.Post(browser, "/capacity", "/capacity", new() { ["places"] = places, ["scope"] = scope, ["what"] = "make" });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>The keys of the students on a page's list, in its order.</summary>
    static List<int> Rows(string page) => [.. Row().Matches(page).Select(m => int.Parse(m.Groups["key"].Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex("<th scope=\"row\" role=\"rowheader\"><a class=\"row-name\" href=\"/students/(?<key>[0-9]+)\">", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Row();

    [GeneratedRegex("<span class=\"tag [^\"]*\">(?<how>by order|drawn)</span>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tags();
}
