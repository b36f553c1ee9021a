using System.Globalization;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>Reads mapping profiles that people write: every key is checked, and what is wrong is told with its line and with what is allowed.</summary>
public static class ProfileFile
{
    static readonly string[] Keys = ["version", "name", "kind", "file", "recognizedBy", "insteadOf", "decimal", "rows", "studentIds", "fields", "questions"];
    static readonly string[] FileKeys = ["encoding", "delimiter", "sheet", "linesBefore", "header", "columns"];
    static readonly string[] QuestionKeys = ["about", "ask", "answers"];
    const string AddAndChange = "add-and-change", ReplaceDays = "replace-days";
    /// <summary>The most characters of a name.</summary>
    internal const int LongestName = 80;

    const int MostLinesBefore = 1000, MostColumns = 5000;

    /// <summary>The profile of a text.</summary>
    /// <param name="name">The file's name, for what is told about it.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="ImportRejected">The text is no profile; it names the key, its line and what is allowed.</exception>
    public static MappingProfile Parse(string name, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return Read(new ProfileNode("the profile", JsonWithLines.Parse(json)));
        }
        catch (ProfileFault fault)
        {
            throw new ImportRejected(name, "The mapping profile cannot be used.", fault.Message);
        }
    }

    static MappingProfile Read(ProfileNode whole)
    {
        whole.Allow(Keys);
        var version = whole.Whole("version", 1, MappingProfile.CurrentVersion) ?? throw whole.Missing("version", "1");
        var kinds = ContentKind.All.Select(k => k.Name).ToList();
        var kind = ContentKind.Find(whole.OneOf("kind", kinds) ?? throw whole.Missing("kind", $"one of {string.Join(", ", kinds)}"))!;
        var file = whole.Object("file") is { } shape ? Shape(shape) : new FileShape();
        var fields = ProfileFields.Read(kind, whole.Object("fields") ?? throw whole.Missing("fields", "an object with a member for each field"));
        var profile = new MappingProfile
        {
            Name = Name(whole),
            Kind = kind,
            File = file,
            RecognizedBy = whole.Texts("recognizedBy"),
            InsteadOf = InsteadOf(whole),
            HasDecimalComma = whole.OneOf("decimal", [".", ","]) == ",",
            ReplacesDays = whole.OneOf("rows", kind.CanReplaceDays ? [AddAndChange, ReplaceDays] : [AddAndChange]) == ReplaceDays,
            StudentIds = [.. whole.Texts("studentIds", ProfileWords.StudentIds)],
            Fields = fields,
            Questions = [.. whole.Objects("questions").Select(Question)],
        };
        _ = version;
        CheckColumns(whole, profile);
        return profile;
    }

    static string Name(ProfileNode whole) => whole.Text("name") is not { } name ? throw whole.Missing("name", "a name for people")
        : name.Length > LongestName ? throw whole.Fault("name", "is longer than allowed.", $"Allowed: up to {LongestName} characters.")
        : Format.Find(name) is not null ? throw whole.Fault("name", "is the name of a format that the program knows by itself.", "Choose another name.")
        : name;

    static string? InsteadOf(ProfileNode whole) => whole.Text("insteadOf") is not { } name ? null
        : Format.Find(name) is not { } format ? throw whole.Fault("insteadOf", $"is \"{name}\", which is no format that the program knows by itself.", "'Bring in a delivery' lists them, under Imports. Leave it out where no format reads such files.")
        : !format.MayBeMappedInstead ? throw whole.Fault("insteadOf", $"is \"{format.Name}\", whose files are understood only together with others or by their positions.", "Leave it out, and name this mapping with --profile where it shall be used.")
        : format.Name;

    static FileShape Shape(ProfileNode file)
    {
        file.Allow(FileKeys);
        return new FileShape
        {
            Encoding = file.OneOf("encoding", ["auto", .. ProfileWords.Encodings.Keys]) is { } encoding && encoding != "auto" ? encoding : null,
            Delimiter = file.OneOf("delimiter", [.. ProfileWords.Delimiters.Keys]) is { } delimiter ? ProfileWords.Delimiters[delimiter] : null,
            Sheet = file.Text("sheet"),
            LinesBefore = file.Whole("linesBefore", 0, MostLinesBefore) ?? 0,
            HasHeader = file.Flag("header") ?? true,
            Columns = file.Whole("columns", 1, MostColumns) ?? 0,
        };
    }

    static OpenQuestion Question(ProfileNode question)
    {
        question.Allow(QuestionKeys);
        return new OpenQuestion(question.Text("about") ?? "", question.Text("ask") ?? throw question.Missing("ask", "a question in words"), question.Texts("answers"));
    }

    static void CheckColumns(ProfileNode whole, MappingProfile profile)
    {
        if (profile.File.HasHeader && profile.RecognizedBy.Count == 0)
            throw whole.Missing("recognizedBy", "a list of the header cells by which the file is told from others");
        if (!profile.File.HasHeader && profile.File.Columns == 0)
            throw whole.Fault("file", "says that there is no header, and not how many columns there are.", "Add \"columns\" with their number.");
        if (!profile.File.HasHeader && profile.File.Delimiter is null && profile.File.Sheet is null)
            throw whole.Fault("file", "says that there is no header, and not how rows are cut.", "Add \"delimiter\", or \"sheet\" for a workbook.");
    }
}

/// <summary>One object of a profile with the checks that every key goes through.</summary>
/// <param name="Called">What people call it.</param>
/// <param name="Value">Its text and lines.</param>
internal sealed record ProfileNode(string Called, JsonWithLines Value)
{
    /// <summary>Refuses any key that is not one of these.</summary>
    public void Allow(IReadOnlyList<string> keys)
    {
        if (Value.Kind != JsonTokenType.StartObject)
            throw new ProfileFault(Value.Line, $"{Sentence(Called)} is {Value.KindInWords}.", "Write an object in braces.");
        foreach (var (key, line, _) in Value.Members)
            if (!keys.Contains(key))
                throw new ProfileFault(line, $"There is no key \"{key}\" in {Called}.", $"Allowed: {string.Join(", ", keys)}.");
    }

    public ProfileFault Missing(string key, string allowed) => new(Value.Line, $"The key \"{key}\" is missing in {Called}.", $"Add it: {allowed}.");

    public ProfileFault Fault(string key, string what, string remedy) => new(LineOf(key), $"The key \"{key}\" {what}", remedy);

    public string? Text(string key) => Of(key) switch
    {
        null or { Kind: JsonTokenType.Null } => null,
        { Kind: JsonTokenType.String } text when text.Text.Trim().Length > 0 => text.Text.Trim(),
        { Kind: JsonTokenType.String } => throw Fault(key, "is blank.", "Fill it, or leave it out."),
        { } other => throw Fault(key, $"is {other.KindInWords}.", "Write a text in quotes."),
    };

    public string? OneOf(string key, IReadOnlyList<string> allowed)
    {
        if (Of(key) is { Kind: JsonTokenType.String, Text: "\t" } && allowed.Contains("\t"))
            return "\t";
        return Text(key) is not { } text ? null
            : allowed.FirstOrDefault(a => a.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? throw Fault(key, $"is \"{text}\".", $"Allowed: {Listed(allowed)}.");
    }

    public int? Whole(string key, int least, int most)
    {
        if (Of(key) is not { Kind: not JsonTokenType.Null } value)
            return null;
        if (value.Kind == JsonTokenType.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        throw Fault(key, $"is {(value.Kind == JsonTokenType.Number ? value.Text : value.KindInWords)}.", least == most
            ? string.Create(CultureInfo.InvariantCulture, $"Allowed: {least}.")
            : string.Create(CultureInfo.InvariantCulture, $"Allowed: a whole number from {least} to {most}."));
    }

    public double? Share(string key) => Of(key) is not { Kind: not JsonTokenType.Null } value ? null
        : value.Kind == JsonTokenType.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
        : throw Fault(key, "is no share.", "Allowed: a number from 0 to 1.");

    public bool? Flag(string key) => Of(key) is not { Kind: not JsonTokenType.Null } value ? null
        : value.Kind switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Fault(key, $"is {value.KindInWords}.", "Allowed: true, false."),
        };

    public ProfileNode? Object(string key) => Of(key) is { Kind: not JsonTokenType.Null } value
        ? value.Kind == JsonTokenType.StartObject ? new ProfileNode($"\"{key}\"", value) : throw Fault(key, $"is {value.KindInWords}.", "Write an object in braces.")
        : null;

    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string>? allowed = null) =>
    [
        .. Items(key).Select(item => item.Kind != JsonTokenType.String ? throw new ProfileFault(item.Line, $"The list \"{key}\" holds {item.KindInWords}.", "Write texts in quotes.")
            : allowed is not null && !allowed.Contains(item.Text) ? throw new ProfileFault(item.Line, $"The list \"{key}\" holds \"{item.Text}\".", $"Allowed: {Listed(allowed)}.")
            : item.Text.Trim().Length == 0 ? throw new ProfileFault(item.Line, $"The list \"{key}\" holds a blank text.", "Take it out.")
            : item.Text.Trim()),
    ];

    public IEnumerable<ProfileNode> Objects(string key) => Items(key).Select(item => new ProfileNode($"\"{key}\"", item));

    /// <summary>The members of an object of texts.</summary>
    public IEnumerable<(string Key, int Line, string Text)> Pairs(string key)
    {
        foreach (var (name, line, value) in Object(key)?.Value.Members ?? [])
            yield return value.Kind == JsonTokenType.String ? (name.Trim(), line, value.Text.Trim())
                : throw new ProfileFault(line, $"\"{name}\" in \"{key}\" is {value.KindInWords}.", "Write a text in quotes.");
    }

    List<JsonWithLines> Items(string key) => Of(key) is not { Kind: not JsonTokenType.Null } value ? []
        : value.Kind == JsonTokenType.StartArray ? value.Items : throw Fault(key, $"is {value.KindInWords}.", "Write a list in square brackets.");

    JsonWithLines? Of(string key) => Value.Members.Find(m => m.Key == key).Value;

    int LineOf(string key) => Value.Members.Find(m => m.Key == key) is { Line: > 0 } member ? member.Line : Value.Line;

    static string Listed(IEnumerable<string> words) => string.Join(", ", words.Select(w => w == "\t" ? "\\t" : w));

    static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
