namespace DataDrivenDecisions.Engines;

/// <summary>
/// An engine that can hold a warehouse: it also knows session values, which the views read, bulk loading, and the few phrases in which engines part. Texts are
/// put together from these phrases, so that one text serves every engine.
/// </summary>
public abstract class WarehouseEngine : SqlEngine, IDisposable
{
    /// <summary>Of two texts that ask the same, the one in this engine's words.</summary>
    public abstract string Of(string duckDb, string sqlServer);

    /// <summary>True where two values are equal or both nothing, as a condition. It is not to be negated: ask <see cref="Differ"/> instead.</summary>
    public abstract string Same(string a, string b);

    /// <summary>True where two values differ; nothing is equal to nothing.</summary>
    public abstract string Differ(string a, string b);

    /// <summary>A statement that changes rows of a table by what other rows say.</summary>
    /// <param name="table">The table.</param>
    /// <param name="alias">Its name in the conditions.</param>
    /// <param name="set">What changes, without the alias: <c>known_to = @load</c>.</param>
    /// <param name="from">The other rows, as a text that may follow FROM; null where there are none.</param>
    /// <param name="where">Which rows change.</param>
    public abstract string Update(string table, string alias, string set, string? from, string where);

    /// <summary>A statement that deletes rows of a table by conditions that name it.</summary>
    public abstract string Delete(string table, string alias, string where);

    /// <summary>Sets a session value that views read; it lasts as long as the session.</summary>
    public abstract void SetValue(SqlSession session, string name, object value);

    /// <summary>Sets a session value that is a list of texts.</summary>
    public abstract void SetList(SqlSession session, string name, IReadOnlyList<string> values);

    /// <summary>Takes a session value back, where sessions are used again; elsewhere it is not there yet.</summary>
    public virtual void Forget(SqlSession session, string name)
    {
    }

    /// <summary>Makes a table that only this session sees and that is gone when it closes.</summary>
    /// <param name="session">The session that will fill it.</param>
    /// <param name="name">The plain name of the table; <see cref="Temporary"/> gives it as the engine's texts must write it.</param>
    /// <param name="columns">Column definitions in DuckDB's type names; whole numbers that are loaded in bulk are BIGINT, INTEGER or SMALLINT, and a value too large for its column is an error. Text of any length is TEXT.</param>
    public abstract void MakeTemporary(SqlSession session, string name, string columns);

    /// <summary>Fills a session's own table, anew, from the answer to a question, whose columns all have names of their own.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The table as <see cref="Temporary"/> names it.</param>
    /// <param name="question">The question.</param>
    /// <param name="parameters">Its named parameters.</param>
    public abstract void MakeTemporaryFrom(SqlSession session, string name, string question, object? parameters = null);

    /// <summary>How the engine's texts name a session's own table.</summary>
    public abstract string Temporary(string name);

    /// <summary>Opens a session's own table for bulk loading, column by column in table order.</summary>
    public abstract BulkRows Append(SqlSession session, string name);

    /// <summary>
    /// Makes a session's own table, as <see cref="MakeTemporary"/> does, for a great many rows that are written once and read once or twice, and opens it for bulk loading. It may
    /// stand as whatever costs the engine least, and is asked like any other.
    /// </summary>
    public virtual BulkRows MakeIntake(SqlSession session, string name, string columns)
    {
        MakeTemporary(session, name, columns);
        return Append(session, name);
    }

    /// <summary>Opens a table of the warehouse, <c>wh.school</c>, for bulk loading, column by column in table order.</summary>
    public abstract BulkRows AppendTo(SqlSession session, string table);

    /// <summary>Keeps other writers out until the transaction of the session ends.</summary>
    public abstract void LockForWriting(SqlSession session);

    /// <summary>Makes the table that remembers which schema scripts have run, where it is not there.</summary>
    public abstract void MakeVersionTable(SqlSession session);

    /// <summary>Says where work that does not fit into memory is laid aside; to be said before there is any. A server has its own place.</summary>
    /// <param name="spool">The folder.</param>
    public virtual void SpillTo(string spool)
    {
    }

    /// <summary>What is to be done once the schema stands: settings that only the engine knows.</summary>
    /// <param name="spool">The only folder that the engine may write to.</param>
    public abstract void Settle(string spool);

    /// <summary>Makes what was written last outlive a crash without a long recovery, where that is the program's matter.</summary>
    public virtual void Checkpoint()
    {
    }

    /// <summary>Writes a consistent copy of the whole store to a new file, while it is in use.</summary>
    /// <exception cref="NotSupportedException">The engine's own tools do that.</exception>
    public abstract void CopyTo(string file);

    /// <summary>True where the engine itself can hash rows in sorted order; else their values are read and hashed here.</summary>
    public abstract bool HashesItself { get; }

    /// <summary>False where the engine's own tools make the backups.</summary>
    public abstract bool CanCopy { get; }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the engine holds.</summary>
    protected virtual void Release()
    {
    }
}
