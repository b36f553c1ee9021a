using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>Writes a mapping profile as the JSON that people read and keep.</summary>
public static class ProfileText
{
    // Names of columns are meant to be read, in whatever letters; the text is never put into a page as it is.
    static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The profile's text, which reads back as the same profile.</summary>
    public static string Of(MappingProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var whole = new JsonObject { ["version"] = MappingProfile.CurrentVersion, ["name"] = profile.Name, ["kind"] = profile.Kind.Name, ["file"] = Shape(profile.File) };
        if (profile.RecognizedBy.Count > 0)
            whole["recognizedBy"] = Texts(profile.RecognizedBy);
        if (profile.InsteadOf is { } instead)
            whole["insteadOf"] = instead;
        if (profile.HasDecimalComma)
            whole["decimal"] = ",";
        if (profile.ReplacesDays)
            whole["rows"] = "replace-days";
        if (profile.StudentIds.Count > 0)
            whole["studentIds"] = Texts(profile.StudentIds);
        whole["fields"] = new JsonObject(profile.Kind.Fields.Where(f => profile.Fields.ContainsKey(f.Name)).Select(f => KeyValuePair.Create(f.Name, (JsonNode?)Field(profile.Fields[f.Name]))));
        if (profile.Questions.Count > 0)
            whole["questions"] = new JsonArray([.. profile.Questions.Select(Question)]);
        return whole.ToJsonString(Options) + "\n";
    }

    static JsonObject Shape(FileShape file)
    {
        var shape = new JsonObject { ["encoding"] = file.Encoding ?? "auto" };
        if (file.Delimiter is { } delimiter)
            shape["delimiter"] = ProfileWords.Delimiter(delimiter);
        if (file.Sheet is { } sheet)
            shape["sheet"] = sheet;
        if (file.LinesBefore > 0)
            shape["linesBefore"] = file.LinesBefore;
        if (!file.HasHeader)
            (shape["header"], shape["columns"]) = (false, file.Columns);
        return shape;
    }

    static JsonObject Field(FieldMapping field)
    {
        var written = new JsonObject();
        if (field.Column is { } column)
            written["column"] = column;
        if (field.Value is { } value)
            written["value"] = value;
        if (field.Dates is { } dates)
            written["dates"] = dates;
        if (field.Codes.Count > 0)
            written["codes"] = new JsonObject(field.Codes.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));
        if (field.OtherCodes is { } others)
            written["otherCodes"] = others;
        if (field.Confidence is { } confidence)
            written["confidence"] = Math.Round(confidence, 2);
        return written;
    }

    static JsonObject Question(OpenQuestion question)
    {
        var written = new JsonObject { ["about"] = question.About, ["ask"] = question.Ask };
        if (question.Answers.Count > 0)
            written["answers"] = Texts(question.Answers);
        return written;
    }

    static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)t)]);
}
