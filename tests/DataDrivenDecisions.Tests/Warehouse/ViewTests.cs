using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>The documented views stand, and nobody sees nothing in them.</summary>
[Parallelizable]
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

    [Test]
    public void The_data_dictionary_names_every_view_and_column()
    {
        using var warehouse = new TemporaryWarehouse();
        var sections = System.IO.File.ReadAllText(Repository.File("docs", "data-dictionary.md")).Split("\n## ").ToDictionary(s => s.Split('\n')[0], s => s, StringComparer.Ordinal);
        foreach (var view in warehouse.Leader.Views())
        {
            IReadOnlyList<string> columns = [];
            warehouse.Leader.Rows(view, header => columns = [.. header], _ => { });
            Assert.That(sections, Contains.Key(view));
            var named = sections[view].Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]);
            Assert.That(named, Is.EqualTo(columns), view);
        }
    }

    static long Count(Reader reader, string view) =>
        reader.Ask(new Query<Counted>("SELECT COUNT(*) AS Rows FROM " + string.Join('.', view.Split('.').Select(p => $"\"{p}\"")))).Single().Rows;
}
