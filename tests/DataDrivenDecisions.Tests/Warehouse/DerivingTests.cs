using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>What follows from what was sent: derived for the students and months touched, it is what a derivation of everything gives, months say what days say, the days missed are those absent, and the days and periods that schools sent are those of the rows.</summary>
[Parallelizable]
public sealed class DerivingTests
{
    const string Differing = """
        WITH days AS (
            SELECT student_key, school_key, school_year, CAST(MONTH(school_date) AS INTEGER) AS month, MIN(school_date) AS first_date,
                   CAST(SUM(enrolled_days) AS INTEGER) AS enrolled_days, CAST(SUM(absent_days) AS INTEGER) AS absent_days, CAST(SUM(excused_days) AS INTEGER) AS excused_days,
                   CAST(SUM(suspended_days) AS INTEGER) AS suspended_days, CAST(SUM(tardy_count) AS INTEGER) AS tardy_count
            FROM   known.attendance_day
            GROUP  BY student_key, school_key, school_year, MONTH(school_date)
            HAVING SUM(enrolled_days) > 0),
        months AS (
            SELECT student_key, school_key, school_year, month, first_date, enrolled_days, absent_days, excused_days, suspended_days, tardy_count FROM known.attendance_month),
        missed AS (
            SELECT student_key, school_key, school_year, school_date FROM known.missed_day),
        absent AS (
            SELECT student_key, school_key, school_year, school_date FROM known.attendance_day WHERE status = 'absent'),
        sent_day AS (
            SELECT DISTINCT school_key, school_year, school_date FROM known.attendance),
        sent_period AS (
            SELECT DISTINCT school_key, school_year, period FROM known.attendance WHERE period <> '' OR section_key <> 0)
        SELECT (SELECT COUNT(*) FROM (FROM days EXCEPT FROM months)) + (SELECT COUNT(*) FROM (FROM months EXCEPT FROM days))
               + (SELECT COUNT(*) FROM (SELECT * FROM missed EXCEPT ALL SELECT * FROM absent)) + (SELECT COUNT(*) FROM (SELECT * FROM absent EXCEPT ALL SELECT * FROM missed))
               + (SELECT COUNT(*) FROM (FROM sent_day EXCEPT ALL FROM known.school_event_day)) + (SELECT COUNT(*) FROM (FROM known.school_event_day EXCEPT ALL FROM sent_day))
               + (SELECT COUNT(*) FROM (FROM sent_period EXCEPT ALL FROM known.school_period)) + (SELECT COUNT(*) FROM (FROM known.school_period EXCEPT ALL FROM sent_period)) AS off,
               (SELECT COUNT(*) FROM days) AS months
        """;

    sealed record Comparison
    {
        public long Off { get; init; }
        public long Months { get; init; }
    }

    [TestCase(0, 2, 4, TestName = "Two_random_sequences_of_loads_derive_what_a_derivation_of_everything_derives")]
    [TestCase(2, 120, 14, TestName = "A_hundred_and_twenty_more_random_sequences_of_loads_derive_what_a_derivation_of_everything_derives", Category = "Slow")]
    public void What_was_touched_equals_everything(int first, int count, int steps)
    {
        List<string> wrong = [];
        var months = 0L;
        Parallel.ForEach(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            using var warehouse = new TemporaryWarehouse();
            var life = new RandomLoads(warehouse, seed);
            life.Begin();
            var off = warehouse.Store.DerivedRowsOff();
            for (var step = 0; step < steps && off == 0; step += 2)
            {
                life.Step();
                life.Step();
                off = warehouse.Store.DerivedRowsOff();
            }
            off += warehouse.Store.DerivedRowsOff(studentsAtOnce: 2);
            var compared = CompareMonths(warehouse);
            Interlocked.Add(ref months, compared.Sum(c => c.Months));
            if (off != 0 || compared.Any(c => c.Off != 0))
                lock (wrong)
                    wrong.Add($"seed {seed}: {off} derived rows off, months off by load {string.Join(' ', compared.Select(c => c.Off))}\n{life.Story}");
        });
        TestContext.Out.WriteLine($"{count} sequences of {steps} loads, {months} months compared with their days, {wrong.Count} sequences differ");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void A_warehouse_without_derived_rows_gets_them_back_some_students_at_a_time()
    {
        for (var seed = 0; seed < 3; seed++)
        {
            using var warehouse = new TemporaryWarehouse();
            var life = new RandomLoads(warehouse, seed);
            life.Begin();
            life.Step();
            var before = warehouse.Store.Hash();
            warehouse.Store.Dispose();
            long deleted;
            using (var engine = new DuckDb(warehouse.File, "1GB"))
            {
                using var session = engine.Open();
                deleted = session.Execute("DELETE FROM wh.attendance_month") + session.Execute("DELETE FROM wh.placement")
                    + session.Execute("DELETE FROM wh.school_event_day") + session.Execute("DELETE FROM wh.school_period");
            }

            using var again = warehouse.Open();
            Assert.That(again.DeriveAnew(studentsAtOnce: 2), Is.Positive.And.LessThanOrEqualTo(deleted), life.Story);
            Assert.That((again.DerivedRowsOff(), again.Hash()), Is.EqualTo((0L, before)), life.Story);
            Assert.That(again.Verify(), Is.Empty);
        }
    }

    [TestCase(22, 2)]
    [TestCase(24, 12, Category = "Slow")]
    public void An_upgraded_warehouse_knows_of_every_load_the_days_and_periods_that_schools_had_sent(int first, int count)
    {
        var versions = 0L;
        for (var seed = first; seed < first + count; seed++)
        {
            using var warehouse = new TemporaryWarehouse();
            var life = new RandomLoads(warehouse, seed);
            life.Begin();
            for (var step = 0; step < 8; step++)
                life.Step();
            warehouse.Store.Dispose();
            using var engine = new DuckDb(warehouse.File, "1GB");
            using var session = engine.Open();
            var fills = SchemaScript.All("duckdb").Single(s => s.Number == 21).Text.Split(';').Where(t => t.Contains("INSERT INTO wh.", StringComparison.Ordinal)).ToList();
            foreach (var (table, columns) in new[] { ("school_event_day", "school_key, school_year, school_date"), ("school_period", "school_key, school_year, period") })
            {
                var kept = $"SELECT {columns}, known_from, known_to FROM wh.{table}";
                session.Execute($"CREATE TEMP TABLE kept AS {kept}");
                session.Execute($"DELETE FROM wh.{table}");
                session.Execute(fills.Single(f => f.Contains($"INSERT INTO wh.{table} ", StringComparison.Ordinal)));
                Assert.That(session.Value<long>($"SELECT (SELECT COUNT(*) FROM ({kept} EXCEPT ALL FROM kept)) + (SELECT COUNT(*) FROM (FROM kept EXCEPT ALL {kept}))"), Is.Zero, table + life.Story);
                versions += session.Value<long>("SELECT COUNT(*) FROM kept WHERE known_from > 1 OR known_to < 9223372036854775807");
                session.Execute("DROP TABLE kept");
            }
        }

        Assert.That(versions, Is.Positive);
    }

    // At every load that there was: versions make each of them askable afterwards.
    static List<Comparison> CompareMonths(TemporaryWarehouse warehouse)
    {
        var newest = warehouse.Store.NewestLoad;
        warehouse.Store.Dispose();
        using var engine = new DuckDb(warehouse.File, "1GB", threads: 1);
        using var session = engine.Open();
        List<Comparison> found = [];
        for (var load = 1L; load <= newest; load++)
        {
            engine.SetValue(session, "as_of_load", load);
            found.Add(session.First<Comparison>(Differing)!);
        }
        return found;
    }
}
