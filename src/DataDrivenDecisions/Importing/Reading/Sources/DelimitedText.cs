namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>A text with a delimiter between fields: CSV, TSV, semicolons, pipes.</summary>
/// <param name="file">The file.</param>
/// <param name="decoding">How its bytes are read as text.</param>
/// <param name="cutting">How its lines are cut into fields.</param>
internal sealed class DelimitedText(DeliveredFile file, TextDecoding decoding, Cutting cutting) : RecordSource(file)
{
    /// <summary>The delimiters that are tried.</summary>
    public static IReadOnlyList<char> Delimiters { get; } = [',', '\t', ';', '|'];

    /// <summary>How its bytes are read as text, and what of them was not so.</summary>
    public string EncodingInWords => decoding.Windows1252Places > 0 ? $"{decoding.Name} with Windows-1252 in it" : decoding.Name;

    /// <summary>The same file read in another encoding.</summary>
    public DelimitedText In(TextDecoding other) => new(File, other, cutting);

    public override char Delimiter => cutting.Delimiter;

    public override bool IsDelimited => true;

    public override IReadOnlyList<string> Warnings => cutting.LinesMayBreakInQuotes
        ? decoding.Warnings
        : [.. decoding.Warnings, "A quote is not closed where it should be: every line was taken for a row of its own, and rows with such a quote were rejected."];

    public override RecordSource? Otherwise(RecordReader records) => records is not DelimitedReader own || own.Flaw is null ? null
        : own.HasSwallowedLines && cutting.LinesMayBreakInQuotes ? LineByLine
        : own.HasSpaceBeforeQuote && !cutting.SpacesAroundQuotes ? new DelimitedText(File, decoding, cutting with { SpacesAroundQuotes = true })
        : null;

    public override RecordSource? LineByLine =>
        cutting.LinesMayBreakInQuotes ? new DelimitedText(File, decoding, cutting with { LinesMayBreakInQuotes = false }) : null;

    public override IReadOnlyList<(RecordReader Records, PartOfFile Part)>? OpenParts(int count, ImportLimits limits) => !decoding.IsUtf8 ? null
        : PartOfFile.Of(File.Open, count)?.Select(part => ((RecordReader)DelimitedReader.Of(part, decoding, cutting, limits), part)).ToList();

    public override RecordReader Open(ImportLimits limits) => DelimitedReader.Of(File.Open(), decoding, cutting, limits);
}
