using System.Data.Common;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// One database product that the district's data can live in. The engines share their SQL; what they do not share stands in the engine's own class.
/// </summary>
public abstract class SqlEngine
{
    /// <summary>The short name that the engine's schema files carry: <c>duckdb</c>, <c>sqlserver</c>, <c>sqlite</c>.</summary>
    public abstract string Name { get; }

    /// <summary>A fresh connection, open and set up. Whoever asks for it disposes it.</summary>
    /// <exception cref="StoreBusy">Another process holds the store.</exception>
    public abstract SqlSession Open();

    /// <summary>A text with parameters written <c>@name</c>, in the engine's own spelling.</summary>
    public virtual string Spell(string text) => text;

    /// <summary>Told of every statement before it is sent; the engines themselves have no use for it, tests write the statements down.</summary>
    /// <param name="text">The statement as the rooms above wrote it.</param>
    /// <param name="parameters">An object whose properties are its parameters, or null.</param>
    protected internal virtual void Sending(string text, object? parameters)
    {
    }

    /// <summary>What the store said against a statement, in words that name no value and say what to do; null where its own words serve.</summary>
    protected internal virtual Exception? InWords(DbException trouble) => null;

    /// <summary>The parts of a schema script that must be sent one by one.</summary>
    public virtual IReadOnlyList<string> Batches(string script) => [script];
}

/// <summary>Another process holds the store, so that this one cannot open it now.</summary>
public sealed class StoreBusy(string message, Exception? inner = null) : IOException(message, inner);
