using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing;

/// <summary>What an event says of a student's enrollment in a school.</summary>
public enum EnrollmentEventKind
{
    /// <summary>Neither an entry nor a withdrawal: a change of status or of the year of graduation, or a word that nobody knows.</summary>
    Other = 0,
    Entry,
    Withdrawal,
}

/// <summary>One event of a student's enrollment in a school, where the SIS writes entries and withdrawals as rows of their own.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Reason">Why, in the source's word, or null.</param>
/// <param name="Graduates">The school year in which the student is to graduate from then on, or null where it does not say.</param>
public sealed record EnrollmentEvent(DateOnly Day, EnrollmentEventKind Kind, string? Reason = null, SchoolYear? Graduates = null);

/// <summary>
/// The stays that a delivery's enrollment events make, by the ids as the file writes them. A withdrawal ends the stay in the same school that was open on its day; of one day a withdrawal comes
/// before an entry, unless there is nothing yet that it could end.
/// </summary>
public sealed class EnrollmentEvents
{
    readonly Dictionary<(string Student, string School, DateOnly Entry), EnrollmentEvent?> _exits = [];
    readonly HashSet<(string Student, string School, DateOnly Day)> _ending = [];
    readonly Dictionary<string, IReadOnlyList<EnrollmentEvent>> _graduations;

    /// <summary>Pairs the events.</summary>
    public EnrollmentEvents(IEnumerable<(string Student, string School, EnrollmentEvent Event)> events)
    {
        var all = events.ToList();
        foreach (var place in all.GroupBy(e => (e.Student, e.School), e => e.Event))
            Pair(place.Key.Student, place.Key.School, [.. place.Where(e => e.Kind != EnrollmentEventKind.Other)]);
        _graduations = all.Where(e => e.Event.Graduates is not null).GroupBy(e => e.Student, e => e.Event, StringComparer.Ordinal)
            .ToDictionary(s => s.Key, s => (IReadOnlyList<EnrollmentEvent>)[.. s.OrderBy(e => e.Day).ThenBy(e => e.Graduates)], StringComparer.Ordinal);
        Students = all.Select(e => e.Student).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A delivery without such events.</summary>
    public static EnrollmentEvents None { get; } = new([]);

    /// <summary>The students whose enrollment the events tell.</summary>
    public IReadOnlySet<string> Students { get; }

    /// <summary>True where an entry begins a stay, with the withdrawal that ends it; false where the student is in the school already.</summary>
    public bool Begins(string student, string school, DateOnly day, out EnrollmentEvent? exit) => _exits.TryGetValue((student, school, day), out exit);

    /// <summary>True where a withdrawal ends a stay that an entry has begun.</summary>
    public bool Ends(string student, string school, DateOnly day) => _ending.Contains((student, school, day));

    /// <summary>The grade of a school year, by the newest year of graduation that was said until its end; null where none was, or where it lies outside of prekindergarten to grade 12.</summary>
    public GradeLevel? GradeIn(string student, SchoolYear year)
    {
        var said = _graduations.GetValueOrDefault(student, []);
        var newest = said.LastOrDefault(e => e.Day <= year.LastDay) ?? (said.Count > 0 ? said[0] : null);
        return newest?.Graduates is { } graduates && 12 - (graduates.Ends - year.Ends) is >= -2 and <= 12 and var grade ? GradeLevel.Of(grade) : null;
    }

    void Pair(string student, string school, IReadOnlyList<EnrollmentEvent> events)
    {
        DateOnly? open = null;
        void End(EnrollmentEvent exit)
        {
            _exits[(student, school, open!.Value)] = exit;
            _ending.Add((student, school, exit.Day));
            open = null;
        }
        foreach (var day in events.GroupBy(e => e.Day).OrderBy(d => d.Key))
        {
            var exits = new Queue<EnrollmentEvent>(day.Where(e => e.Kind == EnrollmentEventKind.Withdrawal).OrderBy(e => e.Reason, StringComparer.Ordinal));
            if (open is not null && exits.TryDequeue(out var exit))
                End(exit);
            if (open is null && day.Any(e => e.Kind == EnrollmentEventKind.Entry))
                _exits[(student, school, (open = day.Key).Value)] = null;
            if (open == day.Key && exits.TryDequeue(out var sameDay))
                End(sameDay);
        }
    }
}
