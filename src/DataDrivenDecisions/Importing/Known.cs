using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing.Matching;

namespace DataDrivenDecisions.Importing;

/// <summary>One file of an earlier load of the very same delivery.</summary>
internal sealed record KnownLoad
{
    public string File { get; init; } = "";
    public long RowsLoaded { get; init; }
    public long RowsUnchanged { get; init; }
    public long RowsRejected { get; init; }

    /// <summary>The files of the newest whole load of a source that has this hash; none when it was never loaded, was undone, or is held in part.</summary>
    public static Query<KnownLoad> Of(string source, string hash) => new("""
        SELECT f.file AS File, f.rows_loaded AS RowsLoaded, f.rows_unchanged AS RowsUnchanged, f.rows_rejected AS RowsRejected
        FROM   seen.load_file f
        WHERE  f.load = (SELECT MAX(n.load) FROM seen."load" n WHERE n.source = @source AND n.hash = @hash AND n.state = 'committed')
        """, new { source, hash });
}

/// <summary>A source, and a format of which it has brought a file.</summary>
internal sealed record KnownSource
{
    public string Source { get; init; } = "";
    public string Format { get; init; } = "";

    public static Query<KnownSource> All() => new("""
        SELECT DISTINCT l.source AS Source, f.format AS Format FROM seen.load_file f JOIN seen."load" l ON l.load = f.load WHERE l.source <> ''
        """);
}

/// <summary>One school that a roster has named.</summary>
internal sealed record KnownSchool
{
    public string SchoolId { get; init; } = "";
    public string? SchoolNumber { get; init; }
    public string? SchoolName { get; init; }

    public static Query<KnownSchool> All() => new("""
        SELECT s.school_id AS SchoolId, s.school_number AS SchoolNumber, s.school_name AS SchoolName FROM seen.school s WHERE s.is_placeholder = 0
        """);
}

/// <summary>One student of the roster, by the ids that files may call her.</summary>
internal sealed record KnownStudent
{
    public string StudentId { get; init; } = "";
    public string? StudentNumber { get; init; }
    public string? StateId { get; init; }

    public static Query<KnownStudent> All() => new("""
        SELECT t.student_id AS StudentId, t.student_number AS StudentNumber, t.state_id AS StateId FROM seen.student t WHERE t.is_placeholder = 0
        """);

    /// <summary>Those with an id that has a leading zero to lose.</summary>
    public static Query<KnownStudent> WithZeros() => new("""
        SELECT t.student_id AS StudentId, t.student_number AS StudentNumber FROM seen.student t WHERE t.is_placeholder = 0 AND (t.student_id LIKE '0%' OR t.student_number LIKE '0%')
        """);
}

/// <summary>Students of the roster as candidates are told by, and the ids that were only mentioned.</summary>
internal static class KnownPeople
{
    public static Query<RosterPerson> All() => new("""
        SELECT t.student_id AS StudentId, t.student_number AS StudentNumber, t.given_name AS GivenName, t.family_name AS FamilyName, t.preferred_name AS PreferredName,
               t.birth_date AS BirthDate, t.grade AS Grade, t.school_id AS SchoolId, s.school_number AS SchoolNumber, t.school_name AS SchoolName
        FROM   seen.student t LEFT JOIN seen.school s ON s.school_key = t.school_key WHERE t.is_placeholder = 0
        """);

    public static Query<string> OnlyMentioned() => new("SELECT t.student_id FROM seen.student t WHERE t.is_placeholder = 1");
}

/// <summary>From when to when a school has a calendar; days that are known from attendance alone are none.</summary>
internal sealed record KnownCalendar
{
    public string SchoolId { get; init; } = "";
    public string? SchoolNumber { get; init; }
    public DateOnly First { get; init; }
    public DateOnly Last { get; init; }

    public static Query<KnownCalendar> All() => new("""
        SELECT s.school_id AS SchoolId, s.school_number AS SchoolNumber, MIN(d.school_date) AS First, MAX(d.school_date) AS Last
        FROM   seen.school_day d JOIN seen.school s ON s.school_key = d.school_key
        WHERE  d.day_type IS NOT NULL OR d.is_instructional = 0
        GROUP  BY s.school_id, s.school_number
        """);
}

/// <summary>How many points an assignment can bring.</summary>
internal sealed record KnownAssignment
{
    public string AssignmentId { get; init; } = "";
    public decimal? Least { get; init; }
    public decimal? Most { get; init; }

    public static Query<KnownAssignment> All() => new("""
        SELECT a.assignment_id AS AssignmentId, a.least_points AS Least, a.most_points AS Most
        FROM   seen.assignment a WHERE a.least_points IS NOT NULL OR a.most_points IS NOT NULL
        """);
}

/// <summary>One role that an earlier OneRoster 1.2 delivery gave somebody, kept whole as it came.</summary>
internal sealed record KnownRole
{
    public string RoleId { get; init; } = "";
    public string Json { get; init; } = "";

    public static Query<KnownRole> All() => new("SELECT o.record_id AS RoleId, o.json AS Json FROM seen.other_record o WHERE o.kind = 'role'");
}
