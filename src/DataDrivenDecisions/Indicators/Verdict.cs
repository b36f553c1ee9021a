namespace DataDrivenDecisions.Indicators;

/// <summary>What an indicator says of one student.</summary>
public enum Verdict
{
    /// <summary>Nothing to worry about.</summary>
    Fine,

    /// <summary>Worth a second look.</summary>
    Watch,

    /// <summary>May need support.</summary>
    Concern,

    /// <summary>Too few days or marks to say.</summary>
    TooSoon,

    /// <summary>The data are not there; nobody may read that as good news.</summary>
    NoData,
}

/// <summary>The codes by which verdicts are stored and exported.</summary>
public static class VerdictCode
{
    /// <summary>fine, watch, concern, too_soon or no_data.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Fine => "fine",
        Verdict.Watch => "watch",
        Verdict.Concern => "concern",
        Verdict.TooSoon => "too_soon",
        _ => "no_data",
    };
}
