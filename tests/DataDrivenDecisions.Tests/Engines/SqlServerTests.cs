using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>The warehouse on SQL Server: its schema parses and binds, and is the same schema as DuckDB's.</summary>
[Parallelizable]
public sealed class SqlServerTests
{
    static readonly SqlServer Engine = new("Server=none");

    static IEnumerable<string> Batches => SchemaScript.All("sqlserver").SelectMany(s => Engine.Batches(s.Text));

    [Test]
    public void Every_schema_script_parses()
    {
        var scripts = SchemaScript.All("sqlserver");
        Assert.That(scripts, Is.Not.Empty);
        foreach (var script in scripts)
            Assert.That(SqlServerTexts.Errors(script.Text), Is.Empty, script.Name);
    }

    [Test]
    public void Every_name_in_the_schema_binds() => Assert.That(SqlServerTexts.BindingErrors(Batches), Is.Empty);

    [Test]
    public void A_name_that_does_not_exist_is_found() =>
        Assert.That(SqlServerTexts.BindingErrors(Batches.Append("CREATE VIEW seen.planted AS SELECT no_such_column FROM seen.student")), Is.Not.Empty);

    [TestCase("Server=db;Passwort=a very secret word")]
    [TestCase("a very secret word")]
    [TestCase("Server=db;Connect Timeout=a very secret word")]
    public void A_connection_that_cannot_be_read_is_a_setting_to_mend_and_its_words_stay_out(string connection) =>
        Assert.That(() => new SqlServer(connection).Open(), Throws.InstanceOf<FormatException>().With.Message.Contains("mend the setting").And.Message.Not.Contain("secret").And.InnerException.Null);

    [Test]
    public void Schema_scripts_come_in_pairs() =>
        Assert.That(SchemaScript.All("sqlserver").Select(s => s.Name.Split('.')[0]), Is.EqualTo(SchemaScript.All("duckdb").Select(s => s.Name.Split('.')[0])));

    [Test]
    public void Two_scripts_of_one_number_are_refused()
    {
        foreach (var (store, engines) in new[] { (SchemaScript.Warehouse, new[] { "duckdb", "sqlserver" }), (SchemaScript.Records, ["sqlite", "sqlserver"]) })
            foreach (var engine in engines)
                Assert.That(SchemaScript.All(engine, store).Select(s => s.Number), Is.EqualTo(Enumerable.Range(1, SchemaScript.All(engine, store).Count)), store + engine);
        Assert.That(() => SchemaScript.InOrder([new(1, "0001-a", ""), new(2, "0002-b", ""), new(2, "0002-c", "")]), Throws.InvalidOperationException.With.Message.Contains("0002-b and 0002-c"));
    }

    [Test]
    public void A_long_list_of_scopes_goes_in_pieces_that_a_session_can_hold()
    {
        var scopes = Enumerable.Range(0, 1500).Select(i => $"student:{i:000000}").ToList();
        var pieces = SqlServer.Pieces(scopes);

        Assert.That(pieces.SelectMany(p => p.Split('|')), Is.EqualTo(scopes));
        Assert.That(pieces.Select(p => p.Length), Is.All.LessThanOrEqualTo(4000));
        Assert.That(SqlServer.Pieces([]), Is.Empty);
        Assert.That(() => SqlServer.Pieces([.. scopes, .. scopes]), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("Grant the school"));
    }
}
