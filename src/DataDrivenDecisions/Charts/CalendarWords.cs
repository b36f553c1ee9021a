using System.Globalization;

namespace DataDrivenDecisions.Charts;

/// <summary>The few words inside the attendance calendar, for families who read another language.</summary>
public sealed record CalendarWords
{
    public required CultureInfo Culture { get; init; }
    public required string Present { get; init; }
    public required string Late { get; init; }
    public required string Away { get; init; }
    public required string Excused { get; init; }
    public required string NoRecord { get; init; }

    /// <summary>The heading in the family's language; English is made from the days.</summary>
    public string? Message { get; init; }

    /// <summary>The picture in words in the family's language; English is made from the days.</summary>
    public string? Alt { get; init; }

    public static CalendarWords English { get; } = new()
    {
        Culture = CultureInfo.InvariantCulture,
        Present = "present",
        Late = "late or part",
        Away = "away",
        Excused = "away, excused",
        NoRecord = "no record",
    };

    /// <summary>The short name of a school day, 0 for Monday.</summary>
    internal string Day(int fromMonday) => Culture.DateTimeFormat.AbbreviatedDayNames[fromMonday + 1].TrimEnd('.');

    internal string Month(int number) => Culture.DateTimeFormat.AbbreviatedMonthNames[number - 1].TrimEnd('.');
}
