using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing;

/// <summary>
/// The columns that stand before a file's own where its rejected rows are written to be mended. They are known when the file comes back, and nothing is read
/// from them but whose rows these are: by that it is told from a delivery that stands for the whole.
/// </summary>
internal static class RejectColumns
{
    /// <summary>Names the source that the rows came from first.</summary>
    public const string Source = "reject_source";

    /// <summary>In the order in which they stand.</summary>
    public static IReadOnlyList<string> All { get; } = [Source, "reject_line", "reject_column", "reject_rule", "reject_reason", "reject_fix"];

    static readonly HashSet<string> Plain = [.. All.Select(Header.Plain)];
    static readonly string PlainSource = Header.Plain(Source);

    /// <summary>The places of these columns in a header; none where the header is not of rejected rows.</summary>
    public static IReadOnlySet<int> PlacesIn(IReadOnlyList<string> cells)
    {
        var plain = cells.Select(Header.Plain).ToList();
        return plain.Contains(PlainSource) ? Enumerable.Range(0, plain.Count).Where(i => Plain.Contains(plain[i])).ToHashSet() : new HashSet<int>();
    }

    /// <summary>The source that the first row of mended files names; null where none of the files is of rejected rows.</summary>
    public static string? SourceOf(IEnumerable<Survey> files, ImportLimits limits)
    {
        foreach (var file in files.Where(f => f.File.Header.IsOfRejects))
        {
            var place = file.File.Header.PlaceInFile(Source);
            using var records = file.File.Source.Open(limits);
            while (records.Read())
                if (records.Line > file.File.HeaderLine && place < records.Count && records.Words[place].Clean is { } source)
                    return source;
        }
        return null;
    }
}
