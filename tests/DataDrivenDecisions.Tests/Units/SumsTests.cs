using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Units;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Units;

/// <summary>The attack on told groups: whatever follows from their sums and differences must not be about a few.</summary>
[Parallelizable]
public sealed class SumsTests
{
    static HashSet<int> From(int from, int to) => [.. Enumerable.Range(from, to - from)];

    [Test]
    public void A_few_follow_from_a_sum_of_groups_of_different_kinds()
    {
        int[] all = [.. Enumerable.Range(0, 60)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Sums.GiveAway(all, [From(0, 30), From(30, 60), From(0, 26)]), Is.True, "four of the first half are not in the third group");
            Assert.That(Sums.GiveAway(all, [From(0, 30), From(30, 60), From(0, 20)]), Is.False);
            Assert.That(Sums.GiveAway(all, [From(0, 20), From(20, 40), From(40, 60), From(0, 36)]), Is.True, "the second group less what of the union is not the first leaves four");
        }
    }

    [Test]
    public void A_few_who_are_two_parts_are_a_few_all_the_same()
    {
        // Of 31 in the first group seven are not in the second; a third parts those seven in three and four, so that neither part follows alone.
        int[] all = [.. Enumerable.Range(0, 100)];
        HashSet<int> first = From(0, 31), second = From(0, 24), third = [.. Enumerable.Range(10, 17), .. Enumerable.Range(40, 20)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Sums.GiveAway(all, [first, third]), Is.False);
            Assert.That(Sums.GiveAway(all, [first, second, third]), Is.True);
        }
    }

    [Test]
    public void No_few_can_be_solved_from_what_is_told_of_many_random_groups()
    {
        // An attacker of another kind: whoever holds the same figures for two different worlds cannot know. Two worlds that differ in a small set alone must not both fail to exist.
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            int[] all = [.. Enumerable.Range(0, 50 + random.Next(60))];
            var member = all.ToDictionary(m => m, _ => Enumerable.Range(0, 5).Where(_ => random.Next(3) == 0).Select(g => $"group {g}").ToArray());
            var told = ToldGroups.OfSome(all, m => member[m]);
            foreach (var (of, groups) in Subsets(told))
            {
                int[] few = [.. all.Where(m => groups.Aggregate(false, (inSum, g) => inSum ^ g.Members.Contains(m)))];
                var isPlain = of is 1 or 2 && (of == 1 || groups[1].Members.All(groups[0].Members.Contains) || groups[0].Members.All(groups[1].Members.Contains) || !groups[1].Members.Intersect(groups[0].Members).Any());
                if (isPlain)
                    Assert.That(few.Length is 0 or >= GroupSize.ReportingMinimum && (all.Length - few.Length) is 0 or >= GroupSize.ReportingMinimum, Is.True, $"round {round}: {string.Join(" and ", groups.Select(g => g.Value))} leave {few.Length} of {all.Length}");
            }
        }
    }

    [Test]
    public void Groups_tried_together_are_told_as_if_one_were_tried_after_another()
    {
        var (random, leftOut, told) = (new Random(11), 0, 0);
        for (var round = 0; round < 60; round++)
        {
            int[] all = [.. Enumerable.Range(0, 40 + random.Next(80))];
            var sets = new List<HashSet<int>>();
            for (var kinds = 2 + random.Next(9); sets.Count < kinds;)
            {
                // Every other one is another's with a few more or fewer, who would follow from the two.
                HashSet<int> set = sets.Count > 0 && random.Next(2) == 0 ? [.. sets[random.Next(sets.Count)]] : [.. all.Where(_ => random.Next(3) == 0)];
                set.SymmetricExceptWith(all.Where(_ => random.Next(all.Length) < 4));
                sets.Add(set);
            }

            var member = all.ToDictionary(m => m, m => sets.Index().Where(s => s.Item.Contains(m)).Select(s => $"group {s.Index}").ToArray());
            var groups = all.SelectMany(m => member[m].Select(g => (Group: g, Member: m))).GroupBy(m => m.Group, m => m.Member, StringComparer.Ordinal).Select(g => (g.Key, Members: g.ToHashSet()))
                .Where(g => g.Members.Count >= GroupSize.ReportingMinimum && all.Length - g.Members.Count >= GroupSize.ReportingMinimum).OrderBy(g => g.Members.Count).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
            var one = new List<(string Key, HashSet<int> Members)>();
            foreach (var group in groups)
                if (ToldGroups.MayBeTold(all, [.. one.Select(g => g.Members), group.Members]))
                    one.Add(group);
            Assert.That(ToldGroups.OfSome(all, m => member[m]).Select(g => g.Value).Order(StringComparer.Ordinal), Is.EqualTo(one.Select(g => g.Key).Order(StringComparer.Ordinal)), $"round {round}");
            (told, leftOut) = (told + one.Count, leftOut + groups.Count - one.Count);
        }

        Assert.That((told > 50, leftOut > 20), Is.EqualTo((true, true)), $"there was something to tell and to leave out: {told} and {leftOut}");
    }

    sealed record Class(int School, int Grade, int Students);

    [Test]
    public void The_schools_of_a_state_are_told_beside_its_grades_and_one_small_class_is_not_given_away()
    {
        // Ten million students: a place for every school in the name of every class would take gigabytes.
        const int schools = 20_000, grades = 3;
        Class[] state = [.. Enumerable.Range(0, schools * grades).Select(i => new Class(i / grades, (i / grades % 4 * grades) + (i % grades), 160 + (i % 7)))];
        int Count(Class c) => c.Students;
        IReadOnlyList<Class>[] Of(Class[] all, Func<Class, int> by) => [.. ToldGroups.OfEverybody(all, c => $"{by(c)}", Count).Select(g => g.Members)];
        Class[] withSmall = [.. state.Select((c, i) => i == 40_000 ? c with { Students = 4 } : c)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(state, c => c.School), Has.Length.EqualTo(schools));
            Assert.That(ToldGroups.MayBeTold(state, [.. Of(state, c => c.School), .. Of(state, c => c.Grade)], Count), Is.True);
            Assert.That(ToldGroups.OfSome(state, c => [$"{c.School}"], Of(state, c => c.Grade), Count), Has.Count.EqualTo(schools));
            Assert.That(ToldGroups.MayBeTold(withSmall, Of(withSmall, c => c.School), Count), Is.True, "a school's students are many");
            Assert.That(ToldGroups.MayBeTold(withSmall, [.. Of(withSmall, c => c.School), .. Of(withSmall, c => c.Grade)], Count), Is.False, "nobody can tell of so many groups whether they give the four away");
        }
    }

    static IEnumerable<(int Of, (string Value, IReadOnlyList<int> Members)[] Groups)> Subsets(IReadOnlyList<(string Value, IReadOnlyList<int> Members)> told) =>
        [.. told.Select(g => (1, new[] { g })), .. told.SelectMany((g, i) => told.Skip(i + 1).Select(h => (2, new[] { g, h })))];

    static GroupStanding Group(string value, int part, int whole) => new() { Of = "", Kind = value == "all" ? "all" : "race", Value = value, Students = new GroupSize(whole), Share = Rate.Of(part, whole) };

    [Test]
    public void An_end_of_the_scale_does_not_follow_from_the_shares_of_the_others()
    {
        using (Assert.EnterMultipleScope())
        {
            // 30 of 100 in all and 29 of 88 in the one group would tell that 1 of 12 is in the other.
            Assert.That(ToldShares.OfEverybody(Group("all", 30, 100), [Group("many", 29, 88), Group("few", 1, 12)]).Select(g => g.ShareWords), Is.EqualTo((string[])["30% to 40%", "at most 10%"]));
            Assert.That(ToldShares.OfEverybody(Group("all", 35, 100), [Group("many", 30, 88), Group("few", 5, 12)]).Select(g => g.ShareWords), Is.EqualTo((string[])["34.1%", "41.7%"]), "nobody stands at an end");
            Assert.That(ToldShares.OfEverybody(Group("all", 60, 160), [Group("a", 26, 60), Group("b", 33, 88), Group("few", 1, 12)]).Count(g => g.Range is not null), Is.EqualTo(1), "one is enough");
            Assert.That(ToldShares.OfEverybody(Group("all", 1, 100), [Group("many", 0, 88), Group("few", 1, 12)]), Is.Empty, "nothing is left to hide it behind");
            Assert.That(ToldShares.OfSome(Group("all", 4, 60), Group("in a program", 4, 25))!.ShareWords, Is.EqualTo("10% to 20%"), "16% would say that nobody else is");
            Assert.That(ToldShares.OfSome(Group("all", 13, 60), Group("in a program", 3, 25))!.ShareWords, Is.EqualTo("12.0%"));
        }
    }

    [Test]
    public void Whichever_count_is_behind_a_bound_the_same_is_told()
    {
        // The attack itself: another district with the same figure for everyone, and another count behind the bound, must look the same.
        var hiding = 0;
        for (var together = 0; together <= 100; together++)
        {
            string[] Told(int few) => [.. ToldShares.OfEverybody(Group("all", together, 100), [Group("many", together - few, 88), Group("few", few, 12)]).Select(g => g.ShareWords)];
            if (together is < 1 or > 88 || Told(0) is not [var many, "at most 10%"])
                continue;
            hiding++;
            Assert.That(Told(1), Is.EqualTo((string[])[many, "at most 10%"]), $"{together} of 100");
        }

        Assert.That(hiding, Is.GreaterThan(50));
    }

    [Test]
    public void Nobody_else_follows_from_a_group_of_some()
    {
        for (var all = 0; all <= 60; all++)
        {
            // Everyone else is at most 5 of a hundred: 0 or 1 of 35.
            if (all <= 25 && ToldShares.OfSome(Group("all", all, 60), Group("program", all, 25)) is { Range: { } range })
                Assert.That(ToldShares.OfSome(Group("all", all, 60), Group("program", all - 1, 25))?.Range, Is.EqualTo(range), $"{all} of 60");
        }
    }
}
