DROP VIEW known.attendance_day;
GO
DROP VIEW known.enrolled_day;
GO
DROP VIEW known.attendance_fold;
GO

-- The spells whose days are those of the calendar, with how many of them a student has at the school in the year.
CREATE VIEW known.enrolled_spell AS
    SELECT s.student_key, s.school_key, s.school_year, s.entry_date, s.last_day, COUNT(*) OVER (PARTITION BY s.student_key, s.school_key, s.school_year) AS spells
    FROM   known.spell s
    WHERE  s.derived_from <> 'attendance'
      AND  NOT EXISTS (SELECT 1 FROM known.sent_days_only o
                       WHERE o.student_key = s.student_key AND o.school_key = s.school_key AND o.school_year = s.school_year);
GO

-- Schools that take attendance by period or section, year by year: there alone several rows speak of one day and must be folded into one.
CREATE VIEW known.period_school AS
    SELECT DISTINCT school_key, school_year FROM known.attendance WHERE period <> '' OR section_key <> 0;
GO

-- One row per student, school and day with events: rows about the day win over rows about periods. missed_parts of whole_parts is what she missed.
CREATE VIEW known.event_day AS
    SELECT a.student_key, a.school_key, a.school_year, a.school_date,
           CASE WHEN a.status = 'tardy' THEN 1 ELSE 0 END AS is_tardy, CASE WHEN a.status = 'unknown' THEN 1 ELSE 0 END AS is_unknown,
           CASE WHEN a.is_suspension = 1 AND a.status <> 'present' THEN 1 ELSE 0 END AS is_suspended,
           CASE WHEN a.status <> 'present' THEN a.portion_absent ELSE 0 END AS missed_parts,
           CASE WHEN a.status <> 'present' AND a.is_excused = 1 THEN a.portion_absent ELSE 0 END AS excused_parts, 1 AS whole_parts
    FROM   known.attendance a
    WHERE  NOT EXISTS (SELECT 1 FROM known.period_school o WHERE o.school_key = a.school_key AND o.school_year = a.school_year)
    UNION ALL
    SELECT f.student_key, f.school_key, f.school_year, f.school_date, f.is_tardy, f.is_unknown, f.is_suspended,
           CASE WHEN f.day_rows > 0 THEN f.day_missed ELSE f.period_missed END, CASE WHEN f.day_rows > 0 THEN f.day_excused ELSE f.period_excused END,
           CASE WHEN f.day_rows > 0 THEN 1 WHEN f.is_full_record = 0 AND p.periods > f.period_rows THEN p.periods ELSE f.period_rows END
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
GO

-- One row per student, school and day on which she was enrolled and school was held, where the source does not itself send every day. Only who has
-- several spells at one school can be enrolled there twice on a day.
CREATE VIEW known.enrolled_day AS
    SELECT s.student_key, s.school_key, d.school_year, d.school_date, d.is_submitted
    FROM   known.enrolled_spell s
           JOIN known.school_session_day d ON d.school_key = s.school_key AND d.school_year = s.school_year
                AND d.school_date >= s.entry_date AND d.school_date <= s.last_day AND d.is_instructional = 1
    WHERE  s.spells = 1
    UNION ALL
    SELECT DISTINCT s.student_key, s.school_key, d.school_year, d.school_date, d.is_submitted
    FROM   known.enrolled_spell s
           JOIN known.school_session_day d ON d.school_key = s.school_key AND d.school_year = s.school_year
                AND d.school_date >= s.entry_date AND d.school_date <= s.last_day AND d.is_instructional = 1
    WHERE  s.spells > 1;
GO

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
           WHERE  EXISTS (SELECT 1 FROM known.sent_days_only o
                          WHERE o.student_key = f.student_key AND o.school_key = f.school_key AND o.school_year = f.school_year)
           UNION ALL
           SELECT e.student_key, e.school_key, e.school_year, e.school_date, e.is_submitted,
                  COALESCE(f.is_unknown, 0), COALESCE(f.is_tardy, 0), COALESCE(f.is_suspended, 0), COALESCE(f.missed_parts, 0), COALESCE(f.excused_parts, 0),
                  CASE WHEN f.missed_parts > 0 AND f.missed_parts * 2 >= f.whole_parts THEN 1 ELSE 0 END
           FROM   known.enrolled_day e
                  LEFT JOIN known.event_day f ON f.student_key = e.student_key AND f.school_key = e.school_key AND f.school_date = e.school_date) folded;
GO
