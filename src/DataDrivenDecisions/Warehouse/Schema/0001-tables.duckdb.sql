-- The warehouse's physical tables. Nothing outside the Warehouse room names them; people and programs read seen.*.
-- Every table carries the loads between which a row was known (known_from <= load < known_to; an open row's known_to is 9223372036854775807)
-- and the file and line that brought it. The grain sentence above each table is enforced inside every load and by verify.
-- No keys or indexes here: a primary key costs DuckDB's appender six times its speed, and a foreign key breaks the database copy of a backup.

CREATE SCHEMA wh;
CREATE SCHEMA seen;
CREATE SCHEMA published;

-- One row per load: a delivery, or a night's published analysis.
CREATE TABLE wh.load (load BIGINT NOT NULL, kind VARCHAR NOT NULL, source VARCHAR NOT NULL, name VARCHAR NOT NULL, hash VARCHAR NOT NULL,
    loaded_by VARCHAR NOT NULL, loaded_at TIMESTAMP NOT NULL, state VARCHAR NOT NULL);

-- One row per load and data file.
CREATE TABLE wh.load_file (load BIGINT NOT NULL, file_number SMALLINT NOT NULL, file VARCHAR NOT NULL, format VARCHAR NOT NULL, rows_loaded BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL, rows_rejected BIGINT NOT NULL, first_date DATE, last_date DATE);

-- One row per entity, kind of id, id and version: which integer stands for a source's id. Kinds: 0 source id, 1 number, 2 only mentioned.
CREATE TABLE wh.entity_id (entity VARCHAR NOT NULL, id_kind SMALLINT NOT NULL, id VARCHAR NOT NULL, entity_key INTEGER NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per school (or district above it) and version.
CREATE TABLE wh.school (
    school_key INTEGER NOT NULL, school_id VARCHAR NOT NULL, school_number VARCHAR, school_name VARCHAR, school_kind VARCHAR, parent_id VARCHAR,
    is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL);

-- One row per school year, semester, term or grading period and version.
CREATE TABLE wh.session (
    session_key INTEGER NOT NULL, session_id VARCHAR NOT NULL, title VARCHAR, kind VARCHAR, first_day DATE, last_day DATE, parent_session_id VARCHAR,
    school_year INTEGER, is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per course of the catalog and version.
CREATE TABLE wh.course (
    course_key INTEGER NOT NULL, course_id VARCHAR NOT NULL, course_name VARCHAR, course_code VARCHAR, subject VARCHAR, subject_code VARCHAR,
    grades VARCHAR, org_id VARCHAR, is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per section (one class of one course) and version; session_ids holds the sessions it meets in, separated by a bar.
CREATE TABLE wh.section (
    section_key INTEGER NOT NULL, section_id VARCHAR NOT NULL, section_name VARCHAR, section_code VARCHAR, kind VARCHAR, course_key INTEGER,
    school_key INTEGER, session_ids VARCHAR, grades VARCHAR, subject VARCHAR, periods VARCHAR, is_placeholder SMALLINT NOT NULL,
    has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student and version; school_key is the primary school that the roster names, school_ids all of them, separated by a bar.
CREATE TABLE wh.student (
    student_key INTEGER NOT NULL, student_id VARCHAR NOT NULL, student_number VARCHAR, given_name VARCHAR, middle_name VARCHAR, family_name VARCHAR,
    preferred_name VARCHAR, grade VARCHAR, email VARCHAR, school_key INTEGER, school_ids VARCHAR, is_active SMALLINT NOT NULL,
    is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL);

-- One row per student and version: birth, sex, race and ethnicity as the source gave them, and language.
CREATE TABLE wh.demographics (
    student_key INTEGER NOT NULL, birth_date DATE, sex VARCHAR, is_hispanic SMALLINT, is_american_indian SMALLINT, is_asian SMALLINT,
    is_black SMALLINT, is_pacific_islander SMALLINT, is_white SMALLINT, is_two_or_more SMALLINT, race_text VARCHAR, language VARCHAR,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per adult of a school and version.
CREATE TABLE wh.staff (
    staff_key INTEGER NOT NULL, staff_id VARCHAR NOT NULL, staff_number VARCHAR, given_name VARCHAR, family_name VARCHAR, email VARCHAR, role VARCHAR,
    school_ids VARCHAR, is_active SMALLINT NOT NULL, is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per parent, guardian or relative and version.
CREATE TABLE wh.guardian (
    guardian_key INTEGER NOT NULL, guardian_id VARCHAR NOT NULL, given_name VARCHAR, family_name VARCHAR, email VARCHAR, phone VARCHAR,
    relation VARCHAR, is_active SMALLINT NOT NULL, is_placeholder SMALLINT NOT NULL, has_ended SMALLINT NOT NULL, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per guardian, student and version.
CREATE TABLE wh.guardian_link (
    guardian_key INTEGER NOT NULL, student_key INTEGER NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL);

-- One row per section, student, enrollment id and version; end_date is the last day in the section.
CREATE TABLE wh.section_enrollment (
    section_key INTEGER NOT NULL, student_key INTEGER NOT NULL, enrollment_id VARCHAR NOT NULL, school_key INTEGER, begin_date DATE, end_date DATE,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per section, staff member, enrollment id and version.
CREATE TABLE wh.section_staff (
    section_key INTEGER NOT NULL, staff_key INTEGER NOT NULL, enrollment_id VARCHAR NOT NULL, school_key INTEGER, is_primary SMALLINT NOT NULL,
    begin_date DATE, end_date DATE, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, school, entry date and version; exit_date is the last day enrolled.
CREATE TABLE wh.school_enrollment (
    student_key INTEGER NOT NULL, school_key INTEGER NOT NULL, school_year INTEGER NOT NULL, grade VARCHAR, entry_date DATE NOT NULL,
    entry_reason VARCHAR, exit_date DATE, exit_reason VARCHAR, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL,
    line BIGINT NOT NULL);

-- One row per school, day and version.
CREATE TABLE wh.calendar_day (
    school_key INTEGER NOT NULL, school_date DATE NOT NULL, school_year INTEGER NOT NULL, day_type VARCHAR, is_instructional SMALLINT NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per school, day whose attendance the school has sent, and version.
CREATE TABLE wh.attendance_submitted (
    school_key INTEGER NOT NULL, school_date DATE NOT NULL, school_year INTEGER NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, school, day, period, section and version, as the source sent it; period is empty and section_key 0 for a row about the whole day.
CREATE TABLE wh.attendance (
    student_key INTEGER NOT NULL, school_key INTEGER NOT NULL, school_date DATE NOT NULL, school_year INTEGER NOT NULL, period VARCHAR NOT NULL,
    section_key INTEGER NOT NULL, code VARCHAR, status VARCHAR NOT NULL, portion_absent DECIMAL(5,4) NOT NULL, is_excused SMALLINT NOT NULL,
    is_suspension SMALLINT NOT NULL, reason VARCHAR, is_full_record SMALLINT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, section, school year, term, mark type and version.
CREATE TABLE wh.mark (
    student_key INTEGER NOT NULL, section_key INTEGER NOT NULL, school_key INTEGER, school_year INTEGER NOT NULL, term VARCHAR NOT NULL,
    mark_type VARCHAR NOT NULL, letter_mark VARCHAR, percent_points DECIMAL(12,4), credits_attempted DECIMAL(12,4), credits_earned DECIMAL(12,4),
    posted_date DATE, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, assessment, subject, test date, result id and version; result_id is empty where the source has none.
CREATE TABLE wh.assessment (
    student_key INTEGER NOT NULL, assessment VARCHAR NOT NULL, subject VARCHAR NOT NULL, test_date DATE NOT NULL, result_id VARCHAR NOT NULL,
    school_year INTEGER NOT NULL, test_window VARCHAR, grade VARCHAR, score_points DECIMAL(12,4), standard_error_points DECIMAL(12,4),
    percentile_rank INTEGER, level VARCHAR, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per incident, student, action and version; action is empty where none is recorded.
CREATE TABLE wh.incident (
    incident_id VARCHAR NOT NULL, student_key INTEGER NOT NULL, action VARCHAR NOT NULL, school_key INTEGER, school_year INTEGER NOT NULL,
    incident_date DATE NOT NULL, behavior VARCHAR, is_state_offense SMALLINT NOT NULL, action_date DATE, action_days DECIMAL(12,4),
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, program, begin date and version; an unknown begin date is 1900-01-01.
CREATE TABLE wh.program (
    student_key INTEGER NOT NULL, program VARCHAR NOT NULL, begin_date DATE NOT NULL, end_date DATE, detail VARCHAR, sensitivity VARCHAR NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, survey date and version.
CREATE TABLE wh.device_access (
    student_key INTEGER NOT NULL, survey_date DATE NOT NULL, school_year INTEGER NOT NULL, device VARCHAR, device_access VARCHAR,
    device_provider VARCHAR, internet VARCHAR, internet_performance VARCHAR, internet_barrier VARCHAR, known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per kind, record id and version: rows of known files that are kept whole for later use.
CREATE TABLE wh.other_record (
    kind VARCHAR NOT NULL, record_id VARCHAR NOT NULL, json TEXT NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, school, entry date and version: spells read off section dates or daily rows where no enrollment file says better; derived_from is sections or attendance.
CREATE TABLE wh.derived_enrollment (
    student_key INTEGER NOT NULL, school_key INTEGER NOT NULL, school_year INTEGER NOT NULL, grade VARCHAR, entry_date DATE NOT NULL, exit_date DATE,
    derived_from VARCHAR NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, school, school year, month and version: the sums of the days that the school has submitted.
CREATE TABLE wh.attendance_month (
    student_key INTEGER NOT NULL, school_key INTEGER NOT NULL, school_year INTEGER NOT NULL, month INTEGER NOT NULL, first_date DATE NOT NULL,
    enrolled_days INTEGER NOT NULL, absent_days INTEGER NOT NULL, excused_days INTEGER NOT NULL, suspended_days INTEGER NOT NULL,
    tardy_count INTEGER NOT NULL, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, scope, first day and version: where a student is placed, for the question who may see her. An open end is 9999-12-31; a lasting placement keeps what was known up to its last day in sight.
CREATE TABLE wh.placement (
    student_key INTEGER NOT NULL, scope VARCHAR NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL, is_lasting SMALLINT NOT NULL,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, school year, indicator, preset, night and version.
CREATE TABLE wh.indicator (
    student_key INTEGER NOT NULL, school_key INTEGER, school_year INTEGER NOT NULL, indicator VARCHAR NOT NULL, preset VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL, part DECIMAL(12,4), whole DECIMAL(12,4), reason VARCHAR, as_of_date DATE NOT NULL, definition_version VARCHAR,
    known_from BIGINT NOT NULL, known_to BIGINT NOT NULL, file_number SMALLINT NOT NULL, line BIGINT NOT NULL);

-- One row per student, school year, model, night and version; reasons is a JSON array.
CREATE TABLE wh.risk (
    student_key INTEGER NOT NULL, school_key INTEGER, school_year INTEGER NOT NULL, model VARCHAR NOT NULL, as_of_date DATE NOT NULL,
    probability DOUBLE NOT NULL, reasons TEXT, model_version VARCHAR, known_from BIGINT NOT NULL, known_to BIGINT NOT NULL,
    file_number SMALLINT NOT NULL, line BIGINT NOT NULL);
