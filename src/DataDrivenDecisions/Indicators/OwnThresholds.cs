using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>A district's own early-warning thresholds: from where on each of the three flags is worth a look, and from where on it is a concern.</summary>
public sealed record OwnThresholds
{
    /// <summary>Of a hundred enrolled days missed, from so many on.</summary>
    public int MissedWatch { get; init; } = 5;
    public int MissedConcern { get; init; } = 10;

    /// <summary>Incidents this year, from so many on.</summary>
    public int IncidentsWatch { get; init; } = 1;
    public int IncidentsConcern { get; init; } = 3;

    /// <summary>Courses failed, from so many on.</summary>
    public int FailedWatch { get; init; } = 1;
    public int FailedConcern { get; init; } = 2;

    /// <summary>A grade point average below it; null where it is not looked at.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? GradePointsWatch { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? GradePointsConcern { get; init; }

    /// <summary>A limit of the grade point average, which may be left out: its name in forms, and what it is called.</summary>
    public sealed record GradeField(string Name, string Title, Func<OwnThresholds, decimal?> Get, Func<OwnThresholds, decimal?, OwnThresholds> With)
    {
        // An A+ makes 4.3 at most; with 1.0 more for an advanced course 5.3.
        const decimal Most = 5.3m;

        /// <summary>As people type it: "2.5", and nothing where it is not looked at.</summary>
        public string Typed(OwnThresholds own) => Get(own)?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

        // 2.0 and 2 are one limit, and must be one text.
        static decimal Plain(decimal points) => decimal.Parse(points.ToString("0.##", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

        /// <summary>Reads a number of points with at most two decimals; null for nothing.</summary>
        /// <exception cref="FormatException">It is none; the message says what is allowed.</exception>
        public decimal? Parse(string? text) => string.IsNullOrWhiteSpace(text) ? null
            : decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n > 0 && n <= Most && decimal.Round(n, 2) == n ? Plain(n)
            : throw new FormatException($"{Title} takes a number of points above 0 and up to {Most.ToString(CultureInfo.InvariantCulture)}, such as 2.0, or nothing where it is not to be looked at.");
    }

    /// <summary>The limits of the grade point average: worth a look, and concern.</summary>
    public static IReadOnlyList<GradeField> GradeFields { get; } =
    [
        new("grade-points-watch", "Grade points, worth a look: average below", o => o.GradePointsWatch, (o, n) => o with { GradePointsWatch = n }),
        new("grade-points-concern", "Grade points, concern: average below", o => o.GradePointsConcern, (o, n) => o with { GradePointsConcern = n }),
    ];

    /// <summary>The names of all limits.</summary>
    public static IEnumerable<string> Names => Fields.Select(f => f.Name).Concat(GradeFields.Select(f => f.Name));

    /// <summary>What stands in the fields of these thresholds, by their names.</summary>
    public Dictionary<string, string> Typed() => Fields.Select(f => (f.Name, Text: f.Get(this).ToString(CultureInfo.InvariantCulture))).Concat(GradeFields.Select(f => (f.Name, Text: f.Typed(this)))).ToDictionary(f => f.Name, f => f.Text, StringComparer.Ordinal);

    /// <summary>Reads all limits as they were typed.</summary>
    /// <param name="typed">By the names of the fields; what is missing counts as empty.</param>
    /// <param name="problems">Gets what is wrong, by the field that should be changed.</param>
    /// <returns>Null where something is wrong.</returns>
    public static OwnThresholds? Parse(IReadOnlyDictionary<string, string> typed, IDictionary<string, string> problems)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(problems);
        var own = new OwnThresholds();
        foreach (var field in Fields)
            Try(field.Name, text => own = field.With(own, field.Parse(text)));
        foreach (var field in GradeFields)
            Try(field.Name, text => own = field.With(own, field.Parse(text)));
        if (problems.Count == 0)
            foreach (var (name, why) in own.Problems())
                problems[name] = why;
        return problems.Count == 0 ? own : null;

        void Try(string name, Action<string?> read)
        {
            try
            {
                read(typed.GetValueOrDefault(name));
            }
            catch (FormatException allowed)
            {
                problems[name] = allowed.Message;
            }
        }
    }

    /// <summary>One limit of these thresholds: its name in forms, what it is called, and between which whole numbers it makes sense.</summary>
    public sealed record Field(string Name, string Title, int Least, int Most, Func<OwnThresholds, int> Get, Func<OwnThresholds, int, OwnThresholds> With)
    {
        /// <summary>Reads a whole number within the bounds.</summary>
        /// <exception cref="FormatException">It is none; the message says what is allowed.</exception>
        public int Parse(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= Least && n <= Most ? n
            : throw new FormatException($"{Title} takes a whole number from {Least} to {Most}.");
    }

    /// <summary>The limits in the order in which people read them: attendance, behavior and course, each worth a look and concern.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        new("missed-watch", "Attendance, worth a look: percent of days missed", 1, 100, o => o.MissedWatch, (o, n) => o with { MissedWatch = n }),
        new("missed-concern", "Attendance, concern: percent of days missed", 1, 100, o => o.MissedConcern, (o, n) => o with { MissedConcern = n }),
        new("incidents-watch", "Behavior, worth a look: incidents this year", 1, 100, o => o.IncidentsWatch, (o, n) => o with { IncidentsWatch = n }),
        new("incidents-concern", "Behavior, concern: incidents this year", 1, 100, o => o.IncidentsConcern, (o, n) => o with { IncidentsConcern = n }),
        new("failed-watch", "Course, worth a look: courses failed", 1, 20, o => o.FailedWatch, (o, n) => o with { FailedWatch = n }),
        new("failed-concern", "Course, concern: courses failed", 1, 20, o => o.FailedConcern, (o, n) => o with { FailedConcern = n }),
    ];

    /// <summary>What is wrong, by the field that should be changed; empty where every concern begins at or beyond what is worth a look.</summary>
    public IReadOnlyDictionary<string, string> Problems()
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Fields.Count; i += 2)
            if (Fields[i].Get(this) > Fields[i + 1].Get(this))
                wrong[Fields[i + 1].Name] = $"{Fields[i + 1].Title} cannot begin below {Fields[i].Get(this)}, where it is worth a look.";
        if (GradePointsConcern > GradePointsWatch)
            wrong[GradeFields[1].Name] = $"{GradeFields[1].Title} cannot begin above {GradeFields[0].Typed(this)}, where it is worth a look.";
        return wrong;
    }

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>The thresholds of a text that <see cref="Write"/> made.</summary>
    public static OwnThresholds Read(string text) => JsonSerializer.Deserialize<OwnThresholds>(text) ?? throw new JsonException("The district's own thresholds cannot be read.");

    /// <summary>The thresholds as a preset by the name of their version: "own-2".</summary>
    public AbcPreset Preset(int version) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"own-{version}"),
        Whose = "the district's own thresholds",
        Source = "the district's own thresholds",
        Words = ($"missed {MissedConcern}% or more is a concern, {MissedWatch}% watch", $"{Spelled(IncidentsConcern, "incident")} a concern, {IncidentsWatch} or more watch",
            $"{Spelled(FailedConcern, "course")} failed a concern, {FailedWatch} or more watch{GradeWords()}"),
        CourseReason = GradePointsWatch is null && GradePointsConcern is null ? null : book => AbcPreset.Average(book) is { } average ? $"grade point average {Points(average)}" : null,
        Attendance = missed => missed >= Rate.Of(MissedConcern, 100) ? Verdict.Concern : missed >= Rate.Of(MissedWatch, 100) ? Verdict.Watch : Verdict.Fine,
        Behavior = i => By(i.Incidents, IncidentsWatch, IncidentsConcern),
        Course = book => book.Sections.All(s => s.Points is null) ? Verdict.TooSoon : Worse(By(book.Failed, FailedWatch, FailedConcern), Grades(book)),
    };

    // Without a letter mark there is no average, and nothing to say of it.
    Verdict Grades(MarkBook book) => AbcPreset.Average(book) is not { } average ? Verdict.Fine : average < GradePointsConcern ? Verdict.Concern : average < GradePointsWatch ? Verdict.Watch : Verdict.Fine;

    static Verdict Worse(Verdict a, Verdict b) => a == Verdict.Concern || b == Verdict.Concern ? Verdict.Concern : a == Verdict.Watch || b == Verdict.Watch ? Verdict.Watch : Verdict.Fine;

    string GradeWords() => (GradePointsConcern, GradePointsWatch) switch
    {
        (null, null) => "",
        ({ } concern, null) => $"; a grade point average below {Points(concern)} is a concern",
        (null, { } watch) => $"; a grade point average below {Points(watch)} is watch",
        ({ } concern, { } watch) => $"; a grade point average below {Points(concern)} is a concern, below {Points(watch)} watch",
    };

    static string Points(decimal average) => average.ToString("0.00", CultureInfo.InvariantCulture);

    static Verdict By(long count, int watch, int concern) => count >= concern ? Verdict.Concern : count >= watch ? Verdict.Watch : Verdict.Fine;

    static string Spelled(int count, string of) => count == 1 ? $"1 {of} or more is" : $"{count} {of}s or more are";
}
