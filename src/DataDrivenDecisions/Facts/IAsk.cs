namespace DataDrivenDecisions.Facts;

/// <summary>
/// Someone who may be asked a question of the data, and who answers only with what the viewer behind it may see:
/// the warehouse's reader, or rows set down by hand in a test.
/// </summary>
public interface IAsk
{
    IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default);
}
