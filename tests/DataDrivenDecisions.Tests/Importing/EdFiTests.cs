using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Ed-Fi means the same as XML and as API pages, by key and by pointer; what no table knows is told and never taken for good.</summary>
public sealed class EdFiTests
{
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void The_same_student_is_read_from_XML_and_from_an_API_page()
    {
        _bench.ImportText("""
            <InterchangeStudent xmlns="http://ed-fi.org/4.0.0"><Student><StudentUniqueId>007</StudentUniqueId><Name><FirstName>Ann</FirstName><LastSurname>Test</LastSurname></Name>
            <BirthData><BirthDate>2011-02-03</BirthDate></BirthData></Student></InterchangeStudent>
            """, "student.xml");
        var fromXml = _bench.Arrivals.Select(a => a with { Line = 0 }).ToList();
        _bench.ImportText("""[{"id":"9f","studentUniqueId":"007","firstName":"Ann","lastSurname":"Test","birthDate":"2011-02-03","otherNames":[],"_etag":"1"}]""", "students.json");
        var fromPage = _bench.Arrivals.Select(a => a with { Line = 0 }).ToList();

        Assert.That(fromPage, Has.Count.EqualTo(2));
        Assert.That(fromPage.OfType<DemographicsArrival>(), Is.EqualTo(fromXml.OfType<DemographicsArrival>()));
        Assert.That(fromPage.OfType<StudentArrival>().Select(s => (s.StudentId, s.GivenName, s.FamilyName)), Is.EqualTo(fromXml.OfType<StudentArrival>().Select(s => (s.StudentId, s.GivenName, s.FamilyName))));
    }

    [Test]
    public void A_section_names_its_keys_alike_however_they_are_nested()
    {
        _bench.Import(Repository.File("sample-data", "formats", "edfi", "StudentEnrollment.xml"));
        var fromXml = _bench.Arrivals.OfType<SectionEnrollmentArrival>().Single();
        _bench.ImportText("""
            [{"studentReference":{"studentUniqueId":"0040017","link":{"rel":"Student","href":"/x"}},"beginDate":"2025-08-25","endDate":"2025-12-19",
              "sectionReference":{"localCourseCode":"MATH9","schoolId":7001,"schoolYear":2026,"sectionIdentifier":"MATH9-1","sessionName":"2025-2026 Fall Semester"}}]
            """, "studentSectionAssociations.json");

        Assert.That(_bench.Arrivals.OfType<SectionEnrollmentArrival>().Single() with { Line = fromXml.Line }, Is.EqualTo(fromXml));
        Assert.That(fromXml.SectionId, Is.EqualTo("7001/2026/2025-2026 Fall Semester/MATH9/MATH9-1"));
    }

    [Test]
    public void Sections_find_the_course_that_their_local_code_stands_for()
    {
        _bench.Import(Repository.File("sample-data", "formats", "edfi", "MasterSchedule.xml"));

        Assert.That(_bench.Arrivals.OfType<SectionArrival>().Single().CourseId, Is.EqualTo("70/ALG-1"));
    }

    [Test]
    public void Incidents_are_found_by_pointer_and_by_key_and_keep_their_day()
    {
        _bench.Import(Repository.File("sample-data", "formats", "edfi", "StudentDiscipline.xml"));

        Assert.That(_bench.Arrivals.OfType<IncidentArrival>().Select(i => (i.IncidentId, i.StudentId, i.Day, i.Behavior, i.Action, i.ActionDays)), Is.EquivalentTo(new[]
        {
            ("7001/3", "0040018", new DateOnly(2025, 9, 18), "School Code of Conduct", (string?)null, (decimal?)null),
            ("7001/3", "0040018", new DateOnly(2025, 9, 18), "School Code of Conduct", "Out of School Suspension", 2m),
        }));
    }

    [Test]
    public void A_part_in_an_incident_that_nobody_dates_is_rejected_with_what_to_send()
    {
        var report = _bench.ImportText("""[{"studentReference":{"studentUniqueId":"1"},"disciplineIncidentReference":{"incidentIdentifier":"3","schoolId":7001},"behaviorDescriptor":"State Offense"}]""", "studentDisciplineIncidentBehaviorAssociations.json");

        Assert.That(report.Rejects.Single().Rule, Is.EqualTo("incident-unknown"));
    }

    [TestCase("uri://ed-fi.org/AttendanceEventCategoryDescriptor#Unexcused Absence", AttendanceStatus.Absent)]
    [TestCase("Unexcused Absence", AttendanceStatus.Absent)]
    [TestCase("uri://district.org/AttendanceEventCategoryDescriptor#Moonlight", AttendanceStatus.Unknown)]
    public void A_category_is_read_with_or_without_namespace_and_an_unmapped_one_is_told(string category, AttendanceStatus status)
    {
        var report = _bench.ImportText($$"""[{"studentReference":{"studentUniqueId":"1"},"schoolReference":{"schoolId":7001},"eventDate":"2025-09-03","attendanceEventCategoryDescriptor":"{{category}}"}]""", "studentSchoolAttendanceEvents.json");

        Assert.That(_bench.Arrivals.OfType<AttendanceArrival>().Single().Status, Is.EqualTo(status));
        Assert.That(report.Warnings.Any(w => w.Contains("\"Moonlight\", which is not mapped; it counts as unknown", StringComparison.Ordinal)), Is.EqualTo(status == AttendanceStatus.Unknown));
    }

    [Test]
    public void Demographics_carry_the_birth_date_of_the_students_file_and_every_race()
    {
        var folder = Path.Combine(_bench.Folder, "edfi");
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])["Student.xml", "StudentEnrollment.xml"])
            File.Copy(Repository.File("sample-data", "formats", "edfi", file), Path.Combine(folder, file));

        _bench.Import(folder);

        var told = _bench.Arrivals.OfType<DemographicsArrival>().ToDictionary(d => d.StudentId);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told, Has.Count.EqualTo(2), "once each");
            Assert.That((told["0040017"].BirthDate, told["0040017"].IsAsian, told["0040017"].IsWhite, told["0040017"].IsHispanic, told["0040017"].Language), Is.EqualTo(((DateOnly?)new DateOnly(2011, 3, 4), (bool?)true, (bool?)true, (bool?)false, "spa")));
            Assert.That(_bench.Arrivals.OfType<ProgramArrival>().Select(p => (p.Program, p.Sensitivity)), Is.EquivalentTo(new[] { ("English Learner", "language"), ("Low Income", "meals") }));
        }
    }

    [Test]
    public void A_result_is_read_by_the_method_that_can_be_compared_over_time()
    {
        _bench.Import(Repository.File("sample-data", "formats", "edfi", "StudentAssessment.xml"));

        var result = _bench.Arrivals.OfType<AssessmentArrival>().Single();
        Assert.That((result.ScorePoints, result.Percentile, result.Level, result.Grade, result.Year), Is.EqualTo(((decimal?)691m, (int?)63, "Met Standard", (GradeLevel?)GradeLevel.Parse("09"), (SchoolYear?)new SchoolYear(2026))));
    }

    [Test]
    public void Days_of_a_calendar_of_single_students_are_no_days_of_the_school()
    {
        var path = _bench.File("calendar.xml", """
            <InterchangeEducationOrgCalendar><Calendar><CalendarCode>S1</CalendarCode><CalendarType>uri://ed-fi.org/CalendarTypeDescriptor#Student Specific</CalendarType><SchoolReference><SchoolIdentity><SchoolId>7</SchoolId></SchoolIdentity></SchoolReference></Calendar>
            <CalendarDate><Date>2025-08-25</Date><CalendarEvent>Instructional day</CalendarEvent><CalendarReference><CalendarIdentity><CalendarCode>S1</CalendarCode><SchoolReference><SchoolIdentity><SchoolId>7</SchoolId></SchoolIdentity></SchoolReference></CalendarIdentity></CalendarReference></CalendarDate>
            </InterchangeEducationOrgCalendar>
            """);

        var reports = _bench.Import(path);

        Assert.That(reports.Select(r => r.Loaded), Is.EqualTo((long[])[1, 1]));
        Assert.That(_bench.Arrivals.OfType<CalendarDayArrival>(), Is.Empty);
    }

    [Test]
    public void An_API_page_of_deletes_ends_nothing_and_says_so()
    {
        var report = _bench.ImportOne(_bench.File("students/deletes/page.json", """{"Id":"4bd3", "ChangeVersion":"123456"}"""));

        Assert.That((report.Format, report.Loaded), Is.EqualTo(("Ed-Fi deletes", 1L)));
        Assert.That(report.Warnings, Has.One.StartsWith("1 row told of a record that was deleted"));
    }
}
