namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>What a field of a mapped file holds.</summary>
public enum FieldType
{
    /// <summary>An id of a student, as any roster may know it.</summary>
    Student,

    /// <summary>A school's id, number or name.</summary>
    School,
    Id,
    Text,
    Date,
    Number,
    Grade,
    Year,
    Flag,

    /// <summary>One of a list of meanings, which each source writes in codes of its own.</summary>
    Code,
}

/// <summary>One thing that a row of a kind of content can say, in the words in which people ask for it.</summary>
public sealed record ContentField
{
    /// <summary>The name in profiles: "test_date".</summary>
    public required string Name { get; init; }

    /// <summary>The name on screen: "Day of the test".</summary>
    public required string Label { get; init; }
    public FieldType Type { get; init; } = FieldType.Text;

    /// <summary>Without it a row says nothing.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What exports call such a column, in plain words; order, case and signs do not matter.</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>What its codes can mean; empty unless it is a code.</summary>
    public IReadOnlyList<CodeMeaning> Meanings { get; init; } = [];

    /// <summary>The meaning that a code has which nobody mapped; null where the field is left out then, or the row rejected.</summary>
    public string? UnknownIs { get; init; }

    /// <summary>The least and most that a number can be; null for no bound.</summary>
    public decimal? Least { get; init; }
    public decimal? Most { get; init; }

    /// <summary>A day that must have come before the day of the import.</summary>
    public bool IsPast { get; init; }

    /// <summary>What may be said of a code that the profile does not map.</summary>
    public IReadOnlyList<string> OtherCodesAllowed => Type != FieldType.Code ? ["keep", "unknown", "reject"]
        : IsRequired && UnknownIs is null ? ["reject"] : ["unknown", "reject"];
}

/// <summary>One meaning that codes of a field can have.</summary>
/// <param name="Name">The name in profiles: "absent-excused".</param>
/// <param name="Label">The name on screen: "Absent, excused".</param>
/// <param name="UsualCodes">Codes and words that exports use for it; they are suggested, never assumed.</param>
public sealed record CodeMeaning(string Name, string Label, params IReadOnlyList<string> UsualCodes);
