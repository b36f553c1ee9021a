using System.Net;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Tests.Look;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>A file that nobody knows, from its upload through the four steps of its mapping to its rows; the next one needs no click.</summary>
public sealed partial class MappingTests
{
    readonly string _folder = Directory.CreateTempSubdirectory("ddd-mapping-").FullName;
    OtherDistrict _district = null!;
    HttpClient _coordinator = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _district = OtherDistrict.Add("willow");
        _coordinator = await SampleHost.SignedIn(_district.Coordinator);
    }

    [OneTimeTearDown]
    public void Clean()
    {
        _coordinator?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One story in its order: what a later part finds, an earlier one has made.</summary>
    [Test]
    public async Task A_strange_file_is_mapped_known_renamed_and_strange_again_and_the_same_is_done_by_clicking()
    {
        await By_plain_forms_and_the_next_file_needs_no_click();
        await Renamed_downloaded_and_retired_and_then_strange_again();
        await By_clicking_in_a_browser_without_scripts();
    }

    async Task By_plain_forms_and_the_next_file_needs_no_click()
    {
        var report = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, Week("first.csv", 1)));
        var map = Map().Match(await _coordinator.GetStringAsync(report)).Value;
        Assert.That(map, Is.Not.Empty, "the report leads to the mapping");

        var look = await _coordinator.GetStringAsync(map);
        Assert.That(WebUtility.HtmlDecode(look), Does.Contain("This looks like attendance").And.Contain("Is 03/02/2026 in “Day out” 3 February or 2 March?").And.Contain("semicolons"));
        var unanswered = await SampleHost.Post(_coordinator, map, map + "?handler=Answer", []);
        Assert.That(unanswered.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var answered = await SampleHost.Post(_coordinator, map, map + "?handler=Answer", new() { ["answer-date"] = "month-first" });
        Assert.That(answered.Headers.Location!.OriginalString, Is.EqualTo(map + "/columns"));

        var columns = WebUtility.HtmlDecode(await _coordinator.GetStringAsync(map + "/columns"));
        Assert.That(columns, Does.Contain("very sure").And.Contain("is called “student number”"));
        var fields = new Dictionary<string, string> { ["column-student"] = "Stu Number", ["column-date"] = "Day out", ["column-code"] = "Cd" };
        var lacking = await SampleHost.Post(_coordinator, map + "/columns", map + "/columns", new(fields));
        Assert.That((lacking.StatusCode, WebUtility.HtmlDecode(await lacking.Content.ReadAsStringAsync())), Is.EqualTo((HttpStatusCode.BadRequest, WebUtility.HtmlDecode(await lacking.Content.ReadAsStringAsync()))));
        Assert.That(await lacking.Content.ReadAsStringAsync(), Does.Contain("Still needed: School"));
        var mapped = await SampleHost.Post(_coordinator, map + "/columns", map + "/columns", new(fields) { ["value-school"] = "0110" });
        Assert.That(mapped.Headers.Location!.OriginalString, Is.EqualTo(map + "/codes"));

        var codes = WebUtility.HtmlDecode(await _coordinator.GetStringAsync(map + "/codes"));
        Assert.That(codes, Does.Contain("One code has no meaning yet").And.Contain("no meaning yet"));
        var meant = await SampleHost.Post(_coordinator, map + "/codes", map + "/codes", Meanings(codes, new() { ["A"] = "absent-excused", ["T"] = "tardy", ["U"] = "absent" }));
        Assert.That(meant.Headers.Location!.OriginalString, Is.EqualTo(map + "/check"));

        var check = WebUtility.HtmlDecode(await _coordinator.GetStringAsync(map + "/check"));
        Assert.That(check, Does.Contain("12 of 12 rows can be taken").And.Contain("the code \"Q\" for attendance code, which is not mapped; it counts as unknown"));
        Assert.That(Rows(), Is.Empty, "nothing is loaded by looking");
        var saved = await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, map + "/check", map + "/check", new() { ["name"] = "Willow absences" }));

        Assert.That(await _coordinator.GetStringAsync(saved), Does.Contain("12 rows read").And.Contain("Willow absences"));
        Assert.That(Rows().GroupBy(r => r).ToDictionary(r => r.Key, r => r.Count()), Is.EquivalentTo(new Dictionary<string, int> { ["A absent 2026-03"] = 3, ["T tardy 2026-03"] = 3, ["U absent 2026-03"] = 3, ["Q unknown 2026-03"] = 3 }));
        Assert.That((await _coordinator.GetAsync(map)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "the draft is gone");

        var next = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, Week("second.csv", 101)));
        Assert.That(await _coordinator.GetStringAsync(next), Does.Contain("12 rows read. None was rejected.").And.Contain("Willow absences"));
    }

    async Task Renamed_downloaded_and_retired_and_then_strange_again()
    {
        var id = SampleHost.Records.Mappings.List("willow").Single().Id;
        await SampleHost.Post(_coordinator, "/imports/mappings", "/imports/mappings?handler=Rename", new() { ["id"] = $"{id}", ["name"] = "Willow weeks" });
        var renamed = SampleHost.Records.Mappings.List("willow").Single();
        var download = await _coordinator.GetStringAsync($"/downloads/mappings/{renamed.Id}.json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(renamed.Name, Is.EqualTo("Willow weeks"));
            Assert.That(download, Does.Contain("\"name\": \"Willow weeks\"").And.Contain("\"recognizedBy\"").And.Not.Contain("st-"));
            Assert.That(await _coordinator.GetStringAsync("/imports/mappings"), Does.Contain("Willow weeks").And.Contain("Stu Number, Day out, Cd"));
        }
        await SampleHost.Post(_coordinator, "/imports/mappings", "/imports/mappings?handler=Retire", new() { ["id"] = $"{renamed.Id}" });

        var report = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, Week("third.csv", 201)));

        Assert.That(Map().Match(await _coordinator.GetStringAsync(report)).Value, Is.Not.Empty);
        Assert.That(_district.Audit().Select(a => a.What), Does.Contain("mapping saved").And.Contain("mapping renamed").And.Contain("mapping retired"));
    }

    [Test]
    public async Task Somebody_without_the_right_neither_sees_nor_maps_it()
    {
        using var teacher = await SampleHost.SignedIn(_district.Teacher);
        Assert.That((await teacher.GetAsync("/imports/mappings")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await teacher.GetAsync("/imports/map/0123456789abcdef")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _coordinator.GetAsync("/imports/map/0123456789abcdef")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    async Task By_clicking_in_a_browser_without_scripts()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Window(_district.Coordinator, scripts: false);
        await page.GotoAsync("/imports/new");
        var file = Path.Combine(_folder, "screener.tsv");
        await File.WriteAllTextAsync(file, "Learner\tArea\tTaken on\tScaled Score\n" + string.Join('\n', Enumerable.Range(1, 8).Select(i => $"st-{i}\tReading\t2026-02-0{i}\t{400 + i}")));
        await page.SetInputFilesAsync("#files", file);
        await page.ClickAsync("#upload button[type=submit]");
        await page.ClickAsync("text=Map it", new() { Timeout = 60_000 });
        await page.GetByText("That is not right").ClickAsync();
        await page.SelectOptionAsync("#kind", "assessments");
        await page.ClickAsync("text=Look again");
        await page.ClickAsync("text=Go on to the columns");
        await page.SelectOptionAsync("select[name=column-student]", "Learner");
        await page.SelectOptionAsync("select[name=column-subject]", "Area");
        await page.SelectOptionAsync("select[name=column-test_date]", "Taken on");
        await page.SelectOptionAsync("select[name=column-score]", "Scaled Score");
        await page.FillAsync("input[name=value-assessment]", "Willow screener");
        await page.ClickAsync("text=Go on to the codes");
        await page.WaitForURLAsync(Check(), new() { Timeout = 60_000 });
        await page.GoBackAsync();
        await page.GoForwardAsync();
        await page.FillAsync("#name", "Willow screener");
        await page.ClickAsync("text=Save and load");
        await page.WaitForURLAsync(Report(), new() { Timeout = 60_000 });

        Assert.That(await page.TextContentAsync("h1"), Does.Contain("8 rows read"));
        Assert.That(SampleHost.Records.Mappings.List("willow").Select(m => m.Name), Does.Contain("Willow screener"));
    }

    string Week(string name, int from)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, ["Willow Unified", "Absences", "", "Stu Number;Teacher;Day out;Cd", .. Enumerable.Range(0, 12).Select(i => $"st-{from + i};Room {i};03/{2 + i % 5:00}/2026;{"ATUQ"[i % 4]}")]);
        return path;
    }

    /// <summary>The form of the codes filled in: each select belongs to the code that its label names.</summary>
    internal static Dictionary<string, string> Meanings(string page, Dictionary<string, string> meant)
    {
        var fields = new Dictionary<string, string> { ["others-code"] = "unknown" };
        foreach (Match label in Code().Matches(page))
            fields[$"meaning-code-{label.Groups["place"].Value}"] = meant.GetValueOrDefault(label.Groups["code"].Value, "");
        return fields;
    }

    static List<string> Rows() =>
        [.. SampleHost.Districts.Open("willow").Warehouse.As(Viewer.Operator("tests")).Ask(new Query<Event>("SELECT e.code AS Code, e.status AS Status, e.school_date AS Day FROM seen.attendance_event e WHERE e.student_id NOT LIKE 'st-1__'"))
            .Select(e => $"{e.Code} {e.Status} {e.Day:yyyy-MM}")];

    sealed record Event
    {
        public string Code { get; init; } = "";
        public string Status { get; init; } = "";
        public DateOnly Day { get; init; }
    }

    [GeneratedRegex("/imports/map/[0-9a-f]{16}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Map();

    [GeneratedRegex("/imports/map/[0-9a-f]{16}/check$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Check();

    [GeneratedRegex("/imports/[0-9]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Report();

    [GeneratedRegex("for=\"m-code-(?<place>[0-9]+)\">Meaning of (?<code>[^<]+)<", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
