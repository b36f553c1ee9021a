using System.Net;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>A delivery that is tried first: its page says what would happen school by school, and loads the very same files without their being sent again.</summary>
public sealed class TryTests
{
    readonly string _file = Path.Combine(Path.GetTempPath(), $"ddd-roster-{Guid.NewGuid():N}.zip");
    int _districts;
    OtherDistrict _district = null!;
    HttpClient _coordinator = null!;

    [SetUp]
    public async Task Deliver()
    {
        _district = OtherDistrict.Add($"hazel-{++_districts}");
        _coordinator = await SampleHost.SignedIn(_district.Coordinator);
        await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, RosterDelivery.Write(_file)));
    }

    [TearDown]
    public void Clean()
    {
        _coordinator?.Dispose();
        File.Delete(_file);
    }

    [Test]
    public async Task A_try_names_who_is_new_changed_and_ended_and_changes_nothing()
    {
        var before = SampleHost.Districts.Open(_district.Slug).Warehouse.Hash();
        var page = await Try(kept: 9, familyName: "Renamed");
        var html = WebUtility.HtmlDecode(await _coordinator.GetStringAsync(page));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Match("^/imports/tries/[0-9a-f]{16}$"));
            Assert.That(html, Does.Contain("Nothing has been loaded").And.Contain("First School").And.Contain("Load it"));
            Assert.That(html, Does.Match(@"Family name: <del>Before</del>.*<ins>Renamed</ins>"), "old and new");
            Assert.That(html, Does.Match(@"Ended</b> <span><a href=""/students/\d+"">Given Before</a> <span class=""soft"">a10"), "the student who ends, by name and with a link");
            Assert.That(SampleHost.Districts.Open(_district.Slug).Warehouse.Hash(), Is.EqualTo(before));
            Assert.That(SampleHost.Records.Imports.List(_district.Slug), Has.Count.EqualTo(1), "a try is no import");
            Assert.That(await _coordinator.GetStringAsync("/imports/new"), Does.Contain(page).And.Contain("is not loaded"));
        }
    }

    [Test]
    public async Task Somebody_without_the_right_sees_neither_the_try_nor_a_name_of_it()
    {
        var page = await Try(kept: 9, familyName: "Renamed");
        using var teacher = await SampleHost.SignedIn(_district.Teacher);
        using var elsewhere = await SampleHost.SignedIn("coordinator");
        using var nobody = SampleHost.Browser();

        foreach (var (browser, status) in new[] { (teacher, HttpStatusCode.Forbidden), (elsewhere, HttpStatusCode.NotFound), (nobody, HttpStatusCode.Redirect) })
        {
            var answer = await browser.GetAsync(page);
            Assert.That(answer.StatusCode, Is.EqualTo(status));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("Renamed").And.Not.Contain("a10"));
        }
        var load = await SampleHost.Post(teacher, "/sign-out", page + "?handler=Load", []);
        Assert.That(load.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task The_tried_files_are_loaded_once_without_being_sent_again_and_recorded_as_any_import()
    {
        var page = await Try(kept: 9, familyName: "Loaded");
        File.Delete(_file);

        var report = await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, page, page + "?handler=Load", []));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _coordinator.GetStringAsync(report), Does.Contain("None was rejected"));
            Assert.That(Names(), Has.All.EqualTo("Loaded").And.Count.EqualTo(49));
            Assert.That((await _coordinator.GetAsync(page)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "what is loaded waits no more");
            Assert.That(SampleHost.Records.Imports.List(_district.Slug)[0].Name, Is.EqualTo(Path.GetFileName(_file)));
            Assert.That(_district.Audit(), Does.Contain((_district.Coordinator, "load what was tried", Path.GetFileName(_file))));
        }
    }

    [Test]
    public async Task Files_that_changed_since_their_try_are_not_loaded()
    {
        var page = await Try(kept: 10, familyName: "Tampered");
        var tried = SampleHost.Districts.Open(_district.Slug).Tries.Find(page.Split('/')[^1], _district.Coordinator)!;
        RosterDelivery.Write(tried.Path, familyName: "Another");

        var running = (await SampleHost.Post(_coordinator, page, page + "?handler=Load", [])).Headers.Location!.OriginalString;

        await Until(async () => (await _coordinator.GetStringAsync(running)).Contains("not those that were tried", StringComparison.Ordinal));
        Assert.That(Names(), Has.None.EqualTo("Another"));
    }

    [Test]
    public async Task After_another_load_the_page_says_that_it_may_be_out_of_date_and_tries_again()
    {
        var page = await Try(kept: 9, familyName: "Later");
        await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, RosterDelivery.Write(_file, kept: 9, familyName: "Between")));
        Assert.That(await _coordinator.GetStringAsync(page), Does.Contain("Something else has been loaded since"));

        var again = await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, page, page + "?handler=Again", []));

        Assert.That(WebUtility.HtmlDecode(await _coordinator.GetStringAsync(again)), Does.Contain("<del>Between</del>").And.Not.Contain("Something else has been loaded"));
        await SampleHost.Post(_coordinator, again, again + "?handler=Discard", []);
        Assert.That((await _coordinator.GetAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_renamed_roster_warns_and_is_tried_and_loaded_as_the_source_that_is_chosen()
    {
        var renamed = Path.Combine(Path.GetDirectoryName(_file)!, $"renamed-{Guid.NewGuid():N}.zip");
        var known = SampleHost.Records.Imports.Sources(_district.Slug).Single();
        var page = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, RosterDelivery.Write(renamed, kept: 9), new() { ["intent"] = "try" }));
        File.Delete(renamed);
        Assert.That(WebUtility.HtmlDecode(await _coordinator.GetStringAsync(page)), Does.Contain("This comes as a new source").And.Contain($"nothing that source “{known}” brought will end").And.Not.Contain("would end</h1>"));

        var again = await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, page, page + "?handler=Again", new() { ["source"] = known }));

        Assert.That(WebUtility.HtmlDecode(await _coordinator.GetStringAsync(again)), Does.Contain("tried as an export of " + known).And.Not.Contain("This comes as a new source"));
        await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, again, again + "?handler=Load", []));
        var loaded = SampleHost.Records.Imports.List(_district.Slug)[0];
        Assert.That((loaded.Source, loaded.Files.Sum(f => f.EndedByAbsence)), Is.EqualTo((known, 2L)));
    }

    [Test]
    public async Task What_is_said_in_the_form_holds_for_the_try_and_for_its_load()
    {
        var file = Path.ChangeExtension(_file, ".csv");
        await File.WriteAllTextAsync(file, "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n0099,0001,2025-26,07,2025-08-25,,,,\r\n");
        var page = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, file, new() { ["intent"] = "try", ["readAs"] = "School enrollment", ["year"] = "2025" }));

        File.Delete(file);
        var told = SampleHost.Districts.Open(_district.Slug).Tries.Find(page.Split('/')[^1], _district.Coordinator)!.Told;

        Assert.That((told.Format, told.SchoolYearEnds), Is.EqualTo(("School enrollment", 2025)));
        await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, page, page + "?handler=Load", []));
        var recorded = SampleHost.Records.Imports.List(_district.Slug)[0].Told;
        Assert.That((recorded.Format, recorded.SchoolYearEnds), Is.EqualTo(("School enrollment", 2025)));
    }

    [Test]
    public async Task A_file_that_is_read_as_something_it_is_not_is_mapped_from_its_try_and_read_so_from_then_on()
    {
        var file = Path.ChangeExtension(_file, ".csv");
        const string Header = "student_number,school_number,attendance_date,attendance_code\r\n";
        await File.WriteAllTextAsync(file, Header + "a1,0001,2026-03-02,T\r\na2,0001,2026-03-02,U\r\n");
        var page = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, file, new() { ["intent"] = "try" }));
        Assert.That(WebUtility.HtmlDecode(await _coordinator.GetStringAsync(page)), Does.Contain("A file is read as something that it is not").And.Contain("read as Daily attendance"));

        Assert.That((await SampleHost.Post(_coordinator, page, page + "?handler=Map", new() { ["file"] = "other.csv" })).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var map = (await SampleHost.Post(_coordinator, page, page + "?handler=Map", new() { ["file"] = Path.GetFileName(file) })).Headers.Location!.OriginalString;

        Assert.That((await _coordinator.GetAsync(page)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "what is mapped is tried no more");
        var look = WebUtility.HtmlDecode(await _coordinator.GetStringAsync(map));
        Assert.That(look, Does.Contain("So far it is read as Daily attendance."));
        await SampleHost.Post(_coordinator, map, map + "?handler=Cut", new() { ["kind"] = "attendance" });
        await SampleHost.Post(_coordinator, map, map + "?handler=Answer", []);
        var codes = WebUtility.HtmlDecode(await _coordinator.GetStringAsync(map + "/codes"));
        await SampleHost.Post(_coordinator, map + "/codes", map + "/codes", MappingTests.Meanings(codes, new() { ["T"] = "present", ["U"] = "absent" }));
        var report = await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, map + "/check", map + "/check", new() { ["name"] = "Trips and absences" }));

        Assert.That(await _coordinator.GetStringAsync(report), Does.Contain("Trips and absences"));
        Assert.That(Statuses(), Is.EqualTo((string[])["T present", "U absent"]));
        Assert.That(WebUtility.HtmlDecode(await _coordinator.GetStringAsync("/imports/mappings")), Does.Contain("instead of Daily attendance"));
        await File.WriteAllTextAsync(file, Header + "a3,0001,2026-03-03,T\r\n");
        var next = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, file));
        File.Delete(file);
        Assert.That(await _coordinator.GetStringAsync(next), Does.Contain("Trips and absences"));
        Assert.That(Statuses(), Is.EqualTo((string[])["T present", "T present", "U absent"]));
    }

    IReadOnlyList<string> Statuses() => SampleHost.Districts.Open(_district.Slug).Warehouse.As(Viewer.Operator("tests"))
        .Ask(new Query<string>("SELECT e.code || ' ' || e.status FROM seen.attendance_event e ORDER BY e.code, e.status"));

    async Task<string> Try(int kept, string familyName) =>
        await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, RosterDelivery.Write(_file, kept, familyName), new() { ["intent"] = "try" }));

    IReadOnlyList<string> Names() => SampleHost.Districts.Open(_district.Slug).Warehouse.As(Viewer.Operator("tests"))
        .Ask(new Query<string>("SELECT family_name FROM seen.student s WHERE s.is_enrolled = 1 AND s.is_placeholder = 0"));

    static async Task Until(Func<Task<bool>> isTrue)
    {
        for (var i = 0; i < 200 && !await isTrue(); i++)
            await Task.Delay(100);
        Assert.That(await isTrue(), Is.True);
    }
}
