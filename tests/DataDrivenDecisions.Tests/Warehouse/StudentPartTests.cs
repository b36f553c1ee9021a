using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A part of the students is shown what the whole shows of them, and nothing of the others.</summary>
[Parallelizable]
public sealed class StudentPartTests
{
    sealed record Line(long? Student, string Text);

    [TestCase(0, 1)]
    [TestCase(1, 5, Category = "Slow")]
    public void Every_view_shows_a_part_of_the_students_as_it_shows_them_among_all(int seeds, int count)
    {
        var rows = 0;
        for (var seed = seeds; seed < seeds + count; seed++)
        {
            using var warehouse = new TemporaryWarehouse();
            var life = new RandomLoads(warehouse, seed);
            life.Begin();
            life.Step();
            life.Step();
            var keys = warehouse.Leader.Ask(StudentKeys.Ends)[0];
            Assert.That(keys.Students, Is.GreaterThan(3));
            foreach (var view in warehouse.Leader.Views().Where(v => v.StartsWith("seen.", StringComparison.Ordinal)))
            {
                var all = Lines(warehouse.Leader, view);
                rows += all.Count;
                foreach (var (first, last) in keys.Stretches(3))
                    Compare(Lines(warehouse.Leader.Of(StudentPart.Keys(first, last)), view), all.Where(l => l.Student is not { } s || StudentPart.Keys(first, last).Holds((int)s)), view, life);
                Compare(Lines(warehouse.Leader.Of(StudentPart.OneOf(2)), view), all.Where(l => l.Student is not { } s || StudentPart.OneOf(2).Holds((int)s)), view, life);
            }
        }

        Assert.That(rows, Is.GreaterThan(150 * count));
    }

    [Test]
    public void A_part_does_not_widen_what_a_viewer_may_see()
    {
        using var warehouse = new TemporaryWarehouse();
        var life = new RandomLoads(warehouse, 1);
        life.Begin();
        var keys = warehouse.Leader.Ask(StudentKeys.Ends)[0];

        Assert.That(warehouse.Store.As(Viewer.Nobody).Of(StudentPart.Keys(keys.First!.Value, keys.Last!.Value)).Ask(StudentKeys.Ends)[0].Students, Is.Zero);
        Assert.That(warehouse.Leader.Of(StudentPart.OneOf(1)).Part, Is.EqualTo(StudentPart.All));
        Assert.That(() => StudentPart.OneOf(0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // A roster may list grade after grade or school after school, again and again, and keys follow it.
    [Test]
    public void Whoever_is_drawn_is_drawn_from_everywhere_whatever_the_order_of_the_roster()
    {
        const int students = 50_000;
        var farthest = 0.0;
        foreach (var every in new[] { 2, 3, 4, 7, 8, 12, 16, 25 })
        {
            int[] drawn = [.. Enumerable.Range(1, students).Where(StudentPart.OneOf(every).Holds)];
            for (var groups = 1; groups <= 40; groups++)
            {
                var expected = (double)students / groups / every;
                var spread = Math.Sqrt(expected * (1 - (1.0 / every)));
                var found = drawn.CountBy(key => key % groups).ToDictionary();
                farthest = Math.Max(farthest, Enumerable.Range(0, groups).Max(g => Math.Abs(found.GetValueOrDefault(g) - expected) / spread));
            }
        }

        Assert.That(farthest, Is.LessThan(5), "standard deviations of a fair draw, in 6,560 groups");
    }

    [Test]
    public void Stretches_leave_no_key_out_and_none_twice()
    {
        var ends = new StudentKeys { First = 3, Last = 11, Students = 7 };

        Assert.That(ends.Stretches(4), Is.EqualTo(new[] { (3, 6), (7, 10), (11, 11) }));
        Assert.That(new StudentKeys { First = 5, Last = 5, Students = 1 }.Stretches(100), Is.EqualTo(new[] { (5, 5) }));
        Assert.That(new StudentKeys { First = int.MaxValue - 1, Last = int.MaxValue, Students = 2 }.Stretches(100), Is.EqualTo(new[] { (int.MaxValue - 1, int.MaxValue) }));
        Assert.That(new StudentKeys { Students = 0 }.Stretches(4), Is.Empty);
    }

    [TestCase(900, null, 2, 50_000)]
    [TestCase(1_000_000, null, 2, 50_000)]
    [TestCase(2_000_000, null, 2, 80_000)]
    [TestCase(10_000_000, null, 2, 100_000)]
    [TestCase(10_000_000, 925L, 2, 24_248)]
    [TestCase(10_000_000, 181L, 64, 148)]
    public void Stretches_are_as_long_as_the_district_asks_for_and_the_memory_allows(long students, long? ownMegabytes, int cores, int expected) =>
        Assert.That(StudentPart.AtATime(students, ownMegabytes, cores), Is.EqualTo(expected));

    [TestCase(900, null, 2, 250_000)]
    [TestCase(1_000_000, 925L, 2, 121_240)]
    [TestCase(10_000_000, 181L, 64, 740)]
    public void Students_are_summed_up_in_longer_stretches(long students, long? ownMegabytes, int cores, int expected) =>
        Assert.That(StudentPart.LongAtATime(students, ownMegabytes, cores), Is.EqualTo(expected));

    [Test]
    public void The_stretches_of_longer_ones_are_all_students_once()
    {
        using var warehouse = new TemporaryWarehouse();
        var keys = new StudentKeys { First = 7, Last = 700_006, Students = 700_000 };
        var many = warehouse.Leader.InLongStretches(keys).Select(s => (s.Whole.Part, Parts: s.Stretches.Select(r => r.Part).ToList())).ToList();
        var last = 6L;
        foreach (var (whole, parts) in many)
        {
            Assert.That((whole.First, whole.Last), Is.EqualTo((parts[0].First, parts[^1].Last)));
            foreach (var part in parts)
            {
                Assert.That(part.First, Is.EqualTo(last + 1));
                last = part.Last!.Value;
            }
        }

        Assert.That(last, Is.EqualTo(700_006));
        Assert.That(many.Sum(m => m.Parts.Count), Is.GreaterThanOrEqualTo(many.Count));
    }

    static void Compare(IEnumerable<Line> part, IEnumerable<Line> expected, string view, RandomLoads life) =>
        Assert.That(part.Select(l => l.Text).Order(StringComparer.Ordinal), Is.EqualTo(expected.Select(l => l.Text).Order(StringComparer.Ordinal)), $"{view}\n{life.Story}");

    static List<Line> Lines(Reader reader, string view)
    {
        var lines = new List<Line>();
        var student = -1;
        reader.Rows(view, names => student = names.ToList().IndexOf("student_key"), values => lines.Add(new Line(
            student < 0 || values[student] is null ? null : Convert.ToInt64(values[student], CultureInfo.InvariantCulture),
            string.Join('|', values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))))));
        return lines;
    }
}
