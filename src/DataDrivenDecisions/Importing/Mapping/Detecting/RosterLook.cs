using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>What is known of students and schools already, against which the columns of a strange file are held.</summary>
public sealed class RosterLook
{
    readonly Dictionary<string, string> _schools;

    internal RosterLook(RosterIds ids, IReadOnlyList<KnownSchool> schools, DateOnly today)
    {
        (Ids, Today, Schools) = (ids, today, schools);
        _schools = new(StringComparer.OrdinalIgnoreCase);
        // As the roster writes it comes before its name, and a name before what an export has eaten zeros of.
        foreach (var spelled in new Func<KnownSchool, string?>[] { s => s.SchoolId, s => s.SchoolNumber, s => s.SchoolName, s => s.SchoolNumber is { } n ? RosterIds.Stripped(n) : null, s => RosterIds.Stripped(s.SchoolId) })
            foreach (var group in schools.Where(s => spelled(s) is not null).GroupBy(s => spelled(s)!, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() == 1))
                _schools.TryAdd(group.Key, group.First().SchoolNumber ?? group.First().SchoolId);
    }

    internal RosterIds Ids { get; }

    /// <summary>The district's day.</summary>
    public DateOnly Today { get; }

    internal IReadOnlyList<KnownSchool> Schools { get; }

    /// <summary>What a district's warehouse knows.</summary>
    public static RosterLook Of(DataWarehouse warehouse)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        var reader = warehouse.As(Viewer.Nightly("import"));
        return new RosterLook(RosterIds.Of(reader.Ask(KnownStudent.All())), reader.Ask(KnownSchool.All()), warehouse.Today);
    }

    /// <summary>The school that a value means by id, number or name, also without its zeros; null when there is none.</summary>
    internal string? School(string value) => _schools.GetValueOrDefault(value);

    /// <summary>True when the value is a school's id or number as the roster writes it.</summary>
    internal bool IsSchoolAsWritten(string value) => Schools.Any(s => s.SchoolId == value || s.SchoolNumber == value);
}
