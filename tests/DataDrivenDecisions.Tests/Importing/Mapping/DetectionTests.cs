using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Importing.Matching;

namespace DataDrivenDecisions.Tests.Importing.Mapping;

/// <summary>Invented exports of many makes: what is told by itself, what is asked, and that nothing is guessed behind a person's back.</summary>
[Parallelizable]
public sealed class DetectionTests
{
    static readonly string[] FirstColumn = ["Column 1"];
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void Semicolons_a_preamble_of_three_lines_and_codes_are_told()
    {
        var s = Suggest("Riverside Unified\nPrinted on 12 March\n\nPupil No;Site;Abs Date;Code\n" + string.Join('\n', Enumerable.Range(1, 30).Select(i => $"00{100 + i};110;{13 + i % 15}/01/2026;{"ATUQ"[i % 4]}")));

        var code = s.Profile.Fields["code"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((s.Profile.Kind.Name, s.Profile.File.Delimiter, s.Profile.File.LinesBefore, s.Profile.File.HasHeader), Is.EqualTo(("attendance", (char?)';', 3, true)));
            Assert.That(Mapped(s), Is.EqualTo(new[] { ("student", "Pupil No"), ("school", "Site"), ("date", "Abs Date"), ("code", "Code") }));
            Assert.That(s.Profile.Fields["date"].Dates, Is.EqualTo("day-first"), "thirteen is no month");
            Assert.That(code.Codes, Is.EquivalentTo(new Dictionary<string, string> { ["A"] = "absent", ["T"] = "tardy", ["U"] = "absent" }));
            Assert.That(code.OtherCodes, Is.EqualTo("unknown"), "never present");
            Assert.That(s.Notes, Has.One.Contains("Q (7)"));
            Assert.That(s.Profile.Fields["school"].Codes, Is.EquivalentTo(new Dictionary<string, string> { ["110"] = "0110" }), "the zero that the export has eaten");
            Assert.That(s.Profile.Questions, Is.Empty);
        }
    }

    [Test]
    public void A_date_that_can_be_read_two_ways_is_asked_about_in_words_and_the_import_waits_for_the_answer()
    {
        var s = Suggest("Student ID,School,Date,Attendance Code\n101,0110,03/04/2026,A\n102,0110,05/02/2026,T\n103,0120,01/02/2026,A\n");

        var question = s.Profile.Questions.Single();
        Assert.That((question.About, question.Ask), Is.EqualTo(("date", "Is 03/04/2026 in “Date” 3 April or 4 March?")));
        Assert.That(question.Answers, Is.EqualTo(new[] { "day-first", "month-first" }));
        Assert.That(() => new MappedFormat(s.Profile), Throws.TypeOf<ImportRejected>().With.Message.Contains("3 April or 4 March?"));
    }

    [Test]
    public void A_file_without_header_is_told_by_what_its_values_are()
    {
        var s = Suggest(string.Join('\n', Enumerable.Range(1, 30).Select(i => $"{100 + i},0110,2026-01-{1 + i % 28:00},{"ATU"[i % 3]}")), Roster(30));

        Assert.That((s.Profile.File.HasHeader, s.Profile.File.Columns, s.Profile.Kind.Name), Is.EqualTo((false, 4, "attendance")));
        Assert.That(Mapped(s), Is.EqualTo(new[] { ("student", "Column 1"), ("school", "Column 2"), ("date", "Column 3"), ("code", "Column 4") }));
        Assert.That(s.Fields.Where(f => f.Field.Name == "student").Select(f => f.Column), Is.EqualTo(FirstColumn));
        Assert.That(s.Fields[0].Reason, Does.Contain("100% of its values are students of the roster"));
    }

    [Test]
    public void Test_results_ask_for_the_name_of_the_test_and_read_decimal_commas()
    {
        var s = Suggest("Learner Id\tLast Name\tFirst Name\tSubject\tDate Taken\tScaled Score\tPercentile\tPIN\n" + string.Join('\n', Enumerable.Range(1, 30).Select(i => $"{100 + i}\tFam{i}\tGiv{i}\tMath\t2025-09-{1 + i % 28:00}\t{400 + i},5\t{i + 10}\t{i * 7919}")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((s.Profile.Kind.Name, s.Profile.File.Delimiter, s.Profile.HasDecimalComma), Is.EqualTo(("assessments", (char?)'\t', true)));
            Assert.That(Mapped(s), Is.EqualTo(new[] { ("student", "Learner Id"), ("subject", "Subject"), ("test_date", "Date Taken"), ("score", "Scaled Score"), ("percentile", "Percentile") }));
            Assert.That(s.Profile.Questions.Select(q => q.About), Is.EqualTo(new[] { "assessment" }));
        }
    }

    [Test]
    public void A_term_says_what_kind_of_mark_it_is()
    {
        var s = Suggest("StudentNumber|CourseCode|Term|LetterGrade|Pct|SchoolYear\n" + string.Join('\n', Enumerable.Range(1, 30).Select(i => $"{100 + i}|MA{i % 4}|{(i % 2 == 0 ? "Q1" : "S1")}|{"ABCD"[i % 4]}|{60 + i}|2025-26")));

        Assert.That(s.Profile.Kind.Name, Is.EqualTo("marks"));
        Assert.That(s.Profile.Fields["mark_type"].Column, Is.EqualTo("Term"));
        Assert.That(s.Profile.Fields["mark_type"].Codes, Is.EquivalentTo(new Dictionary<string, string> { ["Q1"] = "quarter", ["S1"] = "semester" }));
        Assert.That(s.Profile.Questions, Is.Empty);
    }

    [Test]
    public void Of_a_workbook_the_fullest_sheet_is_taken_and_the_others_are_a_choice()
    {
        object?[] Row(int i) => [(double)(100 + i), $"Family{i}", $"Given{i}", "05", new DateOnly(2014, 1 + i % 12, 3)];
        var book = InventedWorkbook.Of(("Cover", [["Enrollment report"], ["of this week"]]), ("Pupils", [["Student Number", "Surname", "Forename", "Grade", "DOB"], .. Enumerable.Range(1, 20).Select(Row)]));

        var s = MappingSuggester.Suggest(_bench.File("book.xlsx", book), null, Roster(0));

        Assert.That((s.Profile.Kind.Name, s.Profile.File.Sheet), Is.EqualTo(("students", "Pupils")));
        Assert.That(s.Table.Sheets, Is.EqualTo(new[] { "Cover", "Pupils" }));
        Assert.That(Mapped(s), Is.EqualTo(new[] { ("student", "Student Number"), ("family_name", "Surname"), ("given_name", "Forename"), ("grade", "Grade"), ("birth_date", "DOB") }));
        var report = _bench.ImportOne(_bench.File("book.xlsx", book), ImportBench.Options with { Mapping = new MappedFormat(s.Profile) });
        Assert.That((report.File, report.RowsIn, report.Loaded), Is.EqualTo(("book.xlsx!Pupils", 20L, 20L)), report.Refusal);
    }

    [Test]
    public void Ids_whose_zeros_were_eaten_find_their_students()
    {
        using var district = new ImportedDistrict(new DateOnly(2026, 3, 13));
        var roster = string.Join('\n', Enumerable.Range(1, 20).Select(i => $"s-{i},true,school-1,student,u{i},Given,Family{i},000{i + 40}").Prepend("sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier"));
        district.Import(_bench.File("users.csv", roster));
        var file = _bench.File("screener.csv", "No.,Benchmark Status,Test Date,Subject,Score\n" + string.Join('\n', Enumerable.Range(1, 20).Select(i => $"{i + 40},On level,2026-02-{1 + i:00},Reading,{300 + i}")));

        var s = MappingSuggester.Suggest(file, null, RosterLook.Of(district.Warehouse));
        Assert.That((s.Profile.Kind.Name, s.Profile.Fields["student"].Column), Is.EqualTo(("assessments", "No.")), "by its values, whatever it is called");
        var answered = s.Profile with { Fields = new Dictionary<string, FieldMapping>(s.Profile.Fields) { ["assessment"] = new() { Value = "Reading screener" } }, Questions = [] };
        var report = district.Importer.Import([file], ImportBench.Options with { Mapping = new MappedFormat(answered) }).Single();

        Assert.That((report.Loaded, report.Rejected), Is.EqualTo((20L, 0L)));
        Assert.That(report.Warnings, Has.One.Contains("without its leading zeros"));
        Assert.That(district.Ask<long>("SELECT COUNT(DISTINCT a.student_key) FROM seen.assessment a WHERE a.assessment = 'Reading screener'").Single(), Is.EqualTo(20));
    }

    [Test]
    public void Secrets_are_neither_shown_nor_mapped()
    {
        var s = Suggest("Student ID,SSN,Surname,Forename,Note\n101,123-45-6789,Ash,Ann,\n102,223-45-6789,Elm,Bo,call 323-45-6789\n");

        Assert.That(string.Join('\n', s.Table.Raw), Does.Not.Contain("45-6789"));
        Assert.That(s.Table.Parsed.SelectMany(r => r), Has.None.Contains("45-6789"));
        Assert.That(s.Profile.Fields.Values.Select(f => f.Column), Has.None.EqualTo("SSN"));
    }

    MappingSuggestion Suggest(string text, RosterLook? roster = null) => MappingSuggester.Suggest(_bench.File("export.txt", text), null, roster ?? Roster(0));

    static IEnumerable<(string, string)> Mapped(MappingSuggestion s) => s.Profile.Kind.Fields.Where(f => s.Profile.Fields.ContainsKey(f.Name)).Select(f => (f.Name, s.Profile.Fields[f.Name].Column ?? "=" + s.Profile.Fields[f.Name].Value));

    static RosterLook Roster(int students) => new(
        RosterIds.Of([.. Enumerable.Range(1, students).Select(i => new KnownStudent { StudentId = $"s-{i}", StudentNumber = $"{100 + i}" })]),
        [new KnownSchool { SchoolId = "s1", SchoolNumber = "0110", SchoolName = "Maple Elementary" }, new KnownSchool { SchoolId = "s2", SchoolNumber = "0120", SchoolName = "Oak Middle" }],
        new DateOnly(2026, 3, 13));
}
