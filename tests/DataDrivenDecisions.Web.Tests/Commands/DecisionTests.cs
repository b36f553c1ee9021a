using System.Text.Json;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Commands;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>What a person decides about an import at the command line: to release what is held, or to take the newest back.</summary>
public sealed class DecisionTests : OneDistrictTests
{
    private protected override Shell Made() => new() { Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 13, 18, 0, 0, TimeSpan.Zero)) };

    [Test]
    public async Task A_held_roster_is_released_once_and_every_row_is_accounted_for_both_times()
    {
        await Deliver(RosterDelivery.FirstSchool, "Before");
        var held = await Deliver(kept: 8, "After");
        var heldUsers = Users(held);
        var id = heldUsers.GetProperty("import").GetInt64();
        Assert.That((held.Code, heldUsers.GetProperty("state").GetString(), Number(heldUsers, "held")), Is.EqualTo((ExitCode.Held, "held", 8L)), held.Err);
        Assert.That(await Known(), Is.EqualTo("40 After, 10 Before; 50 seats"), "the other school's rows have loaded, and nothing has ended");

        var alone = await Shell.Run("imports", "approve", $"{id}");
        Assert.That(alone.Code, Is.EqualTo(ExitCode.Usage));
        Assert.That(alone.Err, Does.Contain("type how many records would end: 4"));
        var released = await Shell.Run("imports", "approve", $"{id}", "--ending", "4", "--json");
        var users = Users(released);
        Assert.That(released.Code, Is.Zero, released.Err);
        using (Assert.EnterMultipleScope())
        {
            foreach (var file in new[] { heldUsers, users })
                Assert.That(Number(file, "loaded") + Number(file, "unchanged") + Number(file, "rejected") + Number(file, "duplicate") + Number(file, "held"), Is.EqualTo(Number(file, "rowsIn")));
            Assert.That((Number(users, "changed"), Number(users, "held"), Number(users, "endedByAbsence")), Is.EqualTo((8L, 0L, 2L)));
            Assert.That(users.GetProperty("delivery").GetString(), Is.EqualTo("roster.zip"), "it keeps the name that people know");
            Assert.That(await Known(), Is.EqualTo("48 After, 2 Before; 48 seats"), "two have left");
            Assert.That(await State(id), Is.EqualTo("released"));
            Assert.That(Audit().Select(a => (a.Who, a.What, a.About)), Does.Contain(("operator:tester", "import approved", $"import {id}: 4 records could end, 4 ended, alone, by typing the number")));
        }

        var again = await Shell.Run("imports", "approve", $"{id}");
        Assert.That((again.Code, again.Out), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(again.Err, Does.Contain("was released already"));
    }

    [Test]
    public async Task Only_the_newest_of_two_held_rosters_can_be_released()
    {
        await Deliver(RosterDelivery.FirstSchool, "Before");
        var older = Users(await Deliver(kept: 8, "Monday")).GetProperty("import").GetInt64();
        var newer = Users(await Deliver(kept: 7, "Tuesday")).GetProperty("import").GetInt64();

        var refused = await Shell.Run("imports", "approve", $"{older}");

        Assert.That(refused.Code, Is.EqualTo(ExitCode.Usage));
        Assert.That(refused.Err, Does.Contain($"Import {newer} came from the same source after"));
        Assert.That((await Shell.Run("imports", "approve", $"{newer}", "--ending", "6")).Code, Is.Zero);
        Assert.That(await Known(), Is.EqualTo("3 Before, 47 Tuesday; 47 seats"));
    }

    [Test]
    public async Task What_is_on_file_can_be_kept_and_what_was_kept_out_can_wait_again()
    {
        await Deliver(RosterDelivery.FirstSchool, "Before");
        var id = Users(await Deliver(kept: 8, "After")).GetProperty("import").GetInt64();

        var kept = await Shell.Run("imports", "keep", $"{id}");
        Assert.That((kept.Code, await State(id)), Is.EqualTo((0, "kept-out")), kept.Err);
        Assert.That(kept.Out, Does.Contain($"'imports reopen {id}' lets it wait again"));
        var twice = await Shell.Run("imports", "keep", $"{id}");
        Assert.That((twice.Code, twice.Err), Is.EqualTo((ExitCode.Usage, twice.Err)));
        Assert.That(twice.Err, Does.Contain("is not held any more"));

        var again = await Shell.Run("imports", "reopen", $"{id}");
        Assert.That((again.Code, await State(id)), Is.EqualTo((0, "held")), again.Err);
        Assert.That((await Shell.Run("imports", "reopen", $"{id}")).Err, Does.Contain("nothing that is kept out"));
        Assert.That((await Shell.Run("imports", "approve", $"{id}", "--ending", "4")).Code, Is.Zero);
        Assert.That(await Known(), Is.EqualTo("48 After, 2 Before; 48 seats"));
        Assert.That(Audit().Select(a => (a.Who, a.What, a.About)), Does.Contain(("operator:tester", "keep what is on file", $"import {id}")).And.Contain(("operator:tester", "let wait again", $"import {id}")));
    }

    [TestCase("0", "There is no import 0")]
    [TestCase("1", "is not held; it is loaded")]
    public async Task What_is_not_held_is_answered_in_words(string id, string words)
    {
        await Deliver(RosterDelivery.FirstSchool, "Before");
        var answer = await Shell.Run("imports", "approve", id);
        Assert.That(answer.Code, Is.EqualTo(ExitCode.Usage));
        Assert.That(answer.Err, Does.Contain(words));
    }

    [Test]
    public async Task Undoing_an_import_takes_the_analysis_on_top_of_it_along_and_says_so()
    {
        await Deliver(RosterDelivery.FirstSchool, "Before");
        var before = await Hash();
        var second = Users(await Deliver(RosterDelivery.FirstSchool, "After")).GetProperty("import").GetInt64();
        await Shell.Run("import", Shell.File("school_enrollment.csv", "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\na1,s1,2025-26,07,2025-08-25,,,,\r\n"));
        var analyzed = await Shell.Run("analyze", "--as-of", "2026-03-13", "--only", "indicators", "--json");
        Assert.That(JsonDocument.Parse(analyzed.Out).RootElement.GetProperty("studentsJudged").GetInt32(), Is.Positive, analyzed.Err);
        var third = second + 1;

        var undone = await Shell.Run("imports", "undo", $"{third}", "--yes");
        Assert.That(undone.Code, Is.Zero, undone.Err);
        Assert.That(undone.Out, Does.Contain("taken back, and with it what 1 analysis had published"));
        Assert.That((await Shell.Run("imports", "undo", $"{second}", "--yes", "--json")).Out, Does.Contain("\"nightsUndone\": 0").Or.Contain("\"nightsUndone\":0"));
        Assert.That(await Hash(), Is.EqualTo(before));
        Assert.That((await Shell.Run("imports", "undo", $"{third}", "--yes")).Err, Does.Contain("changed nothing that could be taken back"));
    }

    [Test]
    public async Task An_older_import_is_undone_after_what_stands_on_it_was_shown()
    {
        await Deliver(RosterDelivery.FirstSchool, "Before");
        var second = Users(await Deliver(RosterDelivery.FirstSchool, "After")).GetProperty("import").GetInt64();
        var third = Users(await Deliver(RosterDelivery.FirstSchool, "Newest")).GetProperty("import").GetInt64();
        var hash = await Hash();

        var all = Path.Combine(Shell.Folder, "standing.csv");
        var shown = await Shell.Run("imports", "undo", $"{second}", "--rows", all);
        Assert.That(shown.Code, Is.EqualTo(ExitCode.Held), shown.Err);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown.Out, Does.Contain("would take back").And.Contain($"import {third}: roster.zip!users.csv line 2 (student)"));
            Assert.That(shown.Out, Does.Contain($"import {third}: 47 more (student)"));
            Assert.That(await File.ReadAllTextAsync(all), Does.Contain($"{third},student,roster.zip!users.csv,51,,b40,named it").And.Not.Contain("Newest"));
            Assert.That(shown.Out, Does.Not.Contain("After").And.Not.Contain("Newest"), "nobody is named");
            Assert.That(shown.Err, Does.Contain("Nothing is undone yet"));
            Assert.That(await Hash(), Is.EqualTo(hash));
        }

        var undone = JsonDocument.Parse((await Shell.Run("imports", "undo", $"{second}", "--yes", "--json")).Out).RootElement;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(undone.GetProperty("loadedAgain").EnumerateArray().Select(i => i.GetInt64()), Is.EqualTo(new[] { third }));
            Assert.That(undone.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("entity").GetString() == "student").GetProperty("changed").GetInt64(), Is.EqualTo(50));
            Assert.That(await Hash(), Is.EqualTo(hash), "the later roster says everything that stands");
            Assert.That((await State(second), await State(third)), Is.EqualTo(("undone", "loaded")));
        }
    }

    Task<Answer> Deliver(int kept, string familyName) =>
        Shell.Run("import", RosterDelivery.Write(Path.Combine(Shell.Folder, "roster.zip"), kept, familyName), "--json");

    static JsonElement Users(Answer answer) =>
        JsonDocument.Parse(answer.Out).RootElement.EnumerateArray().Single(f => f.GetProperty("format").GetString() == "OneRoster users");

    static long Number(JsonElement file, string name) => file.GetProperty(name).GetInt64();

    /// <summary>So many students are known by the name that a delivery gave them, and so many seats in classes are taken today.</summary>
    async Task<string> Known()
    {
        var names = (await Column("seen.student", "family_name")).GroupBy(name => name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
        return $"{string.Join(", ", names)}; {(await Column("seen.section_enrollment", "is_current")).Count(c => c == "1")} seats";
    }

    async Task<IReadOnlyList<string>> Column(string view, string column)
    {
        var answer = await Shell.Run("export", view);
        var lines = answer.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        var at = Array.IndexOf(lines[0], column);
        return [.. lines.Skip(1).Select(l => l[at])];
    }

    async Task<string?> State(long id) =>
        JsonDocument.Parse((await Shell.Run("imports", "show", $"{id}", "--json")).Out).RootElement.GetProperty("delivery").GetProperty("state").GetString();

    async Task<string?> Hash() =>
        JsonDocument.Parse((await Shell.Run("verify", "--json")).Out).RootElement.GetProperty("warehouses").GetProperty("elm").GetProperty("hash").GetString();

    IReadOnlyList<AuditEntry> Audit()
    {
        using var records = RecordStore.Open(DataFolder.At(Shell.Data), TimeProvider.System);
        return records.Audit.List();
    }
}
