using System.Text.Json;
using DataDrivenDecisions.Web.Commands;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>The same at the command line: students whom the roster does not know are listed by ids, matched once, and their rows taken in.</summary>
public sealed class UnmatchedCommandTests
{
    [Test]
    public async Task Unknown_students_are_listed_without_names_matched_and_taken_in()
    {
        using var shell = new Shell { Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 13, 18, 0, 0, TimeSpan.Zero)) };
        await shell.Run("district", "add", "elm");
        await shell.Run("import", shell.File("users.csv", "sourcedId,role,givenName,familyName,orgSourcedIds,identifier,grades\nr1,student,Ann,Johnson,s1,0001,05\n"));
        var import = await shell.Run("import", "--json", shell.File("autumn.csv", "Last Name,First Name,Student ID,Student Grade,Academic Year,School,Start Date,Completion Date,Overall Scale Score,Overall Placement,Percentile,Quantile Measure\nJonson,Ann,v-17,5,2025-2026,Elm,2025-09-01,2025-09-03,480,Early 5,55,700Q\n"));
        var id = JsonDocument.Parse(import.Out).RootElement[0].GetProperty("import").GetInt64();

        var listed = await shell.Run("imports", "unmatched", $"{id}", "--json");
        var words = await shell.Run("imports", "unmatched", $"{id}");
        var student = JsonDocument.Parse(listed.Out).RootElement.GetProperty("students")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((student.GetProperty("line").GetInt64(), student.GetProperty("sourceId").GetString(), student.GetProperty("candidates")[0].GetProperty("student").GetString()), Is.EqualTo((2L, "v-17", "r1")));
            Assert.That(words.Out, Does.Contain("family name one letter apart").And.Contain("1 unknown students"));
            Assert.That(listed.Out + words.Out, Does.Not.Contain("Jonson").And.Not.Contain("Johnson"));
        }

        Assert.That((await shell.Run("imports", "match", $"{id}", "--line", "2")).Code, Is.EqualTo(ExitCode.Usage));
        Assert.That((await shell.Run("imports", "take-in", $"{id}")).Code, Is.EqualTo(ExitCode.Usage), "nobody is matched without a word");
        Assert.That((await shell.Run("imports", "match", $"{id}", "--line", "2", "--student", "0001")).Code, Is.Zero);
        var taken = await shell.Run("imports", "take-in", $"{id}", "--json");

        Assert.That(JsonDocument.Parse(taken.Out).RootElement[0].GetProperty("loaded").GetInt64(), Is.EqualTo(1), taken.Err);
        Assert.That((await shell.Run("export", "seen.assessment")).Out, Does.Contain("r1"));
    }
}
