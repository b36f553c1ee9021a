using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A course mark is neither a letter from A to F nor a known code such as P or I, so that it enters no average.</summary>
public sealed class UnmappedMark : QualityRule
{
    // Marks that say nothing of achievement on the A to F scale, and standards-based ones.
    static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "P", "NP", "PASS", "FAIL", "S", "NS", "U", "N", "I", "INC", "IP", "W", "WP", "WF", "NG", "NC", "CR", "AU", "EX", "M", "O", "E", "G", "1", "2", "3", "4",
    };

    public override string Name => "unmapped-mark";
    public override string Title => "A mark that is no letter and no known code";
    public override string Question => "Which marks does nobody know how to read?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.DataCoordinator;
    public override QualityReach Reach => QualityReach.Counted;

    public override HowToFix Fix => new(
        PowerSchool: "School setup, Grade Scales: correct the mark, or add it to the import's map if it is meant.",
        InfiniteCampus: "Grading and Standards, Score Groups: correct the mark, or add it to the import's map if it is meant.",
        Skyward: "Grading, Setup, Grade Marks: correct the mark, or add it to the import's map if it is meant.");

    protected override string Sql => """
        SELECT m.school_id AS SchoolId, m.school_name AS SchoolName, m.letter_mark AS Item, COUNT(*) AS HowMany
        FROM   seen.mark m
        WHERE  m.school_year = @year AND NULLIF(TRIM(m.letter_mark), '') IS NOT NULL
        GROUP  BY m.school_id, m.school_name, m.letter_mark
        """;

    public override string? Judge(Suspect s) =>
        LetterMark.TryParse(s.Item, out _) || Known.Contains(s.Item!.Trim().ToUpperInvariant()) ? null : $"{Count(s.HowMany, "mark")} “{s.Item}”";

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a mark of somebody's own", new() { Item = "Q?", HowMany = 2 }, IsFault: true),
        new("a letter", new() { Item = "B+", HowMany = 40 }, IsFault: false),
        new("passed", new() { Item = "P", HowMany = 9 }, IsFault: false),
    ];
}
