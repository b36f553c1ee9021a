using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Enrollments that an SIS writes as entries and withdrawals: the stays that they make, year by year, and what becomes of events that make none. Today is 20 November 2026.</summary>
public sealed class EnrollmentEventTests
{
    const string Header = "local_id,school_local_id,enrollment_date,enrollment_type,enrollment_code,reason_code,status_code,yog\n";

    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void An_entry_and_its_withdrawal_make_one_stay()
    {
        Assert.That(Stays("1,HS,2025-08-25,E,E1,,Active,2028", "1,HS,2025-10-03,W,W2,Moved,Withdrawn,2028"), Is.EqualTo((string[])["1 HS 2025-26 grade 10 2025-08-25 E1 to 2025-10-03 Moved"]));
        Assert.That(_bench.Arrivals.OfType<OtherRecordArrival>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_stay_of_years_is_one_in_each_of_them_with_the_grade_of_each()
    {
        Assert.That(Stays("1,HS,2024-08-26,E,E1,,Active,2028"), Is.EqualTo((string[])
        [
            "1 HS 2024-25 grade 09 2024-08-26 E1 to 2025-06-30 End of school year",
            "1 HS 2025-26 grade 10 2025-07-01  to 2026-06-30 End of school year",
            "1 HS 2026-27 grade 11 2026-07-01  to  ",
        ]));
    }

    [Test]
    public void Who_repeats_a_grade_is_in_it_from_the_year_that_the_change_says()
    {
        Assert.That(Stays("1,HS,2024-08-26,E,E1,,Active,2028", "1,HS,2025-08-20,Y,,Retained,Active,2029").Select(s => s.Split(' ')[4]), Is.EqualTo((string[])["09", "09", "10"]));
    }

    [Test]
    public void Who_comes_back_has_two_stays_whatever_the_order_of_the_rows()
    {
        string[] rows = ["1,HS,2026-01-12,E,R1,,Active,2028", "1,HS,2025-10-03,W,W2,,Withdrawn,2028", "1,HS,2026-03-02,W,W2,,Withdrawn,2028", "1,HS,2025-08-25,E,E1,,Active,2028"];

        string[] expected = ["1 HS 2025-26 grade 10 2025-08-25 E1 to 2025-10-03 W2", "1 HS 2025-26 grade 10 2026-01-12 R1 to 2026-03-02 W2"];
        Assert.That(Stays(rows), Is.EquivalentTo(expected));
    }

    [Test]
    public void A_move_within_the_district_is_a_stay_in_each_school()
    {
        string[] rows = ["1,MS,2025-08-25,E,E1,,Active,2030", "1,MS,2025-11-03,W,T1,,Active,2030", "1,JH,2025-11-03,E,T2,,Active,2030"];

        Assert.That(Stays([.. rows, "1,JH,2026-05-29,W,W9,,Withdrawn,2030"]), Is.EqualTo((string[])["1 MS 2025-26 grade 08 2025-08-25 E1 to 2025-11-03 T1", "1 JH 2025-26 grade 08 2025-11-03 T2 to 2026-05-29 W9"]));
    }

    [Test]
    public void Who_never_came_has_entered_and_left_on_one_day_and_who_leaves_and_returns_on_one_day_has_two_stays()
    {
        string[] rows = ["1,HS,2025-08-25,E,E1,,Active,2028", "1,HS,2025-08-25,W,NS,,Withdrawn,2028", "2,HS,2025-08-25,E,E1,,Active,2028", "2,HS,2025-09-09,E,E2,,Active,2028", "2,HS,2025-09-09,W,W2,,Withdrawn,2028", "2,HS,2025-09-20,W,W3,,Withdrawn,2028"];

        Assert.That(Stays(rows), Is.EqualTo((string[])
        [
            "1 HS 2025-26 grade 10 2025-08-25 E1 to 2025-08-25 NS", "2 HS 2025-26 grade 10 2025-08-25 E1 to 2025-09-09 W2", "2 HS 2025-26 grade 10 2025-09-09 E2 to 2025-09-20 W3",
        ]));
    }

    [Test]
    public void A_diploma_is_told_by_the_status()
    {
        Assert.That(Stays("1,HS,2025-08-25,E,E1,,Active,2026", "1,HS,2026-06-12,W,W9,,Graduate,2026").Single(), Does.EndWith("to 2026-06-12 Graduated"));
    }

    [Test]
    public void A_second_entry_without_withdrawal_is_told_and_begins_nothing()
    {
        var report = Import("1,HS,2025-08-25,E,E1,,Active,2028", "1,HS,2025-09-25,E,E1,,Active,2028", "1,HS,2025-10-25,W,W1,,Withdrawn,2028");

        Assert.That(_bench.Arrivals.OfType<SchoolEnrollmentArrival>().Select(s => (s.EntryDate, s.ExitDate)), Is.EqualTo(new[] { (new DateOnly(2025, 8, 25), (DateOnly?)new DateOnly(2025, 10, 25)) }));
        Assert.That(report.Warnings, Has.Some.Contains("1 row had an entry into a school in which the student is already"));
    }

    [Test]
    public void A_withdrawal_that_ends_nothing_is_rejected_with_what_to_do()
    {
        var report = Import("1,HS,2025-10-03,W,W2,,Withdrawn,2028", "2,HS,2025-08-25,E,E1,,Active,2028");

        Assert.That(report.Causes.Select(c => (c.Rule, c.Count)), Is.EqualTo(new[] { ("withdrawal-without-entry", 1L) }));
        Assert.That((report.RowsIn, report.Loaded, report.Rejected), Is.EqualTo((2L, 1L, 1L)));
    }

    [Test]
    public void A_word_that_is_no_event_and_somebody_registered_for_later_begin_nothing()
    {
        var report = Import("1,HS,2025-08-25,Q,E1,,Active,2028", "2,HS,2027-08-25,E,E1,,PreReg,2028", "3,HS,2025-08-25,E,E1,,Active,2028");

        Assert.That(_bench.Arrivals.OfType<SchoolEnrollmentArrival>().Select(s => s.StudentId).Distinct(), Is.EqualTo((string[])["3"]));
        Assert.That(report.Warnings, Has.Some.Contains("\"Q\", which is not mapped; it counts as neither an entry nor a withdrawal"));
    }

    [Test]
    public void A_stay_that_nobody_can_have_is_rejected()
    {
        Assert.That(Import("1,HS,1995-08-25,E,E1,,Active,2008", "2,HS,2025-08-25,E,E1,,Active,2028").Causes.Single().Rule, Is.EqualTo("stay-too-long"));
    }

    [Test]
    public void The_names_of_the_product_s_own_tables_are_known_and_the_order_of_dates_is_told_by_the_file()
    {
        _bench.ImportText("STD_ID_LOCAL,SKL_SCHOOL_ID,ENR_ENROLLMENT_DATE,ENR_ENROLLMENT_TYPE,ENR_ENROLLMENT_CODE,ENR_YOG\n1,HS,8/25/2025,Entry,E1,2028\n1,HS,10/3/2025,Withdrawal,W2,2028\n");

        Assert.That(Told(), Is.EqualTo((string[])["1 HS 2025-26 grade 10 2025-08-25 E1 to 2025-10-03 W2"]));
    }

    [Test]
    public void A_registration_of_years_ago_says_where_the_student_is_this_year()
    {
        _bench.ImportText("local_id,state_id,full_name,school_local_id,registration_date,grade\n1,,\"Sampleford, Ivo\",HS,2019-08-26,10\n2,,\"Exampleton, Wren\",HS,2026-09-14,9\n");

        Assert.That(_bench.Arrivals.OfType<SchoolEnrollmentArrival>().Select(s => (s.StudentId, s.EntryDate, s.Year.Ends)), Is.EqualTo(new[] { ("1", new DateOnly(2026, 7, 1), 2027), ("2", new DateOnly(2026, 9, 14), 2027) }));
    }

    IReadOnlyList<string> Stays(params string[] rows)
    {
        var report = Import(rows);
        Assert.That(report.Rejected, Is.Zero);
        return Told();
    }

    ImportReport Import(params string[] rows) => _bench.ImportText(Header + string.Concat(rows.Select(r => r + "\n")));

    IReadOnlyList<string> Told() => [.. _bench.Arrivals.OfType<SchoolEnrollmentArrival>().Select(s => string.Create(CultureInfo.InvariantCulture,
        $"{s.StudentId} {s.SchoolId} {s.Year} grade {s.Grade?.Code} {s.EntryDate:yyyy-MM-dd} {s.EntryReason} to {s.ExitDate:yyyy-MM-dd} {s.ExitReason}"))];
}
