namespace DataDrivenDecisions.Reports;

/// <summary>Whom a report is for: staff read flags and charts, a family reads strengths, plain words and one thing to try.</summary>
public enum Audience
{
    Staff,
    Family,
}
