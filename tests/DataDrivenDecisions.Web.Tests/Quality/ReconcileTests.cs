using System.Net;
using System.Text.Json;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing.Reconciling;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Pages.Quality;
using DataDrivenDecisions.Web.Tests.Commands;
using DataDrivenDecisions.Web.Tests.Look;

namespace DataDrivenDecisions.Web.Tests.Quality;

/// <summary>Comparing a student information system's counts with these data: who may, what it shows, and that nothing stays in an address.</summary>
public sealed class ReconcileTests
{
    const string Path = "/quality/reconcile";

    static readonly RosterSight Sight = RosterSight.Of(SampleHost.District.Warehouse, Viewer.Nightly("test"), MapleValley.Day, _ => true);

    static List<RosterSpell> Counted(string? school = null) =>
        [.. Sight.Counted().Where(s => s.StudentNumber is not null && (school is null || s.SchoolId == school)).OrderBy(s => s.StudentId, StringComparer.Ordinal)];

    static string Table(IEnumerable<RosterSpell> spells, params string[] more) =>
        string.Join('\n', [.. spells.Select(s => $"{s.StudentNumber},{s.SchoolId},{s.Grade}").Prepend("student_id,school,grade"), .. more]);

    static Task<HttpResponseMessage> Send(HttpClient browser, string table, string handler = "Table") =>
        SampleHost.Post(browser, Path, $"{Path}?handler={handler}", new() { ["table"] = table });

    [Test]
    public async Task A_pasted_list_names_who_is_on_one_side_only_and_can_be_saved()
    {
        using var browser = await SampleHost.SignedIn("coordinator");
        var counted = Counted();
        var left = counted[0];
        var table = Table(counted.Skip(1), $"9999999,{left.SchoolId},03");
        var page = await (await Send(browser, table)).Content.ReadAsStringAsync();
        var saved = await Send(browser, table, "Download");
        var lines = (await saved.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("2 students make the difference").And.Contain($"href=\"/students/{left.StudentKey}\"").And.Contain("No file has brought this id: 1 student"));
            Assert.That(saved.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/csv"));
            Assert.That(lines, Has.Length.EqualTo(3).And.Some.Contain("9999999").And.Some.Contain(left.StudentNumber));
            Assert.That(SampleHost.Records.Audit.List(50).Where(a => a.Who == "coordinator").Select(a => a.What), Has.Some.EqualTo("compare counts").And.Some.EqualTo("download comparison"));
        }
    }

    [Test]
    public async Task Counts_that_are_typed_as_they_are_here_agree_and_one_too_few_is_shown()
    {
        using var browser = await SampleHost.SignedIn("leader");
        var counts = Sight.Counts().OrderBy(c => c.Key.SchoolKey).ThenBy(c => c.Key.Grade, StringComparer.Ordinal).ToList();
        Dictionary<string, string> Fields(int less) => counts.Select((c, i) => (Name: ReconcileModel.Field(c.Key), Count: c.Value - (i == 0 ? less : 0)))
            .ToDictionary(f => f.Name, f => f.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var same = await (await SampleHost.Post(browser, Path, Path + "?handler=Counts", Fields(0))).Content.ReadAsStringAsync();
        var less = await (await SampleHost.Post(browser, Path, Path + "?handler=Counts", Fields(1))).Content.ReadAsStringAsync();
        Assert.That(same, Does.Contain($"All {counts.Count} counts agree"));
        Assert.That(less, Does.Contain($"1 of {counts.Count} counts differs").And.Contain("Where the counts differ"));
    }

    [TestCase("", "paste a table or choose a file")]
    [TestCase("name,color\nx,y", "student_id, school and grade")]
    public async Task A_table_that_cannot_be_compared_is_refused_in_words(string table, string words)
    {
        using var browser = await SampleHost.SignedIn("coordinator");
        var answer = await Send(browser, table);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Nothing was compared").And.Contain(words));
    }

    [Test]
    public async Task A_principal_compares_the_own_school_alone_and_others_may_not()
    {
        using var principal = await SampleHost.SignedIn("principal");
        using var counselor = await SampleHost.SignedIn("counselor");
        var own = SamplePeople.Principal.SchoolSourcedId!;
        var other = Counted().First(s => s.SchoolId != own);
        var page = await principal.GetStringAsync(Path);
        var answer = await (await Send(principal, Table(Counted(own).Append(other)))).Content.ReadAsStringAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Sight.Schools.Where(s => page.Contains($"name=\"count-{s.SchoolKey}-", StringComparison.Ordinal)).Select(s => s.SchoolId), Is.EqualTo(new[] { own }));
            Assert.That(answer, Does.Contain("Not compared, because no school that you answer for").And.Contain("of your list agree"));
            Assert.That((await counselor.GetAsync(Path)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }
    }

    [Test]
    public async Task The_result_stands_well_on_every_width()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Window("coordinator");
        await page.GotoAsync(Path);
        await page.FillAsync("#pasted", Table(Counted().Skip(3).Select((s, i) => i == 1 ? s with { GradeCode = "12" } : s), "9999999,mv-0110,03"));
        await page.ClickAsync("#table button[type=submit]");
        await page.WaitForSelectorAsync("text=make the difference");
        (await Appearance.Of(page, "reconcile-result")).AssertStandsWell();
        Assert.That(page.Url, Does.Not.Contain("student").And.Not.Contain("9999999"));
    }

    [Test]
    public async Task The_command_line_compares_a_file_by_ids()
    {
        using var shell = new Shell();
        await shell.Run("district", "add", "elm");
        var file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ddd-counts-{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, "student_id\n001\n");
        try
        {
            var answer = JsonDocument.Parse((await shell.Run("quality", "reconcile", file, "--day", "2026-03-13", "--json")).Out).RootElement;
            Assert.That(answer.GetProperty("students")[0].GetProperty("cause").GetString(), Is.EqualTo("never-came"));
            Assert.That((await shell.Run("quality", "reconcile", file + ".none")).Code, Is.EqualTo(4));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
