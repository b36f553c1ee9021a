using System.Net;
using System.Text.Json;
using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Tests.Commands;

namespace DataDrivenDecisions.Web.Tests.Quality;

/// <summary>What the checks of data quality show to whom, and how a finding is let stand and taken back.</summary>
public sealed class QualityPagesTests
{
    const string Slug = "maple-valley";

    static IEnumerable<QualityCount> LastNight => SampleHost.Records.Quality.Counts(Slug, nights: 1);

    static int Open(QualityRule rule) => LastNight.Where(c => c.Rule == rule.Name).Sum(c => c.Open);

    /// <summary>A check that found a few records on the sample.</summary>
    static QualityRule Found => QualityRule.All.Where(r => Open(r) > 0).OrderBy(Open).ThenBy(r => r.Name, StringComparer.Ordinal).First();

    static string RecordOf(QualityRule rule) => rule.Find(QualityLook.Of(SampleHost.District.Warehouse, Viewer.Nightly("test"), MapleValley.Day))[0].RecordId;

    [Test]
    public void Every_rule_is_counted_every_night()
    {
        var nights = SampleHost.Records.Quality.Counts(Slug).GroupBy(c => c.AsOf).ToDictionary(n => n.Key, n => n.Select(c => c.Rule).Distinct().Count());
        TestContext.Out.WriteLine(string.Join("; ", QualityRule.All.Where(r => Open(r) > 0).Select(r => $"{r.Name} {Open(r)}")));
        Assert.That(nights, Is.EqualTo(new Dictionary<DateOnly, int> { [MapleValley.PreviousDay] = QualityRule.All.Count, [MapleValley.Day] = QualityRule.All.Count }));
    }

    [Test]
    public async Task The_coordinator_sees_how_many_checks_need_someone()
    {
        using var browser = await SampleHost.SignedIn("coordinator");
        var open = QualityRule.All.Count(r => Open(r) > 0);
        var page = await browser.GetStringAsync("/quality");
        Assert.That(page, Does.Contain($"<h1>{open} of {QualityRule.All.Count} checks need").And.Contain($"/quality/{Found.Name}"));
    }

    [Test]
    public async Task A_check_that_was_not_done_in_the_night_is_named_and_never_shown_as_in_order()
    {
        var district = OtherDistrict.Add("unchecked");
        string[] done = [.. QualityRule.All.Skip(1).Select(r => r.Name)];
        SampleHost.Records.Quality.Save(district.Slug, MapleValley.Day, done, []);
        using var browser = await SampleHost.SignedIn(district.Coordinator);

        var page = await browser.GetStringAsync("/quality");

        Assert.That(page, Does.Contain($"<h1>{done.Length} of {QualityRule.All.Count} checks are in order</h1>").And.Contain("1 check was not done in this night"));
        Assert.That(page.Split($"/quality/{QualityRule.All[0].Name}\"").Length - 1, Is.EqualTo(1));
    }

    [Test, NonParallelizable]
    public async Task A_finding_let_stand_leaves_the_count_is_listed_with_its_reason_and_can_be_taken_back()
    {
        using var browser = await SampleHost.SignedIn("coordinator");
        var (rule, before) = (Found, Open(Found));
        var (path, record) = ($"/quality/{rule.Name}", RecordOf(rule));

        var accepted = await SampleHost.Post(browser, path, path + "?handler=Accept", new() { ["record"] = record, ["reason"] = "Checked by telephone" });
        var (left, page) = (Open(rule), await browser.GetStringAsync(path));
        var id = SampleHost.Records.Quality.Accepted(Slug, rule.Name).Single(a => a.RecordId == record).Id;
        var back = await SampleHost.Post(browser, path, path + "?handler=TakeBack", new() { ["id"] = id.ToString(System.Globalization.CultureInfo.InvariantCulture) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            Assert.That(left, Is.EqualTo(before - 1));
            Assert.That(page, Does.Contain("Checked by telephone"));
            Assert.That(back.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            Assert.That(Open(rule), Is.EqualTo(before));
            Assert.That(SampleHost.Records.Quality.Accepted(Slug, rule.Name).Select(a => a.RecordId), Has.None.EqualTo(record));
            Assert.That(SampleHost.Records.Audit.List(50).Where(a => a.Who == "coordinator").Select(a => a.What), Has.Some.EqualTo("accept finding").And.Some.EqualTo("take back acceptance"));
        }
    }

    [TestCase("")]
    [TestCase("   ")]
    public async Task Without_a_reason_nothing_is_accepted(string reason)
    {
        using var browser = await SampleHost.SignedIn("leader");
        var rule = Found;
        var answer = await SampleHost.Post(browser, $"/quality/{rule.Name}", $"/quality/{rule.Name}?handler=Accept", new() { ["record"] = RecordOf(rule), ["reason"] = reason });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Nothing was accepted"));
        }
    }

    [Test]
    public async Task A_principal_sees_the_records_of_the_school_alone_and_lets_none_stand()
    {
        using var browser = await SampleHost.SignedIn("principal");
        var own = SamplePeople.Principal.SchoolSourcedId!;
        var page = await browser.GetStringAsync("/quality");
        var open = QualityRule.All.Count(r => LastNight.Any(c => c.Rule == r.Name && c.SchoolId == own && c.Open > 0));
        var schools = new List<string>();
        foreach (var rule in QualityRule.All.Where(r => Open(r) > 0))
            schools.AddRange((await browser.GetStringAsync($"/downloads/quality/{rule.Name}.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[3]));
        var accept = await SampleHost.Post(browser, "/", $"/quality/{Found.Name}?handler=Accept", new() { ["record"] = RecordOf(Found), ["reason"] = "not mine to say" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, open == 0 ? Does.Contain("checks are in order") : Does.Contain($"<h1>{open} of {QualityRule.All.Count} checks need"));
            Assert.That(schools, Has.All.EqualTo(own));
            Assert.That(accept.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }
    }

    [Test]
    public async Task The_command_line_lists_the_checks_and_shows_one()
    {
        using var shell = new Shell();
        await shell.Run("district", "add", "elm");
        var list = JsonDocument.Parse((await shell.Run("quality", "list", "--json")).Out).RootElement;
        var show = JsonDocument.Parse((await shell.Run("quality", "show", "two-schools-one-day", "--json")).Out).RootElement;
        var unknown = await shell.Run("quality", "show", "no-such-check");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(list.GetArrayLength(), Is.EqualTo(QualityRule.All.Count));
            Assert.That(show.GetProperty("records").GetArrayLength(), Is.Zero);
            Assert.That(show.GetProperty("fix").GetProperty("powerSchool").GetString(), Is.Not.Empty);
            Assert.That(unknown.Code, Is.EqualTo(2));
        }
    }
}
