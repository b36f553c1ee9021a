using System.Net;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>Students of a result file whom the roster does not know, on their page: who sees it, what it says, and what a person's word does.</summary>
public sealed class UnmatchedTests
{
    const string Roster = "sourcedId,role,givenName,familyName,orgSourcedIds,identifier,grades\nr1,student,Ann,Johnson,s1,0001,05\nr2,student,Bo,Oakley,s1,0002,05\n";
    const string Results = "Last Name,First Name,Student ID,Student Grade,Academic Year,School,Start Date,Completion Date,Overall Scale Score,Overall Placement,Percentile,Quantile Measure\n"
        + "Jonson,Ann,v-17,5,2025-2026,First School,2025-09-01,2025-09-03,480,Early 5,55,700Q\nQuimby,Zed,v-99,5,2025-2026,First School,2025-09-01,2025-09-03,470,Early 5,50,690Q\n";

    readonly string _folder = Directory.CreateTempSubdirectory("ddd-unmatched-").FullName;
    OtherDistrict _district = null!;
    HttpClient _coordinator = null!;
    string _report = "";

    [OneTimeSetUp]
    public async Task Deliver()
    {
        _district = OtherDistrict.Add("hazel");
        _coordinator = await SampleHost.SignedIn(_district.Coordinator);
        await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, Write("users.csv", Roster)));
        _report = await OtherDistrict.ReportOf(_coordinator, await OtherDistrict.Upload(_coordinator, Write("autumn.csv", Results)));
    }

    [OneTimeTearDown]
    public void Clean()
    {
        _coordinator?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Test]
    public async Task Somebody_without_the_right_neither_sees_nor_decides()
    {
        using var teacher = await SampleHost.SignedIn(_district.Teacher);
        using var elsewhere = await SampleHost.SignedIn("coordinator");
        var before = SampleHost.Records.Matches.List("hazel");
        foreach (var handler in new[] { "Decide", "TakeIn" })
        {
            Assert.That((await SampleHost.Post(teacher, "/sign-out", $"{_report}/unmatched?handler={handler}", new() { ["line"] = "2", ["student"] = "r1" })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), handler);
            Assert.That((await SampleHost.Post(elsewhere, "/imports/new", $"{_report}/unmatched?handler={handler}", new() { ["line"] = "2", ["student"] = "r1" })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "another district's import");
        }
        Assert.That((await teacher.GetAsync(_report + "/unmatched")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await elsewhere.GetAsync(_report + "/unmatched")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(SampleHost.Records.Matches.List("hazel"), Is.EqualTo(before));
    }

    [Test]
    public async Task The_page_says_who_may_be_meant_and_one_word_brings_the_row_in_and_the_audit_names_nobody()
    {
        Assert.That(await _coordinator.GetStringAsync(_report), Does.Contain("See who they may be"));

        var page = await _coordinator.GetStringAsync(_report + "/unmatched");

        Assert.That(page, Does.Contain("Two students are not on the roster").And.Contain("Jonson, Ann").And.Contain("Johnson, Ann")
            .And.Contain("Family name one letter apart, same given name").And.Contain("This is the student").And.Contain("Nobody on the roster is like this student"));
        Assert.That(Regex.Matches(page, "(?:href|action|src)=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Groups["address"].Value)
            .Where(a => !a.StartsWith("/css/", StringComparison.Ordinal) && !a.StartsWith("/js/", StringComparison.Ordinal)), Has.None.Contains("Jo").And.None.Contains("v-")); // a style sheet's checksum may have any letters

        var wrong = await SampleHost.Post(_coordinator, _report + "/unmatched", _report + "/unmatched?handler=Decide", new() { ["line"] = "2", ["student"] = "r-none" });
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await wrong.Content.ReadAsStringAsync(), Does.Contain("The roster has no student with that id or number"));
        var early = await SampleHost.Post(_coordinator, _report + "/unmatched", _report + "/unmatched?handler=TakeIn", []);
        Assert.That(early.StatusCode, Is.EqualTo(HttpStatusCode.Conflict), "nobody is matched without a word");

        Assert.That((await SampleHost.Post(_coordinator, _report + "/unmatched", _report + "/unmatched?handler=Decide", new() { ["file"] = "autumn.csv", ["line"] = "2", ["student"] = "r1" })).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await SampleHost.Post(_coordinator, _report + "/unmatched", _report + "/unmatched?handler=Decide", new() { ["line"] = "3" })).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await _coordinator.GetStringAsync(_report + "/unmatched"), Does.Contain("Bring in 1 row").And.Contain("None of the roster").And.Not.Contain("Jonson, Ann"));
        var taken = await OtherDistrict.ReportOf(_coordinator, await SampleHost.Post(_coordinator, _report + "/unmatched", _report + "/unmatched?handler=TakeIn", []));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _coordinator.GetStringAsync(taken), Does.Contain("1 row read. None was rejected"));
            Assert.That(await _coordinator.GetStringAsync(_report + "/unmatched"), Does.Contain($"href=\"{taken}\"").And.Not.Contain("Bring in 1 row"));
            Assert.That(SampleHost.Districts.Open("hazel").Warehouse.As(Viewer.Operator("tests")).Ask(new Query<string>("SELECT student_id FROM seen.assessment")), Is.EqualTo((string[])["r1"]));
            Assert.That(_district.Audit().Where(a => a.Who == _district.Coordinator).Select(a => $"{a.What} {a.About}"), Has.Some.Contains("student matched").And.None.Contains("Jo").And.None.Contains("Quimby"));
        }
    }
}
