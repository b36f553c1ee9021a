-- A model may speak of a student in one course, and says how it went for those of a past year who were told about the same. section_key is 0 where it speaks of no course.
DROP VIEW seen.risk;
GO

DROP VIEW known.risk;
GO

-- The key changes, so the rows go through a table beside it.
CREATE TABLE wh.risk_before (
    student_key INT NOT NULL, school_key INT NULL, school_year INT NOT NULL, model NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of_date DATE NOT NULL, probability FLOAT(53) NOT NULL, reasons NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    model_version NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_risk_before PRIMARY KEY (student_key, school_year, model, as_of_date, known_from));
GO

INSERT INTO wh.risk_before (student_key, school_key, school_year, model, as_of_date, probability, reasons, model_version, known_from, known_to, file_number, line)
    SELECT student_key, school_key, school_year, model, as_of_date, probability, reasons, model_version, known_from, known_to, file_number, line FROM wh.risk;
GO

DROP TABLE wh.risk;
GO

-- One row per student, school year, model, section (0 for none), night and version; reasons is a JSON array.
CREATE TABLE wh.risk (
    student_key INT NOT NULL, school_key INT NULL, school_year INT NOT NULL, model NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, section_key INT NOT NULL,
    as_of_date DATE NOT NULL, probability FLOAT(53) NOT NULL, reasons NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    model_version NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, alike_count INT NULL, alike_true_count INT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_risk PRIMARY KEY (student_key, school_year, model, section_key, as_of_date, known_from));
GO

INSERT INTO wh.risk (student_key, school_key, school_year, model, section_key, as_of_date, probability, reasons, model_version, alike_count, alike_true_count, known_from, known_to, file_number, line)
    SELECT student_key, school_key, school_year, model, 0, as_of_date, probability, reasons, model_version, NULL, NULL, known_from, known_to, file_number, line FROM wh.risk_before;
GO

DROP TABLE wh.risk_before;
GO

CREATE VIEW known.risk AS
    SELECT student_key, school_key, school_year, model, section_key, as_of_date, probability, reasons, model_version, alike_count, alike_true_count, known_from, file_number, line
    FROM   wh.risk WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

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
GO
