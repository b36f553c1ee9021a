using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Units;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>A short list is honest: what stands on it by order stays, what cannot be told apart is drawn by lot, and what it is expected to find comes.</summary>
[Parallelizable]
public sealed class CapacityTests
{
    const string Seed = "0123456789abcdef";
    static readonly DateOnly Today = new(2026, 3, 13);
    static readonly Urgency Soon = Urgency.UntilTermEnd(Today.AddDays(28), Today);

    /// <summary>The worked example of the decision record.</summary>
    [Test]
    public void A_likelier_student_for_whom_little_can_change_later_comes_after_one_who_can_still_be_helped_now()
    {
        var helped = Concern(0.60, changed: 0.30, urgency: Urgency.UntilMissed(1, 60));
        var decided = Concern(0.90, changed: null, urgency: Urgency.UntilMissed(null, 60));
        Assert.That((helped.Weight, decided.Weight), Is.EqualTo((0.60 * 1 * 0.75, 0.90 * 0.70 * 0.50)));
        Assert.That(CapacityList.InOrder([Student(1, decided), Student(2, helped)]).Select(s => s.StudentKey), Is.EqualTo((int[])[2, 1]));
    }

    [Test]
    public void A_chance_three_times_another_s_always_comes_first()
    {
        var likely = Concern(0.30, changed: null, urgency: Urgency.Open);
        var unlikely = Concern(0.10, changed: 0.0, urgency: Urgency.UntilMissed(0, 60));
        Assert.That(likely.Weight, Is.GreaterThan(unlikely.Weight));
    }

    [Test]
    public void The_concern_that_weighs_most_stands_beside_the_student()
    {
        var student = Student(1, Concern(0.5, changed: null, urgency: Urgency.Open), Concern(0.4, changed: 0.1, urgency: Urgency.UntilMissed(0, 60)));
        Assert.That(student.Leading.Chance.Value, Is.EqualTo(0.4));
    }

    [Test]
    public void More_room_never_drops_a_student_who_stood_by_order_and_every_place_is_filled()
    {
        var random = new Random(5);
        var byLot = 0;
        for (var round = 0; round < 12; round++)
        {
            CapacityStudent[] students = [.. Enumerable.Range(1, 60).Select(k => Student(k, Concern(random.NextDouble(), random.NextDouble() * 0.5, random.Next(3) switch { 0 => Urgency.Open, 1 => Soon, _ => Urgency.UntilMissed(0, 50) }, random.Next(20, 200))))];
            HashSet<int> before = [];
            for (var places = 0; places <= 62; places++)
            {
                var list = CapacityList.Of(students, places, Seed);
                HashSet<int> byOrder = [.. list.ByOrder.Select(s => s.StudentKey)];
                Assert.That(before.IsSubsetOf(byOrder), $"round {round}, {places} places");
                Assert.That(list.Chosen.Select(s => s.StudentKey).Distinct().Count(), Is.EqualTo(Math.Min(places, students.Length)));
                Assert.That(list.Drawn.All(list.Margin.Contains) && !list.Margin.Any(list.ByOrder.Contains));
                Assert.That(list.ByOrder.All(s => students.Count(o => o.Leading.Weight > s.Leading.Weight) < places), "who stands by order is among the first");
                (before, byLot) = (byOrder, byLot + list.Drawn.Count);
            }
        }

        Assert.That(byLot, Is.GreaterThan(300), "lots were drawn");
    }

    [Test]
    public void Students_who_weigh_the_same_are_drawn_with_the_same_chance()
    {
        CapacityStudent[] alike = [.. Enumerable.Range(1, 5).Select(k => Student(k, Concern(0.5, 0.2, Soon)))];
        var drawn = new int[6];
        const int Rounds = 4_000;
        for (var seed = 0; seed < Rounds; seed++)
            foreach (var student in CapacityList.Of(alike, 2, $"seed {seed}").Drawn)
                drawn[student.StudentKey]++;
        // Four standard deviations of a coin with two fifths.
        Assert.That(drawn.Skip(1), Is.All.EqualTo(Rounds * 2 / 5).Within(4 * Math.Sqrt(Rounds * 0.4 * 0.6)));
    }

    [Test]
    public void A_draw_can_be_done_again_from_its_seed_whatever_the_order_of_the_candidates()
    {
        string[] candidates = [.. Enumerable.Range(1, 30).Select(k => $"S{k}")];
        var drawn = CapacityList.Draw(candidates, 7, Seed);
        Assert.That(CapacityList.Draw([.. candidates.Reverse()], 7, Seed), Is.EquivalentTo(drawn));
        Assert.That(CapacityList.Draw(candidates, 8, Seed), Is.SupersetOf(drawn), "another place leaves the others where they are");
        Assert.That(CapacityList.Draw(candidates, 7, "another"), Is.Not.EquivalentTo(drawn));
    }

    [Test]
    public void What_is_expected_comes_as_often_as_it_is_said()
    {
        var random = new Random(11);
        int held = 0, rounds = 2_000, lists = 0;
        double said = 0, came = 0;
        for (; lists < rounds; lists++)
        {
            // The chances that are told miss the true ones together, by as much as 150 past students leave open.
            var shift = Gauss(random);
            CapacityStudent[] list = [.. Enumerable.Range(1, 12).Select(k => Student(k, Concern(0.15 + (0.7 * random.NextDouble()), null, Soon, 150)))];
            var hits = list.Count(s => s.Leading.Chance.Value is var p && random.NextDouble() < p + (shift * Math.Sqrt(p * (1 - p) / 150)));
            var expected = ExpectedHits.Of(list);
            (said, came, held) = (said + expected.Mean, came + hits, held + (hits >= expected.Low && hits <= expected.High ? 1 : 0));
        }

        TestContext.Out.WriteLine($"{held} of {rounds} lists within the range");
        Assert.That(came / rounds, Is.EqualTo(said / rounds).Within(0.1));
        Assert.That((double)held / rounds, Is.InRange(0.94, 0.99));
        Assert.That(ExpectedHits.Of([.. Enumerable.Range(1, 3).Select(k => Student(k, Concern(1, null, Soon)))]), Is.EqualTo(new ExpectedHits(3, 3, 3, 3)));
    }

    [Test]
    public void Of_many_students_the_range_is_that_of_few_pooled()
    {
        ExpectedHits Of(int n) => ExpectedHits.Of([.. Enumerable.Range(1, n).Select(k => Student(k, Concern(0.3, null, Soon, 200)))]);
        var (exact, normal) = (Of(200), Of(201));
        Assert.That((normal.Low, normal.High), Is.EqualTo((exact.Low, exact.High)).Using<(int, int)>((a, b) => Math.Abs(a.Item1 - b.Item1) <= 2 && Math.Abs(a.Item2 - b.Item2) <= 2));
    }

    [Test]
    public void Groups_add_up_and_none_below_the_minimum_is_told_or_left_over()
    {
        CapacityStudent[] students = [.. Enumerable.Range(1, 60).Select(k => Student(k, Concern(0.01 * k, null, Soon)))];
        HashSet<int> onList = [.. Enumerable.Range(49, 12)];
        string? Value(int key) => key switch { <= 30 => "north", <= 45 => "south", <= 49 => "east", <= 52 => "west", _ => null };
        var groups = CapacityGroup.OfEverybody("side", Value, students, onList);
        Assert.That(groups.Select(g => (g.Value, g.Students.Students)), Is.EqualTo((ValueTuple<string, long>[])[("north", 30), ("south", 15), (ToldGroups.Smaller, 15)]));
        Assert.That((groups.Sum(g => g.Students.Students), groups.Sum(g => g.OnList)), Is.EqualTo((60L, 12)));
        Assert.That(groups.Sum(g => g.Expected), Is.EqualTo(students.Sum(s => s.Leading.Chance.Value)).Within(1e-9));

        // One small group alone would be the difference of the others: the next larger one goes with it.
        var two = CapacityGroup.OfEverybody("side", key => key <= 3 ? "few" : key <= 20 ? "some" : "many", students, onList);
        Assert.That(two.Select(g => (g.Value, g.Students.Students)), Is.EqualTo((ValueTuple<string, long>[])[("many", 40), (ToldGroups.Smaller, 20)]));
        Assert.That(CapacityGroup.OfEverybody("side", key => key <= 3 ? "few" : "many", students, onList), Is.Empty, "nothing to compare that does not give the few away");

        var some = CapacityGroup.OfSome("program", students.SelectMany(s => (IEnumerable<(int Key, string Value)>)[(s.StudentKey, s.StudentKey <= 55 ? "nearly all" : "few"), (s.StudentKey, s.StudentKey <= 20 ? "club" : "club none")]).ToLookup(x => x.Key, x => x.Value), students, onList);
        Assert.That(some.Select(g => g.Value), Is.EquivalentTo((string[])["club", "club none"]));
    }

    [TestCase(14, "now", "2 weeks to the end of the term")]
    [TestCase(1, "now", "1 day to the end of the term")]
    [TestCase(42, "soon", "6 weeks to the end of the term")]
    [TestCase(43, "later", "6 weeks to the end of the term")]
    public void A_term_is_urgent_when_its_end_is_near(int days, string name, string words) =>
        Assert.That(Urgency.UntilTermEnd(Today.AddDays(days), Today), Has.Property(nameof(Urgency.Name)).EqualTo(name).And.Property(nameof(Urgency.Words)).EqualTo(words));

    [TestCase(0, "now")]
    [TestCase(2, "now")]
    [TestCase(5, "soon")]
    [TestCase(6, "later")]
    [TestCase(60, "later")]
    [TestCase(null, "later")]
    public void Absence_is_urgent_when_few_days_may_still_be_missed(int? mayMiss, string name)
    {
        var urgency = Urgency.UntilMissed(mayMiss, 60);
        Assert.That(urgency.Name, Is.EqualTo(name));
        Assert.That(Urgency.Soonest([Urgency.Open, urgency]).Factor, Is.EqualTo(urgency.Factor));
        Assert.That(Urgency.Soonest([]), Is.EqualTo(Urgency.Open));
    }

    [Test]
    public void Students_alike_have_chances_near_also_where_chances_are_high_and_few()
    {
        // Of a thousand nine hundred have a low chance; the others lie between a half and one.
        double[] chances = [.. Enumerable.Range(0, 900).Select(i => i * 0.0003), .. Enumerable.Range(0, 100).Select(i => 0.5 + (i * 0.005))];
        bool[] cameTrue = [.. chances.Select((p, i) => (i * 0.61803398875) % 1 < p)];
        var alike = AlikeStudents.Among(chances, cameTrue);
        Assert.That(alike(0.95), Has.Property(nameof(AlikeStudents.Count)).InRange(30, 40));
        Assert.That((double)alike(0.95).CameTrue / alike(0.95).Count, Is.EqualTo(0.92).Within(0.08));
        Assert.That(alike(0.1).Count, Is.EqualTo(200));
    }

    static CapacityConcern Concern(double chance, double? changed, Urgency urgency, int? alike = null) => new()
    {
        Model = "rest-of-year", Chance = new Probability(chance), Alike = alike is { } n ? new AlikeStudents(n, (int)Math.Round(n * chance)) : null, Changed = changed is { } then ? new Probability(Math.Min(then, chance)) : null, Urgency = urgency,
    };

    static CapacityStudent Student(int key, params CapacityConcern[] concerns) => new(key, $"S{key}", concerns);

    static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
