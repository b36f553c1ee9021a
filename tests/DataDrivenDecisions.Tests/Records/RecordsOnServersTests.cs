using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Tests.Engines;
using Microsoft.Extensions.Time.Testing;
using Microsoft.SqlServer.Dac.Model;

namespace DataDrivenDecisions.Tests.Records;

/// <summary>
/// Records on SQL Server, without one: everything that they can be asked and told is lived on SQLite while each statement is written down as a server would have been
/// sent it, parsed as SQL Server 2019 reads it and bound against the schema; a move to another store is compared before it counts.
/// </summary>
[Parallelizable]
public sealed class RecordsOnServersTests
{
    static readonly SqlServerRecords Server = new("Server=none");

    readonly string _path = Directory.CreateTempSubdirectory("ddd-records-").FullName;
    PairedRecords _lived = null!;
    PairedRecords _moved = null!;
    (IReadOnlyList<MovedTable> Tables, string Hash) _move;

    static FakeTimeProvider Clock => new(new DateTimeOffset(2026, 3, 13, 12, 0, 0, TimeSpan.Zero));

    static IReadOnlyList<SchemaScript> Scripts(string engine) => SchemaScript.All(engine, SchemaScript.Records);

    string FileOf(string name) => Path.Combine(_path, name);

    [OneTimeSetUp]
    public void Live()
    {
        RecordsLife.Live(Opened(_lived = new PairedRecords(FileOf("lived.sqlite"))));
        Opened(_moved = new PairedRecords(FileOf("moved.sqlite")));
        _move = RecordsMove.Copy(_lived, _moved);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _lived.Dispose();
        _moved.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    RecordStore Opened(RecordsEngine engine) => RecordStore.Open(engine, DataFolder.At(_path), Clock);

    IReadOnlyList<ServerStatement> Statements =>
    [
        .. _lived.Statements.Concat(_moved.Statements).DistinctBy(s => s.Text + s.Parameters), new(SqlServerRecords.LockText, SqlServerRecords.LockText, "@milliseconds INT", true),
        new(SqlServerRecords.LockByRowText, SqlServerRecords.LockByRowText, "", true), new(SqlServerRecords.VersionTableText, SqlServerRecords.VersionTableText, "", false),
        .. new[] { ServerBackup.EditionText, ServerBackup.OtherText, ServerBackup.NameText, ServerBackup.MayText, ServerBackup.Of("o'er [elm]", takesTheStatement: true, mayRunIt: true, Clock.GetUtcNow()).Text! }
            .Select(t => new ServerStatement(t, t, "", false)),
    ];

    [Test]
    public void Every_statement_parses_and_is_plain()
    {
        TestContext.Out.WriteLine($"SQL Server: {Statements.Count} statements of the records parsed");
        Assert.That(Statements, Has.Count.GreaterThan(120));
        var faults = (from s in Statements from fault in PlainSql.Faults(s.Text) select $"{fault} in: {s.Text}").ToList();
        Assert.That(faults, Is.Empty, string.Join("\n\n", faults));
    }

    [Test]
    public void Every_script_parses_is_plain_and_has_its_twin()
    {
        Assert.That(Scripts("sqlserver").SelectMany(s => PlainSql.Faults(s.Text).Select(f => $"{s.Name}: {f}")), Is.Empty);
        Assert.That(Scripts("sqlserver").Select(s => s.Name.Split('.')[0]), Is.EqualTo(Scripts("sqlite").Select(s => s.Name.Split('.')[0])));
    }

    [Test]
    public void Every_statement_binds_against_the_schema()
    {
        var bound = Statements.Where(s => s.IsBound).ToList();
        TestContext.Out.WriteLine($"SQL Server: {bound.Count} statements of the records bound");
        var errors = SqlServerTexts.BindingErrors(Model(bound));
        Assert.That(errors, Is.Empty, string.Join("\n\n", bound.Select((s, i) => (s, i)).Where(s => errors.Any(e => e.Contains($"[s{s.i}]", StringComparison.Ordinal))).Select(s => $"s{s.i}: {s.s.Bound}")));
    }

    [Test]
    public void A_column_that_does_not_exist_is_found() =>
        Assert.That(SqlServerTexts.BindingErrors(Model([new("", "SELECT no_such_column FROM person", "", true)])), Is.Not.Empty);

    // A model holds what is made, not what is done; that is bound as a procedure does it.
    static ILookup<bool, string> Batches => Scripts("sqlserver").SelectMany(s => Server.Batches(s.Text)).ToLookup(b => b.StartsWith("INSERT", StringComparison.Ordinal));

    static IEnumerable<string> Model(IReadOnlyList<ServerStatement> bound) =>
    [
        .. Batches[false], SqlServerRecords.VersionTableText[SqlServerRecords.VersionTableText.IndexOf("CREATE", StringComparison.Ordinal)..],
        "CREATE SCHEMA asked", .. Batches[true].Select((b, i) => $"CREATE PROCEDURE asked.b{i} AS\n{b}"), .. bound.Select((s, i) => $"CREATE PROCEDURE asked.s{i} {s.Parameters} AS\n{s.Bound}"),
    ];

    [Test]
    public void Every_table_has_the_columns_of_its_twin()
    {
        using var model = SqlServerTexts.ModelOf(Batches[false], refused => Assert.Fail(refused));
        using var session = _lived.Open();
        var tables = model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).ToDictionary(
            t => t.Name.Parts[^1], t => t.GetReferenced(Table.Columns).Select(c => c.Name.Parts[^1]).Where(c => c != "stands").Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        Assert.That(tables.Keys, Is.EquivalentTo(RecordsMove.Tables));
        foreach (var (table, columns) in tables)
            Assert.That(columns, Is.EqualTo(session.Ask<string>("SELECT name FROM pragma_table_info(@table)", new { table }).Order(StringComparer.Ordinal)), table);
    }

    [Test]
    public void Every_table_is_moved_with_its_rows_and_numbers()
    {
        using var lived = _lived.Open();
        using var moved = _moved.Open();
        var tables = lived.Ask<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'migration'");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_move.Tables.Select(t => t.Table), Is.EquivalentTo(tables));
            Assert.That(_move.Tables.Where(t => t.Rows == 0).Select(t => t.Table), Is.Empty, "the life has met every table");
            foreach (var table in tables)
                Assert.That(Rows(moved, table), Is.EqualTo(Rows(lived, table)), table);
        }
    }

    static IReadOnlyList<string> Rows(SqlSession session, string table) => [.. session.Ask<object>($"SELECT * FROM \"{table}\"").Select(r => string.Join('|', ((IDictionary<string, object?>)r).Values)).Order(StringComparer.Ordinal)];

    [Test]
    public void A_store_that_holds_records_is_not_moved_into() =>
        Assert.That(() => RecordsMove.Copy(_lived, _moved), Throws.InstanceOf<MoveRefused>().With.Message.Contains("holds some already"));

    [Test]
    public void Records_that_change_on_the_way_are_found_before_anything_is_kept()
    {
        using var spoilt = new PairedRecords(FileOf("spoilt.sqlite"), spoils: "UPDATE person SET display_name = 'somebody'");
        Opened(spoilt);
        Assert.That(() => RecordsMove.Copy(_lived, spoilt), Throws.InstanceOf<MoveRefused>().With.Message.Contains("did not arrive as it was sent"));
        using var session = spoilt.Open();
        Assert.That(session.Value<long>("SELECT COUNT(*) FROM person"), Is.Zero);
    }

    [Test]
    public void Records_live_on_a_server_and_come_back_from_one_as_they_went()
    {
        if (TemporaryDatabase.Server is null)
        {
            TestContext.Out.WriteLine($"sqlite: {RecordsLife.Methods(Opened(_lived)).Count()} methods of the records called, {_move.Tables.Sum(t => t.Rows)} rows moved; sqlserver: none called, 0 rows compared");
            Assert.Ignore("needs DDD_TEST_SQLSERVER, a connection string: NO RECORDS HAVE MET A SQL SERVER in this run");
        }

        using (var database = new TemporaryDatabase())
        using (var engine = new SqlServerRecords(database.Connection))
        {
            RecordsLife.Live(Opened(engine));
            Assert.That(Opened(engine).Faults(), Is.Empty);
        }

        using (var database = new TemporaryDatabase())
        using (var there = new SqlServerRecords(database.Connection))
        using (var back = new Sqlite(FileOf("back.sqlite")))
        {
            Opened(there);
            Assert.That(RecordsMove.Copy(_lived, there).Hash, Is.EqualTo(_move.Hash));
            Opened(back);
            Assert.That(RecordsMove.Copy(there, back).Hash, Is.EqualTo(_move.Hash));
            // What comes next is given the next number.
            var number = Opened(there).Runs.Start("elm", "nightly", "schedule");
            Assert.That(number, Is.EqualTo(Opened(back).Runs.Start("elm", "nightly", "schedule")));
            TestContext.Out.WriteLine($"sqlite and sqlserver: {_move.Tables.Sum(t => t.Rows)} rows of records moved there and back and compared");
        }
    }

    [Test]
    public void A_server_that_takes_no_statement_is_given_none()
    {
        Assert.That(ServerBackup.Of("elm", takesTheStatement: false, mayRunIt: true, Clock.GetUtcNow()), Has.Property("Text").Null.And.Property("Says").Contains("automatic backups"));
        Assert.That(ServerBackup.Of("o'er [elm]", takesTheStatement: true, mayRunIt: false, Clock.GetUtcNow()),
            Has.Property("Text").EqualTo("BACKUP DATABASE [o'er [elm]]] TO DISK = N'o''er [elm]-20260313-120000.bak' WITH COPY_ONLY, CHECKSUM, INIT").And.Property("Says").Contains("whoever runs the server"));
    }
}
