using System.Globalization;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Attendance rows whose words are kept once for all of them say what they said.</summary>
[Parallelizable]
public sealed class AttendanceKindsTests
{
    const string Columns = "student_key, school_key, school_date, school_year, period, section_key, code, status, portion_absent, is_excused, is_suspension, reason, is_full_record, known_from, known_to, file_number, line";

    [Test]
    public void A_warehouse_of_before_says_the_same_after_the_upgrade() => EarlierWarehouse.SaysTheSameOnceUpgraded("attendance-kinds", "wh.attendance", Columns, i => $"""
        {i % 7}, 1, DATE '2026-01-05' + {i / 7}, 2026, '{(i % 3 == 0 ? "" : "P" + (i % 3))}', 0, {(i % 11 == 0 ? "NULL" : $"'{"UET"[i % 3]}'")}, '{(i % 2 == 0 ? "absent" : "tardy")}', {i % 5 / 4.0}, {i % 2}, 0,
        {(i % 13 == 0 ? "'ill'" : "NULL")}, 0, 1, {(i % 4 == 0 ? 2 : long.MaxValue)}, 1, {i + 2}
        """);

    [Test]
    public void A_second_load_uses_the_kinds_of_the_first_and_an_undo_leaves_what_stood_before_it()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("attendance", Row("s1", 5, "U", 2), Row("s2", 5, "U", 3), Row("s1", 6, "P", 4))));
        var hash = warehouse.Store.Hash();

        var second = warehouse.Store.Load(Of(Update("attendance", Row("s3", 5, "U", 2), Row("s3", 6, "P", 3), Row("s3", 7, "E", 4))));

        Assert.That(second.Files[0].Added, Is.EqualTo(3));
        Assert.That(Said(warehouse), Is.EqualTo(["s1 5 U", "s1 6 P", "s2 5 U", "s3 5 U", "s3 6 P", "s3 7 E"]));
        warehouse.Store.UndoImport(2);
        Assert.That(warehouse.Store.Hash(), Is.EqualTo(hash));
        Assert.That(warehouse.Store.Verify(), Is.Empty);
    }

    [Test]
    public void A_row_that_comes_again_with_another_code_has_changed_and_one_with_the_same_has_not()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("attendance", Row("s1", 5, "U", 2), Row("s2", 5, "U", 3), Row("s1", 5, "U", 4, period: "P2"))));

        var file = warehouse.Store.Load(Of(Update("attendance", Row("s1", 5, "E", 2), Row("s2", 5, "U", 3)))).Files.Single();

        Assert.That((file.Changed, file.Unchanged, file.Added), Is.EqualTo((1L, 1L, 0L)));
        Assert.That(Said(warehouse), Is.EqualTo(["s1 5 E", "s1 5 U", "s2 5 U"]), "the row about the other period stands");
    }

    [Test]
    public void Spaces_around_a_period_make_no_other_row_of_it()
    {
        using var warehouse = new TemporaryWarehouse();

        var file = warehouse.Store.Load(Of(Update("attendance", Row("s1", 5, "U", 2, period: "P2"), Row("s1", 5, "U", 3, period: " P2 ")))).Files.Single();

        Assert.That((file.Added, file.Duplicate), Is.EqualTo((1L, 1L)));
    }

    static AttendanceArrival Row(string student, int day, string code, long line, string? period = null) =>
        Absent(student, "north", new DateOnly(2026, 1, day), line: line, period: period) with { Code = code, IsExcused = code == "E" };

    static IReadOnlyList<string> Said(TemporaryWarehouse warehouse) => warehouse.Leader.Ask(new Query<string>(
        "SELECT CONCAT(student_id, ' ', CAST(DAY(school_date) AS VARCHAR), ' ', code) FROM seen.attendance_event ORDER BY 1"));
}
