using System.Text.Json;
using DataDrivenDecisions.Tests.Importing.Pulling;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>Sources are set up, checked, pulled from and removed by commands, and their secrets show nowhere.</summary>
public sealed class SourceCommandTests
{
    FakeOneRoster _host = null!;
    Shell _shell = null!;

    [SetUp]
    public async Task Open()
    {
        _host = new FakeOneRoster();
        _shell = new Shell { Secret = FakeHost.Secret };
        await _shell.Run("district", "add", "elm");
    }

    [TearDown]
    public void Close()
    {
        _shell.Dispose();
        _host.Dispose();
    }

    [Test]
    public async Task A_source_is_added_checked_pulled_from_and_removed()
    {
        var added = await Add();
        var check = await _shell.Run("source", "check", "sis");
        var pulled = await _shell.Run("sync", "sis", "--json");
        var again = await _shell.Run("sync", "sis");
        var listed = JsonDocument.Parse((await _shell.Run("source", "list", "--json")).Out).RootElement[0];
        var history = JsonDocument.Parse((await _shell.Run("imports", "list", "--json")).Out).RootElement;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((added.Code, check.Code, pulled.Code, again.Code), Is.EqualTo((0, 0, 0, 0)), added.Err + check.Err + pulled.Err + again.Err);
            Assert.That(check.Out, Does.Contain("OneRoster 1.1 and has 3 organizations"));
            Assert.That(JsonDocument.Parse(pulled.Out).RootElement.EnumerateArray().Select(f => f.GetProperty("state").GetString()), Is.All.EqualTo("loaded"));
            Assert.That(again.Out, Does.Contain("Nothing has changed at sis"));
            Assert.That(listed.GetProperty("savedVersion").GetString(), Is.EqualTo("2026-03-01T01:55:00.000Z"));
            Assert.That(listed.GetProperty("lastSuccessAt").ValueKind, Is.EqualTo(JsonValueKind.String));
            Assert.That(history.GetArrayLength(), Is.EqualTo(1));
            Assert.That((await _shell.Run("source", "remove", "sis")).Code, Is.Zero);
            Assert.That((await _shell.Run("sync", "sis")).Code, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task A_secret_shows_in_no_answer_no_record_and_no_file()
    {
        List<Answer> answers = [await Add(), await _shell.Run("source", "list", "--json"), await _shell.Run("sync", "sis")];
        _shell.Secret = "another-secret-that-is-wrong";
        answers.Add(await _shell.Run("source", "secret", "sis"));
        answers.Add(await _shell.Run("sync", "sis", "--full"));
        answers.Add(await _shell.Run("source", "list"));
        // SQLite's pages and every other file, byte for byte.
        var kept = string.Concat(Directory.EnumerateFiles(_shell.Data, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".duckdb", StringComparison.Ordinal)).Select(f => File.ReadAllText(f, System.Text.Encoding.Latin1)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Select(a => a.Code), Is.EqualTo(new[] { 0, 0, 0, 0, 4, 0 }));
            Assert.That(answers[4].Err, Does.Contain("does not accept the client id or its secret"));
            Assert.That(answers[5].Out, Does.Contain("does not accept the client id or its secret"));
            foreach (var secret in new[] { FakeHost.Secret, _shell.Secret })
            {
                Assert.That(answers.Select(a => a.Out + a.Err), Has.None.Contains(secret));
                Assert.That(kept, Does.Not.Contain(secret));
            }
            if (!OperatingSystem.IsWindows())
                Assert.That(File.GetUnixFileMode(Path.Combine(_shell.Data, "keys", "sources.key")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [TestCase("http://sis.example.org", "is not https")]
    [TestCase("sis.example.org", "is no web address")]
    public async Task An_address_that_anyone_could_listen_at_is_refused(string address, string why)
    {
        var answer = await _shell.Run("source", "add", "sis", "--kind", "oneroster-rest", "--address", address, "--client-id", "x");

        Assert.That((answer.Code, answer.Out), Is.EqualTo((4, "")));
        Assert.That(answer.Err, Does.Contain(why));
    }

    [Test]
    public async Task What_is_expected_is_kept_also_for_files_that_are_dropped()
    {
        var daily = await _shell.Run("source", "expect", "gradebook", "--daily-by", "06:00");
        var wrong = await _shell.Run("source", "expect", "gradebook", "--daily-by", "six");

        Assert.That((daily.Code, daily.Out.Trim()), Is.EqualTo((0, "gradebook: daily by 06:00.")));
        Assert.That((wrong.Code, wrong.Err), Is.EqualTo((2, "'six' is no time of day. Write it as 06:00." + Environment.NewLine)));
        Assert.That((await _shell.Run("sync", "gradebook")).Err, Does.Contain("drops its files by itself"));
    }

    Task<Answer> Add() => _shell.Run("source", "add", "sis", "--kind", "oneroster-rest", "--address", _host.Address, "--client-id", FakeHost.ClientId, "--version", "1.1", "--page-size", "50");
}
