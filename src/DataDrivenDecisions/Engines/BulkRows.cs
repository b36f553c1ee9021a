namespace DataDrivenDecisions.Engines;

/// <summary>
/// Rows on their way into a table in bulk. Begin one row or several, write each column in table order for all of them, then end them; disposal sends what is left. A great many
/// rows are written sooner when some hundred are begun at once: each column is then gone through in one go.
/// </summary>
public abstract class BulkRows : IDisposable
{
    /// <summary>How many rows can be begun at once just now; at least one.</summary>
    public abstract int Room { get; }

    /// <summary>Begins one row.</summary>
    public void Begin() => Begin(1);

    /// <summary>Begins so many rows, at most as many as there is <see cref="Room"/> for.</summary>
    public abstract void Begin(int rows);

    /// <summary>Writes the next column: the same text in every row begun.</summary>
    public abstract void Text(string? value);

    /// <summary>Writes the next column: the same whole number in every row begun.</summary>
    public abstract void Whole(long? value);

    /// <summary>Writes the next column: the same decimal in every row begun.</summary>
    public abstract void Fraction(decimal? value);

    /// <summary>Writes the next column: the same real number in every row begun.</summary>
    public abstract void Real(double? value);

    /// <summary>Writes the next column: the same day in every row begun.</summary>
    public abstract void Day(DateOnly? value);

    /// <summary>Writes the next column: what each thing has for it, one thing for every row begun.</summary>
    public abstract void Texts<T>(ReadOnlySpan<T> of, Func<T, string?> value);

    /// <summary>The same of whole numbers.</summary>
    public abstract void Wholes<T>(ReadOnlySpan<T> of, Func<T, long?> value);

    /// <summary>The same of whole numbers that are at hand.</summary>
    public abstract void Wholes(ReadOnlySpan<long> values);

    /// <summary>The same of decimals.</summary>
    public abstract void Fractions<T>(ReadOnlySpan<T> of, Func<T, decimal?> value);

    /// <summary>The same of days.</summary>
    public abstract void Days<T>(ReadOnlySpan<T> of, Func<T, DateOnly?> value);

    /// <summary>Ends the rows begun.</summary>
    public abstract void End();

    public void Dispose()
    {
        Finish();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends what is left.</summary>
    protected abstract void Finish();
}
