using System.Text.RegularExpressions;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Commands;
using DataDrivenDecisions.Web.Tests.Commands;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>The history of imports: a page at a time, by state and by source, on the page and at the command line.</summary>
public sealed partial class HistoryPageTests
{
    OtherDistrict _district = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _district = OtherDistrict.Add("rowan");
        Fill(SampleHost.Records, _district.Slug);
    }

    /// <summary>130 deliveries: every tenth is held, and every second is from the roster.</summary>
    static void Fill(RecordStore records, string district)
    {
        for (var i = 1; i <= 130; i++)
        {
            var state = i % 10 == 0 ? "held" : "loaded";
            records.Imports.Save(district, new ImportedDelivery
            {
                Name = $"delivery-{i:000}.zip", Source = i % 2 == 0 ? "Roster & more" : "Food service", Hash = $"{i:x8}{new string('0', 56)}", By = "coordinator", Load = i, State = state,
                Files = [new ImportedFile { File = "users.csv", Format = "OneRoster users", State = state, RowsIn = 12, Added = 10, Rejected = 2, Seconds = 1.5 }],
            });
        }
    }

    [Test]
    public async Task Every_delivery_is_on_one_of_three_pages_with_all_that_is_asked_of_it()
    {
        using var browser = await SampleHost.SignedIn(_district.Coordinator);
        var pages = new[] { await browser.GetStringAsync("/imports"), await browser.GetStringAsync("/imports?number=2"), await browser.GetStringAsync("/imports?number=3") };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pages.SelectMany(Names), Is.EqualTo(Enumerable.Range(1, 130).Reverse().Select(i => $"delivery-{i:000}.zip")));
            foreach (var column in new[] { "Source", "Came", "By", "State", "Rows in", "Loaded", "Rejected", "Took", "Fingerprint" })
                Assert.That(pages[0], Does.Contain($"data-label=\"{column}\""));
            Assert.That(pages[0], Does.Contain("<code>00000082</code>").And.Contain("13 deliveries wait for you").And.Contain("Page 1 of 3"));
        }
    }

    [Test]
    public async Task A_load_that_only_ended_records_says_so()
    {
        var district = OtherDistrict.Add("hawthorn");
        var id = SampleHost.Records.Imports.Save(district.Slug, new ImportedDelivery
        {
            Name = "smaller.zip", Source = "Roster", Hash = new string('1', 64), By = "coordinator", Load = 1, State = "loaded",
            Files = [new ImportedFile { File = "users.csv", Format = "OneRoster users", State = "loaded", RowsIn = 12, Unchanged = 12, EndedByAbsence = 6 }],
        });
        using var browser = await SampleHost.SignedIn(district.Coordinator);

        Assert.That(await browser.GetStringAsync("/imports"), Does.Contain("and 6 ended"));
        Assert.That(await browser.GetStringAsync($"/imports/{id}"), Does.Contain("6 known records ended").And.Contain("data-label=\"Held\""));
    }

    [Test]
    public async Task State_and_source_narrow_the_list_and_its_pages_keep_them()
    {
        using var browser = await SampleHost.SignedIn(_district.Coordinator);
        var held = await browser.GetStringAsync("/imports?state=held&source=");
        var roster = await browser.GetStringAsync("/imports?state=&source=Roster+%26+more");
        var next = Regex.Match(roster, "href=\"(?<to>/imports[^\"]*number=2)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["to"].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        var second = await browser.GetStringAsync(next);
        var none = await browser.GetStringAsync("/imports?state=undone");
        var unknown = await browser.GetStringAsync("/imports?state=%3Cscript%3E");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Names(held), Is.EqualTo(Enumerable.Range(1, 13).Reverse().Select(i => $"delivery-{i * 10:000}.zip")));
            Assert.That(held, Does.Contain("value=\"held\" selected"));
            Assert.That(Names(roster).Concat(Names(second)), Is.EqualTo(Enumerable.Range(1, 65).Reverse().Select(i => $"delivery-{i * 2:000}.zip")));
            Assert.That(none, Does.Contain("No delivery is like that").And.Contain("Show all"));
            Assert.That(unknown, Does.Not.Contain("<script>").And.Contain("Page 1 of 3"));
        }
    }

    [Test]
    public async Task The_command_lists_by_state_and_source_and_says_which_states_there_are()
    {
        using var shell = new Shell();
        await shell.Run("district", "add", "elm");
        using (var records = RecordStore.Open(DataFolder.At(shell.Data), TimeProvider.System))
            Fill(records, "elm");

        var both = await shell.Run("imports", "list", "--state", "held", "--source", "Roster & more");
        var wrong = await shell.Run("imports", "list", "--state", "lost");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Regex.Count(both.Out, "delivery-\\d+\\.zip", RegexOptions.None, TimeSpan.FromSeconds(1)), Is.EqualTo(13));
            Assert.That(both.Out, Does.Contain("Roster & more").And.Contain("00000082").And.Not.Contain("Food service"));
            Assert.That(wrong.Code, Is.EqualTo(ExitCode.Usage));
            Assert.That(wrong.Err, Does.Contain("loaded, held, kept-out, refused"));
        }
    }

    static IEnumerable<string> Names(string page) => Name().Matches(page).Select(m => m.Groups["name"].Value);

    [GeneratedRegex("class=\"row-name\" href=\"/imports/\\d+\">(?<name>[^<]+)<", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
