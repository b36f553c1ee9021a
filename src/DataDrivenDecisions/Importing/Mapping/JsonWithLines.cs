using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>One value of a JSON text that a person wrote, with the line on which it stands, so that a fault can be shown where it is.</summary>
internal sealed class JsonWithLines
{
    JsonWithLines(int line, JsonTokenType kind, string text) => (Line, Kind, Text) = (line, kind, text);

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    public JsonTokenType Kind { get; }

    /// <summary>A string's text, a number's digits, "true" or "false"; empty for objects, lists and null.</summary>
    public string Text { get; }

    /// <summary>An object's members in their order, each key with its line.</summary>
    public List<(string Key, int Line, JsonWithLines Value)> Members { get; } = [];

    /// <summary>A list's items.</summary>
    public List<JsonWithLines> Items { get; } = [];

    /// <summary>"an object", "a list", "a text": what people call it.</summary>
    public string KindInWords => Kind switch
    {
        JsonTokenType.StartObject => "an object in braces",
        JsonTokenType.StartArray => "a list in square brackets",
        JsonTokenType.String => "a text in quotes",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "nothing (null)",
    };

    /// <summary>Reads a text; comments are allowed.</summary>
    /// <exception cref="ProfileFault">It is no JSON; the line and what was found there are told.</exception>
    public static JsonWithLines Parse(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            if (!reader.Read())
                throw new ProfileFault(1, "The file is empty.", "Write a profile, or let 'mapping suggest' write one.");
            var whole = Value(ref reader, bytes, 0);
            if (reader.Read())
                throw new ProfileFault(LineOf(bytes, reader.TokenStartIndex), "Something stands behind the end of the profile.", "Take it out.");
            return whole;
        }
        catch (JsonException fault)
        {
            throw new ProfileFault((int)(fault.LineNumber ?? 0) + 1, "This is no JSON from here on.", "Look for a missing comma, quote or bracket on this line or the one before.");
        }
    }

    static JsonWithLines Value(ref Utf8JsonReader reader, byte[] bytes, int depth)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString() ?? "",
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "",
        };
        var value = new JsonWithLines(LineOf(bytes, reader.TokenStartIndex), reader.TokenType, text);
        if (value.Kind == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                value.Items.Add(Value(ref reader, bytes, depth + 1));
        if (value.Kind == JsonTokenType.StartObject)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var (key, line) = (reader.GetString() ?? "", LineOf(bytes, reader.TokenStartIndex));
                if (value.Members.Exists(m => m.Key == key))
                    throw new ProfileFault(line, $"\"{key}\" stands here twice.", "Keep one of the two.");
                reader.Read();
                value.Members.Add((key, line, Value(ref reader, bytes, depth + 1)));
            }
        return value;
    }

    static int LineOf(byte[] bytes, long offset) => bytes.AsSpan(0, (int)offset).Count((byte)'\n') + 1;
}

/// <summary>What is wrong with a mapping profile, where, and what to do about it.</summary>
/// <param name="line">The line of its text, from 1.</param>
/// <param name="what">What is wrong, in one sentence that names the key.</param>
/// <param name="remedy">What to do, or what is allowed.</param>
internal sealed class ProfileFault(int line, string what, string remedy)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"Line {line}: {what} {remedy}"));
