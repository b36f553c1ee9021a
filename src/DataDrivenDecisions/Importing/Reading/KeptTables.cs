using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Tables of a delivery's kept copy, read again for some of their rows.</summary>
internal static class KeptTables
{
    /// <summary>The tables of some files of the copy, each with the name under which the history knows it. Only these are looked at: beside them may lie a year of attendance.</summary>
    /// <exception cref="ImportRejected">The copy cannot be read any more.</exception>
    public static IEnumerable<(string File, Survey Table)> Of(ImportedDelivery kept, IReadOnlyCollection<string> files, IReadOnlyList<Format> formats, ImportLimits limits, CancellationToken stop)
    {
        foreach (var open in Delivery.At(kept.ArchivedAs!, limits, kept))
        {
            using var delivery = open();
            var recognition = new Recognition(formats, limits);
            var known = delivery.Files.Where(f => files.Any(file => IsSame(file, f.Name) || file.StartsWith(f.Name + "!", StringComparison.Ordinal)))
                .SelectMany(f => recognition.Recognize(f)).ToList();
            foreach (var table in known.Select(file => Survey.Of(Recognition.Settle(file, known), limits, stop)))
                if (files.FirstOrDefault(file => IsSame(file, table.File.Name)) is { } name)
                    yield return (name, table);
        }
    }

    // A table out of a workbook may have become a CSV in the copy: "book.xlsx!Sheet1" is "book.xlsx/Sheet1.csv" in it.
    static bool IsSame(string delivered, string archived)
    {
        static string Bare(string name) => name[(name.IndexOf(".zip!", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + 5 : 0)..].Replace('!', '/');
        var (a, b) = (Bare(delivered), Bare(archived));
        return a == b || a + ".csv" == b;
    }
}
