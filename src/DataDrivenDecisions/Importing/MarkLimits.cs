namespace DataDrivenDecisions.Importing;

/// <summary>What a mark or a transcript can say at most, whichever file says it: more is a column taken for another, or a slip of the keyboard.</summary>
internal static class MarkLimits
{
    /// <summary>Percent: extra credit goes beyond 100, but a slipped decimal point goes far beyond.</summary>
    public const decimal MostPercent = 120;

    /// <summary>Credits of one course in one term, in the source's own units: states that count in semester periods give five for a semester.</summary>
    public const decimal MostCredits = 20;

    /// <summary>Credits of one row of a transcript: schools write what a student brings of a whole year elsewhere into one.</summary>
    public const decimal MostTranscriptCredits = 40;
}
