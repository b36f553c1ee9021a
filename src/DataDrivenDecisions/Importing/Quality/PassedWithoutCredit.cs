using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>A passing mark in a course that gives credit brought none, so that the student seems behind toward graduation.</summary>
public sealed class PassedWithoutCredit : QualityRule
{
    public override string Name => "passed-without-credit";
    public override string Title => "Passed, and no credit";
    public override string Question => "Who passed a course for credit and got none?";
    public override Severity Severity => Severity.High;
    public override QualityOwner Owner => QualityOwner.Counselor;
    public override QualityReach Reach => QualityReach.OneStudent;

    public override HowToFix Fix => new(
        PowerSchool: "Open the student, Historical Grades: correct earned credit hours, or the grade.",
        InfiniteCampus: "Student Information, Transcript: correct credits earned, or the score.",
        Skyward: "Student Profile, Grades, Transcript: correct earned credits, or the grade.");

    protected override string Sql => """
        SELECT m.student_key AS StudentKey, m.student_id AS StudentId, m.school_id AS SchoolId, m.school_name AS SchoolName,
               CONCAT(m.section_id, ' ', m.term, ' ', m.mark_type) AS Item, m.letter_mark AS Text, m.credits_attempted AS Points
        FROM   seen.mark m
        WHERE  m.school_year = @year AND m.mark_type IN ('semester', 'final') AND m.credits_attempted > 0 AND COALESCE(m.credits_earned, 0) = 0 AND m.letter_mark IS NOT NULL
        """;

    public override string? Judge(Suspect s) =>
        LetterMark.TryParse(s.Text, out var letter) && !letter.IsFailing ? $"{letter}, and none of {Points(s.Points)} credits" : null;

    public override IReadOnlyList<QualityExample> Examples =>
    [
        new("a B without credit", new() { Text = "B", Points = 0.5m }, IsFault: true),
        new("an F earns none", new() { Text = "F", Points = 0.5m }, IsFault: false),
    ];
}
