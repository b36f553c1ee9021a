-- Where a row came from, beside the rows that numbers are made of: its load, file and line, so that a number can be opened down to the source's own line.
-- A section says too whether it is a homeroom.

DROP VIEW known.spell;

CREATE VIEW known.spell AS
    SELECT student_key, school_key, school_year, grade, entry_date, exit_date, exit_reason, 0 AS is_derived, 'enrollment' AS derived_from,
           CASE WHEN exit_date IS NULL OR exit_date > CAST(CONCAT(school_year, '-06-30') AS DATE)
                THEN CAST(CONCAT(school_year, '-06-30') AS DATE) ELSE exit_date END AS last_day,
           known_from, file_number, line
    FROM   known.school_enrollment
    UNION ALL
    SELECT student_key, school_key, school_year, grade, entry_date, exit_date, NULL, 1, derived_from,
           CASE WHEN exit_date IS NULL THEN CAST(CONCAT(school_year, '-06-30') AS DATE) ELSE exit_date END,
           known_from, file_number, line
    FROM   known.derived_enrollment;

DROP VIEW seen.enrollment;

CREATE VIEW seen.enrollment AS
    SELECT e.student_key, t.student_id, e.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, e.school_year, e.grade,
           e.entry_date, e.exit_date, e.exit_reason, CAST(e.is_derived AS SMALLINT) AS is_derived,
           e.known_from AS "load", f."file", e.line
    FROM   known.spell e
           JOIN known.student t ON t.student_key = e.student_key
           JOIN known.school s ON s.school_key = e.school_key
           LEFT JOIN wh.load_file f ON f."load" = e.known_from AND f.file_number = e.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = e.student_key AND e.entry_date <= v.seen_until);

DROP VIEW seen.school_day;

CREATE VIEW seen.school_day AS
    SELECT d.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, d.school_year, d.school_date, d.day_type, d.is_instructional, d.is_submitted,
           c.known_from AS "load", f."file", c.line
    FROM   known.school_session_day d JOIN known.school s ON s.school_key = d.school_key
           LEFT JOIN known.calendar_day c ON c.school_key = d.school_key AND c.school_date = d.school_date
           LEFT JOIN wh.load_file f ON f."load" = c.known_from AND f.file_number = c.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.school v WHERE v.school_key = d.school_key);

DROP VIEW seen.section;

CREATE VIEW seen.section AS
    SELECT x.section_key, x.section_id, COALESCE(x.section_name, x.section_id) AS section_name, x.section_code, x.course_key, x.course_id, x.course_name, x.subject,
           x.is_core, x.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, p.school_year, p.first_day, p.last_day,
           CAST(CASE WHEN x.has_ended = 0 AND COALESCE(p.first_day, CAST(getvariable('today') AS DATE)) <= CAST(getvariable('today') AS DATE)
                      AND COALESCE(p.last_day, CAST(getvariable('today') AS DATE)) >= CAST(getvariable('today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_current,
           x.kind
    FROM   known.section_course x
           LEFT JOIN known.section_span p ON p.section_key = x.section_key
           LEFT JOIN known.school s ON s.school_key = x.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = x.section_key);

DROP VIEW seen.mark;

CREATE VIEW seen.mark AS
    SELECT m.student_key, t.student_id, m.section_key, x.section_id, COALESCE(x.course_name, x.section_id) AS course_name, x.subject, x.is_core,
           x.is_weighted_course, x.is_honors_course, COALESCE(m.school_key, x.school_key) AS school_key, s.school_id,
           COALESCE(s.school_name, s.school_id) AS school_name, m.school_year, m.term, m.mark_type, m.letter_mark, m.percent_points,
           m.credits_attempted, m.credits_earned, m.posted_date, CAST(l.loaded_at AS DATE) AS load_date, m.known_from AS "load", f."file", m.line
    FROM   known.mark m
           JOIN known.student t ON t.student_key = m.student_key
           JOIN known.section_course x ON x.section_key = m.section_key
           JOIN wh.load l ON l."load" = m.known_from
           LEFT JOIN wh.load_file f ON f."load" = m.known_from AND f.file_number = m.file_number
           LEFT JOIN known.school s ON s.school_key = COALESCE(m.school_key, x.school_key)
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = m.student_key AND COALESCE(m.posted_date, CAST(l.loaded_at AS DATE)) <= v.seen_until);

DROP VIEW seen.incident;

CREATE VIEW seen.incident AS
    SELECT i.student_key, t.student_id, i.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, i.school_year, i.incident_id, i.incident_date,
           i.behavior, i.is_state_offense, NULLIF(i.action, '') AS action, i.action_date, i.action_days,
           CAST(CASE WHEN LOWER(i.action) LIKE '%out%of%school%susp%' OR LOWER(i.action) IN ('oss', 'suspension', 'expulsion', 'suspended') THEN 1 ELSE 0 END AS SMALLINT) AS is_suspension,
           i.known_from AS "load", f."file", i.line
    FROM   known.incident i
           JOIN known.student t ON t.student_key = i.student_key
           LEFT JOIN wh.load_file f ON f."load" = i.known_from AND f.file_number = i.file_number
           LEFT JOIN known.school s ON s.school_key = i.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = i.student_key AND i.incident_date <= v.seen_until);

DROP VIEW seen.device_access;

CREATE VIEW seen.device_access AS
    SELECT d.student_key, t.student_id, d.survey_date, d.school_year, d.device, d.device_access, d.device_provider, d.internet, d.internet_performance, d.internet_barrier,
           d.known_from AS "load", f."file", d.line
    FROM   known.device_access d
           JOIN known.student t ON t.student_key = d.student_key
           LEFT JOIN wh.load_file f ON f."load" = d.known_from AND f.file_number = d.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = d.student_key AND d.survey_date <= v.seen_until);
