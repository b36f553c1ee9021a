using CsvHelper;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>A table of rejected rows that a person has mended: the guards that were set before formulas when it was written are taken off again.</summary>
/// <param name="inner">The table as it stands.</param>
internal sealed class MendedSource(RecordSource inner) : RecordSource(inner.File)
{
    public override string Name => inner.Name;

    public override IReadOnlyList<string>? Columns => inner.Columns;

    public override long LinesBefore => inner.LinesBefore;

    public override RecordSource SameLinesAs => inner.SameLinesAs;

    public override IReadOnlyList<string> Resources => inner.Resources;

    public override Format? Layout => inner.Layout;

    public override char Delimiter => inner.Delimiter;

    public override bool IsDelimited => inner.IsDelimited;

    public override IReadOnlyList<string> Warnings => inner.Warnings;

    public override RecordSource? LineByLine => inner.LineByLine is { } other ? new MendedSource(other) : null;

    public override RecordSource? Otherwise(RecordReader records) => inner.Otherwise(((Reader)records).Inner) is { } other ? new MendedSource(other) : null;

    public override RecordReader Open(ImportLimits limits) => new Reader(inner.Open(limits));

    sealed class Reader(RecordReader inner) : RecordReader
    {
        public RecordReader Inner => inner;

        public override CsvMalformedReason? Flaw => inner.Flaw;

        public override string Raw => inner.Raw;

        public override int RawLength => inner.RawLength;

        public override bool Read()
        {
            if (!inner.Read())
                return false;
            Line = inner.Line;
            Begin(inner.Count);
            for (var i = 0; i < inner.Count; i++)
                if (CsvText.Unguarded(inner.Words[i].Text) is var text && text.Length == inner.Words[i].Text.Length)
                    Set(i, inner.Words[i]);
                else
                    Set(i, text);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
        }
    }
}
