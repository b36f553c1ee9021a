using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Records;

/// <summary>The records' one file, asked in small steps: every call takes its own pooled session, so that requests may use it side by side.</summary>
sealed class RecordsFile(string path) : IDisposable
{
    readonly Sqlite _engine = new(path);

    /// <summary>Runs a question and gives its rows.</summary>
    public IReadOnlyList<T> Ask<T>(string sql, object? parameters = null)
    {
        using var session = _engine.Open();
        return session.Ask<T>(sql, parameters);
    }

    /// <summary>The first row of an answer, or the default when there is none.</summary>
    public T? First<T>(string sql, object? parameters = null)
    {
        using var session = _engine.Open();
        return session.First<T>(sql, parameters);
    }

    /// <summary>Runs a statement and gives the number of rows it touched.</summary>
    public int Tell(string sql, object? parameters = null)
    {
        using var session = _engine.Open();
        return session.Execute(sql, parameters);
    }

    /// <summary>Runs several statements as one: all of them happen, or none. Writers wait for each other from its start.</summary>
    public T AsOne<T>(Func<SqlSession, T> work)
    {
        using var session = _engine.Open();
        return session.InTransaction(() => work(session));
    }

    /// <summary>Copies the whole file, also while it is in use.</summary>
    public void CopyTo(string toFile) => _engine.Backup(toFile);

    /// <summary>What SQLite itself finds wrong with the file; empty when it is sound.</summary>
    public IReadOnlyList<string> Faults() =>
        [.. Ask<string>("PRAGMA integrity_check").Where(line => !string.Equals(line, "ok", StringComparison.Ordinal))];

    public void Dispose() => _engine.Release();
}
