using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>Reads the profiles that come with the program: lays each version over what its vendor's file says for all, and writes repeated groups out.</summary>
internal static class ProfileFiles
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    static readonly string[] Places =
        ["assessment", "subject", "resultId", "year", "window", "grade", "level", "status", "part", "else", "date", "score", "standardError", "percentile"];

    /// <summary>Every layout, in the order of the files' names and of the versions in them.</summary>
    public static IReadOnlyList<AssessmentProfile> All()
    {
        var assembly = typeof(ProfileFiles).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith("profiles/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(n => Read(assembly, n))];
    }

    /// <summary>The layouts of one profile's text.</summary>
    /// <exception cref="FormatException">The text is no profile; the message says what is wrong with it.</exception>
    public static IReadOnlyList<AssessmentProfile> Parse(string json)
    {
        try
        {
            var file = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
            var versions = Taken(file, "versions")?.AsArray() ?? [new JsonObject()];
            var shared = Taken(file, "shared")?.AsObject() ?? [];
            return [.. versions.Select(v => Layout(file, v!.AsObject(), shared))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("This is no assessment profile. " + e.Message, e);
        }
    }

    static IReadOnlyList<AssessmentProfile> Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return Parse(reader.ReadToEnd());
    }

    static JsonNode? Taken(JsonObject file, string name)
    {
        var taken = file[name];
        file.Remove(name);
        return taken;
    }

    static AssessmentProfile Layout(JsonObject file, JsonObject version, JsonObject shared)
    {
        var whole = file.DeepClone().AsObject();
        foreach (var (name, value) in version)
            whole[name] = value?.DeepClone();
        return Expanded(whole, shared, new Dictionary<string, string>(StringComparer.Ordinal)).Deserialize<AssessmentProfile>(Options)!;
    }

    // "@name" stands for a shared piece; {name} for a value of the group that is being written out.
    static JsonNode? Expanded(JsonNode? node, JsonObject shared, IReadOnlyDictionary<string, string> values) => node switch
    {
        JsonObject one => Object(one, shared, values),
        JsonArray many => new JsonArray([.. many.SelectMany(m => Items(m, shared, values))]),
        JsonValue value when value.TryGetValue<string>(out var text) => text.StartsWith('@')
            ? Expanded(shared[text[1..]] ?? throw new KeyNotFoundException($"There is no shared piece {text}."), shared, values)
            : JsonValue.Create(Filled(text, values)),
        _ => node?.DeepClone(),
    };

    static JsonObject Object(JsonObject one, JsonObject shared, IReadOnlyDictionary<string, string> values)
    {
        var filled = new JsonObject();
        foreach (var (name, value) in one)
        {
            var expanded = Expanded(value, shared, values);
            filled[Filled(name, values)] = expanded is JsonValue text && Places.Contains(name) && text.TryGetValue<string>(out var said) ? Place(said) : expanded;
        }
        return filled;
    }

    static JsonObject Place(string said) => said.StartsWith('=') ? new() { ["is"] = said[1..] } : new() { ["column"] = said };

    static IEnumerable<JsonNode?> Items(JsonNode? item, JsonObject shared, IReadOnlyDictionary<string, string> values)
    {
        if (item is not JsonObject one || one["each"] is not { } each)
            return Expanded(item, shared, values) is JsonArray piece && item is JsonValue ? [.. piece.Select(p => p?.DeepClone())] : [Expanded(item, shared, values)];
        var pattern = one.DeepClone().AsObject();
        pattern.Remove("each");
        var groups = each is JsonValue name ? shared[name.GetValue<string>()[1..]]!.AsArray() : each.AsArray();
        return groups.SelectMany(group => Items(pattern, shared, Values(group!, values)));
    }

    static Dictionary<string, string> Values(JsonNode group, IReadOnlyDictionary<string, string> outer)
    {
        var values = outer.ToDictionary(StringComparer.Ordinal);
        if (group is JsonObject named)
            foreach (var (name, value) in named)
                values[name] = value!.GetValue<string>();
        else
            values["it"] = group.GetValue<string>();
        return values;
    }

    static string Filled(string text, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }
}
