namespace DataDrivenDecisions.Importing;

/// <summary>What one kind of Ed-Fi record says that rows of another need: a section its course, a student's part in an incident its date, a result its test.</summary>
public sealed record EdFiFacts
{
    /// <summary>A delivery without Ed-Fi records.</summary>
    public static EdFiFacts None { get; } = new();

    /// <summary>The course of the catalog by school and local course code, "255901001/ALG-1".</summary>
    internal IReadOnlyDictionary<string, string> Courses { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Students of whom the delivery says sex, race and language.</summary>
    internal IReadOnlySet<string> Demographics { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Birth dates, by student.</summary>
    internal IReadOnlyDictionary<string, DateOnly> BirthDates { get; init; } = new Dictionary<string, DateOnly>(StringComparer.Ordinal);

    /// <summary>The state's ids of students, by student.</summary>
    internal IReadOnlyDictionary<string, string> StateIds { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Calendars that are not the school's own but single students' or the staff's, by school and code.</summary>
    internal IReadOnlySet<string> CalendarsOfFew { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Day and first behavior of incidents, by school and incident.</summary>
    internal IReadOnlyDictionary<string, (DateOnly Day, string? Behavior)> Incidents { get; init; } = new Dictionary<string, (DateOnly, string?)>(StringComparer.Ordinal);

    /// <summary>Title and subject of tests, by identifier.</summary>
    internal IReadOnlyDictionary<string, (string? Title, string? Subject)> Assessments { get; init; } = new Dictionary<string, (string?, string?)>(StringComparer.Ordinal);

    /// <summary>The course that a school's local code stands for; where no offering says it, the course that the school itself defines under that code.</summary>
    internal string CourseOf(string school, string localCode) => Courses.GetValueOrDefault($"{school}/{localCode}", $"{school}/{localCode}");

    internal (DateOnly Day, string? Behavior)? IncidentOf(string incident) => Incidents.TryGetValue(incident, out var known) ? known : null;

    internal (string? Title, string? Subject)? AssessmentOf(string identifier) => Assessments.TryGetValue(identifier, out var known) ? known : null;
}
