namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>How text is kept: composed (Unicode NFC), ids without outer spaces; it counts the ids it had to trim.</summary>
sealed class TextCare
{
    public long Trimmed { get; private set; }

    /// <summary>An id as it is kept, or null where it is blank.</summary>
    public string? Id(string? text)
    {
        if (text is null)
            return null;
        if (IsTrimmed(text))
            CountTrimmed();
        return Kept(text);
    }

    public string? Plain(string? text) => string.IsNullOrEmpty(text) ? null : text.IsNormalized() ? text : text.Normalize();

    /// <summary>True where spaces are taken off the id.</summary>
    public static bool IsTrimmed(string text) => text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]));

    /// <summary>The id without outer spaces and composed, or null where it is blank.</summary>
    public static string? Kept(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? null : trimmed.IsNormalized() ? trimmed : trimmed.Normalize();
    }

    public void CountTrimmed() => Trimmed++;
}
