namespace DataDrivenDecisions.Importing.Reading;

/// <summary>How fast a file is being read, from the first time that somebody asks.</summary>
internal sealed class Pace(TimeProvider clock, string file, long of)
{
    // A rate over less than this would jump about.
    const double LeastSeconds = 1;

    long _begin = -1, _from;

    public ImportProgress At(long done)
    {
        if (_begin < 0)
            (_begin, _from) = (clock.GetTimestamp(), done);
        var seconds = clock.GetElapsedTime(_begin).TotalSeconds;
        return new ImportProgress(file, done, of) { RowsPerSecond = seconds >= LeastSeconds ? (done - _from) / seconds : null };
    }
}
