using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;

namespace DataDrivenDecisions.Tests.Importing.Mapping;

/// <summary>A profile reads what it describes and nothing else, and a faulty one says where and what is allowed.</summary>
public sealed class MappingProfileTests
{
    const string Attendance = """
        {
          "version": 1,
          "name": "Riverside absences",
          "kind": "attendance",
          "file": { "delimiter": ";", "linesBefore": 3 },
          "recognizedBy": ["Pupil", "Day", "Cd"],
          "fields": {
            "student": { "column": "Pupil" },
            "school": { "value": "0110" },
            "date": { "column": "Day", "dates": "day-first" },
            "code": { "column": "Cd", "codes": { "A": "absent-excused", "T": "tardy", "U": "absent" }, "otherCodes": "unknown" }
          }
        }
        """;

    const string Export = "Riverside Unified\nAbsences of one week\n\nPupil;Room;Day;Cd\n0042;7;03/04/2026;A\n0043;7;04/03/2026;T\n0044;9;04/03/2026;X\n0045;9;13/13/2026;U\n";
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void A_file_is_read_as_its_profile_says_and_every_row_is_accounted_for()
    {
        var report = _bench.ImportOne(_bench.File("week.txt", Export), ImportBench.Options with { Mapping = Format(Attendance) });

        var rows = _bench.Arrivals.Cast<AttendanceArrival>().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Format, report.RowsIn, report.Loaded, report.Rejected, report.Skipped), Is.EqualTo(("Riverside absences", 4L, 3L, 1L, 3L)), report.Refusal);
            Assert.That(rows.Select(r => r.Day), Is.EqualTo(new[] { new DateOnly(2026, 4, 3), new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 4) }), "the day comes first");
            Assert.That(rows.Select(r => (r.Status, r.IsExcused)), Is.EqualTo(new[] { (AttendanceStatus.Absent, true), (AttendanceStatus.Tardy, false), (AttendanceStatus.Unknown, false) }));
            Assert.That(rows.Select(r => (r.SchoolId, r.Code)), Is.EqualTo(new[] { ("0110", "A"), ("0110", "T"), ("0110", "X") }));
            Assert.That(report.Rejects.Select(r => (r.Line, r.Column, r.Rule)), Is.EqualTo(new[] { (8L, "Day", "date-unreadable") }));
            Assert.That(report.Warnings, Has.One.Contains("the code \"X\"").And.Contains("counts as unknown"));
            Assert.That(report.Warnings, Has.None.Contains("month first"));
        }
    }

    [Test]
    public void A_file_with_another_header_is_refused_and_the_missing_columns_are_named()
    {
        var report = _bench.ImportOne(_bench.File("week.csv", "Pupil;Day;Kind\n1;03/04/2026;A\n"), ImportBench.Options with { Mapping = Format(Attendance) });

        Assert.That(report.State, Is.EqualTo("refused"));
        Assert.That(report.Refusal, Does.Contain("Riverside absences").And.Contain("Cd"));
    }

    [Test]
    public void Codes_may_be_told_to_be_rejected()
    {
        var report = _bench.ImportOne(_bench.File("week.txt", Export), ImportBench.Options with { Mapping = Format(Attendance.Replace("\"otherCodes\": \"unknown\"", "\"otherCodes\": \"reject\"", StringComparison.Ordinal)) });

        Assert.That(report.Rejects.Select(r => (r.Line, r.Column, r.Rule)), Is.EqualTo(new[] { (7L, "Cd", "code-unknown"), (8L, "Day", "date-unreadable") }));
    }

    [Test]
    public void A_file_without_header_is_known_by_its_width_and_by_rows_that_can_be_read()
    {
        const string Profile = """
            {
              "version": 1, "name": "No header", "kind": "assessments",
              "file": { "delimiter": ",", "header": false, "columns": 4 }, "decimal": ",",
              "fields": {
                "student": { "column": "Column 1" }, "assessment": { "value": "Spelling Bee" }, "subject": { "column": "Column 2", "codes": { "R": "Reading" } },
                "test_date": { "column": "Column 3", "dates": "MMddyyyy" }, "score": { "column": "Column 4" }
              }
            }
            """;
        var options = ImportBench.Options with { Mapping = Format(Profile) };

        var report = _bench.ImportOne(_bench.File("bee.csv", "0042,R,03042026,\"87,5\"\n0043,M,3042026,90\n"), options);
        var other = _bench.ImportOne(_bench.File("other.csv", "a,b,c,d\nx,y,z,w\n"), options);

        Assert.That((report.RowsIn, report.Rejected, other.State), Is.EqualTo((2L, 0L, "refused")), report.Refusal);
        report = _bench.ImportOne(_bench.File("bee.csv", "0042,R,03042026,\"87,5\"\n0043,M,3042026,90\n"), options);
        Assert.That(_bench.Arrivals.Cast<AssessmentArrival>().Select(a => (a.Subject, a.TestDate, a.ScorePoints)), Is.EqualTo(new[] { ("Reading", new DateOnly(2026, 3, 4), (decimal?)87.5m), ("M", new DateOnly(2026, 3, 4), 90m) }));
    }

    [Test]
    public void A_saved_mapping_takes_part_after_the_formats_of_the_program_and_two_that_fit_are_asked_about()
    {
        using var folder = new ImportBench();
        var second = Attendance.Replace("Riverside absences", "Lakeside absences", StringComparison.Ordinal);
        foreach (var (profiles, state, format) in new[] { (new[] { Attendance }, "loaded", "Riverside absences"), ([Attendance, second], "refused", null) })
        {
            using var bench = new ImportBench { Mappings = [.. profiles.Select(Format)] };

            var report = bench.ImportOne(bench.File("week.txt", Export));

            Assert.That((report.State, report.Format, report.CanBeMapped), Is.EqualTo((state, format, state == "refused")), report.Refusal);
            if (state == "refused")
                Assert.That((report.Refusal, report.Fits), Is.EqualTo((report.Refusal, new[] { "Riverside absences", "Lakeside absences" })));
        }
    }

    [TestCase("\"delimiter\": \";\"", "\"delimeter\": \";\"", "Line 5", "\"delimeter\"", "encoding, delimiter, sheet, linesBefore, header, columns")]
    [TestCase("\"version\": 1", "\"version\": 2", "Line 2", "\"version\"", "Allowed: 1.")]
    [TestCase("\"kind\": \"attendance\"", "\"kind\": \"attendances\"", "Line 4", "\"kind\"", "schools, students")]
    [TestCase("\"date\": {", "\"dates\": {", "Line 10", "\"dates\"", "student, school, date, code")]
    [TestCase("\"day-first\"", "\"day first\"", "Line 10", "\"dates\"", "month-first, day-first, year-first")]
    [TestCase("\"tardy\"", "\"late\"", "Line 11", "\"T\"", "present, absent, absent-excused")]
    [TestCase("\"otherCodes\": \"unknown\"", "\"otherCodes\": \"present\"", "Line 11", "\"otherCodes\"", "unknown, reject")]
    [TestCase("[\"Pupil\", \"Day\", \"Cd\"]", "[]", "Line 1", "\"recognizedBy\"", "header cells")]
    [TestCase("\"linesBefore\": 3", "\"linesBefore\": -1", "Line 5", "\"linesBefore\"", "from 0 to 1000")]
    [TestCase("\"value\": \"0110\"", "\"value\": 110", "Line 9", "\"value\"", "text in quotes")]
    [TestCase("\"code\": {", "\"code\" {", "Line 11", "no JSON", "comma")]
    [TestCase("\"version\": 1,", "\"version\": 1, \"insteadOf\": \"Weekly attendance\",", "Line 2", "\"insteadOf\"", "Bring in a delivery")]
    [TestCase("\"version\": 1,", "\"version\": 1, \"insteadOf\": \"OneRoster users\",", "Line 2", "\"insteadOf\"", "--profile")]
    [TestCase("\"name\": \"Riverside absences\"", "\"name\": \"Daily attendance\"", "Line 3", "\"name\"", "another name")]
    public void A_faulty_profile_says_which_key_on_which_line_and_what_is_allowed(string part, string instead, string line, string key, string allowed)
    {
        var fault = Assert.Throws<ImportRejected>(() => ProfileFile.Parse("p.json", Attendance.Replace(part, instead, StringComparison.Ordinal)))!;

        Assert.That(fault.Message, Does.Contain(line + ":").And.Contain(key).And.Contain(allowed));
    }

    [Test]
    public void A_profile_with_open_questions_or_without_a_needed_field_reads_nothing_and_says_why()
    {
        var open = Attendance.Replace("\"fields\"", "\"questions\": [{ \"about\": \"date\", \"ask\": \"Is 03/04/2026 3 April or 4 March?\" }], \"fields\"", StringComparison.Ordinal);
        var lacking = Attendance.Replace("\"school\": { \"value\": \"0110\" },", "", StringComparison.Ordinal);

        Assert.That(() => Format(open), Throws.TypeOf<ImportRejected>().With.Message.Contains("Is 03/04/2026 3 April or 4 March?"));
        Assert.That(() => Format(lacking), Throws.TypeOf<ImportRejected>().With.Message.Contains("School (school)"));
    }

    [Test]
    public void What_is_written_reads_back_the_same()
    {
        var text = ProfileText.Of(ProfileFile.Parse("p.json", Attendance));

        Assert.That(ProfileText.Of(ProfileFile.Parse("p.json", text)), Is.EqualTo(text));
    }

    [Test]
    public void Every_kind_of_content_can_be_told_and_its_fields_speak_for_themselves()
    {
        Assert.That(ContentKind.All.Select(k => k.Name), Is.Unique);
        foreach (var kind in ContentKind.All)
            Assert.That(kind.Fields.Select(f => f.Name), Is.Unique, kind.Name);
        var files = Directory.GetFiles(Repository.File("src", "DataDrivenDecisions", "Importing", "Mapping", "Kinds"), "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)!);
        Assert.That(files.Except(["CommonFields"]), Is.EquivalentTo(ContentKind.All.Select(k => k.GetType().Name)));
    }

    [Test]
    public void The_page_about_profiles_lists_every_kind_with_its_fields()
    {
        var page = File.ReadAllText(Repository.File("docs", "mapping-profiles.md"));

        foreach (var kind in ContentKind.All)
            Assert.That(page, Does.Contain($"| `{kind.Name}` | {kind.OneRowIs} | {string.Join(", ", kind.Fields.Select(f => f.IsRequired ? $"**{f.Name}**" : f.Name))} |"), kind.Name);
    }

    static MappedFormat Format(string profile) => new(ProfileFile.Parse("p.json", profile));
}
