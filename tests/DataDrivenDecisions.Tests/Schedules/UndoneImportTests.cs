using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>Any of the last ten loads is undone as if it had never come, and what came later stays as it would have been.</summary>
[Parallelizable]
public sealed class UndoneImportTests
{
    const string Header = "student_number,school_number,attendance_date,attendance_code,portion_absent,reason\n";
    TemporaryDistrict _elm = null!;

    [SetUp]
    public void Open() => _elm = new TemporaryDistrict();

    [TearDown]
    public void Close() => _elm.Dispose();

    [Test]
    public void Undoing_the_newest_returns_the_previous_hash_exactly()
    {
        _elm.Import(Attendance("monday", "2026-02-02", "U", 1, 2));
        var before = _elm.Hash;
        var newest = _elm.Import(Attendance("tuesday", "2026-02-02", "E", 1, 2, 3));

        _elm.Undo(newest);

        Assert.That(_elm.Hash, Is.EqualTo(before));
        Assert.That(_elm.Show(newest).State, Is.EqualTo("undone"));
    }

    [Test]
    public void An_older_import_goes_and_the_later_ones_stand_as_if_it_had_never_come()
    {
        _elm.Import(Attendance("one", "2026-02-02", "U", 1, 2));
        var second = _elm.Import(Attendance("two", "2026-02-03", "U", 1, 2, 3), "other");
        var third = _elm.Import(Attendance("three", "2026-02-03", "E", 1), "third");
        var fourth = _elm.Import(Attendance("four", "2026-02-04", "U", 3, 4), "fourth");
        using var without = new TemporaryDistrict();
        without.Import(without.Write("one.csv", Rows("2026-02-02", "U", 1, 2)));
        without.Import(without.Write("three.csv", Rows("2026-02-03", "E", 1)), "third");
        without.Import(without.Write("four.csv", Rows("2026-02-04", "U", 3, 4)), "fourth");

        _elm.Undo(second);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_elm.Hash, Is.EqualTo(without.Hash));
            Assert.That((_elm.Show(third).Load, _elm.Show(fourth).Load), Is.EqualTo((2L, 3L)), "the numbers close up");
            Assert.That(_elm.Show(third).Files.Single().Added, Is.EqualTo(1), "what was changed is new now");
            Assert.That(_elm.District.Warehouse.Verify(), Is.Empty);
        }
    }

    [Test]
    public void What_stands_on_it_is_named_by_file_and_line_before_it_goes()
    {
        var first = _elm.Import(Attendance("one", "2026-02-02", "U", 1, 2));
        _elm.Import(Attendance("two", "2026-02-02", "E", 1, 2), "attendance of the other office");
        Publish();

        var plan = UndoneImport.Plan(_elm.District, _elm.Show(first));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Outlook.Rows.Single(r => r.Entity == "attendance"), Is.EqualTo(new UndoneRows { Entity = "attendance", Added = 2 }));
            Assert.That(plan.Outlook.BuiltOn.Single(b => b.Entity == "attendance").Count, Is.EqualTo(2));
            Assert.That(plan.Outlook.Examples.Where(e => e.Entity == "attendance").Select(e => (e.File, e.Line)), Is.EqualTo(new[] { ("two.csv", 2L), ("two.csv", 3L) }));
            Assert.That(plan.Outlook.Nights, Is.EqualTo(new[] { "night of 2026-03-02" }));
            Assert.That(plan.Again, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void A_few_rows_of_each_import_are_shown_and_all_of_them_written_without_a_name()
    {
        int[] students = [.. Enumerable.Range(1, 25)];
        var first = _elm.Import(Attendance("one", "2026-02-02", "U", students));
        var second = _elm.Import(Attendance("two", "2026-02-02", "E", students), "other");
        _elm.Import(_elm.Write("programs.csv", "student_number,program,begin_date,end_date,detail\n0000001,Tutoring,2026-01-05,,\n0000002,Free lunch,2026-01-05,,\n"), "third");

        var plan = UndoneImport.Plan(_elm.District, _elm.Show(first));
        using var text = new StringWriter();
        StandingRowsFile.Write(text, _elm.District, plan);

        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Outlook.BuiltOn.Where(b => b.Entity is "attendance" or "program").Select(b => (b.Entity, b.Count, plan.Outlook.ExamplesOf(b).Count)), Is.EquivalentTo(new[] { ("attendance", 25L, 3), ("program", 2L, 2) }));
            Assert.That(lines, Has.Length.EqualTo(1 + plan.Outlook.BuiltOn.Sum(b => b.Count)));
            Assert.That(lines[0], Is.EqualTo("import,kind_of_record,file,line,record_id,student_id,what_it_did"));
            Assert.That(lines, Does.Contain($"{second},attendance,two.csv,26,,0000025,named it"));
            Assert.That(lines.Where(l => l.Contains(",program,", StringComparison.Ordinal)).Select(l => l.Split(',')[5]), Is.EqualTo(new[] { "0000001", "" }), "whose lunch is free is told to nobody");
        }
    }

    [Test]
    public void The_same_files_that_came_again_count_in_its_place()
    {
        var first = _elm.Import(Attendance("one", "2026-02-02", "U", 1, 2), "office");
        var again = _elm.Import(Attendance("one", "2026-02-02", "U", 1, 2), "office");
        var hash = _elm.Hash;
        Assert.That(_elm.Show(again).State, Is.EqualTo("unchanged"));
        Assert.That(UndoneImport.Plan(_elm.District, _elm.Show(first)).SameAgain.Select(d => d.Id), Is.EqualTo(new[] { again }));

        _elm.Undo(first);
        Assert.That((_elm.Show(again).State, _elm.Show(again).Load, _elm.Hash), Is.EqualTo(("loaded", (long?)1, hash)));

        _elm.Undo(again);
        Assert.That(_elm.District.Warehouse.NewestLoad, Is.Zero);
    }

    [Test]
    public void Only_the_last_ten_are_undone_and_only_with_the_copies_of_the_later_ones()
    {
        var imports = Enumerable.Range(1, 11).Select(i => _elm.Import(Attendance($"n{i}", $"2026-02-{i:00}", "U", i))).ToList();
        Assert.That(WhyNot(imports[0]), Does.Contain("Only the last 10 loads"));
        Assert.That(WhyNot(imports[1]), Is.Null);

        File.Delete(_elm.Show(imports[5]).ArchivedAs!);

        Assert.That(WhyNot(imports[1]), Does.Contain($"No copy of import {imports[5]}"));
        Assert.That(WhyNot(imports[5]), Is.Null, "its own copy is not needed");
    }

    [Test]
    public void An_undo_that_ended_before_the_history_knew_is_finished_when_the_district_opens()
    {
        var first = _elm.Import(Attendance("one", "2026-02-02", "U", 1, 2));
        var second = _elm.Import(Attendance("two", "2026-02-03", "U", 1), "other");
        _elm.Records.Imports.SetState(first, "undoing:loaded");
        _elm.Reopen();
        Assert.That((_elm.Show(first).State, _elm.Show(first).Load), Is.EqualTo(("loaded", (long?)1)), "nothing had been done");

        _elm.Records.Imports.SetState(first, "undoing:loaded");
        var kept = _elm.Show(second);
        _elm.District.Warehouse.UndoImport(1, warehouse => _elm.District.Importer.Again(kept, warehouse, UndoneImport.At(_elm.District, kept)));
        _elm.Reopen();

        Assert.That((_elm.Show(first).State, _elm.Show(second).State, _elm.Show(second).Load), Is.EqualTo(("undone", "loaded", (long?)1)), "all of it had been done");
    }

    [Test]
    public void An_undo_that_fails_changes_nothing()
    {
        var first = _elm.Import(Attendance("one", "2026-02-02", "U", 1, 2));
        var second = _elm.Import(Attendance("two", "2026-02-03", "U", 1), "other");
        var hash = _elm.Hash;
        File.WriteAllText(_elm.Show(second).ArchivedAs!, "damaged");

        Assert.That(() => _elm.Undo(first), Throws.TypeOf<UndoRefused>().With.Message.Contains($"Undo import {second} first"));

        Assert.That((_elm.Hash, _elm.Show(first).State, _elm.Show(second).Load), Is.EqualTo((hash, "loaded", (long?)2)));
    }

    string? WhyNot(long import) => UndoneImport.WhyNot(_elm.Records, "elm", _elm.Show(import));

    string Attendance(string name, string day, string code, params int[] students) => _elm.Write(name + ".csv", Rows(day, code, students));

    static string Rows(string day, string code, params int[] students) => Header + string.Concat(students.Select(s => $"{s:0000000},0110,{day},{code},1,\n"));

    void Publish() => _elm.District.Warehouse.Publish(new AnalysisNight
    {
        AsOf = new DateOnly(2026, 3, 2), Year = new SchoolYear(2026),
        Indicators = [new IndicatorRow { StudentKey = 1, Year = new SchoolYear(2026), Indicator = "chronic-absence", Preset = "federal", Verdict = "fine", Part = 1, Whole = 10, Reason = "1 of 10", DefinitionVersion = "1" }],
    });
}
