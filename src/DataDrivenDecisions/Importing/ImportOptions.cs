using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing;

/// <summary>What the person who brings a delivery says about it.</summary>
public sealed record ImportOptions
{
    /// <summary>The name of the format that every file is to be read as, or null to recognise each by its header.</summary>
    public string? Format { get; init; }

    /// <summary>The mapping by which every file is to be read, or null to recognise each by its header.</summary>
    public MappedFormat? Mapping { get; init; }

    /// <summary>A mapping that is not saved yet and takes part as if it were, to try it on a delivery of several files.</summary>
    public MappedFormat? Trial { get; init; }

    /// <summary>What people call the delivery; null takes the name of its file or folder.</summary>
    public string? Name { get; init; }

    /// <summary>The configured name of where it comes from; null takes the delivery's own name without its date stamp.</summary>
    public string? Source { get; init; }

    /// <summary>The school year of rows that do not say theirs.</summary>
    public SchoolYear? Year { get; init; }

    /// <summary>Says what would happen and changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Who brings it, as the audit names them.</summary>
    public required string By { get; init; }

    /// <summary>A person has looked at what would end and released the hold.</summary>
    public bool HoldsReleased { get; init; }

    /// <summary>
    /// True when the source writes the last day of a session or enrollment as its end date, false when it writes the day after it;
    /// null lets the importer tell from the delivery.
    /// </summary>
    public bool? EndDateIsLastDay { get; init; }

    /// <summary>What people should know about how the delivery came; told with its first file.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True where the path was found among what others put there, as in the drop folder: a link is refused then. A person may name one.</summary>
    public bool IsFound { get; init; }

    /// <summary>The folder in which what was delivered is kept, passwords and Social Security numbers taken out; null keeps nothing.</summary>
    public string? Archive { get; init; }

    /// <summary>The delivery of the history whose kept copy is read again: its name, source, fingerprint and the names of its files are taken from it.</summary>
    public ImportedDelivery? Kept { get; init; }

    /// <summary>What the history keeps of these options.</summary>
    public DeliveryTold Told => new() { Format = Format, SchoolYearEnds = Year?.Ends, EndDateIsLastDay = EndDateIsLastDay, HoldsReleased = HoldsReleased, IsMappingForAll = Mapping is not null };

    /// <summary>The options of somebody who has said this about a delivery.</summary>
    /// <param name="told">What she said; a mapping for all files as its profile.</param>
    /// <param name="by">Who she is.</param>
    public static ImportOptions Said(DeliveryTold told, string by)
    {
        ArgumentNullException.ThrowIfNull(told);
        return new ImportOptions
        {
            By = by, Format = told.Format, Source = told.Source, Year = told.Year(), EndDateIsLastDay = told.EndDateIsLastDay,
            Mapping = told is { IsMappingForAll: true, Mappings: [var profile, ..] } ? new MappedFormat(ProfileFile.Parse("the mapping", profile)) : null,
        };
    }

    /// <summary>The options with which a kept delivery is read again as it was read at first.</summary>
    /// <param name="kept">The delivery of the history.</param>
    /// <param name="by">Who does it.</param>
    public static ImportOptions Again(ImportedDelivery kept, string by)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var told = kept.Told;
        return new ImportOptions
        {
            By = by, Kept = kept, Format = told.Format, Year = told.Year(), EndDateIsLastDay = told.EndDateIsLastDay, HoldsReleased = told.HoldsReleased,
        };
    }
}
