-- The warehouse's physical tables on SQL Server: the same tables, columns and grain as the DuckDB script of this number.
-- Ids are compared byte for byte, so that a1 and A1 are two students.

CREATE SCHEMA wh;
GO
CREATE SCHEMA seen;
GO
CREATE SCHEMA published;
GO

CREATE TABLE wh."load" ("load" BIGINT NOT NULL CONSTRAINT pk_load PRIMARY KEY, kind NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, source NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, name NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NOT NULL, hash NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    loaded_by NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, loaded_at DATETIME2(6) NOT NULL, state NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL);
GO

CREATE TABLE wh.load_file ("load" BIGINT NOT NULL, file_number SMALLINT NOT NULL, "file" NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NOT NULL, format NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, rows_loaded BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL, rows_rejected BIGINT NOT NULL, first_date DATE NULL, last_date DATE NULL,
    CONSTRAINT pk_load_file PRIMARY KEY ("load", file_number), CONSTRAINT fk_load_file_load FOREIGN KEY ("load") REFERENCES wh."load" ("load"));
GO

CREATE TABLE wh.entity_id (entity NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL, id_kind SMALLINT NOT NULL, id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, entity_key INT NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_entity_id PRIMARY KEY (entity, id_kind, id, known_from));
GO

-- One row per school (or district above it) and version.
CREATE TABLE wh.school (
    school_key INT NOT NULL, school_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    school_number NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, school_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    school_kind NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, parent_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_school PRIMARY KEY (school_key, known_from));
GO

-- One row per school year, semester, term or grading period and version.
CREATE TABLE wh.session (
    session_key INT NOT NULL, session_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    title NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, kind NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, first_day DATE NULL,
    last_day DATE NULL, parent_session_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, school_year INT NULL, is_placeholder SMALLINT NOT NULL,
    has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_session PRIMARY KEY (session_key, known_from));
GO

-- One row per course of the catalog and version.
CREATE TABLE wh.course (
    course_key INT NOT NULL, course_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    course_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, course_code NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    subject NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, subject_code NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    grades NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL, org_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_course PRIMARY KEY (course_key, known_from));
GO

-- One row per section (one class of one course) and version; session_ids holds the sessions it meets in, separated by a bar.
CREATE TABLE wh.section (
    section_key INT NOT NULL, section_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    section_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, section_code NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    kind NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, course_key INT NULL, school_key INT NULL,
    session_ids NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL, grades NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL,
    subject NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, periods NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_section PRIMARY KEY (section_key, known_from));
GO

-- One row per student and version; school_key is the primary school that the roster names, school_ids all of them, separated by a bar.
CREATE TABLE wh.student (
    student_key INT NOT NULL, student_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    student_number NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, given_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    middle_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, family_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    preferred_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, grade NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    email NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, school_key INT NULL, school_ids NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL,
    is_active SMALLINT NOT NULL, is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_student PRIMARY KEY (student_key, known_from));
GO

-- One row per student and version: birth, sex, race and ethnicity as the source gave them, and language.
CREATE TABLE wh.demographics (
    student_key INT NOT NULL, birth_date DATE NULL, sex NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, is_hispanic SMALLINT NULL,
    is_american_indian SMALLINT NULL, is_asian SMALLINT NULL, is_black SMALLINT NULL, is_pacific_islander SMALLINT NULL, is_white SMALLINT NULL,
    is_two_or_more SMALLINT NULL, race_text NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    language NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_demographics PRIMARY KEY (student_key, known_from));
GO

-- One row per adult of a school and version.
CREATE TABLE wh.staff (
    staff_key INT NOT NULL, staff_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    staff_number NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, given_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    family_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, email NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    role NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, school_ids NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL,
    is_active SMALLINT NOT NULL, is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_staff PRIMARY KEY (staff_key, known_from));
GO

-- One row per parent, guardian or relative and version.
CREATE TABLE wh.guardian (
    guardian_key INT NOT NULL, guardian_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    given_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, family_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    email NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, phone NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    relation NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, is_active SMALLINT NOT NULL, is_placeholder SMALLINT NOT NULL,
    has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_guardian PRIMARY KEY (guardian_key, known_from));
GO

-- One row per guardian, student and version.
CREATE TABLE wh.guardian_link (
    guardian_key INT NOT NULL, student_key INT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_guardian_link PRIMARY KEY (guardian_key, student_key, known_from));
GO

-- One row per section, student, enrollment id and version; end_date is the last day in the section.
CREATE TABLE wh.section_enrollment (
    section_key INT NOT NULL, student_key INT NOT NULL, enrollment_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, school_key INT NULL,
    begin_date DATE NULL, end_date DATE NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_section_enrollment PRIMARY KEY (section_key, student_key, enrollment_id, known_from));
GO

-- One row per section, staff member, enrollment id and version.
CREATE TABLE wh.section_staff (
    section_key INT NOT NULL, staff_key INT NOT NULL, enrollment_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, school_key INT NULL,
    is_primary SMALLINT NOT NULL, begin_date DATE NULL, end_date DATE NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_section_staff PRIMARY KEY (section_key, staff_key, enrollment_id, known_from));
GO

-- One row per student, school, entry date and version; exit_date is the last day enrolled.
CREATE TABLE wh.school_enrollment (
    student_key INT NOT NULL, school_key INT NOT NULL, school_year INT NOT NULL, grade NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    entry_date DATE NOT NULL, entry_reason NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, exit_date DATE NULL,
    exit_reason NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_school_enrollment PRIMARY KEY (student_key, school_key, entry_date, known_from));
GO

-- One row per school, day and version.
CREATE TABLE wh.calendar_day (
    school_key INT NOT NULL, school_date DATE NOT NULL, school_year INT NOT NULL, day_type NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    is_instructional SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY (school_key, school_date, known_from));
GO

-- One row per school, day whose attendance the school has sent, and version.
CREATE TABLE wh.attendance_submitted (
    school_key INT NOT NULL, school_date DATE NOT NULL, school_year INT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_attendance_submitted PRIMARY KEY (school_key, school_date, known_from));
GO

-- One row per student, school, day, period, section and version, as the source sent it; period is empty and section_key 0 for a row about the whole day.
CREATE TABLE wh.attendance (
    student_key INT NOT NULL, school_key INT NOT NULL, school_date DATE NOT NULL, school_year INT NOT NULL,
    period NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL, section_key INT NOT NULL, code NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    status NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, portion_absent DECIMAL(5,4) NOT NULL, is_excused SMALLINT NOT NULL,
    is_suspension SMALLINT NOT NULL, reason NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL, is_full_record SMALLINT NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_attendance PRIMARY KEY (student_key, school_key, school_date, period, section_key, known_from));
GO

-- One row per student, section, school year, term, mark type and version.
CREATE TABLE wh.mark (
    student_key INT NOT NULL, section_key INT NOT NULL, school_key INT NULL, school_year INT NOT NULL,
    term NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, mark_type NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    letter_mark NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, percent_points DECIMAL(12,4) NULL, credits_attempted DECIMAL(12,4) NULL,
    credits_earned DECIMAL(12,4) NULL, posted_date DATE NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_mark PRIMARY KEY (student_key, section_key, school_year, term, mark_type, known_from));
GO

-- One row per student, assessment, subject, test date, result id and version; result_id is empty where the source has none.
CREATE TABLE wh.assessment (
    student_key INT NOT NULL, assessment NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, test_date DATE NOT NULL,
    result_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, school_year INT NOT NULL,
    test_window NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, grade NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    score_points DECIMAL(12,4) NULL, standard_error_points DECIMAL(12,4) NULL, percentile_rank INT NULL,
    level NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_assessment PRIMARY KEY (student_key, assessment, subject, test_date, result_id, known_from));
GO

-- One row per incident, student, action and version; action is empty where none is recorded.
CREATE TABLE wh.incident (
    incident_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, student_key INT NOT NULL,
    action NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, school_key INT NULL, school_year INT NOT NULL, incident_date DATE NOT NULL,
    behavior NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, is_state_offense SMALLINT NOT NULL, action_date DATE NULL,
    action_days DECIMAL(12,4) NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_incident PRIMARY KEY (incident_id, student_key, action, known_from));
GO

-- One row per student, program, begin date and version; an unknown begin date is 1900-01-01.
CREATE TABLE wh.program (
    student_key INT NOT NULL, program NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, begin_date DATE NOT NULL, end_date DATE NULL,
    detail NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL, sensitivity NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_program PRIMARY KEY (student_key, program, begin_date, known_from));
GO

-- One row per student, survey date and version.
CREATE TABLE wh.device_access (
    student_key INT NOT NULL, survey_date DATE NOT NULL, school_year INT NOT NULL, device NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    device_access NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, device_provider NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    internet NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, internet_performance NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    internet_barrier NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_device_access PRIMARY KEY (student_key, survey_date, known_from));
GO

-- One row per kind, record id and version: rows of known files that are kept whole for later use.
CREATE TABLE wh.other_record (
    kind NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, record_id NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    json NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL, CONSTRAINT pk_other_record PRIMARY KEY (kind, record_id, known_from));
GO

-- One row per student, school, entry date and version: spells read off section dates or daily rows where no enrollment file says better; derived_from is sections or attendance.
CREATE TABLE wh.derived_enrollment (
    student_key INT NOT NULL, school_key INT NOT NULL, school_year INT NOT NULL, grade NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL,
    entry_date DATE NOT NULL, exit_date DATE NULL, derived_from NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_derived_enrollment PRIMARY KEY (student_key, school_key, school_year, known_from));
GO

-- One row per student, school, school year, month and version: the sums of the days that the school has submitted.
CREATE TABLE wh.attendance_month (
    student_key INT NOT NULL, school_key INT NOT NULL, school_year INT NOT NULL, month INT NOT NULL, first_date DATE NOT NULL,
    enrolled_days INT NOT NULL, absent_days INT NOT NULL, excused_days INT NOT NULL, suspended_days INT NOT NULL, tardy_count INT NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_attendance_month PRIMARY KEY (student_key, school_key, school_year, month, known_from));
GO

-- One row per student, scope, first day and version: where a student is placed, for the question who may see her. An open end is 9999-12-31; a lasting placement keeps what was known up to its last day in sight.
CREATE TABLE wh.placement (
    student_key INT NOT NULL, scope NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL,
    is_lasting SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_placement PRIMARY KEY (student_key, scope, first_day, known_from));
GO

-- One row per student, school year, indicator, preset, night and version.
CREATE TABLE wh.indicator (
    student_key INT NOT NULL, school_key INT NULL, school_year INT NOT NULL, indicator NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    preset NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL, verdict NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    part DECIMAL(12,4) NULL, whole DECIMAL(12,4) NULL, reason NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL, as_of_date DATE NOT NULL,
    definition_version NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL,
    CONSTRAINT pk_indicator PRIMARY KEY (student_key, school_year, indicator, preset, as_of_date, known_from));
GO

-- One row per student, school year, model, night and version; reasons is a JSON array.
CREATE TABLE wh.risk (
    student_key INT NOT NULL, school_key INT NULL, school_year INT NOT NULL, model NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of_date DATE NOT NULL, probability FLOAT(53) NOT NULL, reasons NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    model_version NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL, CONSTRAINT pk_risk PRIMARY KEY (student_key, school_year, model, as_of_date, known_from));
