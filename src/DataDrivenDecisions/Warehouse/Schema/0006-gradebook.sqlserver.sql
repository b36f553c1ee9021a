-- The gradebook: assignments of sections, their categories, what students achieved in them, and the scales they are scored by.

-- One row per kind of work that a gradebook counts together, and version.
CREATE TABLE wh.assignment_category (
    assignment_category_key INT NOT NULL, assignment_category_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    title NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NULL, weight DECIMAL(12,4) NULL, is_placeholder SMALLINT NOT NULL,
    has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_assignment_category PRIMARY KEY (assignment_category_key, known_from));
GO

CREATE VIEW known.assignment_category AS
    SELECT assignment_category_key, assignment_category_id, title, weight, is_placeholder, has_ended, known_from, file_number, line
    FROM   wh.assignment_category WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- One row per piece of work that a section was given, and version.
CREATE TABLE wh.assignment (
    assignment_key INT NOT NULL, assignment_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, section_key INT NULL, school_key INT NULL,
    assignment_category_key INT NULL, title NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NULL,
    description NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL, category_text NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    session_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, assigned_date DATE NULL, due_date DATE NULL, least_points DECIMAL(12,4) NULL,
    most_points DECIMAL(12,4) NULL, is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_assignment PRIMARY KEY (assignment_key, known_from));
GO

CREATE VIEW known.assignment AS
    SELECT assignment_key, assignment_id, section_key, school_key, assignment_category_key, title, description, category_text, session_id,
           assigned_date, due_date, least_points, most_points, is_placeholder, has_ended, known_from, file_number, line
    FROM   wh.assignment WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- One row per assignment, student, result id and version: what the student achieved; result_id is empty where the source has none.
CREATE TABLE wh.assignment_result (
    assignment_key INT NOT NULL, student_key INT NOT NULL, result_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, score_points DECIMAL(12,4) NULL,
    text_score NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, submitted_date DATE NULL, scored_date DATE NULL, is_late SMALLINT NULL,
    is_missing SMALLINT NULL, is_incomplete SMALLINT NULL, in_progress SMALLINT NULL, comment NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_assignment_result PRIMARY KEY NONCLUSTERED (assignment_key, student_key, result_id, known_from));
GO

CREATE VIEW known.assignment_result AS
    SELECT assignment_key, student_key, result_id, status, score_points, text_score, submitted_date, scored_date, is_late, is_missing,
           is_incomplete, in_progress, comment, known_from, file_number, line
    FROM   wh.assignment_result WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- One row per scale that turns points into words or letters, and version.
CREATE TABLE wh.score_scale (
    score_scale_key INT NOT NULL, score_scale_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, school_key INT NULL, course_key INT NULL,
    section_key INT NULL, title NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NULL, kind NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    steps NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL, is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_score_scale PRIMARY KEY (score_scale_key, known_from));
GO

CREATE VIEW known.score_scale AS
    SELECT score_scale_key, score_scale_id, school_key, course_key, section_key, title, kind, steps, is_placeholder, has_ended, known_from,
           file_number, line
    FROM   wh.score_scale WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- One row per assignment, scale, link and version: the assignment is scored by that scale.
CREATE TABLE wh.assignment_scale (
    assignment_key INT NOT NULL, score_scale_key INT NOT NULL, link_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_assignment_scale PRIMARY KEY NONCLUSTERED (assignment_key, score_scale_key, link_id, known_from));
GO

CREATE VIEW known.assignment_scale AS
    SELECT assignment_key, score_scale_key, link_id, known_from, file_number, line
    FROM   wh.assignment_scale WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- One row per scale, result, link and version: the result was scored by that scale.
CREATE TABLE wh.result_scale (
    score_scale_key INT NOT NULL, result_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    link_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_result_scale PRIMARY KEY NONCLUSTERED (score_scale_key, result_id, link_id, known_from));
GO

CREATE VIEW known.result_scale AS
    SELECT score_scale_key, result_id, link_id, known_from, file_number, line
    FROM   wh.result_scale WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- A section's assignments as far as they are not withdrawn, with the course and session they count in.
CREATE VIEW known.assignment_course AS
    SELECT a.assignment_key, a.assignment_id, a.title, a.description, COALESCE(c.title, a.category_text, c.assignment_category_id) AS category, c.weight AS category_weight,
           a.section_key, x.section_id, COALESCE(x.course_name, x.section_id) AS course_name, x.subject, x.is_core, COALESCE(a.school_key, x.school_key) AS school_key,
           s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, a.session_id, n.title AS session_title, COALESCE(p.school_year, n.school_year) AS school_year,
           a.assigned_date, a.due_date, a.least_points, a.most_points, a.is_placeholder
    FROM   known.assignment a
           LEFT JOIN known.assignment_category c ON c.assignment_category_key = a.assignment_category_key
           LEFT JOIN known.section_course x ON x.section_key = a.section_key
           LEFT JOIN known.section_span p ON p.section_key = a.section_key
           LEFT JOIN known.session n ON n.session_id = a.session_id
           LEFT JOIN known.school s ON s.school_key = COALESCE(a.school_key, x.school_key)
    WHERE  a.has_ended = 0;
GO

CREATE VIEW seen.assignment AS
    SELECT a.assignment_key, a.assignment_id, a.title, a.description, a.category, a.category_weight, a.section_key, a.section_id, a.course_name, a.subject, a.is_core,
           a.school_key, a.school_id, a.school_name, a.session_id, a.session_title, a.school_year, a.assigned_date, a.due_date, a.least_points, a.most_points,
           a.is_placeholder
    FROM   known.assignment_course a
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = a.section_key)
       OR  (a.section_key IS NULL AND EXISTS (SELECT 1 FROM viewer.scope g WHERE g.scope = 'district'));
GO

-- Seen as marks are: by who sees the student, up to the day of the score, or of the load where the source has none.
CREATE VIEW seen.assignment_result AS
    SELECT r.student_key, t.student_id, r.assignment_key, a.assignment_id, a.title AS assignment_title, a.category, a.category_weight, a.section_key, a.section_id,
           a.course_name, a.subject, a.is_core, a.school_key, a.school_id, a.school_name, a.school_year, a.due_date, a.least_points, a.most_points,
           NULLIF(r.result_id, '') AS result_id, r.status, r.score_points, r.text_score, r.submitted_date, r.scored_date, r.is_late, r.is_missing, r.is_incomplete,
           r.in_progress, r.comment, CAST(l.loaded_at AS DATE) AS load_date, r.known_from AS "load"
    FROM   known.assignment_result r
           JOIN known.assignment_course a ON a.assignment_key = r.assignment_key
           JOIN known.student t ON t.student_key = r.student_key
           JOIN wh."load" l ON l."load" = r.known_from
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = r.student_key
                   AND COALESCE(r.scored_date, r.submitted_date, CAST(l.loaded_at AS DATE)) <= v.seen_until);
GO

-- Scales say nothing of anybody: whoever sees anything sees them.
CREATE VIEW seen.score_scale AS
    SELECT c.score_scale_key, c.score_scale_id, c.title, c.kind, c.steps, s.school_id, k.course_id, x.section_id, c.is_placeholder
    FROM   known.score_scale c
           LEFT JOIN known.school s ON s.school_key = c.school_key
           LEFT JOIN known.course k ON k.course_key = c.course_key
           LEFT JOIN known.section x ON x.section_key = c.section_key
    WHERE  c.has_ended = 0 AND EXISTS (SELECT 1 FROM viewer.scope);
GO

CREATE VIEW seen.assignment_scale AS
    SELECT l.assignment_key, a.assignment_id, l.score_scale_key, c.score_scale_id, c.title, c.kind, c.steps
    FROM   known.assignment_scale l
           JOIN known.assignment a ON a.assignment_key = l.assignment_key
           JOIN known.score_scale c ON c.score_scale_key = l.score_scale_key
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = a.section_key);
GO

CREATE VIEW seen.result_scale AS
    SELECT r.student_key, t.student_id, r.assignment_key, r.result_id, l.score_scale_key, c.score_scale_id, c.title, c.kind, c.steps
    FROM   known.result_scale l
           JOIN known.assignment_result r ON r.result_id = l.result_id
           JOIN known.student t ON t.student_key = r.student_key
           JOIN wh."load" d ON d."load" = r.known_from
           JOIN known.score_scale c ON c.score_scale_key = l.score_scale_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = r.student_key
                   AND COALESCE(r.scored_date, r.submitted_date, CAST(d.loaded_at AS DATE)) <= v.seen_until);
GO

-- What is kept whole of known files, and columns that no format reads. They may hold anything, also what needs a named right,
-- so they are for who sees the whole district with every right.
CREATE VIEW seen.other_record AS
    SELECT o.kind, o.record_id, o.json, o.known_from AS "load", f."file", o.line
    FROM   known.other_record o LEFT JOIN wh.load_file f ON f."load" = o.known_from AND f.file_number = o.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.scope g WHERE g.scope = 'district')
      AND  NOT EXISTS (SELECT 1 FROM (VALUES ('meals'), ('disability'), ('language'), ('housing'), ('foster'), ('health')) n (word)
                       WHERE n.word NOT IN (SELECT sensitivity FROM viewer.sensitivity));
GO
