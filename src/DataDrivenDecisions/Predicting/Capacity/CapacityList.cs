using System.Security.Cryptography;
using System.Text;

namespace DataDrivenDecisions.Predicting.Capacity;

/// <summary>
/// The students whom a person with so many places sees: first those who stand above the cut by order, then, among those whose order around the cut cannot honestly be told apart, as many as there are places left, drawn by lot.
/// </summary>
public sealed record CapacityList
{
    /// <summary>Above the cut with the whole range of their weight, the highest first.</summary>
    public required IReadOnlyList<CapacityStudent> ByOrder { get; init; }

    /// <summary>Those whose range holds the cut, the highest first: all have the same chance to be drawn.</summary>
    public required IReadOnlyList<CapacityStudent> Margin { get; init; }

    /// <summary>Those of the margin who were drawn, the highest first.</summary>
    public required IReadOnlyList<CapacityStudent> Drawn { get; init; }

    /// <summary>Everyone on the list.</summary>
    public IEnumerable<CapacityStudent> Chosen => ByOrder.Concat(Drawn);

    /// <summary>Makes the list.</summary>
    /// <param name="students">Everyone of whom a published model speaks.</param>
    /// <param name="places">How many can be seen.</param>
    /// <param name="seed">What the lots are made from.</param>
    public static CapacityList Of(IReadOnlyList<CapacityStudent> students, int places, string seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(places);
        var ordered = InOrder(students);
        if (ordered.Count <= places)
            return new CapacityList { ByOrder = ordered, Margin = [], Drawn = [] };
        var cut = places == 0 ? double.PositiveInfinity : (ordered[places - 1].Leading.Weight + ordered[places].Leading.Weight) / 2;
        CapacityStudent[] above = [.. ordered.Where(s => s.Leading.WeightRange.Low > cut)];
        CapacityStudent[] margin = [.. ordered.Where(s => s.Leading.WeightRange is var (low, high) && low <= cut && high >= cut)];
        var drawn = Draw([.. margin.Select(s => s.StudentId)], places - above.Length, seed);
        return new CapacityList { ByOrder = above, Margin = margin, Drawn = [.. margin.Where(s => drawn.Contains(s.StudentId))] };
    }

    /// <summary>The highest weight first; the source's id decides where weights are the same.</summary>
    public static IReadOnlyList<CapacityStudent> InOrder(IEnumerable<CapacityStudent> students) =>
        [.. students.OrderByDescending(s => s.Leading.Weight).ThenBy(s => s.StudentId, StringComparer.Ordinal)];

    /// <summary>
    /// Draws by lot: each candidate's lot is the SHA-256 of "seed|id", and the lowest lots win. Whoever has the seed and the ids can do it again; no order of the candidates plays a part.
    /// </summary>
    /// <returns>The ids drawn.</returns>
    public static IReadOnlySet<string> Draw(IReadOnlyCollection<string> candidates, int places, string seed) =>
        candidates.OrderBy(id => Lot(seed, id), StringComparer.Ordinal).Take(Math.Max(0, places)).ToHashSet(StringComparer.Ordinal);

    static string Lot(string seed, string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{id}")));
}
