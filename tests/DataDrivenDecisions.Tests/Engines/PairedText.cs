using System.Text.RegularExpressions;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>One text in the words of two engines at once, so that what one of them is sent can be read as the other would have been.</summary>
static partial class PairedText
{
    const char Begin = '\uE000', Between = '\uE001', End = '\uE002';

    /// <summary>A phrase in the words of the engine that does the work, and in SQL Server's.</summary>
    public static string Pair(string working, string server) => $"{Begin}{working}{Between}{server}{End}";

    /// <summary>A text in the words of the engine that does the work.</summary>
    public static string Working(string text) => Pairs().Replace(text, "${working}");

    /// <summary>A text in SQL Server's words.</summary>
    public static string Server(string text) => Pairs().Replace(text, "${server}");

    /// <summary>The same text whatever numbers and days are written into it.</summary>
    public static string WithoutNumbers(string text) => Number().Replace(text, "0");

    /// <summary>A statement's parameters as a procedure declares them.</summary>
    public static string Declared(object? parameters) => string.Join(", ", parameters switch
    {
        null => [],
        IReadOnlyDictionary<string, object?> named => named.Select(p => $"@{p.Key} {ServerType(p.Value?.GetType() ?? typeof(string))}"),
        _ => parameters.GetType().GetProperties().Select(p => $"@{p.Name} {ServerType(p.PropertyType)}"),
    });

    /// <summary>The type that a server is told for a parameter; of a list it is told each value's.</summary>
    public static string ServerType(Type type) => (Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type) switch
    {
        var t when t == typeof(string) || t == typeof(GradeLevel) => "NVARCHAR(4000)",
        var t when t == typeof(DateOnly) => "DATE",
        var t when t == typeof(DateTime) => "DATETIME2",
        var t when t == typeof(decimal) => "DECIMAL(12, 4)",
        var t when t == typeof(double) => "FLOAT(53)",
        var t when t == typeof(long) => "BIGINT",
        var t when t == typeof(bool) => "BIT",
        _ => "INT",
    };

    [GeneratedRegex("\uE000(?<working>[^\uE001]*)\uE001(?<server>[^\uE002]*)\uE002", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex Pairs();

    // Load numbers and days are written into texts; a text with another number is the same text.
    [GeneratedRegex(@"(?<!\w)\d+|\b\d{4}-\d\d-\d\d\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex Number();
}
