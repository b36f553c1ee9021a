using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>What a load would do, counted by kind of record and school before anything is written, with examples of each kind.</summary>
[Parallelizable]
public sealed class ChangesTests
{
    const int Students = 40;

    static StudentArrival[] Roster(string school, params string[] without) =>
        [.. Enumerable.Range(0, Students).Select(i => Student($"{school}-{i:00}", line: (school == "s" ? 100 : 200) + i, school: school)).Where(s => !without.Contains(s.StudentId))];

    static Batch Dry(params BatchFile[] files) => Of(files) with { IsDryRun = true, CountsChanges = true };

    static EntityChanges At(FileResult file, string entity, string? school) => file.Changes.Single(c => c.Entity == entity && c.School == school);

    static IEnumerable<string?> StudentsOf(EntityChanges changes, string kind) => changes.Examples.Where(e => e.Kind == kind).Select(e => e.Student);

    [Test]
    public void New_changed_ended_and_unchanged_are_counted_in_each_of_two_schools_with_the_students_who_make_them()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("orgs", School("s"), School("t", line: 3)), Snapshot("users", [.. Roster("s"), .. Roster("t")])));

        var file = warehouse.Store.Load(Dry(Snapshot("users",
        [
            .. Roster("s", "s-07", "s-30"), Student("s-30", line: 12, school: "s", family: "Renamed"),
            .. Roster("t", "t-09"), Student("t-90", line: 13, school: "t"), Student("t-91", line: 14, school: "t"),
        ]))).Files.Single();

        var (s, t) = (At(file, "student", "s"), At(file, "student", "t"));
        Assert.Multiple(() =>
        {
            Assert.That((s.New, s.Changed, s.Ended, s.Unchanged, s.SchoolName), Is.EqualTo((0, 1, 1, 38, "School s")));
            Assert.That((t.New, t.Changed, t.Ended, t.Unchanged), Is.EqualTo((2, 0, 1, 39)));
            Assert.That(StudentsOf(s, "ended"), Is.EqualTo(new[] { "s-07" }));
            Assert.That(StudentsOf(t, "new"), Is.EqualTo(new[] { "t-90", "t-91" }));
            Assert.That(StudentsOf(t, "ended"), Is.EqualTo(new[] { "t-09" }));
        });
        var renamed = s.Examples.Single(e => e.Kind == "changed");
        Assert.That((renamed.Student, renamed.RosterId, renamed.Fields.Single()), Is.EqualTo(("s-30", "s-30", new FieldChange { Field = "family_name", Old = "Familys-30", New = "Renamed", IsPrivate = true })));
    }

    [Test]
    public void The_schools_add_up_to_what_the_same_load_does_when_it_is_no_dry_run()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("orgs", School("s"), School("t", line: 3)), Snapshot("users", [.. Roster("s"), .. Roster("t")])));
        Arrival[] rows = [.. Roster("s", "s-07"), .. Roster("t", "t-01"), Student("t-01", line: 12, school: "t", family: "Other"), Student("no-school", line: 13), Student("no-school", line: 14)];

        var dry = warehouse.Store.Load(Dry(Snapshot("users", rows))).Files.Single();
        var real = warehouse.Store.Load(Of(Snapshot("users", rows))).Files.Single();

        Assert.Multiple(() =>
        {
            Assert.That(dry.Changes.Sum(c => c.New), Is.EqualTo(real.Added));
            Assert.That(dry.Changes.Sum(c => c.Changed), Is.EqualTo(real.Changed));
            Assert.That(dry.Changes.Sum(c => c.Ended), Is.EqualTo(real.Ended + real.EndedByAbsence).And.EqualTo(1));
            Assert.That(dry.Changes.Sum(c => c.Unchanged), Is.EqualTo(real.Unchanged));
            Assert.That(At(dry, "student", null).New, Is.EqualTo(1), "a student without a school is the district's");
            Assert.That(real.Changes, Is.Empty, "an ordinary load does not count them");
        });
    }

    [Test]
    public void What_names_no_school_goes_by_its_student_also_when_the_same_delivery_brings_her()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("orgs", School("s"), School("t", line: 3)), Update("users", Student("known", number: "0001", school: "s"))));

        var files = warehouse.Store.Load(Dry(
            Update("users", Student("fresh", school: "t")),
            Update("demographics", new DemographicsArrival { Line = 2, StudentId = "0001", Sex = "X" }, new DemographicsArrival { Line = 3, StudentId = "fresh", Sex = "X" }),
            Update("courses", new CourseArrival { Line = 2, CourseId = "c1", Title = "Algebra" }))).Files;

        Assert.Multiple(() =>
        {
            Assert.That(files[1].Changes.Select(c => (c.School, c.New, c.Examples[0].Student, c.Examples[0].RosterId)), Is.EquivalentTo(new (string?, long, string?, string?)[] { ("s", 1, "0001", "known"), ("t", 1, "fresh", null) }));
            Assert.That(files[2].Changes.Single().School, Is.Null);
            Assert.That(files[2].Changes.Single().Examples.Single().Key, Is.EqualTo("c1 (Algebra)"));
        });
    }

    [Test]
    public void What_is_held_says_what_its_release_would_do_and_the_same_number_as_the_hold()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("orgs", School("s"), School("t", line: 3)), Snapshot("users", [.. Roster("s"), .. Roster("t")])));

        var file = warehouse.Store.Load(Of(Snapshot("users", [.. Roster("s").Take(20), Student("s-99", line: 300, school: "s"), .. Roster("t")]))).Files.Single();

        var hold = file.Holds.Single(h => h.SchoolId == "s");
        var (s, t) = (At(file, "student", "s"), At(file, "student", "t"));
        Assert.Multiple(() =>
        {
            Assert.That(s.Ended, Is.EqualTo(hold.WouldEnd).And.EqualTo(20));
            Assert.That((s.New, s.Unchanged, s.Waiting), Is.EqualTo((1, 20, 41)));
            Assert.That((t.Unchanged, t.Ended, t.Waiting), Is.EqualTo((40, 0, 0)));
            Assert.That(StudentsOf(s, "ended").Count(), Is.EqualTo(ChangeExample.Most));
            Assert.That(warehouse.Leader.Ask(new Facts.Query<long>("SELECT COUNT(*) FROM seen.student WHERE is_placeholder = 0", null)).Single(), Is.EqualTo(80), "nothing of it has happened");
        });
    }

    [Test]
    public void A_changed_event_names_its_day_and_what_differs_and_a_delete_counts_as_ended()
    {
        using var warehouse = new TemporaryWarehouse();
        var day = new DateOnly(2025, 9, 8);
        warehouse.Store.Load(Of(Update("orgs", School("s")), Update("users", Student("a", school: "s"), Student("b", line: 3, school: "s")),
            Update("days", Absent("a", "s", day, period: "2"), Absent("b", "s", day, line: 3))));

        var changes = warehouse.Store.Load(Dry(File("days", Merge.Delta, Absent("a", "s", day, excused: true, period: "2"), Absent("b", "s", day, line: 3) with { Ends = true }))).Files.Single().Changes.Single();

        Assert.Multiple(() =>
        {
            Assert.That((changes.Entity, changes.School, changes.Changed, changes.Ended), Is.EqualTo(("attendance", "s", 1, 1)));
            Assert.That(changes.Examples.Select(e => (e.Kind, e.Student, e.Key)), Is.EqualTo(new[] { ("changed", "a", "2025-09-08, period 2"), ("ended", "b", "2025-09-08") }));
            Assert.That(changes.Examples[0].Fields.Single(), Is.EqualTo(new FieldChange { Field = "is_excused", Old = "0", New = "1" }));
        });
    }
}
