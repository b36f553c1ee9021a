namespace DataDrivenDecisions.Indicators.Mastery;

/// <summary>What can be said of a student and a standard. There is no fourth: nothing is said of who was not assessed.</summary>
public enum MasteryState
{
    /// <summary>Too little evidence to say anything; never shown as a zero.</summary>
    NotYetAssessed,

    /// <summary>Assessed, and below the line so far.</summary>
    Growing,

    /// <summary>At or above the line.</summary>
    Mastered,
}
