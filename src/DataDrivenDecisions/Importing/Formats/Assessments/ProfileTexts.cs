using System.Globalization;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>Reads texts as a profile says.</summary>
internal sealed class ProfileTexts(Row row, BoundProfile bound)
{
    // Nobody takes half a year over one test.
    const int LongestTest = 183;

    /// <summary>The first filled one of the columns "A|B".</summary>
    public string? Column(string columns) => Filled(columns) is >= 0 and var place ? row.TextAt(place) : null;

    /// <summary>The place of that column, or -1.</summary>
    public int Filled(string columns)
    {
        foreach (var place in bound.Places(columns))
            if (row.TextAt(place) is not null)
                return place;
        return -1;
    }

    /// <summary>What the place says, or null.</summary>
    public string? Say(TextPlace? place, DateOnly? day)
    {
        for (var at = place; at is not null; at = at.Else)
            if (One(at, day) is { Length: > 0 } said)
                return said;
        return null;
    }

    /// <summary>A level, which is not there where the vendor says that there is none.</summary>
    public string? Level(TextPlace? place, DateOnly day) => Say(place, day) is { } said && !bound.NotAScore.Contains(said) ? said : null;

    /// <summary>The column by whose word a score is none, as the file names it; null where every score counts.</summary>
    public string? Disowning(IReadOnlyList<Disowned> disowned) => disowned.FirstOrDefault(d => Column(d.Column) is { } word && IsMeant(d, word))?.Column;

    static bool IsMeant(Disowned disowned, string word)
    {
        bool Among(IReadOnlyList<string> words) => words.Any(w => Plain(w).Equals(Plain(word), StringComparison.OrdinalIgnoreCase));
        return disowned.Is.Count > 0 ? Among(disowned.Is) : !Among(disowned.Not);
    }

    string? One(TextPlace place, DateOnly? day)
    {
        var said = Found(place, day);
        if (place.Tell is { } tell && said is { Length: > 0 } && !bound.NotAScore.Contains(said))
            row.Note(tell);
        return said;
    }

    string? Found(TextPlace place, DateOnly? day) => place switch
    {
        { Is: { } fixedText } => fixedText,
        { Text: { } text } => Composed(text),
        { HasColumn: { } columns } => columns.Where(c => bound.Has(c.Key)).Select(c => c.Value).Distinct().ToList() is [var only] ? only : null,
        { ByDate: { } stretches } => day is { } d ? Stretch(stretches, d) : null,
        { Column: { } column, Slot: { } slot } => bound.Places(column) is [var at, ..] && slot.In(row.RawAt(at)) is { Length: > 0 } text ? Meant(place, text) : null,
        { Column: { } column, DateAs: { } written } => Filled(column) is >= 0 and var at ? Dated(at, written, day) : null,
        { Column: { } column, Term: true } => Column(column) is { } term ? Words.YearOf(term, day)?.ToString() : null,
        { Column: { } column } => Column(column) is { } text ? Meant(place, text) : null,
        _ => null,
    };

    static string? Meant(TextPlace place, string word)
    {
        if (place.Contains is { } words)
            return words.FirstOrDefault(w => word.Contains(w.Key, StringComparison.OrdinalIgnoreCase)).Value;
        if (place.Map is not { } map)
            return word;
        var plain = Plain(word);
        return map.FirstOrDefault(m => Plain(m.Key).Equals(plain, StringComparison.OrdinalIgnoreCase)).Value;
    }

    static string Plain(string code) => code.TrimStart('0') is { Length: > 0 } plain ? plain : code.Length > 0 ? "0" : code;

    // Another export may write the same date in another way, and other rows beside it may tell another order: a reading far from the test gives way to one that is near it.
    // What is no date stays what it is.
    string? Dated(int at, string written, DateOnly? test)
    {
        var days = row.DaysAt(at).ToList();
        if (days.Count == 0)
            return row.TextAt(at);
        return days.FirstOrDefault(d => test is not { } t || (d <= t && d.AddDays(LongestTest) >= t), days[0]).ToString(written, CultureInfo.InvariantCulture);
    }

    string? Composed(string text)
    {
        for (var open = text.IndexOf('[', StringComparison.Ordinal); open >= 0; open = text.IndexOf('[', open))
        {
            var close = text.IndexOf(']', open);
            if (Column(text[(open + 1)..close]) is not { } value)
                return null;
            text = text[..open] + value + text[(close + 1)..];
            open += value.Length;
            if (open >= text.Length)
                break;
        }
        return text;
    }

    static string? Stretch(IReadOnlyList<Until> stretches, DateOnly day)
    {
        static int Place(int month, int date) => ((month + 5) % 12 * 100) + date;
        return stretches.FirstOrDefault(s => s.To is null || Place(day.Month, day.Day) <= Place(int.Parse(s.To[..2], CultureInfo.InvariantCulture), int.Parse(s.To[3..], CultureInfo.InvariantCulture)))?.Is;
    }
}
