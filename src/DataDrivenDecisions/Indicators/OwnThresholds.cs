using System.Globalization;
using System.Text.Json;
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
        return wrong;
    }

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>The thresholds of a text that <see cref="Write"/> made.</summary>
    public static OwnThresholds Read(string text) => JsonSerializer.Deserialize<OwnThresholds>(text) ?? throw new JsonException("The district's own thresholds cannot be read.");

    /// <summary>The thresholds as a preset by the name of their version: "own-2".</summary>
    public AbcPreset Preset(int version) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"own-{version}"),
        Source = "the district's own thresholds",
        Words = ($"missed {MissedConcern}% or more is a concern, {MissedWatch}% watch", $"{Spelled(IncidentsConcern, "incident")} a concern, {IncidentsWatch} or more watch",
            $"{Spelled(FailedConcern, "course")} failed a concern, {FailedWatch} or more watch"),
        Attendance = missed => missed >= Rate.Of(MissedConcern, 100) ? Verdict.Concern : missed >= Rate.Of(MissedWatch, 100) ? Verdict.Watch : Verdict.Fine,
        Behavior = i => By(i.Incidents, IncidentsWatch, IncidentsConcern),
        Course = book => book.Sections.All(s => s.Points is null) ? Verdict.TooSoon : By(book.Failed, FailedWatch, FailedConcern),
    };

    static Verdict By(long count, int watch, int concern) => count >= concern ? Verdict.Concern : count >= watch ? Verdict.Watch : Verdict.Fine;

    static string Spelled(int count, string of) => count == 1 ? $"1 {of} or more is" : $"{count} {of}s or more are";
}
