using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing.Reconciling;

namespace DataDrivenDecisions.Tests.Importing.Reconciling;

/// <summary>Worked cases of comparing counts and lists, with rows set down by hand.</summary>
public sealed class ComparisonTests
{
    const int Oak = 1, Elm = 2;
    static readonly DateOnly Day = new(2025, 10, 1);

    static RosterSpell Spell(int student, int school = Oak, string grade = "03", DateOnly? entry = null, DateOnly? exit = null) => new()
    {
        StudentKey = student, StudentId = $"s{student}", StudentNumber = $"00{student}", SchoolKey = school, SchoolId = school == Oak ? "oak" : "elm", SchoolName = school == Oak ? "Oak" : "Elm",
        SchoolYear = 2026, GradeCode = grade, EntryDate = entry ?? new(2025, 8, 25), ExitDate = exit, IsNamed = 1,
    };

    static RosterSight Sight(params RosterSpell[] spells) => new()
    {
        Day = Day, Schools = [School(Oak, "oak", "0110", "Oak"), School(Elm, "elm", "0120", "Elm")], Spells = spells,
        Students = [.. spells.DistinctBy(s => s.StudentKey).Select(s => new SeenStudent { StudentKey = s.StudentKey, StudentId = s.StudentId, StudentNumber = s.StudentNumber })],
    };

    static SeenSchool School(int key, string id, string number, string name) => new() { SchoolKey = key, SchoolId = id, SchoolNumber = number, SchoolName = name };

    static SisRoster Counts(params (int School, string? Grade, int Count)[] counts) => new() { Counts = counts.ToDictionary(c => new CountPlace(c.School, c.Grade), c => c.Count) };

    static SisRoster List(params (string Id, int School, string Grade)[] students) => new() { Students = [.. students.Select((s, i) => new SisStudent(s.Id, s.School, s.Grade, i + 2))] };

    static Cause Only(Reconciliation result) => result.Students.Single().Cause;

    [Test]
    public void Seven_too_many_and_exactly_seven_leave_that_day()
    {
        RosterSpell[] spells = [.. Enumerable.Range(1, 7).Select(i => Spell(i, exit: Day)), .. Enumerable.Range(8, 3).Select(i => Spell(i, entry: Day)), .. Enumerable.Range(20, 30).Select(i => Spell(i))];
        var result = CountComparison.Compare(Sight(spells), Counts((Oak, "03", 33)));
        var best = result.Differences.Single().Explanations[0];
        Assert.That((best.Cause, best.Fit, result.Students.Count), Is.EqualTo((Cause.ExitOnCountDay, Fit.Exact, 7)));
    }

    [Test]
    public void Two_causes_that_only_fit_together_stand_first()
    {
        RosterSpell[] spells = [Spell(1, exit: Day), Spell(2, exit: Day), Spell(3) with { IsPlaceholder = 1 }, Spell(4)];
        var result = CountComparison.Compare(Sight(spells), Counts((Oak, "03", 1)));
        Assert.That(result.Differences.Single().Explanations.Select(e => (e.Cause, e.Fit)), Is.EqualTo(new[] { (Cause.ExitOnCountDay, Fit.Together), (Cause.Placeholder, Fit.Together) }));
        Assert.That(result.Students, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_cause_that_fits_in_other_places_too_goes_before_one_that_fits_once()
    {
        RosterSpell[] spells = [Spell(1, exit: Day) with { IsDerived = 1 }, Spell(2, grade: "04") with { IsDerived = 1 }, Spell(3, Elm) with { IsDerived = 1 }, Spell(4), Spell(5, grade: "04"), Spell(6, Elm)];
        var result = CountComparison.Compare(Sight(spells), Counts((Oak, "03", 1), (Oak, "04", 1), (Elm, "03", 1)));
        Assert.That(result.Differences.Select(d => d.Explanations[0].Cause), Has.All.EqualTo(Cause.DerivedOnly));
    }

    [Test]
    public void Counts_taken_on_another_day_are_told_from_the_day_on_which_they_agree()
    {
        var moved = Day.AddDays(-4);
        RosterSpell[] spells = [.. Enumerable.Range(1, 5).SelectMany(g => Enumerable.Range(0, 4).Select(i => Spell((10 * g) + i, grade: $"0{g}", exit: i == 0 ? moved : null)))];
        var result = CountComparison.Compare(Sight(spells), Counts([.. Enumerable.Range(1, 5).Select(g => (Oak, (string?)$"0{g}", 4))]));
        Assert.That(result.BetterDay, Is.EqualTo((moved, 5)));
    }

    [Test]
    public void A_whole_school_is_compared_over_its_grades()
    {
        var result = CountComparison.Compare(Sight(Spell(1), Spell(2, grade: "04"), Spell(3, grade: "PK")), Counts((Oak, null, 2)));
        Assert.That((result.Differences.Single().Difference, Only(result)), Is.EqualTo((-1, Cause.GradeLeftOut)));
    }

    static IEnumerable<TestCaseData> Lists()
    {
        yield return new TestCaseData(Sight(Spell(1, exit: Day)), List(("x", Oak, "03")), Cause.ExitOnCountDay).SetName("Only_here_with_the_exit_on_the_day");
        yield return new TestCaseData(Sight(Spell(1), Spell(1, Elm), Spell(2)), List(("001", Oak, "03"), ("002", Oak, "03"), ("x", Elm, "03")), Cause.AtTwoSchools).SetName("Only_here_at_a_second_school");
        yield return new TestCaseData(Sight(Spell(1), Spell(2) with { IsPlaceholder = 1 }), List(("001", Oak, "03"), ("x", Oak, "03")), Cause.Placeholder).SetName("Only_here_as_a_placeholder");
        yield return new TestCaseData(Sight(Spell(1), Spell(2, grade: "PK")), List(("001", Oak, "03"), ("x", Oak, "03")), Cause.GradeLeftOut).SetName("Only_here_in_a_grade_left_out");
        yield return new TestCaseData(Sight(Spell(1), Spell(2, Elm)), List(("001", Oak, "03"), ("x", Oak, "03")), Cause.SchoolLeftOut).SetName("Only_here_at_a_school_left_out");
        yield return new TestCaseData(Sight(Spell(1, entry: Day.AddDays(5))), List(("001", Oak, "03")), Cause.EntersLater).SetName("Only_there_before_the_entry");
        yield return new TestCaseData(Sight(Spell(1, exit: Day.AddDays(-1))), List(("001", Oak, "03")), Cause.LeftDayBefore).SetName("Only_there_on_the_day_after_the_last");
        yield return new TestCaseData(Sight(Spell(1, exit: Day.AddDays(-20))), List(("001", Oak, "03")), Cause.LeftEarlier).SetName("Only_there_after_leaving");
        yield return new TestCaseData(Sight(Spell(1, Elm)), List(("001", Oak, "03")), Cause.AtAnotherSchool).SetName("There_at_another_school");
        yield return new TestCaseData(Sight(Spell(1) with { RosterGradeCode = "04" }), List(("001", Oak, "04")), Cause.GradeDiffers).SetName("There_in_the_roster_s_grade");
        yield return new TestCaseData(Sight(Spell(1)), List(("001", Oak, "05")), Cause.AnotherGrade).SetName("There_in_another_grade");
        yield return new TestCaseData(Sight(Spell(2)), List(("002", Oak, "03"), ("unknown", Oak, "03")), Cause.NeverCame).SetName("Only_there_with_an_unknown_id");
    }

    [TestCaseSource(nameof(Lists))]
    public void A_student_of_one_side_has_the_cause(RosterSight sight, SisRoster list, Cause cause) =>
        Assert.That(ListComparison.Compare(sight, list).Students.Where(s => s.StudentId != "x").Select(s => s.Cause), Is.EqualTo(new[] { cause }));

    [Test]
    public void A_rejected_row_and_a_load_that_ended_an_enrollment_are_named()
    {
        var line = new ImportLine(7, "sis.zip!school_enrollment.csv", 12, "date-impossible");
        var sight = Sight(Spell(1)) with
        {
            Rejected = [new RejectedRosterRow(line, new HashSet<string> { "009", "0110", "3" })], Ended = [new EndedSpell(Spell(2), 4, "roster.zip")],
            Students = [new SeenStudent { StudentKey = 1, StudentId = "s1", StudentNumber = "001" }, new SeenStudent { StudentKey = 2, StudentId = "s2", StudentNumber = "002" }],
        };
        var list = ListComparison.Compare(sight, List(("001", Oak, "03"), ("002", Oak, "03"), ("009", Oak, "03")));
        var counts = CountComparison.Compare(sight, Counts((Oak, "03", 3)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(list.Students.Select(s => (s.StudentId, s.Cause, s.At)), Is.EqualTo(new[] { ("009", Cause.RowRejected, line), ("002", Cause.EndedByAbsence, (ImportLine?)null) }));
            Assert.That(counts.Differences.Single().Explanations.Select(e => (e.Cause, e.Fit)), Is.EqualTo(new[] { (Cause.RowRejected, Fit.Together), (Cause.EndedByAbsence, Fit.Together) }));
        }
    }

    [Test]
    public void Ids_whose_leading_zeros_a_spreadsheet_ate_are_found() =>
        Assert.That(ListComparison.Compare(Sight(Spell(1)), List(("1", Oak, "03"))).Students, Is.Empty);

    [Test]
    public void Every_cause_is_named_once_and_says_what_to_do() =>
        Assert.That(Cause.All.Select(c => c.Name).Distinct().Count(c => c.Length > 0), Is.EqualTo(Cause.All.Count(c => c.Advice.EndsWith('.'))));

    [TestCase("school,grade,count\n0110,3,12\nElm,K,4\n", 2, 0)]
    [TestCase("School Name;K;3;Total\nOak;5;12;17\n", 3, 0)]
    [TestCase("student_number\tschool_number\tgrade_level\n001\t110\t3\n", 0, 1)]
    [TestCase("student_id\n001\n002\n", 0, 2)]
    public void Counts_in_rows_or_columns_and_lists_of_ids_are_read(string text, int counts, int students)
    {
        var read = Read(text);
        Assert.That((read.Counts.Count, read.Students.Count), Is.EqualTo((counts, students)));
    }

    [TestCase("name,color\nx,y\n")]
    [TestCase("school,grade,count\nNowhere,3,12\n")]
    [TestCase("school,grade,count\nOak,3,many\n")]
    public void What_cannot_be_compared_is_refused_in_words(string text) =>
        Assert.That(() => Read(text), Throws.TypeOf<DataDrivenDecisions.Importing.ImportRejected>());

    static SisRoster Read(string text) =>
        SisRoster.Of(DataDrivenDecisions.Importing.TableFile.Read("table", () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))), Sight(Spell(1)).Schools);
}
