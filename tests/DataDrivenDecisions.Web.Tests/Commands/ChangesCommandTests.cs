using System.Text.Json;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>What a dry run answers on the command line: new, changed, ended and unchanged by kind of record and school, and nobody's name.</summary>
public sealed class ChangesCommandTests
{
    Shell _shell = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _shell = new Shell();
        await _shell.Run("district", "add", "elm");
        await _shell.Run("import", RosterDelivery.Write(Path.Combine(_shell.Folder, "roster.zip")));
        RosterDelivery.Write(Path.Combine(_shell.Folder, "roster.zip"), kept: 9, familyName: "Renamed");
    }

    [OneTimeTearDown]
    public void Close() => _shell.Dispose();

    [Test]
    public async Task In_json_every_school_says_its_changes_with_students_by_id_and_no_name()
    {
        var answer = await _shell.Run("import", "roster.zip", "--dry-run", "--json");

        Assert.That(answer.Out, Does.Not.Contain("Renamed").And.Not.Contain("Before").And.Not.Contain("Given"));
        var users = JsonDocument.Parse(answer.Out).RootElement.EnumerateArray().Single(f => f.GetProperty("file").GetString()!.EndsWith("users.csv", StringComparison.Ordinal));
        var changes = users.GetProperty("changes").EnumerateArray().ToDictionary(c => c.GetProperty("school").GetString()!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Counts(changes["s1"]), Is.EqualTo(("student", 0, 9, 1, 0)));
            Assert.That(Counts(changes["s2"]), Is.EqualTo(("student", 0, 40, 0, 0)));
            Assert.That(changes.Values.Sum(c => c.GetProperty("changed").GetInt64()), Is.EqualTo(users.GetProperty("changed").GetInt64()));
            Assert.That(changes["s1"].GetProperty("examples").EnumerateArray().Select(e => $"{e.GetProperty("kind")} {e.GetProperty("student")}"),
                Is.EqualTo(new[] { "changed a1", "changed a2", "changed a3", "changed a4", "changed a5", "ended a10" }));
            var field = changes["s1"].GetProperty("examples")[0].GetProperty("fields")[0];
            Assert.That((field.GetProperty("field").GetString(), field.GetProperty("old").GetString(), field.GetProperty("new").GetString()), Is.EqualTo(("family_name", (string?)null, (string?)null)));
        }
    }

    [Test]
    public async Task In_words_a_table_says_it_and_the_field_that_changed()
    {
        var answer = await _shell.Run("import", "roster.zip", "--dry-run");

        Assert.That(answer.Out, Does.Contain("What would happen, in records:").And.Contain("Students, s1 First School, changed: a1 (family_name); a2 (family_name)").And.Contain("Students, s1 First School, ended: a10"));
        Assert.That(answer.Out, Does.Match(@"Students +s1 First School +0 +9 +1 +0").And.Not.Contain("Renamed"));
    }

    static (string?, long, long, long, long) Counts(JsonElement c) =>
        (c.GetProperty("entity").GetString(), c.GetProperty("new").GetInt64(), c.GetProperty("changed").GetInt64(), c.GetProperty("ended").GetInt64(), c.GetProperty("unchanged").GetInt64());
}
