namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>One table of records within a delivered file: a CSV itself, a sheet of a workbook, the elements of one kind in an XML, the objects of a JSON page.</summary>
/// <param name="file">The file that holds it.</param>
internal abstract class RecordSource(DeliveredFile file)
{
    /// <summary>The file that holds it.</summary>
    public DeliveredFile File { get; } = file;

    /// <summary>As reports show it: the file's name, or "book.xlsx!Sheet1" where a file holds several tables.</summary>
    public virtual string Name => File.Name;

    /// <summary>The columns, where they are known without a header line; null where a line of the file names them.</summary>
    public virtual IReadOnlyList<string>? Columns => null;

    /// <summary>Lines that stand before the first record, where the columns are known without a header line.</summary>
    public virtual long LinesBefore => 0;

    /// <summary>The source that has the same lines and may have been opened already; it itself as a rule.</summary>
    public virtual RecordSource SameLinesAs => this;

    /// <summary>What the file itself calls its records (an element, a folder of a saved API page), the likeliest first; empty where it says nothing.</summary>
    public virtual IReadOnlyList<string> Resources => [];

    /// <summary>The format whose positions cut the lines, where that is how they are cut; else null.</summary>
    public virtual Format? Layout => null;

    /// <summary>What stands between fields when a line is written again without its secrets.</summary>
    public virtual char Delimiter => ',';

    /// <summary>True when the file can be kept with its secrets taken out line by line; other files are kept as CSV then.</summary>
    public virtual bool IsDelimited => false;

    /// <summary>What people should know about how the file was read, told after it was.</summary>
    public virtual IReadOnlyList<string> Warnings => [];

    /// <summary>Another way to read the file when a record shows that this one is wrong; else null.</summary>
    public virtual RecordSource? Otherwise(RecordReader records) => null;

    /// <summary>Another way to read the file when a record of this one has no end; else null.</summary>
    public virtual RecordSource? LineByLine => null;

    /// <summary>
    /// Readers of parts of the file that have all its records between them, where it can be cut; null where it must be read from its start. What they read holds only
    /// while none of them has come upon a quote.
    /// </summary>
    public virtual IReadOnlyList<(RecordReader Records, PartOfFile Part)>? OpenParts(int count, ImportLimits limits) => null;

    /// <summary>Reads the records from the start.</summary>
    public abstract RecordReader Open(ImportLimits limits);
}
