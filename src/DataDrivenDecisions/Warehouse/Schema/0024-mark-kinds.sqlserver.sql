-- Marks are the most rows of a warehouse after attendance, and few of their words differ: term, kind, letter and credits stand once in mark_kind, and mark_row holds whole
-- numbers, points and dates alone. wh.mark shows the rows as they came, as before.

-- One row per combination of what a mark can say beside its points; never changed, and kept when the load that brought it is undone, since it says nothing of anybody.
CREATE TABLE wh.mark_kind (
    mark_kind_key INT NOT NULL, term NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, mark_type NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    letter_mark NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, credits_attempted DECIMAL(12,4) NULL, credits_earned DECIMAL(12,4) NULL,
    CONSTRAINT pk_mark_kind PRIMARY KEY (mark_kind_key));
GO

INSERT INTO wh.mark_kind (mark_kind_key, term, mark_type, letter_mark, credits_attempted, credits_earned)
    SELECT CAST(ROW_NUMBER() OVER (ORDER BY term, mark_type, letter_mark, credits_attempted, credits_earned) AS INT), term, mark_type, letter_mark, credits_attempted, credits_earned
    FROM  (SELECT DISTINCT term, mark_type, letter_mark, credits_attempted, credits_earned FROM wh.mark) kinds;
GO

-- One row per student, section, school year, term, kind of mark and version, as the source sent it.
CREATE TABLE wh.mark_row (
    student_key INT NOT NULL, section_key INT NOT NULL, school_key INT NULL, school_year INT NOT NULL, mark_kind_key INT NOT NULL, percent_points DECIMAL(12,4) NULL,
    posted_date DATE NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_mark_row PRIMARY KEY (student_key, section_key, school_year, mark_kind_key, known_from));
GO

INSERT INTO wh.mark_row (student_key, section_key, school_key, school_year, mark_kind_key, percent_points, posted_date, known_from, known_to, file_number, line)
    SELECT m.student_key, m.section_key, m.school_key, m.school_year, k.mark_kind_key, m.percent_points, m.posted_date, m.known_from, m.known_to, m.file_number, m.line
    FROM   wh.mark m
           JOIN wh.mark_kind k ON k.term = m.term AND k.mark_type = m.mark_type AND (k.letter_mark = m.letter_mark OR (k.letter_mark IS NULL AND m.letter_mark IS NULL))
                AND (k.credits_attempted = m.credits_attempted OR (k.credits_attempted IS NULL AND m.credits_attempted IS NULL))
                AND (k.credits_earned = m.credits_earned OR (k.credits_earned IS NULL AND m.credits_earned IS NULL));
GO

DROP TABLE wh.mark;
GO

CREATE VIEW wh.mark AS
    SELECT r.student_key, r.section_key, r.school_key, r.school_year, k.term, k.mark_type, k.letter_mark, r.percent_points, k.credits_attempted, k.credits_earned,
           r.posted_date, r.mark_kind_key, r.known_from, r.known_to, r.file_number, r.line
    FROM   wh.mark_row r JOIN wh.mark_kind k ON k.mark_kind_key = r.mark_kind_key;
GO

-- One row per mark, without what it says: whose, and of which section, school and year.
CREATE VIEW known.mark_place AS
    SELECT student_key, section_key, school_key, school_year
    FROM   wh.mark_row WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO
