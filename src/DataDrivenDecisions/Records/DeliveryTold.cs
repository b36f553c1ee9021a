using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Records;

/// <summary>What the person who brought a delivery said about it, so that it can be read again in the same way.</summary>
public sealed record DeliveryTold
{
    /// <summary>Nothing was said: the importer told everything from the files.</summary>
    public static DeliveryTold Nothing { get; } = new();

    /// <summary>The format that every file was to be read as, or null.</summary>
    public string? Format { get; init; }

    /// <summary>The source that was chosen for it, or null where its own name tells; the history keeps the source itself.</summary>
    public string? Source { get; init; }

    /// <summary>The year in which the school year of rows ends that do not say theirs, or null.</summary>
    public int? SchoolYearEnds { get; init; }

    /// <summary>Whether an end date is the last day itself, or null when the importer told.</summary>
    public bool? EndDateIsLastDay { get; init; }

    /// <summary>It was imported as the release of what had been held.</summary>
    public bool HoldsReleased { get; init; }

    /// <summary>How many per cent of an entity might end in one school before it was held; null where it was as usual.</summary>
    public int? SchoolHoldPercent { get; init; }

    /// <summary>The same over the whole district.</summary>
    public int? DistrictHoldPercent { get; init; }

    /// <summary>The mapping profiles by which its files were read, as JSON; a mapping that was changed or retired since still reads them as it did.</summary>
    public IReadOnlyList<string> Mappings { get; init; } = [];

    /// <summary>Every file was to be read by that mapping, whatever else fits.</summary>
    public bool IsMappingForAll { get; init; }

    /// <summary>The same as a school year.</summary>
    public SchoolYear? Year() => SchoolYearEnds is { } ends ? new SchoolYear(ends) : null;
}
