using CsvHelper;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>The first look over a large file by all cores at once, each at a part of it.</summary>
internal static class SurveyInParts
{
    // A third and fourth core would wait for the disk.
    static readonly int Parts = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>What all parts say together; null where the file must be read from its start, since it is small, packed, or has quotes in it.</summary>
    public static SurveySums? Of(RecognizedFile file, ImportLimits limits, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        if (file.Source.OpenParts(Parts, limits) is not { } parts)
            return null;
        long seen = 0;
        var sums = parts.Select(_ => new SurveySums(file, limits)).ToList();
        using var givenUp = new CancellationTokenSource();
        var looks = parts.Select((part, i) => Task.Run(() =>
        {
            if (!See(part.Records, part.Part, i == 0 ? file.HeaderLine : 0, sums[i], () => Report(Interlocked.Add(ref seen, SurveySums.RowsOfReport)), givenUp.Token))
                givenUp.Cancel();
        }, CancellationToken.None)).ToArray();
        try
        {
            Task.WhenAll(looks).GetAwaiter().GetResult();
        }
        finally
        {
            foreach (var (records, _) in parts)
                records.Dispose();
        }

        if (givenUp.IsCancellationRequested)
            return null;
        foreach (var later in sums.Skip(1))
            sums[0].Add(later);
        return sums[0];

        void Report(long rows)
        {
            stop.ThrowIfCancellationRequested();
            progress?.Report(new ImportProgress(file.Name, rows, 0) { Step = LoadStep.Look });
        }
    }

    /// <summary>Looks at one part; false where it cannot be looked at by itself, or another could not.</summary>
    static bool See(RecordReader records, PartOfFile part, long headerLine, SurveySums sums, Action report, CancellationToken givenUp)
    {
        try
        {
            while (!part.HasQuote && records.Read())
            {
                if (records.Line <= headerLine)
                    continue;
                sums.See(records);
                if (sums.Rows % SurveySums.RowsOfReport != 0)
                    continue;
                if (givenUp.IsCancellationRequested)
                    return false;
                report();
            }
        }
        catch (CsvFormatException)
        {
            // A line without end is told by the look from the start.
            return false;
        }

        return !part.HasQuote;
    }
}
