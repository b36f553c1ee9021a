using DataDrivenDecisions.Importing.Mapping.Detecting;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>Leads a draft from step to step: what each answer of a person changes in its profile, and what is still open afterwards.</summary>
/// <param name="roster">What is known of students and schools.</param>
/// <param name="limits">How large a file may be.</param>
public sealed class Mapper(RosterLook roster, ImportLimits? limits = null)
{
    /// <summary>The suggestion for a draft, with what a person has said so far put in its place.</summary>
    /// <exception cref="ImportRejected">There is nothing to map in it.</exception>
    public MappingSuggestion Look(MappingDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var chosen = draft.Profile is { } text ? ProfileFile.Parse(draft.Name, text) : null;
        return MappingSuggester.Suggest(draft.Delivery, draft.File, roster, draft.Said, chosen, limits ?? ImportLimits.Default);
    }

    /// <summary>The draft as a person cuts it: another sheet, kind of content or header. What was suggested before is forgotten.</summary>
    public static MappingDraft Cut(MappingDraft draft, string? sheet, string? kind, bool? hasHeader) =>
        draft with { Sheet = sheet ?? draft.Sheet, Kind = kind is not null && ContentKind.Find(kind) is not null ? kind : draft.Kind, HasHeader = hasHeader ?? draft.HasHeader, Profile = null };

    /// <summary>The draft after the questions of its first step are answered, each by what it is about.</summary>
    public MappingDraft Answered(MappingDraft draft, IReadOnlyDictionary<string, string> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var profile = Look(draft).Profile;
        if (answers.GetValueOrDefault("kind") is { } kind && kind != profile.Kind.Name)
            return Cut(draft, null, kind, null);
        if (answers.ContainsKey("kind"))
            draft = draft with { Kind = profile.Kind.Name };
        if (answers.GetValueOrDefault("decimal") is { } sign)
            profile = profile with { HasDecimalComma = sign == "," };
        foreach (var (about, answer) in answers.Where(a => a.Value is ProfileWords.DayFirst or ProfileWords.MonthFirst && profile.Fields.ContainsKey(a.Key)))
            profile = With(profile, about, profile.Fields[about] with { Dates = answer });
        return Kept(draft, profile with { Questions = [.. profile.Questions.Where(q => !answers.ContainsKey(q.About))] });
    }

    /// <summary>The draft with the fields' columns as a person has set them: a column, a value for every row, or neither.</summary>
    public MappingDraft WithFields(MappingDraft draft, IReadOnlyDictionary<string, (string? Column, string? Value)> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var before = Look(draft).Profile;
        var fields = new Dictionary<string, FieldMapping>(StringComparer.Ordinal);
        foreach (var field in before.Kind.Fields)
        {
            var (column, value) = chosen.GetValueOrDefault(field.Name);
            if (column is null && value is null)
                continue;
            var known = before.Fields.GetValueOrDefault(field.Name);
            // Another column has other codes and another order of dates.
            fields[field.Name] = (known is not null && known.Column == column ? known : new FieldMapping { Column = column, Confidence = null }) with { Value = value };
        }
        return Kept(draft, before with { Fields = fields });
    }

    /// <summary>The draft with what a person says that codes mean; a code without meaning is not mapped.</summary>
    public MappingDraft WithCodes(MappingDraft draft, IReadOnlyDictionary<string, (IReadOnlyDictionary<string, string> Codes, string? Others)> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var profile = Look(draft).Profile;
        foreach (var (name, (codes, others)) in chosen.Where(c => profile.Fields.ContainsKey(c.Key)))
        {
            var field = profile.Kind.Field(name)!;
            var meant = codes.Where(c => c.Value.Length > 0 && ProfileFields.WhyNot(field, c.Value) is null).ToDictionary(StringComparer.OrdinalIgnoreCase);
            profile = With(profile, name, profile.Fields[name] with { Codes = meant, OtherCodes = field.OtherCodesAllowed.Contains(others ?? "") ? others : field.OtherCodesAllowed[0] });
        }
        return Kept(draft, profile);
    }

    /// <summary>What is wrong with a value that shall hold for every row; null when it can be read.</summary>
    public static string? WhyNot(ContentField field, string value) => ProfileFields.WhyNot(field, value);

    /// <summary>Why a mapping cannot have a name, in words; null when it can.</summary>
    public static string? WhyNoName(string? name) => string.IsNullOrWhiteSpace(name) ? "Give the mapping a name, so that you and others know it."
        : name.Trim().Length > ProfileFile.LongestName ? $"The name is longer than {ProfileFile.LongestName} characters. Shorten it."
        : Format.Find(name) is not null ? "A format of the program has that name already. Choose another name."
        : null;

    /// <summary>The finished profile under a name, ready to be saved.</summary>
    /// <exception cref="ImportRejected">The profile cannot be used; it says why.</exception>
    public MappingProfile Finished(MappingDraft draft, string name) => ProfileFile.Parse("mapping", ProfileText.Of(Look(draft).Profile with { Name = name.Trim() }));

    static MappingProfile With(MappingProfile profile, string field, FieldMapping mapping) => profile with { Fields = new Dictionary<string, FieldMapping>(profile.Fields, StringComparer.Ordinal) { [field] = mapping } };

    static MappingDraft Kept(MappingDraft draft, MappingProfile profile) => draft with { Kind = profile.Kind.Name, Profile = ProfileText.Of(profile) };
}
