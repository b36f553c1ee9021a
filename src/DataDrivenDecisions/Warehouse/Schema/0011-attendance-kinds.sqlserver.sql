-- Attendance is most of a warehouse, and its rows say few different things: what a row says apart from whom, where and when stands once in attendance_kind, and
-- attendance_row holds whole numbers and dates alone. wh.attendance shows the rows as they came, as before.

-- One row per combination of what an attendance row can say; never changed, and kept when the load that brought it is undone, since it says nothing of anybody.
CREATE TABLE wh.attendance_kind (
    attendance_kind_key INT NOT NULL, period NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL, code NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    status NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, portion_absent DECIMAL(5,4) NOT NULL, is_excused SMALLINT NOT NULL,
    is_suspension SMALLINT NOT NULL, is_full_record SMALLINT NOT NULL, CONSTRAINT pk_attendance_kind PRIMARY KEY (attendance_kind_key));
GO

INSERT INTO wh.attendance_kind (attendance_kind_key, period, code, status, portion_absent, is_excused, is_suspension, is_full_record)
    SELECT CAST(ROW_NUMBER() OVER (ORDER BY period, code, status, portion_absent, is_excused, is_suspension, is_full_record) AS INT), period, code, status,
           portion_absent, is_excused, is_suspension, is_full_record
    FROM  (SELECT DISTINCT period, code, status, portion_absent, is_excused, is_suspension, is_full_record FROM wh.attendance) kinds;
GO

-- One row per student, school, day, period, section and version, as the source sent it; section_key is 0 for a row that names no section.
CREATE TABLE wh.attendance_row (
    student_key INT NOT NULL, school_key INT NOT NULL, school_date DATE NOT NULL, school_year INT NOT NULL, section_key INT NOT NULL,
    attendance_kind_key INT NOT NULL, reason NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_attendance_row PRIMARY KEY (student_key, school_key, school_date, section_key, attendance_kind_key, known_from));
GO

INSERT INTO wh.attendance_row (student_key, school_key, school_date, school_year, section_key, attendance_kind_key, reason, known_from, known_to, file_number, line)
    SELECT a.student_key, a.school_key, a.school_date, a.school_year, a.section_key, k.attendance_kind_key, a.reason, a.known_from, a.known_to, a.file_number, a.line
    FROM   wh.attendance a
           JOIN wh.attendance_kind k ON k.period = a.period AND (k.code = a.code OR (k.code IS NULL AND a.code IS NULL)) AND k.status = a.status
                AND k.portion_absent = a.portion_absent AND k.is_excused = a.is_excused AND k.is_suspension = a.is_suspension AND k.is_full_record = a.is_full_record;
GO

DROP TABLE wh.attendance;
GO

CREATE VIEW wh.attendance AS
    SELECT r.student_key, r.school_key, r.school_date, r.school_year, k.period, r.section_key, k.code, k.status, k.portion_absent, k.is_excused, k.is_suspension,
           r.reason, k.is_full_record, r.attendance_kind_key, r.known_from, r.known_to, r.file_number, r.line
    FROM   wh.attendance_row r JOIN wh.attendance_kind k ON k.attendance_kind_key = r.attendance_kind_key;
GO
