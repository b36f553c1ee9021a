-- The same answers at a fraction of the work. Who is in sight, and until which day, is one row per student: joined, it is looked up once for a row; asked for with EXISTS and a
-- comparison of days, an engine first gathers every pair of student and day that the rows hold, which took longer than adding them up.

DROP VIEW viewer.student;

CREATE VIEW viewer.student AS
    SELECT p.student_key, MAX(CASE WHEN p.last_day >= COALESCE(CAST(getvariable('rights_day') AS DATE), CAST(getvariable('today') AS DATE)) THEN CAST('9999-12-31' AS DATE) ELSE p.last_day END) AS seen_until
    FROM   wh.placement p
    WHERE  p.known_to = 9223372036854775807
      AND  p.scope IN (SELECT scope FROM viewer.scope)
      AND  (p.is_lasting = 1
            OR (p.first_day <= COALESCE(CAST(getvariable('rights_day') AS DATE), CAST(getvariable('today') AS DATE))
                AND p.last_day >= COALESCE(CAST(getvariable('rights_day') AS DATE), CAST(getvariable('today') AS DATE))))
    GROUP  BY p.student_key;

DROP VIEW known.sent_days_only;

-- The students, schools and years whose enrolled days are the days that the source sent: it sends every day, or nothing but attendance.
CREATE VIEW known.sent_days_only AS
    SELECT a.student_key, a.school_key, a.school_year
    FROM   known.attendance_place a JOIN wh.attendance_kind k ON k.attendance_kind_key = a.attendance_kind_key AND k.is_full_record = 1
    UNION
    SELECT a.student_key, a.school_key, a.school_year
    FROM   known.attendance_place a
           LEFT JOIN (SELECT DISTINCT student_key, school_key, school_year FROM known.spell WHERE derived_from <> 'attendance') s
                  ON s.student_key = a.student_key AND s.school_key = a.school_key AND s.school_year = a.school_year
    WHERE  s.student_key IS NULL;

DROP VIEW known.enrolled_spell;

-- The spells whose days are those of the calendar, with how many of them a student has at the school in the year.
CREATE VIEW known.enrolled_spell AS
    SELECT s.student_key, s.school_key, s.school_year, s.entry_date, s.last_day, COUNT(*) OVER (PARTITION BY s.student_key, s.school_key, s.school_year) AS spells
    FROM   known.spell s
           LEFT JOIN known.sent_days_only o ON o.student_key = s.student_key AND o.school_key = s.school_key AND o.school_year = s.school_year
    WHERE  s.derived_from <> 'attendance' AND o.student_key IS NULL;

DROP VIEW known.attendance_day;

-- The day as it counts: half of it missed or more is an absence (EDFacts FS195). A day that is not submitted, and one whose code nobody mapped, enter no
-- denominator and are never read as present.
CREATE VIEW known.attendance_day AS
    SELECT student_key, school_key, school_year, school_date,
           CASE WHEN is_submitted = 0 THEN 'not_submitted' WHEN is_absent = 1 THEN 'absent' WHEN is_unknown = 1 THEN 'no_data' WHEN is_tardy = 1 THEN 'tardy'
                WHEN missed_parts > 0 THEN 'partial' ELSE 'present' END AS status,
           CASE WHEN is_submitted = 1 AND (is_absent = 1 OR is_unknown = 0) THEN 1 ELSE 0 END AS enrolled_days,
           CASE WHEN is_submitted = 1 THEN is_absent ELSE 0 END AS absent_days,
           CASE WHEN is_submitted = 1 AND is_absent = 1 AND excused_parts * 2 > missed_parts THEN 1 ELSE 0 END AS excused_days,
           CASE WHEN is_submitted = 1 AND is_absent = 1 AND is_suspended = 1 THEN 1 ELSE 0 END AS suspended_days,
           CASE WHEN is_submitted = 1 AND is_absent = 0 AND is_unknown = 0 AND is_tardy = 1 THEN 1 ELSE 0 END AS tardy_count
    FROM  (SELECT f.student_key, f.school_key, f.school_year, f.school_date, 1 AS is_submitted, f.is_unknown, f.is_tardy, f.is_suspended, f.missed_parts, f.excused_parts,
                  CASE WHEN f.missed_parts > 0 AND f.missed_parts * 2 >= f.whole_parts THEN 1 ELSE 0 END AS is_absent
           FROM   known.event_day f
                  JOIN known.sent_days_only o ON o.student_key = f.student_key AND o.school_key = f.school_key AND o.school_year = f.school_year
           UNION ALL
           SELECT e.student_key, e.school_key, e.school_year, e.school_date, e.is_submitted,
                  COALESCE(f.is_unknown, 0), COALESCE(f.is_tardy, 0), COALESCE(f.is_suspended, 0), COALESCE(f.missed_parts, 0), COALESCE(f.excused_parts, 0),
                  CASE WHEN f.missed_parts > 0 AND f.missed_parts * 2 >= f.whole_parts THEN 1 ELSE 0 END
           FROM   known.enrolled_day e
                  LEFT JOIN known.event_day f ON f.student_key = e.student_key AND f.school_key = e.school_key AND f.school_date = e.school_date) folded;

DROP VIEW seen.attendance;

CREATE VIEW seen.attendance AS
    SELECT a.student_key, t.student_id, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name, a.school_year, a.school_date,
           a.status, a.enrolled_days, a.absent_days, a.excused_days, a.suspended_days
    FROM   known.attendance_day a
           JOIN viewer.student v ON v.student_key = a.student_key
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
    WHERE  (a.school_date <= CAST(getvariable('today') AS DATE) OR a.status <> 'not_submitted')
      AND  a.school_date <= v.seen_until;

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
    WHERE  a.school_date <= v.seen_until;

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
    WHERE  a.first_date <= v.seen_until;

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
    WHERE  COALESCE(m.posted_date, CAST(l.loaded_at AS DATE)) <= v.seen_until;

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
    WHERE  i.incident_date <= v.seen_until;

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
    WHERE  e.entry_date <= v.seen_until;
