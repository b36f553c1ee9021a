using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse;

/// <summary>
/// Through which scopes one student can be seen today, and to whom the roster gives one of them. It answers for any number of people at once what
/// <see cref="Reader.WhyMaySee"/> answers for one viewer.
/// </summary>
public sealed class StudentSight
{
    readonly IReadOnlyList<string> _scopes;
    readonly ILookup<string, string> _staff, _guardians;

    StudentSight(IReadOnlyList<string> scopes, ILookup<string, string> staff, ILookup<string, string> guardians) =>
        (_scopes, _staff, _guardians) = (scopes, staff, guardians);

    /// <summary>The scope through which someone sees the student, such as <c>section:…</c>, the narrowest there is; null when she may not.</summary>
    /// <param name="granted">The scopes that she was granted.</param>
    /// <param name="staffId">Any id by which the roster knows her as staff.</param>
    /// <param name="guardianId">The id by which the roster knows her as a guardian.</param>
    public string? Why(IEnumerable<string> granted, string? staffId, string? guardianId)
    {
        var hers = granted.Concat(_staff[staffId ?? ""]).Concat(_guardians[guardianId ?? ""]).ToHashSet(StringComparer.Ordinal);
        return _scopes.FirstOrDefault(hers.Contains);
    }

    /// <summary>Asks for a student by any of her ids.</summary>
    internal static StudentSight Of(WarehouseEngine engine, SqlSession session, string studentId)
    {
        var student = new { studentId };
        // Seen through all that she is placed in, every way to her is a reason.
        engine.SetList(session, "scopes", session.Ask<string>("""
            SELECT DISTINCT p.scope FROM wh.placement p JOIN wh.entity_id i ON i.entity = 'student' AND i.entity_key = p.student_key AND i.known_to = 9223372036854775807
            WHERE  i.id = @studentId AND p.known_to = 9223372036854775807
            """, student));
        var reasons = session.Ask<Reason>("SELECT scope AS Scope, MIN(narrowness) AS Narrowness FROM viewer.reason WHERE id = @studentId GROUP BY scope", student);
        var staff = session.Ask<Given>("""
            SELECT DISTINCT i.id AS Id, CONCAT('section:', x.section_id) AS Scope
            FROM   seen.section_staff s
                   JOIN seen.section x ON x.section_key = s.section_key
                   JOIN wh.entity_id i ON i.entity = 'staff' AND i.entity_key = s.staff_key AND i.known_to = 9223372036854775807
            WHERE  s.is_current = 1 AND x.is_current = 1
              AND  CONCAT('section:', x.section_id) IN (SELECT r.scope FROM viewer.reason r WHERE r.id = @studentId)
            """, student);
        var guardians = session.Ask<Given>("SELECT DISTINCT g.guardian_id AS Id, CONCAT('student:', g.student_id) AS Scope FROM seen.guardian g WHERE g.student_id = @studentId", student);
        return new StudentSight(
            [.. reasons.OrderBy(r => r.Narrowness).ThenBy(r => r.Scope, StringComparer.Ordinal).Select(r => r.Scope)],
            staff.ToLookup(g => g.Id, g => g.Scope, StringComparer.Ordinal), guardians.ToLookup(g => g.Id, g => g.Scope, StringComparer.Ordinal));
    }

    sealed record Reason
    {
        public string Scope { get; init; } = "";
        public int Narrowness { get; init; }
    }

    sealed record Given
    {
        public string Id { get; init; } = "";
        public string Scope { get; init; } = "";
    }
}
