using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>The mappings that a district has saved, as the formats that recognition tries after those of the program.</summary>
public static class SavedMappings
{
    /// <summary>The formats. A mapping that this version cannot read takes no part; <see cref="Fault"/> tells why.</summary>
    public static IReadOnlyList<Format> Formats(MappingBook book, string district)
    {
        ArgumentNullException.ThrowIfNull(book);
        return [.. book.List(district).Select(Format).OfType<MappedFormat>()];
    }

    /// <summary>The format of one saved mapping, or null when this version cannot read it.</summary>
    public static MappedFormat? Format(KeptMapping kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return Fault(kept) is null ? new MappedFormat(ProfileFile.Parse(kept.Name, kept.Profile)) : null;
    }

    /// <summary>Why this version cannot read a saved mapping, and what to do; null when it can.</summary>
    public static string? Fault(KeptMapping kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        try
        {
            _ = new MappedFormat(ProfileFile.Parse(kept.Name, kept.Profile));
            return null;
        }
        catch (ImportRejected why)
        {
            return why.Message;
        }
    }
}
