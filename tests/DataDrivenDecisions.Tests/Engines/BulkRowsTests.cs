using System.Globalization;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>Rows that are begun several at once, and tables that stand packed, read back as rows written one by one into a plain table.</summary>
public sealed class BulkRowsTests
{
    const string Columns = "a BIGINT, b VARCHAR, c DECIMAL(9,4), d DATE, e INTEGER, f SMALLINT, g BIGINT, h DOUBLE";

    // One that divides the engine's blocks, some that do not, and one row at a time.
    [Test]
    public void Rows_begun_together_read_back_as_each_was_written([Values(1, 7, 256, 1000)] int together, [Values] bool isPacked)
    {
        const int many = 6_000;
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        using (var rows = Open(engine, session, isPacked))
        {
            for (var from = 0; from < many;)
            {
                var things = Enumerable.Range(from, Math.Min(Math.Min(together, rows.Room), many - from)).Select(i => (long)i).ToArray();
                rows.Begin(things.Length);
                rows.Wholes(things);
                rows.Texts<long>(things, i => i % 9 == 0 ? null : (i % 2 == 0 ? "short " : "a text that is longer than twelve letters ") + i.ToString(CultureInfo.InvariantCulture));
                rows.Fractions<long>(things, i => i % 11 == 0 ? null : i / 10000m);
                rows.Days<long>(things, i => i % 13 == 0 ? null : new DateOnly(2026, 3, 13).AddDays((int)i % 30));
                rows.Wholes<long>(things, i => i % 7 == 0 ? null : -i);
                rows.Wholes<long>(things, i => i % 100);
                rows.Whole(42);
                rows.Real(0.5);
                rows.End();
                from += things.Length;
            }
        }

        Assert.That(session.Value<long>("""
            SELECT COUNT(*) FROM intake
            WHERE b IS NOT DISTINCT FROM CASE WHEN a % 9 = 0 THEN NULL WHEN a % 2 = 0 THEN 'short ' || a ELSE 'a text that is longer than twelve letters ' || a END
              AND c IS NOT DISTINCT FROM CASE WHEN a % 11 = 0 THEN NULL ELSE a / 10000.0 END
              AND d IS NOT DISTINCT FROM CASE WHEN a % 13 = 0 THEN NULL ELSE DATE '2026-03-13' + CAST(a % 30 AS INTEGER) END
              AND e IS NOT DISTINCT FROM CASE WHEN a % 7 = 0 THEN NULL ELSE -a END AND f = a % 100 AND g = 42 AND h = 0.5
            """), Is.EqualTo(many));
        Assert.That(session.Value<long>("SELECT COUNT(DISTINCT a) FROM intake WHERE a BETWEEN 0 AND 5999"), Is.EqualTo(many));
    }

    [Test]
    public void No_more_rows_are_begun_than_there_is_room_for()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        using var rows = Open(engine, session, isPacked: true);

        Assert.That(() => rows.Begin(rows.Room + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("INTEGER", int.MaxValue + 1L)]
    [TestCase("INTEGER", int.MinValue - 1L)]
    [TestCase("SMALLINT", short.MaxValue + 1L)]
    public void No_number_of_several_is_cut_to_the_width_of_its_column(string type, long value)
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        using var rows = engine.MakeIntake(session, "narrow", "a " + type);
        rows.Begin(3);

        Assert.That(() => rows.Wholes([1, value, 3]), Throws.InstanceOf<OverflowException>());
    }

    [Test]
    public void A_packed_table_is_made_anew_for_the_next_rows()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        foreach (var (columns, value) in new[] { ("a INTEGER", 1), ("a INTEGER", 2), ("b SMALLINT", 3) })
        {
            using (var rows = engine.MakeIntake(session, "again", columns))
            {
                rows.Begin();
                rows.Whole(value);
                rows.End();
            }

            Assert.That(session.Value<long>($"SELECT MAX({columns[0]}) FROM {engine.Temporary("again")}"), Is.EqualTo(value));
        }
    }

    static BulkRows Open(DuckDb engine, SqlSession session, bool isPacked)
    {
        if (isPacked)
            return engine.MakeIntake(session, "intake", Columns);
        engine.MakeTemporary(session, "intake", Columns);
        return engine.Append(session, "intake");
    }
}
