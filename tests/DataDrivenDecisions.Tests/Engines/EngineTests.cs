using System.Globalization;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>What the engines promise to the rooms above: parameters, units, transactions, cancellation.</summary>
public sealed class EngineTests
{
    [TestCase("SELECT @a", "SELECT $a")]
    [TestCase("SELECT '@a', @a", "SELECT '@a', $a")]
    [TestCase("SELECT 'it''s @a' || @b", "SELECT 'it''s @a' || $b")]
    [TestCase("SELECT \"@a\" -- @a\n, @a", "SELECT \"@a\" -- @a\n, $a")]
    [TestCase("/* @a */ SELECT @@rowcount, @a_1", "/* @a */ SELECT @@rowcount, $a_1")]
    [TestCase("SELECT 'open @a", "SELECT 'open @a")]
    [TestCase("SELECT 1 @ 2", "SELECT 1 @ 2")]
    public void A_parameter_is_rewritten_only_where_it_is_one(string shared, string expected) =>
        Assert.That(ParameterMarks.Rewrite(shared, '$'), Is.EqualTo(expected));

    sealed record AllUnits
    {
        public SchoolYear Year { get; init; }
        public Month Month { get; init; }
        public GradeLevel Grade { get; init; }
        public GroupSize Size { get; init; }
        public PercentileRank Rank { get; init; }
        public Probability Chance { get; init; }
        public DateOnly Day { get; init; }
        public DateOnly? NoDay { get; init; }
        public DateTimeOffset Moment { get; init; }
        public bool Flag { get; init; }
    }

    static readonly AllUnits Written = new()
    {
        Year = new SchoolYear(2026), Month = new Month(9), Grade = GradeLevel.Parse("K"), Size = new GroupSize(12), Rank = new PercentileRank(62), Chance = new Probability(0.25),
        Day = new DateOnly(2026, 3, 13), Moment = new DateTimeOffset(2026, 3, 13, 18, 0, 0, TimeSpan.Zero), Flag = true,
    };

    const string EveryUnit = """
        SELECT @Year AS "Year", @Month AS "Month", @Grade AS "Grade", @Size AS "Size", @Rank AS "Rank", @Chance AS "Chance", @Day AS "Day", @NoDay AS "NoDay", @Moment AS "Moment", @Flag AS "Flag"
        """;

    [Test]
    public void Units_come_back_from_duckdb_as_they_went()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();

        Assert.That(session.First<AllUnits>(EveryUnit, Written), Is.EqualTo(Written));
    }

    [Test]
    public void Units_come_back_from_sqlite_as_they_went()
    {
        var file = Path.Combine(Path.GetTempPath(), $"ddd-{Guid.NewGuid():N}.sqlite");
        var engine = new Sqlite(file);
        using (var session = engine.Open())
            Assert.That(session.First<AllUnits>(EveryUnit, Written), Is.EqualTo(Written));
        engine.Release();
        File.Delete(file);
    }

    [Test]
    public void A_transaction_that_throws_leaves_nothing()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        session.Execute("CREATE TABLE t (a INTEGER)");

        Assert.That(() => session.InTransaction(() =>
        {
            session.Execute("INSERT INTO t VALUES (1)");
            throw new InvalidOperationException("stop");
        }), Throws.InvalidOperationException);
        session.InTransaction(() => session.Execute("INSERT INTO t VALUES (2)"), keep: _ => false);

        Assert.That(session.Value<long>("SELECT COUNT(*) FROM t"), Is.Zero);
    }

    [Test]
    public void A_long_question_can_be_stopped()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.That(() => session.Ask<long>("SELECT COUNT(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = 7", stop: stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("a UTINYINT")]
    [TestCase("a VARCHAR")]
    [TestCase("a DECIMAL(9,2)")]
    [TestCase("a DATE")]
    public void Bulk_loading_writes_no_whole_number_into_a_column_of_another_width(string column)
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        engine.MakeTemporary(session, "narrow", column);
        using var rows = engine.Append(session, "narrow");
        rows.Begin();

        Assert.That(() => rows.Whole(1), Throws.InvalidOperationException.With.Message.Contains("narrow"));
    }

    [TestCase("INTEGER", int.MaxValue + 1L)]
    [TestCase("SMALLINT", short.MinValue - 1L)]
    public void Bulk_loading_cuts_no_number_to_the_width_of_its_column(string type, long value)
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        engine.MakeTemporary(session, "narrow", "a " + type);
        using var rows = engine.Append(session, "narrow");
        rows.Begin();

        Assert.That(() => rows.Whole(value), Throws.InstanceOf<OverflowException>());
    }

    [TestCase("0")]
    [TestCase("-0.5")]
    [TestCase("82.6")]
    [TestCase("82.600000")]
    [TestCase("-99999.9999")]
    [TestCase("99999.9999")]
    [TestCase("12345.00000000000000000000")]
    [TestCase("0.00009")]
    public void A_decimal_reads_back_as_it_was_written_however_it_was_written(string written)
    {
        var value = decimal.Parse(written, CultureInfo.InvariantCulture);
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        engine.MakeTemporary(session, "narrow", "a DECIMAL(9,4)");
        using (var rows = engine.Append(session, "narrow"))
        {
            rows.Begin();
            rows.Fraction(value);
            rows.End();
        }

        Assert.That(session.Value<decimal>("SELECT a FROM temp.narrow"), Is.EqualTo(decimal.Truncate(value * 10000) / 10000));
    }

    [TestCase("100000")]
    [TestCase("-100000")]
    [TestCase("4294967295")]
    [TestCase("79228162514264337593543950.335")]
    [TestCase("100000.0000000000000000000")]
    public void A_decimal_too_large_for_its_column_is_never_cut(string written)
    {
        var value = decimal.Parse(written, CultureInfo.InvariantCulture);
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        engine.MakeTemporary(session, "narrow", "a DECIMAL(9,4)");
        using var rows = engine.Append(session, "narrow");
        rows.Begin();

        Assert.That(() => rows.Fraction(value), Throws.InstanceOf<OverflowException>());
    }

    [Test]
    public void Bulk_loading_reads_back_as_it_was_written()
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        engine.MakeTemporary(session, "wide", "a BIGINT, b VARCHAR, c DECIMAL(9,4), d DATE, e BIGINT, f DOUBLE, g INTEGER, h SMALLINT");
        using (var rows = engine.Append(session, "wide"))
        {
            for (var i = 0; i < 5000; i++)
            {
                rows.Begin();
                rows.Whole(i);
                rows.Text("row " + i.ToString(CultureInfo.InvariantCulture));
                rows.Fraction(i / 10000m);
                rows.Day(new DateOnly(2026, 3, 13).AddDays(i % 30));
                rows.Whole(i % 7 == 0 ? null : i);
                rows.Real(i / 8.0);
                rows.Whole(-i);
                rows.Whole(i % 5 == 0 ? null : i % 100);
                rows.End();
            }
        }

        Assert.That(session.Value<long>("SELECT COUNT(*) FROM temp.wide WHERE b = 'row ' || a AND c = a / 10000.0 AND f = a / 8.0 AND g = -a AND h IS NOT DISTINCT FROM CASE WHEN a % 5 = 0 THEN NULL ELSE a % 100 END AND d = DATE '2026-03-13' + CAST(a % 30 AS INTEGER) AND e IS NOT DISTINCT FROM CASE WHEN a % 7 = 0 THEN NULL ELSE a END"), Is.EqualTo(5000));
    }
}
