using System.Globalization;
using DataDrivenDecisions.Importing.Matching;

namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>Finds the column of each field of one kind of content: by what it is called, and by what its values are.</summary>
internal static class FieldGuesses
{
    /// <summary>What is less likely than this is left to a person.</summary>
    const double Least = 0.35;

    const double Needed = 0.1;

    // Of a score and its parts, each called alike, the whole is meant.
    const double Whole = 0.05;
    static readonly string[] WholeWords = ["overall", "total", "composite"];

    // What is called a date of birth is no other day.
    static readonly ContentField BirthDate = ContentKind.Find("students")!.Field("birth_date")!;

    /// <summary>The fields that were found, each in a column of its own, in the order of the kind's fields.</summary>
    public static IReadOnlyList<FieldGuess> Of(ContentKind kind, IReadOnlyList<ColumnLook> columns, RosterLook roster)
    {
        var all = (
            from field in kind.Fields
            from column in columns
            where !column.IsSecret
            let guess = Guess(field, column, roster)
            where guess.Confidence >= Least
            // Of two fields for one column the one that no row can do without comes first.
            orderby guess.Confidence + (field.IsRequired ? Needed : 0) + (column.Called.Words.Any(WholeWords.Contains) ? Whole : 0) descending, column.Place
            select (Field: field, Column: column, guess.Confidence, guess.Reason)).ToList();
        var taken = new Dictionary<string, FieldGuess>(StringComparer.Ordinal);
        var places = new HashSet<int>();
        foreach (var (field, column, confidence, reason) in all)
            if (!taken.ContainsKey(field.Name) && places.Add(column.Place))
                taken[field.Name] = new FieldGuess(field, column.Name, Math.Round(confidence, 2), reason);
        return [.. kind.Fields.Select(f => taken.GetValueOrDefault(f.Name)).OfType<FieldGuess>()];
    }

    /// <summary>How sure it is that a column holds a field.</summary>
    public static (double Confidence, string Reason) Guess(ContentField field, ColumnLook column, RosterLook roster)
    {
        var (called, name) = HeaderWords.Match(column.Called, field);
        // A blank column is told by its name alone, and only where the name leaves no doubt.
        if (column.Filled == 0)
            return called >= 0.9 ? (0.6, $"is called “{name}”; it is blank in this file") : (0, "");
        var (values, why) = Values(field, column, roster);
        var confidence = values >= 0 ? 1 - ((1 - called) * (1 - values)) : called * (1 + values);
        var said = called >= 0.9 ? $"is called “{name}”" : called >= 0.3 ? $"resembles “{name}”" : null;
        return (Math.Clamp(confidence, 0, 0.99), string.Join("; ", new[] { said, why }.OfType<string>()));
    }

    /// <summary>What the values say for (up to 1) or against (down to -1) a field.</summary>
    static (double Share, string? Why) Values(ContentField field, ColumnLook column, RosterLook roster) => field.Type switch
    {
        FieldType.Student => Student(column, roster),
        FieldType.School => School(column, roster),
        FieldType.Date => Date(field, column, roster),
        FieldType.Number => Number(field, column),
        FieldType.Grade => Parsed(column, column.GradeCount, 0.35, "grade levels", column.Distinct <= 25),
        FieldType.Year => Parsed(column, column.YearCount, 0.35, "school years", column.Distinct <= 25),
        FieldType.Flag => Parsed(column, column.FlagCount, 0.1, "yes or no", column.Distinct <= 4),
        FieldType.Code => Code(field, column),
        FieldType.Id => column.Share(column.DateCount) > 0.9 && column.Share(column.NumberCount) < 0.5 ? (-0.6, null) : (0, null),
        _ => column.Share(column.DateCount) > 0.9 && column.Share(column.NumberCount) < 0.5 ? (-0.7, null)
            : field.Name is "given_name" or "family_name" or "full_name" or "title" or "name" or "behavior" or "program" && column.Share(column.NumberCount) > 0.5 ? (-0.5, null) : (0, null),
    };

    static (double, string?) Student(ColumnLook column, RosterLook roster)
    {
        if (!roster.Ids.IsEmpty && column.OnRoster > 0)
            return column.OnRoster >= 0.3 ? (0.9 * column.OnRoster, $"{Percent(column.OnRoster)} of its values are students of the roster") : (0, null);
        if (column.Share(column.DateCount) > 0.9 && column.Share(column.NumberCount) < 0.5)
            return (-0.8, null);
        return column.Share(column.SpacedCount) > 0.5 ? (-0.6, null) : (roster.Ids.IsEmpty ? 0 : -0.1, null);
    }

    static (double, string?) School(ColumnLook column, RosterLook roster)
    {
        var known = column.Share(column.SchoolCount);
        if (roster.Schools.Count > 1 && known >= 0.5 && column.Distinct <= roster.Schools.Count * 2)
            return (0.7 * known, $"{Percent(known)} of its values are schools of the roster");
        return column.Share(column.DateCount) > 0.9 || column.Distinct > Math.Max(60, column.Filled / 2) ? (-0.7, null) : (0, null);
    }

    static (double, string?) Date(ContentField field, ColumnLook column, RosterLook roster)
    {
        var share = column.Share(column.DateCount);
        if (share < 0.6 || (field.Name != "birth_date" && HeaderWords.Match(column.Called, BirthDate).Share >= 0.9))
            return (-0.9, null);
        if (field.IsPast && column.FirstDay > roster.Today && column.LastDay != DateOnly.MinValue)
            return (-0.5, null);
        // A date of birth lies years back; anything else does not.
        var isBirth = column.LastDay != DateOnly.MinValue && column.LastDay < roster.Today.AddYears(-3) && (column.LastDay.DayNumber - column.FirstDay.DayNumber) > 365;
        if ((field.Name == "birth_date") != isBirth && (field.Name == "birth_date" || column.LastDay < roster.Today.AddYears(-8)))
            return (-0.4, null);
        return (field.IsRequired ? 0.5 : 0.2, $"{(share > 0.995 ? "all" : Percent(share))} of its values are dates");
    }

    static (double, string?) Number(ContentField field, ColumnLook column)
    {
        var share = column.Share(column.NumberCount);
        if (share < 0.6)
            return (-0.8, null);
        if (column.Least < (field.Least ?? decimal.MinValue) || column.Most > (field.Most ?? decimal.MaxValue))
            return (-0.5, null);
        return (0.1, $"{(share > 0.995 ? "all" : Percent(share))} of its values are numbers");
    }

    static (double, string?) Parsed(ColumnLook column, int count, double gain, string what, bool isPlausible)
    {
        var share = column.Share(count);
        return share >= 0.9 && isPlausible ? (gain, (string?)$"{(share > 0.995 ? "all" : Percent(share))} of its values are {what}") : share < 0.6 ? (-0.8, null) : (-0.1, null);
    }

    static (double, string?) Code(ContentField field, ColumnLook column)
    {
        if (!column.HasFewValues || column.Share(column.DateCount) > 0.9)
            return (-0.8, null);
        var known = column.Values.Where(v => Meaning(field, v.Value) is not null).Sum(v => v.Count);
        var share = column.Share(known);
        // Single digits mean many things.
        var telling = column.Values.Any(v => v.Value.Any(char.IsLetter));
        return share >= 0.5 && telling ? (0.6 * share, (string?)$"{(share > 0.995 ? "all" : Percent(share))} of its values are usual codes") : share >= 0.5 ? (0.1, null) : column.Share(column.NumberCount) > 0.9 ? (-0.4, null) : (0, null);
    }

    /// <summary>The meaning that exports usually give a code, or null; where two share it, the first.</summary>
    public static CodeMeaning? Meaning(ContentField field, string code) =>
        field.Meanings.FirstOrDefault(m => m.UsualCodes.Concat([m.Label, m.Name]).Contains(code.Trim(), StringComparer.OrdinalIgnoreCase))
        ?? (field.Name == "window" && Formats.Words.Window(code) is { } window ? field.Meanings.FirstOrDefault(m => m.Name == window) : null);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}%");
}
