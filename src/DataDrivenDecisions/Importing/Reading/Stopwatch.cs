namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Measures how long a file was being read and taken in: from its first row to its last.</summary>
internal sealed class Stopwatch(TimeProvider clock)
{
    long _begin, _end;

    /// <summary>The time between the first and the last row.</summary>
    public double Seconds => Math.Round(clock.GetElapsedTime(_begin, _end).TotalSeconds, 3);

    /// <summary>The same rows, with the time taken while they go by.</summary>
    public IEnumerable<T> Over<T>(IEnumerable<T> rows, CancellationToken stop)
    {
        _begin = clock.GetTimestamp();
        foreach (var row in rows)
        {
            stop.ThrowIfCancellationRequested();
            yield return row;
        }
        _end = clock.GetTimestamp();
    }
}
