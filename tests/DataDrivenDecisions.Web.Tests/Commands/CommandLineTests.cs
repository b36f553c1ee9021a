using System.Text.Json;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>Commands answer on standard output, complain on standard error, and end with the code that scripts rely on.</summary>
public sealed class CommandLineTests
{
    Shell _shell = null!;

    [SetUp]
    public void Open() => _shell = new Shell();

    [TearDown]
    public void Close() => _shell.Dispose();

    [TestCase("frobnicate")]
    [TestCase("import")]
    [TestCase("export", "seen.student", "--format", "xml")]
    [TestCase("user", "add", "ann")]
    [TestCase("imports", "show", "first")]
    public async Task A_line_that_cannot_be_read_is_a_usage_error_in_words(params string[] args)
    {
        var answer = await _shell.Run(args);
        Assert.That(answer.Code, Is.EqualTo(2));
        Assert.That(answer.Out, Is.Empty);
        Assert.That(answer.Err, Does.Contain("--help").And.Not.Contain("   at "));
    }

    [TestCase("--help")]
    [TestCase("import", "--help")]
    [TestCase("--version")]
    public async Task Help_is_an_answer(params string[] args)
    {
        var answer = await _shell.Run(args);
        Assert.That(answer.Code, Is.Zero);
        Assert.That(answer.Out, Is.Not.Empty);
    }

    [TestCase("export", "seen.student")]
    [TestCase("imports", "list")]
    [TestCase("analyze")]
    public async Task Without_a_district_a_command_says_how_to_add_one(params string[] args)
    {
        var answer = await _shell.Run(args);
        Assert.That(answer.Code, Is.EqualTo(2));
        Assert.That(answer.Err, Does.Contain("district add"));
    }

    [Test]
    public async Task With_several_districts_a_command_asks_which()
    {
        await _shell.Run("district", "add", "elm");
        await _shell.Run("district", "add", "oak");
        var answer = await _shell.Run("imports", "list");
        Assert.That(answer.Code, Is.EqualTo(2));
        Assert.That(answer.Err, Does.Contain("--district").And.Contain("elm").And.Contain("oak"));
        Assert.That((await _shell.Run("imports", "list", "--district", "oak")).Code, Is.Zero);
    }

    [TestCase("Elm")]
    [TestCase("../elm")]
    public async Task A_districts_name_that_is_no_folder_name_is_refused(string slug) =>
        Assert.That((await _shell.Run("district", "add", slug)).Code, Is.EqualTo(2));

    [Test]
    public async Task A_time_zone_that_does_not_exist_is_a_usage_error()
    {
        var answer = await _shell.Run("district", "add", "elm", "--time-zone", "Middle/Earth");
        Assert.That(answer.Code, Is.EqualTo(2));
        Assert.That(answer.Err, Does.Contain("America/Chicago"));
    }

    [Test]
    public async Task A_new_user_gets_a_link_that_works_and_no_password_is_ever_typed()
    {
        await _shell.Run("district", "add", "elm");
        var answer = await _shell.Run("user", "add", "ann", "--role", "teacher", "--staff-id", "t-1", "--json");
        var link = JsonDocument.Parse(answer.Out).RootElement.GetProperty("setUpLink").GetString()!;
        Assert.That(link, Does.StartWith("http://127.0.0.1:5080/set-up?token="));
        Assert.That((await _shell.Run("user", "add", "Ann", "--role", "teacher")).Code, Is.EqualTo(2), "the name is taken");
        Assert.That((await _shell.Run("user", "add", "--help")).Out, Does.Not.Contain("--password"));
    }

    [Test]
    public async Task A_grant_that_means_nothing_is_a_usage_error_and_a_good_one_is_listed()
    {
        await _shell.Run("district", "add", "elm");
        await _shell.Run("user", "add", "ann", "--role", "principal");
        Assert.That((await _shell.Run("user", "grant", "ann", "everything")).Code, Is.EqualTo(2));
        Assert.That((await _shell.Run("user", "grant", "ann", "school:0110", "--json")).Out, Does.Contain("school:0110"));
        Assert.That((await _shell.Run("user", "grant", "ann", "school:0110", "--remove", "--json")).Out, Does.Not.Contain("school:0110"));
    }

    [Test]
    public async Task A_new_district_has_a_nightly_schedule_that_can_be_changed_and_paused()
    {
        await _shell.Run("district", "add", "elm");
        Assert.That((await _shell.Run("schedule", "add", "--cron", "whenever")).Code, Is.EqualTo(2));
        Assert.That((await _shell.Run("schedule", "add", "--cron", "0 0 4 * * ?")).Code, Is.Zero);
        var one = JsonDocument.Parse((await _shell.Run("schedule", "list", "--json")).Out).RootElement[0];
        Assert.That(one.GetProperty("cron").GetString(), Is.EqualTo("0 0 4 * * ?"));
        Assert.That(one.GetProperty("next").GetArrayLength(), Is.EqualTo(3));
        await _shell.Run("schedule", "pause");
        Assert.That((await _shell.Run("schedule", "list")).Out, Does.Contain("paused"));
        await _shell.Run("schedule", "resume");
        Assert.That((await _shell.Run("schedule", "list")).Out, Does.Not.Contain("paused"));
    }

    [Test]
    public async Task Serving_to_others_needs_a_certificate_or_a_trusted_proxy()
    {
        var answer = await _shell.Run("serve", "--listen", "0.0.0.0");
        Assert.That(answer.Code, Is.EqualTo(2));
        Assert.That(answer.Err, Does.Contain("--certificate").And.Contain("--trusted-proxy"));
    }

    [Test]
    public async Task Doctor_finds_everything_in_place()
    {
        await _shell.Run("district", "add", "elm");
        var answer = await _shell.Run("doctor", "--json");
        Assert.That(answer.Code, Is.Zero);
        Assert.That(JsonDocument.Parse(answer.Out).RootElement.GetProperty("isWell").GetBoolean(), Is.True);
    }

    [Test]
    public async Task A_changed_audit_is_an_integrity_failure()
    {
        await _shell.Run("district", "add", "elm");
        Assert.That((await _shell.Run("verify", "--json")).Code, Is.Zero);
        using (var session = new DataDrivenDecisions.Engines.Sqlite(Path.Combine(_shell.Data, "records.sqlite")).Open())
            session.Execute("DROP TRIGGER audit_is_never_changed; UPDATE audit SET who = 'somebody else' WHERE id = 1");
        var answer = await _shell.Run("verify", "--json");
        Assert.That(answer.Code, Is.EqualTo(6));
        Assert.That(answer.Out, Does.Contain("was changed"));
    }

    [Test]
    public async Task A_refused_file_is_told_in_json_and_by_exit_code()
    {
        await _shell.Run("district", "add", "elm");
        var answer = await _shell.Run("import", _shell.File("strange.csv", "colour,taste\r\nred,sweet\r\n"), "missing.csv", "--json");
        Assert.That(answer.Code, Is.EqualTo(4));
        var files = JsonDocument.Parse(answer.Out).RootElement;
        Assert.That(files.EnumerateArray().Select(f => f.GetProperty("state").GetString()), Is.EqualTo(new[] { "refused", "refused" }));
        Assert.That(files[0].GetProperty("refusal").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task A_format_or_a_school_year_that_does_not_exist_is_a_usage_error()
    {
        await _shell.Run("district", "add", "elm");
        var file = _shell.File("strange.csv", "a\r\n1\r\n");
        Assert.That((await _shell.Run("import", file, "--format", "nonsense")).Err, Does.Contain("OneRoster users"));
        Assert.That((await _shell.Run("import", file, "--school-year", "soon")).Code, Is.EqualTo(2));
    }
}
