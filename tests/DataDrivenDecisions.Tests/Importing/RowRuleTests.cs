using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Each rule by which a row is rejected, with its column and without any value of the row.</summary>
public sealed class RowRuleTests
{
    const string Attendance = "student_number,school_number,attendance_date,attendance_code,portion_absent,reason";
    const string Marks = "student_number,section_id,school_number,school_year,term,mark_type,mark,percent,credits_attempted,credits_earned,posted_date";
    const string Incidents = "incident_id,student_number,school_number,incident_date,behavior,state_offense,action,action_start_date,action_days";
    const string Enrollment = "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason";
    const string Calendar = "school_number,calendar_date,school_year,day_type";
    const string Map = "TermName,StudentID,Subject,TestStartDate,TestRITScore,TestPercentile";
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [TestCase(Attendance, "1,0110,2025-02-30,U,1,", "date-unreadable", "attendance_date")]
    [TestCase(Attendance, "1,0110,2026-11-21,U,1,", "date-in-future", "attendance_date")]
    [TestCase(Attendance, "1,0110,yesterday,U,1,", "date-unreadable", "attendance_date")]
    [TestCase(Attendance, ",0110,2025-09-02,U,1,", "required-blank", "student_number")]
    [TestCase(Attendance, "1,0110,2025-09-02,U,1.5,", "number-out-of-range", "portion_absent")]
    [TestCase(Attendance, "1,0110,2025-09-02,U,half,", "number-unreadable", "portion_absent")]
    [TestCase(Marks, "1,k1,0110,2025-26,Q1,quarter,B,830,,,2025-11-04", "number-out-of-range", "percent")]
    [TestCase(Marks, "1,k1,0110,2025-26,Q1,quarter,B,8O,,,2025-11-04", "number-unreadable", "percent")]
    [TestCase(Marks, "1,k1,0110,2025-26,Q1,weekly,B,80,,,2025-11-04", "code-unknown", "mark_type")]
    [TestCase(Marks, "1,k1,0110,,Q1,quarter,B,80,,,2025-11-04", "year-missing", "school_year")]
    [TestCase(Marks, "1,k1,0110,next,Q1,quarter,B,80,,,2025-11-04", "year-unreadable", "school_year")]
    [TestCase(Marks, "1,k1,0110,2025-26,Q1,quarter,,,,,2025-11-04", "required-blank", "mark")]
    [TestCase(Incidents, "i,1,0110,2025-10-02,Other,N,Detention,2025-10-03,-3", "number-out-of-range", "action_days")]
    [TestCase(Incidents, "i,1,0110,2025-10-02,Other,maybe,Detention,2025-10-03,1", "code-unknown", "state_offense")]
    [TestCase(Enrollment, "1,0110,2025-26,09,2025-09-02,,2025-09-01,,", "exit-before-entry", "exit_date")]
    [TestCase(Enrollment, "1,0110,2025-26,grade X,2025-09-02,,,,", "grade-unreadable", "grade_level")]
    [TestCase(Calendar, "0110,2025-09-02,2025-26,Pajama day", "code-unknown", "day_type")]
    [TestCase(Map, "Sometime,1,Mathematics,09/16/2025,231,60", "term-unreadable", "TermName")]
    [TestCase(Map, "Fall 2025-2026,1,Mathematics,09/16/2025,n/a,60", "number-unreadable", "TestRITScore")]
    [TestCase(Map, "Fall 2025-2026,1,Mathematics,09/16/2025,231,60.5", "number-unreadable", "TestPercentile")]
    public void A_bad_field_rejects_its_row_with_column_and_rule(string header, string row, string rule, string column)
    {
        var report = _bench.ImportText($"{header}\n{row}\n");

        var reject = report.Rejects.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((reject.Rule, reject.Column, reject.Line, reject.OriginalLine), Is.EqualTo((rule, column, 2L, row)));
            Assert.That(reject.Reason, Is.Not.Empty.And.EndsWith("."));
            Assert.That(reject.Fix, Is.Not.Empty.And.EndsWith("."));
            Assert.That(_bench.Arrivals, Is.Empty);
        }
    }

    [Test]
    public void A_date_that_can_be_read_two_ways_is_rejected_in_a_column_of_ISO_dates_only()
    {
        var report = _bench.ImportText($"{Attendance}\n1,0110,2025-09-02,U,1,\n1,0110,2025-09-03,U,1,\n1,0110,2025-09-04,U,1,\n1,0110,03/04/2026,U,1,\n1,0110,03/13/2026,U,1,\n");

        Assert.That(report.Rejects.Single().Rule, Is.EqualTo("date-ambiguous"));
        Assert.That(_bench.Arrivals.OfType<AttendanceArrival>().Last().Day, Is.EqualTo(new DateOnly(2026, 3, 13)));
    }

    [TestCase("8/15/2020", "9/1/2020", 9, 1)]
    [TestCase("15/8/2020", "9/1/2020", 1, 9)]
    public void The_order_of_day_and_month_is_told_by_the_whole_column(string telling, string doubtful, int month, int day)
    {
        _bench.ImportText($"{Attendance}\n1,0110,{telling},U,1,\n1,0110,{doubtful},U,1,\n");

        Assert.That(_bench.Arrivals.OfType<AttendanceArrival>().Last().Day, Is.EqualTo(new DateOnly(2020, month, day)));
    }

    [Test]
    public void Where_nothing_tells_the_order_the_month_comes_first_and_the_report_says_so()
    {
        var report = _bench.ImportText($"{Attendance}\n1,0110,9/1/2020,U,1,\n");

        Assert.That(_bench.Arrivals.OfType<AttendanceArrival>().Single().Day, Is.EqualTo(new DateOnly(2020, 9, 1)));
        Assert.That(report.Warnings, Has.Some.Contains("month first"));
    }

    [Test]
    public void A_school_that_no_roster_knows_is_a_slip_among_known_ones_and_a_new_source_otherwise()
    {
        using var bench = new ImportBench { Schools = [new KnownSchool { SchoolId = "o1", SchoolNumber = "0110" }] };
        var rows = string.Join('\n', Enumerable.Range(1, 20).Select(i => $"{i},0110,2025-09-02,U,1,"));

        var slip = bench.ImportText($"{Attendance}\n{rows}\n99,0910,2025-09-02,U,1,\n");
        var other = bench.ImportText($"{Attendance}\n99,0910,2025-09-02,U,1,\n");

        Assert.That((slip.Rejects.Single().Rule, other.Rejected), Is.EqualTo(("school-unknown", 0L)));
    }

    [Test]
    public void A_date_outside_the_calendar_of_its_school_is_rejected()
    {
        var reports = _bench.Import(_bench.Zip("sis.zip",
            ("calendar.csv", $"{Calendar}\n0110,2025-09-02,2025-26,Instructional day\n0110,2026-06-01,2025-26,Instructional day\n"),
            ("attendance.csv", $"{Attendance}\n1,0110,2019-10-03,U,1,\n1,0110,2025-10-03,U,1,\n")));

        Assert.That(reports.SelectMany(r => r.Rejects).Single().Rule, Is.EqualTo("date-outside-calendar"));
    }

    [Test]
    public void Codes_of_attendance_keep_their_meaning()
    {
        _bench.ImportText($"{Attendance}\n1,s,2025-09-02,U,,\n1,s,2025-09-03,M,0.5,\n1,s,2025-09-04,S,1,\n1,s,2025-09-05,I,1,\n1,s,2025-09-08,T,0,\n1,s,2025-09-09,F,1,\n");

        Assert.That(_bench.Arrivals.OfType<AttendanceArrival>().Select(a => (a.Status, a.PortionAbsent, a.IsExcused, a.IsSuspension)), Is.EqualTo(((AttendanceStatus, decimal, bool, bool)[])
        [
            (AttendanceStatus.Absent, 1m, false, false), (AttendanceStatus.Partial, 0.5m, true, false), (AttendanceStatus.Absent, 1m, true, true),
            (AttendanceStatus.Present, 0m, false, true), (AttendanceStatus.Tardy, 0m, false, false), (AttendanceStatus.Present, 0m, true, false),
        ]));
    }

    [TestCase("IEP", "disability"), TestCase("Section 504", "disability"), TestCase("English Learner", "language"), TestCase("Free Meals", "meals"), TestCase("Reduced Meals", "meals")]
    [TestCase("Homeless", "housing"), TestCase("Foster Care", "foster"), TestCase("Gifted", "none"), TestCase("Tutoring", "none"), TestCase("Special Education", "disability"), TestCase("National School Lunch Program", "meals"), TestCase("Excellence club", "none")]
    [TestCase("SPED", "disability"), TestCase("IDEA", "disability"), TestCase("LEP", "language"), TestCase("EL", "language"), TestCase("Limited English Proficient", "language"), TestCase("NSLP", "meals"), TestCase("FRPM", "meals")]
    [TestCase("Free/Reduced", "meals"), TestCase("National School Breakfast Program", "meals"), TestCase("Neglected and Delinquent Program", "custody"), TestCase("Juvenile Detention", "custody"), TestCase("Students in Transition", "housing")]
    [TestCase("Counseling", "health"), TestCase("Ideals of Democracy", "none"), TestCase("Career and Technical Education", "none"), TestCase("Advanced Placement", "none"), TestCase("Title I Part A", "none"), TestCase("Migrant Education", "none"), TestCase("Bilingual Summer Program", "language")]
    public void Programs_that_need_a_named_right_say_which(string program, string sensitivity) =>
        Assert.That(ProgramSensitivity.Of(program), Is.EqualTo(sensitivity));
}
