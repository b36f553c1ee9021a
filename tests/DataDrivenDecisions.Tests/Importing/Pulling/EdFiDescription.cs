using System.Text.Json.Nodes;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>An Ed-Fi API as its published description (OpenAPI 2) says it is: its paths, the parameters they take, and what their records hold.</summary>
internal sealed class EdFiDescription
{
    const string Descriptor = "Descriptor";
    static readonly Lazy<EdFiDescription> Published = new(() => new(JsonNode.Parse(File.ReadAllText(RealData.Path("edfi/openapi/SampleMetadata-v3.1.1/Swagger-Resources-API-Docs.json")))!));
    readonly JsonNode _document;

    EdFiDescription(JsonNode document) => _document = document;

    /// <summary>The published description of version 3.1.1, or a skipped test.</summary>
    public static EdFiDescription Of311()
    {
        RealData.Path("edfi/openapi/SampleMetadata-v3.1.1/Swagger-Resources-API-Docs.json");
        return Published.Value;
    }

    /// <summary>True when the description has the resource.</summary>
    public bool Has(string resource) => Get(resource) is not null;

    /// <summary>The query parameters that a resource's list takes.</summary>
    public IReadOnlySet<string> Parameters(string resource) => Get(resource)!["parameters"]!.AsArray().Select(p => Resolved(p!)).Where(p => (string)p["in"]! == "query").Select(p => (string)p["name"]!).ToHashSet(StringComparer.Ordinal);

    /// <summary>The most records of a page.</summary>
    public int MostRecords => (int)_document["parameters"]!["limit"]!["maxItems"]!;

    /// <summary>A record with everything that the description requires, and what a test says.</summary>
    /// <param name="resource">Whose record.</param>
    /// <param name="values">Values by name, used wherever a property has that name.</param>
    public JsonObject Record(string resource, IReadOnlyDictionary<string, JsonNode> values)
    {
        var schema = (string)Get(resource)!["responses"]!["200"]!["schema"]!["items"]!["$ref"]!;
        return Make(schema, values);
    }

    JsonNode? Get(string resource) => _document["paths"]!["/ed-fi/" + resource]?["get"];

    JsonNode Resolved(JsonNode parameter) => (string?)parameter["$ref"] is { } to ? _document["parameters"]![to[(to.LastIndexOf('/') + 1)..]]! : parameter;

    JsonObject Make(string reference, IReadOnlyDictionary<string, JsonNode> values)
    {
        var schema = _document["definitions"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
        var required = schema["required"]?.AsArray().Select(r => (string)r!).ToHashSet(StringComparer.Ordinal) ?? [];
        var record = new JsonObject();
        foreach (var (name, property) in schema["properties"]!.AsObject())
            if (values.TryGetValue(name, out var said))
                record[name] = said.DeepClone();
            else if (required.Contains(name) && name != "id")
                record[name] = Value(name, property!, values);
        return record;
    }

    JsonNode Value(string name, JsonNode property, IReadOnlyDictionary<string, JsonNode> values)
    {
        if ((string?)property["$ref"] is { } reference)
            return Make(reference, values);
        return (string)property["type"]! switch
        {
            "array" => new JsonArray(Value(name, property["items"]!, values)),
            "integer" => 1,
            "number" => 1.5,
            "boolean" => true,
            _ when (string?)property["format"] == "date" => "2025-09-02",
            _ when name.EndsWith(Descriptor, StringComparison.Ordinal) => $"uri://ed-fi.org/{char.ToUpperInvariant(name[0])}{name[1..]}#Other",
            _ => name + " 1",
        };
    }
}
