using System.Text.Json;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Commands;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>A district's own thresholds and rule of mastery, set from a file at the command line with the versions and the audit of the page.</summary>
public sealed class RulesCommandTests : OneDistrictTests
{
    private protected override Shell Made() => new() { Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 13, 18, 0, 0, TimeSpan.Zero)) };

    string File(string json) => Shell.File("rules.json", json);

    IReadOnlyList<KeptRule> Kept(string kind)
    {
        using var records = RecordStore.Open(DataFolder.At(Shell.Data), TimeProvider.System);
        return records.Rules.Of("elm", kind);
    }

    static JsonElement Json(Answer answer) => JsonDocument.Parse(answer.Out).RootElement;

    [Test]
    public async Task Thresholds_from_a_file_are_a_version_and_what_the_file_leaves_out_stays()
    {
        var first = await Shell.Run("rules", "set", "abc", File("""{"missed-concern": 12, "grade-points-concern": 2.0}"""), "--json");
        await Shell.Run("rules", "set", "abc", File("""{"missed-concern": 12}"""));
        await Shell.Run("rules", "set", "abc", File("""{"grade-points-concern": null}"""));
        await Shell.Run("rules", "set", "mastery", File("""{"rule": "highest", "mastered": 75}"""));
        await Shell.Run("rules", "usual", "abc");
        var list = await Shell.Run("rules", "list");
        var versions = await Shell.Run("rules", "versions", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Code, Is.Zero, first.Err);
            Assert.That(Json(first).GetProperty("abc").GetProperty("thresholds").GetProperty("grade-points-concern").GetDecimal(), Is.EqualTo(2.0m));
            Assert.That(Json(first).GetProperty("abc").GetProperty("thresholds").GetProperty("missed-watch").GetInt32(), Is.EqualTo(5), "the usual one, which the file did not name");
            Assert.That(Json(versions).EnumerateArray().Select(v => (v.GetProperty("kind").GetString(), v.GetProperty("version").GetInt32(), v.GetProperty("isUsual").GetBoolean())).Order(),
                Is.EqualTo(new[] { ("abc", 1, false), ("abc", 2, false), ("abc", 3, true), ("mastery", 1, false) }), "saying the same again is no version");
            Assert.That(Json(versions).EnumerateArray().Single(v => v.GetProperty("kind").GetString() == "abc" && v.GetProperty("version").GetInt32() == 2).GetProperty("rule").GetString(), Does.Contain("missed 12%").And.Not.Contain("grade point"));
            Assert.That(list.Out, Does.Contain("usual").And.Contain("mastered from 75 of 100"));
        }

        Assert.That(Kept(RuleBook.Abc).Select(v => v.By), Is.All.EqualTo("operator:tester"));
    }

    [TestCase("abc", """{"missed-concern": 3}""", "cannot begin below 5")]
    [TestCase("abc", """{"missed": 3}""", "There is no 'missed' to set; there are missed-watch")]
    [TestCase("abc", """{"missed-concern": 12.5}""", "whole number from 1 to 100")]
    [TestCase("abc", """{"missed-concern": [12]}""", "takes one number or one word")]
    [TestCase("abc", """{"missed-concern": 12, "missed-concern": 13}""", "stands in the file twice")]
    [TestCase("abc", """[12]""", "must hold one JSON object")]
    [TestCase("abc", """{"missed-concern": 12""", "is not JSON")]
    [TestCase("mastery", """{"rule": "median"}""", "Choose one of the rules")]
    public async Task A_file_that_makes_no_sense_sets_nothing_and_says_why(string kind, string json, string words)
    {
        var refused = await Shell.Run("rules", "set", kind, File(json));
        Assert.That((refused.Code, refused.Out), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(refused.Err, Does.Contain("Nothing was set.").And.Contain(words));
        Assert.That(Kept(kind), Is.Empty);
    }
}
