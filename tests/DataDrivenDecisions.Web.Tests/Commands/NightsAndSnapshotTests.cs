using System.Text.Json;
using DataDrivenDecisions.Web.Commands;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>How long nights are kept, and the snapshots for other programs, at the command line: what is told, exit codes, and what is refused in words.</summary>
[NonParallelizable]
public sealed class NightsAndSnapshotTests
{
    const string Today = "2026-03-13", ByDefault = "Every night is kept for 60 days, then the last of each week, after 365 days the last of each month.";

    Shell _shell = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _shell = new Shell { Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 13, 18, 0, 0, TimeSpan.Zero)) };
        await _shell.Run("district", "add", "elm");
        await _shell.Run("import", RosterDelivery.Write(Path.Combine(_shell.Folder, "roster.zip")));
        await _shell.Run("import", _shell.File("school_enrollment.csv",
            "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\na1,s1,2025-26,07,2025-08-25,,,,\r\n"));
    }

    [OneTimeTearDown]
    public void Close() => _shell.Dispose();

    [Test]
    public async Task Nights_are_told_with_their_standing_and_go_with_the_analysis_after_a_shorter_keeping_was_set()
    {
        var usual = await _shell.Run("nights");
        Assert.That((usual.Code, usual.Out.Contains(ByDefault, StringComparison.Ordinal)), Is.EqualTo((ExitCode.Done, true)), usual.Out + usual.Err);

        Assert.That((await _shell.Run("nights", "--weekly-after", "100")).Out, Does.Contain("kept for 100 days"));
        foreach (var night in new[] { "2026-01-05", "2026-01-06" })
            Assert.That((await _shell.Run("analyze", "--as-of", night, "--only", "indicators")).Code, Is.EqualTo(ExitCode.Done), night);
        Assert.That(await Standings(), Is.EquivalentTo(new[] { "2026-01-05 stays", "2026-01-06 stays" }));

        var shorter = await _shell.Run("nights", "--weekly-after", "30", "--monthly-after", "90");
        Assert.That(shorter.Code, Is.EqualTo(ExitCode.Done), shorter.Err);
        Assert.That(shorter.Out, Does.Contain("kept for 30 days, then the last of each week, after 90 days the last of each month").And.Match("2026-01-05 +goes with the next analysis").And.Match("2026-01-06 +kept"));
        Assert.That(await Standings(), Is.EquivalentTo(new[] { "2026-01-05 goes", "2026-01-06 stays" }));

        await _shell.Run("analyze", "--as-of", Today, "--only", "indicators");
        Assert.That(await Standings(), Is.EquivalentTo(new[] { "2026-01-06 stays", $"{Today} stays" }));
        Assert.That((await _shell.Run("nights", "--weekly-after", "60", "--monthly-after", "365")).Out, Does.Contain(ByDefault));

        Assert.That((await _shell.Run("export", "views")).Out, Does.Contain("published.rate").And.Contain("published.rate_by_month").And.Contain("seen.exit"));
        var rates = await _shell.Run("export", "published.rate");
        Assert.That(rates.Code, Is.EqualTo(ExitCode.Done), rates.Err);
        Assert.That(rates.Out, Does.StartWith("school_year,as_of_date,indicator,").And.Match($"2026,{Today},mobility,[^,]*,,all,all students,,withheld,"), "one student is too few to be told");
    }

    [TestCase("--weekly-after", "0")]
    [TestCase("--monthly-after", "36501")]
    [TestCase("--weekly-after", "90", "--monthly-after", "30")]
    public async Task A_keeping_that_makes_no_sense_is_refused_and_nothing_is_set(params string[] asked)
    {
        var refused = await _shell.Run(["nights", .. asked]);
        Assert.That((refused.Code, refused.Out), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(refused.Err, Does.Contain("Nothing was set. Days are whole numbers from 1 to 36500, and nights are kept by the week before they are kept by the month."));
        Assert.That((await _shell.Run("nights")).Out, Does.Contain(ByDefault));
    }

    [Test]
    public async Task A_day_written_in_words_is_not_a_number_of_days()
    {
        var refused = await _shell.Run("nights", "--weekly-after", "soon");
        Assert.That((refused.Code, refused.Err.Contains("'soon'", StringComparison.Ordinal)), Is.EqualTo((ExitCode.Usage, true)), refused.Err);
    }

    [Test]
    public async Task A_snapshot_is_made_listed_and_verified_until_a_file_of_it_is_another()
    {
        Assert.That((await _shell.Run("snapshot", "verify")).Out, Does.Contain("There are no snapshots yet. Make one with 'snapshot make'."));

        var made = await _shell.Run("snapshot", "make", "--json");
        Assert.That(made.Code, Is.EqualTo(ExitCode.Done), made.Err);
        Assert.That(made.Err, Does.Contain("let only those read the folder who may see the whole district"));
        var answer = JsonDocument.Parse(made.Out).RootElement;
        var folder = answer.GetProperty("folder").GetString()!;
        var students = answer.GetProperty("manifest").GetProperty("views").EnumerateArray().Single(v => v.GetProperty("view").GetString() == "seen.student");
        Assert.That((students.GetProperty("rows").GetInt64(), Path.GetFileName(folder)), Is.EqualTo((50L, Today)));
        Assert.That((await _shell.Run("snapshot", "make")).Out, Does.Contain($"The snapshot of {Today} is in {folder}, without names.").And.Match(@"seen\.student +50 +\d+ +.*family_name"));

        var listed = await _shell.Run("snapshot", "list");
        Assert.That(listed.Code, Is.EqualTo(ExitCode.Done), listed.Err);
        Assert.That(listed.Out, Does.Match($@"{Today} +\d+ +\d+ +\d+ +no"));
        Assert.That((await _shell.Run("snapshot", "verify", Today)).Out, Does.Contain($"{Today}: every file is the one that was made."));

        await File.AppendAllTextAsync(Path.Combine(folder, students.GetProperty("file").GetString()!), "x");
        var changed = await _shell.Run("snapshot", "verify");
        Assert.That(changed.Code, Is.EqualTo(ExitCode.Integrity));
        Assert.That(changed.Out, Does.Contain($"{Today}: seen.student.parquet is not the file that was made."));
        Assert.That(JsonDocument.Parse((await _shell.Run("snapshot", "verify", "--json")).Out).RootElement.GetProperty("isSound").GetBoolean(), Is.False);

        await File.WriteAllTextAsync(Path.Combine(folder, "manifest.json"), "{");
        Assert.That((await _shell.Run("snapshot", "list")).Out, Does.Match($"{Today} .*unreadable"));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Verifying_a_day_without_a_snapshot_or_none_at_all_is_answered_in_words()
    {
        var missing = await _shell.Run("snapshot", "verify", "2025-10-01");
        Assert.That((missing.Code, missing.Out.Contains("There is no snapshot of 2025-10-01.", StringComparison.Ordinal)), Is.EqualTo((ExitCode.Integrity, true)), missing.Out);
        var noDay = await _shell.Run("snapshot", "verify", "yesterday");
        Assert.That((noDay.Code, noDay.Err.Contains("'yesterday' is not a day. Write it as 2026-03-13.", StringComparison.Ordinal)), Is.EqualTo((ExitCode.Usage, true)), noDay.Err);
    }

    [TestCase("names", "Say what is set and how, as --set names=no.")]
    [TestCase("names=maybe", "'maybe' is neither yes nor no.")]
    [TestCase("kept=0", "Say a number of snapshots from 1 to 3999.")]
    [TestCase("colour=yes", "There is no 'colour' to set: names, sensitive, kept, or one of the views")]
    public async Task A_policy_that_is_half_wrong_is_refused_whole(string wrong, string words)
    {
        var refused = await _shell.Run("snapshot", "policy", "--set", "sensitive=yes", "--set", wrong);
        Assert.That((refused.Code, refused.Out), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(refused.Err, Does.Contain(words));
        Assert.That((await _shell.Run("snapshot", "policy")).Out, Does.Contain("Names, ids and contact data: no. Sensitive programs, sex, race, language: no. Kept: the newest 14."));
    }

    [Test]
    public async Task What_the_policy_lets_out_is_in_the_next_snapshot_and_a_view_that_it_holds_back_is_not()
    {
        var set = await _shell.Run("snapshot", "policy", "--set", "names=yes", "--set", "seen.incident=no");
        Assert.That(set.Out, Does.Contain("Names, ids and contact data: yes").And.Not.Contain("seen.incident,"), set.Err);

        var made = await _shell.Run("snapshot", "make");
        Assert.That(made.Out, Does.Contain(", with names.").And.Not.Match("seen.incident +"));
        await _shell.Run("snapshot", "policy", "--set", "names=no", "--set", "seen.incident=yes");
        var folder = made.Out.Split(" is in ")[1].Split(", with names.")[0];
        Directory.Delete(folder, recursive: true);
    }

    async Task<List<string>> Standings()
    {
        var answer = await _shell.Run("nights", "--json");
        return [.. JsonDocument.Parse(answer.Out).RootElement.GetProperty("nights").EnumerateArray()
            .Select(n => $"{n.GetProperty("night").GetString()} {(n.GetProperty("outlived").GetBoolean() ? "goes" : "stays")}")];
    }
}
