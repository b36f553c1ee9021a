using CsCheck;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Nothing stored is overwritten: loads can be undone, looked back at, held, and every row of them is accounted for.</summary>
[Parallelizable]
public sealed class HistoryTests(string engine) : OnEachEngine(engine)
{
    sealed record Row
    {
        public string? Text { get; init; }
        public long Count { get; init; }
    }

    static Query<Row> Letters => new("SELECT letter_mark AS Text FROM seen.mark ORDER BY student_id");

    [Test]
    public void Undoing_the_newest_import_brings_back_exactly_what_was_known()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("calendar", [.. Days("s", 5)]), Update("enrollment", Enrolled("a", "s")), Update("marks", Mark("a", "x"), Mark("b", "x", line: 3))));
        var hash = warehouse.Store.Hash();
        var months = warehouse.Leader.Ask(new Query<Row>("SELECT SUM(absent_days) AS Count FROM seen.attendance_month")).Single().Count;
        warehouse.Store.Load(Of(Update("marks", Mark("a", "x", letter: "F"), Mark("new", "x", line: 3)), Update("attendance", Absent("a", "s", FirstDay))));
        Assert.That(warehouse.Store.Hash(), Is.Not.EqualTo(hash));

        warehouse.Store.UndoImport(2);

        Assert.That(warehouse.Store.Hash(), Is.EqualTo(hash));
        Assert.That(warehouse.Leader.Ask(new Query<Row>("SELECT SUM(absent_days) AS Count FROM seen.attendance_month")).Single().Count, Is.EqualTo(months));
        Assert.That(warehouse.Store.Verify(), Is.Empty);
    }

    [Test]
    public void What_was_known_at_an_earlier_load_can_be_asked_for()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("marks", Mark("a", "x"))));
        warehouse.Store.Load(Of(Update("marks", Mark("a", "x", letter: "F"), Mark("b", "x", line: 3))));

        var leader = Viewer.Nightly("test");
        Assert.That(warehouse.Store.As(leader, asOfLoad: 1).Ask(Letters).Select(m => m.Text), Is.EqualTo(new[] { "B" }));
        Assert.That(warehouse.Store.As(leader).Ask(Letters).Select(m => m.Text), Is.EqualTo(new[] { "F", "B" }));
    }

    static Batch Roster(int kept, int of, int otherSchool, bool released = false)
    {
        var students = Enumerable.Range(0, kept).Select(i => Student($"a{i}", line: 2 + i, school: "s"))
            .Concat(Enumerable.Range(0, otherSchool).Select(i => Student($"b{i}", line: 2 + of + i, school: "t", family: kept == of ? null : "Changed")));
        return Of(Update("orgs", School("s"), School("t", line: 3)), Snapshot("users", [.. students])) with { HoldsReleased = released };
    }

    [TestCase(10, 9, false, TestName = "A_snapshot_that_ends_exactly_a_tenth_of_a_school_loads")]
    [TestCase(10, 8, true, TestName = "A_snapshot_that_ends_more_than_a_tenth_of_a_school_is_held_there")]
    public void Holding_by_school(int known, int kept, bool isHeld)
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Roster(known, known, otherSchool: 40));

        var result = warehouse.Store.Load(Roster(kept, known, otherSchool: 40));
        var users = result.Files[1];

        Assert.That(result.State, Is.EqualTo(isHeld ? LoadState.Held : LoadState.Committed));
        Assert.That(users.Changed, Is.EqualTo(40), "the other school's rows load");
        Assert.That(users.Held, Is.EqualTo(isHeld ? kept : 0));
        Assert.That(users.EndedByAbsence, Is.EqualTo(isHeld ? 0 : known - kept));
        if (isHeld)
        {
            Assert.That(users.Holds.Single(), Is.EqualTo(new Hold { Entity = "student", SchoolId = "s", WouldEnd = known - kept, Known = known }));
            var released = warehouse.Store.Load(Roster(kept, known, otherSchool: 40, released: true));
            Assert.That((released.State, released.Files[1].EndedByAbsence), Is.EqualTo((LoadState.Committed, (long)(known - kept))));
        }
    }

    [TestCase(95, false, TestName = "A_snapshot_that_ends_exactly_a_twentieth_of_the_district_loads")]
    [TestCase(94, true, TestName = "A_snapshot_that_ends_more_than_a_twentieth_of_the_district_is_held_whole")]
    public void Holding_by_file(int kept, bool isHeld)
    {
        using var warehouse = new TemporaryWarehouse();
        Batch Staff(int count) => Of(Snapshot("staff", [.. Enumerable.Range(0, count).Select(i => new StaffArrival { Line = 2 + i, StaffId = "t" + i, FamilyName = count == 100 ? "A" : "B" })]));
        warehouse.Store.Load(Staff(100));

        var result = warehouse.Store.Load(Staff(kept));

        Assert.That(result.State, Is.EqualTo(isHeld ? LoadState.Held : LoadState.Committed));
        Assert.That((result.Files[0].Held, result.Files[0].Changed), Is.EqualTo(isHeld ? (94, 0) : (0L, 95L)));
    }

    [Test]
    public void A_student_whom_the_roster_no_longer_names_keeps_her_history()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Snapshot("users", [.. Enumerable.Range(0, 40).Select(i => Student("a" + i, line: 2 + i))]), Update("marks", Mark("a0", "x"))));
        warehouse.Store.Load(Of(Snapshot("users", [.. Enumerable.Range(1, 39).Select(i => Student("a" + i, line: 2 + i))])));

        Assert.That(warehouse.Leader.Ask(Letters), Has.Count.EqualTo(1));
        Assert.That(warehouse.Leader.Ask(new Query<Row>("SELECT COUNT(*) AS Count FROM seen.student WHERE is_enrolled = 0 AND student_id = 'a0'")).Single().Count, Is.EqualTo(1));
    }

    [Test]
    public void Students_who_left_before_today_are_not_held_when_the_roster_drops_them()
    {
        using var warehouse = new TemporaryWarehouse();
        Arrival[] all = [.. Enumerable.Range(0, 20).Select(i => Student("a" + i, line: 2 + i, school: "s"))];
        warehouse.Store.Load(Of(Snapshot("users", all), Update("enrollment", [.. Enumerable.Range(0, 20).Select(i =>
            Enrolled("a" + i, "s", exit: i < 8 ? new DateOnly(2025, 12, 1) : null, line: 2 + i))])));

        var users = warehouse.Store.Load(Of(Snapshot("users", all[8..]))).Files.Single();

        Assert.That((users.Holds.Count, users.EndedByAbsence, users.Unchanged), Is.EqualTo((0, 0, 12)));
    }

    [Test]
    public void Every_line_of_any_delivery_has_exactly_one_fate()
    {
        using var warehouse = new TemporaryWarehouse();
        var row = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool);
        Gen.Select(row.Array[0, 30], Gen.Enum<Merge>(), Gen.Bool).Sample((rows, merge, released) =>
        {
            Arrival[] arrivals = [.. rows.Select((r, i) => AnyArrival(r.Item1, r.Item2, r.Item3, r.Item4, r.Item5 && merge == Merge.Delta, line: 2 + (i / 2)))];
            var file = warehouse.Store.Load(Of(File("any", merge, arrivals)) with { HoldsReleased = released }).Files.Single();
            var rejected = file.Rejects.Select(r => r.Line).Distinct().Count();
            return file.Loaded + file.Unchanged + file.Duplicate + file.Held + rejected == arrivals.Select(a => a.Line).Distinct().Count();
        }, iter: 12, seed: "0000KOIPrAh2", threads: 1);
        Assert.That(warehouse.Store.Verify(), Is.Empty);
    }

    static Arrival AnyArrival(int kind, int student, int school, int value, bool ends, long line) => kind switch
    {
        0 => Student("a" + student, value == 0 ? null : "n" + student, line, "s" + school, "F" + value) with { Ends = ends },
        1 => School("s" + school, "n" + school, line) with { Ends = ends },
        2 => Mark("a" + student, "x" + school, "Q" + value, line: line) with { Ends = ends },
        3 => Absent("n" + student, "s" + school, FirstDay.AddDays(value), line: line),
        4 => Enrolled("a" + student, "n" + school, FirstDay.AddDays(value), line: line) with { Ends = ends },
        5 => new ProgramArrival { Line = line, StudentId = "n" + student, Program = "IEP", BeginDate = value == 0 ? null : FirstDay, Sensitivity = "disability" },
        _ => new SectionEnrollmentArrival { Line = line, EnrollmentId = "e" + value, SectionId = "x" + school, StudentId = "a" + student, Ends = ends },
    };

    [Test]
    public void A_night_published_again_replaces_what_it_said()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("a"))));
        AnalysisNight Night(string verdict) => new()
        {
            AsOf = FirstDay, Year = Year,
            Indicators = [new IndicatorRow { StudentKey = 1, Year = Year, Indicator = "chronic-absence", Preset = "federal", Verdict = verdict, Part = 1, Whole = 10, Reason = "1 of 10", DefinitionVersion = "1" }],
            Risks = [new RiskRow { StudentKey = 1, Year = Year, Model = "rest-of-year", Probability = new Probability(0.123456789), ReasonsJson = "[]", ModelVersion = "1" }],
        };

        Assert.That(warehouse.Store.Publish(Night("concern")), Is.EqualTo(2));
        Assert.That(warehouse.Store.Publish(Night("concern")), Is.Null);
        Assert.That(warehouse.Store.Publish(Night("fine")), Is.EqualTo(3));
        Assert.That(warehouse.Leader.Ask(new Query<Row>("SELECT verdict AS Text FROM seen.indicator")).Select(r => r.Text), Is.EqualTo(new[] { "fine" }));
        Assert.That(warehouse.Leader.Ask(new Query<Risk>("SELECT probability AS Probability FROM seen.risk")).Single().Probability, Is.EqualTo(new Probability(0.123456789)));
    }

    sealed record Risk
    {
        public Probability Probability { get; init; }
    }
}
