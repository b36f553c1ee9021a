using System.Net;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Tests.Importing.Pulling;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Web.Tests.Sources;

/// <summary>The page of sources: a pull at once, what went wrong in words, and what is late, on the morning page too.</summary>
public sealed class SourcePageTests
{
    FakeOneRoster _host = null!;
    OtherDistrict _district = null!;
    HttpClient _coordinator = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _host = new FakeOneRoster();
        _district = OtherDistrict.Add("ash");
        _coordinator = await SampleHost.SignedIn(_district.Coordinator);
        Add("sis", FakeHost.Secret);
        Add("broken", "the-wrong-secret");
    }

    [OneTimeTearDown]
    public void Close()
    {
        _coordinator?.Dispose();
        _host?.Dispose();
    }

    [Test]
    public async Task A_coordinator_pulls_at_once_and_a_second_pull_finds_nothing_new()
    {
        var report = await OtherDistrict.ReportOf(_coordinator, await Pull("sis"));
        var told = await _coordinator.GetStringAsync(report);
        var again = await End(await Pull("sis"));
        var page = await _coordinator.GetStringAsync("/sources");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report, Does.StartWith("/imports/"));
            Assert.That(told.Replace("<wbr>", "", StringComparison.Ordinal), Does.Contain("users.csv"));
            Assert.That(again, Does.Contain("Nothing has changed since the last pull"));
            Assert.That(page, Does.Contain("2026-03-01T01:55:00.000Z").And.Contain("Pull sis now").And.Not.Contain(FakeHost.Secret));
            Assert.That(_district.Audit(), Has.Some.EqualTo((_district.Coordinator, "sync", "ash sis")));
        }
    }

    [Test]
    public async Task What_went_wrong_is_said_in_words_and_without_the_secret()
    {
        var told = await End(await Pull("broken"));
        var page = await _coordinator.GetStringAsync("/sources");

        Assert.That(told, Does.Contain("does not accept the client id or its secret").And.Not.Contain("the-wrong-secret"));
        Assert.That(page, Does.Contain("Not read").And.Contain("does not accept the client id or its secret").And.Not.Contain("the-wrong-secret"));
    }

    [Test]
    public async Task What_is_late_is_named_with_its_last_delivery_and_shown_as_old_and_not_as_empty()
    {
        var evening = new FakeTimeProvider(new DateTimeOffset(2026, 3, 9, 11, 0, 0, TimeSpan.Zero));
        SampleHost.Records.Imports.Save(_district.Slug, new ImportedDelivery { Name = "gradebook.csv", Source = "gradebook", Hash = "0123456789", By = "schedule:nightly", State = "loaded", Files = [] }, evening);
        SampleHost.Records.Sources.Add(new SourceRecord { District = _district.Slug, Name = "gradebook", Kind = SourceRecord.Drop, DueTime = new TimeOnly(6, 0) }, null, "tests");

        var (morning, fresh, sources) = (await _coordinator.GetStringAsync("/"), await _coordinator.GetStringAsync("/freshness"), await _coordinator.GetStringAsync("/sources"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(morning, Does.Contain("One source is late").And.Contain("gradebook: last came Mon 9 Mar, 06:00"));
            Assert.That(fresh, Does.Contain("Late").And.Contain("Mon 9 Mar, 06:00").And.Contain("late: gradebook (last came Mon 9 Mar, 06:00)"));
            Assert.That(sources, Does.Contain("One source is late").And.Contain("was due Fri 13 Mar, 06:00"));
        }
    }

    [Test]
    public async Task Nobody_else_sees_the_sources_or_pulls()
    {
        using var teacher = await SampleHost.SignedIn(_district.Teacher);

        Assert.That((await teacher.GetAsync("/sources")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await SampleHost.Post(teacher, "/sign-out", "/sources?handler=Pull", new() { ["source"] = "sis" })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await SampleHost.Post(_coordinator, "/sources", "/sources?handler=Pull", new() { ["source"] = "none" })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    Task<HttpResponseMessage> Pull(string source) => SampleHost.Post(_coordinator, "/sources", "/sources?handler=Pull", new() { ["source"] = source });

    /// <summary>The page of a pull that ends without an import.</summary>
    async Task<string> End(HttpResponseMessage started)
    {
        Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        for (var i = 0; i < 600; i++)
        {
            var page = await _coordinator.GetStringAsync(started.Headers.Location!);
            if (!page.Contains("id=\"running\"", StringComparison.Ordinal))
                return WebUtility.HtmlDecode(page);
            await Task.Delay(100);
        }
        throw new InvalidOperationException("The pull did not end.");
    }

    void Add(string name, string secret) => SampleHost.Records.Sources.Add(new SourceRecord
    {
        District = _district.Slug, Name = name, Kind = SourceRecord.OneRosterRest, Address = _host.Address, ClientId = FakeHost.ClientId,
    }, secret, "tests");
}
