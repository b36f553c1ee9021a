namespace DataDrivenDecisions.Importing;

/// <summary>How many points each assignment can bring, so that a score beyond them is told. Extra credit exists: it is never refused.</summary>
public sealed class AssignmentPoints(IReadOnlyDictionary<string, (decimal? Least, decimal? Most)> points)
{
    /// <summary>Nothing is known of any assignment.</summary>
    public static AssignmentPoints None { get; } = new(new Dictionary<string, (decimal?, decimal?)>(StringComparer.Ordinal));

    /// <summary>Counts the row when its score lies outside of what its assignment can bring.</summary>
    internal void Check(Row row, string assignment, decimal? score)
    {
        if (score is { } scored && points.TryGetValue(assignment, out var span) && (scored < span.Least || scored > span.Most))
            row.Note("had a score outside the least and most points of the assignment, which was kept as it is (extra credit, or a slip)");
    }
}
