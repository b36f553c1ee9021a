namespace DataDrivenDecisions.Engines;

/// <summary>One table that was moved to another store: how many rows, all versions among them.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many rows it holds.</param>
public sealed record MovedTable(string Table, long Rows);

/// <summary>A store cannot be moved, or what arrived is not what was sent; the message says what to do, and nothing has changed.</summary>
public sealed class MoveRefused(string message) : InvalidOperationException(message);
