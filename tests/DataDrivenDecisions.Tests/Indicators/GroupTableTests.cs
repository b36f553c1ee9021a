using System.Numerics;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>Tables for anybody of random districts, attacked: grades lie within schools, and what holds of students is rare, frequent or neither.</summary>
[Parallelizable]
public sealed class GroupTableTests
{
    static readonly DateOnly Day = new(2026, 3, 13);
    static readonly string[] Kinds = ["school", "grade", "race", "sex"];

    sealed record Pupil(int Key, string School, string Grade, string Race, string Sex, string[] Programs, bool Holds)
    {
        public bool Is(string kind, string value) => kind switch { "all" => true, "school" => School == value, "grade" => Grade == value, "race" => Race == value, "sex" => Sex == value, _ => Programs.Contains(value, StringComparer.Ordinal) };
    }

    static Pupil[] District(Random random, int size, double share)
    {
        var grades = 4 + random.Next(9);
        return
        [
            .. Enumerable.Range(0, size).Select(i =>
            {
                var grade = random.Next(grades);
                var school = grade < 4 ? "lower " + random.Next(2) : grade < 7 ? "middle" : "high";
                string[] programs = [.. Enumerable.Range(0, 4).Where(_ => random.Next(6) == 0).Select(p => "program " + p)];
                return new Pupil(i, school, $"{grade:00}", "race " + (int)Math.Pow(random.NextDouble() * 2, 3), random.Next(2) == 0 ? "F" : "M", programs, random.NextDouble() < share);
            }),
        ];
    }

    static IReadOnlyList<GroupStanding> Told(Pupil[] pupils, bool isForAnybody)
    {
        var groups = new GroupsOfStudents(
            pupils.SelectMany(p => new[] { ("race", p.Race), ("sex", p.Sex) }.Concat(p.Programs.Select(g => ("program", g))).Select(g => new GroupSpan { StudentKey = p.Key, Kind = g.Item1, Value = g.Item2 })),
            key => [("school", pupils[key].School), ("grade", pupils[key].Grade)]);
        return GroupTable.Tell("", GroupTally.Of(new CountedSet { Of = "", Members = [.. pupils.Select(p => new Counted(p.Key, Day, p.Holds))] }, groups), Kinds, isForAnybody);
    }

    static IReadOnlyList<DisclosureAttack.Line> Lines(Pupil[] pupils, IReadOnlyList<GroupStanding> told) =>
    [
        .. told.Select(g =>
        {
            var named = told.Where(o => o.Kind == g.Kind).Select(o => o.Value).ToArray();
            var members = pupils.Where(p => g.Value == ToldGroups.Smaller ? !named.Any(n => p.Is(g.Kind, n)) : p.Is(g.Kind, g.Value)).Aggregate(BigInteger.Zero, (sum, p) => sum | (BigInteger.One << p.Key));
            Assert.That(DisclosureAttack.Count(members), Is.EqualTo(g.Students.Students));
            var isExact = g.ShareWords == g.Share.ToString();
            return new DisclosureAttack.Line(g.Kind, g.Value, members, isExact, g.Kind != "all" && !isExact && (g.Range is null || g.Kind == "program"));
        }),
    ];

    [Test]
    public void No_random_district_gives_a_few_away_or_what_is_hidden()
    {
        var (lines, hidden, stricter) = (0, 0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var pupils = District(random, 60 + random.Next(500), new[] { 0.02, 0.1, 0.4, 0.97 }[seed % 4]);
            var told = Lines(pupils, Told(pupils, isForAnybody: true));
            Assert.That(DisclosureAttack.On(told), Is.Empty, $"seed {seed}");
            (lines, hidden) = (lines + told.Count, hidden + told.Count(l => l.IsHidden));
            stricter += DisclosureAttack.On(Lines(pupils, Told(pupils, isForAnybody: false))).Any(f => f.Contains("fixes", StringComparison.Ordinal)) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{lines} lines of 60 districts, {hidden} of them hidden; {stricter} districts would have fixed a hidden figure by sums of several kinds");
        Assert.That((lines > 600, hidden > 60, stricter > 0), Is.EqualTo((true, true, true)), "there was something to find");
    }

    [Test]
    public void Where_a_school_is_its_grades_together_the_grades_are_not_told_beside_it_with_one_hidden()
    {
        // Nobody of the 30 in grade 12 is meant; the one range that hides it is a smaller grade's of the other school, so that the high school less its other grades would tell.
        Pupil Pupil(int key, string school, string grade, bool holds) => new(key, school, grade, "one", "F", [], holds);
        Pupil[] pupils =
        [
            .. Enumerable.Range(0, 50).Select(i => Pupil(i, "lower", i < 25 ? "01" : "02", i % 3 == 0)),
            .. Enumerable.Range(50, 120).Select(i => Pupil(i, "high", $"{9 + ((i - 50) / 30):00}", i < 140 && i % 3 == 0)),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Told(pupils, isForAnybody: true).Select(g => g.Kind).Distinct(), Is.EqualTo((string[])["all", "school"]));
            Assert.That(Told([.. pupils.Select(p => p with { Holds = p.Key % 3 == 0 })], isForAnybody: true).Select(g => g.Kind).Distinct(), Is.EqualTo((string[])["all", "school", "grade"]));
        }
    }
}
