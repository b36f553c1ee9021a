using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>Credits of a year, told by terms of different lengths and by different lines.</summary>
public sealed class CreditsTests
{
    [TestCase("S1", 6, "2.5")]
    [TestCase("S1,S2", 12, "5")]
    [TestCase("S2", 6, "2.5")]
    [TestCase("First half,Second half", 12, "5")]
    [TestCase("T1", 4, "1.67")]
    [TestCase("T1,T2", 8, "3.33")]
    [TestCase("Trimester 1,TRI 2,t3", 12, "5")]
    [TestCase("T2,Trimester 2", 4, "1.67")]
    [TestCase("T1,S1", 6, "2.5")]
    public void What_a_ninth_grader_needs_grows_with_the_terms_that_are_over(string terms, int over, decimal needed)
    {
        var credits = FreshmanCredits.Of(new MarkBook(terms.Split(',').Select((term, at) => Mark(at, term, 0.5m, 0.5m))))!;
        Assert.That((credits.Twelfths, Math.Round(credits.Needed, 2), credits.IsWholeYear), Is.EqualTo((over, needed, over == 12)));
    }

    [TestCase("Y1", "2026-06-05", 12)]
    [TestCase("Y1", "2026-01-23", 6)]
    [TestCase("Final", "2027-09-01", 12)]
    [TestCase("S1", "2026-06-05", 6)]
    [TestCase("S2", "2026-06-05", 12)]
    [TestCase("Q2", "2026-01-23", 6)]
    [TestCase("Q3", "2026-03-23", 6)]
    [TestCase("Q4", "2026-06-05", 12)]
    [TestCase("T1", "2025-11-20", 4)]
    [TestCase("T3", "2026-06-05", 12)]
    public void A_final_mark_says_that_the_year_is_over_to_the_end_of_its_own_term(string term, string known, int over) =>
        Assert.That(FreshmanCredits.Of(new MarkBook([Mark(1, term, 1, 1) with { MarkType = "final", KnownOn = DateOnly.Parse(known, CultureInfo.InvariantCulture), SchoolYearEnds = 2026 }])), Is.EqualTo(new FreshmanCredits(1, 0, over)));

    [Test]
    public void A_course_that_ended_with_the_first_quarter_says_nothing_of_the_first_semester() =>
        Assert.That(FreshmanCredits.Of(new MarkBook([Mark(1, "Q1", 0.25m, 0.25m) with { MarkType = "final" }])), Is.Null);

    [TestCase("S1:0.5:B,S2:0.5:B,Y1:1:B", "1", 0, Description = "a final mark of the year has both semesters' credits")]
    [TestCase("S1:0.5:F,S2:0.5:F,Y1:1:F", "0", 2, Description = "its F is the semesters' F, told once more")]
    [TestCase("S1:0.5:D,S2:0.5:D,Y1:1:F", "0", 1, Description = "its F is its own where no semester has one")]
    [TestCase("S1:0.5:B,S2:0.5:B,*S2:1:B", "1", 0, Description = "a final mark with the course's credits, named by the last term")]
    [TestCase("S1:0.5:B,*S2:0.5:F", "0.5", 1, Description = "a final mark of the second semester alone")]
    [TestCase("*S1:0.5:B,*S2:0.5:B", "1", 0, Description = "a final mark of each semester")]
    [TestCase("S1:0.5:B,*S1:0.5:B", "0.5", 0, Description = "a semester's course with both kinds")]
    public void Credits_of_one_course_are_counted_once(string marks, decimal earned, int failures)
    {
        var book = new MarkBook(marks.Split(',').Select(m => m.Split(':')).Select(m => Mark(1, m[0].TrimStart('*'), decimal.Parse(m[1], CultureInfo.InvariantCulture), m[2] == "F" ? 0 : decimal.Parse(m[1], CultureInfo.InvariantCulture)) with
        {
            Mark = m[2], IsCore = 1, MarkType = m[0][0] is '*' or 'Y' ? "final" : "semester", SchoolYearEnds = 2026, KnownOn = new DateOnly(2026, 6, 5),
        }));
        var credits = FreshmanCredits.Of(book)!;
        Assert.That((credits.Earned, credits.CoreFailures), Is.EqualTo((earned, failures)));
    }

    [TestCase(5, "0")]
    [TestCase(4, "1.04")]
    public void Thirds_that_are_written_with_two_digits_take_nobody_off_track(int courses, decimal missing)
    {
        var marks = Enumerable.Range(1, courses).SelectMany(course => new[] { "T1", "T2", "T3" }.Select(term => Mark(course, term, 0.33m, 0.33m)));
        Assert.That(FreshmanCredits.Of(new MarkBook(marks))!.Missing, Is.EqualTo(missing));
    }

    [TestCase("Q1", "quarter", false)]
    [TestCase("T1", "quarter", true)]
    [TestCase("T4", "quarter", false)]
    [TestCase("Term 1", "quarter", false)]
    [TestCase("Summer", "semester", true)]
    public void Credits_stand_behind_marks_that_decide_and_behind_those_of_trimesters(string term, string type, bool carries) =>
        Assert.That(Mark(1, term, 0.5m, 0.5m) with { MarkType = type }, Has.Property(nameof(StudentMark.CarriesCredits)).EqualTo(carries));

    [TestCase("any", 1, Verdict.Concern)]
    [TestCase("any", 0, Verdict.Fine)]
    [TestCase("fifth", 1, Verdict.Watch)]
    [TestCase("fifth", 2, Verdict.Concern)]
    public void The_line_says_how_many_lost_credits_are_a_concern(string preset, int failed, Verdict verdict)
    {
        var found = ((CreditsEarned)new CreditsEarned().By(preset)).Judge(new MarkBook(Enumerable.Range(1, 6).Select(course => Mark(course, "S1", 0.5m, course <= failed ? 0 : 0.5m))));
        Assert.That((found.Verdict, found.Part, found.Whole), Is.EqualTo((verdict, 3 - (0.5m * failed), 3m)));
    }

    [Test]
    public void A_course_that_brings_more_than_its_worth_hides_no_loss()
    {
        var found = new CreditsEarned().Judge(new MarkBook([Mark(1, "S1", 0.5m, 1), Mark(2, "S1", 0.5m, 0), Mark(3, "Summer school", 0.5m, 0)]));
        Assert.That((found.Verdict, found.Reason), Is.EqualTo((Verdict.Concern, "1 of 1 credits earned, 0.5 lost in 1 course")));
    }

    [TestCase("08", false)]
    [TestCase("09", true)]
    [TestCase("12", true)]
    [TestCase("UG", false)]
    public void Only_high_school_students_are_asked_for_credits(string grade, bool isAsked) =>
        Assert.That(new CreditsEarned().IsAskedOf(new StudentYear { Placement = new() { StudentKey = 1, Grade = grade } }), Is.EqualTo(isAsked));

    [TestCase("freshman-on-track")]
    [TestCase("credits-earned")]
    [TestCase("grade-points")]
    public void An_opened_number_adds_up_and_names_the_marks_that_the_final_one_has_taken_up(string indicator)
    {
        StudentMark[] marks =
        [
            Mark(1, "S1", 0.5m, 0.5m), Mark(1, "S2", 0.5m, 0.5m), Mark(1, "Y1", 1, 1) with { MarkType = "final", SchoolYearEnds = 2026, KnownOn = new DateOnly(2026, 6, 5) }, Mark(2, "S1", 0.5m, 0), Mark(3, "Summer", 0.5m, 0.5m),
        ];
        var student = new StudentYear { Placement = new() { StudentKey = 1, Grade = "09" }, Marks = marks };
        var why = Explanation.Of(Indicator.Named(indicator)!, new StudentRows { Student = student, AsOf = new DateOnly(2026, 6, 5), Marks = marks });
        Assert.That(why.Counted.Sum(r => r.Part), Is.EqualTo(why.Finding.Part));
        Assert.That(why.Counted.Sum(r => r.Whole), Is.EqualTo(0).Or.EqualTo(why.Finding.Whole));
        Assert.That(why.LeftOut.Where(r => r.Why.Contains("final", StringComparison.Ordinal) || r.Why.Contains("another mark", StringComparison.Ordinal)), Has.Exactly(2).Items);
    }

    [TestCase("Fall Semester 2025", 0, 6)]
    [TestCase("2025-2026 Spring", 6, 12)]
    [TestCase("2nd Semester", 6, 12)]
    [TestCase("Second Trimester", 4, 8)]
    [TestCase("Fall Trimester", 0, 4)]
    [TestCase("Winter Tri", 4, 8)]
    [TestCase("Spring trimester 2026", 8, 12)]
    [TestCase("Qtr 3", 6, 9)]
    [TestCase("Q4", 9, 12)]
    [TestCase("Sem. 2", 6, 12)]
    public void A_terms_name_says_which_part_of_the_year_it_is(string term, int begins, int ends) => Assert.That(YearPart.Of(term), Is.EqualTo(new YearPart(begins, ends)));

    [TestCase("S3")]
    [TestCase("T4")]
    [TestCase("Year")]
    [TestCase("Term 1")]
    [TestCase("Winter")]
    [TestCase("2025-2026")]
    [TestCase("")]
    [TestCase(null)]
    public void Another_name_says_none(string? term) => Assert.That(YearPart.Of(term), Is.Null);

    static StudentMark Mark(int section, string term, decimal attempted, decimal earned) =>
        new() { SectionKey = section, Term = term, MarkType = "semester", Mark = earned > 0 ? "B" : "F", CreditsAttempted = attempted, CreditsEarned = earned };
}
