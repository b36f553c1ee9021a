-- Sub-scores of assessments. A result may have many: domains, goals, sections, other measures of the same sitting.

-- One row per student, assessment, subject, test date, result id, part, measure and version; result_id is empty where the source has none.
CREATE TABLE wh.assessment_part (
    student_key INT NOT NULL, assessment NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL, test_date DATE NOT NULL,
    result_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, part NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    measure NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL, school_year INT NOT NULL,
    score_points DECIMAL(12,4) NULL, standard_error_points DECIMAL(12,4) NULL, percentile_rank INT NULL,
    level NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL,
    CONSTRAINT pk_assessment_part PRIMARY KEY NONCLUSTERED (student_key, assessment, subject, test_date, result_id, part, measure, known_from));
GO

CREATE VIEW known.assessment_part AS
    SELECT student_key, assessment, subject, test_date, result_id, part, measure, school_year, score_points, standard_error_points,
           percentile_rank, level, known_from, file_number, line
    FROM   wh.assessment_part WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW seen.assessment_part AS
    SELECT a.student_key, t.student_id, a.assessment, a.subject, a.school_year, a.test_date, NULLIF(a.result_id, '') AS result_id, a.part, a.measure,
           a.score_points, a.standard_error_points, a.percentile_rank, a.level
    FROM   known.assessment_part a JOIN known.student t ON t.student_key = a.student_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.test_date <= v.seen_until);
GO

-- A result is told from another of the same day by its id, which the view now shows.
DROP VIEW seen.assessment;
GO

CREATE VIEW seen.assessment AS
    SELECT a.student_key, t.student_id, a.assessment, a.subject, a.school_year, a.test_window, a.test_date, NULLIF(a.result_id, '') AS result_id,
           COALESCE(a.grade, t.grade) AS grade, a.score_points, a.standard_error_points, a.percentile_rank, a.level
    FROM   known.assessment a JOIN known.student t ON t.student_key = a.student_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.test_date <= v.seen_until);
GO
