using DataDrivenDecisions.Importing.Formats;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Gathers from an LMS's users and sections files how the SIS calls them.</summary>
internal static class LmsBundle
{
    /// <summary>What the files say; nothing is read where there are no assignments or submissions to say it for.</summary>
    public static LmsFacts Of(IReadOnlyList<Survey> files, ImportLimits limits) =>
        files.Any(f => f.File.Format is LmsAssignments or LmsSubmissions)
            ? new LmsFacts { Students = Read(files, limits, "users", "SISUserIdentifier"), Sections = Read(files, limits, "sections", "SISSectionIdentifier") }
            : LmsFacts.None;

    static IReadOnlyDictionary<string, string> Read(IReadOnlyList<Survey> files, ImportLimits limits, string kind, string inSis) =>
        files.Where(f => f.File.Format.Name == "LMS " + kind).SelectMany(f => Columns.Of(f, limits, "SourceSystem", "SourceSystemIdentifier", inSis))
            .Where(f => f[2].Length > 0).GroupBy(f => $"{f[0]}/{f[1]}", f => f[2], StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Min(StringComparer.Ordinal)!, StringComparer.Ordinal);
}
