using System.Net;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>A held roster on its page: whoever brings the data in decides about it, once, and on purpose.</summary>
public sealed class ReleaseTests
{
    readonly string _file = Path.Combine(Path.GetTempPath(), $"ddd-roster-{Guid.NewGuid():N}.zip");
    OtherDistrict _district = null!;
    HttpClient _coordinator = null!;
    string _report = "";

    /// <summary>Two deliveries through the form; the second is held.</summary>
    [OneTimeSetUp]
    public async Task Deliver()
    {
        _district = OtherDistrict.Add("oak");
        _coordinator = await SampleHost.SignedIn(_district.Coordinator);
        await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, RosterDelivery.Write(_file)));
        _report = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, RosterDelivery.Write(_file, kept: 8, "After")));
    }

    [OneTimeTearDown]
    public void Clean()
    {
        _coordinator?.Dispose();
        File.Delete(_file);
    }

    [Test]
    public async Task Somebody_without_the_right_neither_sees_nor_releases_it()
    {
        using var teacher = await SampleHost.SignedIn(_district.Teacher);
        using var nobody = SampleHost.Browser();
        var before = Seats();
        foreach (var handler in new[] { "Release", "Keep", "Reopen" })
        {
            var refused = await SampleHost.Post(teacher, "/sign-out", $"{_report}?handler={handler}", new() { ["isMeant"] = "true" });
            var signedOut = await nobody.PostAsync($"{_report}?handler={handler}", new FormUrlEncodedContent([]));
            Assert.That((refused.StatusCode, signedOut.StatusCode), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Redirect)), handler);
            Assert.That(signedOut.Headers.Location!.OriginalString, Does.Contain("/sign-in"));
        }
        using var elsewhere = await SampleHost.SignedIn("coordinator");
        Assert.That((await SampleHost.Post(elsewhere, "/imports/new", $"{_report}?handler=Release", new() { ["isMeant"] = "true" })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "another district's import");
        Assert.That(Seats(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_held_roster_is_released_on_purpose_and_once_and_both_pages_say_what_ended()
    {
        Assert.That(await _coordinator.GetStringAsync(_report), Does.Contain("wait for you").And.Contain("Students of school s1: 2 of 10 known records would end").And.Contain("In all, 4 known records would end").And.Contain("Release 16 rows"));
        Assert.That(WebUtility.HtmlDecode(await _coordinator.GetStringAsync(_report)), Does.Contain("What a release would do").And.Match(@"Ended</b> <span><a href=""/students/\d+"">Given Before</a> <span class=""soft"">a9<"));

        await SampleHost.Post(_coordinator, _report, _report + "?handler=Keep", []);
        Assert.That(await _coordinator.GetStringAsync(_report), Does.Contain("16 were kept out").And.Contain("Release 16 rows").And.Contain("Let it wait again").And.Not.Contain("wait for you"));
        Assert.That(await _coordinator.GetStringAsync("/imports?state=kept-out"), Does.Contain(Path.GetFileName(_file)).And.Contain("Kept out"));
        await SampleHost.Post(_coordinator, _report, _report + "?handler=Reopen", []);
        Assert.That(await _coordinator.GetStringAsync(_report), Does.Contain("wait for you").And.Not.Contain("Let it wait again"));

        var answer = await SampleHost.Post(_coordinator, _report, _report + "?handler=Release", []);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Nothing was released. Tick the box"));
        var wrong = await SampleHost.Post(_coordinator, _report, _report + "?handler=Release", new() { ["isMeant"] = "true", ["ending"] = "5" });
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await wrong.Content.ReadAsStringAsync(), Does.Contain("4 records would end, not 5"));
        Assert.That(Seats(), Is.EqualTo(50));

        var released = await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, _report, _report + "?handler=Release", new() { ["isMeant"] = "true", ["ending"] = "4" }));

        var (after, before) = (await _coordinator.GetStringAsync(released), await _coordinator.GetStringAsync(_report));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Seats(), Is.EqualTo(48));
            Assert.That(after, Does.Contain("4 known records ended, because this delivery no longer names them").And.Not.Contain("wait for you"));
            Assert.That(before, Does.Contain("What was held has been released").And.Not.Contain("Release 16 rows"));
            Assert.That(_district.Audit(), Does.Contain((_district.Coordinator, "import approved", $"import {_report.Split('/')[^1]}: 4 records could end, 4 ended, alone, by typing the number")));
        }
        foreach (var decision in new[] { "Release", "Keep", "Reopen" })
        {
            var again = await SampleHost.Post(_coordinator, "/imports/new", $"{_report}?handler={decision}", new() { ["isMeant"] = "true" });
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(await again.Content.ReadAsStringAsync(), Does.Contain(decision switch { "Release" => "was released already", "Keep" => "is not held any more", _ => "is kept out" }));
        }
    }

    static long Seats() => SampleHost.Districts.Open("oak").Warehouse.As(Viewer.Operator("tests"))
        .Ask(new Query<long>("SELECT COUNT(*) FROM seen.section_enrollment WHERE is_current = 1"))[0];
}
