-- A model may speak of a student in one course, and says how it went for those of a past year who were told about the same. section_key is 0 where it speaks of no course.
DROP VIEW seen.risk;

DROP VIEW known.risk;

ALTER TABLE wh.risk ADD COLUMN section_key INTEGER DEFAULT 0;

ALTER TABLE wh.risk ADD COLUMN alike_count INTEGER;

ALTER TABLE wh.risk ADD COLUMN alike_true_count INTEGER;

CREATE VIEW known.risk AS
    SELECT student_key, school_key, school_year, model, section_key, as_of_date, probability, reasons, model_version, alike_count, alike_true_count, known_from, file_number, line
    FROM   wh.risk WHERE known_from <= CAST(getvariable('as_of_load') AS BIGINT) AND known_to > CAST(getvariable('as_of_load') AS BIGINT);

CREATE VIEW seen.risk AS
    SELECT r.student_key, t.student_id, r.school_key, s.school_id, r.school_year, COALESCE(e.grade, t.grade) AS grade, r.model, NULLIF(r.section_key, 0) AS section_key,
           x.section_id, x.course_name, r.as_of_date, r.probability, r.reasons, r.alike_count, r.alike_true_count, r.model_version, r.known_from AS "load"
    FROM   known.risk r
           JOIN known.student t ON t.student_key = r.student_key
           LEFT JOIN known.school s ON s.school_key = r.school_key
           LEFT JOIN known.section_course x ON x.section_key = r.section_key
           LEFT JOIN (SELECT student_key, school_year, MAX(grade) AS grade FROM known.spell GROUP BY student_key, school_year) e
                  ON e.student_key = r.student_key AND e.school_year = r.school_year
    WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = r.student_key AND r.as_of_date <= v.seen_until);
