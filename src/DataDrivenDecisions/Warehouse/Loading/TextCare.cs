namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>How text is kept: composed (Unicode NFC), ids without outer spaces; it counts the ids it had to trim.</summary>
sealed class TextCare
{
    public long Trimmed { get; private set; }

    public string? Id(string? text)
    {
        if (text is null)
            return null;
        var trimmed = text.Trim();
        if (trimmed.Length != text.Length)
            Trimmed++;
        return Plain(trimmed);
    }

    public string? Plain(string? text) => string.IsNullOrEmpty(text) ? null : text.IsNormalized() ? text : text.Normalize();
}
