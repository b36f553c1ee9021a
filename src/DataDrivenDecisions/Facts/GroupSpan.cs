using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>A group that a student belongs to, and from when to when: a figure counts whoever belonged to it on the day of what is counted.</summary>
public sealed record GroupSpan
{
    /// <summary>English learners of today and of the last four years count together where a state so decides (20 USC 6311(b)(3)(B)).</summary>
    public const string LearnersAndFormer = "English Learner, now or in the last four years";

    const int FormerYears = 4;

    public int StudentKey { get; init; }

    /// <summary>race, sex or program.</summary>
    public required string Kind { get; init; }
    public required string Value { get; init; }

    /// <summary>The first day; null where it was ever so.</summary>
    public DateOnly? First { get; init; }

    /// <summary>The last day; null where it still is so.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>Everyone's groups; sensitive programs come only to viewers with a named right.</summary>
    public static Query<GroupSpan> All { get; } = new("""
        SELECT s.student_key AS StudentKey, 'race' AS Kind, s.race AS Value, CAST(NULL AS DATE) AS First, CAST(NULL AS DATE) AS Last
        FROM   seen.student s
        WHERE  s.race IS NOT NULL
        UNION ALL
        SELECT s.student_key, 'sex', s.sex, CAST(NULL AS DATE), CAST(NULL AS DATE)
        FROM   seen.student s
        WHERE  s.sex IS NOT NULL
        UNION ALL
        SELECT p.student_key, 'program', p.program, p.begin_date, p.end_date
        FROM   seen.program p
        """);

    /// <summary>The group's names on a day: its own while it runs, and that of former English learners for four years after it.</summary>
    public IEnumerable<string> On(DateOnly day)
    {
        if (First > day)
            yield break;
        var name = Kind == "program" ? ProgramSensitivity.UsualName(Value) : Value;
        var isNow = Last is null || Last >= day;
        if (isNow)
            yield return name;
        if (Kind == "program" && name == ProgramSensitivity.Learner && (isNow || Last!.Value.AddYears(FormerYears) >= day))
            yield return LearnersAndFormer;
    }
}
