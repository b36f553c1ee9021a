-- Marks are the most rows of a warehouse after attendance, and few of their words differ: term, kind, letter and credits stand once in mark_kind, and mark_row holds whole
-- numbers, points and dates alone. wh.mark shows the rows as they came, as before.

-- One row per combination of what a mark can say beside its points; never changed, and kept when the load that brought it is undone, since it says nothing of anybody.
CREATE TABLE wh.mark_kind (
    mark_kind_key INTEGER PRIMARY KEY, term VARCHAR NOT NULL, mark_type VARCHAR NOT NULL, letter_mark VARCHAR, credits_attempted DECIMAL(12,4), credits_earned DECIMAL(12,4));

INSERT INTO wh.mark_kind
    SELECT CAST(ROW_NUMBER() OVER (ORDER BY term, mark_type, letter_mark, credits_attempted, credits_earned) AS INTEGER), term, mark_type, letter_mark, credits_attempted, credits_earned
    FROM  (SELECT DISTINCT term, mark_type, letter_mark, credits_attempted, credits_earned FROM wh.mark) kinds;

-- One row per student, section, school year, term, kind of mark and version, as the source sent it.
CREATE TABLE wh.mark_row (
    student_key INTEGER NOT NULL, section_key INTEGER NOT NULL, school_key INTEGER, school_year INTEGER NOT NULL, mark_kind_key INTEGER NOT NULL,
    percent_points DECIMAL(12,4), posted_date DATE, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

INSERT INTO wh.mark_row
    SELECT m.student_key, m.section_key, m.school_key, m.school_year, k.mark_kind_key, m.percent_points, m.posted_date, m.known_from, m.known_to, m.file_number, m.line
    FROM   wh.mark m
           JOIN wh.mark_kind k ON k.term = m.term AND k.mark_type = m.mark_type AND k.letter_mark IS NOT DISTINCT FROM m.letter_mark
                AND k.credits_attempted IS NOT DISTINCT FROM m.credits_attempted AND k.credits_earned IS NOT DISTINCT FROM m.credits_earned;

DROP TABLE wh.mark;

CREATE VIEW wh.mark AS
    SELECT r.student_key, r.section_key, r.school_key, r.school_year, k.term, k.mark_type, k.letter_mark, r.percent_points, k.credits_attempted, k.credits_earned,
           r.posted_date, r.mark_kind_key, r.known_from, r.known_to, r.file_number, r.line
    FROM   wh.mark_row r JOIN wh.mark_kind k ON k.mark_kind_key = r.mark_kind_key;

-- One row per mark, without what it says: whose, and of which section, school and year.
CREATE VIEW known.mark_place AS
    SELECT student_key, section_key, school_key, school_year
    FROM   wh.mark_row WHERE known_from <= CAST(getvariable('as_of_load') AS BIGINT) AND known_to > CAST(getvariable('as_of_load') AS BIGINT);
