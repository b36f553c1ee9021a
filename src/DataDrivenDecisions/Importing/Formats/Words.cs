namespace DataDrivenDecisions.Importing.Formats;

/// <summary>Words that several formats write in several ways, brought to one.</summary>
internal static class Words
{
    /// <summary>male, female, other or unspecified; null when blank.</summary>
    public static string? Sex(Row row, string column)
    {
        switch (row.TextOrNull(column)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "m" or "male":
                return "male";
            case "f" or "female":
                return "female";
            case "x" or "other" or "nonbinary" or "non-binary":
                return "other";
            case "u" or "unspecified" or "unknown" or "not selected":
                return "unspecified";
            default:
                row.Reject(column, "code-unknown", "This is no code for sex that is known.", "Use male, female, other or unspecified.");
                return null;
        }
    }

    /// <summary>fall, winter, spring or summer at the beginning of a text such as "Fall 2025-2026"; null when there is none.</summary>
    public static string? Window(string? text) =>
        text?.Split(' ', 2)[0].ToLowerInvariant() switch
        {
            "fall" or "autumn" or "boy" => "fall",
            "winter" or "moy" => "winter",
            "spring" or "eoy" => "spring",
            "summer" => "summer",
            _ => null,
        };

    /// <summary>For files that name no window: August to November is fall, December to February winter, and the rest of the school year spring.</summary>
    public static string Season(DateOnly day) => day.Month switch
    {
        >= 8 and <= 11 => "fall",
        12 or <= 2 => "winter",
        _ => "spring",
    };
}
