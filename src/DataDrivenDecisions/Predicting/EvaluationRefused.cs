namespace DataDrivenDecisions.Predicting;

/// <summary>A table that cannot be evaluated as asked; the message says why and what to do.</summary>
public sealed class EvaluationRefused(string message) : Exception(message);
