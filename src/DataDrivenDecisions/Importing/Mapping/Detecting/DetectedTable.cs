namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>What was found out about a strange file before anybody said a word about it.</summary>
public sealed record DetectedTable
{
    /// <summary>As reports show it.</summary>
    public required string Name { get; init; }

    /// <summary>The sheets of a workbook that hold rows; empty for a text.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];
    public required FileShape Shape { get; init; }

    /// <summary>How its bytes were read as text; null for a workbook.</summary>
    public string? Encoding { get; init; }
    public required IReadOnlyList<DetectedColumn> Columns { get; init; }

    /// <summary>How many rows were looked at.</summary>
    public required long Rows { get; init; }

    /// <summary>False where the file goes on behind the rows that were looked at.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The first lines as they stand in the file, secrets taken out.</summary>
    public required IReadOnlyList<string> Raw { get; init; }

    /// <summary>The first rows cut into fields, secrets taken out.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Parsed { get; init; }
}

/// <summary>One column of a strange file.</summary>
public sealed record DetectedColumn
{
    public required string Name { get; init; }

    /// <summary>In a word: dates, numbers, codes, yes or no, text, blank.</summary>
    public required string Looks { get; init; }
    public required int Filled { get; init; }
    public required int Distinct { get; init; }

    /// <summary>The different values with their counts, where they are few.</summary>
    public required IReadOnlyList<(string Value, int Count)> Values { get; init; }
}
