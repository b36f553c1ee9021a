-- What the roster itself says of a student, beside the enrollment: the two can differ, and a count by grade then differs too.
CREATE VIEW seen.roster AS
    SELECT t.student_key, t.student_id, t.grade, s.school_key, s.school_id, COALESCE(s.school_name, s.school_id) AS school_name,
           CAST(1 - t.has_ended AS SMALLINT) AS is_named
    FROM   known.student t LEFT JOIN known.school s ON s.school_key = t.school_key
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = t.student_key);
