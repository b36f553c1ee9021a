using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>How answers are written as JSON: camelCase names, enums as words, dates as ISO 8601, letters as themselves.</summary>
static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Text(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);
}
