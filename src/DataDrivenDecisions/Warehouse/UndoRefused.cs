namespace DataDrivenDecisions.Warehouse;

/// <summary>An import cannot be taken back; the message says why and what to do.</summary>
public sealed class UndoRefused(string message) : Exception(message);
