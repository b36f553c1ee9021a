using System.IO.Hashing;
using System.Text;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>
/// Rules about students who share what only one should have. The question gives everybody with it as Text. It is asked twice: first for a mark of sixteen bytes of each, of which those
/// that come twice are kept, then for the few students who have one of them.
/// </summary>
public abstract class StudentsWhoShare : QualityRule
{
    public sealed override QualityReach Reach => QualityReach.District;

    /// <summary>Each of those who share with the next one, by their keys: the next one's id is the Item.</summary>
    public sealed override IEnumerable<IReadOnlyList<QualityFinding>> FindInParts(QualityLook look, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(look);
        var repeated = Repeated(look.Parts.SelectMany(part => Ask(part, Sql, stop)).Select(MarkOf));
        if (repeated.Count == 0)
            return [];
        var sharing = look.Parts.SelectMany(part => Ask(part, Sql, stop).Where(s => repeated.Contains(MarkOf(s))))
            .GroupBy(s => s.Text, StringComparer.Ordinal).SelectMany(NextToEachOther);
        return [Findings(sharing)];
    }

    static IEnumerable<Suspect> NextToEachOther(IEnumerable<Suspect> sharing)
    {
        var students = sharing.OrderBy(s => s.StudentKey).ToList();
        return students.Zip(students.Skip(1), (one, next) => one with { Item = next.StudentId, Text = null });
    }

    static HashSet<UInt128> Repeated(IEnumerable<UInt128> marks)
    {
        UInt128[] sorted = [.. marks];
        Array.Sort(sorted);
        var repeated = new HashSet<UInt128>();
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] == sorted[i - 1])
                repeated.Add(sorted[i]);
        return repeated;
    }

    static UInt128 MarkOf(Suspect s) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(s.Text!));
}
