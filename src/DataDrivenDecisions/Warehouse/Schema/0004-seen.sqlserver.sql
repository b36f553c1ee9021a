-- What people and programs read. Every view ends in an EXISTS on what is in the viewer's sight; without scopes there are no rows and no error.

CREATE VIEW seen.school AS
    SELECT s.school_key, s.school_id, s.school_number, COALESCE(s.school_name, s.school_id) AS school_name, s.school_kind, s.is_placeholder,
           a.grade AS lowest_grade, z.grade AS highest_grade
    FROM   known.school s
           LEFT JOIN (SELECT n.school_key, MIN(o.place) AS lowest, MAX(o.place) AS highest
                      FROM   known.latest_spell n JOIN known.grade_order o ON o.grade = n.grade
                      WHERE  n.has_begun = 1 AND n.last_day >= CAST(SESSION_CONTEXT(N'today') AS DATE)
                      GROUP  BY n.school_key) g ON g.school_key = s.school_key
           LEFT JOIN known.grade_order a ON a.place = g.lowest
           LEFT JOIN known.grade_order z ON z.place = g.highest
    WHERE  EXISTS (SELECT 1 FROM viewer.school v WHERE v.school_key = s.school_key);
GO

CREATE VIEW seen.session AS
    SELECT s.session_key, s.session_id, s.title, s.kind, s.first_day, s.last_day, s.parent_session_id, s.school_year
    FROM   known.session s
    WHERE  EXISTS (SELECT 1 FROM viewer.scope);
GO

CREATE VIEW seen.school_day AS
    SELECT d.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, d.school_year, d.school_date, d.day_type, d.is_instructional, d.is_submitted
    FROM   known.school_session_day d JOIN known.school s ON s.school_key = d.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.school v WHERE v.school_key = d.school_key);
GO

CREATE VIEW seen.student AS
    SELECT t.student_key, t.student_id, t.student_number, t.given_name, t.family_name, t.preferred_name, COALESCE(e.grade, t.grade) AS grade, t.email,
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
           t.is_placeholder
    FROM   known.student t
           LEFT JOIN known.demographics d ON d.student_key = t.student_key
           LEFT JOIN known.latest_spell e ON e.student_key = t.student_key
           LEFT JOIN known.school s ON s.school_key = e.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = t.student_key);
GO

CREATE VIEW seen.enrollment AS
    SELECT e.student_key, t.student_id, e.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, e.school_year, e.grade,
           e.entry_date, e.exit_date, e.exit_reason, CAST(e.is_derived AS SMALLINT) AS is_derived
    FROM   known.spell e
           JOIN known.student t ON t.student_key = e.student_key
           JOIN known.school s ON s.school_key = e.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = e.student_key AND e.entry_date <= v.seen_until);
GO

CREATE VIEW seen.section AS
    SELECT x.section_key, x.section_id, COALESCE(x.section_name, x.section_id) AS section_name, x.section_code, x.course_key, x.course_id, x.course_name, x.subject,
           x.is_core, x.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, p.school_year, p.first_day, p.last_day,
           CAST(CASE WHEN x.has_ended = 0 AND COALESCE(p.first_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) <= CAST(SESSION_CONTEXT(N'today') AS DATE)
                      AND COALESCE(p.last_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) >= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_current
    FROM   known.section_course x
           LEFT JOIN known.section_span p ON p.section_key = x.section_key
           LEFT JOIN known.school s ON s.school_key = x.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = x.section_key);
GO

CREATE VIEW seen.section_enrollment AS
    SELECT e.student_key, t.student_id, e.section_key, x.section_id, e.begin_date, e.end_date, p.school_year,
           CAST(CASE WHEN COALESCE(e.begin_date, p.first_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) <= CAST(SESSION_CONTEXT(N'today') AS DATE)
                      AND COALESCE(e.end_date, p.last_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) >= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_current
    FROM   known.section_enrollment e
           JOIN known.student t ON t.student_key = e.student_key
           JOIN known.section x ON x.section_key = e.section_key
           LEFT JOIN known.section_span p ON p.section_key = e.section_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = e.student_key AND COALESCE(e.begin_date, p.first_day, CAST('1900-01-01' AS DATE)) <= v.seen_until);
GO

CREATE VIEW seen.section_staff AS
    SELECT e.section_key, x.section_id, e.staff_key, f.staff_id, COALESCE(NULLIF(TRIM(CONCAT(f.given_name, ' ', f.family_name)), ''), f.staff_id) AS staff_name, e.is_primary,
           CAST(CASE WHEN COALESCE(e.begin_date, p.first_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) <= CAST(SESSION_CONTEXT(N'today') AS DATE)
                      AND COALESCE(e.end_date, p.last_day, CAST(SESSION_CONTEXT(N'today') AS DATE)) >= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_current
    FROM   known.section_staff e
           JOIN known.section x ON x.section_key = e.section_key
           JOIN known.staff f ON f.staff_key = e.staff_key
           LEFT JOIN known.section_span p ON p.section_key = e.section_key
    WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = e.section_key);
GO

CREATE VIEW seen.guardian AS
    SELECT l.student_key, t.student_id, g.guardian_id, COALESCE(NULLIF(TRIM(CONCAT(g.given_name, ' ', g.family_name)), ''), g.guardian_id) AS guardian_name, g.relation
    FROM   known.guardian_link l
           JOIN known.student t ON t.student_key = l.student_key
           JOIN known.guardian g ON g.guardian_key = l.guardian_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = l.student_key);
GO

CREATE VIEW seen.attendance AS
    SELECT a.student_key, t.student_id, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, a.school_year, a.school_date,
           a.status, a.enrolled_days, a.absent_days, a.excused_days, a.suspended_days
    FROM   known.attendance_day a
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
    WHERE  (a.school_date <= CAST(SESSION_CONTEXT(N'today') AS DATE) OR a.status <> 'not_submitted')
      AND  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.school_date <= v.seen_until);
GO

CREATE VIEW seen.attendance_event AS
    SELECT a.student_key, t.student_id, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, a.school_year, a.school_date,
           NULLIF(a.period, '') AS period, x.section_id, a.code, a.status, a.portion_absent, a.is_excused, a.is_suspension,
           a.known_from AS "load", f."file", a.line
    FROM   known.attendance a
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
           LEFT JOIN known.section x ON x.section_key = a.section_key
           LEFT JOIN wh.load_file f ON f."load" = a.known_from AND f.file_number = a.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.school_date <= v.seen_until);
GO

CREATE VIEW seen.attendance_month AS
    SELECT a.student_key, t.student_id, COALESCE(e.grade, t.grade) AS grade, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name,
           a.school_year, a.month, a.enrolled_days, a.absent_days, a.excused_days, a.suspended_days, a.tardy_count
    FROM   known.attendance_month a
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
           LEFT JOIN (SELECT student_key, school_key, school_year, MAX(grade) AS grade FROM known.spell GROUP BY student_key, school_key, school_year) e
                  ON e.student_key = a.student_key AND e.school_key = a.school_key AND e.school_year = a.school_year
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.first_date <= v.seen_until);
GO

CREATE VIEW seen.mark AS
    SELECT m.student_key, t.student_id, m.section_key, x.section_id, COALESCE(x.course_name, x.section_id) AS course_name, x.subject, x.is_core,
           x.is_weighted_course, x.is_honors_course, COALESCE(m.school_key, x.school_key) AS school_key, s.school_id,
           COALESCE(s.school_name, s.school_id) AS school_name, m.school_year, m.term, m.mark_type, m.letter_mark, m.percent_points,
           m.credits_attempted, m.credits_earned, m.posted_date, CAST(l.loaded_at AS DATE) AS load_date, m.known_from AS "load"
    FROM   known.mark m
           JOIN known.student t ON t.student_key = m.student_key
           JOIN known.section_course x ON x.section_key = m.section_key
           JOIN wh."load" l ON l."load" = m.known_from
           LEFT JOIN known.school s ON s.school_key = COALESCE(m.school_key, x.school_key)
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = m.student_key AND COALESCE(m.posted_date, CAST(l.loaded_at AS DATE)) <= v.seen_until);
GO

CREATE VIEW seen.assessment AS
    SELECT a.student_key, t.student_id, a.assessment, a.subject, a.school_year, a.test_window, a.test_date, COALESCE(a.grade, t.grade) AS grade, a.score_points,
           a.standard_error_points, a.percentile_rank, a.level
    FROM   known.assessment a JOIN known.student t ON t.student_key = a.student_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.test_date <= v.seen_until);
GO

CREATE VIEW seen.incident AS
    SELECT i.student_key, t.student_id, i.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, i.school_year, i.incident_id, i.incident_date,
           i.behavior, i.is_state_offense, NULLIF(i.action, '') AS action, i.action_date, i.action_days,
           CAST(CASE WHEN LOWER(i.action) LIKE '%out%of%school%susp%' OR LOWER(i.action) IN ('oss', 'suspension', 'expulsion', 'suspended') THEN 1 ELSE 0 END AS SMALLINT) AS is_suspension
    FROM   known.incident i
           JOIN known.student t ON t.student_key = i.student_key
           LEFT JOIN known.school s ON s.school_key = i.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = i.student_key AND i.incident_date <= v.seen_until);
GO

CREATE VIEW seen.program AS
    SELECT p.student_key, t.student_id, p.program, NULLIF(p.begin_date, CAST('1900-01-01' AS DATE)) AS begin_date, p.end_date, p.detail, p.sensitivity
    FROM   known.program p JOIN known.student t ON t.student_key = p.student_key
    WHERE  (p.sensitivity = 'none' OR p.sensitivity IN (SELECT sensitivity FROM viewer.sensitivity))
      AND  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = p.student_key AND p.begin_date <= v.seen_until);
GO

CREATE VIEW seen.device_access AS
    SELECT d.student_key, t.student_id, d.survey_date, d.school_year, d.device, d.device_access, d.device_provider, d.internet, d.internet_performance, d.internet_barrier
    FROM   known.device_access d JOIN known.student t ON t.student_key = d.student_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = d.student_key AND d.survey_date <= v.seen_until);
GO

CREATE VIEW seen.indicator AS
    SELECT i.student_key, t.student_id, i.school_key, s.school_id, i.school_year, COALESCE(e.grade, t.grade) AS grade, i.indicator, i.preset, i.verdict, i.part, i.whole,
           i.reason, i.as_of_date, i.definition_version, i.known_from AS "load"
    FROM   known.indicator i
           JOIN known.student t ON t.student_key = i.student_key
           LEFT JOIN known.school s ON s.school_key = i.school_key
           LEFT JOIN (SELECT student_key, school_year, MAX(grade) AS grade FROM known.spell GROUP BY student_key, school_year) e
                  ON e.student_key = i.student_key AND e.school_year = i.school_year
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = i.student_key AND i.as_of_date <= v.seen_until);
GO

CREATE VIEW seen.risk AS
    SELECT r.student_key, t.student_id, r.school_key, s.school_id, r.school_year, COALESCE(e.grade, t.grade) AS grade, r.model, r.as_of_date, r.probability, r.reasons,
           r.model_version, r.known_from AS "load"
    FROM   known.risk r
           JOIN known.student t ON t.student_key = r.student_key
           LEFT JOIN known.school s ON s.school_key = r.school_key
           LEFT JOIN (SELECT student_key, school_year, MAX(grade) AS grade FROM known.spell GROUP BY student_key, school_year) e
                  ON e.student_key = r.student_key AND e.school_year = r.school_year
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = r.student_key AND r.as_of_date <= v.seen_until);
GO

-- Documented and empty until growth and mastery are computed.
CREATE VIEW seen.growth AS
    SELECT t.student_key, t.student_id, CAST(NULL AS NVARCHAR(100)) AS assessment, CAST(NULL AS NVARCHAR(100)) AS subject, CAST(NULL AS INT) AS school_year,
           CAST(NULL AS INT) AS growth_percentile, CAST(NULL AS INT) AS group_count
    FROM   known.student t WHERE 1 = 0;
GO

CREATE VIEW seen.mastery AS
    SELECT t.student_key, t.student_id, CAST(NULL AS NVARCHAR(255)) AS standard, CAST(NULL AS INT) AS school_year, CAST(NULL AS DECIMAL(12, 4)) AS mastery_points
    FROM   known.student t WHERE 1 = 0;
GO

CREATE VIEW seen."load" AS
    SELECT l."load", l.source, l.name, l.hash, l.loaded_by, l.loaded_at, l.state
    FROM   wh."load" l
    WHERE  l."load" <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND EXISTS (SELECT 1 FROM viewer.scope);
GO

CREATE VIEW seen.load_file AS
    SELECT f."load", f."file", f.format, f.rows_loaded, f.rows_unchanged, f.rows_rejected, f.first_date, f.last_date
    FROM   wh.load_file f
    WHERE  f."load" <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND EXISTS (SELECT 1 FROM viewer.scope);
GO
