namespace DataDrivenDecisions.Importing.Matching;

/// <summary>The ids by which the roster knows its students, kind by kind.</summary>
internal sealed class RosterIds
{
    RosterIds(IReadOnlyList<IdKind> kinds) => Kinds = kinds;

    /// <summary>The kinds, the surest first: as the roster writes them before what an export has eaten zeros of.</summary>
    public IReadOnlyList<IdKind> Kinds { get; }

    /// <summary>The same with these kinds alone; all of them where none is named.</summary>
    public RosterIds Only(IReadOnlyList<string> kinds) => kinds.Count == 0 ? this : new RosterIds([.. Kinds.Where(k => kinds.Contains(k.Slug))]);

    /// <summary>The same as exports write them that have eaten leading zeros.</summary>
    public RosterIds WithoutZeros => new([.. Kinds.Where(k => k.IsStripped)]);

    /// <summary>Nobody is known yet.</summary>
    public bool IsEmpty => Kinds.All(k => k.Count == 0);

    /// <summary>True when a load finds a student by an id as it is.</summary>
    public bool Knows(string id) => Kinds.Any(k => k.IsFoundByLoads && k.Student(id) is not null);

    public static RosterIds Of(IReadOnlyList<KnownStudent> students)
    {
        var ids = Unique(students.Select(s => (s.StudentId, s.StudentId)));
        var numbers = Unique(students.Where(s => s.StudentNumber is not null).Select(s => (s.StudentNumber!, s.StudentId)));
        var states = Unique(students.Where(s => s.StateId is not null).Select(s => (s.StateId!, s.StudentId)));
        return new RosterIds(
        [
            new IdKind("roster-id", "the roster's id", ids, isStripped: false) { IsFoundByLoads = true },
            new IdKind("student-number", "the student number", numbers, isStripped: false) { IsFoundByLoads = true },
            new IdKind("state-id", "the state id", states, isStripped: false),
            new IdKind("roster-id-without-zeros", "the roster's id without its leading zeros", Unique(ids.Select(p => (Stripped(p.Key), p.Value))), isStripped: true),
            new IdKind("student-number-without-zeros", "the student number without its leading zeros", Unique(numbers.Select(p => (Stripped(p.Key), p.Value))), isStripped: true),
            new IdKind("state-id-without-zeros", "the state id without its leading zeros", Unique(states.Select(p => (Stripped(p.Key), p.Value))), isStripped: true),
        ]);
    }

    /// <summary>"00123" and "123" are written alike by whatever treats ids as numbers.</summary>
    internal static string Stripped(string id) => id.TrimStart('0') is { Length: > 0 } rest ? rest : "0";

    // An id that means two students means none.
    static Dictionary<string, string> Unique(IEnumerable<(string Id, string Student)> ids)
    {
        var students = new Dictionary<string, string>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, student) in ids)
            if (!students.TryAdd(id, student) && students[id] != student)
                ambiguous.Add(id);
        foreach (var id in ambiguous)
            students.Remove(id);
        return students;
    }
}

/// <summary>One kind of id: what it is called, and which student each id of it means.</summary>
internal sealed class IdKind(string slug, string name, Dictionary<string, string> students, bool isStripped)
{
    /// <summary>Its short name in mapping profiles.</summary>
    public string Slug { get; } = slug;

    public string Name { get; } = name;

    /// <summary>True where an export may have eaten leading zeros.</summary>
    public bool IsStripped { get; } = isStripped;

    /// <summary>True where a load finds the student by such an id itself. By any other kind she is found here, and the load is given the roster's id.</summary>
    public bool IsFoundByLoads { get; init; }

    public int Count => students.Count;

    /// <summary>The roster's own id of the student, or null when the id means nobody.</summary>
    public string? Student(string id) => students.GetValueOrDefault(IsStripped ? RosterIds.Stripped(id) : id);
}
