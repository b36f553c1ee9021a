using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>Credits of a year, told by terms of different lengths and by different lines.</summary>
public sealed class CreditsTests
{
    [TestCase("S1", 1, "2.5", false)]
    [TestCase("S1,S2", 2, "5", true)]
    [TestCase("T1", 1, "1.67", false)]
    [TestCase("T1,T2", 2, "3.33", false)]
    [TestCase("Trimester 1,TRI 2,t3", 3, "5", true)]
    [TestCase("T2,Trimester 2", 1, "1.67", false)]
    public void What_a_ninth_grader_needs_grows_with_the_terms_that_are_over(string terms, int over, decimal needed, bool isWholeYear)
    {
        var credits = FreshmanCredits.Of(terms.Split(',').Select((term, at) => Mark(at, term, 0.5m, 0.5m)))!;
        Assert.That((credits.Terms, Math.Round(credits.Needed, 2), credits.IsWholeYear), Is.EqualTo((over, needed, isWholeYear)));
    }

    [Test]
    public void A_mark_of_the_whole_course_says_the_whole_year_at_once() =>
        Assert.That(FreshmanCredits.Of([Mark(1, "Y1", 1, 1) with { MarkType = "final" }]), Is.EqualTo(new FreshmanCredits(1, 0, 1, 1)));

    [TestCase(5, "0")]
    [TestCase(4, "1.04")]
    public void Thirds_that_are_written_with_two_digits_take_nobody_off_track(int courses, decimal missing)
    {
        var marks = Enumerable.Range(1, courses).SelectMany(course => new[] { "T1", "T2", "T3" }.Select(term => Mark(course, term, 0.33m, 0.33m)));
        Assert.That(FreshmanCredits.Of(marks)!.Missing, Is.EqualTo(missing));
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

    static StudentMark Mark(int section, string term, decimal attempted, decimal earned) =>
        new() { SectionKey = section, Term = term, MarkType = "semester", Mark = earned > 0 ? "B" : "F", CreditsAttempted = attempted, CreditsEarned = earned };
}
