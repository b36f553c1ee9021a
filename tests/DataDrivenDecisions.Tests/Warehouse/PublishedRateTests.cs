using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Tests.Schedules;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Rates for anybody through the night: kept by night, the same when it is run again, thinned out with it, and told of a past day as they were then.</summary>
public sealed class PublishedRateTests
{
    static readonly DateOnly Winter = new(2026, 1, 30), Spring = new(2026, 3, 2);

    static TemporaryDistrict Filled(int students = 60)
    {
        var place = new TemporaryDistrict();
        place.District.Warehouse.Load(Of(
            Update("calendar", [.. Days("s", 60)]), Update("roster", School("s")),
            Update("enrollment", [.. Enumerable.Range(1, students).Select(n => Enrolled($"{n:00}", "s", line: n + 1, grade: n % 2 == 0 ? "09" : "10"))]),
            Update("attendance", [.. Enumerable.Range(1, students).Where(n => n % 3 == 0).SelectMany(n => SchoolDays(12).Select((day, d) => Absent($"{n:00}", "s", day, line: (100 * n) + d)))])));
        return place;
    }

    static IReadOnlyList<PublishedRate> Told(Reader reader) => [.. reader.Ask(PublishedRate.Now).OrderBy(r => r.ToString(), StringComparer.Ordinal)];

    static void Run(TemporaryDistrict place, DateOnly night, AnalysisParts parts = AnalysisParts.Indicators) => NightlyAnalysis.Run(place.District, night, parts);

    [Test]
    public void A_night_tells_rates_and_run_again_it_tells_the_same_and_is_no_load()
    {
        using var place = Filled();
        var warehouse = place.District.Warehouse;
        Run(place, Spring);
        var (told, load) = (Told(warehouse.As(Viewer.Operator("test"))), warehouse.NewestLoad);
        Run(place, Spring);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Single(r => r is { Indicator: "chronic-absence", GroupKind: "all" }), Has.Property("Students").EqualTo(60).And.Property("Part").EqualTo(20));
            Assert.That(told.Where(r => r is { Indicator: "chronic-absence", GroupKind: "grade", Shown: PublishedRate.Exact }).Select(r => (r.GroupValue, r.Students, r.Part)), Is.EquivalentTo(((string, long?, long?)[])[("09", 30, 10), ("10", 30, 10)]));
            Assert.That(Told(warehouse.As(Viewer.Operator("test"))), Is.EqualTo(told));
            Assert.That(warehouse.NewestLoad, Is.EqualTo(load), "nothing new was said");
            Assert.That(warehouse.Verify(), Is.Empty);
        }

        Run(place, Spring, AnalysisParts.Growth);
        Assert.That(Told(warehouse.As(Viewer.Operator("test"))), Is.EqualTo(told), "a night without indicators leaves what was published");
    }

    [Test]
    public void Of_a_past_day_stands_what_was_told_then_and_each_month_keeps_its_last_night()
    {
        using var place = Filled();
        Run(place, Winter);
        var then = Told(place.District.Warehouse.As(Viewer.Operator("test")));
        place.Clock.Advance(TimeSpan.FromDays(3));
        place.Reopen();
        var warehouse = place.District.Warehouse;
        warehouse.Load(Of(Update("attendance", [.. Enumerable.Range(1, 60).Where(n => n % 2 == 0).SelectMany(n => SchoolDays(40).Skip(20).Select((day, d) => Absent($"{n:00}", "s", day, line: (100 * n) + d)))])));
        Run(place, Spring);
        long? Part(IReadOnlyList<PublishedRate> told) => told.Single(r => r is { Indicator: "chronic-absence", GroupKind: "all" }).Part;
        var now = Told(warehouse.As(Viewer.Operator("test")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(now.Select(r => r.AsOf).Distinct(), Is.EqualTo((DateOnly[])[Spring]), "the newest night alone");
            Assert.That(Part(now), Is.GreaterThan(Part(then)!.Value));
            Assert.That(Told(warehouse.As(Viewer.Operator("test"), new DateOnly(2026, 3, 2))), Is.EqualTo(then));
            Assert.That(Nights(warehouse), Is.EqualTo((DateOnly[])[Winter, Spring]));
        }

        Run(place, new DateOnly(2026, 3, 3));
        Assert.That(Nights(warehouse), Is.EqualTo((DateOnly[])[Winter, new(2026, 3, 3)]), "of a month its last night");
        warehouse.ForgetNights([Winter]);
        Assert.That(Nights(warehouse), Is.EqualTo((DateOnly[])[new(2026, 3, 3)]), "a night that is thinned out is gone with its rates");
    }

    static IReadOnlyList<DateOnly> Nights(DataWarehouse warehouse) => [.. warehouse.As(Viewer.Operator("test")).Ask(new Query<PublishedRate>("""
        SELECT r.school_year AS SchoolYear, r.as_of_date AS AsOf, r.indicator AS Indicator, r.preset AS Preset, r.about AS About, r.group_kind AS GroupKind, r.group_value AS GroupValue, r.shown AS Shown,
               r.definition_version AS DefinitionVersion
        FROM   published.rate_by_month r
        """)).Select(r => r.AsOf).Distinct().Order()];

    [Test]
    public void Nine_students_are_told_of_nobody()
    {
        using var place = Filled(9);
        Run(place, Spring);
        var told = Told(place.District.Warehouse.As(Viewer.Operator("test")));
        Assert.That(told, Is.Not.Empty.And.All.Matches<PublishedRate>(r => r is { GroupKind: "all", Shown: PublishedRate.Withheld, Students: null, Part: null }));
    }

    [Test]
    public void The_snapshot_holds_them_whole_where_nothing_sensitive_goes_out()
    {
        using var place = Filled();
        Run(place, Spring);
        var made = NightlySnapshot.Make(place.District, "test").Manifest!;
        var view = made.Views.Single(v => v.View == "published.rate");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((view.Rows, view.LeftOut.Count), Is.EqualTo(((long)Told(place.District.Warehouse.As(Viewer.Operator("test"))).Count, 0)));
            Assert.That(view.Columns.Select(c => c.Name), Does.Contain("shown").And.Not.Contain("student_key"));
            Assert.That(made.Views.Select(v => v.View), Does.Contain("published.rate_by_month").And.Not.Contain("seen.staff"));
            Assert.That(NightlySnapshot.Verify(place.District, made.Day), Is.Empty);
        }
    }
}
