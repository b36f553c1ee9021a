using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Codes and words of student information systems, Clever and Ed-Fi: what is known is read however it is written, and what is not is told and counts as unknown.</summary>
public sealed class KnownWordsTests
{
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [TestCase("ISS", "A", "X", AttendanceStatus.Present, false)]
    [TestCase("iss", "a", "E", AttendanceStatus.Present, false)]
    [TestCase("OSS", "A", "E", AttendanceStatus.Absent, true)]
    [TestCase("MED", "a", "e", AttendanceStatus.Absent, true)]
    [TestCase("UNX", "A", "U", AttendanceStatus.Absent, false)]
    public void A_status_and_its_excuse_are_read_in_any_case_and_a_suspension_in_school_is_a_day_present(string code, string status, string excuse, AttendanceStatus said, bool isExcused)
    {
        _bench.ImportText($"studentNumber,schoolNumber,attendance.date,attendance.code,attendance.status,attendance.excuse\n1,300,2025-09-05,{code},{status},{excuse}\n");

        var day = _bench.Arrivals.OfType<AttendanceArrival>().Single();
        Assert.That((day.Status, day.PortionAbsent, day.IsExcused, day.IsSuspension), Is.EqualTo((said, said == AttendanceStatus.Absent ? 1m : 0m, isExcused, code.EndsWith("SS", StringComparison.OrdinalIgnoreCase))));
    }

    [Test]
    public void A_suspension_in_school_is_a_day_present_where_PowerSchool_counts_its_code_as_absent()
    {
        _bench.ImportText("Student_Number,SchoolID,Att_Date,Att_Code,Presence_Status_CD\n1,210,9/3/2025,ISS,Absent\n2,210,9/3/2025,OSS,Absent\n");

        Assert.That(_bench.Arrivals.OfType<AttendanceArrival>().Select(a => (a.Status, a.IsSuspension)), Is.EqualTo(new[] { (AttendanceStatus.Present, true), (AttendanceStatus.Absent, true) }));
    }

    [Test]
    public void Clevers_statuses_are_read_in_any_words_and_what_is_not_known_is_told()
    {
        var report = _bench.ImportText("School_id,Student_id,Student_number,Last_name,First_name,Race,Hispanic_Latino,Ell_status,Frl_status,IEP_status\ns,c1,1,A,A,b,N,y,f,yes\ns,c2,2,B,B,W,?,Q,9,N\n", "students.csv");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bench.Arrivals.OfType<ProgramArrival>().Select(p => (p.StudentId, p.Program)), Is.EquivalentTo(new[] { ("c1", "English Learner"), ("c1", "Free Meals"), ("c1", "IEP") }));
            Assert.That(report.Warnings, Has.Some.Contains("English learner status \"Q\", which is not mapped").And.Some.Contains("meal status \"9\", which is not mapped").And.Some.Contains("\"?\" of Hispanic or Latino origin"));
            Assert.That(report.Rejected, Is.Zero);
        }
    }

    [TestCase("uri://tea.texas.gov/LimitedEnglishProficiencyDescriptor#LEP", true, false)]
    [TestCase("uri://ed-fi.org/LimitedEnglishProficiencyDescriptor#Limited", true, false)]
    [TestCase("uri://ed-fi.org/LimitedEnglishProficiencyDescriptor#LimitedMonitored2", false, false)]
    [TestCase("uri://tea.texas.gov/LimitedEnglishProficiencyDescriptor#7", false, true)]
    public void English_proficiency_of_EdFi_is_read_by_its_table(string descriptor, bool isLearning, bool isTold)
    {
        var report = _bench.ImportText($$"""[{"studentReference":{"studentUniqueId":"1"},"educationOrganizationReference":{"educationOrganizationId":9},"limitedEnglishProficiencyDescriptor":"{{descriptor}}"}]""", "studentEducationOrganizationAssociations.json");

        Assert.That(_bench.Arrivals.OfType<ProgramArrival>().Any(p => p.Program == "English Learner"), Is.EqualTo(isLearning), report.Refusal);
        Assert.That(report.Warnings.Any(w => w.Contains("English proficiency", StringComparison.Ordinal)), Is.EqualTo(isTold));
    }

    [TestCase("", null)]
    [TestCase("W", "White")]
    [TestCase("White,Asian", "Two or more races")]
    [TestCase("White; Black or African American", "Two or more races")]
    [TestCase("american indian/alaska native", "American Indian or Alaska Native")]
    [TestCase("Native Hawaiian or Other Pacific Islander", "Native Hawaiian or Other Pacific Islander")]
    [TestCase("1: Hispanic/Latino", "Hispanic or Latino")]
    [TestCase("White (Non-Hispanic)", "White")]
    [TestCase("Multiracial", "Two or more races")]
    [TestCase("7", null)]
    [TestCase("Zorkian", null)]
    public void A_race_in_words_makes_one_of_the_seven_groups_or_none(string race, string? group)
    {
        using var district = new ImportedDistrict();

        var report = district.Import(_bench.File("s.csv", $"Other ID,Entity,Last Name,First Name,Entry Date,Grade,Federal Race\n700,400,Jay,Jon,8/18/2026,11,\"{race}\"\n")).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(district.Ask<string?>("SELECT race FROM seen.student").Single(), Is.EqualTo(group), report.Refusal);
            Assert.That(report.Warnings.Any(w => w.Contains($"had the race \"{race}\", which is not mapped", StringComparison.Ordinal)), Is.EqualTo(group is null && race.Length > 0));
        }
    }

    [TestCase("1", "White", "Hispanic or Latino")]
    [TestCase("0", "H", null)]
    [TestCase("2", "A", "Asian")]
    [TestCase("-1", "", null)]
    public void A_column_for_Hispanic_origin_outweighs_the_race(string hispanic, string race, string? group)
    {
        using var district = new ImportedDistrict();

        var report = district.Import(_bench.File("s.csv", $"SchoolID,Student_Number,Last_Name,First_Name,Grade_Level,Enroll_Status,FedEthnicity,Ethnicity\n100,1,Adams,Ann,9,0,{hispanic},{race}\n")).Single();

        Assert.That((report.Loaded, district.Ask<string?>("SELECT race FROM seen.student").Single()), Is.EqualTo((1L, group)));
    }

    [Test]
    public void PowerSchools_blank_date_is_blank()
    {
        var report = _bench.ImportText("SchoolID,Student_Number,Last_Name,First_Name,Grade_Level,Enroll_Status,DOB,EntryDate,ExitDate\n100,1,A,A,9,0,0/0/0,8/18/2025,0/0/0\n100,2,B,B,9,0,5/6/2010,0/0/0,\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Rejected, Is.Zero);
            Assert.That(_bench.Arrivals.OfType<SchoolEnrollmentArrival>().Select(e => (e.StudentId, e.EntryDate, e.ExitDate)), Is.EqualTo(new[] { ("1", new DateOnly(2025, 8, 18), (DateOnly?)null) }));
            Assert.That(_bench.Arrivals.OfType<DemographicsArrival>().Select(d => d.BirthDate), Is.EqualTo((DateOnly?[])[null, new(2010, 5, 6)]));
        }
    }
}
