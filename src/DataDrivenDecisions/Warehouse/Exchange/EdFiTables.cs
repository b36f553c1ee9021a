namespace DataDrivenDecisions.Warehouse.Exchange;

/// <summary>
/// What is known as tables in Ed-Fi's words: a table for each resource, columns by the path in the API, and <c>_ext.ddd.…</c> for what the resource has no place for. What has
/// ended and what was only mentioned is not among the roster's tables; what happened is told whoever it happened to.
/// </summary>
public static class EdFiTables
{
    /// <summary>The column by which the program knows its own tables; nothing stands in it.</summary>
    public const string Mark = "_ext.ddd";

    /// <summary>The column of the state's id of a student.</summary>
    public const string StateId = "_ext.ddd.stateId";

    /// <summary>Columns that tables of earlier versions of the program lack.</summary>
    public static IReadOnlyList<string> Later { get; } = [StateId];

    const string SeesDistrict = "EXISTS (SELECT 1 FROM viewer.scope g WHERE g.scope = 'district')";
    const string Student = "studentReference.studentUniqueId", School = "schoolReference.schoolId", Year = "schoolYearTypeReference.schoolYear", Section = "_ext.ddd.sectionId";

    static readonly ExchangeTable Schools = Of("schools", ["schoolId", "nameOfInstitution", "localEducationAgencyReference.localEducationAgencyId", "_ext.ddd.number", "_ext.ddd.kind"], $"""
        SELECT s.school_id, s.school_name, s.parent_id, s.school_number, s.school_kind
        FROM   known.school s WHERE {Living("s")} AND EXISTS (SELECT 1 FROM viewer.school v WHERE v.school_key = s.school_key)
        """);

    static readonly ExchangeTable Sessions = Of("sessions", ["_ext.ddd.id", "sessionName", "schoolYearTypeReference.schoolYear", "beginDate", "endDate", "_ext.ddd.kind", "_ext.ddd.parentId"], $"""
        SELECT s.session_id, s.title, s.school_year, s.first_day, s.last_day, s.kind, s.parent_session_id
        FROM   known.session s WHERE {Living("s")} AND EXISTS (SELECT 1 FROM viewer.scope)
        """);

    static readonly ExchangeTable Courses = Of("courses",
        [
            "_ext.ddd.id", "courseCode", "courseTitle", "educationOrganizationReference.educationOrganizationId", "academicSubjects.academicSubjectDescriptor", "_ext.ddd.subjectCode",
            "offeredGradeLevels.gradeLevelDescriptor",
        ], $"""
        SELECT c.course_id, c.course_code, c.course_name, c.org_id, c.subject, c.subject_code, c.grades
        FROM   known.course c
        WHERE  {Living("c")}
          AND  ({SeesDistrict} OR EXISTS (SELECT 1 FROM known.section x JOIN viewer.section v ON v.section_key = x.section_key WHERE x.course_key = c.course_key))
        """);

    static readonly ExchangeTable Sections = Of("sections",
        [
            Section, "sectionIdentifier", "sectionName", "courseOfferingReference.schoolId", "_ext.ddd.courseId", "_ext.ddd.sessionIds", "_ext.ddd.kind", "_ext.ddd.subject",
            "offeredGradeLevels.gradeLevelDescriptor", "classPeriods.classPeriodReference.classPeriodName",
        ], $"""
        SELECT x.section_id, x.section_code, x.section_name, s.school_id, c.course_id, x.session_ids, x.kind, x.subject, x.grades, x.periods
        FROM   known.section x
               LEFT JOIN known.course c ON c.course_key = x.course_key
               LEFT JOIN known.school s ON s.school_key = x.school_key
        WHERE  {Living("x")} AND EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = x.section_key)
        """);

    static readonly ExchangeTable Students = Of("students",
        ["studentUniqueId", "firstName", "middleName", "lastSurname", "preferredFirstName", "_ext.ddd.number", "_ext.ddd.grade", "_ext.ddd.email", "_ext.ddd.schoolIds", "_ext.ddd.isActive", StateId], $"""
        SELECT t.student_id, t.given_name, t.middle_name, t.family_name, t.preferred_name, t.student_number, t.grade, t.email, t.school_ids, t.is_active, t.state_id
        FROM   known.student t WHERE {Living("t")} AND EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = t.student_key)
        """);

    static readonly ExchangeTable Demographics = Of("studentEducationOrganizationAssociations",
        [
            Student, "_ext.ddd.birthDate", "sexDescriptor", "hispanicLatinoEthnicity", "races.raceDescriptor", "_ext.ddd.isAmericanIndian", "_ext.ddd.isAsian", "_ext.ddd.isBlack",
            "_ext.ddd.isPacificIslander", "_ext.ddd.isWhite", "_ext.ddd.isTwoOrMore", "languages.languageDescriptor",
        ], """
        SELECT t.student_id, d.birth_date, d.sex, d.is_hispanic, d.race_text, d.is_american_indian, d.is_asian, d.is_black, d.is_pacific_islander, d.is_white, d.is_two_or_more, d.language
        FROM   known.demographics d JOIN known.student t ON t.student_key = d.student_key
        WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = d.student_key)
        """);

    static readonly ExchangeTable Staff = Of("staffs",
        ["staffUniqueId", "firstName", "lastSurname", "electronicMails.electronicMailAddress", "_ext.ddd.number", "_ext.ddd.role", "_ext.ddd.schoolIds", "_ext.ddd.isActive"], $"""
        SELECT f.staff_id, f.given_name, f.family_name, f.email, f.staff_number, f.role, f.school_ids, f.is_active
        FROM   known.staff f
        WHERE  {Living("f")}
          AND  ({SeesDistrict} OR EXISTS (SELECT 1 FROM known.section_staff e JOIN viewer.section v ON v.section_key = e.section_key WHERE e.staff_key = f.staff_key))
        """);

    static readonly ExchangeTable Contacts = Of("contacts",
        ["contactUniqueId", "firstName", "lastSurname", "electronicMails.electronicMailAddress", "telephones.telephoneNumber", "_ext.ddd.relation", "_ext.ddd.isActive"], $"""
        SELECT g.guardian_id, g.given_name, g.family_name, g.email, g.phone, g.relation, g.is_active
        FROM   known.guardian g
        WHERE  {Living("g")}
          AND  ({SeesDistrict} OR EXISTS (SELECT 1 FROM known.guardian_link l JOIN viewer.student v ON v.student_key = l.student_key WHERE l.guardian_key = g.guardian_key))
        """);

    static readonly ExchangeTable ContactLinks = Of("studentContactAssociations", ["contactReference.contactUniqueId", Student], """
        SELECT g.guardian_id, t.student_id
        FROM   known.guardian_link l JOIN known.guardian g ON g.guardian_key = l.guardian_key JOIN known.student t ON t.student_key = l.student_key
        WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = l.student_key)
        """);

    static readonly ExchangeTable SectionEnrollments = Of("studentSectionAssociations", [Student, Section, "sectionReference.schoolId", "_ext.ddd.id", "beginDate", "endDate"], """
        SELECT t.student_id, x.section_id, s.school_id, NULLIF(e.enrollment_id, ''), e.begin_date, e.end_date
        FROM   known.section_enrollment e
               JOIN known.section x ON x.section_key = e.section_key
               JOIN known.student t ON t.student_key = e.student_key
               LEFT JOIN known.school s ON s.school_key = e.school_key
               LEFT JOIN known.section_span p ON p.section_key = e.section_key
        WHERE  EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = e.student_key AND COALESCE(e.begin_date, p.first_day, CAST('1900-01-01' AS DATE)) <= v.seen_until)
        """);

    static readonly ExchangeTable SectionStaff = Of("staffSectionAssociations", ["staffReference.staffUniqueId", Section, "sectionReference.schoolId", "_ext.ddd.id", "_ext.ddd.isPrimary", "beginDate", "endDate"], """
        SELECT f.staff_id, x.section_id, s.school_id, NULLIF(e.enrollment_id, ''), e.is_primary, e.begin_date, e.end_date
        FROM   known.section_staff e
               JOIN known.section x ON x.section_key = e.section_key
               JOIN known.staff f ON f.staff_key = e.staff_key
               LEFT JOIN known.school s ON s.school_key = e.school_key
        WHERE  EXISTS (SELECT 1 FROM viewer.section v WHERE v.section_key = e.section_key)
        """);

    static readonly ExchangeTable SchoolEnrollments = Of("studentSchoolAssociations",
        [Student, School, "entryDate", "entryGradeLevelDescriptor", "entryTypeDescriptor", "exitWithdrawDate", "exitWithdrawTypeDescriptor", Year], $"""
        SELECT t.student_id, s.school_id, e.entry_date, e.grade, e.entry_reason, e.exit_date, e.exit_reason, e.school_year
        FROM   known.school_enrollment e JOIN known.student t ON t.student_key = e.student_key JOIN known.school s ON s.school_key = e.school_key
        WHERE  {Seen("e", "e.entry_date")}
        """);

    static readonly ExchangeTable CalendarDates = Of("calendarDates", ["calendarReference.schoolId", "date", "calendarReference.schoolYear", "calendarEvents.calendarEventDescriptor", "_ext.ddd.isInstructional"], """
        SELECT s.school_id, d.school_date, d.school_year, d.day_type, d.is_instructional
        FROM   known.calendar_day d JOIN known.school s ON s.school_key = d.school_key
        WHERE  EXISTS (SELECT 1 FROM viewer.school v WHERE v.school_key = d.school_key)
        """);

    static readonly ExchangeTable AttendanceTaken = Of("sectionAttendanceTakenEvents", ["sectionReference.schoolId", "calendarDateReference.date"], """
        SELECT s.school_id, d.school_date
        FROM   known.attendance_submitted d JOIN known.school s ON s.school_key = d.school_key
        WHERE  EXISTS (SELECT 1 FROM viewer.school v WHERE v.school_key = d.school_key)
        """);

    static readonly ExchangeTable Attendance = Of("studentSchoolAttendanceEvents",
        [
            Student, School, "eventDate", "sessionReference.schoolYear", "classPeriods.classPeriodReference.classPeriodName", Section, "attendanceEventCategoryDescriptor", "_ext.ddd.status", "eventDuration",
            "_ext.ddd.isExcused", "_ext.ddd.isSuspension", "attendanceEventReason", "_ext.ddd.isFullRecord",
        ], $"""
        SELECT t.student_id, s.school_id, a.school_date, a.school_year, NULLIF(a.period, ''), x.section_id, a.code, a.status, a.portion_absent, a.is_excused, a.is_suspension, a.reason, a.is_full_record
        FROM   known.attendance a
               JOIN known.student t ON t.student_key = a.student_key
               JOIN known.school s ON s.school_key = a.school_key
               LEFT JOIN known.section x ON x.section_key = a.section_key
        WHERE  {Seen("a", "a.school_date")}
        """);

    static readonly ExchangeTable Grades = Of("grades",
        [
            "studentSectionAssociationReference.studentUniqueId", Section, "studentSectionAssociationReference.schoolId", "studentSectionAssociationReference.schoolYear",
            "gradingPeriodReference.gradingPeriodDescriptor", "gradeTypeDescriptor", "letterGradeEarned", "numericGradeEarned", "currentGradeAsOfDate", "_ext.ddd.creditsAttempted", "_ext.ddd.creditsEarned",
        ], $"""
        SELECT t.student_id, x.section_id, s.school_id, m.school_year, m.term, m.mark_type, m.letter_mark, m.percent_points, m.posted_date, m.credits_attempted, m.credits_earned
        FROM   known.mark m
               JOIN known.student t ON t.student_key = m.student_key
               JOIN known.section x ON x.section_key = m.section_key
               JOIN wh."load" l ON l."load" = m.known_from
               LEFT JOIN known.school s ON s.school_key = m.school_key
        WHERE  {Seen("m", "COALESCE(m.posted_date, CAST(l.loaded_at AS DATE))")}
        """);

    static readonly ExchangeTable Transcripts = Of("courseTranscripts",
        [
            "studentAcademicRecordReference.studentUniqueId", "studentAcademicRecordReference.schoolYear", "studentAcademicRecordReference.termDescriptor", "courseReference.courseCode", "courseTitle",
            "academicSubjects.academicSubjectDescriptor", "externalEducationOrganizationNameOfInstitution", "courseAttemptResultDescriptor", "methodCreditEarnedDescriptor", "whenTakenGradeLevelDescriptor",
            "finalLetterGradeEarned", "finalNumericGradeEarned", "attemptedCredits", "earnedCredits", "_ext.ddd.postedDate",
        ], $"""
        SELECT t.student_id, c.school_year, NULLIF(c.term, ''), c.course, c.course_name, c.subject, NULLIF(c.earned_at, ''), NULLIF(c.result, ''), c.method, c.grade, c.letter_mark, c.percent_points,
               c.credits_attempted, c.credits_earned, c.posted_date
        FROM   known.transcript_credit c
               JOIN known.student t ON t.student_key = c.student_key
               JOIN wh."load" l ON l."load" = c.known_from
        WHERE  {Seen("c", "COALESCE(c.posted_date, CAST(l.loaded_at AS DATE))")}
        """);

    static readonly ExchangeTable Assessments = Of("studentAssessments",
        [
            Student, "assessmentReference.assessmentIdentifier", "_ext.ddd.subject", "administrationDate", "studentAssessmentIdentifier", Year, "_ext.ddd.window",
            "whenAssessedGradeLevelDescriptor", "scoreResults.result", "_ext.ddd.standardError", "_ext.ddd.percentile", "performanceLevels.performanceLevelDescriptor",
        ], $"""
        SELECT t.student_id, a.assessment, a.subject, a.test_date, NULLIF(a.result_id, ''), a.school_year, a.test_window, a.grade, a.score_points, a.standard_error_points, a.percentile_rank, a.level
        FROM   known.assessment a JOIN known.student t ON t.student_key = a.student_key
        WHERE  {Seen("a", "a.test_date")}
        """);

    static readonly ExchangeTable Discipline = Of("disciplineActions",
        [
            Student, "disciplineIncidentReference.incidentIdentifier", "responsibilitySchoolReference.schoolId", "disciplineIncidentReference.incidentDate", "behaviorDescriptor", "_ext.ddd.isStateOffense",
            "disciplines.disciplineDescriptor", "disciplineDate", "disciplineActionLength",
        ], $"""
        SELECT t.student_id, i.incident_id, s.school_id, i.incident_date, i.behavior, i.is_state_offense, NULLIF(i.action, ''), i.action_date, i.action_days
        FROM   known.incident i JOIN known.student t ON t.student_key = i.student_key LEFT JOIN known.school s ON s.school_key = i.school_key
        WHERE  {Seen("i", "i.incident_date")}
        """);

    static readonly ExchangeTable Programs = Of("studentProgramAssociations", [Student, "programReference.programName", "beginDate", "endDate", "_ext.ddd.detail", "_ext.ddd.sensitivity"], $"""
        SELECT t.student_id, p.program, NULLIF(p.begin_date, CAST('1900-01-01' AS DATE)), p.end_date, p.detail, p.sensitivity
        FROM   known.program p JOIN known.student t ON t.student_key = p.student_key
        WHERE  (p.sensitivity = 'none' OR p.sensitivity IN (SELECT sensitivity FROM viewer.sensitivity)) AND {Seen("p", "p.begin_date")}
        """);

    /// <summary>Every table, what others refer to first.</summary>
    public static IReadOnlyList<ExchangeTable> All { get; } =
    [
        Schools, Sessions, Courses, Staff, Sections, Students, Contacts, Demographics, ContactLinks, SectionEnrollments, SectionStaff, SchoolEnrollments, CalendarDates, AttendanceTaken, Attendance,
        Grades, Transcripts, Assessments, Discipline, Programs,
    ];

    // Rows are in the order of all that they say, so that the same rows give the same file.
    static ExchangeTable Of(string name, IReadOnlyList<string> columns, string text) => new(name, columns, $"{text}\nORDER BY {string.Join(", ", Enumerable.Range(1, columns.Count))}");

    static string Living(string alias) => $"{alias}.is_placeholder = 0 AND {alias}.has_ended = 0";

    static string Seen(string alias, string day) => $"EXISTS (SELECT 1 FROM viewer.student v WHERE v.student_key = {alias}.student_key AND {day} <= v.seen_until)";
}
