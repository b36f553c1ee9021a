using System.Globalization;
using DataDrivenDecisions.Importing.Formats;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>One row of a mapped file, asked by field for what it says; what cannot be read makes the row a reject, as in every format.</summary>
internal sealed class MappedRow(Row row, BoundMapping bound)
{
    // Codes are few; what has more different values is no code, and is not told value by value.
    const int MostCodesTold = 50, LongestCodeTold = 30;

    /// <summary>The line on which the row begins.</summary>
    public long Line => row.Line;

    /// <summary>The district's day.</summary>
    public DateOnly Today => row.Context.Today;

    /// <summary>True when the profile says where the field is found.</summary>
    public bool Has(string field) => bound.Profile.Fields.ContainsKey(field);

    /// <summary>True when any of the fields is mapped.</summary>
    public bool HasAny(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            if (Has(field))
                return true;
        return false;
    }

    /// <summary>What the field says after its codes are read, or null.</summary>
    public string? TextOrNull(string field)
    {
        if (bound.Profile.Fields.GetValueOrDefault(field) is not { } mapping)
            return null;
        var place = bound.Place(field);
        var text = row.TextAt(place);
        // A column that the file does not have is not a blank one: no code for "blank" speaks for it.
        if (place < 0 || (text is null && mapping.Value is not null))
            return mapping.Value;
        return mapping.Codes.Count == 0 ? Unless(text, mapping, field) : Meant(field, mapping, text);
    }

    /// <summary>What stands in the field's column, before its codes are read; the profile's value where there is no column.</summary>
    public string? Original(string field) => bound.Profile.Fields.GetValueOrDefault(field) is { } mapping ? row.TextAt(bound.Place(field)) ?? mapping.Value : null;

    public string Text(string field) => TextOrNull(field) ?? Blank(field);

    public string Id(string field)
    {
        var id = Text(field);
        if (id.Length > Row.LongestId)
            Reject(field, "id-too-long", $"An id has at most {Row.LongestId} characters.", "Look for a missing delimiter, or export the id alone.");
        return id;
    }

    /// <summary>The student by the roster's own id where the roster knows her, else the id as the file writes it.</summary>
    public string Student(string field = "student")
    {
        var id = Id(field);
        return bound.MappedStudentColumn is { } column ? row.Meant(column, id) : id;
    }

    public string School(string field = "school") => row.MeantSchool(Id(field), bound.Place(field));

    public string? SchoolOrNull(string field = "school") => TextOrNull(field) is null ? null : School(field);

    public DateOnly? DateOrNull(string field)
    {
        if (TextOrNull(field) is not { } text)
            return null;
        var (mapping, place) = (bound.Profile.Fields[field], bound.Place(field));
        if (text == mapping.Value && row.TextAt(place) is null)
            return DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (mapping.Dates is { } pattern and not (ProfileWords.MonthFirst or ProfileWords.DayFirst or ProfileWords.YearFirst))
            return ByPattern(text, pattern, place);
        return row.ReadDate(text, place);
    }

    public DateOnly Date(string field)
    {
        if (DateOrNull(field) is { } date)
            return date;
        if (row.Problem is null)
            Blank(field);
        return Row.StandIn;
    }

    /// <summary>A day that has happened.</summary>
    public DateOnly PastDate(string field) => row.CheckPast(Date(field), bound.Place(field));

    /// <summary>A day that has happened, or null.</summary>
    public DateOnly? PastDateOrNull(string field) => TextOrNull(field) is null ? null : PastDate(field);

    /// <summary>A day that has happened and lies within the school's calendar, where the school has one.</summary>
    public DateOnly SchoolDay(string field, string school) => row.CheckCalendar(PastDate(field), school, bound.Place(field));

    /// <summary>The row's school year: as it says it, else that of a day, else what the import was given.</summary>
    public SchoolYear Year(DateOnly? day = null, string field = "school_year")
    {
        if (YearOrNull(field) is { } said)
            return said;
        if ((day is { } known ? SchoolYear.Of(known) : row.Context.Year) is { } year)
            return year;
        Reject(field, "year-missing", "The row does not say its school year.", "Map a column for it, or name the year with --school-year.");
        return SchoolYear.Of(Today);
    }

    public SchoolYear? YearOrNull(string field = "school_year") => TextOrNull(field) is { } text ? row.ReadYear(text, bound.Place(field)) : null;

    public GradeLevel? GradeOrNull(string field = "grade") => TextOrNull(field) is { } text ? row.ReadGrade(text, bound.Place(field)) : null;

    public bool? FlagOrNull(string field) => TextOrNull(field) is { } text ? row.ReadFlag(text, bound.Place(field)) : null;

    public decimal? NumberOrNull(string field)
    {
        if (TextOrNull(field) is not { } text)
            return null;
        var definition = bound.Profile.Kind.Field(field)!;
        return row.ReadDecimal(Plain(text), bound.Place(field), definition.Least ?? decimal.MinValue, definition.Most ?? decimal.MaxValue);
    }

    public int? WholeOrNull(string field)
    {
        if (NumberOrNull(field) is not { } number)
            return null;
        if (number == decimal.Truncate(number))
            return (int)number;
        Reject(field, "number-unreadable", "This is no whole number.", "Write it without decimals.");
        return null;
    }

    /// <summary>The answers that a field gives of race, after its codes are read.</summary>
    public RaceAnswers Races(string field) => Formats.Races.Of(row, TextOrNull(field));

    /// <summary>Counts something worth telling about the file: "3 rows {what}".</summary>
    public void Note(string what) => row.Note(what);

    public void Reject(string field, string rule, string reason, string fix) => row.RejectAt(bound.Place(field), rule, reason, fix);

    string Blank(string field)
    {
        Reject(field, "required-blank", "The column must not be blank.", "Fill it at the source, or leave the row out.");
        return "";
    }

    // Without a map of codes a code says only what it is by name.
    string? Unless(string? text, FieldMapping mapping, string field) =>
        text is null || bound.Profile.Kind.Field(field) is not { Type: FieldType.Code } definition ? text
        : definition.Meanings.FirstOrDefault(m => m.Name.Equals(text, StringComparison.OrdinalIgnoreCase) || m.Label.Equals(text, StringComparison.OrdinalIgnoreCase))?.Name ?? NotMapped(field, mapping, text);

    string? Meant(string field, FieldMapping mapping, string? text) =>
        mapping.Codes.TryGetValue(text ?? "", out var meaning) ? meaning
        : text is null ? null
        : NotMapped(field, mapping, text);

    string? NotMapped(string field, FieldMapping mapping, string code)
    {
        var definition = bound.Profile.Kind.Field(field)!;
        switch (mapping.OtherCodes ?? definition.OtherCodesAllowed[0])
        {
            case ProfileWords.Keep:
                return code;
            case ProfileWords.Reject:
                Reject(field, "code-unknown", "The mapping does not know this code.", "Map the code, or correct it at its source.");
                return null;
            default:
                var isTold = code.Length <= LongestCodeTold && (bound.ToldCodes.Contains(code) || (bound.ToldCodes.Count < MostCodesTold && bound.ToldCodes.Add(code)));
                row.Note($"had {(isTold ? $"the code \"{code}\"" : "another code")} for {definition.Label.ToLowerInvariant()}, which is not mapped; it counts as {(definition.UnknownIs is null ? "left out" : "unknown")}");
                return definition.UnknownIs;
        }
    }

    DateOnly? ByPattern(string text, string pattern, int place)
    {
        // A spreadsheet takes the zero off a number's beginning.
        var whole = text.Length == pattern.Length - 1 && text.All(char.IsAsciiDigit) ? "0" + text : text;
        if (DateOnly.TryParseExact(whole, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2200)
            return date;
        row.RejectAt(place, "date-unreadable", "This is no date as the mapping says that dates are written.", "Correct the date, or the pattern in the mapping.");
        return null;
    }

    string Plain(string text)
    {
        var plain = text;
        if (plain.EndsWith('%'))
        {
            row.Note("had a percent sign behind a number, which was taken off");
            plain = plain[..^1].TrimEnd();
        }
        return bound.Profile.HasDecimalComma ? plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : Thousands(plain);
    }

    // "1,234.5": a comma before exactly three digits parts thousands and says nothing; any other comma stays and makes the number unreadable.
    static string Thousands(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 1)
            return text;
        var whole = text.Split('.')[0].TrimStart('-', '+').Split(',');
        return whole[0].Length is >= 1 and <= 3 && whole.Skip(1).All(p => p.Length == 3) && !text[text.Split('.')[0].Length..].Contains(',', StringComparison.Ordinal)
            ? text.Replace(",", "", StringComparison.Ordinal)
            : text;
    }
}
