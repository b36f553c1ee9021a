using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Loading;
using DataDrivenDecisions.Warehouse.Snapshots;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A column that came after warehouses had been hashed changes nothing of what they knew before.</summary>
[Parallelizable]
public sealed class LaterColumnTests
{
    // What a program of schema 21 said of its students.
    const string HashOfBefore = """
        SELECT COALESCE(sha256(string_agg(said, '' ORDER BY said)), '')
        FROM (SELECT md5(concat_ws(chr(31), COALESCE(CAST(t.student_id AS VARCHAR), ''), COALESCE(CAST(t.is_placeholder AS VARCHAR), ''), COALESCE(CAST(t.has_ended AS VARCHAR), ''), COALESCE(CAST(r0.school_id AS VARCHAR), ''),
                     COALESCE(CAST(t.student_number AS VARCHAR), ''), COALESCE(CAST(t.given_name AS VARCHAR), ''), COALESCE(CAST(t.middle_name AS VARCHAR), ''), COALESCE(CAST(t.family_name AS VARCHAR), ''),
                     COALESCE(CAST(t.preferred_name AS VARCHAR), ''), COALESCE(CAST(t.grade AS VARCHAR), ''), COALESCE(CAST(t.email AS VARCHAR), ''), COALESCE(CAST(t.school_ids AS VARCHAR), ''), COALESCE(CAST(t.is_active AS VARCHAR), ''))) AS said
              FROM wh.student t LEFT JOIN wh.school r0 ON r0.school_key = t.school_key AND r0.known_to = 9223372036854775807 WHERE t.known_to = 9223372036854775807) rows_said
        """;

    [Test]
    public void An_upgraded_warehouse_has_the_hash_and_the_past_that_it_had()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        var scripts = SchemaScript.All(engine.Name);
        new SchemaUpgrade(engine, session, TimeProvider.System, [.. scripts.Where(s => s.Number < 22)]).Run(_ => { });
        session.Execute("""
            INSERT INTO wh.student (student_key, student_id, student_number, given_name, family_name, school_ids, is_active, is_placeholder, has_ended, known_from, known_to, file_number, line) VALUES
                (1, 'a', '0001', 'Ann', 'Test', 's', 1, 0, 0, 1, 2, 1, 2), (1, 'a', '0001', 'Anna', 'Test', 's', 1, 0, 0, 2, 9223372036854775807, 1, 2), (2, 'b', NULL, NULL, NULL, NULL, 1, 1, 0, 1, 9223372036854775807, 1, 3)
            """);
        var before = session.Value<string>(HashOfBefore);
        string Now() => new Fingerprint(engine, session).Parts().Single(p => p.Table == "student").Hash;

        new SchemaUpgrade(engine, session, TimeProvider.System, scripts).Run(_ => { });

        Assert.That(Now(), Is.EqualTo(before));
        engine.SetValue(session, "as_of_load", 1);
        Assert.That(session.Ask<string>("SELECT CONCAT(given_name, COALESCE(state_id, '-')) FROM known.student ORDER BY 1"), Is.EqualTo(["-", "Ann-"]));
        session.Execute("UPDATE wh.student SET state_id = '0990000011' WHERE student_key = 1 AND known_from = 2");
        Assert.That(Now(), Is.Not.EqualTo(before));
    }

    [Test]
    public void An_engine_that_hashes_itself_and_one_that_does_not_say_the_same_of_it()
    {
        var hashes = new Func<string, WarehouseEngine>[] { file => new DuckDb(file, "256MB"), file => new ValuesEngine(file) }.Select(engine =>
        {
            using var warehouse = new TemporaryWarehouse(engine: engine);
            warehouse.Store.Load(Of(Update("users", Student("a") with { StateId = "0990000011" }, Student("b", line: 3))));
            return warehouse.Store.Hash();
        }).ToList();

        Assert.That(hashes[1], Is.EqualTo(hashes[0]));
    }

    [Test]
    public void The_states_id_stays_at_home_where_the_number_does() =>
        Assert.That(new[] { new SnapshotPolicy(), new SnapshotPolicy { HasNames = true } }.Select(p => p.Lets("seen.student", "state_id")), Is.EqualTo([false, true]));

    sealed class ValuesEngine(string file) : PassingEngine(new DuckDb(file, "256MB"))
    {
        public override bool HashesItself => false;

        public override string Of(string duckDb, string sqlServer) => duckDb.Contains("string_agg(said", StringComparison.Ordinal) ? sqlServer : duckDb;
    }
}
