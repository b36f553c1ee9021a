namespace DataDrivenDecisions.Engines;

/// <summary>
/// An engine that can hold the records, what people write: small transactions, one writer at a time. Texts are the same on each; the few phrases in which engines
/// part stand here.
/// </summary>
public abstract class RecordsEngine : SqlEngine, IDisposable
{
    /// <summary>Ends an ordered question after so many rows.</summary>
    /// <param name="most">The parameter that says how many at most: <c>@most</c>. It is never zero.</param>
    /// <param name="skip">The parameter that says how many to pass over before; null for none.</param>
    public abstract string First(string most, string? skip = null);

    /// <summary>An insertion of one row that answers the number which the store gave it.</summary>
    public abstract string GivingId(string insertion);

    /// <summary>An insertion that says the numbers of its rows itself, as a move does.</summary>
    /// <param name="table">The table.</param>
    /// <param name="insertion">The insertion.</param>
    public abstract string KeepingIds(string table, string insertion);

    /// <summary>How many parameters one insertion of several rows may have: where a statement is a journey, many rows go at once.</summary>
    public abstract int ParametersAtOnce { get; }

    /// <summary>Keeps other writers out until the transaction of the session ends.</summary>
    public abstract void LockForWriting(SqlSession session);

    /// <summary>Makes the table that remembers which schema scripts have run, where it is not there.</summary>
    public abstract void MakeVersionTable(SqlSession session);

    /// <summary>What is to be done once the schema stands: settings that only the engine knows.</summary>
    public virtual void Settle()
    {
    }

    /// <summary>False where the engine's own tools make the backups.</summary>
    public abstract bool CanCopy { get; }

    /// <summary>Writes a consistent copy of the whole store to a new file, while it is in use.</summary>
    /// <exception cref="NotSupportedException">The engine's own tools do that.</exception>
    public abstract void CopyTo(string file);

    /// <summary>What the engine itself finds wrong with the store, a sentence each; empty when it is sound or when only its owner may look.</summary>
    public abstract IReadOnlyList<string> Faults();

    /// <summary>What a database server has and lacks for the records; empty where there is no server.</summary>
    public virtual IReadOnlyList<ServerAbility> Server => [];

    /// <summary>How the server backs the records up; null where they are a file, which is copied.</summary>
    /// <param name="now">The moment that the backup is named by.</param>
    public virtual ServerBackup? BackupOfServer(DateTimeOffset now) => null;

    /// <summary>Writes rows into a table, as many at once as the engine likes.</summary>
    /// <param name="session">The session; the rows are part of its transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, in the order of the values.</param>
    /// <param name="rows">Each row's values; null for nothing.</param>
    /// <param name="keepsIds">True where the values say the rows' own numbers.</param>
    public void InsertAll(SqlSession session, string table, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows, bool keepsIds = false)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(columns);
        foreach (var some in rows.Chunk(Math.Max(1, ParametersAtOnce / columns.Count)))
        {
            var text = SqlServerRows.InsertText(table, columns, some.Length);
            var values = some.SelectMany(r => r).Select((value, i) => KeyValuePair.Create(FormattableString.Invariant($"p{i}"), value)).ToDictionary();
            session.Execute(keepsIds ? KeepingIds(table, text) : text, values);
        }
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the engine holds, so that a file can be moved or deleted.</summary>
    public abstract void Release();
}
