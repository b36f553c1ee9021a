using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>The documented views stand, and nobody sees nothing in them.</summary>
public sealed class ViewTests
{
    sealed record Counted
    {
        public long Rows { get; init; }
    }

    [Test]
    public void Every_documented_view_answers_an_empty_warehouse_without_an_error()
    {
        using var warehouse = new TemporaryWarehouse();
        var views = warehouse.Leader.Views();
        Assert.That(views, Has.Count.GreaterThanOrEqualTo(22));
        foreach (var view in views)
            Assert.That(Count(warehouse.Leader, view), Is.Zero, view);
    }

    static long Count(Reader reader, string view) =>
        reader.Ask(new Query<Counted>("SELECT COUNT(*) AS Rows FROM " + string.Join('.', view.Split('.').Select(p => $"\"{p}\"")))).Single().Rows;
}
