using System.Net;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Tests.Look;
using Microsoft.Playwright;

namespace DataDrivenDecisions.Web.Tests.Schedules;

/// <summary>The district's night on its page: run now, paused and resumed by whoever brings the data in, and by nobody else.</summary>
public sealed class SchedulesTests
{
    OtherDistrict _district = null!;

    [OneTimeSetUp]
    public async Task Plan()
    {
        _district = OtherDistrict.Add("cedar");
        await SampleHost.Scheduler.Set(Schedule.Nightly.For(SampleHost.Records.Districts.Find(_district.Slug)!));
    }

    PlannedSchedule Planned => SampleHost.Records.Schedules.Find(_district.Slug, "nightly")!;

    [Test]
    public async Task A_night_is_paused_resumed_and_run_from_its_page()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Window(_district.Coordinator);
        await page.GotoAsync("/schedules");
        Assert.That(await SampleHost.Scheduler.NextRun(Planned), Is.Not.Null);

        await Press(page, "Pause nightly");
        Assert.That(await page.TextContentAsync("main"), Does.Contain("Paused"));
        Assert.That((Planned.IsPaused, await SampleHost.Scheduler.NextRun(Planned)), Is.EqualTo((true, (DateTimeOffset?)null)));

        await Press(page, "Resume nightly");
        Assert.That(await page.TextContentAsync("main"), Does.Not.Contain("Paused"));
        Assert.That(Planned.IsPaused, Is.False);
        Assert.That(await SampleHost.Scheduler.NextRun(Planned), Is.Not.Null, "the running clock follows too");

        await Press(page, "Run nightly now");
        for (var i = 0; i < 300 && !Runs().Any(r => r.State is RunState.Done or RunState.NeedsAttention or RunState.Failed); i++)
            await Task.Delay(200);
        await page.ReloadAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Runs().Select(r => (r.StartedBy, r.State)), Is.EqualTo(new[] { (_district.Coordinator, RunState.Done) }), Runs()[0].Message);
            Assert.That(await page.TextContentAsync("h1"), Does.Contain("The last run went well"));
            Assert.That(await page.TextContentAsync("main"), Does.Contain(_district.Coordinator));
            Assert.That(_district.Audit(), Is.SupersetOf(new[]
            {
                (_district.Coordinator, "pause schedule", "nightly"), (_district.Coordinator, "resume schedule", "nightly"), (_district.Coordinator, "schedule run", "cedar/nightly"),
            }));
        }
    }

    [TestCase("Run")]
    [TestCase("Pause")]
    public async Task Somebody_without_the_right_changes_nothing(string handler)
    {
        using var teacher = await SampleHost.SignedIn(_district.Teacher);
        using var nobody = SampleHost.Browser();
        var before = (Planned.IsPaused, Runs().Count);

        var refused = await SampleHost.Post(teacher, "/sign-out", $"/schedules?handler={handler}", new() { ["schedule"] = "nightly", ["pause"] = "true" });
        var signedOut = await nobody.PostAsync($"/schedules?handler={handler}", new FormUrlEncodedContent([new("schedule", "nightly")]));

        Assert.That((refused.StatusCode, signedOut.StatusCode), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Redirect)));
        Assert.That(signedOut.Headers.Location!.OriginalString, Does.Contain("/sign-in"));
        Assert.That((Planned.IsPaused, Runs().Count), Is.EqualTo(before));
    }

    IReadOnlyList<Run> Runs() => SampleHost.Records.Runs.List(_district.Slug, 10);

    static async Task Press(IPage page, string button)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
    }
}
