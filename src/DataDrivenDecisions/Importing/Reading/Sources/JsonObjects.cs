using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>A page of JSON objects as APIs answer them: an array, or one object per line.</summary>
internal sealed class JsonObjects : RecordSource
{
    // What an API says about a record and not in it: it changes without the record, or leads nowhere outside of the API.
    static readonly string[] NotOfTheRecord = ["link", "_etag", "_lastModifiedDate"];
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    readonly TextDecoding _decoding;

    JsonObjects(DeliveredFile file, TextDecoding decoding, IReadOnlyList<string> columns) : base(file)
    {
        (_decoding, Columns) = (decoding, columns);
        Resources = [.. file.Name.Split('/', '\\', '!').Select(part => Path.GetFileNameWithoutExtension(part)).Reverse()];
    }

    public override IReadOnlyList<string> Columns { get; }

    public override IReadOnlyList<string> Resources { get; }

    public override IReadOnlyList<string> Warnings => _decoding.Warnings;

    /// <summary>True for the beginning of a text of JSON objects.</summary>
    public static bool Begin(string start)
    {
        var inside = start.StartsWith('[') ? start[1..].TrimStart() : start;
        if (inside.Length == 0 || (start[0] == '[' && inside[0] == ']'))
            return start.StartsWith('[');
        return inside[0] == '{' && inside[1..].TrimStart() is "" or ['"' or '}', ..];
    }

    /// <summary>The page as a table, with every path that occurs in any object; none when it holds no objects.</summary>
    /// <exception cref="ImportRejected">The text is no JSON.</exception>
    public static IReadOnlyList<JsonObjects> Of(DeliveredFile file, TextDecoding decoding, ImportLimits limits)
    {
        var flat = new FlatRecord(file.Name, limits);
        var any = false;
        using var objects = new ObjectCutter(decoding.Open(file.Open()), file.Name, limits);
        while (objects.Next())
        {
            any = true;
            Lay(objects, flat);
        }
        return any ? [new JsonObjects(file, decoding, flat.Columns)] : [];
    }

    public override RecordReader Open(ImportLimits limits) => new Reader(this, limits);

    static void Lay(ObjectCutter objects, FlatRecord flat)
    {
        flat.Begin();
        try
        {
            using var document = JsonDocument.Parse(objects.Text, Options);
            Lay(document.RootElement, flat);
        }
        catch (JsonException)
        {
            throw ObjectCutter.Broken(objects.File, objects.Line);
        }
    }

    static void Lay(JsonElement group, FlatRecord flat)
    {
        foreach (var property in group.EnumerateObject())
            if (!NotOfTheRecord.Contains(property.Name, StringComparer.Ordinal))
                Lay(property.Name, property.Value, flat);
    }

    static void Lay(string name, JsonElement value, FlatRecord flat)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                flat.Enter(name);
                Lay(value, flat);
                flat.Leave();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Lay(name, item, flat);
                break;
            case JsonValueKind.String:
                flat.Leaf(name, value.GetString()!);
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                flat.Leaf(name, value.GetRawText());
                break;
            case JsonValueKind.Null:
                flat.Leaf(name, "");
                break;
        }
    }

    sealed class Reader(JsonObjects source, ImportLimits limits) : RecordReader
    {
        readonly ObjectCutter _objects = new(source._decoding.Open(source.File.Open()), source.File.Name, limits);
        readonly FlatRecord _flat = new(source.File.Name, limits, source.Columns);

        public override string Raw => _objects.Text;

        public override int RawLength => _objects.Text.Length;

        public override bool Read()
        {
            if (!_objects.Next())
                return false;
            Line = Math.Max(Line + 1, _objects.Line);
            Lay(_objects, _flat);
            Begin(source.Columns.Count);
            for (var i = 0; i < Count; i++)
                Set(i, _flat.Value(i));
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _objects.Dispose();
        }
    }
}
