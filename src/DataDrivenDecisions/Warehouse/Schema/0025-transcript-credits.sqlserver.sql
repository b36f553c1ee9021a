-- Credit on a transcript need not come from a class of the district: a student brings it from another one, earns it by an examination or in a college's class.

-- One row per student, school year, term, course, place where it was earned, result of the attempt and version; term, place and result are empty where the transcript does not say.
CREATE TABLE wh.transcript_credit (
    student_key INT NOT NULL, school_year INT NOT NULL, term NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL, course NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
    earned_at NVARCHAR(120) COLLATE Latin1_General_100_BIN2 NOT NULL, result NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    course_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, subject NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    method NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, grade NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, letter_mark NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    percent_points DECIMAL(12,4) NULL, credits_attempted DECIMAL(12,4) NULL, credits_earned DECIMAL(12,4) NOT NULL, posted_date DATE NULL, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_transcript_credit PRIMARY KEY (student_key, school_year, term, course, earned_at, result, known_from));
GO

-- One row per credit as it is known.
CREATE VIEW known.transcript_credit AS
    SELECT student_key, school_year, term, course, earned_at, result, course_name, subject, method, grade, letter_mark, percent_points, credits_attempted, credits_earned, posted_date,
           known_from, file_number, line
    FROM   wh.transcript_credit WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

-- One row per credit of a student in sight.
CREATE VIEW seen.transcript_credit AS
    SELECT c.student_key, t.student_id, c.school_year, NULLIF(c.term, '') AS term, c.course, COALESCE(c.course_name, c.course) AS course_name, c.subject, NULLIF(c.earned_at, '') AS earned_at,
           NULLIF(c.result, '') AS result, c.method, c.grade, c.letter_mark, c.percent_points, c.credits_attempted, c.credits_earned, c.posted_date, CAST(l.loaded_at AS DATE) AS load_date,
           c.known_from AS "load", f."file", c.line
    FROM   known.transcript_credit c
           JOIN viewer.student v ON v.student_key = c.student_key
           JOIN known.student t ON t.student_key = c.student_key
           JOIN wh."load" l ON l."load" = c.known_from
           LEFT JOIN wh.load_file f ON f."load" = c.known_from AND f.file_number = c.file_number
    WHERE  COALESCE(c.posted_date, CAST(l.loaded_at AS DATE)) <= v.seen_until
      AND  c.student_key BETWEEN COALESCE(CAST(SESSION_CONTEXT(N'first_student') AS INT), 0) AND COALESCE(CAST(SESSION_CONTEXT(N'last_student') AS INT), 2147483647);
GO
