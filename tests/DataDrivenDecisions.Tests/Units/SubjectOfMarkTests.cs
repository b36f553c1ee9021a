using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Tests.Units;

/// <summary>Which courses count as mathematics and English, by what their sources call them.</summary>
public sealed class SubjectOfMarkTests
{
    [TestCase("International Relations", "Social Studies", false, false)]
    [TestCase("ELA 9", null, false, true)]
    [TestCase("HONORS ELA", "", false, true)]
    [TestCase("English Language Arts 7", "English", false, true)]
    [TestCase("Creative writing", null, false, true)]
    [TestCase("Spreading wings", "Science", false, false)]
    [TestCase("Pre-Algebra", null, true, false)]
    [TestCase("Prealgebra 8", null, true, false)]
    [TestCase("AP Precalculus", "Mathematics", true, false)]
    [TestCase("Mathematics for English learners", "English", true, false)]
    [TestCase("", null, false, false)]
    public void A_core_course_is_known_by_the_words_of_its_name_or_subject(string course, string? subject, bool mathematics, bool english)
    {
        var mark = new StudentMark { CourseName = course, Subject = subject, IsCore = 1 };
        Assert.That((mark.IsMathematics, mark.IsEnglish), Is.EqualTo((mathematics, english)));
        var elective = mark with { IsCore = 0 };
        Assert.That((elective.IsMathematics, elective.IsEnglish), Is.EqualTo((false, false)));
    }
}
