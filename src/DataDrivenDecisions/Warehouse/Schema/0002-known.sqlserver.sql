-- What the warehouse knew at the load that the session asks for (known.*), and what the session is (viewer.*): whose scopes, which sensitivities.
-- Unset session values give no rows.

CREATE SCHEMA known;
GO

CREATE SCHEMA viewer;
GO

-- A session value holds 4,000 characters: a long list of scopes comes in several.
CREATE VIEW viewer.scope AS
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS scope FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'scopes') AS NVARCHAR(MAX)), N'|')
    UNION ALL
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS scope FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'scopes_1') AS NVARCHAR(MAX)), N'|')
    UNION ALL
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS scope FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'scopes_2') AS NVARCHAR(MAX)), N'|')
    UNION ALL
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS scope FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'scopes_3') AS NVARCHAR(MAX)), N'|')
    UNION ALL
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS scope FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'scopes_4') AS NVARCHAR(MAX)), N'|')
    UNION ALL
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS scope FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'scopes_5') AS NVARCHAR(MAX)), N'|')
    UNION ALL
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS scope FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'scopes_6') AS NVARCHAR(MAX)), N'|')
    UNION ALL
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS scope FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'scopes_7') AS NVARCHAR(MAX)), N'|');
GO

CREATE VIEW viewer.sensitivity AS
    SELECT CAST(value AS NVARCHAR(300)) COLLATE Latin1_General_100_BIN2 AS sensitivity FROM STRING_SPLIT(CAST(SESSION_CONTEXT(N'sensitive') AS NVARCHAR(MAX)), N'|');
GO

CREATE VIEW known.school AS
    SELECT school_key, school_id, school_number, school_name, school_kind, parent_id, is_placeholder, has_ended, known_from, file_number, line
    FROM   wh.school WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.session AS
    SELECT session_key, session_id, title, kind, first_day, last_day, parent_session_id, school_year, is_placeholder, has_ended, known_from,
           file_number, line
    FROM   wh.session WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.course AS
    SELECT course_key, course_id, course_name, course_code, subject, subject_code, grades, org_id, is_placeholder, has_ended, known_from,
           file_number, line
    FROM   wh.course WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.section AS
    SELECT section_key, section_id, section_name, section_code, kind, course_key, school_key, session_ids, grades, subject, periods, is_placeholder,
           has_ended, known_from, file_number, line
    FROM   wh.section WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.student AS
    SELECT student_key, student_id, student_number, given_name, middle_name, family_name, preferred_name, grade, email, school_key, school_ids,
           is_active, is_placeholder, has_ended, known_from, file_number, line
    FROM   wh.student WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.demographics AS
    SELECT student_key, birth_date, sex, is_hispanic, is_american_indian, is_asian, is_black, is_pacific_islander, is_white, is_two_or_more,
           race_text, language, known_from, file_number, line
    FROM   wh.demographics WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.staff AS
    SELECT staff_key, staff_id, staff_number, given_name, family_name, email, role, school_ids, is_active, is_placeholder, has_ended, known_from,
           file_number, line
    FROM   wh.staff WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.guardian AS
    SELECT guardian_key, guardian_id, given_name, family_name, email, phone, relation, is_active, is_placeholder, has_ended, known_from, file_number,
           line
    FROM   wh.guardian WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.guardian_link AS
    SELECT guardian_key, student_key, known_from, file_number, line
    FROM   wh.guardian_link WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.section_enrollment AS
    SELECT section_key, student_key, enrollment_id, school_key, begin_date, end_date, known_from, file_number, line
    FROM   wh.section_enrollment WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.section_staff AS
    SELECT section_key, staff_key, enrollment_id, school_key, is_primary, begin_date, end_date, known_from, file_number, line
    FROM   wh.section_staff WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.school_enrollment AS
    SELECT student_key, school_key, school_year, grade, entry_date, entry_reason, exit_date, exit_reason, known_from, file_number, line
    FROM   wh.school_enrollment WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.calendar_day AS
    SELECT school_key, school_date, school_year, day_type, is_instructional, known_from, file_number, line
    FROM   wh.calendar_day WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.attendance_submitted AS
    SELECT school_key, school_date, school_year, known_from, file_number, line
    FROM   wh.attendance_submitted WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.attendance AS
    SELECT student_key, school_key, school_date, school_year, period, section_key, code, status, portion_absent, is_excused, is_suspension, reason,
           is_full_record, known_from, file_number, line
    FROM   wh.attendance WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.mark AS
    SELECT student_key, section_key, school_key, school_year, term, mark_type, letter_mark, percent_points, credits_attempted, credits_earned,
           posted_date, known_from, file_number, line
    FROM   wh.mark WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.assessment AS
    SELECT student_key, assessment, subject, test_date, result_id, school_year, test_window, grade, score_points, standard_error_points,
           percentile_rank, level, known_from, file_number, line
    FROM   wh.assessment WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.incident AS
    SELECT incident_id, student_key, action, school_key, school_year, incident_date, behavior, is_state_offense, action_date, action_days,
           known_from, file_number, line
    FROM   wh.incident WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.program AS
    SELECT student_key, program, begin_date, end_date, detail, sensitivity, known_from, file_number, line
    FROM   wh.program WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.device_access AS
    SELECT student_key, survey_date, school_year, device, device_access, device_provider, internet, internet_performance, internet_barrier,
           known_from, file_number, line
    FROM   wh.device_access WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.other_record AS
    SELECT kind, record_id, json, known_from, file_number, line
    FROM   wh.other_record WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.derived_enrollment AS
    SELECT student_key, school_key, school_year, grade, entry_date, exit_date, derived_from, known_from, file_number, line
    FROM   wh.derived_enrollment WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.attendance_month AS
    SELECT student_key, school_key, school_year, month, first_date, enrolled_days, absent_days, excused_days, suspended_days, tardy_count,
           known_from, file_number, line
    FROM   wh.attendance_month WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.indicator AS
    SELECT student_key, school_key, school_year, indicator, preset, verdict, part, whole, reason, as_of_date, definition_version, known_from,
           file_number, line
    FROM   wh.indicator WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.risk AS
    SELECT student_key, school_key, school_year, model, as_of_date, probability, reasons, model_version, known_from, file_number, line
    FROM   wh.risk WHERE known_from <= CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT) AND known_to > CAST(SESSION_CONTEXT(N'as_of_load') AS BIGINT);
GO

CREATE VIEW known.section_session AS
    SELECT s.section_key, x.value AS session_id FROM known.section s CROSS APPLY STRING_SPLIT(s.session_ids, N'|') x;
GO

CREATE VIEW known.student_school_id AS
    SELECT s.student_key, x.value AS school_id FROM known.student s CROSS APPLY STRING_SPLIT(s.school_ids, N'|') x;
GO
