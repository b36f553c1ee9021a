namespace DataDrivenDecisions.Importing.Formats.Sis;

/// <summary>The columns of one export of one student information system, by what they say here.</summary>
/// <param name="Vendor">The product: "PowerSchool".</param>
/// <param name="Kind">students, enrollments, attendance, marks or incidents.</param>
/// <param name="Source">Where the layout is from. None of them was tried with a real district's file; a district's own export may name columns otherwise.</param>
/// <param name="Columns">What a column says (see <see cref="SisFormat"/>), and its header, several names parted by bars.</param>
/// <param name="Required">How many of the columns, from the first, the file must have.</param>
public sealed record SisLayout(string Vendor, string Kind, string Source, int Required, params IReadOnlyList<(string Says, string Headers)> Columns)
{
    /// <summary>Every known export. A product's own names are used where its data dictionary or a published integration gives them.</summary>
    public static IReadOnlyList<SisLayout> All { get; } =
    [
        new("PowerSchool", "students", "PowerSchool data dictionary, Students table, by its field names as Quick Export writes them", 5,
            ("student", "Student_Number"), ("school", "SchoolID"), ("status", "Enroll_Status"), ("family", "Last_Name"), ("given", "First_Name"), ("middle", "Middle_Name"), ("grade", "Grade_Level"),
            ("birth", "DOB"), ("sex", "Gender"), ("entry", "EntryDate"), ("entryReason", "EntryCode"), ("exit", "ExitDate"), ("exitReason", "ExitCode"), ("hispanic", "FedEthnicity"), ("race", "Ethnicity"), ("email", "Student_Email|Student_Web_ID"), ("stateId", "State_StudentNumber")),
        new("PowerSchool", "enrollments", "PowerSchool data dictionary, ReEnrollments table and the views PS_SchoolEnrollment and PS_Enrollment_All, with the student's number joined in", 5,
            ("student", "Student_Number"), ("school", "SchoolID"), ("entry", "EntryDate"), ("entryReason", "EntryCode"), ("exit", "ExitDate"), ("exitReason", "ExitCode"), ("grade", "Grade_Level"), ("yearId", "YearID")),
        new("PowerSchool", "attendance", "PowerSchool data dictionary, Attendance and Attendance_Code tables", 4,
            ("student", "Student_Number"), ("school", "SchoolID"), ("date", "Att_Date"), ("code", "Att_Code|Attendance_Code"), ("presence", "Presence_Status_CD"), ("reason", "Att_Comment"), ("period", "Period_Abbreviation|Periodid")),
        new("PowerSchool", "marks", "PowerSchool data dictionary, StoredGrades table", 5,
            ("student", "Student_Number"), ("section", "SectionID"), ("term", "StoreCode"), ("termId", "TermID"), ("mark", "Grade"), ("school", "SchoolID"), ("percent", "Percent"),
            ("earned", "EarnedCrHrs"), ("attempted", "PotentialCrHrs"), ("posted", "DateStored")),
        new("PowerSchool", "incidents", "PowerSchool data dictionary, Log table with its discipline fields", 4,
            ("student", "Student_Number"), ("date", "Discipline_IncidentDate|Entry_Date"), ("behavior", "Discipline_IncidentType|Subtype"), ("action", "Discipline_ActionTaken"), ("school", "SchoolID"),
            ("incident", "Log_ID|DCID"), ("actionDate", "Discipline_ActionDate"), ("days", "Discipline_DurationActual|Discipline_DurationAssigned")),
        new("Infinite Campus", "students", "Infinite Campus ad hoc fields of Student and Enrollment, by their database names", 6,
            ("student", "studentNumber"), ("school", "schoolNumber|schoolID|school.number"), ("family", "lastName"), ("given", "firstName"), ("entry", "startDate"), ("entryReason", "startStatus"), ("middle", "middleName"),
            ("grade", "grade"), ("birth", "birthdate"), ("sex", "gender"), ("exit", "endDate"), ("exitReason", "endStatus"), ("year", "endYear"), ("race", "raceEthnicity|federalDesignation|raceEthnicityFed"), ("hispanic", "hispanicEthnicity"), ("language", "homePrimaryLanguage"), ("email", "email"), ("stateId", "stateID|student.stateID")),
        new("Infinite Campus", "enrollments", "Infinite Campus ad hoc fields of Enrollment, by their database names", 6,
            ("student", "studentNumber"), ("school", "schoolNumber|schoolID|school.number"), ("entry", "startDate|enrollment.startDate"), ("exit", "endDate|enrollment.endDate"), ("entryReason", "startStatus|enrollment.startStatus"),
            ("exitReason", "endStatus|enrollment.endStatus"), ("grade", "grade|enrollment.grade"), ("year", "endYear|enrollment.endYear")),
        new("Infinite Campus", "attendance", "Infinite Campus ad hoc fields of Attendance: status A, T or E and excuse E, U or X beside the district's code", 6,
            ("student", "studentNumber"), ("school", "schoolNumber|schoolID|school.number"), ("date", "attendance.date|attendanceDate"), ("code", "attendance.code|attendanceCode"), ("status", "attendance.status|attendanceStatus"), ("excuse", "attendance.excuse|attendanceExcuse"),
            ("period", "attendance.periodName|periodName"), ("reason", "attendance.comments|attendanceComments")),
        new("Infinite Campus", "marks", "Infinite Campus ad hoc fields of Grading", 5,
            ("student", "studentNumber"), ("section", "sectionID"), ("term", "termName"), ("year", "endYear"), ("mark", "score|grading.score"), ("taskName", "taskName|task"), ("school", "schoolNumber|schoolID|school.number"), ("percent", "percent|grading.percent"),
            ("earned", "creditsEarned"), ("attempted", "creditsAttempted"), ("posted", "grading.date|postedDate")),
        new("Infinite Campus", "incidents", "Infinite Campus ad hoc fields of Behavior: incident, event and resolution", 4,
            ("incident", "incidentID|behavior.incidentID"), ("student", "studentNumber"), ("date", "incidentDate|behavior.incidentDate|incidentTimestamp"), ("behavior", "eventName|behavior.eventName"), ("action", "resolutionName|behavior.resolutionName"),
            ("school", "schoolNumber|schoolID|school.number"), ("actionDate", "resolutionStartDate"), ("days", "resolutionLengthSchoolDays|resolutionLength")),
        new("Skyward", "students", "Skyward Data Mining fields of the student and the entry and withdrawal record", 5,
            ("student", "Other ID"), ("school", "Entity|Entity ID"), ("family", "Last Name"), ("given", "First Name"), ("entry", "Entry Date"), ("middle", "Middle Name"), ("grade", "Grade"), ("birth", "Birthdate|Birth Date"), ("sex", "Gender"),
            ("exit", "Withdrawal Date"), ("exitReason", "Withdrawal Code"), ("race", "Federal Race"), ("language", "Home Language"), ("year", "School Year")),
        new("Skyward", "enrollments", "Skyward Data Mining fields of the entry and withdrawal record", 4,
            ("student", "Other ID"), ("school", "Entity|Entity ID"), ("entry", "Entry Date"), ("exit", "Withdrawal Date"), ("entryReason", "Entry Code"), ("exitReason", "Withdrawal Code"), ("grade", "Grade"), ("year", "School Year")),
        new("Skyward", "attendance", "Skyward Data Mining fields of attendance: the absence type beside the district's reason", 4,
            ("student", "Other ID"), ("school", "Entity|Entity ID"), ("date", "Absence Date|Attendance Date"), ("code", "Absence Type"), ("reason", "Absence Reason"), ("period", "Attendance Period")),
        new("Skyward", "marks", "Skyward Data Mining fields of grades", 5,
            ("student", "Other ID"), ("section", "Class|Class Key"), ("term", "Grade Bucket"), ("mark", "Posted Grade"), ("year", "School Year"), ("school", "Entity|Entity ID"), ("percent", "Percent"), ("earned", "Earned Credits"), ("attempted", "Possible Credits")),
        new("Skyward", "incidents", "Skyward Data Mining fields of discipline: offense and action", 4,
            ("student", "Other ID"), ("date", "Offense Date"), ("behavior", "Offense"), ("action", "Action"), ("incident", "Offense Number"), ("school", "Entity|Entity ID"), ("actionDate", "Action Date"), ("days", "Action Days")),
        new("Aspen X2", "students", "headers of the nightly exports that the open-source Student Insights project reads", 5,
            ("student", "local_id"), ("stateId", "state_id"), ("full", "full_name"), ("school", "school_local_id"), ("entry", "registration_date"), ("grade", "grade"), ("birth", "dob"), ("sex", "gender"), ("language", "home_language"), ("race", "race"), ("hispanic", "hispanic_latino")),
        new("Aspen X2", "enrollments", "Aspen's data dictionary, student enrollment records with the student's and school's ids joined in, by database names and as its tools call them: types E, W, S and Y", 4,
            ("student", "local_id|STD_ID_LOCAL"), ("date", "enrollment_date|ENR_ENROLLMENT_DATE"), ("event", "enrollment_type|ENR_ENROLLMENT_TYPE"), ("school", "school_local_id|SKL_SCHOOL_ID"), ("code", "enrollment_code|ENR_ENROLLMENT_CODE"),
            ("reason", "reason_code|ENR_REASON_CODE"), ("status", "status_code|enrollment_status|ENR_STATUS_CODE"), ("graduates", "yog|ENR_YOG"), ("stateId", "state_id|STD_ID_STATE")),
        new("Aspen X2", "attendance", "headers of the nightly exports that the open-source Student Insights project reads", 5,
            ("student", "local_id"), ("date", "event_date"), ("absent", "absence"), ("tardy", "tardy"), ("school", "school_local_id"), ("excused", "excused"), ("reason", "reason"), ("stateId", "state_id")),
        new("Aspen X2", "incidents", "headers of the nightly exports that the open-source Student Insights project reads", 4,
            ("student", "local_id"), ("date", "event_date"), ("behavior", "incident_code"), ("school", "school_local_id"), ("stateId", "state_id"), ("action", "action|incident_action")),
        new("Aspen X2", "marks", "Aspen's field names for transcripts, as exports commonly write them", 5,
            ("student", "local_id"), ("section", "section_number|section_id"), ("term", "term_local_id|grade_term"), ("mark", "letter_grade|grade_letter"), ("year", "school_year"), ("school", "school_local_id"), ("percent", "grade_number|numeric_grade"), ("earned", "credit_earned"), ("attempted", "credit_attempted")),
    ];

    /// <summary>What the product writes where it has no date, or null where it leaves the field blank.</summary>
    public string? NoDate => Vendor == "PowerSchool" ? "0/0/0" : null;

    /// <summary>The grade in which the product keeps those who have graduated, or null.</summary>
    public string? GradeOfGraduates => Vendor == "PowerSchool" ? "99" : null;

    /// <summary>True where the students' export gives the entry of the running school year; false where it gives the day of registration, however long ago.</summary>
    public bool IsEntryOfThisYear => Vendor != "Aspen X2";

    /// <summary>True where enrollments are written as entries and withdrawals, each a row of its own.</summary>
    public bool IsOfEvents => Columns.Any(c => c.Says == "event");

    /// <summary>The exports of one kind.</summary>
    public static IEnumerable<SisLayout> Of(string kind) => All.Where(l => l.Kind == kind);
}
