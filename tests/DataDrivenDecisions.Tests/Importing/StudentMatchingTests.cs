using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Matching;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>A vendor's file finds its students by whichever id the roster knows, says how, and makes nobody.</summary>
[Parallelizable]
public sealed class StudentMatchingTests
{
    const int Students = 40;
    readonly string _folder = Directory.CreateTempSubdirectory("ddd-matching-").FullName;
    ImportedDistrict _district = null!;

    [OneTimeSetUp]
    public void Roster()
    {
        _district = new ImportedDistrict();
        var rows = Enumerable.Range(1, Students).Select(i => $"s-{i},true,school-1,student,u{i},{Given(i)},{Family(i)},{Number(i)}");
        var roster = Write("users.csv", ["sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier", .. rows]);
        Assert.That(_district.Import(roster).Single().Loaded, Is.EqualTo(Students));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _district.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("s-{0}", "", "the roster's id", TestName = "Ids_of_the_roster_in_the_expected_column_are_told")]
    [TestCase("{1}", "", "the student number", TestName = "Student_numbers_in_the_expected_column_are_told")]
    public void Expected(string local, string state, string kind)
    {
        var report = Import(local, state, month: kind.Length % 2 == 0 ? 4 : 5);

        Assert.That(report.Loaded, Is.EqualTo(Students));
        Assert.That(report.Matching.Single(p => p.Column.StartsWith("ID_Local", StringComparison.Ordinal) && p.Kind == kind).Matched, Is.EqualTo(Students));
        Assert.That(report.Warnings, Has.One.Contains($"as {kind}: 40 of 40 ids (100.0%)"));
    }

    [Test]
    public void The_column_that_the_roster_knows_wins_over_the_one_that_it_does_not()
    {
        var report = Import("v{0}", "{1}", month: 6);

        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((Students, 0)));
        Assert.That(report.Warnings, Has.One.Contains("ID_StateAssign as the student number: 40 of 40 ids (100.0%)"));
        Assert.That(Scored(6), Is.EqualTo(Students));
    }

    [Test]
    public void Numbers_whose_leading_zeros_were_eaten_find_their_students()
    {
        var report = Import("{2}", "", month: 7);

        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((Students, 0)));
        Assert.That(report.Warnings, Has.One.Contains("without its leading zeros"));
        Assert.That(Scored(7), Is.EqualTo(Students));
    }

    [Test]
    public void A_file_of_strangers_makes_nobody_and_says_what_was_tried()
    {
        var before = _district.Count("student");

        var report = Import("x{0}", "y{0}", month: 8);

        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((0, Students)));
        Assert.That(report.Rejects.Select(r => r.Rule), Is.All.EqualTo("student-not-on-roster"));
        Assert.That(report.Warnings, Has.One.Contains("No column of the file names students that the roster knows"));
        Assert.That(_district.Count("student"), Is.EqualTo(before));
    }

    [Test]
    public void A_few_chance_meetings_in_another_column_are_not_believed()
    {
        // Three of forty numbers of the second column happen to be student numbers here.
        var roster = RosterIds.Of([.. Enumerable.Range(1, Students).Select(i => new KnownStudent { StudentId = $"s-{i}", StudentNumber = Number(i) })]);
        string[] strangers = [.. Enumerable.Range(100, Students).Select(i => $"x{i}")];
        string[] chance = [.. Enumerable.Range(1, 3).Select(Number), .. Enumerable.Range(900, Students - 3).Select(i => i.ToString(CultureInfo.InvariantCulture))];

        var matching = StudentMatching.Of([("Local", strangers), ("Vendor", chance)], roster);

        Assert.That(matching.Column, Is.Null);
        Assert.That(matching.Meant("Vendor", Number(1), out _), Is.EqualTo(Number(1)), "left as it is");
        Assert.That(matching.Pairs, Has.Count.EqualTo(2 * roster.Kinds.Count));
    }

    [Test]
    public void Two_students_whose_numbers_differ_only_in_zeros_are_never_told_apart_by_guess()
    {
        var roster = RosterIds.Of([new() { StudentId = "a", StudentNumber = "0042" }, new() { StudentId = "b", StudentNumber = "42" }, new() { StudentId = "c", StudentNumber = "0007" }]);

        var matching = StudentMatching.Of([("Number", ["00042", "7"])], roster);

        Assert.That(matching.Meant("Number", "00042", out _), Is.EqualTo("00042"));
        Assert.That(matching.Meant("Number", "7", out _), Is.EqualTo("c"));
    }

    [Test]
    public void Names_decide_between_columns_that_carry_the_file_alike()
    {
        // Every id of the first column is another student's number.
        var report = ImportDiagnostic("decide", i => $"{Number(i % Students + 1)},{Number(i)},{Family(i)},{Given(i)}");

        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((Students, 0)));
        Assert.That(report.Warnings, Has.One.Contains("The ids of Student ID are known to the roster, but the names beside them are those of other students: of 40 that could be compared, 0 are alike."));
        Assert.That(_district.Ask<string>("SELECT t.family_name || ' ' || CAST(CAST(a.score_points AS INTEGER) AS VARCHAR) FROM seen.assessment a JOIN seen.student t ON t.student_key = a.student_key WHERE t.student_id = 's-7' AND a.test_date = DATE '2024-09-16'"),
            Is.EqualTo(new[] { Family(7) + " 507" }));
    }

    [Test]
    public void Ids_that_meet_the_roster_by_chance_bring_nothing_where_the_names_contradict_them()
    {
        var before = _district.Count("assessment");

        var report = ImportDiagnostic("chance", i => $"{Number(i)},x{i},{Family((i + 10) % Students + 1)},{Given((i + 10) % Students + 1)}");

        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((0, Students)));
        Assert.That(report.Rejects.Select(r => r.Rule), Is.All.EqualTo("student-names-contradict"));
        Assert.That(_district.Count("assessment"), Is.EqualTo(before));
    }

    [Test]
    public void A_roster_whose_names_are_quite_others_is_told_and_costs_no_score()
    {
        var report = ImportDiagnostic("invented names", i => $"{Number(i)},x{i},{Family(i + Students)},Other");

        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((Students, 0)));
        Assert.That(report.Warnings, Has.One.Contains("of 40 that could be compared, 0 are alike. Look whether the ids mean them"));
    }

    [Test]
    public void A_few_changed_names_do_not_speak_against_a_file()
    {
        var report = ImportDiagnostic("married", i => $"{Number(i)},,{(i % 4 == 0 ? "Married" : Family(i))},{(i % 4 == 0 ? "Else" : Given(i))}");

        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((Students, 0)));
    }

    /// <summary>An i-Ready file with an id, a state's id and the names, as the rows say them.</summary>
    ImportReport ImportDiagnostic(string name, Func<int, string> row) => _district.Import(Write($"iready-{name}.csv",
        ["Student ID,Student State ID,Last Name,First Name,Student Grade,Academic Year,School,Subject,Completion Date,Overall Scale Score,Overall Placement",
         .. Enumerable.Range(1, Students).Select(i => $"{row(i)},5,2024-2025,North,Reading,09/{name.Length + 9}/2024,{500 + i},Grade 5")])).Single();

    // Names of which no two are a slip of the pen apart.
    static string Family(int i) => FormattableString.Invariant($"{(char)('A' + i / 10)}{(char)('a' + i / 10)}{(char)('a' + i % 10)}{(char)('k' + i % 10)}on");

    static string Given(int i) => Family(i + 2 * Students);

    static string Number(int i) => (i * 7).ToString("000000", CultureInfo.InvariantCulture);

    long Scored(int month) => _district.Ask<long>($"SELECT COUNT(DISTINCT a.student_key) FROM seen.assessment a WHERE a.assessment = 'ACT' AND MONTH(a.test_date) = {month}").Single();

    /// <summary>An ACT file: {0} stands for the student's running number, {1} for her student number, {2} for the number as a spreadsheet would write it.</summary>
    ImportReport Import(string local, string state, int month)
    {
        string Id(string pattern, int i) => string.Format(CultureInfo.InvariantCulture, pattern, i, Number(i), i * 7);
        var rows = Enumerable.Range(1, Students).Select(i => $"{Id(local, i)},{Id(state, i)},{month:00}2025,{20 + i % 10},21,22,23");
        return _district.Import(Write($"act-{month}.csv", ["ID_Local,ID_StateAssign,Test_Dte,Composite,Eng,Mth,Rdg", .. rows])).Single();
    }

    string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
