using System.Data.Common;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// One question of the data: its SQL over <c>seen.*</c> or <c>published.*</c>, and its named parameters.
/// It is only text until <c>warehouse.As(viewer).Ask(query)</c> runs it within what the viewer may see.
/// </summary>
/// <typeparam name="T">The row record that each result row fills, by column alias.</typeparam>
public sealed record Query<T>
{
    /// <summary>A question whose text both engines understand.</summary>
    public Query(string text, object? parameters = null) => (DuckDb, SqlServer, Parameters) = (text, text, parameters);

    Query(string duckDb, string sqlServer, object? parameters) => (DuckDb, SqlServer, Parameters) = (duckDb, sqlServer, parameters);

    /// <summary>The text for DuckDB, with parameters written <c>@name</c>.</summary>
    public string DuckDb { get; }

    /// <summary>The text for SQL Server, with parameters written <c>@name</c>.</summary>
    public string SqlServer { get; }

    /// <summary>An object whose properties are the named parameters, or null.</summary>
    public object? Parameters { get; }

    /// <summary>
    /// Begins to read an answer of millions of rows: a function from row to <typeparamref name="T"/>, one for each answer, that may keep what rows have in common. Null where rows are filled by column alias.
    /// </summary>
    public Func<Func<DbDataReader, T>>? Reading { get; init; }

    /// <summary>A question that the engines must be asked in different words; a twin test compares their rows.</summary>
    public static Query<T> Per(string duckDb, string sqlServer, object? parameters = null) => new(duckDb, sqlServer, parameters);
}
