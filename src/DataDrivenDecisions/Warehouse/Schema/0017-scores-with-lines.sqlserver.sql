-- A result of a test says from which load, file and line it came, as marks and incidents do.
DROP VIEW seen.assessment;
GO

CREATE VIEW seen.assessment AS
    SELECT a.student_key, t.student_id, a.assessment, a.subject, a.school_year, a.test_window, a.test_date, NULLIF(a.result_id, '') AS result_id,
           COALESCE(a.grade, t.grade) AS grade, a.score_points, a.standard_error_points, a.percentile_rank, a.level, a.known_from AS "load", f."file", a.line
    FROM   known.assessment a
           JOIN known.student t ON t.student_key = a.student_key
           LEFT JOIN wh.load_file f ON f."load" = a.known_from AND f.file_number = a.file_number
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = a.student_key AND a.test_date <= v.seen_until);
GO
