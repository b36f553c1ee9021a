using System.Text;
using System.Text.Json;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>One record of a host as a line of JSON: what is said about it and not in it is left out, and so are passwords and Social Security numbers.</summary>
internal static class SisRecord
{
    /// <summary>The id by which a person was known before, written beside the new one so that the student stays the same.</summary>
    public const string FormerId = "_formerId";

    /// <summary>Marks the last word on a record that the host has deleted.</summary>
    public const string Deleted = "_deletedAtSource";

    static readonly string[] NotOfTheRecord = ["link", "_etag", "_lastModifiedDate"];

    /// <summary>The line of a record.</summary>
    /// <param name="record">As the host sent it.</param>
    /// <param name="more">Further text properties.</param>
    public static byte[] Line(JsonElement record, params (string Name, string Value)[] more)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            Write(json, record, [.. more.Select(m => m.Name)]);
            foreach (var (name, value) in more)
                json.WriteString(name, value);
            json.WriteEndObject();
        }
        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    /// <summary>A text of the record's own, or null.</summary>
    public static string? Text(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) ? Text(value) : null;

    /// <summary>A value as text; null where it is none.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>A record's natural key, as the values of some names, each its own or in one of its references.</summary>
    public static string Signature(JsonElement record, IReadOnlyList<string> names)
    {
        var text = new StringBuilder();
        foreach (var name in names)
            text.Append(Text(record, name) ?? InReference(record, name)).Append('\u001f');
        return text.ToString();
    }

    static string? InReference(JsonElement record, string name) => record.EnumerateObject()
        .Where(p => p.Name.EndsWith("Reference", StringComparison.Ordinal)).Select(p => Text(p.Value, name)).FirstOrDefault(v => v is not null);

    static void Write(Utf8JsonWriter json, JsonElement group, IReadOnlyList<string> replaced)
    {
        foreach (var property in group.EnumerateObject())
        {
            if (NotOfTheRecord.Contains(property.Name, StringComparer.Ordinal) || replaced.Contains(property.Name) || Secret.IsHeader(property.Name))
                continue;
            json.WritePropertyName(property.Name);
            WriteValue(json, property.Value);
        }
    }

    static void WriteValue(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                Write(json, value, []);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.String when Secret.IsValue(value.GetString()!):
                json.WriteStringValue("");
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
