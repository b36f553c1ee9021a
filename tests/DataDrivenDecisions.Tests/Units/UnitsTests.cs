using CsCheck;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Units;

public sealed class UnitsTests
{
    [TestCase("2026", 2026)]
    [TestCase("2025-26", 2026)]
    [TestCase("2025-2026", 2026)]
    [TestCase("2025/26", 2026)]
    [TestCase("1999-00", 2000)]
    public void A_school_year_is_named_by_the_year_in_which_it_ends(string text, int ends)
    {
        Assert.That(SchoolYear.TryParse(text, out var year), Is.True);
        Assert.That(year.Ends, Is.EqualTo(ends));
    }

    [TestCase("2025-27")]
    [TestCase("25-26")]
    [TestCase("")]
    [TestCase("20x6")]
    [TestCase("0000")]
    public void What_is_not_a_school_year_is_refused(string text) => Assert.That(SchoolYear.TryParse(text, out _), Is.False);

    [Test]
    public void A_school_year_is_shown_with_both_its_years()
    {
        Assert.That(new SchoolYear(2026).ToString(), Is.EqualTo("2025-26"));
        Assert.That(new SchoolYear(2000).ToString(), Is.EqualTo("1999-00"));
    }

    [Test]
    public void July_begins_the_year()
    {
        Assert.That(SchoolYear.Of(new DateOnly(2025, 6, 30)), Is.EqualTo(new SchoolYear(2025)));
        Assert.That(SchoolYear.Of(new DateOnly(2025, 7, 1)), Is.EqualTo(new SchoolYear(2026)));
        Assert.That(new Month(7) < new Month(6), Is.True);
    }

    [TestCase("K", "KG")]
    [TestCase("0", "KG")]
    [TestCase("Kindergarten", "KG")]
    [TestCase("7", "07")]
    [TestCase("07", "07")]
    [TestCase("7th grade", "07")]
    [TestCase("Grade 7", "07")]
    [TestCase("Seventh grade", "07")]
    [TestCase("uri://ed-fi.org/GradeLevelDescriptor#Ninth grade", "09")]
    [TestCase("pk", "PK")]
    [TestCase("12", "12")]
    [TestCase("ug", "UG")]
    public void Grades_are_read_as_schools_write_them(string text, string code)
    {
        Assert.That(GradeLevel.TryParse(text, out var grade), Is.True);
        Assert.That(grade.Code, Is.EqualTo(code));
    }

    [TestCase("14")]
    [TestCase("grade")]
    [TestCase("")]
    [TestCase("1-2")]
    public void What_is_not_a_grade_is_refused(string text) => Assert.That(GradeLevel.TryParse(text, out _), Is.False);

    [Test]
    public void Grades_sort_from_preschool_to_twelve()
    {
        string[] sorted = ["PK", "KG", "01", "02", "09", "10", "12"];
        Assert.That(sorted.Reverse().Select(GradeLevel.Parse).Order().Select(g => g.Code), Is.EqualTo(sorted));
    }

    [Test]
    public void Rates_pool_their_parts_and_wholes()
    {
        Assert.That(Rate.Of(1, 2) + Rate.Of(9, 18), Is.EqualTo(Rate.Of(10, 20)));
        Assert.That(Rate.Of(0, 0).ToString(), Is.EqualTo("–"));
        Assert.That(Rate.Of(162, 180).ToString(), Is.EqualTo("90.0%"));
    }

    [Test]
    public void A_rate_over_nothing_is_neither_above_nor_below_anything()
    {
        Assert.That(Rate.None >= Rate.Of(0, 1), Is.False);
        Assert.That(Rate.None <= Rate.Of(1, 1), Is.False);
    }

    [Test]
    public void Rates_compare_exactly_where_division_would_round() =>
        (from whole in Gen.Int[1, 100_000] from part in Gen.Int[0, 100_000] select (part: Math.Min(part, whole), whole)).Sample(r =>
            Rate.Of(r.part, r.whole).CompareTo(Rate.Of(1, 10)) == (r.part * 10L).CompareTo(r.whole));

    [Test]
    public void A_rate_whose_part_exceeds_its_whole_is_refused() =>
        Assert.That(() => Rate.Of(2, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Chances_are_said_as_people_count()
    {
        Assert.That(new Probability(0.31).ToString(), Is.EqualTo("about 3 in 10"));
        Assert.That(new Probability(0.02).ToString(), Is.EqualTo("fewer than 1 in 20"));
        Assert.That(Probability.FromLogOdds(new Probability(0.2).LogOdds).Value, Is.EqualTo(0.2).Within(1e-12));
    }

    [TestCase(1, "1st")]
    [TestCase(12, "12th")]
    [TestCase(62, "62nd")]
    [TestCase(93, "93rd")]
    public void Percentiles_are_ordinals(int value, string shown) => Assert.That(new PercentileRank(value).ToString(), Is.EqualTo(shown));

    [Test]
    public void Nine_students_are_too_few_to_show()
    {
        Assert.That(new GroupSize(9).IsSmall, Is.True);
        Assert.That(new GroupSize(10).IsSmall, Is.False);
    }
}
