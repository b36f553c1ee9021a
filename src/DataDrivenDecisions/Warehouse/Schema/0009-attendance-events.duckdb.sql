DROP VIEW known.event_day;

-- The two kinds of day with events, apart: whoever sums up asks the plain ones for what is not 'present' alone, which is few of many rows, and the folded
-- ones only where there are any.

-- One row per student, school and day with an event, where a school takes attendance once a day. missed_parts of whole_parts is what she missed.
CREATE VIEW known.plain_event AS
    SELECT a.student_key, a.school_key, a.school_year, a.school_date, a.status,
           CASE WHEN a.status = 'tardy' THEN 1 ELSE 0 END AS is_tardy, CASE WHEN a.status = 'unknown' THEN 1 ELSE 0 END AS is_unknown,
           CASE WHEN a.is_suspension = 1 AND a.status <> 'present' THEN 1 ELSE 0 END AS is_suspended,
           CASE WHEN a.status <> 'present' THEN a.portion_absent ELSE 0 END AS missed_parts,
           CASE WHEN a.status <> 'present' AND a.is_excused = 1 THEN a.portion_absent ELSE 0 END AS excused_parts, 1 AS whole_parts
    FROM   known.attendance a
    WHERE  NOT EXISTS (SELECT 1 FROM known.period_school o WHERE o.school_key = a.school_key AND o.school_year = a.school_year);

-- One row per student, school and day with events, where a school takes attendance by period: rows about the day win over rows about periods.
CREATE VIEW known.folded_event AS
    SELECT f.student_key, f.school_key, f.school_year, f.school_date, f.is_tardy, f.is_unknown, f.is_suspended,
           CASE WHEN f.day_rows > 0 THEN f.day_missed ELSE f.period_missed END AS missed_parts,
           CASE WHEN f.day_rows > 0 THEN f.day_excused ELSE f.period_excused END AS excused_parts,
           CASE WHEN f.day_rows > 0 THEN 1 WHEN f.is_full_record = 0 AND p.periods > f.period_rows THEN p.periods ELSE f.period_rows END AS whole_parts
    FROM  (SELECT student_key, school_key, school_year, school_date, MAX(is_full_record) AS is_full_record,
                  MAX(CASE WHEN status = 'tardy' THEN 1 ELSE 0 END) AS is_tardy, MAX(CASE WHEN status = 'unknown' THEN 1 ELSE 0 END) AS is_unknown,
                  MAX(CASE WHEN is_suspension = 1 AND status <> 'present' THEN 1 ELSE 0 END) AS is_suspended,
                  SUM(CASE WHEN period = '' AND section_key = 0 THEN 1 ELSE 0 END) AS day_rows,
                  MAX(CASE WHEN period = '' AND section_key = 0 AND status <> 'present' THEN portion_absent ELSE 0 END) AS day_missed,
                  MAX(CASE WHEN period = '' AND section_key = 0 AND status <> 'present' AND is_excused = 1 THEN portion_absent ELSE 0 END) AS day_excused,
                  SUM(CASE WHEN period = '' AND section_key = 0 THEN 0 ELSE 1 END) AS period_rows,
                  SUM(CASE WHEN status <> 'present' THEN portion_absent ELSE 0 END) AS period_missed,
                  SUM(CASE WHEN status <> 'present' AND is_excused = 1 THEN portion_absent ELSE 0 END) AS period_excused
           FROM   known.attendance a
           WHERE  EXISTS (SELECT 1 FROM known.period_school o WHERE o.school_key = a.school_key AND o.school_year = a.school_year)
           GROUP  BY student_key, school_key, school_year, school_date) f
           LEFT JOIN known.school_periods p ON p.school_key = f.school_key AND p.school_year = f.school_year;

-- One row per student, school and day with events.
CREATE VIEW known.event_day AS
    SELECT student_key, school_key, school_year, school_date, is_tardy, is_unknown, is_suspended, missed_parts, excused_parts, whole_parts FROM known.plain_event
    UNION ALL
    SELECT student_key, school_key, school_year, school_date, is_tardy, is_unknown, is_suspended, missed_parts, excused_parts, whole_parts FROM known.folded_event;
