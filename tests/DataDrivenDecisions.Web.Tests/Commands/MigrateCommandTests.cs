namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>Moving a warehouse to a server and back on the command line: what cannot be done is said in words, and the district stays where it is.</summary>
public sealed class MigrateCommandTests
{
    // Nobody listens there.
    const string Nowhere = "Server=tcp:127.0.0.1,1;Database=elm;User ID=ddd;Password=not-to-be-shown;Connect Timeout=1;ConnectRetryCount=0;Encrypt=False";

    Shell _shell = null!;

    [SetUp]
    public async Task Open()
    {
        _shell = new Shell();
        await _shell.Run("district", "add", "elm");
    }

    [TearDown]
    public void Close() => _shell.Dispose();

    [Test]
    public async Task To_where_it_is_already_is_refused()
    {
        var answer = await _shell.Run("migrate", "--to", "duckdb");
        Assert.That((answer.Code, answer.Err), Is.EqualTo((2, answer.Err)));
        Assert.That(answer.Err, Does.Contain("is on duckdb already"));
    }

    [Test]
    public async Task Without_a_connection_it_says_where_to_give_one()
    {
        var answer = await _shell.Run("migrate", "--to", "sqlserver");
        Assert.That(answer.Code, Is.EqualTo(2));
        Assert.That(answer.Err, Does.Contain("DDD_WAREHOUSE"));
    }

    [TestCase(Nowhere, "does not answer")]
    [TestCase("Password=not-to-be-shown;What=ever", "cannot be read")]
    public async Task A_server_that_nobody_reaches_changes_nothing(string connection, string said)
    {
        _shell.Secret = connection;
        var answer = await _shell.Run("migrate", "--to", "sqlserver");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Code, Is.EqualTo(5));
            Assert.That(answer.Err, Does.Contain(said).And.Not.Contain("not-to-be-shown"));
        }
        Assert.That((await _shell.Run("verify")).Code, Is.Zero);
        Assert.That((await _shell.Run("doctor")).Out, Does.Contain("SQL Server: parsed and bound, not yet run"));
    }

    [Test]
    public async Task A_district_on_a_server_that_nobody_reaches_is_not_added()
    {
        _shell.Secret = Nowhere;
        var answer = await _shell.Run("district", "add", "oak", "--engine", "sqlserver");
        Assert.That(answer.Code, Is.EqualTo(5));
        Assert.That((await _shell.Run("district", "list")).Out, Does.Not.Contain("oak"));
    }
}
