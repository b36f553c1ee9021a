-- Sub-scores of assessments. A result may have many: domains, goals, sections, other measures of the same sitting.

-- One row per student, assessment, subject, test date, result id, part, measure and version; result_id is empty where the source has none.
CREATE TABLE wh.assessment_part (
    student_key INTEGER NOT NULL, assessment VARCHAR NOT NULL, subject VARCHAR NOT NULL, test_date DATE NOT NULL, result_id VARCHAR NOT NULL,
    part VARCHAR NOT NULL, measure VARCHAR NOT NULL, school_year INTEGER NOT NULL, score_points DECIMAL(12,4), standard_error_points DECIMAL(12,4),
    percentile_rank INTEGER, level VARCHAR, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

CREATE VIEW known.assessment_part AS
    SELECT student_key, assessment, subject, test_date, result_id, part, measure, school_year, score_points, standard_error_points,
           percentile_rank, level, known_from, file_number, line
    FROM   wh.assessment_part WHERE known_from <= CAST(getvariable('as_of_load') AS BIGINT) AND known_to > CAST(getvariable('as_of_load') AS BIGINT);

CREATE VIEW seen.assessment_part AS
    SELECT a.student_key, t.student_id, a.assessment, a.subject, a.school_year, a.test_date, NULLIF(a.result_id, '') AS result_id, a.part, a.measure,
           a.score_points, a.standard_error_points, a.percentile_rank, a.level
    FROM   known.assessment_part a JOIN known.student t ON t.student_key = a.student_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.test_date <= v.seen_until);

-- A result is told from another of the same day by its id, which the view now shows.
DROP VIEW seen.assessment;

CREATE VIEW seen.assessment AS
    SELECT a.student_key, t.student_id, a.assessment, a.subject, a.school_year, a.test_window, a.test_date, NULLIF(a.result_id, '') AS result_id,
           COALESCE(a.grade, t.grade) AS grade, a.score_points, a.standard_error_points, a.percentile_rank, a.level
    FROM   known.assessment a JOIN known.student t ON t.student_key = a.student_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.test_date <= v.seen_until);
