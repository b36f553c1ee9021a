using System.Globalization;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// The students that a step of a load looks at: all of them, or in a large district those of a stretch of keys. What is joined and added up of a hundred thousand students stays in the engine's memory;
/// of a million it would be written to the disk and read back several times.
/// </summary>
sealed record Stretch(int? First, int? Last)
{
    const int MostAtOnce = 40_000, Length = 25_000, Few = 12_500;

    /// <summary>Everybody.</summary>
    public static Stretch All { get; } = new(null, null);

    /// <summary>The stretches that together hold every student, in the order of keys.</summary>
    /// <param name="session">The load's session.</param>
    /// <param name="length">Students of a stretch; null for as many as are worked on at best, which is everybody where they are not many more.</param>
    public static IReadOnlyList<Stretch> Of(SqlSession session, int? length = null)
    {
        var keys = Keys(session);
        return keys is not { First: { } first, Last: { } last } || (length is null && last - first < MostAtOnce) ? [All] : Whole(keys.Stretches(length ?? Length));
    }

    /// <summary>The stretches that together hold the students of this one, in the order of keys.</summary>
    /// <param name="length">Students of a stretch; null for as many as are worked on at best.</param>
    public IReadOnlyList<Stretch> Parts(int? length = null) => First is not { } first || Last is not { } last || (length is null && last - first < MostAtOnce) ? [this]
        : [.. new StudentKeys { First = first, Last = last, Students = last - first + 1L }.Stretches(length ?? Length).Select(s => new Stretch(s.First, s.Last))];

    /// <summary>Two stretches that together hold every student, for two cores; one where they are few.</summary>
    /// <param name="session">The load's session.</param>
    /// <param name="few">So many are few; null for as many as are worked on at best.</param>
    public static IReadOnlyList<Stretch> SideBySide(SqlSession session, int? few = null) =>
        Keys(session) is { First: { } first, Last: { } last } keys && last - first >= (few ?? MostAtOnce) ? Whole(keys.Stretches((last - first) / 2 + 1)) : [All];

    /// <summary>Two halves of the students of this stretch, for two cores; itself where they are few.</summary>
    /// <param name="session">The load's session.</param>
    /// <param name="few">So many are few; null for as many as are worked on at best.</param>
    public IReadOnlyList<Stretch> Halves(SqlSession session, int? few = null)
    {
        if (First is null)
            return SideBySide(session, few ?? Few);
        var last = Math.Min(Last!.Value, session.Value<int>("SELECT MAX(student_key) FROM wh.student"));
        var middle = First.Value + (last - First.Value) / 2;
        return last - First.Value < (few ?? Few) ? [this] : [this with { Last = middle }, this with { First = middle + 1 }];
    }

    static StudentKeys? Keys(SqlSession session) => session.First<StudentKeys>("SELECT MIN(student_key) AS First, MAX(student_key) AS Last, COUNT(*) AS Students FROM wh.student");

    static List<Stretch> Whole(IEnumerable<(int First, int Last)> keys)
    {
        List<Stretch> stretches = [.. keys.Select(s => new Stretch(s.First, s.Last))];
        // Nobody is left out of all of them, whatever keys there are.
        stretches[0] = stretches[0] with { First = 0 };
        stretches[^1] = stretches[^1] with { Last = int.MaxValue };
        return stretches;
    }

    /// <summary>" AND …" for rows of its students alone, to follow a condition; empty when it is everybody.</summary>
    /// <param name="row">The alias of a row with a student_key.</param>
    public string Only(string row) => First is null ? "" : string.Create(CultureInfo.InvariantCulture, $" AND {row}.student_key BETWEEN {First} AND {Last}");
}
