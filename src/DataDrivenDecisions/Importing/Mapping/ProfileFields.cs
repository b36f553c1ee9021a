using System.Globalization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>Reads the fields of a profile, and checks that each says only what its kind of field can say.</summary>
internal static class ProfileFields
{
    static readonly string[] Keys = ["column", "value", "dates", "codes", "otherCodes", "confidence"];

    /// <summary>The fields by name; those that a row cannot do without are there.</summary>
    public static Dictionary<string, FieldMapping> Read(ContentKind kind, ProfileNode fields)
    {
        var names = kind.Fields.Select(f => f.Name).ToList();
        var read = new Dictionary<string, FieldMapping>(StringComparer.Ordinal);
        foreach (var (key, line, value) in fields.Value.Members)
        {
            var field = kind.Field(key) ?? throw new ProfileFault(line, $"There is no field \"{key}\" in {kind.Name}.", $"Allowed: {string.Join(", ", names)}.");
            read[key] = Field(field, new ProfileNode($"the field \"{key}\"", value));
        }
        // A question stands for what is missing; without one it is a fault.
        return read;
    }

    /// <summary>Fields that a row cannot do without and that the profile does not have.</summary>
    public static IEnumerable<ContentField> Lacking(MappingProfile profile) =>
        profile.Kind.Fields.Where(f => f.IsRequired && !profile.Fields.ContainsKey(f.Name));

    static FieldMapping Field(ContentField field, ProfileNode node)
    {
        node.Allow(Keys);
        var mapping = new FieldMapping
        {
            Column = node.Text("column"),
            Value = node.Text("value"),
            Dates = Dates(field, node),
            Codes = Codes(field, node),
            OtherCodes = node.OneOf("otherCodes", field.OtherCodesAllowed),
            Confidence = node.Share("confidence"),
        };
        if (mapping.Column is null && mapping.Value is null)
            throw node.Missing("column", "the header of its column, or \"value\" for what holds in every row");
        if (mapping.Value is { } value && WhyNot(field, value) is { } why)
            throw node.Fault("value", "cannot be read.", why);
        return mapping;
    }

    static string? Dates(ContentField field, ProfileNode node)
    {
        if (node.Text("dates") is not { } said)
            return null;
        if (field.Type != FieldType.Date)
            throw node.Fault("dates", "stands in a field that is no date.", "Take it out.");
        if (said is ProfileWords.MonthFirst or ProfileWords.DayFirst or ProfileWords.YearFirst)
            return said;
        var letters = said.Where(char.IsLetter).Distinct().Order().ToArray();
        return letters.All(c => c is 'y' or 'M' or 'd') && letters.Length == 3
            ? said
            : throw node.Fault("dates", $"is \"{said}\".", "Allowed: month-first, day-first, year-first, or a pattern of yyyy or yy, MM and dd such as ddMMyyyy.");
    }

    static Dictionary<string, string> Codes(ContentField field, ProfileNode node)
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, line, meaning) in node.Pairs("codes"))
        {
            if (codes.ContainsKey(code))
                throw new ProfileFault(line, $"The code \"{code}\" is mapped twice; upper and lower case are one.", "Keep one of the two.");
            codes[code] = WhyNot(field, meaning) is { } why ? throw new ProfileFault(line, $"The code \"{code}\" is mapped to \"{meaning}\".", why) : meaning;
        }
        return codes;
    }

    /// <summary>Why a text is no value of a field, as what is allowed; null when it is one.</summary>
    public static string? WhyNot(ContentField field, string text) => field.Type switch
    {
        FieldType.Code => field.Meanings.Any(m => m.Name == text) ? null : $"Allowed: {string.Join(", ", field.Meanings.Select(m => m.Name))}.",
        FieldType.Grade => GradeLevel.TryParse(text, out _) ? null : "Allowed: PK, KG, 01 to 12, or a CEDS code.",
        FieldType.Year => SchoolYear.TryParse(text, out _) ? null : "Allowed: a school year such as 2025-26, or the year in which it ends.",
        FieldType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "Allowed: a date as YYYY-MM-DD.",
        FieldType.Flag => text is "yes" or "no" ? null : "Allowed: yes, no.",
        FieldType.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? null : "Allowed: a number with a point before decimals.",
        _ => text.Length is > 0 and <= 255 ? null : "Allowed: a text of 1 to 255 characters.",
    };
}
