namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>The words that a mapping profile uses for what it may say.</summary>
public static class ProfileWords
{
    public const string Keep = "keep", Unknown = "unknown", Reject = "reject";
    public const string MonthFirst = "month-first", DayFirst = "day-first", YearFirst = "year-first";

    /// <summary>Encodings by the names in profiles, with the names that .NET knows them by.</summary>
    internal static IReadOnlyDictionary<string, string> Encodings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = "utf-8", ["utf-16"] = "utf-16", ["windows-1252"] = "windows-1252", ["iso-8859-1"] = "iso-8859-1", ["iso-8859-15"] = "iso-8859-15", ["ibm437"] = "ibm437", ["macintosh"] = "macintosh",
    };

    /// <summary>Delimiters by the words and signs in profiles.</summary>
    internal static IReadOnlyDictionary<string, char> Delimiters { get; } = new Dictionary<string, char>(StringComparer.OrdinalIgnoreCase)
    {
        [","] = ',', ["comma"] = ',', [";"] = ';', ["semicolon"] = ';', ["\t"] = '\t', ["tab"] = '\t', ["|"] = '|', ["bar"] = '|',
    };

    /// <summary>Kinds of student id by the names in profiles; <see cref="Matching.IdKind.Slug"/> has the same.</summary>
    internal static IReadOnlyList<string> StudentIds { get; } = ["roster-id", "student-number", "state-id", "roster-id-without-zeros", "student-number-without-zeros", "state-id-without-zeros"];

    /// <summary>A delimiter as profiles write it.</summary>
    internal static string Delimiter(char delimiter) => delimiter switch { '\t' => "tab", ';' => ";", '|' => "|", _ => "," };
}
