using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>Reads one row as its profile says.</summary>
internal sealed class ProfileRow(Row row, BoundProfile bound)
{
    readonly ProfileTexts _texts = new(row, bound);
    readonly ProfileNumbers _numbers = new(row, bound), _subScores = new(row, bound, ofParts: true);
    readonly ProfileDates _dates = new(row, bound, new(row, bound));

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
        if (arrivals.Count == 0 && _subScores.LeftOut >= 0)
            _subScores.RejectLeftOut();
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
        if (_dates.Read(result) is not { } day)
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
            Year = _dates.Year(result, day),
        };
        var parts = result.Parts.Select(p => Part(head, p, day)).OfType<AssessmentPartArrival>().ToList();
        var whole = result.PartsOnly ? null : Whole(head, result, day);
        if (whole is { ScorePoints: null, Percentile: null, Level: null } && parts.Count == 0)
            return [];
        return _texts.Disowning(result.NoResult) is { } column ? Disowned(result, whole, parts, column) : Both(whole, parts);
    }

    // The same test may have come before, when its score still counted: what is not said again must end.
    IEnumerable<Arrival> Disowned(ResultLayout result, AssessmentArrival? whole, List<AssessmentPartArrival> parts, string column)
    {
        var status = whole is null ? null : _texts.Level(result.Status, whole.TestDate);
        if (whole is { ScorePoints: null, Percentile: null } && whole.Level == status && parts.Count == 0)
            return [whole];
        row.Note($"had a score that does not count by its {column}: it was left out, and what an earlier file brought of it ends");
        var without = status is null ? whole is null ? null : whole with { Ends = true } : whole! with { ScorePoints = null, StandardErrorPoints = null, Percentile = null, Level = status };
        return Both(without, parts.Select(p => p with { Ends = true }));
    }

    static IEnumerable<Arrival> Both(AssessmentArrival? whole, IEnumerable<AssessmentPartArrival> parts) => [.. whole is null ? Array.Empty<Arrival>() : [whole], .. parts];

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
        var (score, percentile, level) = (_subScores.Read(part.Score), _subScores.Percentile(part.Percentile), _texts.Level(part.Level, day));
        if ((score is null && percentile is null && level is null) || _texts.Say(part.Part, day) is not { } name)
            return null;
        if (_texts.Disowning(part.NoResult) is { } column)
        {
            row.Note($"had a sub-score that does not count by its {column}, which was left out");
            return null;
        }
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
            StandardErrorPoints = _subScores.Read(part.StandardError),
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
