-- Attendance is most of a warehouse, and its rows say few different things: what a row says apart from whom, where and when stands once in attendance_kind, and
-- attendance_row holds whole numbers and dates alone. wh.attendance shows the rows as they came, as before.

-- One row per combination of what an attendance row can say; never changed, and kept when the load that brought it is undone, since it says nothing of anybody.
CREATE TABLE wh.attendance_kind (
    attendance_kind_key INTEGER PRIMARY KEY, period VARCHAR NOT NULL, code VARCHAR, status VARCHAR NOT NULL, portion_absent DECIMAL(5,4) NOT NULL,
    is_excused SMALLINT NOT NULL, is_suspension SMALLINT NOT NULL, is_full_record SMALLINT NOT NULL);

INSERT INTO wh.attendance_kind
    SELECT CAST(ROW_NUMBER() OVER (ORDER BY period, code, status, portion_absent, is_excused, is_suspension, is_full_record) AS INTEGER), period, code, status,
           portion_absent, is_excused, is_suspension, is_full_record
    FROM  (SELECT DISTINCT period, code, status, portion_absent, is_excused, is_suspension, is_full_record FROM wh.attendance) kinds;

-- One row per student, school, day, period, section and version, as the source sent it; section_key is 0 for a row that names no section.
CREATE TABLE wh.attendance_row (
    student_key INTEGER NOT NULL, school_key INTEGER NOT NULL, school_date DATE NOT NULL, school_year INTEGER NOT NULL, section_key INTEGER NOT NULL,
    attendance_kind_key INTEGER NOT NULL, reason VARCHAR, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

INSERT INTO wh.attendance_row
    SELECT a.student_key, a.school_key, a.school_date, a.school_year, a.section_key, k.attendance_kind_key, a.reason, a.known_from, a.known_to, a.file_number, a.line
    FROM   wh.attendance a
           JOIN wh.attendance_kind k ON k.period = a.period AND k.code IS NOT DISTINCT FROM a.code AND k.status = a.status AND k.portion_absent = a.portion_absent
                AND k.is_excused = a.is_excused AND k.is_suspension = a.is_suspension AND k.is_full_record = a.is_full_record;

DROP TABLE wh.attendance;

CREATE VIEW wh.attendance AS
    SELECT r.student_key, r.school_key, r.school_date, r.school_year, k.period, r.section_key, k.code, k.status, k.portion_absent, k.is_excused, k.is_suspension,
           r.reason, k.is_full_record, r.attendance_kind_key, r.known_from, r.known_to, r.file_number, r.line
    FROM   wh.attendance_row r JOIN wh.attendance_kind k ON k.attendance_kind_key = r.attendance_kind_key;
