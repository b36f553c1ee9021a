using System.Globalization;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Api;

/// <summary>What somebody says about a delivery in the form that sends it: whether it is only to be tried, and what its files do not say themselves.</summary>
public sealed record UploadSaid
{
    /// <summary>What stands before a mapping's name, where a format's name stands alone.</summary>
    public const string MappingMark = "mapping:";

    /// <summary>"try" or "load".</summary>
    public string? Intent { get; init; }

    /// <summary>The name of the format that every file is to be read as, or a mapping's behind its mark; empty to recognise each.</summary>
    public string? ReadAs { get; init; }

    /// <summary>The year in which the school year of rows ends that do not say theirs.</summary>
    public string? Year { get; init; }

    /// <summary>The source that it comes from, of those that are known; empty where the name of the file tells.</summary>
    public string? Source { get; init; }

    public bool IsTry => Intent == "try";

    /// <summary>The same with one more field of the form.</summary>
    public UploadSaid With(string? field, string value) => field switch
    {
        "intent" => this with { Intent = value },
        "readAs" => this with { ReadAs = value },
        "source" => this with { Source = value },
        "year" => this with { Year = value },
        _ => this,
    };

    /// <summary>The same as the importer takes it; a format or mapping that there is none of is left to recognition, and a source that there is none of to the name.</summary>
    public DeliveryTold Told(District district)
    {
        ArgumentNullException.ThrowIfNull(district);
        var mapping = ReadAs?.StartsWith(MappingMark, StringComparison.Ordinal) == true && district.Records.Mappings.Find(district.Slug, ReadAs[MappingMark.Length..]) is { } kept ? SavedMappings.Format(kept) : null;
        return new DeliveryTold
        {
            Format = Format.All.FirstOrDefault(f => f.Name == ReadAs)?.Name,
            Source = district.Records.Imports.Sources(district.Slug).FirstOrDefault(s => s == Source),
            SchoolYearEnds = int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var ends) && ends is > 1990 and < 2100 ? ends : null,
            Mappings = mapping is null ? [] : [ProfileText.Of(mapping.Profile)],
            IsMappingForAll = mapping is not null,
        };
    }
}
