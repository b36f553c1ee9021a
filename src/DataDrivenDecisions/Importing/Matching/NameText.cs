using System.Globalization;
using System.Numerics;
using System.Text;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>
/// A family or given name as it is compared: without case, accents, hyphens, apostrophes and spaces, and part by part where it has several.
/// Nicknames are not guessed at; the roster's preferred name is compared beside the given one.
/// </summary>
internal sealed class NameText
{
    // Short particles (de, la, van) are shared by too many names to say anything alone.
    const int ShortestPart = 3;

    // Longer texts are no names.
    const int LongestName = 100;

    static readonly string[] Suffixes = ["jr", "sr", "ii", "iii", "iv"];

    // Letters that Unicode does not take apart into a plain one and a mark.
    static readonly Dictionary<char, string> Plain = new()
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ł'] = "l", ['þ'] = "th", ['ı'] = "i", ['ħ'] = "h",
    };

    NameText(string whole, IReadOnlyList<string> parts) => (Whole, Parts) = (whole, parts);

    /// <summary>All letters of the name, run together; empty where there is none.</summary>
    public string Whole { get; }

    /// <summary>The parts of a name of several that are long enough to say something.</summary>
    public IReadOnlyList<string> Parts { get; }

    public bool IsBlank => Whole.Length == 0;

    public static NameText Of(string? name)
    {
        var parts = (name ?? "").Split([' ', '-', '‐', '–', ',', '.', '/', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(p => p.Length > 0).ToList();
        while (parts.Count > 1 && Suffixes.Contains(parts[^1], StringComparer.Ordinal))
            parts.RemoveAt(parts.Count - 1);
        return new NameText(string.Concat(parts), [.. parts.Where(p => p.Length >= ShortestPart)]);
    }

    public bool IsSame(NameText other) => !IsBlank && Whole.Equals(other.Whole, StringComparison.Ordinal);

    /// <summary>One of several parts is the same: "Garcia" and "Garcia Lopez".</summary>
    public bool SharesPart(NameText other) => Parts.Any(p => other.Parts.Contains(p, StringComparer.Ordinal));

    /// <summary>How many letters apart two names are, or null when they are farther apart than names of that length are written by mistake.</summary>
    public int? Apart(NameText other) => Apart(Whole, other.Whole);

    /// <summary>One name is how the other begins: "Sam" and "Samuel".</summary>
    public bool Begins(NameText other) => Math.Min(Whole.Length, other.Whole.Length) >= ShortestPart && !IsSame(other)
        && (Whole.StartsWith(other.Whole, StringComparison.Ordinal) || other.Whole.StartsWith(Whole, StringComparison.Ordinal));

    /// <summary>The same for names that are plain already.</summary>
    public static int? Apart(string a, string b)
    {
        var most = Most(Math.Min(a.Length, b.Length));
        if (most == 0 || a.Length > LongestName || Math.Abs(a.Length - b.Length) > most)
            return null;
        var apart = EditDistance.Between(a, b, swapIsOne: true);
        return apart <= most ? apart : null;
    }

    /// <summary>Which of the letters a to z occur, a bit each: a quick look before the slow one.</summary>
    public static uint Occurring(string plain)
    {
        uint letters = 0;
        foreach (var letter in plain)
            if (letter is >= 'a' and <= 'z')
                letters |= 1u << (letter - 'a');
        return letters;
    }

    /// <summary>False when two names have too many different letters to be near.</summary>
    public static bool MayBeNear(uint a, uint b) => BitOperations.PopCount(a ^ b) <= 4;

    // One letter in names of four to seven, two in longer ones; in the shortest every letter makes another name.
    static int Most(int length) => length < 4 ? 0 : length < 8 ? 1 : 2;

    static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var mark in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (Plain.TryGetValue(mark, out var plain))
                letters.Append(plain);
            else if (CharUnicodeInfo.GetUnicodeCategory(mark) != UnicodeCategory.NonSpacingMark && char.IsLetter(mark))
                letters.Append(mark);
        return letters.ToString();
    }
}
