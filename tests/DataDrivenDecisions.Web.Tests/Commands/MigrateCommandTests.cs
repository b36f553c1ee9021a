using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Commands;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>Moving a warehouse or the records to a server and back on the command line: what cannot be done is said in words, and they stay where they are.</summary>
public sealed class MigrateCommandTests : OneDistrictTests
{
    // Nobody listens there.
    const string Nowhere = "Server=tcp:127.0.0.1,1;Database=elm;User ID=ddd;Password=not-to-be-shown;Connect Timeout=1;ConnectRetryCount=0;Encrypt=False";

    [Test]
    public async Task To_where_it_is_already_is_refused()
    {
        var answer = await Shell.Run("migrate", "--to", "duckdb");
        Assert.That((answer.Code, answer.Err), Is.EqualTo((2, answer.Err)));
        Assert.That(answer.Err, Does.Contain("is on duckdb already"));
    }

    [Test]
    public async Task Without_a_connection_it_says_where_to_give_one()
    {
        var answer = await Shell.Run("migrate", "--to", "sqlserver");
        Assert.That(answer.Code, Is.EqualTo(2));
        Assert.That(answer.Err, Does.Contain("DDD_WAREHOUSE"));
    }

    [TestCase(Nowhere, ExitCode.Busy, "does not answer")]
    [TestCase("Password=not-to-be-shown;What=ever", ExitCode.Usage, "cannot be read: mend the setting")]
    public async Task A_server_that_nobody_reaches_changes_nothing(string connection, int code, string said)
    {
        Shell.Secret = connection;
        var answer = await Shell.Run("migrate", "--to", "sqlserver");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Code, Is.EqualTo(code));
            Assert.That(answer.Err, Does.Contain(said).And.Not.Contain("not-to-be-shown"));
        }
        Assert.That((await Shell.Run("verify")).Code, Is.Zero);
        Assert.That((await Shell.Run("doctor")).Out, Does.Contain("SQL Server: parsed and bound, not yet run"));
    }

    [Test]
    public async Task A_district_on_a_server_that_nobody_reaches_is_not_added()
    {
        Shell.Secret = Nowhere;
        var answer = await Shell.Run("district", "add", "oak", "--engine", "sqlserver");
        Assert.That(answer.Code, Is.EqualTo(5));
        Assert.That((await Shell.Run("district", "list")).Out, Does.Not.Contain("oak"));
    }

    [TestCase("duckdb", 2, "not kept in DuckDB")]
    [TestCase("sqlite", 2, "on sqlite already")]
    [TestCase("sqlserver", 2, "DDD_RECORDS")]
    public async Task Records_go_where_records_can_be(string to, int code, string said)
    {
        var answer = await Shell.Run("migrate", "--records", "--to", to);
        Assert.That(answer.Code, Is.EqualTo(code));
        Assert.That(answer.Err, Does.Contain(said));
    }

    [Test]
    public async Task Records_stay_where_they_are_when_nobody_reaches_the_server()
    {
        Shell.Secret = Nowhere;
        var answer = await Shell.Run("migrate", "--records", "--to", "sqlserver");
        Assert.That(answer.Code, Is.EqualTo(5));
        Assert.That(answer.Err, Does.Contain("does not answer").And.Not.Contain("not-to-be-shown"));
        Assert.That((await Shell.Run("doctor")).Out, Does.Contain("in a file (SQLite)"));
    }

    [Test]
    public async Task Records_that_a_running_service_writes_are_not_moved()
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        var answer = await Shell.Run("migrate", "--records", "--to", "sqlserver");
        Assert.That((answer.Code, answer.Err.Contains("Stop it first", StringComparison.Ordinal)), Is.EqualTo((5, true)), answer.Err);
    }

    [Test]
    public async Task Records_on_a_server_that_nobody_reaches_are_not_replaced_by_a_file_nor_restored_from_one()
    {
        var folder = DataFolder.At(Shell.Data);
        var backup = await Shell.Run("backup", "--out", "copies", "--json");
        var made = System.Text.Json.JsonDocument.Parse(backup.Out).RootElement.GetProperty("folder").GetString()!;
        new RecordsPlace(folder).Set(StorePlace.On(Nowhere));
        var written = File.GetLastWriteTimeUtc(folder.Records);

        var list = await Shell.Run("district", "list");
        var restore = await Shell.Run("restore", made, "--set-aside");

        Assert.That((list.Code, restore.Code, File.GetLastWriteTimeUtc(folder.Records)), Is.EqualTo((5, 4, written)));
        Assert.That(restore.Err, Does.Contain("migrate --records --to sqlite"));
    }
}
