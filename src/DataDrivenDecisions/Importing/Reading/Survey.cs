using CsvHelper;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>
/// What a first look over a whole file tells: how many rows it has, how its dates are written, and whether its quotes can be trusted.
/// The rows counted here are what the import must account for.
/// </summary>
internal sealed record Survey
{
    public required RecognizedFile File { get; init; }
    public required TextDecoding Decoding { get; init; }

    /// <summary>Data records: what stands after the header and is not blank.</summary>
    public required long Rows { get; init; }

    /// <summary>Preamble lines and blank lines.</summary>
    public required long Skipped { get; init; }

    /// <summary>The date order of each place.</summary>
    public required IReadOnlyList<DateOrder> Orders { get; init; }

    /// <summary>Places with dates of which nothing tells the order.</summary>
    public required IReadOnlyList<int> Doubtful { get; init; }

    /// <summary>Goes through the file once.</summary>
    /// <exception cref="ImportRejected">A line has no end.</exception>
    public static Survey Of(RecognizedFile file, ImportLimits limits, CancellationToken stop)
    {
        TextDecoding decoding;
        using (var stream = file.File.Open())
            decoding = TextDecoding.Of(file.File.Name, stream);
        var cutting = file.Cutting;
        // At most two quirks can be found, and each look finds at least one.
        for (var look = 0; look < 3; look++)
        {
            var (survey, found) = Look(file with { Cutting = cutting }, decoding, limits, stop);
            if (survey is not null)
                return survey;
            cutting = found;
        }
        throw NoEnd(file);
    }

    static (Survey? Done, Cutting Found) Look(RecognizedFile file, TextDecoding decoding, ImportLimits limits, CancellationToken stop)
    {
        var evidence = new List<DateEvidence>();
        long rows = 0, blank = 0;
        using var records = new RecordReader(decoding.Open(file.File.Open()), file.Cutting, limits);
        try
        {
            while (records.Read())
            {
                if (records.HasSwallowedLines && file.Cutting.LinesMayBreakInQuotes)
                    return (null, file.Cutting with { LinesMayBreakInQuotes = false });
                if (records.HasSpaceBeforeQuote && !file.Cutting.SpacesAroundQuotes)
                    return (null, file.Cutting with { SpacesAroundQuotes = true });
                if (records.Line <= file.HeaderLine)
                    continue;
                if (records.IsBlank)
                {
                    blank++;
                    continue;
                }
                if (++rows % 4096 == 0)
                    stop.ThrowIfCancellationRequested();
                while (evidence.Count < Math.Min(records.Count, limits.Columns))
                    evidence.Add(new DateEvidence());
                for (var i = 0; i < records.Count && i < evidence.Count; i++)
                    evidence[i].See(records.Fields[i]);
            }
        }
        catch (CsvFormatException) when (file.Cutting.LinesMayBreakInQuotes)
        {
            return (null, file.Cutting with { LinesMayBreakInQuotes = false });
        }
        catch (CsvFormatException)
        {
            throw NoEnd(file);
        }
        return (Conclude(file, decoding, rows, blank, evidence), file.Cutting);
    }

    static Survey Conclude(RecognizedFile file, TextDecoding decoding, long rows, long blank, List<DateEvidence> evidence)
    {
        var ofFile = DateEvidence.OfFile(evidence);
        var orders = evidence.Select(e => e.Order(ofFile)).ToList();
        return new Survey
        {
            File = file,
            Decoding = decoding,
            Rows = rows,
            Skipped = file.Preamble + blank,
            Orders = orders,
            Doubtful = [.. Enumerable.Range(0, orders.Count).Where(i => orders[i] == DateOrder.Untold && evidence[i].HasDoubtful)],
        };
    }

    static ImportRejected NoEnd(RecognizedFile file) =>
        new(file.File.Name, "A line of the file is far too long.", "Look for a missing line break and export the file again.");
}
