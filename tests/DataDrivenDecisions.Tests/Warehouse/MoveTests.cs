using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Moving;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A warehouse that is moved to another store knows the same there, its past included, and can go on; one that cannot be moved whole is not moved at all.</summary>
[Parallelizable]
public sealed class MoveTests
{
    static void Live(TemporaryWarehouse warehouse)
    {
        Batch Kinds(int from, string says) => Of([.. EveryKind.All.Select(k => File(k.Name, Merge.Update, [.. Enumerable.Range(from, 3).Select(n => EveryKind.Of(k, n, says, FirstDay))]))]);
        warehouse.Store.Load(Kinds(100, "first"));
        warehouse.Store.Load(Kinds(101, "second"));
        warehouse.Store.Publish(new AnalysisNight
        {
            AsOf = FirstDay, Year = Year,
            Risks = [new RiskRow { StudentKey = 1, Year = Year, Model = "rest-of-year", Probability = new Probability(0.123456789), ReasonsJson = "[]", ModelVersion = "1" }],
        });
    }

    [Test]
    public void What_is_moved_is_the_same_there_with_its_past_and_goes_on()
    {
        using var from = new TemporaryWarehouse();
        Live(from);
        using var to = new TemporaryWarehouse();

        var moved = from.Store.MoveTo(to.Store);

        long Marks(TemporaryWarehouse warehouse, long load) => warehouse.Store.As(Viewer.Nightly("test"), load).Ask(new Query<long>("SELECT COUNT(*) FROM seen.mark")).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(to.Store.Hash(), Is.EqualTo(from.Store.Hash()));
            Assert.That(moved.Sum(t => t.Rows), Is.GreaterThan(200));
            Assert.That((Marks(to, 1), Marks(to, 2)), Is.EqualTo((Marks(from, 1), Marks(from, 2))));
            Assert.That(to.Store.Verify(), Is.Empty);
            Assert.That(to.Store.DerivedRowsOff(), Is.Zero);
            Assert.That(to.Store.Load(Of(Update("users", Student("new")))).Load, Is.EqualTo(4));
        }

        to.Store.UndoImport(4);
        Assert.That(to.Store.Hash(), Is.EqualTo(from.Store.Hash()));
    }

    [Test]
    public void A_warehouse_that_holds_something_is_not_moved_into()
    {
        using var from = new TemporaryWarehouse();
        using var to = new TemporaryWarehouse();
        from.Store.Load(Of(Update("users", Student("a"))));
        to.Store.Load(Of(Update("users", Student("b"))));
        var hash = to.Store.Hash();

        Assert.That(() => from.Store.MoveTo(to.Store), Throws.InstanceOf<MoveRefused>().With.Message.Contains("holds rows already"));
        Assert.That(to.Store.Hash(), Is.EqualTo(hash));
    }

    [Test]
    public void Every_table_of_the_warehouse_is_moved()
    {
        using var warehouse = new TemporaryWarehouse();
        var file = warehouse.File;
        warehouse.Store.Dispose();
        using (var engine = new DuckDb(file, "256MB"))
        using (var session = engine.Open())
            Assert.That(Move.Tables.Order(StringComparer.Ordinal), Is.EqualTo(
                session.Ask<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'wh' AND table_type = 'BASE TABLE'").Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Rows_that_are_lost_or_changed_on_the_way_are_found_before_anything_is_kept()
    {
        using var from = new TemporaryWarehouse();
        from.Store.Load(Of(Update("users", Student("a", family: "Zoe"))));
        LossyEngine? lossy = null;
        using var to = new TemporaryWarehouse(engine: file => lossy = new LossyEngine(file));

        Assert.That(() => from.Store.MoveTo(to.Store), Throws.InstanceOf<MoveRefused>().With.Message.Contains("did not arrive as it was sent"));
        Assert.That(to.Store.NewestLoad, Is.Zero);
    }
}
