namespace DataDrivenDecisions.Facts.Arrivals;

/// <summary>
/// One thing that a delivery says: a student, a mark, a day. Ids are the source's own text. A line of a file may say several things;
/// all arrivals of one line share its fate in the conservation law.
/// </summary>
public abstract record Arrival
{
    /// <summary>The physical line in its file on which the record begins, from 1 and counting the header.</summary>
    public required long Line { get; init; }

    /// <summary>The source says that this thing has ended (a OneRoster delta's <c>tobedeleted</c>).</summary>
    public bool Ends { get; init; }
}

/// <summary>What a file means for the rows that it does not name.</summary>
public enum Merge
{
    /// <summary>Adds and changes, ends nothing.</summary>
    Update,

    /// <summary>Replaces the schools and dates that it names.</summary>
    ReplaceDatesInFile,

    /// <summary>Is the whole: what is missing has ended.</summary>
    Snapshot,

    /// <summary>Carries the source's own verbs.</summary>
    Delta,
}

/// <summary>Why a row was not loaded, and what to do about it. It never carries a student's value.</summary>
public sealed record RowReject
{
    public required long Line { get; init; }

    /// <summary>The header of the column at fault, or null when the whole row is.</summary>
    public string? Column { get; init; }

    /// <summary>The kind of thing that the row names and that is at fault (<c>section</c>), or null; whoever knows the file's columns tells the column by it.</summary>
    public string? Names { get; init; }

    /// <summary>A short stable name of the rule, in kebab-case: <c>date-unreadable</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>One sentence that says what is wrong.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence that says how to fix it.</summary>
    public required string Fix { get; init; }
}
