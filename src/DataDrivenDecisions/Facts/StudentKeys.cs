namespace DataDrivenDecisions.Facts;

/// <summary>The first and the last of the warehouse's keys of the students in sight, and how many they are; null where there is nobody.</summary>
public sealed record StudentKeys
{
    public int? First { get; init; }
    public int? Last { get; init; }
    public required long Students { get; init; }

    /// <summary>One row.</summary>
    public static Query<StudentKeys> Ends { get; } = new("SELECT MIN(s.student_key) AS First, MAX(s.student_key) AS Last, COUNT(*) AS Students FROM seen.student s");

    /// <summary>The stretches of so many keys between the ends.</summary>
    public IEnumerable<(int First, int Last)> Stretches(int keys)
    {
        for (long first = First ?? 1; first <= (Last ?? 0); first += keys)
            yield return ((int)first, (int)Math.Min(first + keys - 1, Last!.Value));
    }
}
