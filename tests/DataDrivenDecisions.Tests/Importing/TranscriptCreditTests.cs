using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Credit on a transcript is taken in wherever it was earned, without a class of the district behind it.</summary>
[Parallelizable]
public sealed class TranscriptCreditTests
{
    const string Header = "student_number,school_year,term,course_code,course_name,subject,earned_at,result,method,grade_level,mark,percent,credits_attempted,credits_earned,posted_date\n";

    [Test]
    public void A_row_says_what_when_and_where_and_a_credit_without_a_code_goes_by_its_name()
    {
        using var bench = new ImportBench();
        var report = bench.ImportText(Header + """
            0000017,2024-25,S2,ALG1,Algebra I,Mathematics,Cedar Falls High School,Fail,Transfer credit,09,F,51,0.5,0,2025-08-20
            0000017,2024-25,,,Spanish I,,,,Credit by examination,,P,,,1,

            """);

        Assert.That((report.Format, report.Loaded, report.Rejected), Is.EqualTo(("Transcript credits", 2L, 0L)), report.Refusal);
        Assert.That(bench.Arrivals, Is.EqualTo(new[]
        {
            new TranscriptCreditArrival
            {
                Line = 2, StudentId = "0000017", Year = new(2025), Term = "S2", Course = "ALG1", CourseName = "Algebra I", Subject = "Mathematics", EarnedAt = "Cedar Falls High School", Result = "Fail",
                Method = "Transfer credit", Grade = GradeLevel.Parse("09"), Letter = "F", Percent = 51, CreditsAttempted = 0.5m, CreditsEarned = 0, PostedDate = new(2025, 8, 20),
            },
            new TranscriptCreditArrival { Line = 3, StudentId = "0000017", Year = new(2025), Course = "Spanish I", CourseName = "Spanish I", Method = "Credit by examination", Letter = "P", CreditsEarned = 1 },
        }));
    }

    [TestCase("0000017,2024-25,S2,,,,,,,09,F,51,0.5,0,", "course_code", "required-blank", TestName = "neither a course's code nor its name")]
    [TestCase("0000017,2024-25,S2,ALG1,,,,,,09,F,51,0.5,,", "credits_earned", "required-blank", TestName = "no credits")]
    [TestCase("0000017,2024-25,S2,ALG1,,,,,,09,F,51,0.5,half,", "credits_earned", "number-unreadable", TestName = "credits in words")]
    [TestCase("0000017,2024-25,S2,ALG1,,,,,,ninety,F,51,0.5,0.5,", "grade_level", "grade-unreadable", TestName = "no grade level")]
    [TestCase("0000017,the year before,S2,ALG1,,,,,,09,F,51,0.5,0.5,", "school_year", "year-unreadable", TestName = "no year")]
    public void A_row_that_cannot_be_read_says_which_column(string row, string column, string rule)
    {
        using var bench = new ImportBench();

        var reject = bench.ImportText(Header + row + "\n").Rejects.Single();

        Assert.That((reject.Column, reject.Rule), Is.EqualTo((column, rule)));
    }

    [Test]
    public void Ed_Fi_says_the_same_as_XML_and_as_an_API_page()
    {
        using var bench = new ImportBench();
        bench.Import(Repository.File("sample-data", "formats", "edfi", "StudentTranscript.xml"));
        var fromXml = bench.Arrivals.OfType<TranscriptCreditArrival>().ToList();
        var report = bench.ImportText("""
            [{"courseAttemptResultDescriptor":"uri://ed-fi.org/CourseAttemptResultDescriptor#Pass","attemptedCredits":1.0,"earnedCredits":1.0,"courseTitle":"Biology","finalLetterGradeEarned":"A","finalNumericGradeEarned":95,
              "methodCreditEarnedDescriptor":"uri://ed-fi.org/MethodCreditEarnedDescriptor#Transfer credit","whenTakenGradeLevelDescriptor":"uri://ed-fi.org/GradeLevelDescriptor#Ninth grade",
              "externalEducationOrganizationNameOfInstitution":"Cedar Falls High School","courseReference":{"courseCode":"BIO1","educationOrganizationId":7001},
              "studentAcademicRecordReference":{"educationOrganizationId":7001,"schoolYear":2025,"studentUniqueId":"0040017","termDescriptor":"uri://ed-fi.org/TermDescriptor#Fall Semester"}}]
            """, "courseTranscripts.json");

        Assert.That(report.Format, Is.EqualTo("Ed-Fi courseTranscripts"), report.Refusal);
        Assert.That(fromXml, Has.Count.EqualTo(3));
        Assert.That(bench.Arrivals.OfType<TranscriptCreditArrival>().Single(), Is.EqualTo(fromXml[^1] with { Line = 1 }));
        Assert.That((fromXml[^1].EarnedAt, fromXml[^1].Term, fromXml[^1].Result, fromXml[^1].CreditsEarned), Is.EqualTo(("Cedar Falls High School", "Fall Semester", "Pass", 1m)));
    }

    [Test]
    public void A_course_tried_twice_in_one_term_is_two_credits_and_one_sent_again_is_one()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Deliveries.Of(Deliveries.Update("transcripts", Deliveries.Student("s1"), Credit("Fail", 0, 3), Credit("Pass", 1, 4))));
        var again = warehouse.Store.Load(Deliveries.Of(Deliveries.Update("transcripts", Credit("Pass", 0.5m, 3)))).Files.Single();

        Assert.That((again.Added, again.Changed), Is.EqualTo((0L, 1L)));
        Assert.That(CreditsOf(warehouse, TemporaryWarehouse.Day), Is.EqualTo(new[] { ("Fail", 0m), ("Pass", 0.5m) }));
        Assert.That(CreditsOf(warehouse, new DateOnly(2025, 8, 1)), Is.Empty, "posted later");
        warehouse.Store.UndoImport(2);
        Assert.That(CreditsOf(warehouse, TemporaryWarehouse.Day), Is.EqualTo(new[] { ("Fail", 0m), ("Pass", 1m) }));
        Assert.That(warehouse.Store.Verify(), Is.Empty);
    }

    [Test]
    public void Nobody_sees_a_credit_of_a_student_whom_she_may_not_see()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Deliveries.Of(Deliveries.Update("transcripts", Deliveries.Student("s1"), Credit("Pass", 1, 3))));

        Assert.That(warehouse.Leader.Ask(new Query<long>("SELECT COUNT(*) FROM seen.transcript_credit"))[0], Is.EqualTo(1));
        Assert.That(warehouse.Store.As(DataDrivenDecisions.Warehouse.Viewer.Nobody).Ask(new Query<long>("SELECT COUNT(*) FROM seen.transcript_credit"))[0], Is.Zero);
    }

    [Test]
    public void A_transcript_of_a_host_that_nobody_knows_is_told_for_one_by_its_columns()
    {
        using var bench = new ImportBench();
        var file = bench.File("export.csv", "Stu No,Course Nbr,Course Title,Sending School,Credit Type,Letter Grade,Credits Earned,School Year\n"
            + string.Concat(Enumerable.Range(1, 40).Select(i => $"{i:0000000},C{i % 7},Course {i % 7},Cedar Falls High School,Transfer,{"ABCF"[i % 4]},{(i % 4 == 3 ? "0" : "0.5")},2024-25\n")));

        var suggestion = MappingSuggester.Suggest(file, null, new RosterLook(RosterIds.Of([]), [], new DateOnly(2026, 3, 13)), null);

        Assert.That(suggestion.Profile.Kind.Name, Is.EqualTo("transcript_credits"));
        Assert.That(suggestion.Profile.Fields.Keys, Is.SupersetOf(new[] { "student", "course", "earned_at", "method", "mark", "credits_earned", "school_year" }));
    }

    static IEnumerable<(string?, decimal)> CreditsOf(TemporaryWarehouse warehouse, DateOnly day)
    {
        var key = warehouse.Leader.Ask(new Query<int>("SELECT student_key FROM seen.student"))[0];
        return warehouse.Leader.Ask(TranscriptCredit.Of(key, day)).Select(c => (c.Result, c.CreditsEarned));
    }

    static TranscriptCreditArrival Credit(string result, decimal earned, long line) => new()
    {
        Line = line, StudentId = "s1", Year = new(2025), Term = "S1", Course = "ALG1", Result = result, EarnedAt = "Cedar Falls High School", CreditsAttempted = 1, CreditsEarned = earned, PostedDate = new(2025, 8, 20),
    };
}
