namespace DataDrivenDecisions.Facts;

/// <summary>Credit for one course on a student's transcript, wherever it was earned, with the day on which the district could know it.</summary>
public sealed record TranscriptCredit
{
    /// <summary>The calendar year in which the school year ends.</summary>
    public required int SchoolYear { get; init; }

    /// <summary>Null where the transcript tells the year alone.</summary>
    public string? Term { get; init; }
    public required string CourseName { get; init; }

    /// <summary>The school or college, as the transcript writes it; null where it does not say.</summary>
    public string? EarnedAt { get; init; }

    /// <summary>What the attempt came to, in the source's words.</summary>
    public string? Result { get; init; }

    /// <summary>How it was earned, in the source's words.</summary>
    public string? Method { get; init; }
    public string? Mark { get; init; }

    /// <summary>0 to 100 (and over, with extra credit), or null.</summary>
    public decimal? PercentPoints { get; init; }

    /// <summary>In the source's own credit units; null where the transcript tells only what was earned.</summary>
    public decimal? CreditsAttempted { get; init; }
    public required decimal CreditsEarned { get; init; }

    /// <summary>One student's credits that were known on a day, the newest first.</summary>
    public static Query<TranscriptCredit> Of(int studentKey, DateOnly asOf) => new("""
        SELECT c.school_year AS SchoolYear, c.term AS Term, c.course_name AS CourseName, c.earned_at AS EarnedAt, c.result AS Result, c.method AS Method, c.letter_mark AS Mark,
               c.percent_points AS PercentPoints, c.credits_attempted AS CreditsAttempted, c.credits_earned AS CreditsEarned
        FROM   seen.transcript_credit c
        WHERE  c.student_key = @studentKey AND COALESCE(c.posted_date, c.load_date) <= @asOf
        ORDER  BY c.school_year DESC, c.term DESC, c.course_name, c.course, c.earned_at, c.result
        """, new { studentKey, asOf });
}
