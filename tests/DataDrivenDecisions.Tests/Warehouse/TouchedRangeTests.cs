using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse.Loading;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Districts that come one after the other into one warehouse: what follows is derived for the newest alone, however much it brings, and is what a derivation of everything gives.</summary>
public sealed class TouchedRangeTests
{
    [Test]
    public void A_district_beside_others_is_derived_alone_however_much_of_all_attendance_it_brings()
    {
        using var warehouse = new TemporaryWarehouse();
        foreach (var district in new[] { "east", "west", "north" })
        {
            Load(warehouse, District(district, 12));
            Assert.That(warehouse.Store.DerivedRowsOff(), Is.Zero, district);
        }

        Assert.That(RangeOf(warehouse), Is.EqualTo(new Stretch(25, 36)), "the students of the third");
    }

    [Test]
    public void A_day_that_it_brings_to_a_school_of_others_concerns_them_too()
    {
        using var warehouse = new TemporaryWarehouse();
        Load(warehouse, District("east", 12));
        Load(warehouse, [.. District("west", 12), .. Days("east-school", 30)]);

        Assert.That(RangeOf(warehouse), Is.Null, "everybody is looked at");
        Assert.That(warehouse.Store.DerivedRowsOff(), Is.Zero);
    }

    [Test]
    public void A_session_that_classes_of_others_wait_for_concerns_those_who_are_in_them()
    {
        using var warehouse = new TemporaryWarehouse();
        Load(warehouse, [.. District("east", 12), new SectionArrival { Line = 2, SectionId = "algebra", Title = "Algebra", SchoolId = "east-school", SessionIds = ["later"] }, new SectionEnrollmentArrival { Line = 2, EnrollmentId = "e", SectionId = "algebra", StudentId = "east5" }]);
        Load(warehouse, [.. District("west", 40), new SessionArrival { Line = 2, SessionId = "later", Title = "Later", Kind = "semester", FirstDay = FirstDay, LastDay = FirstDay.AddDays(120), Year = Year }]);

        Assert.That(warehouse.Store.DerivedRowsOff(), Is.Zero);
        Assert.That(RangeOf(warehouse) is null or { First: <= 6 }, Is.True);
    }

    [Test]
    public void Another_id_of_a_school_that_was_known_concerns_everybody()
    {
        using var warehouse = new TemporaryWarehouse();
        Load(warehouse, District("east", 12));
        Load(warehouse, [.. District("west", 12), School("east-school", "0110")]);

        Assert.That(RangeOf(warehouse), Is.Null);
        Assert.That(warehouse.Store.DerivedRowsOff(), Is.Zero);
    }

    static void Load(TemporaryWarehouse warehouse, params Arrival[] rows) => warehouse.Store.Load(Of(Update("all", rows)));

    static Arrival[] District(string name, int students) =>
    [
        School(name + "-school"), .. Days(name + "-school", 20),
        .. Enumerable.Range(0, students).Select(i => Student(name + i, line: 100 + i)),
        .. Enumerable.Range(0, students).Select(i => Enrolled(name + i, name + "-school", line: 200 + i)),
        .. Enumerable.Range(0, students).SelectMany(i => SchoolDays(20).Take(4 + i % 3).Select((day, n) => Absent(name + i, name + "-school", day, line: 300 + 10 * i + n))),
    ];

    // As the newest load was derived.
    static Stretch? RangeOf(TemporaryWarehouse warehouse)
    {
        var load = warehouse.Store.NewestLoad;
        warehouse.Store.Dispose();
        using var engine = new DuckDb(warehouse.File, "1GB", threads: 1);
        using var session = engine.Open();
        engine.SetValue(session, "as_of_load", load);
        var days = new SchoolDays(engine, session, load);
        days.Derive(anew: false);
        var whom = new Touched(engine, session, load, days);
        whom.FindStudents(everybody: false);
        Assert.That(whom.IsEverybody, Is.EqualTo(whom.Range is null));
        return whom.Range;
    }
}
