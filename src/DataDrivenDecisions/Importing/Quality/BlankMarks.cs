namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A fifth or more of a class's marks of one term are blank, so that its figures speak of part of the class.</summary>
public sealed class BlankMarks : QualityRule
{
    const int FewestMarks = 5;

    public override string Name => "blank-marks";
    public override string Title => "A class with many blank marks";
    public override string Question => "In which classes is a fifth of the marks blank?";
    public override Severity Severity => Severity.Medium;
    public override QualityOwner Owner => QualityOwner.Counselor;
    public override QualityReach Reach => QualityReach.Counted;

    public override HowToFix Fix => new(
        PowerSchool: "Ask the teacher to finish the term's grades in PowerTeacher Pro, then store grades again.",
        InfiniteCampus: "Ask the teacher to post the grading task, then export again.",
        Skyward: "Ask the teacher to post the term's grades, then export again.");

    protected override string Sql => """
        SELECT m.school_id AS SchoolId, m.school_name AS SchoolName, CONCAT(m.section_id, ' ', m.term, ' ', m.mark_type) AS Item, COUNT(*) AS OutOf,
               CAST(SUM(CAST(CASE WHEN NULLIF(TRIM(m.letter_mark), '') IS NULL AND m.percent_points IS NULL THEN 1 ELSE 0 END AS BIGINT)) AS BIGINT) AS HowMany
        FROM   seen.mark m
        WHERE  m.school_year = @year
        GROUP  BY m.school_id, m.school_name, m.section_id, m.term, m.mark_type
        """;

    public override string? Judge(Suspect s) =>
        s.OutOf >= FewestMarks && s.HowMany * 5 >= s.OutOf ? $"{s.HowMany} of {Count(s.OutOf, "mark")} are blank" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("6 of 20", new() { HowMany = 6, OutOf = 20 }, IsFault: true),
        new("3 of 20", new() { HowMany = 3, OutOf = 20 }, IsFault: false),
        new("2 of 4 are too few to say", new() { HowMany = 2, OutOf = 4 }, IsFault: false),
    ];
}
