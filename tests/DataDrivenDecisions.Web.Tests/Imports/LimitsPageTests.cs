using System.Net;
using System.Text.Json;
using DataDrivenDecisions.Web.Tests.Commands;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>Limits of imports as a district's settings: on the page, on the command line, and where an upload meets one.</summary>
public sealed class LimitsPageTests
{
    const string Path = "/imports/limits";
    OtherDistrict _district = null!;

    [OneTimeSetUp]
    public void Open() => _district = OtherDistrict.Add("aspen");

    [Test]
    public async Task A_limit_set_on_the_page_holds_at_once_and_an_upload_over_it_is_told_which_it_was()
    {
        using var browser = await SampleHost.SignedIn(_district.Coordinator);
        Assert.That(await browser.GetStringAsync(Path), Does.Contain("All limits of imports are as usual"));
        var set = await SampleHost.Post(browser, Path, Path, new() { ["upload-size"] = "1 MB" });
        var page = await browser.GetStringAsync(Path);
        var form = await browser.GetStringAsync("/imports/new");
        var limits = SampleHost.Districts.Open(_district.Slug).Limits;
        await SampleHost.Post(browser, Path, Path, new() { ["upload-size"] = "2 GB" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(set.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            Assert.That(page, Does.Contain("One limit of imports is set for this district").And.Contain("set here"));
            Assert.That(form, Does.Contain("Up to 1 MB;"));
            Assert.That(limits.UploadBytes, Is.EqualTo(1024 * 1024));
            Assert.That(SampleHost.Records.Settings.Of(_district.Slug), Is.Empty, "the usual value needs no setting");
            Assert.That(_district.Audit(), Does.Contain((_district.Coordinator, "limit set", "upload-size 1 MB")));
        }
    }

    [Test]
    public async Task What_makes_no_sense_is_not_kept_and_the_page_says_what_is_allowed()
    {
        using var browser = await SampleHost.SignedIn(_district.Coordinator);
        var answer = await SampleHost.Post(browser, Path, Path, new() { ["columns"] = "3", ["files"] = "500" });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Nothing was changed").And.Contain("may be 50 to 100,000; usual is 5,000."));
        Assert.That(SampleHost.Records.Settings.Of(_district.Slug), Is.Empty);
    }

    [Test]
    public async Task The_command_line_shows_sets_and_resets_a_limit()
    {
        using var shell = new Shell();
        await shell.Run("district", "add", "elm");
        var set = JsonDocument.Parse((await shell.Run("district", "limits", "--set", "columns=60", "--json")).Out).RootElement.EnumerateArray().First(l => l.GetProperty("name").GetString() == "columns");
        var wrong = await shell.Run("district", "limits", "--set", "columns=1");
        var unknown = await shell.Run("district", "limits", "--set", "colums=60");
        var wide = await shell.Run("import", shell.File("school_enrollment.csv", "student_number,school_number,school_year,entry_date," + string.Join(',', Enumerable.Range(0, 70).Select(i => $"extra{i}")) + "\n1,2,2025-26,2025-09-01\n"), "--json");
        var reset = await shell.Run("district", "limits", "--reset", "columns");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(set.GetProperty("value").GetInt64(), Is.EqualTo(60));
            Assert.That((wrong.Code, wrong.Err.Contains("50 to 100,000", StringComparison.Ordinal)), Is.EqualTo((2, true)));
            Assert.That((unknown.Code, unknown.Err.Contains("The limits are", StringComparison.Ordinal)), Is.EqualTo((2, true)));
            Assert.That(wide.Out, Does.Contain("The limit is the setting columns, here 60."));
            Assert.That(reset.Out, Does.Contain("5,000"));
        }
    }
}
