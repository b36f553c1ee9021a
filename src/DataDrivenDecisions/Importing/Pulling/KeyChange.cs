using System.Text.Json;
using System.Text.Json.Nodes;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>A record got another natural key; everything that refers to it by the old one is meant by the new one.</summary>
/// <param name="Reference">What references to it are called: "studentReference".</param>
/// <param name="Old">The old key, by name.</param>
/// <param name="New">The new key, by name.</param>
internal sealed record KeyChange(string Reference, IReadOnlyDictionary<string, string> Old, IReadOnlyDictionary<string, string> New)
{
    /// <summary>Carries key changes, in the order in which they were made, into the references of a record; the same line where none is meant.</summary>
    public static byte[] Carry(byte[] line, IReadOnlyList<KeyChange> changes)
    {
        if (changes.Count == 0 || JsonNode.Parse(line) is not JsonObject record)
            return line;
        var isTouched = false;
        foreach (var change in changes)
            isTouched |= change.Into(record);
        return isTouched ? [.. JsonSerializer.SerializeToUtf8Bytes(record), (byte)'\n'] : line;
    }

    bool Into(JsonNode? node)
    {
        var isTouched = false;
        if (node is JsonArray list)
            foreach (var item in list)
                isTouched |= Into(item);
        if (node is JsonObject group)
            foreach (var (name, value) in group.ToList())
                isTouched |= value is JsonObject reference && IsNamed(name) && Names(reference) ? Rename(reference) : Into(value);
        return isTouched;
    }

    // A reference may say its part before the name: "responsibilitySchoolReference".
    bool IsNamed(string name) => name.EndsWith(Reference, StringComparison.OrdinalIgnoreCase);

    bool Names(JsonObject reference) => Old.Count > 0 && Old.All(o => reference.TryGetPropertyValue(o.Key, out var value) && value is JsonValue && Text(value) == o.Value);

    bool Rename(JsonObject reference)
    {
        foreach (var (name, value) in New)
            if (reference.TryGetPropertyValue(name, out var old))
                reference[name] = old is JsonValue number && number.GetValueKind() == JsonValueKind.Number ? JsonNode.Parse(value) : JsonValue.Create(value);
        return true;
    }

    static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
