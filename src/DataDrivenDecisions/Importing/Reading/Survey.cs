using CsvHelper;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>
/// What a first look over a whole file tells: how many rows it has, how its dates are written, and whether its quotes can be trusted.
/// The rows counted here are what the import must account for.
/// </summary>
internal sealed record Survey
{
    public required RecognizedFile File { get; init; }

    /// <summary>Data records: what stands after the header and is neither blank nor the header over again.</summary>
    public required long Rows { get; init; }

    /// <summary>Lines before the header, blank lines, and the header over again.</summary>
    public required long Skipped { get; init; }

    /// <summary>The date order of each place.</summary>
    public required IReadOnlyList<DateOrder> Orders { get; init; }

    /// <summary>Places with dates of which nothing tells the order.</summary>
    public required IReadOnlyList<int> Doubtful { get; init; }

    /// <summary>Places with dates whose order only the school years and test windows of the rows tell.</summary>
    public required IReadOnlyList<int> ToldByRows { get; init; }

    /// <summary>How many rows name each school.</summary>
    public required IReadOnlyDictionary<string, long> Schools { get; init; }

    /// <summary>The different ids in each of the format's <see cref="Format.IdColumns"/> that the file has.</summary>
    public required IReadOnlyList<(string Column, IReadOnlyCollection<string> Ids)> Ids { get; init; }

    /// <summary>Some students as the file names them beside their ids; empty where the format says nothing of that.</summary>
    public IReadOnlyList<NamedRow> Named { get; init; } = [];

    /// <summary>How birth dates are written in <see cref="Named"/>.</summary>
    public DateOrder BirthOrder { get; init; } = DateOrder.Untold;

    /// <summary>True when the file holds passwords or Social Security numbers, in a column of their own or by their shape.</summary>
    public required bool HoldsSecrets { get; init; }

    /// <summary>Goes through the file once.</summary>
    /// <exception cref="ImportRejected">A line has no end, or the file is damaged.</exception>
    public static Survey Of(RecognizedFile file, ImportLimits limits, CancellationToken stop, IProgress<ImportProgress>? progress = null)
    {
        var source = file.Source;
        // At most two quirks can be found, and each look finds at least one.
        for (var look = 0; look < 3; look++)
        {
            var (survey, better) = Look(file with { Source = source }, limits, progress, stop);
            if (survey is not null)
                return survey;
            source = better ?? source;
        }
        throw NoEnd(file, limits);
    }

    static (Survey? Done, RecordSource? Better) Look(RecognizedFile file, ImportLimits limits, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        if (SurveyInParts.Of(file, limits, progress, stop) is { } sooner)
            return (sooner.Conclude(), null);
        var sums = new SurveySums(file, limits);
        using var records = file.Source.Open(limits);
        try
        {
            while (records.Read())
            {
                if (file.Source.Otherwise(records) is { } better)
                    return (null, better);
                if (records.Line <= file.HeaderLine)
                    continue;
                sums.See(records);
                if (sums.Rows % SurveySums.RowsOfReport != 0)
                    continue;
                stop.ThrowIfCancellationRequested();
                progress?.Report(new ImportProgress(file.Name, sums.Rows, 0) { Step = LoadStep.Look });
            }
        }
        catch (CsvFormatException)
        {
            return file.Source.LineByLine is { } strict ? (null, strict) : throw NoEnd(file, limits);
        }
        return (sums.Conclude(), null);
    }

    static ImportRejected NoEnd(RecognizedFile file, ImportLimits limits) =>
        LimitSetting.LineCharacters.Refuse(limits, file.Name, "A line of the file is far too long.", "Look for a missing line break and export the file again.");
}
