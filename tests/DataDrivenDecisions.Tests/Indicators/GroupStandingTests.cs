using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>Numbers by group of students: who belonged to it on the day of what is counted, and nothing that gives a small group away.</summary>
[Parallelizable]
public sealed class GroupStandingTests
{
    const string Learner = "English Learner";

    static readonly DateOnly AsOf = new(2026, 3, 13);

    static readonly (string Window, DateOnly Day)[] Windows = [("Fall", new(2025, 9, 10)), ("Spring", new(2026, 3, 10))];

    // Sixty students: 1 to 12 leave the program in winter, 13 to 24 left it three years ago, 25 to 30 long ago; 31 to 42 have an IEP, 43 to 48 a program too small to be told.
    static IEnumerable<ProgramArrival> Programs() => Enumerable.Range(1, 48).Select(n => n switch
    {
        <= 12 => In(n, Learner, new(2024, 8, 1), new(2026, 1, 15)),
        <= 24 => In(n, "ELL", new(2019, 8, 1), new(2022, 6, 1)),
        <= 30 => In(n, Learner, new(2018, 8, 1), new(2021, 1, 1)),
        <= 42 => In(n, "IEP", null, null),
        _ => In(n, "Migrant", null, null),
    });

    static ProgramArrival In(int student, string program, DateOnly? begin, DateOnly? end) =>
        new() { Line = student + 1, StudentId = $"{student:00}", Program = program, BeginDate = begin, EndDate = end, Sensitivity = "none" };

    static IReadOnlyList<GroupStanding> Told()
    {
        using var warehouse = new TemporaryWarehouse(AsOf);
        warehouse.Store.Load(Of(
            Update("enrollment", [.. Enumerable.Range(1, 60).Select(n => Enrolled($"{n:00}", "s", line: n + 1, grade: "05"))]),
            Update("demographics", [.. Enumerable.Range(1, 60).Select(n => new DemographicsArrival { Line = n + 1, StudentId = $"{n:00}", Sex = n % 2 == 0 ? "F" : "M", RaceText = n <= 40 ? "White" : n <= 54 ? "Asian" : "Black or African American" })]),
            Update("programs", [.. Programs()]),
            Update("scores", [.. Windows.SelectMany((w, i) => Enumerable.Range(1, 60).Select(n => new AssessmentArrival
            {
                Line = (100 * i) + n + 1, StudentId = $"{n:00}", Assessment = "Rise", Subject = "Reading", TestDate = w.Day, Window = w.Window, ScorePoints = 200 + n, Level = n % 3 == 0 ? "Level 3" : "Level 2",
            }))])));
        return GroupStanding.Tell(new Proficiency(), warehouse.Leader, Year, AsOf);
    }

    [Test]
    public void A_student_counts_in_the_groups_of_the_day_of_her_test()
    {
        var told = Told();
        (string, long, string)[] Of(string window) => [.. told.Where(g => g.Of == $"Rise Reading, {window}" && g.Kind == "program").Select(g => (g.Value, g.Students.Students, g.Share.ToString()))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of("Fall"), Is.EqualTo(new[] { (GroupSpan.LearnersAndFormer, 24, "33.3%"), (Learner, 12L, "33.3%"), ("IEP", 12, "33.3%") }).AsCollection);
            Assert.That(Of("Spring"), Is.EqualTo(new[] { (GroupSpan.LearnersAndFormer, 24L, "33.3%"), ("IEP", 12, "33.3%") }).AsCollection, "those who left in winter are no learners in spring, and former ones for four years");
        }
    }

    [Test]
    public void Groups_of_one_kind_add_up_to_all_students_and_small_ones_are_told_together()
    {
        var fall = Told().Where(g => g.Of == "Rise Reading, Fall").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fall[0], Is.EqualTo(new GroupStanding { Of = "Rise Reading, Fall", Kind = "all", Value = "all students", Students = new GroupSize(60), Share = Rate.Of(20, 60) }));
            Assert.That(fall.Where(g => g.Kind == "race").Select(g => (g.Value, g.Students.Students)), Is.EqualTo(new[] { ("White", 40L), (ToldGroups.Smaller, 20) }));
            Assert.That(fall.Where(g => g.Kind == "sex").Sum(g => g.Students.Students), Is.EqualTo(60));
            Assert.That(fall.Select(g => g.Value), Has.None.EqualTo("Migrant"));
        }
    }

    [TestCase(24, 20, "inner")]
    [TestCase(30, 20, "outer inner")]
    [TestCase(20, 20, "inner outer")]
    public void A_group_that_another_leaves_few_of_is_not_told_beside_it(int outer, int inner, string told) =>
        Assert.That(ToldGroups.OfSome([.. Enumerable.Range(0, 60)], n => (string[])[.. n < outer ? (string[])["outer"] : [], .. n < inner ? (string[])["inner"] : []]).Select(g => g.Value), Is.EqualTo(told.Split(' ')));

    [Test]
    public void No_sum_of_groups_gives_a_few_away()
    {
        static IEnumerable<string> Told(int all, params (string Name, int From, int To)[] groups) =>
            ToldGroups.OfSome([.. Enumerable.Range(0, all)], n => groups.Where(g => n >= g.From && n < g.To).Select(g => g.Name)).Select(g => g.Value).Order(StringComparer.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Told(80, ("a", 0, 20), ("b", 20, 32), ("both and five", 0, 37)), Is.EqualTo((string[])["a", "b"]));
            Assert.That(Told(44, ("a", 0, 20), ("b", 20, 40)), Has.Exactly(1).Items, "the other four would follow from all");
            Assert.That(Told(60, ("a", 0, 20), ("b", 20, 40)), Is.EqualTo((string[])["a", "b"]));
            Assert.That(Told(60, ("a", 0, 25), ("b", 20, 45)), Is.EqualTo((string[])["a", "b"]), "who is in both does not follow from the sums");
        }
    }

    [TestCase(0, 12, "at most 10%")]
    [TestCase(1, 12, "at most 10%")]
    [TestCase(2, 12, "16.7%")]
    [TestCase(12, 12, "at least 90%")]
    [TestCase(1, 60, "at most 5%")]
    [TestCase(59, 60, "at least 95%")]
    [TestCase(3, 300, "1.0%")]
    [TestCase(0, 300, "at most 5%")]
    public void An_end_of_the_scale_is_told_as_a_bound(int part, int whole, string words) =>
        Assert.That(new GroupStanding { Of = "", Kind = "program", Value = "IEP", Students = new GroupSize(whole), Share = Rate.Of(part, whole) }.ShareWords, Is.EqualTo(words));

    [TestCase("sped", "IEP")]
    [TestCase("Special Education", "IEP")]
    [TestCase("Tutoring", "Tutoring")]
    public void Two_words_for_a_group_make_one_group(string program, string name) =>
        Assert.That(new GroupSpan { Kind = "program", Value = program }.On(AsOf), Is.EqualTo((string[])[name]));

    [TestCase("2024-07-31", "")]
    [TestCase("2024-08-01", "English Learner|English Learner, now or in the last four years")]
    [TestCase("2026-01-15", "English Learner|English Learner, now or in the last four years")]
    [TestCase("2026-01-16", "English Learner, now or in the last four years")]
    [TestCase("2030-01-15", "English Learner, now or in the last four years")]
    [TestCase("2030-01-16", "")]
    public void A_former_learner_of_English_counts_for_four_years(string day, string groups) =>
        Assert.That(string.Join('|', new GroupSpan { Kind = "program", Value = Learner, First = new(2024, 8, 1), Last = new(2026, 1, 15) }.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))), Is.EqualTo(groups));
}
