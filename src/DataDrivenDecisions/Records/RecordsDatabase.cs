using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Records;

/// <summary>The records on their engine, asked in small steps: every call takes its own pooled session, so that requests may use it side by side.</summary>
sealed class RecordsDatabase(RecordsEngine engine) : IDisposable
{
    /// <summary>The engine, for the phrases in which engines part.</summary>
    public RecordsEngine Engine => engine;

    /// <summary>Runs a question and gives its rows.</summary>
    public IReadOnlyList<T> Ask<T>(string sql, object? parameters = null)
    {
        using var session = engine.Open();
        return session.Ask<T>(sql, parameters);
    }

    /// <summary>The first row of an answer, or the default when there is none.</summary>
    public T? First<T>(string sql, object? parameters = null)
    {
        using var session = engine.Open();
        return session.First<T>(sql, parameters);
    }

    /// <summary>Runs a statement and gives the number of rows it touched.</summary>
    public int Tell(string sql, object? parameters = null) => AsOne(work => work.Execute(sql, parameters));

    /// <summary>Runs an insertion of one row and gives the number that the store gave it.</summary>
    public long Added(string insertion, object parameters) => AsOne(work => work.Value<long>(engine.GivingId(insertion), parameters));

    /// <summary>Runs several statements as one: all of them happen, or none. Writers wait for each other from its start.</summary>
    public T AsOne<T>(Func<SqlSession, T> work)
    {
        using var session = engine.Open();
        return session.InTransaction(() =>
        {
            engine.LockForWriting(session);
            return work(session);
        });
    }

    public void Dispose() => engine.Dispose();
}

/// <summary>What several books say to the records in the same way.</summary>
static class RecordsSpeech
{
    /// <summary>Changes the row that a key names, or adds it where there is none; within one transaction, since two statements are needed that every engine knows.</summary>
    public static int Put(this SqlSession work, string update, string insertion, object parameters) =>
        work.Execute(update, parameters) is var changed and > 0 ? changed : work.Execute(insertion, parameters);
}
