DROP VIEW seen.attendance_month;
GO

-- With the first of the month's days, so that months can be asked for by day: who adds them up needs not trust a source's idea of the school year.
CREATE VIEW seen.attendance_month AS
    SELECT a.student_key, t.student_id, COALESCE(e.grade, t.grade) AS grade, a.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name,
           a.school_year, a.month, a.enrolled_days, a.absent_days, a.excused_days, a.suspended_days, a.tardy_count,
           a.first_date
    FROM   known.attendance_month a
           JOIN known.student t ON t.student_key = a.student_key
           JOIN known.school s ON s.school_key = a.school_key
           LEFT JOIN (SELECT student_key, school_key, school_year, MAX(grade) AS grade FROM known.spell GROUP BY student_key, school_key, school_year) e
                  ON e.student_key = a.student_key AND e.school_key = a.school_key AND e.school_year = a.school_year
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.first_date <= v.seen_until);
GO
