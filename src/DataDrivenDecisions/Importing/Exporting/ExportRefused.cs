namespace DataDrivenDecisions.Importing.Exporting;

/// <summary>An export cannot be written in the form that was asked for; the message says why and which form can.</summary>
public sealed class ExportRefused(string message) : Exception(message);
