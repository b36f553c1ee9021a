using System.Globalization;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A record that a rule has to look at: whose it is, and the few figures that decide. It carries ids and never a name of a person.</summary>
public sealed record Suspect
{
    public int? StudentKey { get; init; }
    public string? StudentId { get; init; }
    public string? SchoolId { get; init; }
    public string? SchoolName { get; init; }

    /// <summary>What else names the record: a section's id, an incident's, a code, a test.</summary>
    public string? Item { get; init; }

    /// <summary>The day that the record stands by; it is part of its name.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>A day to judge by, which is no part of the record's name.</summary>
    public DateOnly? OtherDay { get; init; }
    public string? Text { get; init; }
    public string? OtherText { get; init; }

    /// <summary>How many of something the rule counts: days, students, rows; or the school year in which it ends.</summary>
    public long? HowMany { get; init; }
    public long? OutOf { get; init; }
    public decimal? Points { get; init; }
    public decimal? MostPoints { get; init; }

    /// <summary>The same record with what was counted of it among other students.</summary>
    internal Suspect Plus(Suspect others) => this with
    {
        HowMany = HowMany + others.HowMany,
        OutOf = OutOf + others.OutOf,
        Text = string.CompareOrdinal(Text ?? others.Text, others.Text ?? Text) <= 0 ? Text ?? others.Text : others.Text ?? Text,
    };

    /// <summary>The record by its natural ids; the same record has the same name every night.</summary>
    public string RecordId => string.Join(" / ", new[] { StudentId, SchoolId, Item, Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }.Where(part => !string.IsNullOrEmpty(part)));
}
