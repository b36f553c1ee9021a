using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>One student's letter marks of the years before one, added up as <see cref="StudentMarkSums"/> adds those of a year.</summary>
public sealed record StudentPastMarks
{
    public required int StudentKey { get; init; }

    /// <summary>Letter marks of all years before.</summary>
    public required long Letters { get; init; }

    /// <summary>Their points on the common US scale, in tenths.</summary>
    public required long Tenths { get; init; }

    /// <summary>Those of them that are of the year just before.</summary>
    public required long LastYearLetters { get; init; }
    public required long LastYearTenths { get; init; }
    public required long LastYearFailing { get; init; }

    /// <summary>The marks of all years before the given one that were known on a day. One row per student who has any.</summary>
    public static Query<StudentPastMarks> Before(SchoolYear year, DateOnly asOf) => new($"""
        SELECT g.student_key AS StudentKey, CAST(COUNT(g.tenths) AS BIGINT) AS Letters, CAST(COALESCE(SUM(CAST(g.tenths AS BIGINT)), 0) AS BIGINT) AS Tenths,
               CAST(COUNT(CASE WHEN g.school_year = @lastYear THEN g.tenths END) AS BIGINT) AS LastYearLetters,
               CAST(COALESCE(SUM(CAST(CASE WHEN g.school_year = @lastYear THEN g.tenths END AS BIGINT)), 0) AS BIGINT) AS LastYearTenths,
               CAST(COALESCE(SUM(CAST(CASE WHEN g.school_year = @lastYear THEN g.is_failing END AS BIGINT)), 0) AS BIGINT) AS LastYearFailing
        FROM  (SELECT m.student_key, m.school_year, {LetterPoints.Tenths} AS tenths, {LetterPoints.IsFailing} AS is_failing
               FROM   seen.mark m
               WHERE  m.school_year <= @lastYear AND COALESCE(m.posted_date, m.load_date) <= @asOf) g
        GROUP  BY g.student_key
        """, new { lastYear = year.Previous.Ends, asOf });
}
