using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>Reads one row as its profile says.</summary>
internal sealed class ProfileRow(Row row, BoundProfile bound)
{
    readonly ProfileTexts _texts = new(row, bound);
    readonly ProfileNumbers _numbers = new(row, bound);
    readonly ProfileDates _dates = new(row, bound);

    /// <summary>The results and sub-scores; none when the row is a reject.</summary>
    public IReadOnlyList<Arrival> Arrivals()
    {
        if (Student() is not { } student)
            return [];
        var arrivals = new List<Arrival>();
        foreach (var result in bound.Results.Where(HasResult))
        {
            arrivals.AddRange(Read(student, result));
            if (row.Problem is not null)
                return [];
        }
        if (arrivals.Count == 0)
            row.Reject(null, "no-result", "The row names a student and holds no result.", "Nothing is to be done if the student was not tested; otherwise export the file again.");
        return arrivals;
    }

    string? Student()
    {
        // The column that the roster knows best comes first; the others stand in where it is blank.
        foreach (var column in bound.Profile.StudentIds.OrderByDescending(c => c == row.Context.Students?.Column))
            if (_texts.Column(column) is { } id)
                return row.Meant(column, id);
        var first = bound.Profile.StudentIds.SelectMany(bound.Places).FirstOrDefault(-1);
        row.RejectAt(first, "required-blank", "No column of the row holds an id of the student.", "Fill one of the id columns at the source, or leave the row out.");
        return null;
    }

    bool HasResult(ResultLayout result) => result.When.Count == 0 || result.When.Any(w => _texts.Column(w) is not null);

    IEnumerable<Arrival> Read(string student, ResultLayout result)
    {
        if (!result.PartsOnly && result.When.Count == 0 && SaysNothing(result))
            return [];
        if (_dates.Read(result.Date) is not { } day)
            return [];
        if (Said(result.Subject, day, "subject-unknown") is not { } subject || Said(result.Assessment, day, "assessment-unknown") is not { } assessment)
            return [];
        var head = new AssessmentArrival
        {
            Line = row.Line,
            StudentId = student,
            Assessment = assessment,
            Subject = subject,
            ResultId = _texts.Say(result.ResultId, day),
            TestDate = day,
            Year = SchoolYear.TryParse(_texts.Say(result.Year, day), out var year) ? year : null,
        };
        var parts = result.Parts.Select(p => Part(head, p, day)).OfType<AssessmentPartArrival>().ToList();
        var whole = result.PartsOnly ? null : Whole(head, result, day);
        return whole is { ScorePoints: null, Percentile: null, Level: null } && parts.Count == 0 ? [] : [.. whole is null ? Array.Empty<Arrival>() : [whole], .. parts];
    }

    // A row without any of its columns filled was not tested, and needs no date.
    bool SaysNothing(ResultLayout result) =>
        new[] { result.Score?.Column, result.Percentile?.Column }.OfType<string>().All(c => _texts.Column(c) is null)
        && _texts.Say(result.Level, null) is null && _texts.Say(result.Status, null) is null
        && result.Parts.All(p => p.Score is null || _texts.Column(p.Score.Column) is null) && result.Score?.Needed != true;

    AssessmentArrival Whole(AssessmentArrival head, ResultLayout result, DateOnly day)
    {
        var score = _numbers.Read(result.Score);
        return head with
        {
            Window = Window(result, day),
            Grade = Grade(result),
            ScorePoints = score,
            StandardErrorPoints = _numbers.Read(result.StandardError),
            Percentile = _numbers.Percentile(result.Percentile),
            Level = _texts.Level(result.Level, day) ?? (score is null ? _texts.Level(result.Status, day) : null),
        };
    }

    AssessmentPartArrival? Part(AssessmentArrival head, PartLayout part, DateOnly day)
    {
        var (score, percentile, level) = (_numbers.Read(part.Score), _numbers.Percentile(part.Percentile), _texts.Level(part.Level, day));
        if ((score is null && percentile is null && level is null) || _texts.Say(part.Part, day) is not { } name)
            return null;
        return new()
        {
            Line = row.Line,
            StudentId = head.StudentId,
            Assessment = head.Assessment,
            Subject = head.Subject,
            ResultId = head.ResultId,
            Year = head.Year,
            TestDate = head.TestDate,
            Part = name,
            Measure = part.Measure,
            ScorePoints = score,
            StandardErrorPoints = _numbers.Read(part.StandardError),
            Percentile = percentile,
            Level = level,
        };
    }

    string? Said(TextPlace place, DateOnly day, string rule)
    {
        if (_texts.Say(place, day) is { } said)
            return said;
        row.Reject(null, rule, "Nothing in the row tells which test of the vendor this is.", "Export the file with the columns that name test and subject.");
        return null;
    }

    string? Window(ResultLayout result, DateOnly day)
    {
        var said = _texts.Say(result.Window, day);
        if (Words.Window(said) is { } window)
            return window;
        if (result.Window?.Must is { } rule)
            row.RejectAt(bound.Places(result.Window.Column!).FirstOrDefault(-1), rule, "The term names no season.", "Write it as the vendor does: Fall 2025-2026.");
        return Words.Season(day);
    }

    GradeLevel? Grade(ResultLayout result)
    {
        if (result.Grade is null)
            return null;
        var text = _texts.Say(result.Grade, null);
        if (GradeLevel.TryParse(text, out var grade))
            return grade;
        if (text is not null || _texts.Column(result.Grade.Column ?? "") is not null)
            row.Note("had a grade level that is not known, which was left out");
        return null;
    }
}

/// <summary>Reads texts as a profile says.</summary>
internal sealed class ProfileTexts(Row row, BoundProfile bound)
{
    /// <summary>The first filled one of the columns "A|B".</summary>
    public string? Column(string columns)
    {
        foreach (var place in bound.Places(columns))
            if (row.TextAt(place) is { } text)
                return text;
        return null;
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

    string? One(TextPlace place, DateOnly? day) => place switch
    {
        { Is: { } fixedText } => fixedText,
        { Text: { } text } => Filled(text),
        { HasColumn: { } columns } => columns.Where(c => bound.Has(c.Key)).Select(c => c.Value).Distinct().ToList() is [var only] ? only : null,
        { ByDate: { } stretches } => day is { } d ? Stretch(stretches, d) : null,
        { Column: { } column, Slot: { } slot } => bound.Places(column) is [var at, ..] && slot.In(row.RawAt(at)) is { Length: > 0 } text ? Meant(place, text) : null,
        { Column: { } column } => Column(column) is { } text ? Meant(place, text) : null,
        _ => null,
    };

    static string? Meant(TextPlace place, string text)
    {
        var word = place.Word switch { "first" => text.Split(' ')[0], "last" => text.Split(' ')[^1], _ => text };
        if (place.Contains is { } words)
            return words.FirstOrDefault(w => word.Contains(w.Key, StringComparison.OrdinalIgnoreCase)).Value;
        if (place.Map is not { } map)
            return word;
        var plain = Plain(word);
        return map.FirstOrDefault(m => Plain(m.Key).Equals(plain, StringComparison.OrdinalIgnoreCase)).Value;
    }

    static string Plain(string code) => code.TrimStart('0') is { Length: > 0 } plain ? plain : code.Length > 0 ? "0" : code;

    string? Filled(string text)
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
