namespace DataDrivenDecisions.Engines;

/// <summary>
/// One database product that the district's data can live in. The engines share their SQL; what they do not share stands in the engine's own class.
/// </summary>
public abstract class SqlEngine
{
    /// <summary>The short name that the engine's schema files carry: <c>duckdb</c>, <c>sqlserver</c>, <c>sqlite</c>.</summary>
    public abstract string Name { get; }

    /// <summary>A fresh connection, open and set up. Whoever asks for it disposes it.</summary>
    public abstract SqlSession Open();

    /// <summary>A text with parameters written <c>@name</c>, in the engine's own spelling.</summary>
    public virtual string Spell(string text) => text;
}
