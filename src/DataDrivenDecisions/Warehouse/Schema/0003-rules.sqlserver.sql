-- The rules that views share: spells of enrollment, the days of a school, the folding of attendance into days, and who is in sight.

-- CEDS grade codes in school order.
CREATE VIEW known.grade_order AS
    SELECT * FROM (VALUES ('IT', 1), ('PR', 2), ('PK', 3), ('TK', 4), ('KG', 5), ('01', 6), ('02', 7), ('03', 8), ('04', 9), ('05', 10), ('06', 11), ('07', 12),
                          ('08', 13), ('09', 14), ('10', 15), ('11', 16), ('12', 17), ('13', 18), ('PS', 19)) o (grade, place);
GO

-- Every spell of a student in a school; last_day is its exit, or the last day of its school year while it is open.
CREATE VIEW known.spell AS
    SELECT student_key, school_key, school_year, grade, entry_date, exit_date, exit_reason, 0 AS is_derived, 'enrollment' AS derived_from,
           CASE WHEN exit_date IS NULL OR exit_date > CAST(CONCAT(school_year, '-06-30') AS DATE)
                THEN CAST(CONCAT(school_year, '-06-30') AS DATE) ELSE exit_date END AS last_day
    FROM   known.school_enrollment
    UNION ALL
    SELECT student_key, school_key, school_year, grade, entry_date, exit_date, NULL, 1, derived_from,
           CASE WHEN exit_date IS NULL THEN CAST(CONCAT(school_year, '-06-30') AS DATE) ELSE exit_date END
    FROM   known.derived_enrollment;
GO

-- One row per student: her current spell, or the last one that has begun, or the first that will.
CREATE VIEW known.latest_spell AS
    SELECT student_key, school_key, school_year, grade, entry_date, exit_date, last_day, has_begun
    FROM  (SELECT s.student_key, s.school_key, s.school_year, s.grade, s.entry_date, s.exit_date, s.last_day,
                  CASE WHEN s.entry_date <= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 1 ELSE 0 END AS has_begun,
                  ROW_NUMBER() OVER (PARTITION BY s.student_key ORDER BY CASE WHEN s.entry_date <= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN 0 ELSE 1 END,
                      CASE WHEN s.entry_date <= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN s.last_day END DESC, s.entry_date DESC, s.school_key) AS place
           FROM   known.spell s) ranked
    WHERE  place = 1;
GO

-- One row per section: the school year and the first and last day of the sessions it meets in.
CREATE VIEW known.section_span AS
    SELECT x.section_key, MIN(s.first_day) AS first_day, MAX(s.last_day) AS last_day, MAX(s.school_year) AS school_year
    FROM   known.section_session x JOIN known.session s ON s.session_id = x.session_id
    GROUP  BY x.section_key;
GO

-- One row per section with its course; is_core follows the subject where one is given, else the title.
CREATE VIEW known.section_course AS
    SELECT section_key, section_id, section_name, section_code, kind, has_ended, course_key, course_id, course_name, subject, school_key, is_weighted_course, is_honors_course,
           CAST(CASE WHEN subject_code LIKE '01%' OR subject_code LIKE '02%' OR subject_code LIKE '03%' OR subject_code LIKE '04%' THEN 1
                     WHEN words LIKE '%computer%' OR words LIKE '%physical ed%' OR words LIKE '%exercise%' OR words LIKE '%home economics%' THEN 0
                     WHEN words LIKE '%english%' OR words LIKE '%language arts%' OR words LIKE '%reading%' OR words LIKE '%literature%' OR words LIKE 'ela %'
                       OR words LIKE '%writing%' OR words LIKE '%composition%' OR words LIKE '%math%' OR words LIKE '%algebra%' OR words LIKE '%geometry%'
                       OR words LIKE '%calculus%' OR words LIKE '%statistics%' OR words LIKE '%trigonometry%' OR words LIKE '%science%' OR words LIKE '%biology%'
                       OR words LIKE '%chemistry%' OR words LIKE '%physics%' OR words LIKE '%social studies%' OR words LIKE '%history%' OR words LIKE '%civics%'
                       OR words LIKE '%government%' OR words LIKE '%geography%' OR words LIKE '%economics%' THEN 1
                     ELSE 0 END AS SMALLINT) AS is_core
    FROM  (SELECT s.section_key, s.section_id, s.section_name, s.section_code, s.kind, s.has_ended, s.course_key, c.course_id, s.school_key, c.subject_code,
                  COALESCE(c.course_name, s.section_name) AS course_name, COALESCE(NULLIF(s.subject, ''), NULLIF(c.subject, '')) AS subject,
                  CONCAT(LOWER(COALESCE(NULLIF(s.subject, ''), NULLIF(c.subject, ''), c.course_name, s.section_name)), ' ') AS words,
                  CAST(CASE WHEN COALESCE(c.course_name, s.section_name) LIKE 'AP %' OR COALESCE(c.course_name, s.section_name) LIKE 'IB %'
                              OR COALESCE(c.course_name, s.section_name) LIKE '%Advanced Placement%' OR LOWER(COALESCE(c.course_name, s.section_name)) LIKE '%dual%enroll%'
                            THEN 1 ELSE 0 END AS SMALLINT) AS is_weighted_course,
                  CAST(CASE WHEN LOWER(COALESCE(c.course_name, s.section_name)) LIKE '%honors%' THEN 1 ELSE 0 END AS SMALLINT) AS is_honors_course
           FROM   known.section s LEFT JOIN known.course c ON c.course_key = s.course_key) named;
GO

-- One row per school and year: has it sent a calendar, has it sent submitted days, and until when has it sent events.
CREATE VIEW known.school_year_report AS
    SELECT school_key, school_year, MAX(has_calendar) AS has_calendar, MAX(has_submitted) AS has_submitted, MAX(last_event) AS last_event
    FROM  (SELECT school_key, school_year, 1 AS has_calendar, 0 AS has_submitted, CAST(NULL AS DATE) AS last_event FROM known.calendar_day
           UNION ALL SELECT school_key, school_year, 0, 1, NULL FROM known.attendance_submitted
           UNION ALL SELECT school_key, school_year, 0, 0, school_date FROM known.attendance) said
    GROUP  BY school_key, school_year;
GO

-- One row per school and day. Without a calendar the days are those with submissions or events; without submissions a day counts as
-- submitted up to the last event of the year (the "max submitted date" rule).
CREATE VIEW known.school_session_day AS
    SELECT d.school_key, d.school_year, d.school_date, d.day_type, d.is_instructional,
           CAST(CASE WHEN r.has_submitted = 1 THEN CASE WHEN s.school_key IS NULL THEN 0 ELSE 1 END
                     WHEN d.school_date <= r.last_event THEN 1 ELSE 0 END AS SMALLINT) AS is_submitted
    FROM  (SELECT school_key, school_year, school_date, day_type, is_instructional FROM known.calendar_day
           UNION ALL
           SELECT e.school_key, e.school_year, e.school_date, NULL, 1
           FROM  (SELECT school_key, school_year, school_date FROM known.attendance_submitted
                  UNION SELECT school_key, school_year, school_date FROM known.attendance) e
                  JOIN known.school_year_report n ON n.school_key = e.school_key AND n.school_year = e.school_year
           WHERE  n.has_calendar = 0) d
           JOIN known.school_year_report r ON r.school_key = d.school_key AND r.school_year = d.school_year
           LEFT JOIN known.attendance_submitted s ON s.school_key = d.school_key AND s.school_date = d.school_date;
GO

-- How many periods a day has where a source sends exceptions by period: the most that the school used in that year.
CREATE VIEW known.school_periods AS
    SELECT school_key, school_year, COUNT(DISTINCT period) AS periods FROM known.attendance WHERE period <> '' GROUP BY school_key, school_year;
GO

-- One row per student, school and day with events: rows about the day win over rows about periods.
-- missed_parts of whole_parts is what she missed; half or more is an absence (EDFacts FS195).
CREATE VIEW known.attendance_fold AS
    SELECT f.student_key, f.school_key, f.school_year, f.school_date, f.is_full_record, f.is_tardy, f.is_unknown, f.is_suspended,
           CASE WHEN f.day_rows > 0 THEN f.day_missed ELSE f.period_missed END AS missed_parts,
           CASE WHEN f.day_rows > 0 THEN f.day_excused ELSE f.period_excused END AS excused_parts,
           CASE WHEN f.day_rows > 0 THEN 1
                WHEN f.is_full_record = 0 AND p.periods > f.period_rows THEN p.periods ELSE f.period_rows END AS whole_parts
    FROM  (SELECT student_key, school_key, school_year, school_date, MAX(is_full_record) AS is_full_record,
                  MAX(CASE WHEN status = 'tardy' THEN 1 ELSE 0 END) AS is_tardy, MAX(CASE WHEN status = 'unknown' THEN 1 ELSE 0 END) AS is_unknown,
                  MAX(CASE WHEN is_suspension = 1 AND status <> 'present' THEN 1 ELSE 0 END) AS is_suspended,
                  SUM(CASE WHEN period = '' AND section_key = 0 THEN 1 ELSE 0 END) AS day_rows,
                  MAX(CASE WHEN period = '' AND section_key = 0 AND status <> 'present' THEN portion_absent ELSE 0 END) AS day_missed,
                  MAX(CASE WHEN period = '' AND section_key = 0 AND status <> 'present' AND is_excused = 1 THEN portion_absent ELSE 0 END) AS day_excused,
                  SUM(CASE WHEN period = '' AND section_key = 0 THEN 0 ELSE 1 END) AS period_rows,
                  SUM(CASE WHEN status <> 'present' THEN portion_absent ELSE 0 END) AS period_missed,
                  SUM(CASE WHEN status <> 'present' AND is_excused = 1 THEN portion_absent ELSE 0 END) AS period_excused
           FROM   known.attendance
           GROUP  BY student_key, school_key, school_year, school_date) f
           LEFT JOIN known.school_periods p ON p.school_key = f.school_key AND p.school_year = f.school_year;
GO

-- The students, schools and years whose enrolled days are the days that the source sent: it sends every day, or nothing but attendance.
CREATE VIEW known.sent_days_only AS
    SELECT a.student_key, a.school_key, a.school_year
    FROM   known.attendance a
    GROUP  BY a.student_key, a.school_key, a.school_year
    HAVING MAX(a.is_full_record) = 1
        OR NOT EXISTS (SELECT 1 FROM known.spell s WHERE s.student_key = a.student_key AND s.school_key = a.school_key AND s.school_year = a.school_year
                       AND s.derived_from <> 'attendance');
GO

-- One row per student, school and day on which she was enrolled and school was held, or that the source itself sent.
CREATE VIEW known.enrolled_day AS
    SELECT DISTINCT s.student_key, s.school_key, d.school_year, d.school_date, d.is_submitted
    FROM   known.spell s
           JOIN known.school_session_day d ON d.school_key = s.school_key AND d.school_year = s.school_year
                AND d.school_date >= s.entry_date AND d.school_date <= s.last_day AND d.is_instructional = 1
    WHERE  s.derived_from <> 'attendance'
      AND  NOT EXISTS (SELECT 1 FROM known.sent_days_only o
                       WHERE o.student_key = s.student_key AND o.school_key = s.school_key AND o.school_year = s.school_year)
    UNION ALL
    SELECT f.student_key, f.school_key, f.school_year, f.school_date, 1
    FROM   known.attendance_fold f
    WHERE  EXISTS (SELECT 1 FROM known.sent_days_only o
                   WHERE o.student_key = f.student_key AND o.school_key = f.school_key AND o.school_year = f.school_year);
GO

-- The day as it counts. A day that is not submitted, and one whose code nobody mapped, enter no denominator and are never read as present.
CREATE VIEW known.attendance_day AS
    SELECT student_key, school_key, school_year, school_date,
           CASE WHEN is_submitted = 0 THEN 'not_submitted' WHEN is_absent = 1 THEN 'absent' WHEN is_unknown = 1 THEN 'no_data' WHEN is_tardy = 1 THEN 'tardy'
                WHEN missed_parts > 0 THEN 'partial' ELSE 'present' END AS status,
           CASE WHEN is_submitted = 1 AND (is_absent = 1 OR is_unknown = 0) THEN 1 ELSE 0 END AS enrolled_days,
           CASE WHEN is_submitted = 1 THEN is_absent ELSE 0 END AS absent_days,
           CASE WHEN is_submitted = 1 AND is_absent = 1 AND excused_parts * 2 > missed_parts THEN 1 ELSE 0 END AS excused_days,
           CASE WHEN is_submitted = 1 AND is_absent = 1 AND is_suspended = 1 THEN 1 ELSE 0 END AS suspended_days,
           CASE WHEN is_submitted = 1 AND is_absent = 0 AND is_unknown = 0 AND is_tardy = 1 THEN 1 ELSE 0 END AS tardy_count
    FROM  (SELECT e.student_key, e.school_key, e.school_year, e.school_date, e.is_submitted,
                  COALESCE(f.is_unknown, 0) AS is_unknown, COALESCE(f.is_tardy, 0) AS is_tardy, COALESCE(f.is_suspended, 0) AS is_suspended,
                  COALESCE(f.missed_parts, 0) AS missed_parts, COALESCE(f.excused_parts, 0) AS excused_parts,
                  CASE WHEN f.missed_parts > 0 AND f.missed_parts * 2 >= f.whole_parts THEN 1 ELSE 0 END AS is_absent
           FROM   known.enrolled_day e
                  LEFT JOIN known.attendance_fold f ON f.student_key = e.student_key AND f.school_key = e.school_key AND f.school_date = e.school_date) folded;
GO

-- Who is in the viewer's sight, and until which day. Rights are today's, whatever load is asked for: a section, a guardian's link count while they run;
-- a school that a student has left keeps sight of what was known up to the day she left.
CREATE VIEW viewer.student AS
    SELECT p.student_key, MAX(CASE WHEN p.last_day >= CAST(SESSION_CONTEXT(N'today') AS DATE) THEN CAST('9999-12-31' AS DATE) ELSE p.last_day END) AS seen_until
    FROM   wh.placement p
    WHERE  p.known_to = 9223372036854775807
      AND  p.scope IN (SELECT scope FROM viewer.scope)
      AND  (p.is_lasting = 1 OR (p.first_day <= CAST(SESSION_CONTEXT(N'today') AS DATE) AND p.last_day >= CAST(SESSION_CONTEXT(N'today') AS DATE)))
    GROUP  BY p.student_key;
GO

-- The schools in sight: all of them for the district, one's own, and those in which a student in sight is or was enrolled.
CREATE VIEW viewer.school AS
    SELECT s.school_key FROM known.school s
    WHERE  EXISTS (SELECT 1 FROM viewer.scope g WHERE g.scope = 'district' OR g.scope = CONCAT('school:', s.school_id) OR g.scope = CONCAT('school:', s.school_number))
       OR  EXISTS (SELECT 1 FROM known.spell e JOIN viewer.student t ON t.student_key = e.student_key
                   WHERE e.school_key = s.school_key AND e.entry_date <= t.seen_until);
GO

-- The sections in sight: those of one's schools, one's own, and a family sees its child's.
CREATE VIEW viewer.section AS
    SELECT x.section_key FROM known.section x LEFT JOIN known.school s ON s.school_key = x.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.scope g WHERE g.scope = 'district' OR g.scope = CONCAT('section:', x.section_id)
                   OR g.scope = CONCAT('school:', s.school_id) OR g.scope = CONCAT('school:', s.school_number))
       OR  EXISTS (SELECT 1 FROM known.section_enrollment e JOIN wh.placement p ON p.student_key = e.student_key
                   WHERE e.section_key = x.section_key AND p.known_to = 9223372036854775807 AND p.scope LIKE 'student:%'
                     AND p.scope IN (SELECT scope FROM viewer.scope));
GO

-- Why a viewer sees a student: the placements that join her scopes, by any of the student's ids; the narrowest reason first.
CREATE VIEW viewer.reason AS
    SELECT i.id, p.scope,
           CASE WHEN p.scope LIKE 'student:%' THEN 1 WHEN p.scope LIKE 'section:%' THEN 2 WHEN p.scope LIKE 'school:%' THEN 3 ELSE 4 END AS narrowness
    FROM   wh.placement p JOIN wh.entity_id i ON i.entity = 'student' AND i.entity_key = p.student_key AND i.known_to = 9223372036854775807
    WHERE  p.known_to = 9223372036854775807
      AND  p.scope IN (SELECT scope FROM viewer.scope)
      AND  (p.is_lasting = 1 OR (p.first_day <= CAST(SESSION_CONTEXT(N'today') AS DATE) AND p.last_day >= CAST(SESSION_CONTEXT(N'today') AS DATE)));
GO
