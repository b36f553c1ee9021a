using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Facts;

/// <summary>
/// One student's marks of a year, added up: quarter, semester and final marks count once each. Points are those of the common US scale in tenths, percentages
/// ten-thousandths of a percent, so that sums are whole numbers and squares exact.
/// </summary>
public sealed record StudentMarkSums
{
    public required int StudentKey { get; init; }

    /// <summary>Marks that are letters, A to F; P, I, W and the like are none.</summary>
    public required long Letters { get; init; }
    public required long Tenths { get; init; }
    public required long TenthsSquared { get; init; }
    public required long Failing { get; init; }

    /// <summary>F marks in English, mathematics, science and social studies.</summary>
    public required long FailingCore { get; init; }

    /// <summary>Marks with a percentage, or with a letter that stands for one.</summary>
    public required long Percents { get; init; }
    public required long TenThousandths { get; init; }
    public required long TenThousandthsSquared { get; init; }
    public long? LowestTenThousandths { get; init; }

    /// <summary>The same of the year's first term: that whose last mark was posted first. Terms posted on one day are one.</summary>
    public required long FirstLetters { get; init; }
    public required long FirstTenths { get; init; }

    /// <summary>And of the newest term, that whose last mark was posted last.</summary>
    public required long NewestLetters { get; init; }
    public required long NewestTenths { get; init; }
    public required long NewestFailing { get; init; }

    /// <summary>1 where the newest term is not the first as well.</summary>
    public required int HasTwoTerms { get; init; }

    /// <summary>The year's marks that were known on a day. One row per student who has a letter mark or a percentage.</summary>
    public static Query<StudentMarkSums> In(SchoolYear year, DateOnly asOf) => new($"""
        WITH given AS (
            SELECT m.student_key, m.term, m.is_core, COALESCE(m.posted_date, m.load_date) AS known_on,
                   {LetterPoints.Tenths} AS tenths, {LetterPoints.IsFailing} AS is_failing, {LetterPoints.TenThousandths} AS parts
            FROM   seen.mark m
            WHERE  m.school_year = @year AND COALESCE(m.posted_date, m.load_date) <= @asOf),
        term AS (
            SELECT g.student_key, MAX(g.known_on) AS posted, COUNT(g.tenths) AS letters, SUM(CAST(g.tenths AS BIGINT)) AS tenths,
                   SUM(CAST(g.tenths * g.tenths AS BIGINT)) AS tenths_squared, SUM(CAST(g.is_failing AS BIGINT)) AS failing,
                   SUM(CAST(g.is_failing * g.is_core AS BIGINT)) AS failing_core,
                   COUNT(g.parts) AS percents, SUM(g.parts) AS parts, SUM(g.parts * g.parts) AS parts_squared, MIN(g.parts) AS lowest
            FROM   given g
            WHERE  g.parts IS NOT NULL
            GROUP  BY g.student_key, g.term),
        ends AS (
            SELECT t.student_key, MIN(t.posted) AS first_posted, MAX(t.posted) AS newest_posted FROM term t WHERE t.letters > 0 GROUP BY t.student_key)
        SELECT t.student_key AS StudentKey,
               CAST(SUM(t.letters) AS BIGINT) AS Letters, CAST(COALESCE(SUM(t.tenths), 0) AS BIGINT) AS Tenths, CAST(COALESCE(SUM(t.tenths_squared), 0) AS BIGINT) AS TenthsSquared,
               CAST(COALESCE(SUM(t.failing), 0) AS BIGINT) AS Failing, CAST(COALESCE(SUM(t.failing_core), 0) AS BIGINT) AS FailingCore,
               CAST(SUM(t.percents) AS BIGINT) AS Percents, CAST(SUM(t.parts) AS BIGINT) AS TenThousandths, CAST(SUM(t.parts_squared) AS BIGINT) AS TenThousandthsSquared,
               MIN(t.lowest) AS LowestTenThousandths,
               CAST(SUM(CASE WHEN t.posted = e.first_posted THEN t.letters ELSE 0 END) AS BIGINT) AS FirstLetters,
               CAST(SUM(CASE WHEN t.posted = e.first_posted THEN COALESCE(t.tenths, 0) ELSE 0 END) AS BIGINT) AS FirstTenths,
               CAST(SUM(CASE WHEN t.posted = e.newest_posted THEN t.letters ELSE 0 END) AS BIGINT) AS NewestLetters,
               CAST(SUM(CASE WHEN t.posted = e.newest_posted THEN COALESCE(t.tenths, 0) ELSE 0 END) AS BIGINT) AS NewestTenths,
               CAST(SUM(CASE WHEN t.posted = e.newest_posted THEN COALESCE(t.failing, 0) ELSE 0 END) AS BIGINT) AS NewestFailing,
               CAST(MAX(CASE WHEN e.newest_posted > e.first_posted THEN 1 ELSE 0 END) AS INT) AS HasTwoTerms
        FROM   term t LEFT JOIN ends e ON e.student_key = t.student_key
        GROUP  BY t.student_key
        """, new { year = year.Ends, asOf });
}
