-- Growth percentiles of the night: how much a student's score has grown, beside those who had the same score a year before.

DROP VIEW seen.growth;
GO

-- One row per student, assessment, subject, school year, season and version. A night tells the growth of its school year and of the one before anew.
CREATE TABLE wh.growth (
    student_key INT NOT NULL, school_key INT NULL, school_year INT NOT NULL, assessment NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL, season NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    grade NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NULL, test_date DATE NOT NULL, score_points DECIMAL(12,4) NOT NULL, prior_count INT NOT NULL,
    growth_percentile INT NULL, low_percentile INT NULL, high_percentile INT NULL, group_count INT NULL, next_low_points DECIMAL(12,4) NULL,
    next_median_points DECIMAL(12,4) NULL, next_high_points DECIMAL(12,4) NULL, target_points DECIMAL(12,4) NULL, target_years INT NULL,
    needed_percentile INT NULL, reason NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NULL, definition_version NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_growth PRIMARY KEY NONCLUSTERED (student_key, assessment, subject, school_year, season, known_from));
GO

CREATE VIEW known.growth AS
    SELECT student_key, school_key, school_year, assessment, subject, season, grade, test_date, score_points, prior_count, growth_percentile, low_percentile, high_percentile,
           group_count, next_low_points, next_median_points, next_high_points, target_points, target_years, needed_percentile, reason, definition_version, known_from,
           file_number, line
    FROM   wh.growth WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW seen.growth AS
    SELECT g.student_key, t.student_id, g.school_key, s.school_id, g.assessment, g.subject, g.school_year, g.season AS test_window, g.grade, g.test_date, g.score_points,
           g.prior_count, g.growth_percentile, g.low_percentile, g.high_percentile, g.group_count, g.next_low_points, g.next_median_points, g.next_high_points,
           g.target_points, g.target_years, g.needed_percentile, g.reason, g.definition_version, g.known_from AS "load"
    FROM   known.growth g
           JOIN known.student t ON t.student_key = g.student_key
           LEFT JOIN known.school s ON s.school_key = g.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = g.student_key AND g.test_date <= v.seen_until);
GO
