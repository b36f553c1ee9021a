namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>A table of scores from which no growth can be told; the message says why and what to do.</summary>
public sealed class GrowthRefused(string message) : Exception(message);
