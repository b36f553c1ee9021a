using System.Globalization;

namespace DataDrivenDecisions.Predicting.Capacity;

/// <summary>What ends the time in which something can still be changed.</summary>
[Flags]
public enum Deadline
{
    /// <summary>No day is known.</summary>
    None = 0,

    /// <summary>The end of the running term, when marks are given.</summary>
    TermEnd = 1,

    /// <summary>The days that may still be missed before the year ends at a tenth or more.</summary>
    DaysMissed = 2,
}

/// <summary>How soon the chance to act passes.</summary>
/// <param name="Name">"now", "soon", "later".</param>
/// <param name="Factor">What it counts in the order: 1 for now, less for what can wait.</param>
/// <param name="Words">What is known of it: "4 weeks to the end of the term".</param>
public sealed record Urgency(string Name, double Factor, string Words)
{
    /// <summary>The least that urgency counts: it moves a student in the order, but never by more than three tenths.</summary>
    public const double Least = 0.70;

    const double Middle = 0.85;

    // Two weeks leave room for two conversations; six weeks before its end is when a term's marks can still be turned (as in the model of course failure).
    const int DaysNow = 14, DaysSoon = 42;

    // One absence in a bad week, and a week of them.
    const int MissesNow = 2, MissesSoon = 5;

    /// <summary>No day is known by which somebody would have to act.</summary>
    public static Urgency Open { get; } = Later("no day is known by which");

    /// <summary>By the end of the running term.</summary>
    public static Urgency UntilTermEnd(DateOnly lastDay, DateOnly today)
    {
        var days = Math.Max(0, lastDay.DayNumber - today.DayNumber);
        var words = days < DaysNow ? Counted(days, "day") + " to the end of the term" : Counted(days / 7, "week") + " to the end of the term";
        return days <= DaysNow ? Now(words) : days <= DaysSoon ? Soon(words) : Later(words);
    }

    /// <summary>By the days that may still be missed.</summary>
    /// <param name="mayMiss">The most days that may still be missed; null where the year ends at a tenth whatever comes.</param>
    /// <param name="daysAhead">School days that the year still holds.</param>
    public static Urgency UntilMissed(int? mayMiss, int daysAhead) => mayMiss switch
    {
        null => Later("a tenth of the year is missed already, whatever comes"),
        var may when may >= daysAhead => Later("stays under a tenth of the year, whatever comes"),
        0 => Now("no more day may be missed this year"),
        <= MissesNow => Now(Counted(mayMiss.Value, "more day") + " may be missed this year"),
        <= MissesSoon => Soon(Counted(mayMiss.Value, "more day") + " may be missed this year"),
        _ => Later(Counted(mayMiss.Value, "more day") + " may be missed this year"),
    };

    /// <summary>The one that counts most; the first of those that count the same. Open without any.</summary>
    public static Urgency Soonest(IEnumerable<Urgency> several) => several.MaxBy(u => u.Factor) ?? Open;

    static Urgency Now(string words) => new("now", 1, words);
    static Urgency Soon(string words) => new("soon", Middle, words);
    static Urgency Later(string words) => new("later", Least, words);

    static string Counted(int n, string one) => string.Create(CultureInfo.InvariantCulture, $"{n} {one}{(n == 1 ? "" : "s")}");
}
