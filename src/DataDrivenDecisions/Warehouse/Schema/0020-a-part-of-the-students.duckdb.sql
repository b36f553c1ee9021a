-- A viewer may be shown a part of the students whom she may see: those of a stretch of keys, or one of so many. A night goes through a large district stretch by stretch, so that
-- no more of it is held in memory than that, and models learn from a part of it. Where nothing is said, it is all of them. Keys
-- follow the order of rosters, which may go round (grade after grade, school after school): they are mixed before one of so many is drawn by them.

DROP VIEW viewer.student;

CREATE VIEW viewer.student AS
    SELECT p.student_key, MAX(CASE WHEN p.last_day >= COALESCE(CAST(getvariable('rights_day') AS DATE), CAST(getvariable('today') AS DATE)) THEN CAST('9999-12-31' AS DATE) ELSE p.last_day END) AS seen_until
    FROM   wh.placement p
    WHERE  p.known_to = 9223372036854775807
      AND  p.student_key >= COALESCE(CAST(getvariable('first_student') AS INT), 0)
      AND  p.student_key <= COALESCE(CAST(getvariable('last_student') AS INT), 2147483647)
      AND  (COALESCE(CAST(getvariable('every_student') AS INT), 1) = 1
            OR (((CAST(p.student_key AS BIGINT) * 1597334677) % 2147483647) * ((CAST(p.student_key AS BIGINT) * 1597334677) % 2147483647)) % 2147483647 % COALESCE(CAST(getvariable('every_student') AS INT), 1) = 0)
      AND  p.scope IN (SELECT scope FROM viewer.scope)
      AND  (p.is_lasting = 1
            OR (p.first_day <= COALESCE(CAST(getvariable('rights_day') AS DATE), CAST(getvariable('today') AS DATE))
                AND p.last_day >= COALESCE(CAST(getvariable('rights_day') AS DATE), CAST(getvariable('today') AS DATE))))
    GROUP  BY p.student_key;

-- Said of the rows themselves, an engine reads only the stretch; said of who is in sight alone, it may read everybody first.

DROP VIEW seen.student;

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
           CAST(CASE WHEN t.has_ended = 0 AND e.has_begun = 1 AND e.last_day >= CAST(getvariable('today') AS DATE) THEN 1 ELSE 0 END AS SMALLINT) AS is_enrolled,
           t.is_placeholder
    FROM   known.student t
           LEFT JOIN known.demographics d ON d.student_key = t.student_key
           LEFT JOIN known.latest_spell e ON e.student_key = t.student_key
           LEFT JOIN known.school s ON s.school_key = e.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = t.student_key)
      AND  t.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

DROP VIEW seen.enrollment;

CREATE VIEW seen.enrollment AS
    SELECT e.student_key, t.student_id, e.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, e.school_year, e.grade,
           e.entry_date, e.exit_date, e.exit_reason, CAST(e.is_derived AS SMALLINT) AS is_derived,
           e.known_from AS "load", f."file", e.line
    FROM   known.spell e
           JOIN viewer.student v ON v.student_key = e.student_key
           JOIN known.student t ON t.student_key = e.student_key
           JOIN known.school s ON s.school_key = e.school_key
           LEFT JOIN wh.load_file f ON f."load" = e.known_from AND f.file_number = e.file_number
    WHERE  e.entry_date <= v.seen_until
      AND  e.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

DROP VIEW seen.attendance;

CREATE VIEW seen.attendance AS
    SELECT a.student_key, t.student_id, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, a.school_year, a.school_date,
           a.status, a.enrolled_days, a.absent_days, a.excused_days, a.suspended_days
    FROM   known.attendance_day a
           JOIN viewer.student v ON v.student_key = a.student_key
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
    WHERE  (a.school_date <= CAST(getvariable('today') AS DATE) OR a.status <> 'not_submitted')
      AND  a.school_date <= v.seen_until
      AND  a.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

DROP VIEW seen.attendance_event;

CREATE VIEW seen.attendance_event AS
    SELECT a.student_key, t.student_id, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, a.school_year, a.school_date,
           NULLIF(a.period, '') AS period, x.section_id, a.code, a.status, a.portion_absent, a.is_excused, a.is_suspension,
           a.known_from AS "load", f."file", a.line
    FROM   known.attendance a
           JOIN viewer.student v ON v.student_key = a.student_key
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
           LEFT JOIN known.section x ON x.section_key = a.section_key
           LEFT JOIN wh.load_file f ON f."load" = a.known_from AND f.file_number = a.file_number
    WHERE  a.school_date <= v.seen_until
      AND  a.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

DROP VIEW seen.attendance_month;

CREATE VIEW seen.attendance_month AS
    SELECT a.student_key, t.student_id, COALESCE(e.grade, t.grade) AS grade, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name,
           a.school_year, a.month, a.enrolled_days, a.absent_days, a.excused_days, a.suspended_days, a.tardy_count,
           a.first_date
    FROM   known.attendance_month a
           JOIN viewer.student v ON v.student_key = a.student_key
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
           LEFT JOIN (SELECT student_key, school_key, school_year, MAX(grade) AS grade FROM known.spell GROUP BY student_key, school_key, school_year) e
                  ON e.student_key = a.student_key AND e.school_key = a.school_key AND e.school_year = a.school_year
    WHERE  a.first_date <= v.seen_until
      AND  a.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

DROP VIEW seen.mark;

CREATE VIEW seen.mark AS
    SELECT m.student_key, t.student_id, m.section_key, x.section_id, COALESCE(x.course_name, x.section_id) AS course_name, x.subject, x.is_core,
           x.is_weighted_course, x.is_honors_course, COALESCE(m.school_key, x.school_key) AS school_key, s.school_id,
           COALESCE(s.school_name, s.school_id) AS school_name, m.school_year, m.term, m.mark_type, m.letter_mark, m.percent_points,
           m.credits_attempted, m.credits_earned, m.posted_date, CAST(l.loaded_at AS DATE) AS load_date, m.known_from AS "load", f."file", m.line
    FROM   known.mark m
           JOIN viewer.student v ON v.student_key = m.student_key
           JOIN known.student t ON t.student_key = m.student_key
           JOIN known.section_course x ON x.section_key = m.section_key
           JOIN wh.load l ON l."load" = m.known_from
           LEFT JOIN wh.load_file f ON f."load" = m.known_from AND f.file_number = m.file_number
           LEFT JOIN known.school s ON s.school_key = COALESCE(m.school_key, x.school_key)
    WHERE  COALESCE(m.posted_date, CAST(l.loaded_at AS DATE)) <= v.seen_until
      AND  m.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

DROP VIEW seen.incident;

CREATE VIEW seen.incident AS
    SELECT i.student_key, t.student_id, i.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, i.school_year, i.incident_id, i.incident_date,
           i.behavior, i.is_state_offense, NULLIF(i.action, '') AS action, i.action_date, i.action_days,
           CAST(CASE WHEN LOWER(i.action) LIKE '%out%of%school%susp%' OR LOWER(i.action) IN ('oss', 'suspension', 'expulsion', 'suspended') THEN 1 ELSE 0 END AS SMALLINT) AS is_suspension,
           i.known_from AS "load", f."file", i.line
    FROM   known.incident i
           JOIN viewer.student v ON v.student_key = i.student_key
           JOIN known.student t ON t.student_key = i.student_key
           LEFT JOIN wh.load_file f ON f."load" = i.known_from AND f.file_number = i.file_number
           LEFT JOIN known.school s ON s.school_key = i.school_key
    WHERE  i.incident_date <= v.seen_until
      AND  i.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

DROP VIEW seen.assessment;

CREATE VIEW seen.assessment AS
    SELECT a.student_key, t.student_id, a.assessment, a.subject, a.school_year, a.test_window, a.test_date, NULLIF(a.result_id, '') AS result_id,
           COALESCE(a.grade, t.grade) AS grade, a.score_points, a.standard_error_points, a.percentile_rank, a.level, a.known_from AS "load", f."file", a.line
    FROM   known.assessment a
           JOIN known.student t ON t.student_key = a.student_key
           LEFT JOIN wh.load_file f ON f."load" = a.known_from AND f.file_number = a.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.test_date <= v.seen_until)
      AND  a.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

DROP VIEW seen.device_access;

CREATE VIEW seen.device_access AS
    SELECT d.student_key, t.student_id, d.survey_date, d.school_year, d.device, d.device_access, d.device_provider, d.internet, d.internet_performance, d.internet_barrier,
           d.known_from AS "load", f."file", d.line
    FROM   known.device_access d
           JOIN known.student t ON t.student_key = d.student_key
           LEFT JOIN wh.load_file f ON f."load" = d.known_from AND f.file_number = d.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = d.student_key AND d.survey_date <= v.seen_until)
      AND  d.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);

-- One row per student, school and day of which she missed half or more: what known.attendance_day says of such days, asked of the events alone, which are few beside all days enrolled.
CREATE VIEW known.missed_day AS
    SELECT f.student_key, f.school_key, f.school_year, f.school_date
    FROM   known.event_day f
           JOIN known.enrolled_spell s ON s.student_key = f.student_key AND s.school_key = f.school_key AND s.school_year = f.school_year
                AND f.school_date >= s.entry_date AND f.school_date <= s.last_day
           JOIN known.school_session_day d ON d.school_key = f.school_key AND d.school_year = f.school_year AND d.school_date = f.school_date
                AND d.is_instructional = 1 AND d.is_submitted = 1
    WHERE  f.missed_parts > 0 AND f.missed_parts * 2 >= f.whole_parts AND s.spells = 1
    UNION ALL
    SELECT DISTINCT f.student_key, f.school_key, f.school_year, f.school_date
    FROM   known.event_day f
           JOIN known.enrolled_spell s ON s.student_key = f.student_key AND s.school_key = f.school_key AND s.school_year = f.school_year
                AND f.school_date >= s.entry_date AND f.school_date <= s.last_day
           JOIN known.school_session_day d ON d.school_key = f.school_key AND d.school_year = f.school_year AND d.school_date = f.school_date
                AND d.is_instructional = 1 AND d.is_submitted = 1
    WHERE  f.missed_parts > 0 AND f.missed_parts * 2 >= f.whole_parts AND s.spells > 1
    UNION ALL
    SELECT f.student_key, f.school_key, f.school_year, f.school_date
    FROM   known.event_day f
           JOIN known.sent_days_only o ON o.student_key = f.student_key AND o.school_key = f.school_key AND o.school_year = f.school_year
    WHERE  f.missed_parts > 0 AND f.missed_parts * 2 >= f.whole_parts;

CREATE VIEW seen.missed_day AS
    SELECT a.student_key, t.student_id, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, a.school_year, a.school_date
    FROM   known.missed_day a
           JOIN viewer.student v ON v.student_key = a.student_key
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
    WHERE  a.school_date <= v.seen_until
      AND  a.student_key BETWEEN COALESCE(CAST(getvariable('first_student') AS INT), 0) AND COALESCE(CAST(getvariable('last_student') AS INT), 2147483647);
