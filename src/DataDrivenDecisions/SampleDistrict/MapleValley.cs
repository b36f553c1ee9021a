namespace DataDrivenDecisions.SampleDistrict;

/// <summary>
/// The Maple Valley sample district: an invented school district written as the files that its systems would send, the same to the byte wherever it is made.
/// </summary>
public static class MapleValley
{
    /// <summary>The day that the sample district has come to; the demo's clock stands on it.</summary>
    public static DateOnly Day { get; } = new(2026, 3, 13);

    /// <summary>The last school day before it: the history was exported on its evening.</summary>
    public static DateOnly PreviousDay { get; } = new(2026, 3, 12);

    /// <summary>The zips below the sample folder, in the order in which they are to be imported.</summary>
    public static IReadOnlyList<string> HistoryZips { get; } = ["1-history/oneroster.zip", "1-history/sis.zip", "1-history/assessments.zip", "1-history/gradebook.zip"];

    /// <summary>The delivery of the sample's day.</summary>
    public static IReadOnlyList<string> TodayZips { get; } = ["2-today/sis.zip"];

    /// <summary>The bad rows that the files hold on purpose: which file, what is wrong, how many, and what an import should make of them.</summary>
    public static IReadOnlyList<PlantedDefect> ExpectedRejects => Dirt.Planted;

    /// <summary>Writes the district's zips below a folder, which is made where it is missing; files of the same names are replaced.</summary>
    public static void Write(string folder, IProgress<string>? progress = null) => Write(folder, new SampleOptions(), progress);

    /// <inheritdoc cref="Write(string, IProgress{string})"/>
    public static void Write(string folder, SampleOptions options, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Students, 200, nameof(options));
        var district = District.Live(options, progress);
        progress?.Report("Writing the files");
        foreach (var zip in Zips(district))
            zip.Write(folder);
    }

    static IEnumerable<SampleZip> Zips(District district)
    {
        yield return OneRosterFiles.Zip(district).Soiled();
        yield return SisFiles.History(district).Soiled();
        yield return Assessments(district).Soiled();
        yield return GradebookFiles.Zip(district);
        yield return SisFiles.Today(district).Soiled();
    }

    static SampleZip Assessments(District district)
    {
        var zip = new SampleZip("1-history/assessments.zip");
        foreach (var (name, table) in MapGrowthFiles.Files(district).Concat(IReadyFiles.Files(district)))
            zip.With(name, table);
        return zip;
    }
}
