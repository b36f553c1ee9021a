namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>
/// How one export of one source is to be read: which lines, which columns say what, and what its codes mean. It is data that a person can read, keep
/// and hand on; docs/mapping-profiles.md tells how it is written.
/// </summary>
public sealed record MappingProfile
{
    /// <summary>The version of the way in which profiles are written.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The name by which people know it, and by which reports call what it reads: "Riverside attendance".</summary>
    public required string Name { get; init; }

    /// <summary>What its rows are about.</summary>
    public required ContentKind Kind { get; init; }
    public FileShape File { get; init; } = new();

    /// <summary>Header cells by all of which the file is recognised; empty only where it has no header.</summary>
    public IReadOnlyList<string> RecognizedBy { get; init; } = [];

    /// <summary>The built-in format in whose place files with this header are read; null where no built-in format reads them.</summary>
    public string? InsteadOf { get; init; }

    /// <summary>True where decimals stand behind a comma: "87,5".</summary>
    public bool HasDecimalComma { get; init; }

    /// <summary>True where the file stands for all of the schools and days that it names, so that what is gone from it has ended.</summary>
    public bool ReplacesDays { get; init; }

    /// <summary>By which kinds of id the file names students; empty for whichever the roster knows best.</summary>
    public IReadOnlyList<string> StudentIds { get; init; } = [];

    /// <summary>Where each field is found, by the field's name.</summary>
    public required IReadOnlyDictionary<string, FieldMapping> Fields { get; init; }

    /// <summary>What nobody has answered yet; a profile with open questions reads nothing.</summary>
    public IReadOnlyList<OpenQuestion> Questions { get; init; } = [];
}

/// <summary>How a file is cut into rows and columns.</summary>
public sealed record FileShape
{
    /// <summary>A name of <see cref="ProfileWords.Encodings"/>; null tells it from the file.</summary>
    public string? Encoding { get; init; }

    /// <summary>Comma, semicolon, tab or bar; null for workbooks.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The sheet of a workbook; null for any.</summary>
    public string? Sheet { get; init; }

    /// <summary>How many lines stand before the header, or before the first row where there is none.</summary>
    public int LinesBefore { get; init; }

    /// <summary>False where the first line is a row already; columns are then called "Column 1", "Column 2" …</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>How many columns a file without header has.</summary>
    public int Columns { get; init; }
}

/// <summary>Where a field is found and how it is written.</summary>
public sealed record FieldMapping
{
    /// <summary>The column by its header; "Score (2)" is the second one called Score. Null where the value is the same for every row.</summary>
    public string? Column { get; init; }

    /// <summary>What holds for every row, or for rows whose column is blank.</summary>
    public string? Value { get; init; }

    /// <summary>"month-first", "day-first", "year-first", or a pattern such as ddMMyyyy; null lets the file itself tell.</summary>
    public string? Dates { get; init; }

    /// <summary>What the source's codes mean, in any case; an empty code is a blank column.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What happens with a code that is not mapped: keep, unknown or reject.</summary>
    public string? OtherCodes { get; init; }

    /// <summary>How sure the suggestion was, 0 to 1; nothing reads it.</summary>
    public double? Confidence { get; init; }
}

/// <summary>Something that only a person can say.</summary>
/// <param name="About">The key of the profile that the answer goes to: "date", "school", "kind".</param>
/// <param name="Ask">The question in words.</param>
/// <param name="Answers">What may be answered; empty for anything.</param>
public sealed record OpenQuestion(string About, string Ask, params IReadOnlyList<string> Answers);
