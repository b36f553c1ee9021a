using System.Globalization;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Marks whose words are kept once for all of them say what they said.</summary>
[Parallelizable]
public sealed class MarkKindsTests
{
    const string Script = "mark-kinds";
    const string Columns = "student_key, section_key, school_key, school_year, term, mark_type, letter_mark, percent_points, credits_attempted, credits_earned, posted_date, known_from, known_to, file_number, line";

    [Test]
    public void A_warehouse_of_before_says_the_same_after_the_upgrade() => EarlierWarehouse.SaysTheSameOnceUpgraded(Script, "wh.mark", Columns, i => $"""
        {i % 7}, {i / 7}, {(i % 9 == 0 ? "NULL" : "1")}, 2026, 'Q{i % 4}', '{(i % 2 == 0 ? "quarter" : "final")}', {(i % 11 == 0 ? "NULL" : $"'{"ABF"[i % 3]}'")},
        {(i % 5 == 0 ? "NULL" : $"{60 + i % 40}.5")}, {(i % 3 == 0 ? "NULL" : "1")}, {(i % 6 == 0 ? "NULL" : ".25")}, {(i % 13 == 0 ? "NULL" : "DATE '2026-01-05'")}, 1, {(i % 4 == 0 ? 2 : long.MaxValue)}, 1, {i + 2}
        """);

    [Test]
    public void A_warehouse_that_is_larger_than_its_memory_is_upgraded_and_opened()
    {
        var folder = Directory.CreateTempSubdirectory("ddd-warehouse-").FullName;
        try
        {
            var settings = new WarehouseSettings { File = Path.Combine(folder, "warehouse.duckdb"), Spool = Path.Combine(folder, "spool"), MemoryLimit = "60MB", Threads = 2 };
            const long marks = 1_500_000;
            using (var engine = new DuckDb(settings.File, "1GB"))
            {
                using var session = engine.Open();
                EarlierWarehouse.Begin(engine, session, Script);
                session.Execute($"""
                    INSERT INTO wh.mark ({Columns})
                    SELECT i % 99991, i / 99991, 1, 2026, 'Q1', 'quarter', CAST(i % 150000 AS VARCHAR), 60 + i % 40, NULL, NULL, DATE '2026-01-05', 1, {long.MaxValue}, 1, i FROM range({marks}) r (i)
                    """);
            }

            DataWarehouse.Open(settings, TimeProvider.System).Dispose();

            using var upgraded = new DuckDb(settings.File, "1GB");
            using var reading = upgraded.Open();
            Assert.That(reading.Value<long>("SELECT COUNT(*) FROM wh.mark"), Is.EqualTo(marks));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_second_load_uses_the_kinds_of_the_first_and_an_undo_leaves_what_stood_before_it()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("marks", Row("s1", "B", 2), Row("s2", "B", 3), Row("s1", "F", 4, term: "Q2"))));
        var hash = warehouse.Store.Hash();

        var second = warehouse.Store.Load(Of(Update("marks", Row("s3", "B", 2), Row("s3", "A", 3, term: "Q2"))));

        Assert.That(second.Files[0].Added, Is.EqualTo(2));
        Assert.That(Said(warehouse), Is.EqualTo(["s1 Q1 B", "s1 Q2 F", "s2 Q1 B", "s3 Q1 B", "s3 Q2 A"]));
        warehouse.Store.UndoImport(2);
        Assert.That(warehouse.Store.Hash(), Is.EqualTo(hash));
        Assert.That(warehouse.Store.Verify(), Is.Empty);
    }

    [TestCase("C", null, null, 1, TestName = "another letter")]
    [TestCase("B", "0.5", null, 1, TestName = "credits where there were none")]
    [TestCase("B", null, "81.5", 1, TestName = "other points")]
    [TestCase("B", null, null, 0, TestName = "the same again")]
    public void A_mark_that_comes_again_has_changed_where_it_says_something_else(string letter, string? credits, string? percent, long changed)
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("marks", Row("s1", "B", 2), Row("s2", "B", 3), Row("s1", "B", 4, term: "Q2"))));

        var file = warehouse.Store.Load(Of(Update("marks", Row("s1", letter, 2) with { CreditsEarned = Number(credits), Percent = Number(percent) ?? 80 }, Row("s2", "B", 3)))).Files.Single();

        Assert.That((file.Changed, file.Unchanged, file.Added), Is.EqualTo((changed, 2 - changed, 0L)));
        Assert.That(Said(warehouse), Is.EqualTo([$"s1 Q1 {letter}", "s1 Q2 B", "s2 Q1 B"]), "the mark of the other term stands");
    }

    [Test]
    public void Of_two_marks_of_one_term_that_differ_in_their_words_alone_neither_is_taken_for_the_other()
    {
        using var warehouse = new TemporaryWarehouse();

        var file = warehouse.Store.Load(Of(Update("marks", Row("s1", "B", 2), Row("s1", "B", 3, term: " Q1 "), Row("s1", "F", 4)))).Files.Single();

        Assert.That((file.Added, file.Duplicate, file.Rejects.Count), Is.EqualTo((1L, 1L, 1)), "spaces make no other term, and a letter that contradicts is refused");
    }

    static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    static MarkArrival Row(string student, string letter, long line, string term = "Q1") => Mark(student, "algebra", term, letter, line) with { Percent = 80 };

    static IReadOnlyList<string> Said(TemporaryWarehouse warehouse) =>
        warehouse.Leader.Ask(new Query<string>("SELECT CONCAT(student_id, ' ', term, ' ', letter_mark) FROM seen.mark ORDER BY 1"));
}
