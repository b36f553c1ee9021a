using System.IO.Compression;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reading;
using static DataDrivenDecisions.Tests.Importing.InventedWorkbook;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Workbooks, XML, JSON and fixed positions come in by the same rules as CSV: every row loaded or rejected with its reason, nothing that blows up.</summary>
public sealed class DoorTests
{
    static readonly object?[] CalendarHeader = ["school_number", "calendar_date", "day_type"];
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void A_sheet_is_read_with_its_leading_zeros_its_dates_and_its_computed_values()
    {
        var path = _bench.File("book.xlsx", Of(("Days",
        [
            ["Calendar of Maple Valley"],
            CalendarHeader,
            ["0110", new DateOnly(2026, 9, 1), "Holiday"],
            [new SevenDigits(110), "2026-09-02", "Instructional day"],
            [],
            [110.0, new Formula("A1+1", "46268"), "Holiday"],
            ["0110", "not a day", "Holiday"],
        ])));

        var report = _bench.ImportOne(path);
        var days = _bench.Arrivals.OfType<CalendarDayArrival>().ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.File, report.Format, report.RowsIn, report.Skipped), Is.EqualTo(("book.xlsx!Days", "School calendar", 4L, 2L)), report.Refusal);
            Assert.That(days.Select(d => (d.SchoolId, d.Day)), Is.EqualTo(new[] { ("0110", new DateOnly(2026, 9, 1)), ("0000110", new DateOnly(2026, 9, 2)) }));
            Assert.That(report.Rejects.Select(r => (r.Line, r.Column, r.Rule)), Is.EqualTo(new[] { (6L, "calendar_date", "date-unreadable"), (7L, "calendar_date", "date-unreadable") }));
            Assert.That(report.Rejects[1].OriginalLine, Is.EqualTo("0110,not a day,Holiday"));
        }
    }

    [Test]
    public void Each_known_sheet_is_a_file_and_the_others_are_named()
    {
        var path = _bench.File("book.xlsx", Of(
            ("Notes", [["Read me"], ["Nothing to see"]]),
            ("Days", [CalendarHeader, ["0110", "2026-09-01", "Holiday"]]),
            ("Blank", []),
            ("Sent", [["school_number", "attendance_date", "submitted_at"], ["0110", "2026-09-01", null]])));

        var reports = _bench.Import(path);

        Assert.That(reports.Select(r => (r.File, r.Format, r.Loaded)), Is.EqualTo(new[] { ("book.xlsx!Days", "School calendar", 1L), ("book.xlsx!Sent", "Attendance submitted", 1L) }));
        Assert.That(reports.SelectMany(r => r.Warnings), Has.One.StartsWith("book.xlsx!Notes was not read"));
    }

    [Test]
    public void A_strange_sheet_is_kept_beside_the_copy_without_its_secrets()
    {
        var path = _bench.File("book.xlsx", Of(("Notes", [["who", "password"], ["Ann", "hunter2"]]), ("Days", [CalendarHeader, ["0110", "2026-09-01", "Holiday"]])));
        var archive = Path.Combine(_bench.Folder, "archive");

        _bench.ImportOne(path, ImportBench.Options with { Archive = archive });

        using var zip = ZipFile.OpenRead(Directory.GetFiles(archive, "*-unread-*.zip").Single());
        using var text = new StreamReader(zip.GetEntry("book.xlsx/Notes.csv")!.Open());
        Assert.That(text.ReadToEnd(), Is.EqualTo("who,password\nAnn,\n"));
    }

    [Test]
    public void A_workbook_inside_a_zip_is_read()
    {
        var zip = Path.Combine(_bench.Folder, "delivery.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("book.xlsx").Open())
            entry.Write(Of(("Days", [CalendarHeader, ["0110", "2026-09-01", "Holiday"]])));

        var report = _bench.ImportOne(zip);

        Assert.That((report.File, report.State, report.Loaded), Is.EqualTo(("delivery.zip!book.xlsx!Days", "loaded", 1L)), report.Refusal);
    }

    [Test]
    public void Locked_old_damaged_and_swollen_workbooks_are_refused_in_words()
    {
        byte[] whole = Of(("Days", [CalendarHeader, ["0110", "2026-09-01", "Holiday"]]));
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]];
        using var narrow = new ImportBench { Limits = ImportLimits.Default with { WorkbookBytes = 1000 } };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bench.ImportOne(_bench.File("old.xlsx", old)).Refusal, Does.StartWith("The workbook is locked with a password or of the old .xls kind."));
            Assert.That(_bench.ImportOne(_bench.File("half.xlsx", whole[..(whole.Length / 2)])).Refusal, Does.StartWith("The workbook is damaged."));
            Assert.That(narrow.ImportOne(narrow.File("large.xlsx", whole)).Refusal, Does.Contain("unpacks to more than 1,000 bytes"));
        }
    }

    [Test]
    public void Elements_of_an_XML_are_rows_whatever_their_namespace()
    {
        var path = _bench.File("days.xml", """
            <?xml version="1.0" encoding="UTF-8"?>
            <InterchangeDays xmlns="http://example.org/days">
              <!-- one school -->
              <Day><school_number>0110</school_number><calendar_date>2026-09-01</calendar_date><day_type>Holiday</day_type></Day>
              <Day><school_number>0110</school_number>
                   <calendar_date>2026-13-01</calendar_date><day_type>Holiday</day_type></Day>
              <Sent><school_number>0110</school_number><attendance_date>2026-09-01</attendance_date><submitted_at/></Sent>
              <Location><Room>12</Room></Location>
            </InterchangeDays>
            """);

        var reports = _bench.Import(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => (r.File, r.RowsIn, r.Loaded)), Is.EqualTo(new[] { ("days.xml!Day", 2L, 1L), ("days.xml!Sent", 1L, 1L) }));
            Assert.That(reports[0].Rejects.Select(r => (r.Line, r.OriginalLine)), Is.EqualTo(new[]
            {
                (5L, (string?)"<Day><school_number>0110</school_number><calendar_date>2026-13-01</calendar_date><day_type>Holiday</day_type></Day>"),
            }));
            Assert.That(reports[0].Warnings, Has.One.StartsWith("days.xml!Location was not read"));
        }
    }

    [Test]
    public void Records_on_one_line_are_counted_one_by_one()
    {
        var report = _bench.ImportText("<d><Day><school_number>1</school_number><calendar_date>x</calendar_date><day_type>Holiday</day_type></Day><Day><school_number>2</school_number><calendar_date>2026-09-01</calendar_date><day_type>Holiday</day_type></Day></d>", "one.xml");

        Assert.That((report.RowsIn, report.Loaded, report.Rejects.Single().Line), Is.EqualTo((2L, 1L, 1L)));
    }

    [TestCase("""<?xml version="1.0"?><!-- a --><!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d><Day><x>&b;</x></Day></d>""", "The XML brings a document type (DOCTYPE)", TestName = "An_XML_with_a_document_type_of_its_own_is_refused")]
    [TestCase("<d><Day><school_number>1</school_number>", "The XML ends near line 1 before its last element is closed: it was cut short.", TestName = "An_XML_that_breaks_off_is_refused")]
    [TestCase("<d>\n<Day><school_number>1</Day></d>", "The XML is not well-formed near line 2.", TestName = "An_XML_with_a_fault_in_its_middle_is_refused")]
    public void An_XML_that_cannot_be_trusted_is_refused_and_told_why(string text, string why) =>
        Assert.That(_bench.ImportText(text, "bad.xml").Refusal, Does.StartWith(why));

    [Test]
    public void Records_of_a_kind_that_is_not_used_are_passed_over_by_name_and_the_rest_is_read()
    {
        _bench.File("edfi/Student.xml", "<InterchangeStudent><Student><StudentUniqueId>0001</StudentUniqueId><Name><FirstName>A</FirstName><LastSurname>B</LastSurname></Name></Student></InterchangeStudent>");
        _bench.File("edfi/StudentCohort.xml", "<InterchangeStudentCohort><Cohort><CohortIdentifier>1</CohortIdentifier></Cohort></InterchangeStudentCohort>");
        _bench.File("edfi/graduationPlans.json", """[{"graduationPlanTypeDescriptor":"x","totalRequiredCredits":24}]""");
        var path = Path.Combine(_bench.Folder, "edfi");

        var report = _bench.Import(path).Single();
        File.Delete(Path.Combine(path, "Student.xml"));
        var nothing = _bench.Import(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.State, report.Loaded), Is.EqualTo(("loaded", 1L)), report.Refusal);
            Assert.That(report.Warnings, Has.One.EqualTo("StudentCohort.xml!Cohort was not read: its records are of a kind that is not used.").And.One.StartsWith("graduationPlans.json was not read"));
            Assert.That(nothing.Select(r => r.State), Is.All.EqualTo("refused"), "where nothing at all is known");
        }
    }

    [Test]
    public void A_known_kind_that_lacks_its_columns_is_not_passed_over()
    {
        _bench.File("edfi/Student.xml", "<InterchangeStudent><Student><StudentUniqueId>0001</StudentUniqueId><Name><FirstName>A</FirstName><LastSurname>B</LastSurname></Name></Student></InterchangeStudent>");
        _bench.File("edfi/schools.json", """[{"schoolType":"x"}]""");

        Assert.That(_bench.Import(Path.Combine(_bench.Folder, "edfi")).Select(r => r.State), Is.All.EqualTo("refused"));
    }

    [TestCase("""{"value":[{"studentUniqueId":"1","firstName":"A","lastSurname":"B"},{"studentUniqueId":"2","firstName":"C","lastSurname":"D"}]}""", 2)]
    [TestCase("""{ "@odata.context": "x", "count": 1, "value" : [ {"studentUniqueId":"1","firstName":"A","lastSurname":"B"} ], "next": {"skip": "]}"} }""", 1)]
    [TestCase("""{"value":[]}""", 0)]
    public void A_page_that_wraps_its_records_is_read(string page, int students)
    {
        var report = _bench.ImportOne(_bench.File("students.json", page));

        Assert.That((report.State, report.RowsIn), Is.EqualTo((students == 0 ? "refused" : "loaded", (long)students)), report.Refusal);
    }

    [Test]
    public void A_wrapped_page_that_breaks_off_is_refused() =>
        Assert.That(_bench.ImportText("""{"value":[{"studentUniqueId":"1","firstName":"A","lastSurname":"B"}""", "students.json").Refusal, Does.StartWith("The JSON is broken"));

    [Test]
    public void An_XML_nested_without_end_is_refused_and_does_not_overflow()
    {
        var text = "<d><Day>" + string.Concat(Enumerable.Repeat("<g>", 20_000)) + string.Concat(Enumerable.Repeat("</g>", 20_000)) + "</Day></d>";

        Assert.That(_bench.ImportText(text, "deep.xml").Refusal, Does.Contain("nested more than 64 levels"));
    }

    [TestCase("[{\"school_number\":\"0110\",\"calendar_date\":\"2026-09-01\",\"day_type\":\"Holiday\"},\n {\"school_number\":\"0110\",\"calendar_date\":\"\",\"day_type\":null}]")]
    [TestCase("{\"school_number\":\"0110\",\"calendar_date\":\"2026-09-01\",\"day_type\":\"Holiday\"}\n{\"school_number\":\"0110\",\"day_type\":\"Holiday {x\\\"}\"}\n")]
    public void Objects_of_a_JSON_page_are_rows(string text)
    {
        var report = _bench.ImportText(text, "page.json");

        Assert.That((report.Format, report.RowsIn, report.Loaded), Is.EqualTo(("School calendar", 2L, 1L)), report.Refusal);
        Assert.That(report.Rejects.Select(r => r.Line), Is.EqualTo((long[])[2]));
    }

    [TestCase(""), TestCase("[]"), TestCase("﻿")]
    public void An_empty_page_is_no_error_beside_others(string empty)
    {
        _bench.File("pages/empty.json", empty);
        _bench.File("pages/page.json", """{"school_number":"0110","calendar_date":"2026-09-01","day_type":"Holiday"}""");

        var report = _bench.ImportOne(Path.Combine(_bench.Folder, "pages"));

        Assert.That(report.Loaded, Is.EqualTo(1));
        Assert.That(report.Warnings, Has.One.EqualTo("empty.json holds no records."));
    }

    [TestCase("""[{"school_number":"0110","calendar_date":""", "The JSON is broken near line 1")]
    [TestCase("""{"school_number":"0110", oops}""", "The JSON is broken near line 1")]
    public void A_broken_page_is_refused(string text, string words) => Assert.That(_bench.ImportText(text, "page.json").Refusal, Does.StartWith(words));

    [Test]
    public void Secrets_of_a_workbook_reach_neither_the_archive_nor_the_report()
    {
        var path = _bench.File("book.xlsx", Of(("Days", [[.. CalendarHeader, "password", "note"], ["0110", "2026-09-01", "Holiday", "hunter2", "ssn 123-45-6789"], ["0110", "x", "Holiday", "hunter3", null]])));
        var archive = Path.Combine(_bench.Folder, "archive");

        var report = _bench.ImportOne(path, ImportBench.Options with { Archive = archive });

        using var zip = ZipFile.OpenRead(Directory.GetFiles(archive).Single());
        using var text = new StreamReader(zip.Entries.Single().Open());
        var kept = text.ReadToEnd();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(zip.Entries.Single().FullName, Is.EqualTo("book.xlsx/Days.csv"));
            Assert.That(kept, Does.Contain("2026-09-01").And.Not.Contain("hunter").And.Not.Contain("123-45"));
            Assert.That(report.Rejects.Single().OriginalLine, Does.Contain("[removed]").And.Not.Contain("hunter"));
        }
    }

    [Test]
    public void Fixed_positions_are_told_by_length_and_by_telling_fields()
    {
        var format = new FixedDays();
        DeliveredFile File(string text) => new("days.txt", () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
        var recognition = new Recognition([format], ImportLimits.Default);

        var known = recognition.Recognize(File("0110 20260901Holiday   \r\n\r\n0120 20260902Holiday")).Single();
        using var records = known.Source.Open(ImportLimits.Default);
        var rows = new List<(long, string)>();
        while (records.Read())
            rows.Add((records.Line, string.Join('|', records.Fields.Take(records.Count))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(known.Header.Missing, Is.Empty);
            Assert.That(rows, Is.EqualTo(new[] { (1L, "0110|20260901|Holiday"), (2L, "||"), (3L, "0120|20260902|Holiday") }));
            Assert.That(() => recognition.Recognize(File("0110 2026x901Holiday   \n0120 20260902Holiday   ")), Throws.TypeOf<ImportRejected>());
            Assert.That(() => recognition.Recognize(File("0110 20260901Holiday and more")), Throws.TypeOf<ImportRejected>());
        }
    }

    sealed class FixedDays : Format<CalendarDayArrival>
    {
        public override string Name => "Fixed days";
        public override string Sample => "";
        public override Turn Turn => Turn.Calendars;
        public override IReadOnlyList<string> Headers => ["school", "day", "type"];
        public override IReadOnlyList<FixedLayout> Layouts =>
            [new() { Edition = "2026", LineLength = 23, Fields = [new("school", 1, 5), new("day", 6, 8, @"20\d{6}"), new("type", 14, 10, "[A-Za-z ]+")] }];

        public override CalendarDayArrival Read(Row row) => throw new NotSupportedException();
    }
}
