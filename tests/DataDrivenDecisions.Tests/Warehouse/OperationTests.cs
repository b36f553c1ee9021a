using System.Diagnostics;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Loading;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Upgrades, backups, the locked-down engine, and the grain that every load checks.</summary>
[Parallelizable]
public sealed class OperationTests
{
    sealed record Row
    {
        public string Text { get; init; } = "";
    }

    [TestCase("SELECT content AS Text FROM read_text('/etc/passwd')")]
    [TestCase("COPY (SELECT 1) TO 'somewhere-else.csv'")]
    [TestCase("SET enable_external_access = true")]
    [TestCase("INSTALL httpfs")]
    public void The_engine_touches_no_file_outside_its_spool(string text)
    {
        using var warehouse = new TemporaryWarehouse();

        Assert.That(() => warehouse.Leader.Ask(new Query<Row>(text)), Throws.Exception);
    }

    [Test]
    public void What_may_be_seen_is_exported_row_by_row_or_as_parquet_in_the_spool()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("a"), Student("b", line: 3))));
        var header = Array.Empty<string>();
        var rows = 0;

        warehouse.Leader.Rows("seen.student", h => header = [.. h], _ => rows++);
        var file = Path.Combine(warehouse.Spool, "students.parquet");
        warehouse.Leader.WriteParquet("seen.student", file);

        Assert.That((header[0], rows, new FileInfo(file).Length > 0), Is.EqualTo(("student_key", 2, true)));
        Assert.That(() => warehouse.Leader.Rows("wh.student", _ => { }, _ => { }), Throws.ArgumentException);
    }

    [Test]
    public void A_backup_is_a_warehouse_that_knows_the_same()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("marks", Mark("a", "x"))));
        var copy = Path.Combine(Path.GetDirectoryName(warehouse.File)!, "copy.duckdb");

        warehouse.Store.Backup(copy);
        using var restored = DataWarehouse.Open(new WarehouseSettings { File = copy, Spool = warehouse.Spool }, warehouse.Clock);

        Assert.That(restored.Hash(), Is.EqualTo(warehouse.Store.Hash()));
    }

    [Test]
    public void A_warehouse_opens_again_with_all_it_knew()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("marks", Mark("a", "x"))));
        var hash = warehouse.Store.Hash();

        warehouse.Reopen();

        Assert.That((warehouse.Store.Hash(), warehouse.Store.NewestLoad), Is.EqualTo((hash, 1L)));
    }

    [Test]
    public void A_schema_script_that_has_changed_since_is_refused_in_words()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        SchemaUpgrade With(params SchemaScript[] scripts) => new(engine, session, TimeProvider.System, scripts);
        var first = new SchemaScript(1, "0001-first", "CREATE SCHEMA wh; CREATE TABLE wh.load (load BIGINT); INSERT INTO wh.load VALUES (1)");
        With(first).Run(_ => { });

        Assert.That(() => With(first with { Text = "CREATE TABLE other (a INTEGER)" }).Run(_ => { }), Throws.TypeOf<SchemaRefused>().With.Message.Contains("0001-first"));
        Assert.That(() => With().Run(_ => { }), Throws.TypeOf<SchemaRefused>().With.Message.Contains("newer program"));
    }

    [Test]
    public void A_warehouse_with_data_is_backed_up_before_each_script_and_a_failing_script_leaves_nothing()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        var first = new SchemaScript(1, "0001-first", "CREATE SCHEMA wh; CREATE TABLE wh.load (load BIGINT); INSERT INTO wh.load VALUES (1)");
        var backedUp = new List<string>();
        new SchemaUpgrade(engine, session, TimeProvider.System, [first]).Run(s => backedUp.Add(s.Name));
        Assert.That(backedUp, Is.Empty);

        var broken = new SchemaScript(2, "0002-broken", "CREATE TABLE half (a INTEGER); CREATE TABLE half (a INTEGER)");
        Assert.That(() => new SchemaUpgrade(engine, session, TimeProvider.System, [first, broken]).Run(s => backedUp.Add(s.Name)), Throws.Exception);

        Assert.That(backedUp, Is.EqualTo(new[] { "0002-broken" }));
        Assert.That(session.Value<long>("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'half'"), Is.Zero);
    }

    [Test]
    public void Every_table_has_a_grain_and_a_planted_duplicate_is_found()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        new SchemaUpgrade(engine, session, TimeProvider.System, SchemaScript.All(engine.Name)).Run(_ => { });
        var tables = session.Ask<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'wh' AND table_name NOT IN ('load', 'load_file')");
        // What is shown as one table may be kept as two: its rows, and the combinations of what they say.
        var parts = Tables.All.Where(t => t.Fold is not null).SelectMany(t => new[] { t.Rows, t.Fold!.Table }).Select(t => t["wh.".Length..]).ToList();
        Assert.That(Grain.All, Is.EquivalentTo(tables.Except(parts)));

        foreach (var folded in Tables.All.Where(t => t.Fold is not null))
            Plant(session, folded.Fold!.Table, rows: 1);
        foreach (var table in Grain.All)
            Plant(session, Tables.RowsOf(table), rows: 2);

        Assert.That(new Grain(session).Broken(Grain.All), Is.EquivalentTo(Grain.All));
    }

    // Known rows that are equal in every column.
    static void Plant(SqlSession session, string physical, int rows)
    {
        var table = physical["wh.".Length..];
        var columns = session.Ask<string>("SELECT CONCAT(column_name, ' ', data_type) FROM information_schema.columns WHERE table_schema = 'wh' AND table_name = @table ORDER BY ordinal_position", new { table });
        var values = columns.Select(c => c.Split(' ', 2)).Select(c => c switch
        {
            ["known_to", _] => long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [_, "DATE"] => "DATE '2026-01-01'",
            [_, "VARCHAR"] => "'x'",
            _ => "1",
        });
        session.Execute($"INSERT INTO {physical} VALUES {string.Join(", ", Enumerable.Repeat($"({string.Join(", ", values)})", rows))}");
    }

    [Test]
    public void Every_table_has_the_columns_that_its_arrivals_fill()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        new SchemaUpgrade(engine, session, TimeProvider.System, SchemaScript.All(engine.Name)).Run(_ => { });

        foreach (var table in Tables.All)
        {
            var columns = session.Ask<string>("SELECT column_name FROM information_schema.columns WHERE table_schema = 'wh' AND table_name = @Name", new { table.Name });
            Assert.That(table.Key.Concat(table.Values).Union(table.Written).Concat(["known_from", "known_to", "file_number", "line"]), Is.EquivalentTo(columns), table.Name);
        }
    }

    [Test]
    public void A_file_that_another_process_holds_is_refused_in_words()
    {
        using var warehouse = new TemporaryWarehouse();
        // The lock is per process, so the other process has to be a real one.
        var python = "/usr/bin/python3";
        if (!System.IO.File.Exists(python))
            Assert.Ignore("needs /usr/bin/python3 to hold the file from another process");
        warehouse.Store.Dispose();
        using var holder = Process.Start(new ProcessStartInfo(python, ["-c", "import fcntl,sys\nf=open(sys.argv[1],'r+b')\nfcntl.lockf(f,fcntl.LOCK_EX)\nprint('held',flush=True)\nsys.stdin.read()", warehouse.File])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        Assert.That(holder.StandardOutput.ReadLine(), Is.EqualTo("held"));

        Assert.That(() => warehouse.Open(), Throws.TypeOf<WarehouseBusy>().With.Message.Contains("Another process"));

        holder.StandardInput.Close();
        holder.WaitForExit();
        warehouse.Reopen();
    }
}
