using System.Globalization;

namespace DataDrivenDecisions.Units;

/// <summary>
/// A grade level by its CEDS code (IT, PR, PK, TK, KG, 01 to 13, PS, UG, Other), sorting infants first and grade 13 last.
/// Source: CEDS "Entry Grade Level", as OneRoster uses it.
/// </summary>
public readonly record struct GradeLevel : IComparable<GradeLevel>
{
    static readonly string[] Codes =
        ["IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "PS", "UG", "Other"];

    static readonly Dictionary<string, int> PlaceOf = Codes.Select((code, place) => (code, place)).ToDictionary(c => c.code, c => c.place, StringComparer.OrdinalIgnoreCase);

    static readonly string[] Ordinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"];

    static readonly Dictionary<string, string> Spoken = new(StringComparer.OrdinalIgnoreCase)
    {
        ["k"] = "KG", ["0"] = "KG", ["00"] = "KG", ["kindergarten"] = "KG", ["kinder"] = "KG",
        ["pre-k"] = "PK", ["prek"] = "PK", ["p"] = "PK", ["prekindergarten"] = "PK", ["preschool/prekindergarten"] = "PK", ["-1"] = "PK",
        ["preschool"] = "PR", ["infant/toddler"] = "IT", ["transitional kindergarten"] = "TK",
        ["postsecondary"] = "PS", ["ungraded"] = "UG", ["grade 13"] = "13", ["adult education"] = "Other", ["adult"] = "Other",
        ["out of school"] = "Other", ["no grade level"] = "Other",
    };

    readonly int _place;

    GradeLevel(int place) => _place = place + 1;

    /// <summary>Two-letter or two-digit CEDS code; "Other" for a value that was never set.</summary>
    public string Code => _place == 0 ? "Other" : Codes[_place - 1];

    /// <summary>1 to 13 for a numbered grade, 0 for kindergarten, -1 for pre-kindergarten and before, null for the rest.</summary>
    public int? Number => Code switch
    {
        "KG" or "TK" => 0,
        "IT" or "PR" or "PK" => -1,
        "PS" or "UG" or "Other" => null,
        var digits => int.Parse(digits, CultureInfo.InvariantCulture),
    };

    public static GradeLevel Kindergarten { get; } = Parse("KG");

    public static GradeLevel Of(int number) => Parse(number switch
    {
        < 0 => "PK",
        0 => "KG",
        _ => number.ToString("00", CultureInfo.InvariantCulture),
    });

    public static GradeLevel Parse(string text) => TryParse(text, out var grade)
        ? grade
        : throw new FormatException("Not a grade level. Use PK, KG, 1 to 13, or a CEDS code.");

    /// <summary>
    /// Reads CEDS codes, "K", "0", "7", "07", "7th", "Grade 7", "7th grade", "Seventh grade", "Kindergarten" and Ed-Fi grade descriptors.
    /// </summary>
    public static bool TryParse(string? text, out GradeLevel grade)
    {
        grade = default;
        // What the warehouse keeps is a code already, and it is asked for student by student.
        if (text is not null && PlaceOf.TryGetValue(text, out var known))
        {
            grade = new GradeLevel(known);
            return true;
        }

        var t = (text ?? "").Trim();
        if (t.Contains('#', StringComparison.Ordinal))
            t = t[(t.LastIndexOf('#') + 1)..];
        if (t.Length == 0)
            return false;
        if (Spoken.TryGetValue(t, out var code))
            t = code;
        if (!PlaceOf.TryGetValue(t, out var place) && !PlaceOf.TryGetValue(Numbered(t) ?? "", out place))
            return false;
        grade = new GradeLevel(place);
        return true;
    }

    static string? Numbered(string text)
    {
        var word = text.ToLowerInvariant().Replace("grade", "", StringComparison.Ordinal).Trim();
        var ordinal = Array.IndexOf(Ordinals, word);
        if (ordinal >= 0)
            return (ordinal + 1).ToString("00", CultureInfo.InvariantCulture);
        foreach (var suffix in (string[])["st", "nd", "rd", "th", ".0"])
            if (word.EndsWith(suffix, StringComparison.Ordinal))
                word = word[..^suffix.Length];
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 0 and <= 13
            ? n == 0 ? "KG" : n.ToString("00", CultureInfo.InvariantCulture)
            : null;
    }

    public int CompareTo(GradeLevel other) => _place.CompareTo(other._place);
    public static bool operator <(GradeLevel a, GradeLevel b) => a._place < b._place;
    public static bool operator >(GradeLevel a, GradeLevel b) => a._place > b._place;
    public static bool operator <=(GradeLevel a, GradeLevel b) => a._place <= b._place;
    public static bool operator >=(GradeLevel a, GradeLevel b) => a._place >= b._place;

    /// <summary>As staff say it: "K", "7", "PK".</summary>
    public override string ToString() => Code switch
    {
        "KG" => "K",
        var c when Number is { } n and > 0 => n.ToString(CultureInfo.InvariantCulture),
        var c => c,
    };
}
