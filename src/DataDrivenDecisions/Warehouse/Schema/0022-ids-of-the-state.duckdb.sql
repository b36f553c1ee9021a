-- The id by which the state knows a student, which results of state tests and many vendors name her by. It is the roster's, and dated as all that the roster says of her.

ALTER TABLE wh.student ADD COLUMN state_id VARCHAR;

DROP VIEW known.student;

CREATE VIEW known.student AS
    SELECT student_key, student_id, student_number, state_id, given_name, middle_name, family_name, preferred_name, grade, email, school_key, school_ids,
           is_active, is_placeholder, has_ended, known_from, file_number, line
    FROM   wh.student WHERE known_from <= CAST(getvariable('as_of_load') AS BIGINT) AND known_to > CAST(getvariable('as_of_load') AS BIGINT);

DROP VIEW seen.student;

CREATE VIEW seen.student AS
    SELECT t.student_key, t.student_id, t.student_number, t.state_id, t.given_name, t.family_name, t.preferred_name, COALESCE(e.grade, t.grade) AS grade, t.email,
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
