using System.Data;
using System.Data.Common;
using Dapper;

namespace DataDrivenDecisions.Engines;

/// <summary>One open connection to a store, with the few verbs that the rooms above need. It serves one thread at a time.</summary>
public sealed class SqlSession : IDisposable
{
    readonly SqlEngine _engine;
    DbTransaction? _transaction;

    internal SqlSession(SqlEngine engine, DbConnection connection)
    {
        UnitHandlers.Register();
        (_engine, Connection) = (engine, connection);
    }

    internal DbConnection Connection { get; }

    internal DbTransaction? Transaction => _transaction;

    /// <summary>Rows that the engine is still taking in; every statement waits for them.</summary>
    internal Underway Underway { get; } = new();

    /// <summary>The rows that a text answers, each filling a <typeparamref name="T"/> by column alias.</summary>
    /// <param name="text">SQL with named parameters written <c>@name</c>.</param>
    /// <param name="parameters">An object whose properties are the parameters.</param>
    /// <param name="stop">Ends the question early; a time limit is given this way, since not every engine knows one.</param>
    public IReadOnlyList<T> Ask<T>(string text, object? parameters = null, CancellationToken stop = default)
    {
        var command = Command(text, parameters, stop);
        var rows = stop.CanBeCanceled
            ? Connection.QueryAsync<T>(command).GetAwaiter().GetResult()
            : Connection.Query<T>(command);
        return rows.AsList();
    }

    /// <summary>The rows that a text answers, each read by a function.</summary>
    /// <param name="text">SQL with named parameters written <c>@name</c>.</param>
    /// <param name="read">Takes the values of the row that the reader stands on.</param>
    /// <param name="parameters">An object whose properties are the parameters.</param>
    /// <param name="stop">Ends the question early.</param>
    public IReadOnlyList<T> Ask<T>(string text, Func<DbDataReader, T> read, object? parameters = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        var command = Command(text, parameters, stop);
        using var reader = stop.CanBeCanceled ? Connection.ExecuteReaderAsync(command).GetAwaiter().GetResult() : (DbDataReader)Connection.ExecuteReader(command);
        var rows = new List<T>();
        while (reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The first row of an answer, or the default when there is none.</summary>
    public T? First<T>(string text, object? parameters = null) => Connection.QueryFirstOrDefault<T>(Command(text, parameters));

    /// <summary>The first column of the first row.</summary>
    public T? Value<T>(string text, object? parameters = null) => InWords(() => Connection.ExecuteScalar<T>(Command(text, parameters)));

    /// <summary>Runs a text that changes something and says how many rows it touched.</summary>
    public int Execute(string text, object? parameters = null) => InWords(() => Connection.Execute(Command(text, parameters)));

    /// <summary>The answer as a forward-only reader, for exports of any shape.</summary>
    public IDataReader Read(string text, object? parameters = null) => Connection.ExecuteReader(Command(text, parameters));

    /// <summary>
    /// Runs the work in one transaction: all of it is kept, or none of it when it throws or when <paramref name="keep"/> says no to its answer.
    /// Within a transaction it simply joins it.
    /// </summary>
    public T InTransaction<T>(Func<T> work, Func<T, bool>? keep = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_transaction is not null)
            return work();
        using var transaction = Connection.BeginTransaction();
        _transaction = transaction;
        try
        {
            var answer = work();
            Underway.Settle();
            if (keep is null || keep(answer))
                transaction.Commit();
            return answer;
        }
        finally
        {
            Underway.GiveUp();
            _transaction = null; // what was not committed is rolled back by the transaction's disposal
        }
    }

    /// <inheritdoc cref="InTransaction{T}(Func{T}, Func{T, bool})"/>
    public void InTransaction(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        InTransaction(() =>
        {
            work();
            return 0;
        });
    }

    public void Dispose()
    {
        Underway.Dispose();
        Connection.Dispose();
    }

    T InWords<T>(Func<T> send)
    {
        try
        {
            return send();
        }
        catch (DbException trouble) when (_engine.InWords(trouble) is not null)
        {
            throw _engine.InWords(trouble)!;
        }
    }

    CommandDefinition Command(string text, object? parameters, CancellationToken stop = default)
    {
        Underway.Settle();
        _engine.Sending(text, parameters);
        return new(_engine.Spell(text), parameters, _transaction, commandTimeout: 0, cancellationToken: stop);
    }
}
