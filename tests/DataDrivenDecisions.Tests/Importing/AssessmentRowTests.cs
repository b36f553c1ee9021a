using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>What the rows of result files say about themselves: their year, whether their score counts, and which result they are.</summary>
[Parallelizable]
public sealed class AssessmentRowTests
{
    const string Map = "TermName,StudentID,Subject,TestID,TestStartDate,TestRITScore,Grade";
    const string IReady = "Student ID,Academic Year,Start Date,Completion Date,Overall Scale Score,Overall Placement,Quantile Measure";
    const string Star = "SchoolYear,StudentIdentifier,AssessmentID,CompletedDate,AssessmentStatus,Grade,ScaledScore,PercentileRank,ScreeningPeriodWindowName,Lexile,InstructionalReadingLevel";
    const string Cmas = "LocalStudentIdentifier,AssessmentYear,Subject,TestCode,SS,PerfLVL,TestReadingScaleScore,VoidScoreCode";
    const string Access = "State Student ID,Test Completion Date,Reported Mode,Scale Score - Overall,Proficiency Level - Overall,Scale Score - Reading,Scale Score - Writing,Do Not Score Code - Reading";

    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    static string Rows(string header, params string[] rows) => $"{header}\n{string.Join('\n', rows)}\n";

    [TestCase("Fall 2025-2026", "1/9/2025 5/9/2025 7/9/2025 12/9/2025", "2025-09-01 2025-09-05 2025-09-07 2025-09-12", "day")]
    [TestCase("Fall 2025-2026", "9/1/2025 9/5/2025 9/7/2025 9/12/2025", "2025-09-01 2025-09-05 2025-09-07 2025-09-12", "month")]
    [TestCase("Winter 2025-2026", "10/12/2025 12/1/2026", "2025-12-10 2026-01-12", "day")]
    public void A_column_that_leaves_its_order_open_is_read_as_the_terms_of_its_rows_say(string term, string dates, string days, string first)
    {
        var report = _bench.ImportText(Rows(Map, [.. dates.Split(' ').Select((d, i) => $"{term},{i},Mathematics,71,{d},210,5")]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bench.Arrivals.OfType<AssessmentArrival>().Select(a => a.TestDate), Is.EqualTo(days.Split(' ').Select(d => DateOnly.Parse(d, System.Globalization.CultureInfo.InvariantCulture))));
            Assert.That(report.Warnings, Has.Some.Contains($"fit only with the {first} first").And.None.Contains("Nothing tells"));
        }
    }

    [Test]
    public void Rows_that_contradict_each_other_tell_nothing_and_a_date_outside_the_year_of_its_own_row_is_rejected()
    {
        var report = _bench.ImportText(Rows(Map, "Fall 2025-2026,1,Mathematics,71,1/9/2025,210,5", "Fall 2025-2026,2,Mathematics,71,9/1/2025,210,5"));

        Assert.That(report.Warnings, Has.Some.Contains("Nothing tells"));
        Assert.That(report.Rejects.Select(r => (r.Line, r.Rule, r.Column)), Is.EqualTo(((long, string, string?)[])[(2, "date-outside-year", "TestStartDate")]));
    }

    [TestCase("Fall 2025-2026", "09/16/2024", true)]
    [TestCase("Spring 2024-2025", "09/16/2025", true)]
    [TestCase("Fall 2025", "09/16/2026", true)]
    [TestCase("Spring 2024-2025", "07/20/2025", false)]
    [TestCase("Summer 2024-2025", "08/28/2025", false)]
    [TestCase("Fall 2025-2026", "06/15/2025", false)]
    public void A_date_far_from_the_year_that_its_row_names_is_rejected_and_a_summer_belongs_to_both_years_beside_it(string term, string date, bool isRejected)
    {
        var report = _bench.ImportText(Rows(Map, $"{term},1,Mathematics,71,{date},210,5"));

        Assert.That(report.Rejects.Select(r => r.Rule), Is.EqualTo(isRejected ? (string[])["date-outside-year"] : []));
    }

    [TestCase("Fall 2025", "2025-09-16", 2026)]
    [TestCase("Spring 2026", "2026-04-14", 2026)]
    [TestCase("Winter 2026", "2026-01-13", 2026)]
    [TestCase("Winter 2025", "2025-12-02", 2026)]
    [TestCase("Winter 2025", "2025-01-14", 2025)]
    [TestCase("FALL 2025-26", "2025-09-16", 2026)]
    public void A_season_of_a_calendar_year_is_of_the_school_year_in_which_it_lies(string term, string date, int year)
    {
        _bench.ImportText(Rows(Map, $"{term},1,Mathematics,71,{date},210,5"));

        Assert.That(_bench.Arrivals.OfType<AssessmentArrival>().Single().Year?.Ends, Is.EqualTo(year));
    }

    [Test]
    public void A_deactivated_test_takes_back_what_an_earlier_file_brought_and_leaves_other_tests_alone()
    {
        using var district = new ImportedDistrict();
        district.Import(_bench.File("school_enrollment.csv", "student_number,school_number,school_year,entry_date\n0000017,S1,2025-26,2025-08-25\n"));
        string Test(string id, string status) => $"2025-2026,0000017,{id},2025-09-08T15:12:01.1,{status},5,912,58,Fall,720L,5.0";
        district.Import(_bench.File("first.csv", Rows(Star, Test("a", "Active"), Test("b", "Active"))));

        var report = district.Import(_bench.File("second.csv", Rows(Star, Test("a", "Active"), Test("b", "Deactivated"), Test("c", "Deactivated")))).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(district.Ask<string>("SELECT result_id FROM seen.assessment"), Is.EqualTo((string[])["a"]));
            Assert.That(district.Ask<string>("SELECT DISTINCT result_id FROM seen.assessment_part"), Is.EqualTo((string[])["a"]));
            Assert.That((report.Ended, report.Unchanged, report.Rejected), Is.EqualTo((1L, 2L, 0L)));
            Assert.That(report.Warnings, Has.One.StartsWith("2 rows had a score that does not count by its AssessmentStatus"));
        }
    }

    [Test]
    public void A_void_score_of_a_state_test_leaves_the_row_that_says_why_and_no_score()
    {
        var report = _bench.ImportText(Rows(Cmas, "0000017,2024-2025,Mathematics,MAT05,709,2,40,Y", "0000018,2024-2025,Mathematics,MAT05,720,3,41,"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bench.Arrivals.OfType<AssessmentArrival>().Select(a => (a.ScorePoints, a.Level, a.Ends)), Is.EqualTo(((decimal?, string?, bool)[])[(null, "Not scored: void", false), (720m, "Level 3", false)]));
            Assert.That(_bench.Arrivals.OfType<AssessmentPartArrival>().Select(p => p.Ends), Is.EqualTo((bool[])[true, false]));
            Assert.That(report.Warnings, Has.One.StartsWith("1 row had a score that does not count by its VoidScoreCode"));
        }
    }

    [Test]
    public void A_domain_that_the_vendor_does_not_score_is_left_out_and_the_others_stay()
    {
        var report = _bench.ImportText(Rows(Access, "0000017,2/6/2026,Online,320,3.1,310,330,INV"));

        Assert.That(_bench.Arrivals.OfType<AssessmentPartArrival>().Select(p => p.Part), Is.EqualTo((string[])["Writing"]));
        Assert.That(report.Warnings, Has.One.StartsWith("1 row had a sub-score that does not count by its Do Not Score Code - Reading"));
    }

    [TestCase("9/2/2025", "10/13/2025")]
    [TestCase("09/02/2025", "10/13/2025")]
    [TestCase("9/2/2025", "13/10/2025")]
    public void The_same_result_in_another_spelling_of_its_dates_is_known_already(string start, string other)
    {
        using var district = new ImportedDistrict();
        district.Import(_bench.File("school_enrollment.csv", "student_number,school_number,school_year,entry_date\n0000017,S1,2025-26,2025-08-25\n"));
        district.Import(_bench.File("first.csv", Rows(IReady, $"0000017,2025-2026,{start},9/16/2025,482,Early 5,780Q", $"0000017,2025-2026,{other},{other},480,Early 5,780Q")));

        var again = district.Import(_bench.File("second.csv", Rows(IReady, "0000017,2025-2026,2025-09-02,2025-09-16,482,Early 5,780Q"))).Single();

        Assert.That((again.Unchanged, again.Added), Is.EqualTo((1L, 0L)));
        Assert.That(district.Ask<string>("SELECT result_id FROM seen.assessment WHERE score_points = 482"), Is.EqualTo((string[])["9/2/2025"]), "results that are known already keep the vendor's own spelling");
    }

    [TestCase("BOY", "2025-10-01", "fall")]
    [TestCase("MOY", "2025-12-15", "winter")]
    [TestCase("EOY", "2026-04-15", "spring")]
    public void A_result_without_a_day_gets_one_of_its_own_window(string period, string day, string window)
    {
        var report = _bench.ImportText(Rows("School Year,Student Primary ID,Benchmark Period,Composite Level,Composite Score,Assessment Grade", $"2025-2026,0000017,{period},Below Benchmark,298,K"));

        var result = _bench.Arrivals.OfType<AssessmentArrival>().Single();
        Assert.That((result.TestDate.ToString("O", System.Globalization.CultureInfo.InvariantCulture), result.Window), Is.EqualTo((day, window)));
        Assert.That(report.Warnings, Has.One.StartsWith("1 row had no day of the test"));
    }

    [TestCase("BR", "had a Lexile or Quantile measure without a number")]
    [TestCase("n/k", "had a sub-score in Lexile that is no number")]
    public void A_sub_score_that_cannot_be_read_costs_the_row_nothing_but_itself(string lexile, string told)
    {
        var report = _bench.ImportText(Rows(Star, $"2025-2026,0000017,a,2025-09-08,Active,5,912,58,Fall,{lexile},5.0"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Rejected, Is.Zero);
            Assert.That(_bench.Arrivals.OfType<AssessmentArrival>().Single().ScorePoints, Is.EqualTo(912));
            Assert.That(_bench.Arrivals.OfType<AssessmentPartArrival>().Select(p => p.Part), Is.EqualTo((string[])["Instructional reading level"]));
            Assert.That(report.Warnings, Has.One.StartsWith("1 row " + told));
        }
    }

    [Test]
    public void A_row_of_parts_alone_that_cannot_be_read_is_rejected_with_its_column()
    {
        var report = _bench.ImportText(Rows("SchoolYear,StudentIdentifier,AssessmentID,CompletedDate,DomainName,SkillAreaName,SkillAreaMasteryScore", "2025-2026,0000017,a,2025-09-08,Number,Counting,x"));

        Assert.That(report.Rejects.Select(r => (r.Rule, r.Column)), Is.EqualTo(((string, string?)[])[("number-unreadable", "SkillAreaMasteryScore")]));
    }

    [TestCase("Overall Relative Placement (5-Level)", "Early On Grade Level", "Early On Grade Level", false)]
    [TestCase("Duration (min)", "41", "Early 5", true)]
    public void A_placement_stands_for_the_relative_placement_only_where_there_is_none_and_is_told(string column, string cell, string level, bool isTold)
    {
        var report = _bench.ImportText(Rows($"{IReady},{column}", $"0000017,2025-2026,9/2/2025,9/16/2025,482,Early 5,780Q,{cell}"));

        Assert.That(_bench.Arrivals.OfType<AssessmentArrival>().Single().Level, Is.EqualTo(level));
        Assert.That(report.Warnings, isTold ? Has.Some.Contains("no relative placement") : Has.None.Contains("no relative placement"));
    }
}
