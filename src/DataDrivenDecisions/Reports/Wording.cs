using System.Globalization;
using System.Text.Json;

namespace DataDrivenDecisions.Reports;

/// <summary>The words of the reports in one language. A new language is one more file in <c>Reports/Words</c> with the same keys.</summary>
public sealed class Wording
{
    const string Prefix = "words/";
    readonly Dictionary<string, string> _texts;

    Wording(string language, Dictionary<string, string> texts) =>
        (Language, Culture, _texts) = (language, CultureInfo.GetCultureInfo(language == "en" ? "en-US" : language), texts);

    /// <summary>The languages there are, as BCP 47 codes.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(Wording).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^".json".Length]).Order(StringComparer.Ordinal),
    ];

    public string Language { get; }

    /// <summary>How dates and numbers are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>All keys, for the test that languages say the same things.</summary>
    internal IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>The words of a language, or null when there are none; <see cref="Languages"/> says which there are.</summary>
    public static Wording? In(string language)
    {
        if (!Languages.Contains(language, StringComparer.Ordinal))
            return null;
        using var stream = typeof(Wording).Assembly.GetManifestResourceStream(Prefix + language + ".json")!;
        return new Wording(language, JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
    }

    /// <summary>A text, its places filled; dates and numbers are written as the language does.</summary>
    public string this[string key, params object?[] places] => _texts.TryGetValue(key, out var text)
        ? places.Length == 0 ? text : string.Format(Culture, text, places)
        : throw new KeyNotFoundException($"No words for '{key}' in '{Language}'.");

    /// <summary>A text that differs for one and for more: <c>key.one</c> and <c>key.many</c>; the count is place {0}.</summary>
    public string Count(string key, decimal count, params object?[] more) =>
        this[key + (count == 1 ? ".one" : ".many"), [Number(count), .. more]];

    /// <summary>Our word for a code of the source, or the source's own.</summary>
    public string Known(string prefix, string? code) => _texts.GetValueOrDefault($"{prefix}.{code}") ?? code ?? "";

    public string Number(decimal number) => number.ToString("0.##", Culture);
    public string Date(DateOnly day) => day.ToString(_texts["format.date"], Culture);
    public string ShortDate(DateOnly day) => day.ToString(_texts["format.short-date"], Culture);
    public string MonthOf(DateOnly day) => day.ToString("MMMM", Culture);

    /// <summary>"Art, Biology and English".</summary>
    public string List(IReadOnlyList<string> items) =>
        items.Count <= 1 ? string.Concat(items) : this["list.and", string.Join(", ", items.SkipLast(1)), items[^1]];
}
