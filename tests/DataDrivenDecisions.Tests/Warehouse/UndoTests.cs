using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>What leaves nothing behind: a load that is refused before its commit, and an import that is taken back with the nights that looked at it.</summary>
[Parallelizable]
public sealed class UndoTests(string engine) : OnEachEngine(engine)
{
    static AnalysisNight Night(DateOnly asOf, string verdict) => new()
    {
        AsOf = asOf, Year = Year,
        Indicators = [new IndicatorRow { StudentKey = 1, Year = Year, Indicator = "chronic-absence", Preset = "federal", Verdict = verdict, Part = 1, Whole = 10, Reason = "1 of 10", DefinitionVersion = "1" }],
    };

    static IReadOnlyList<string> Verdicts(TemporaryWarehouse warehouse) => warehouse.Leader.Ask(new Query<string>("SELECT verdict FROM seen.indicator ORDER BY as_of_date"));

    static IReadOnlyList<long> Ledger(TemporaryWarehouse warehouse) => warehouse.Leader.Ask(new Query<long>("SELECT \"load\" FROM seen.load ORDER BY 1"));

    [Test]
    public void A_load_that_is_vetoed_sees_its_counts_and_leaves_nothing_behind()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("a"))));
        var (hash, ledger) = (warehouse.Store.Hash(), Ledger(warehouse));
        IReadOnlyList<FileResult>? shown = null;

        var result = warehouse.Store.Load(Of(Update("users", Student("a", family: "New"), Student("b", line: 3)), Update("marks", Mark("unknown", "x"))) with
        {
            Veto = files =>
            {
                shown = files;
                return "It is of no use.";
            },
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown!.Select(f => (f.Name, f.Added, f.Changed)), Is.EqualTo(((string, long, long)[])[("users", 1, 1), ("marks", 1, 0)]));
            Assert.That((result.State, result.Load, result.Refusal), Is.EqualTo((LoadState.Refused, (long?)null, "It is of no use.")));
            Assert.That((warehouse.Store.Hash(), warehouse.Store.NewestLoad), Is.EqualTo((hash, 1L)));
            Assert.That(Ledger(warehouse), Is.EqualTo(ledger));
            Assert.That(warehouse.Store.Verify(), Is.Empty);
        }
        Assert.That(warehouse.Store.Load(Of(Update("users", Student("b")))).Load, Is.EqualTo(2), "the number is free again");
    }

    [Test]
    public void Undoing_an_import_takes_the_nights_on_top_of_it_along_and_leaves_the_earlier_ones()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("a")), Update("marks", Mark("a", "x"))));
        warehouse.Store.Publish(Night(FirstDay, "fine"));
        var hash = warehouse.Store.Hash();
        warehouse.Store.Load(Of(Update("marks", Mark("a", "x", letter: "F"))));
        warehouse.Store.Publish(Night(FirstDay, "concern"));
        warehouse.Store.Publish(Night(FirstDay.AddDays(1), "concern"));

        var nights = warehouse.Store.UndoImport(3);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(nights, Is.EqualTo(2));
            Assert.That((warehouse.Store.Hash(), warehouse.Store.NewestLoad), Is.EqualTo((hash, 2L)));
            Assert.That(Verdicts(warehouse), Is.EqualTo(new[] { "fine" }));
            Assert.That(warehouse.Store.Verify(), Is.Empty);
        }
        Assert.That(warehouse.Store.Publish(Night(FirstDay.AddDays(1), "fine")), Is.EqualTo(3), "the next night judges anew");
    }

    [TestCase(1, "load 3 came after", TestName = "An_import_under_a_later_one_is_not_undone")]
    [TestCase(2, "no import", TestName = "A_published_night_is_not_undone_as_if_it_were_an_import")]
    [TestCase(9, "no import", TestName = "A_load_that_never_was_is_not_undone")]
    public void Undoing_something_else_is_refused_in_words_and_changes_nothing(long load, string words)
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("a"))));
        warehouse.Store.Publish(Night(FirstDay, "fine"));
        warehouse.Store.Load(Of(Update("users", Student("b"))));
        warehouse.Store.Publish(Night(FirstDay, "concern"));
        var hash = warehouse.Store.Hash();

        Assert.That(() => warehouse.Store.UndoImport(load), Throws.TypeOf<UndoRefused>().With.Message.Contains(words));

        Assert.That((warehouse.Store.Hash(), warehouse.Store.NewestLoad), Is.EqualTo((hash, 4L)));
        Assert.That(Verdicts(warehouse), Is.EqualTo(new[] { "concern" }));
    }
}
