using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>How many more days a student may miss and still end the year under the line of chronic absence: arithmetic over the calendar, and no estimate.</summary>
/// <param name="DaysAbsent">Days missed so far.</param>
/// <param name="DaysEnrolled">Days enrolled so far.</param>
/// <param name="DaysAhead">School days that the calendar of her school still holds.</param>
public sealed record TippingDay(decimal DaysAbsent, decimal DaysEnrolled, int DaysAhead)
{
    // The line itself counts as chronic (EDFacts FS195): less than a tenth of the whole year is under it.
    const decimal Line = 0.1m;

    /// <summary>Days of the whole year, if she stays.</summary>
    public decimal DaysOfYear => DaysEnrolled + DaysAhead;

    /// <summary>The most days that she may still miss; null where the year ends at a tenth or more whatever comes.</summary>
    public int? MayMiss => Line * DaysOfYear - DaysAbsent is > 0 and var room ? (int)Math.Ceiling(room) - 1 : null;

    /// <summary>She is over the line now, and under it at the end of the year if she misses no more than she may.</summary>
    public bool CanComeBack => MayMiss is not null && DaysAbsent >= Line * DaysEnrolled;

    /// <summary>The line is near: at most two more days.</summary>
    public bool IsNear => MayMiss is <= 2 && MayMiss < DaysAhead;

    /// <summary>In one sentence, for staff.</summary>
    public string Sentence => MayMiss switch
    {
        null => $"The year ends at {Rate.Of(DaysAbsent, DaysOfYear)} absent even if no day is missed any more.",
        var may when may >= DaysAhead => "Stays under 10% of the year whatever comes.",
        0 => "The next day missed makes it 10% of the year.",
        var may => FormattableString.Invariant($"May miss {may} more of the {DaysAhead} days ahead and {(CanComeBack ? "come back under" : "stay under")} 10% of the year."),
    };

    /// <summary>The tipping day; null where the calendar tells of no day ahead, or no day has been counted.</summary>
    public static TippingDay? Of(decimal? absent, decimal? enrolled, long? ahead) => absent is { } a && enrolled is > 0 and var e && ahead is > 0 and var d ? new TippingDay(a, e, (int)d) : null;
}
