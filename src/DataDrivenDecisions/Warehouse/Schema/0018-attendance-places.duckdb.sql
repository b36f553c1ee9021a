-- Who was somewhere on which day can be told without what was said of her: asked for schools, years and days alone, attendance is read without its kinds.

-- One row per attendance row, without what it says of the day.
CREATE VIEW known.attendance_place AS
    SELECT student_key, school_key, school_year, school_date, section_key, attendance_kind_key
    FROM   wh.attendance_row WHERE known_from <= CAST(getvariable('as_of_load') AS BIGINT) AND known_to > CAST(getvariable('as_of_load') AS BIGINT);

DROP VIEW known.school_year_report;

-- One row per school and year: has it sent a calendar, has it sent submitted days, and until when has it sent events.
CREATE VIEW known.school_year_report AS
    SELECT school_key, school_year, MAX(has_calendar) AS has_calendar, MAX(has_submitted) AS has_submitted, MAX(last_event) AS last_event
    FROM  (SELECT school_key, school_year, 1 AS has_calendar, 0 AS has_submitted, CAST(NULL AS DATE) AS last_event FROM known.calendar_day
           UNION ALL SELECT school_key, school_year, 0, 1, NULL FROM known.attendance_submitted
           UNION ALL SELECT school_key, school_year, 0, 0, school_date FROM known.attendance_place) said
    GROUP  BY school_key, school_year;

DROP VIEW known.school_session_day;

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
                  UNION SELECT school_key, school_year, school_date FROM known.attendance_place) e
                  JOIN known.school_year_report n ON n.school_key = e.school_key AND n.school_year = e.school_year
           WHERE  n.has_calendar = 0) d
           JOIN known.school_year_report r ON r.school_key = d.school_key AND r.school_year = d.school_year
           LEFT JOIN known.attendance_submitted s ON s.school_key = d.school_key AND s.school_date = d.school_date;

DROP VIEW known.plain_event;

-- One row per kind of attendance row: what such a row makes of its day where no other row speaks of the day. missed_parts of whole_parts is what was missed.
CREATE VIEW known.kind_event AS
    SELECT k.attendance_kind_key, k.status,
           CASE WHEN k.status = 'tardy' THEN 1 ELSE 0 END AS is_tardy, CASE WHEN k.status = 'unknown' THEN 1 ELSE 0 END AS is_unknown,
           CASE WHEN k.is_suspension = 1 AND k.status <> 'present' THEN 1 ELSE 0 END AS is_suspended,
           CASE WHEN k.status <> 'present' THEN k.portion_absent ELSE 0 END AS missed_parts,
           CASE WHEN k.status <> 'present' AND k.is_excused = 1 THEN k.portion_absent ELSE 0 END AS excused_parts, 1 AS whole_parts
    FROM   wh.attendance_kind k;

-- One row per student, school and day with an event, where a school takes attendance once a day.
CREATE VIEW known.plain_event AS
    SELECT a.student_key, a.school_key, a.school_year, a.school_date, e.status, e.is_tardy, e.is_unknown, e.is_suspended, e.missed_parts, e.excused_parts, e.whole_parts
    FROM   known.attendance_place a JOIN known.kind_event e ON e.attendance_kind_key = a.attendance_kind_key
    WHERE  NOT EXISTS (SELECT 1 FROM known.period_school o WHERE o.school_key = a.school_key AND o.school_year = a.school_year);
