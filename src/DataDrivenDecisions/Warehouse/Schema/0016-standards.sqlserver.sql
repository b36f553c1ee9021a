-- Standards that work is evidence of, and what the night makes of it: how far each student has mastered each standard.

DROP VIEW seen.mastery;
GO

-- One row per assignment, standard, link and version: the assignment shows that standard. standard_source is who numbers the standards.
CREATE TABLE wh.assignment_standard (
    assignment_key INT NOT NULL, standard_source NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    standard NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, link_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_assignment_standard PRIMARY KEY NONCLUSTERED (assignment_key, standard_source, standard, link_id, known_from));
GO

CREATE VIEW known.assignment_standard AS
    SELECT assignment_key, standard_source, standard, link_id, known_from, file_number, line
    FROM   wh.assignment_standard WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- One row per result, standard, link and version: what the result shows of that standard, with points of its own where the source gives them.
CREATE TABLE wh.result_standard (
    result_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, standard_source NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    standard NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, link_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    score_points DECIMAL(12,4) NULL, text_score NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_result_standard PRIMARY KEY NONCLUSTERED (result_id, standard_source, standard, link_id, known_from));
GO

CREATE VIEW known.result_standard AS
    SELECT result_id, standard_source, standard, link_id, score_points, text_score, known_from, file_number, line
    FROM   wh.result_standard WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- Every score that is evidence of a standard: a result of its own, else its assignment's, else a test's percent of a standard. Points of a standard's own have no known top.
CREATE VIEW known.standard_outcome AS
    SELECT r.student_key, s.standard_source, s.standard, a.section_key, a.assignment_id AS evidence_id, a.school_year,
           COALESCE(r.scored_date, r.submitted_date, a.due_date, CAST(l.loaded_at AS DATE)) AS evidence_date, r.score_points, COALESCE(a.least_points, 0) AS least_points, a.most_points,
           r.known_from, r.file_number, r.line
    FROM   known.assignment_result r
           JOIN known.assignment_course a ON a.assignment_key = r.assignment_key
           JOIN (SELECT DISTINCT assignment_key, standard_source, standard FROM known.assignment_standard) s ON s.assignment_key = r.assignment_key
           JOIN wh."load" l ON l."load" = r.known_from
    WHERE  r.score_points IS NOT NULL AND COALESCE(r.status, '') NOT IN ('exempt', 'not submitted') AND a.most_points > COALESCE(a.least_points, 0)
      AND  NOT EXISTS (SELECT 1 FROM known.result_standard o WHERE o.result_id = r.result_id AND o.standard_source = s.standard_source AND o.standard = s.standard AND o.score_points IS NOT NULL)
    UNION ALL
    SELECT r.student_key, o.standard_source, o.standard, a.section_key, a.assignment_id, a.school_year,
           COALESCE(r.scored_date, r.submitted_date, a.due_date, CAST(l.loaded_at AS DATE)), o.score_points, CAST(0 AS DECIMAL(12,4)), CAST(NULL AS DECIMAL(12,4)),
           o.known_from, o.file_number, o.line
    FROM   known.result_standard o
           JOIN known.assignment_result r ON r.result_id = o.result_id
           JOIN known.assignment_course a ON a.assignment_key = r.assignment_key
           JOIN wh."load" l ON l."load" = r.known_from
    WHERE  o.score_points IS NOT NULL AND COALESCE(r.status, '') NOT IN ('exempt', 'not submitted')
    UNION ALL
    SELECT p.student_key, p.assessment, p.part, CAST(NULL AS INT), CONCAT(p.assessment, ' ', p.subject), p.school_year, p.test_date, p.score_points, CAST(0 AS DECIMAL(12,4)),
           CAST(100 AS DECIMAL(12,4)), p.known_from, p.file_number, p.line
    FROM   known.assessment_part p
    WHERE  p.measure = 'percent mastery of standard' AND p.score_points IS NOT NULL;
GO

CREATE VIEW seen.standard_outcome AS
    SELECT o.student_key, t.student_id, o.standard_source, o.standard, o.section_key, x.section_id, o.evidence_id, o.school_year, o.evidence_date, o.score_points,
           o.least_points, o.most_points, o.known_from AS "load", f."file", o.line
    FROM   known.standard_outcome o
           JOIN known.student t ON t.student_key = o.student_key
           LEFT JOIN known.section x ON x.section_key = o.section_key
           LEFT JOIN wh.load_file f ON f."load" = o.known_from AND f.file_number = o.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = o.student_key AND o.evidence_date <= v.seen_until);
GO

-- One row per student, school year, standard and version. A night tells the mastery of its school year anew.
CREATE TABLE wh.mastery (
    student_key INT NOT NULL, school_year INT NOT NULL, standard_source NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    standard NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, evidence_count INT NOT NULL,
    evidence_date DATE NOT NULL, mastery_rule NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL, mastery_points DECIMAL(12,4) NOT NULL,
    mastery_state NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL, decaying_points DECIMAL(12,4) NOT NULL,
    recent_points DECIMAL(12,4) NOT NULL, highest_points DECIMAL(12,4) NOT NULL, mean_points DECIMAL(12,4) NOT NULL, mode_points DECIMAL(12,4) NOT NULL,
    known_probability FLOAT(53) NULL, next_probability FLOAT(53) NULL, definition_version NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL,
    CONSTRAINT pk_mastery PRIMARY KEY NONCLUSTERED (student_key, school_year, standard_source, standard, known_from));
GO

CREATE VIEW known.mastery AS
    SELECT student_key, school_year, standard_source, standard, evidence_count, evidence_date, mastery_rule, mastery_points, mastery_state, decaying_points, recent_points,
           highest_points, mean_points, mode_points, known_probability, next_probability, definition_version, known_from, file_number, line
    FROM   wh.mastery WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW seen.mastery AS
    SELECT m.student_key, t.student_id, m.standard_source, m.standard, m.school_year, m.mastery_points, m.mastery_state, m.mastery_rule, m.evidence_count, m.evidence_date,
           m.decaying_points, m.recent_points, m.highest_points, m.mean_points, m.mode_points, m.known_probability, m.next_probability, m.definition_version, m.known_from AS "load"
    FROM   known.mastery m
           JOIN known.student t ON t.student_key = m.student_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = m.student_key AND m.evidence_date <= v.seen_until);
GO
