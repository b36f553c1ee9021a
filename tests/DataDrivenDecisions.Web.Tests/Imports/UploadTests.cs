using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Tests.Look;
using Microsoft.Extensions.DependencyInjection;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>A delivery brought in by hand in a real browser, from the file to its report.</summary>
public sealed partial class UploadTests
{
    readonly string _file = Path.Combine(Path.GetTempPath(), $"ddd-roster-{Guid.NewGuid():N}.zip");
    OtherDistrict _district = null!;

    [OneTimeSetUp]
    public void Open() => _district = OtherDistrict.Add("birch");

    [OneTimeTearDown]
    public void Clean() => File.Delete(_file);

    [TestCase(false, TestName = "Without_scripts_a_delivery_goes_from_the_form_to_its_report")]
    [TestCase(true, TestName = "With_scripts_the_form_tells_how_much_was_sent_before_the_report_opens")]
    public async Task From_the_form_to_the_report(bool scripts)
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Window(_district.Coordinator, scripts: scripts);
        await page.GotoAsync("/imports/new");
        var heard = new ConcurrentQueue<string>();
        if (scripts)
        {
            await page.ExposeFunctionAsync("heard", (string words) => heard.Enqueue(words));
            await page.EvaluateAsync("new MutationObserver(() => heard(document.getElementById('progress-words').textContent)).observe(document.getElementById('progress-words'), { childList: true })");
        }
        await page.SetInputFilesAsync("#files", RosterDelivery.Write(_file, familyName: "Scripts" + scripts));
        await page.ClickAsync("#upload button[type=submit]");
        await page.WaitForURLAsync(Report(), new() { Timeout = 60_000 });

        Assert.That(await page.TextContentAsync("h1"), Does.Contain("rows read. None was rejected."));
        Assert.That(_district.Audit(), Does.Contain((_district.Coordinator, "upload", Path.GetFileName(_file))));
        if (scripts)
            Assert.That(heard, Has.Some.EqualTo("100% sent"));
    }

    [Test]
    public async Task While_an_import_runs_its_page_tells_how_far_it_is_and_leads_to_the_report()
    {
        await using var chromium = await Chromium.Start();
        using var gate = new ManualResetEventSlim();
        var path = RosterDelivery.Write(_file, familyName: "Gate");
        var running = SampleHost.App.Services.GetRequiredService<RunningImports>().Start(_district.Slug, "roster.zip", (district, progress) =>
        {
            progress.Report(new ImportProgress("roster.zip!users.csv", 20, 50));
            gate.Wait(TimeSpan.FromMinutes(2));
            return district.Importer.Import([path], new ImportOptions { By = "tests" }, progress);
        });
        var page = await chromium.Window(_district.Coordinator);
        try
        {
            await page.GotoAsync("/imports/running/" + running.Id);
            await page.WaitForSelectorAsync("text=20 of 50 rows", new() { Timeout = 20_000 });
            (await Appearance.Of(page, "import-running")).AssertStandsWell();
        }
        finally
        {
            gate.Set();
        }
        await page.WaitForURLAsync(Report(), new() { Timeout = 60_000 });
        Assert.That(await page.TextContentAsync("h1"), Does.Contain("rows read."));
    }

    [Test]
    public async Task Somebody_without_the_right_cannot_bring_anything_in()
    {
        using var teacher = await SampleHost.SignedIn(_district.Teacher);
        var page = await teacher.GetAsync("/imports/new");
        using var form = new MultipartFormDataContent { { new StringContent("none"), "__RequestVerificationToken" } };
        var sent = await teacher.PostAsync("/imports/upload", form);
        Assert.That((page.StatusCode, sent.StatusCode), Is.EqualTo((System.Net.HttpStatusCode.Forbidden, System.Net.HttpStatusCode.Forbidden)));
    }

    [GeneratedRegex("/imports/[0-9]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Report();
}
