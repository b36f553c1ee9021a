using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>One row that a number looked at: what it says, whether it counts and as what, and the lines of the files it came from.</summary>
public sealed record LookedAt
{
    /// <summary>The day it is about, or on which it became known; null where it has none.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>What the row says: "Algebra I, S1: F".</summary>
    public required string What { get; init; }

    /// <summary>False for a row that was looked at and left out.</summary>
    public required bool Counts { get; init; }

    /// <summary>As what it counts, or why it is left out.</summary>
    public required string Why { get; init; }

    /// <summary>What it adds to the number's part, in the number's own unit.</summary>
    public decimal Part { get; init; }

    /// <summary>What it adds to the number's whole.</summary>
    public decimal Whole { get; init; }

    public IReadOnlyList<RowSource> Sources { get; init; } = [];

    /// <summary>The number that this one is made of, where it is made of others: "abc-course".</summary>
    public string? Leads { get; init; }

    /// <summary>True for a day of which no row was sent: it counts because the school has sent the day, and says nothing more.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The source as a list that may be empty.</summary>
    internal static IReadOnlyList<RowSource> From(params RowSource?[] sources) => [.. sources.OfType<RowSource>()];
}
