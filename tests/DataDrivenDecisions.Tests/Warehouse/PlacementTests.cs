using DataDrivenDecisions.Engines;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>In which scopes students are placed: by each id that a thing has, and once where two things share one.</summary>
[Parallelizable]
public sealed class PlacementTests
{
    static readonly DateOnly Left = new(2025, 10, 3), LeftLater = new(2025, 12, 5);

    [Test]
    public void A_school_with_a_number_is_a_scope_by_its_id_and_by_its_number()
    {
        var placed = Placed(Update("schools", School("A", "17")), Update("students", Student("s")), Update("enrollment", Enrolled("s", "A", exit: Left)));

        Assert.That(placed, Is.EqualTo(new[] { "district 9999-12-31", "school:17 2025-10-03", "school:A 2025-10-03", "student:s 9999-12-31" }));
    }

    [Test]
    public void Of_two_schools_of_which_one_has_the_other_s_id_as_its_number_the_longer_stay_counts()
    {
        var placed = Placed(
            Update("schools", School("A", "B"), School("B", line: 3)),
            Update("students", Student("s")),
            Update("enrollment", Enrolled("s", "A", exit: Left), Enrolled("s", "B", exit: LeftLater, line: 3)));

        Assert.That(placed, Is.EqualTo(new[] { "district 9999-12-31", "school:A 2025-10-03", "school:B 2025-12-05", "student:s 9999-12-31" }));
    }

    static IReadOnlyList<string> Placed(params DataDrivenDecisions.Warehouse.BatchFile[] files)
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(files));
        Assert.That(warehouse.Store.DerivedRowsOff(), Is.Zero);
        warehouse.Store.Dispose();
        using var engine = new DuckDb(warehouse.File, "1GB", threads: 1);
        using var session = engine.Open();
        return session.Ask<string>("SELECT CONCAT(scope, ' ', last_day) FROM wh.placement WHERE known_to = 9223372036854775807 ORDER BY scope");
    }
}
