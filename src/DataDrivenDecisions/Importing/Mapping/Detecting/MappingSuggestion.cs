namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>How a strange file might be read: a profile to begin with, how sure each part of it is and why, and what only a person can say.</summary>
public sealed record MappingSuggestion
{
    public required DetectedTable Table { get; init; }

    /// <summary>The profile, with its open questions.</summary>
    public required MappingProfile Profile { get; init; }

    /// <summary>The kinds of content that come into question, the likeliest first.</summary>
    public required IReadOnlyList<KindGuess> Kinds { get; init; }

    /// <summary>What each field was found in, for the likeliest kind.</summary>
    public required IReadOnlyList<FieldGuess> Fields { get; init; }

    /// <summary>Sentences worth knowing that need no answer.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A kind of content and how likely a file is of it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record KindGuess(ContentKind Kind, double Confidence);

/// <summary>The column in which a field was found.</summary>
/// <param name="Field">The field.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record FieldGuess(ContentField Field, string Column, double Confidence, string Reason);

/// <summary>What a person has said about a file before anything is suggested; null lets the file tell.</summary>
public sealed record LookOptions
{
    public string? Sheet { get; init; }
    public ContentKind? Kind { get; init; }
    public bool? HasHeader { get; init; }
    public char? Delimiter { get; init; }
    public int? LinesBefore { get; init; }
    public string? Encoding { get; init; }
}
