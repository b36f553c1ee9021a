using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>What becomes of each row of a delivery.</summary>
[Parallelizable]
public sealed class LoadTests(string engine) : OnEachEngine(engine)
{
    sealed record Row
    {
        public int StudentKey { get; init; }
        public string StudentId { get; init; } = "";
        public string? Text { get; init; }
        public long Count { get; init; }
        public bool IsPlaceholder { get; init; }
    }

    static Query<Row> Students => new("SELECT student_key AS StudentKey, student_id AS StudentId, family_name AS Text, is_placeholder AS IsPlaceholder FROM seen.student ORDER BY student_id");

    [Test]
    public void The_same_delivery_twice_changes_nothing()
    {
        using var warehouse = new TemporaryWarehouse();
        Batch Delivery() => Of(Snapshot("orgs", School("s")), Snapshot("users", Student("a", line: 2, school: "s"), Student("b", line: 3, school: "s")), Update("marks", Mark("a", "algebra")));
        var first = warehouse.Store.Load(Delivery());
        var hash = warehouse.Store.Hash();

        var second = warehouse.Store.Load(Delivery());

        Assert.That(first.State, Is.EqualTo(LoadState.Committed));
        Assert.That(second.State, Is.EqualTo(LoadState.Unchanged));
        Assert.That(second.Load, Is.Null);
        Assert.That(second.Files.Sum(f => f.Unchanged), Is.EqualTo(4));
        Assert.That(warehouse.Store.Hash(), Is.EqualTo(hash));
        Assert.That(warehouse.Store.NewestLoad, Is.EqualTo(1));
    }

    [Test]
    public void Two_ids_that_differ_in_case_are_two_students()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("a1"), Student("A1", line: 3), Student(" a1 ", line: 4, family: "Familya1"))));

        Assert.That(warehouse.Leader.Ask(Students).Select(s => s.StudentId), Is.EqualTo(new[] { "A1", "a1" }));
    }

    [Test]
    public void A_mark_of_an_unknown_student_makes_a_placeholder_that_the_roster_fills_in()
    {
        using var warehouse = new TemporaryWarehouse();
        var result = warehouse.Store.Load(Of(Update("marks", Mark("0042137", "algebra"))));
        var mentioned = warehouse.Leader.Ask(Students).Single();

        warehouse.Store.Load(Of(Update("users", Student("mvs-004213", "0042137"))));
        var known = warehouse.Leader.Ask(Students).Single();

        Assert.That(result.Files[0].Placeholders, Is.EqualTo(2));
        Assert.That(result.Files[0].Warnings, Is.Not.Empty);
        Assert.That(mentioned.IsPlaceholder, Is.True);
        Assert.That(known, Is.EqualTo(new Row { StudentKey = mentioned.StudentKey, StudentId = "mvs-004213", Text = "Familymvs-004213" }));
        Assert.That(warehouse.Leader.Ask(new Query<Row>("SELECT student_id AS StudentId FROM seen.mark")).Single().StudentId, Is.EqualTo("mvs-004213"));
    }

    [Test]
    public void A_student_mentioned_by_number_and_by_roster_id_becomes_one_when_the_roster_joins_the_two()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("mvs-1")), Update("marks", Mark("0001", "algebra"), Mark("mvs-1", "art", line: 3))));
        var before = warehouse.Store.Hash();

        warehouse.Store.Load(Of(Update("users", Student("mvs-1", "0001"))));
        Assert.That(warehouse.Leader.Ask(Students).Select(s => s.StudentId), Is.EqualTo(new[] { "mvs-1" }));
        Assert.That(warehouse.Leader.Ask(new Query<Row>("SELECT student_id AS StudentId FROM seen.mark")).Select(m => m.StudentId), Is.EqualTo(new[] { "mvs-1", "mvs-1" }));

        warehouse.Store.UndoImport(2);
        Assert.That(warehouse.Store.Hash(), Is.EqualTo(before));
    }

    [Test]
    public void An_assessment_never_makes_a_student()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("a"))));
        AssessmentArrival Test(string student, long line) => new() { Line = line, StudentId = student, Assessment = "MAP Growth", Subject = "Reading", TestDate = FirstDay, ScorePoints = 200 };

        var file = warehouse.Store.Load(Of(Update("map", Test("a", 2), Test("nobody", 3)) with { NeedsKnownStudents = true })).Files.Single();

        Assert.That(file.Added, Is.EqualTo(1));
        Assert.That(file.Rejects.Select(r => (r.Line, r.Rule)), Is.EqualTo(new[] { (3L, "student-not-on-roster") }));
        Assert.That(warehouse.Leader.Ask(Students), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_reference_that_a_complete_file_contradicts_is_rejected_alone()
    {
        using var warehouse = new TemporaryWarehouse();
        var files = warehouse.Store.Load(Of(Snapshot("users", Student("a")), Update("marks", Mark("a", "algebra"), Mark("gone", "algebra", line: 3)))).Files;

        Assert.That(files[1].Added, Is.EqualTo(1));
        Assert.That(files[1].Rejects.Single().Rule, Is.EqualTo("reference-contradicted"));
    }

    [Test]
    public void Of_rows_that_disagree_all_but_one_are_rejected_and_of_two_that_agree_one_is_a_duplicate()
    {
        using var warehouse = new TemporaryWarehouse();
        var file = warehouse.Store.Load(Of(Update("marks", Mark("a", "x"), Mark("a", "x", line: 3), Mark("a", "x", letter: "F", line: 4)))).Files.Single();

        Assert.That((file.Added, file.Duplicate), Is.EqualTo((1, 1)));
        Assert.That(file.Rejects.Select(r => (r.Line, r.Rule)), Is.EqualTo(new[] { (4L, "conflicting-duplicate") }));
    }

    [Test]
    public void Arrivals_of_one_line_share_its_fate()
    {
        using var warehouse = new TemporaryWarehouse();
        var file = warehouse.Store.Load(Of(Update("users", Student("a"), new GuardianLinkArrival { Line = 2, GuardianId = "g", StudentId = "a" }, Student("a", line: 3, family: "Other"),
            new GuardianLinkArrival { Line = 3, GuardianId = "h", StudentId = "a" }))).Files.Single();

        Assert.That((file.Added, file.Rejects.Count), Is.EqualTo((1, 1)));
        Assert.That(warehouse.Leader.Ask(new Query<Row>("SELECT guardian_id AS Text FROM seen.guardian")).Select(g => g.Text), Is.EqualTo(new[] { "g" }));
    }

    [Test]
    public void A_dry_run_says_what_would_happen_and_writes_nothing()
    {
        using var warehouse = new TemporaryWarehouse();
        var result = warehouse.Store.Load(Of(Update("users", Student("a"))) with { IsDryRun = true });

        Assert.That((result.State, result.Load, result.Files[0].Added), Is.EqualTo((LoadState.DryRun, (long?)null, 1L)));
        Assert.That((warehouse.Store.NewestLoad, warehouse.Leader.Ask(Students).Count), Is.EqualTo((0L, 0)));
    }

    [Test]
    public void Replacing_the_dates_in_a_file_ends_what_those_dates_no_longer_say()
    {
        using var warehouse = new TemporaryWarehouse();
        var monday = FirstDay;
        Batch Sent(params Arrival[] rows) => Of(File("attendance", Merge.ReplaceDatesInFile, rows));
        warehouse.Store.Load(Sent(Absent("a", "s", monday), Absent("b", "s", monday, line: 3), Absent("b", "s", monday.AddDays(1), line: 4), Absent("c", "t", monday, line: 5)));

        var file = warehouse.Store.Load(Sent(Absent("a", "s", monday))).Files.Single();

        Assert.That((file.Unchanged, file.EndedByAbsence), Is.EqualTo((1, 1)));
        Assert.That(warehouse.Leader.Ask(new Query<Row>("SELECT COUNT(*) AS Count FROM seen.attendance_event")).Single().Count, Is.EqualTo(3));
    }

    [Test]
    public void A_delta_ends_what_it_says_has_ended()
    {
        using var warehouse = new TemporaryWarehouse();
        SectionEnrollmentArrival In(string id, bool ends = false) => new() { Line = 2, EnrollmentId = id, SectionId = "x", StudentId = "a", Ends = ends };
        warehouse.Store.Load(Of(Update("enrollments", In("e1"))));

        var file = warehouse.Store.Load(Of(File("enrollments", Merge.Delta, In("e1", ends: true)))).Files.Single();

        Assert.That((file.Ended, file.Loaded), Is.EqualTo((1, 1)));
        Assert.That(warehouse.Leader.Ask(new Query<Row>("SELECT COUNT(*) AS Count FROM seen.section_enrollment")).Single().Count, Is.Zero);
    }
}
