using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Where the lines are drawn beyond which a load waits for a person: a tenth of a school, a twentieth of the district, a whole school.</summary>
[Parallelizable]
public sealed class HoldTests(string engine) : OnEachEngine(engine)
{
    static Batch Roster(params (string School, int First, int Count)[] schools) => Of(Snapshot("users",
        [.. schools.SelectMany(s => Enumerable.Range(s.First, s.Count).Select(i => (s.School, i))).Select((s, at) => Student($"{s.School}-{s.i}", line: 2 + at, school: s.School))]));

    [Test]
    public void A_school_that_would_vanish_waits_however_many_schools_there_are()
    {
        using var warehouse = new TemporaryWarehouse();
        Batch Schools(int count) => Of(Snapshot("orgs", [.. Enumerable.Range(0, count).Select(i => School("s" + i, line: 2 + i))]));
        warehouse.Store.Load(Schools(40));

        var file = warehouse.Store.Load(Schools(39)).Files.Single();

        Assert.That(file.Holds.Single(), Is.EqualTo(new Hold { Entity = "school", WouldEnd = 1, Known = 40 }));
        Assert.That(file.EndedByAbsence, Is.Zero);
    }

    [Test]
    public void A_school_that_waits_does_not_hide_that_the_rest_of_the_district_loses_too_many()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Roster(("s", 0, 40), ("t", 0, 100), ("u", 0, 100)));

        // s loses half and waits; t and u lose eight in a hundred each: 16 of 240 is more than a twentieth.
        var holds = warehouse.Store.Load(Roster(("s", 0, 20), ("t", 8, 92), ("u", 8, 92))).Files.Single().Holds;

        Assert.That(holds, Is.EqualTo(new Hold[]
        {
            new() { Entity = "student", SchoolId = "s", WouldEnd = 20, Known = 40 },
            new() { Entity = "student", WouldEnd = 16, Known = 240 },
        }));
    }

    [TestCase(10, 9, false, TestName = "One_of_ten_in_a_tiny_school_is_exactly_a_tenth_and_loads")]
    [TestCase(9, 8, true, TestName = "One_of_nine_in_a_tiny_school_is_more_than_a_tenth_and_waits")]
    public void Tiny(int known, int kept, bool waits)
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Roster(("s", 0, known), ("t", 0, 100)));

        var result = warehouse.Store.Load(Roster(("s", known - kept, kept), ("t", 0, 100)));

        Assert.That(result.State, Is.EqualTo(waits ? LoadState.Held : LoadState.Committed));
    }

    [TestCase(50, 50, LoadState.Committed), TestCase(49, 50, LoadState.Held), TestCase(50, 8, LoadState.Committed), TestCase(50, 7, LoadState.Held)]
    public void A_district_may_set_both_lines_itself(int school, int district, LoadState state)
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Roster(("s", 0, 40), ("t", 0, 210)));

        Assert.That(warehouse.Store.Load(Roster(("s", 0, 20), ("t", 0, 210)) with { SchoolHoldPercent = school, DistrictHoldPercent = district }).State, Is.EqualTo(state));
    }

    [Test]
    public void What_is_known_of_a_student_who_waits_to_end_waits_with_her_and_is_counted()
    {
        using var warehouse = new TemporaryWarehouse();
        // Of the demographics' file less than a twentieth would end, and it names no school.
        Batch All(int first) => Of(
            [.. Roster(("s", first, 40 - first), ("t", 0, 400)).Files, Snapshot("demographics", [.. Enumerable.Range(first, 40 - first).Select(i => "s-" + i).Concat(Enumerable.Range(0, 400).Select(i => "t-" + i)).Select((id, at) => new DemographicsArrival { Line = 2 + at, StudentId = id, Sex = "female" })])]);
        long Known(string view) => warehouse.Leader.Ask(new Query<long>($"SELECT COUNT(*) FROM {view}")).Single();
        warehouse.Store.Load(All(0));
        var before = Known("seen.student WHERE sex = 'female'");

        var held = warehouse.Store.Load(All(8)).Files;

        Assert.That(held.SelectMany(f => f.Holds), Is.EqualTo(new Hold[] { new() { Entity = "student", SchoolId = "s", WouldEnd = 8, Known = 40 }, new() { Entity = "demographics", WouldEnd = 8, Known = 440 } }));
        Assert.That((held.Sum(f => f.EndedByAbsence), Known("seen.student WHERE sex = 'female'")), Is.EqualTo((0L, before)));

        Assert.That(warehouse.Store.Load(All(8) with { HoldsReleased = true }).Files.Sum(f => f.EndedByAbsence), Is.EqualTo(16));
    }

    [Test]
    public void Who_is_new_in_a_held_row_is_not_known_until_it_is_released()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Roster(("s", 0, 40), ("t", 0, 400)));
        long Known() => warehouse.Leader.Ask(new Query<long>("SELECT COUNT(*) FROM seen.student")).Single();

        // s loses half, which waits; with it waits the one who is new there. t has somebody new too, and that is loaded.
        var delivery = Roster(("s", 0, 20), ("s", 50, 1), ("t", 0, 401));
        var held = warehouse.Store.Load(delivery).Files.Single();

        Assert.That(held, Has.Property("Held").EqualTo(21).And.Property("Added").EqualTo(1));
        Assert.That(Known(), Is.EqualTo(441));

        warehouse.Store.Load(delivery with { HoldsReleased = true });
        Assert.That(Known(), Is.EqualTo(442));
    }
}
