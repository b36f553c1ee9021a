namespace DataDrivenDecisions.Engines;

/// <summary>An engine that can hold a warehouse: it also knows session values, which the views read, and bulk loading.</summary>
public abstract class WarehouseEngine : SqlEngine
{
    /// <summary>Sets a session value that views read; it lasts as long as the session.</summary>
    public abstract void SetValue(SqlSession session, string name, object value);

    /// <summary>Sets a session value that is a list of texts.</summary>
    public abstract void SetList(SqlSession session, string name, IReadOnlyList<string> values);

    /// <summary>Makes a table that only this session sees and that is gone when it closes.</summary>
    /// <param name="session">The session that will fill it.</param>
    /// <param name="name">The plain name of the table; <see cref="Temporary"/> gives it as the engine's texts must write it.</param>
    /// <param name="columns">Column definitions in DuckDB's type names; whole numbers that are loaded in bulk are BIGINT, INTEGER or SMALLINT, and a value too large for its column is an error.</param>
    public abstract void MakeTemporary(SqlSession session, string name, string columns);

    /// <summary>Fills a session's own table, anew, from the answer to a question.</summary>
    public abstract void MakeTemporaryFrom(SqlSession session, string name, string question, object? parameters = null);

    /// <summary>How the engine's texts name a session's own table.</summary>
    public abstract string Temporary(string name);

    /// <summary>Opens a session's own table for bulk loading, column by column in table order.</summary>
    public abstract BulkRows Append(SqlSession session, string name);

    /// <summary>Keeps other writers out until the transaction of the session ends.</summary>
    public abstract void LockForWriting(SqlSession session);
}

/// <summary>Rows on their way into a table in bulk. Write each column in table order, then end the row; disposal sends what is left.</summary>
public abstract class BulkRows : IDisposable
{
    public abstract void Begin();
    public abstract void Text(string? value);
    public abstract void Whole(long? value);
    public abstract void Fraction(decimal? value);
    public abstract void Real(double? value);
    public abstract void Day(DateOnly? value);
    public abstract void End();

    public void Dispose()
    {
        Finish();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends what is left.</summary>
    protected abstract void Finish();
}
