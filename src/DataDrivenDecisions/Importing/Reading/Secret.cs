using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>What is never kept, wherever it stands: passwords and Social Security numbers.</summary>
internal static partial class Secret
{
    static readonly string[] Words = ["password", "passwd", "passcode", "passphrase", "pwd", "ssn", "socialsecurity", "socsec"];

    /// <summary>What stands in an original line where something was taken out.</summary>
    public const string Removed = "[removed]";

    /// <summary>True for the header of a column that holds passwords or Social Security numbers.</summary>
    public static bool IsHeader(string header)
    {
        var plain = Header.Plain(header);
        return Words.Any(word => word.Length > 3 ? plain.Contains(word, StringComparison.Ordinal) : IsWord(header, plain, word));
    }

    /// <summary>True for a value with the shape of a Social Security number, also inside a longer text.</summary>
    public static bool IsValue(string value) => value.Length >= 11 && value.Contains('-', StringComparison.Ordinal) && Number().IsMatch(value);

    /// <summary>The text without what has that shape.</summary>
    public static string Without(string text) => IsValue(text) ? Number().Replace(text, Removed) : text;

    // "pwd" and "ssn" are looked for as whole words, since they occur inside others: "mission", "lesson" squeezed to plain letters.
    static bool IsWord(string header, string plain, string word) => plain == word || Parts().Split(header).Any(p => p.Equals(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
