using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A delivery is compared with what is known where it can meet it, and nothing that it says differently or leaves out is passed over.</summary>
public sealed class MeetingTests
{
    static readonly DateOnly Monday = FirstDay;

    [Test]
    public void A_district_beside_others_adds_its_rows_and_ends_none_of_theirs()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Sent(Absent("a", "s", Monday), Absent("b", "s", Monday, line: 3)));

        var file = warehouse.Store.Load(Sent(Absent("c", "t", Monday), Absent("d", "t", Monday, line: 3))).Files.Single();

        Assert.That((file.Added, file.Unchanged, file.EndedByAbsence), Is.EqualTo((2, 0, 0)));
        Assert.That(Known(warehouse), Is.EqualTo(4));
    }

    [Test]
    public void One_student_of_many_whom_somebody_knows_has_her_rows_compared()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("attendance", [.. Enumerable.Range(0, 400).Select(i => Absent("old" + i, "s", Monday, line: i + 2))])));

        var file = warehouse.Store.Load(Of(Update("attendance",
            [.. Enumerable.Range(0, 400).Select(i => Absent("new" + i, "t", Monday, line: i + 2)), Absent("old7", "s", Monday, line: 500), Absent("old8", "s", Monday, excused: true, line: 501)]))).Files.Single();

        Assert.That((file.Added, file.Unchanged, file.Changed), Is.EqualTo((400, 1, 1)));
        Assert.That(Known(warehouse), Is.EqualTo(800));
    }

    [Test]
    public void Students_new_to_a_known_school_still_end_what_the_replaced_day_no_longer_names()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Sent(Absent("a", "s", Monday), Absent("b", "s", Monday.AddDays(1), line: 3)));

        var file = warehouse.Store.Load(Sent(Absent("c", "s", Monday))).Files.Single();

        Assert.That((file.Added, file.EndedByAbsence), Is.EqualTo((1, 1)));
        Assert.That(Known(warehouse), Is.EqualTo(2));
    }

    [Test]
    public void A_snapshot_of_other_students_ends_what_it_leaves_out()
    {
        using var warehouse = new TemporaryWarehouse(FirstDay);
        SectionEnrollmentArrival In(string student, long line) => new() { Line = line, EnrollmentId = "e" + student, SectionId = "x", StudentId = student };
        Batch Whole(params Arrival[] rows) => Of(Snapshot("enrollments", rows)) with { HoldsReleased = true };
        warehouse.Store.Load(Whole(In("a", 2), In("b", 3)));

        var file = warehouse.Store.Load(Whole(In("c", 2))).Files.Single();

        Assert.That((file.Added, file.EndedByAbsence), Is.EqualTo((1, 2)));
    }

    [Test]
    public void What_a_student_is_told_of_by_another_of_her_ids_meets_what_is_known_of_her()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("students", Student("id-1", number: "1001"))));
        warehouse.Store.Load(Of(Update("attendance", Absent("id-1", "s", Monday))));

        var file = warehouse.Store.Load(Of(Update("attendance", Absent("1001", "s", Monday, excused: true)))).Files.Single();

        Assert.That((file.Added, file.Changed), Is.EqualTo((0, 1)));
    }

    [Test]
    public void Several_kinds_of_row_in_turn_are_each_taken_in_with_their_own_lines()
    {
        using var warehouse = new TemporaryWarehouse();
        Arrival Row(int i) => (i % 3) switch
        {
            0 => Absent("s" + (i % 50), "school", Monday.AddDays(i / 50), line: i + 2),
            1 => Mark("s" + i, "x", line: i + 2),
            _ => Student("s" + i, line: i + 2),
        };

        var file = warehouse.Store.Load(Of(Update("mixed", [.. Enumerable.Range(0, 3_000).Select(Row)]))).Files.Single();

        Assert.That((file.Loaded, file.Rejects.Count), Is.EqualTo((3_000L, 0)));
        using var engine = new DuckDb(warehouse.File, "256MB");
        using var session = engine.Open();
        Assert.That(session.Value<long>("SELECT COUNT(*) FROM wh.mark m JOIN wh.student s ON s.student_key = m.student_key AND s.known_to = m.known_to WHERE s.student_id = CONCAT('s', CAST(m.line - 2 AS VARCHAR))"), Is.EqualTo(1_000));
        Assert.That(session.Value<long>("SELECT COUNT(*) FROM wh.attendance a JOIN wh.student s ON s.student_key = a.student_key AND s.known_to = a.known_to WHERE s.student_id = CONCAT('s', CAST((a.line - 2) % 50 AS VARCHAR))"), Is.EqualTo(1_000));
    }

    static Batch Sent(params Arrival[] rows) => Of(File("attendance", Merge.ReplaceDatesInFile, rows));

    static long Known(TemporaryWarehouse warehouse) => warehouse.Leader.Ask(new Query<Row>("SELECT COUNT(*) AS Count FROM seen.attendance_event")).Single().Count;

    sealed record Row
    {
        public long Count { get; init; }
    }
}
