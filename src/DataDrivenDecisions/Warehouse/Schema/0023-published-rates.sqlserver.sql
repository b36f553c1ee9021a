-- What may be shown to anybody of every number: rates of everyone and of groups, suppressed every night before they are kept. And of every row that is seen: which load, file and line brought it.

-- One row per school year, night, number and preset, test or class that it is about, kind of group, group and version. It holds no student; a cell that is withheld has no figure here either,
-- so that whoever reads the file finds no more than the views tell.
CREATE TABLE wh.published_rate (
    school_year INT NOT NULL, as_of_date DATE NOT NULL, indicator NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    preset NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL, about NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    group_kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL, group_value NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, school_key INT NULL,
    shown NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL, student_count BIGINT NULL, part_count BIGINT NULL, low_percent INT NULL, high_percent INT NULL,
    days_per_hundred DECIMAL(12,4) NULL, definition_version NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_published_rate PRIMARY KEY NONCLUSTERED (as_of_date, indicator, about, group_kind, group_value, school_year, preset, known_from));
GO

CREATE VIEW known.published_rate AS
    SELECT school_year, as_of_date, indicator, preset, about, group_kind, group_value, school_key, shown, student_count, part_count, low_percent, high_percent, days_per_hundred,
           definition_version, known_from
    FROM   wh.published_rate WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- The newest night of each number.
CREATE VIEW published.rate AS
    SELECT r.school_year, r.as_of_date, r.indicator, r.preset, r.about, r.group_kind, r.group_value,
           r.school_key, r.shown, r.student_count, r.part_count, r.low_percent, r.high_percent, r.days_per_hundred,
           r.definition_version, r.known_from AS "load"
    FROM   known.published_rate r
           JOIN (SELECT indicator, MAX(as_of_date) AS newest FROM known.published_rate GROUP BY indicator) n ON n.indicator = r.indicator AND n.newest = r.as_of_date
    WHERE  EXISTS (SELECT 1 FROM viewer.scope);
GO

-- The last night of each month, for trends: night beside night would tell of one who came or left.
CREATE VIEW published.rate_by_month AS
    SELECT r.school_year, r.as_of_date, r.indicator, r.preset, r.about, r.group_kind, r.group_value,
           r.school_key, r.shown, r.student_count, r.part_count, r.low_percent, r.high_percent, r.days_per_hundred,
           r.definition_version, r.known_from AS "load"
    FROM   known.published_rate r
           JOIN (SELECT indicator, MAX(as_of_date) AS newest FROM known.published_rate GROUP BY indicator, YEAR(as_of_date), MONTH(as_of_date)) n
                ON n.indicator = r.indicator AND n.newest = r.as_of_date
    WHERE  EXISTS (SELECT 1 FROM viewer.scope);
GO

-- The grain of wh.derived_enrollment, which script 1 tells otherwise: one row per student, school, school year and version, with the first and the last day of the year that are read off.
DROP VIEW seen.session;
GO

CREATE VIEW seen.session AS
    SELECT s.session_key, s.session_id, s.title, s.kind, s.first_day, s.last_day, s.parent_session_id, s.school_year,
           s.known_from AS "load", q."file", s.line
    FROM   known.session s
           LEFT JOIN wh.load_file q ON q."load" = s.known_from AND q.file_number = s.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.scope);
GO

DROP VIEW seen.student;
GO

CREATE VIEW seen.student AS
    SELECT t.student_key, t.student_id, t.student_number, t.state_id, t.given_name, t.family_name, t.preferred_name, COALESCE(e.grade, t.grade) AS grade, t.email,
           d.birth_date, d.sex,
           CASE WHEN d.is_hispanic = 1 THEN 'Hispanic or Latino'
                WHEN d.is_two_or_more = 1 OR COALESCE(d.is_american_indian, 0) + COALESCE(d.is_asian, 0) + COALESCE(d.is_black, 0)
                     + COALESCE(d.is_pacific_islander, 0) + COALESCE(d.is_white, 0) > 1 THEN 'Two or more races'
                WHEN d.is_american_indian = 1 THEN 'American Indian or Alaska Native'
                WHEN d.is_asian = 1 THEN 'Asian'
                WHEN d.is_black = 1 THEN 'Black or African American'
                WHEN d.is_pacific_islander = 1 THEN 'Native Hawaiian or Other Pacific Islander'
                WHEN d.is_white = 1 THEN 'White'
                ELSE d.race_text END AS race,
           d.language, e.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, e.school_year, e.entry_date, e.exit_date,
           CAST(CASE WHEN t.has_ended = 0 AND e.has_begun = 1 AND e.last_day >= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_enrolled,
           t.is_placeholder,
           t.known_from AS "load", q."file", t.line
    FROM   known.student t
           LEFT JOIN known.demographics d ON d.student_key = t.student_key
           LEFT JOIN known.latest_spell e ON e.student_key = t.student_key
           LEFT JOIN known.school s ON s.school_key = e.school_key
           LEFT JOIN wh.load_file q ON q."load" = t.known_from AND q.file_number = t.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = t.student_key)
      AND  t.student_key BETWEEN COALESCE(CAST(SESSION_CONTEXT(N'first_student') AS INT), 0) AND COALESCE(CAST(SESSION_CONTEXT(N'last_student') AS INT), 2147483647);
GO

DROP VIEW seen.roster;
GO

CREATE VIEW seen.roster AS
    SELECT t.student_key, t.student_id, t.grade, s.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name,
           CAST(1 - t.has_ended AS SMALLINT) AS is_named,
           t.known_from AS "load", q."file", t.line
    FROM   known.student t
           LEFT JOIN known.school s ON s.school_key = t.school_key
           LEFT JOIN wh.load_file q ON q."load" = t.known_from AND q.file_number = t.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = t.student_key);
GO

DROP VIEW seen.section;
GO

CREATE VIEW seen.section AS
    SELECT x.section_key, x.section_id, COALESCE(x.section_name, x.section_id) AS section_name, x.section_code, x.course_key, x.course_id, x.course_name, x.subject,
           x.is_core, x.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, p.school_year, p.first_day, p.last_day,
           CAST(CASE WHEN x.has_ended = 0 AND COALESCE(p.first_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) <= CAST(SESSION_CONTEXT(N'today') AS DATE)
                      AND COALESCE(p.last_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) >= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_current,
           x.kind,
           z.known_from AS "load", q."file", z.line
    FROM   known.section_course x
           JOIN known.section z ON z.section_key = x.section_key
           LEFT JOIN known.section_span p ON p.section_key = x.section_key
           LEFT JOIN known.school s ON s.school_key = x.school_key
           LEFT JOIN wh.load_file q ON q."load" = z.known_from AND q.file_number = z.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = x.section_key);
GO

DROP VIEW seen.section_enrollment;
GO

CREATE VIEW seen.section_enrollment AS
    SELECT e.student_key, t.student_id, e.section_key, x.section_id, e.begin_date, e.end_date, p.school_year,
           CAST(CASE WHEN COALESCE(e.begin_date, p.first_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) <= CAST(SESSION_CONTEXT(N'today') AS DATE)
                      AND COALESCE(e.end_date, p.last_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) >= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_current,
           e.known_from AS "load", q."file", e.line
    FROM   known.section_enrollment e
           JOIN known.student t ON t.student_key = e.student_key
           JOIN known.section x ON x.section_key = e.section_key
           LEFT JOIN known.section_span p ON p.section_key = e.section_key
           LEFT JOIN wh.load_file q ON q."load" = e.known_from AND q.file_number = e.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = e.student_key AND COALESCE(e.begin_date, p.first_day, CAST('1900-01-01' AS DATE)) <= v.seen_until);
GO

DROP VIEW seen.section_staff;
GO

CREATE VIEW seen.section_staff AS
    SELECT e.section_key, x.section_id, e.staff_key, f.staff_id, COALESCE(NULLIF(TRIM(CONCAT(f.given_name, ' ', f.family_name)), ''), f.staff_id) AS staff_name, e.is_primary,
           CAST(CASE WHEN COALESCE(e.begin_date, p.first_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) <= CAST(SESSION_CONTEXT(N'today') AS DATE)
                      AND COALESCE(e.end_date, p.last_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) >= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_current,
           e.known_from AS "load", q."file", e.line
    FROM   known.section_staff e
           JOIN known.section x ON x.section_key = e.section_key
           JOIN known.staff f ON f.staff_key = e.staff_key
           LEFT JOIN known.section_span p ON p.section_key = e.section_key
           LEFT JOIN wh.load_file q ON q."load" = e.known_from AND q.file_number = e.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = e.section_key);
GO

DROP VIEW seen.guardian;
GO

CREATE VIEW seen.guardian AS
    SELECT l.student_key, t.student_id, g.guardian_id, COALESCE(NULLIF(TRIM(CONCAT(g.given_name, ' ', g.family_name)), ''), g.guardian_id) AS guardian_name, g.relation,
           l.known_from AS "load", q."file", l.line
    FROM   known.guardian_link l
           JOIN known.student t ON t.student_key = l.student_key
           JOIN known.guardian g ON g.guardian_key = l.guardian_key
           LEFT JOIN wh.load_file q ON q."load" = l.known_from AND q.file_number = l.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = l.student_key);
GO

DROP VIEW seen.assessment_part;
GO

CREATE VIEW seen.assessment_part AS
    SELECT a.student_key, t.student_id, a.assessment, a.subject, a.school_year, a.test_date, NULLIF(a.result_id, '') AS result_id, a.part, a.measure,
           a.score_points, a.standard_error_points, a.percentile_rank, a.level,
           a.known_from AS "load", q."file", a.line
    FROM   known.assessment_part a
           JOIN known.student t ON t.student_key = a.student_key
           LEFT JOIN wh.load_file q ON q."load" = a.known_from AND q.file_number = a.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.test_date <= v.seen_until);
GO

DROP VIEW seen.assignment_result;
GO

CREATE VIEW seen.assignment_result AS
    SELECT r.student_key, t.student_id, r.assignment_key, a.assignment_id, a.title AS assignment_title, a.category, a.category_weight, a.section_key, a.section_id,
           a.course_name, a.subject, a.is_core, a.school_key, a.school_id, a.school_name, a.school_year, a.due_date, a.least_points, a.most_points,
           NULLIF(r.result_id, '') AS result_id, r.status, r.score_points, r.text_score, r.submitted_date, r.scored_date, r.is_late, r.is_missing, r.is_incomplete,
           r.in_progress, r.comment, CAST(l.loaded_at AS DATE) AS load_date, r.known_from AS "load", q."file", r.line
    FROM   known.assignment_result r
           JOIN known.assignment_course a ON a.assignment_key = r.assignment_key
           JOIN known.student t ON t.student_key = r.student_key
           JOIN wh."load" l ON l."load" = r.known_from
           LEFT JOIN wh.load_file q ON q."load" = r.known_from AND q.file_number = r.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = r.student_key
                   AND COALESCE(r.scored_date, r.submitted_date, CAST(l.loaded_at AS DATE)) <= v.seen_until);
GO

DROP VIEW seen.program;
GO

CREATE VIEW seen.program AS
    SELECT p.student_key, t.student_id, p.program, NULLIF(p.begin_date, CAST('1900-01-01' AS DATE)) AS begin_date, p.end_date, p.detail, p.sensitivity,
           p.known_from AS "load", q."file", p.line
    FROM   known.program p
           JOIN known.student t ON t.student_key = p.student_key
           LEFT JOIN wh.load_file q ON q."load" = p.known_from AND q.file_number = p.file_number
    WHERE  (p.sensitivity = 'none' OR p.sensitivity IN (SELECT sensitivity FROM viewer.sensitivity))
      AND  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = p.student_key AND p.begin_date <= v.seen_until);
GO

DROP VIEW seen.school;
GO

CREATE VIEW seen.school AS
    SELECT s.school_key, s.school_id, s.school_number, COALESCE(s.school_name, s.school_id) AS school_name, s.school_kind, s.is_placeholder,
           a.grade AS lowest_grade, z.grade AS highest_grade,
           s.known_from AS "load", q."file", s.line
    FROM   known.school s
           LEFT JOIN (SELECT n.school_key, MIN(o.place) AS lowest, MAX(o.place) AS highest
                      FROM   known.latest_spell n JOIN known.grade_order o ON o.grade = n.grade
                      WHERE  n.has_begun = 1 AND n.last_day >= CAST(SESSION_CONTEXT(N'today') AS DATE)
                      GROUP  BY n.school_key) g ON g.school_key = s.school_key
           LEFT JOIN known.grade_order a ON a.place = g.lowest
           LEFT JOIN known.grade_order z ON z.place = g.highest
           LEFT JOIN wh.load_file q ON q."load" = s.known_from AND q.file_number = s.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.school v WHERE v.school_key = s.school_key);
GO

DROP VIEW seen.assignment;
GO

CREATE VIEW seen.assignment AS
    SELECT a.assignment_key, a.assignment_id, a.title, a.description, a.category, a.category_weight, a.section_key, a.section_id, a.course_name, a.subject, a.is_core,
           a.school_key, a.school_id, a.school_name, a.session_id, a.session_title, a.school_year, a.assigned_date, a.due_date, a.least_points, a.most_points,
           a.is_placeholder,
           z.known_from AS "load", q."file", z.line
    FROM   known.assignment_course a
           JOIN known.assignment z ON z.assignment_key = a.assignment_key
           LEFT JOIN wh.load_file q ON q."load" = z.known_from AND q.file_number = z.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = a.section_key)
       OR  (a.section_key IS NULL AND EXISTS (SELECT 1 FROM viewer.scope g WHERE g.scope = 'district'));
GO

DROP VIEW seen.score_scale;
GO

CREATE VIEW seen.score_scale AS
    SELECT c.score_scale_key, c.score_scale_id, c.title, c.kind, c.steps, s.school_id, k.course_id, x.section_id, c.is_placeholder,
           c.known_from AS "load", q."file", c.line
    FROM   known.score_scale c
           LEFT JOIN known.school s ON s.school_key = c.school_key
           LEFT JOIN known.course k ON k.course_key = c.course_key
           LEFT JOIN known.section x ON x.section_key = c.section_key
           LEFT JOIN wh.load_file q ON q."load" = c.known_from AND q.file_number = c.file_number
    WHERE  c.has_ended = 0 AND EXISTS (SELECT 1 FROM viewer.scope);
GO

DROP VIEW seen.assignment_scale;
GO

CREATE VIEW seen.assignment_scale AS
    SELECT l.assignment_key, a.assignment_id, l.score_scale_key, c.score_scale_id, c.title, c.kind, c.steps,
           l.known_from AS "load", q."file", l.line
    FROM   known.assignment_scale l
           JOIN known.assignment a ON a.assignment_key = l.assignment_key
           JOIN known.score_scale c ON c.score_scale_key = l.score_scale_key
           LEFT JOIN wh.load_file q ON q."load" = l.known_from AND q.file_number = l.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = a.section_key);
GO

DROP VIEW seen.result_scale;
GO

CREATE VIEW seen.result_scale AS
    SELECT r.student_key, t.student_id, r.assignment_key, r.result_id, l.score_scale_key, c.score_scale_id, c.title, c.kind, c.steps,
           l.known_from AS "load", q."file", l.line
    FROM   known.result_scale l
           JOIN known.assignment_result r ON r.result_id = l.result_id
           JOIN known.student t ON t.student_key = r.student_key
           JOIN wh."load" d ON d."load" = r.known_from
           JOIN known.score_scale c ON c.score_scale_key = l.score_scale_key
           LEFT JOIN wh.load_file q ON q."load" = l.known_from AND q.file_number = l.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = r.student_key
                   AND COALESCE(r.scored_date, r.submitted_date, CAST(d.loaded_at AS DATE)) <= v.seen_until);
GO

CREATE VIEW seen.course AS
    SELECT c.course_key, c.course_id, c.course_name, c.course_code, c.subject, c.subject_code, c.org_id, CAST(1 - c.has_ended AS SMALLINT) AS is_named, c.is_placeholder,
           c.known_from AS "load", q."file", c.line
    FROM   known.course c
           LEFT JOIN wh.load_file q ON q."load" = c.known_from AND q.file_number = c.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.scope);
GO

-- Adults are seen by those who see the district, and by those who see a class of theirs.
CREATE VIEW seen.staff AS
    SELECT f.staff_key, f.staff_id, f.staff_number, f.given_name, f.family_name, f.email, f.role, CAST(1 - f.has_ended AS SMALLINT) AS is_named, f.is_placeholder,
           f.known_from AS "load", q."file", f.line
    FROM   known.staff f
           LEFT JOIN wh.load_file q ON q."load" = f.known_from AND q.file_number = f.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.scope g WHERE g.scope = 'district')
       OR  EXISTS (SELECT 1 FROM known.section_staff e JOIN viewer.section v ON v.section_key = e.section_key WHERE e.staff_key = f.staff_key);
GO

-- One row per enrollment that has ended: who left, when and why, and when the student came back to a school of the district. Dates that are read off classes or attendance are no exits.
CREATE VIEW seen."exit" AS
    SELECT e.student_key, t.student_id, e.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, e.school_year, e.grade, e.entry_date, e.exit_date, e.exit_reason,
           CASE WHEN e.next_entry_date <= v.seen_until THEN e.next_entry_date END AS next_entry_date,
           e.known_from AS "load", q."file", e.line
    FROM  (SELECT student_key, school_key, school_year, grade, entry_date, exit_date, exit_reason, known_from, file_number, line,
                  LEAD(entry_date) OVER (PARTITION BY student_key ORDER BY entry_date, school_key) AS next_entry_date
           FROM   known.school_enrollment) e
           JOIN viewer.student v ON v.student_key = e.student_key
           JOIN known.student t ON t.student_key = e.student_key
           JOIN known.school s ON s.school_key = e.school_key
           LEFT JOIN wh.load_file q ON q."load" = e.known_from AND q.file_number = e.file_number
    WHERE  e.exit_date <= CAST(SESSION_CONTEXT(N'today') AS DATE) AND e.entry_date <= v.seen_until;
GO
