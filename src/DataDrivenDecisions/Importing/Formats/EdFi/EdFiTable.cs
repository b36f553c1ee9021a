using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse.Exchange;

namespace DataDrivenDecisions.Importing.Formats.EdFi;

/// <summary>One of the program's own Ed-Fi tables, as <c>export edfi</c> writes them: read back, it says exactly what was known.</summary>
/// <param name="table">The table.</param>
/// <param name="turn">When its turn comes.</param>
/// <param name="read">What a row says.</param>
public sealed class EdFiTable(string table, Turn turn, Func<Row, Arrival> read) : Format
{
    const string Student = "studentReference.studentUniqueId", School = "schoolReference.schoolId", Section = "_ext.ddd.sectionId", Year = "schoolYearTypeReference.schoolYear";
    const char Bar = '|';

    static readonly string[] Statuses = ["present", "absent", "tardy", "partial", "unknown"];

    public override string Name => "Ed-Fi table " + table;
    public override string Family => "Ed-Fi tables";
    public override string Sample => $"edfi-tables/{table}.csv";
    public override IReadOnlyList<string> Headers => [.. EdFiTables.All.Single(t => t.Name == table).Columns.Except(EdFiTables.Later), EdFiTables.Mark];
    public override IReadOnlyList<string> MoreHeaders => [.. EdFiTables.All.Single(t => t.Name == table).Columns.Intersect(EdFiTables.Later)];
    public override string? UsualFile => table + ".csv";
    public override bool NeedsFamily => true;
    public override Turn Turn => turn;

    public override IEnumerable<Arrival> Arrivals(Row row) => [read(row)];

    /// <summary>Every table.</summary>
    public static IReadOnlyList<EdFiTable> Files { get; } =
    [
        new("schools", Turn.Schools, r => new SchoolArrival
        {
            Line = r.Line, SchoolId = r.Id("schoolId"), Name = r.Text("nameOfInstitution"), ParentId = r.TextOrNull("localEducationAgencyReference.localEducationAgencyId"), SchoolNumber = r.TextOrNull("_ext.ddd.number"),
            Kind = r.Text("_ext.ddd.kind"),
        }),
        new("sessions", Turn.Sessions, r => new SessionArrival
        {
            Line = r.Line, SessionId = r.Id("_ext.ddd.id"), Title = r.Text("sessionName"), Year = r.YearOrNull(Year), FirstDay = r.Date("beginDate"), LastDay = r.Date("endDate"), Kind = r.Text("_ext.ddd.kind"),
            ParentId = r.TextOrNull("_ext.ddd.parentId"),
        }),
        new("courses", Turn.Courses, r => new CourseArrival
        {
            Line = r.Line, CourseId = r.Id("_ext.ddd.id"), Code = r.TextOrNull("courseCode"), Title = r.Text("courseTitle"), OrgId = r.TextOrNull("educationOrganizationReference.educationOrganizationId"),
            Subject = r.TextOrNull("academicSubjects.academicSubjectDescriptor"), SubjectCode = r.TextOrNull("_ext.ddd.subjectCode"), Grades = r.TextOrNull("offeredGradeLevels.gradeLevelDescriptor"),
        }),
        new("sections", Turn.Sections, r => new SectionArrival
        {
            Line = r.Line, SectionId = r.Id(Section), Code = r.TextOrNull("sectionIdentifier"), Title = r.Text("sectionName"), SchoolId = r.TextOrNull("courseOfferingReference.schoolId"),
            CourseId = r.TextOrNull("_ext.ddd.courseId"), SessionIds = r.List("_ext.ddd.sessionIds", Bar), Kind = r.TextOrNull("_ext.ddd.kind"), Subject = r.TextOrNull("_ext.ddd.subject"),
            Grades = r.TextOrNull("offeredGradeLevels.gradeLevelDescriptor"), Periods = r.TextOrNull("classPeriods.classPeriodReference.classPeriodName"),
        }),
        new("students", Turn.People, r => new StudentArrival
        {
            Line = r.Line, StudentId = r.Id("studentUniqueId"), GivenName = r.TextOrNull("firstName"), MiddleName = r.TextOrNull("middleName"), FamilyName = r.TextOrNull("lastSurname"),
            PreferredName = r.TextOrNull("preferredFirstName"), StudentNumber = r.TextOrNull("_ext.ddd.number"), StateId = r.TextOrNull(EdFiTables.StateId), Grade = r.GradeOrNull("_ext.ddd.grade"), Email = r.TextOrNull("_ext.ddd.email"),
            SchoolIds = r.List("_ext.ddd.schoolIds", Bar), IsActive = r.FlagOrNull("_ext.ddd.isActive") ?? true,
        }),
        new("studentEducationOrganizationAssociations", Turn.Demographics, r => new DemographicsArrival
        {
            Line = r.Line, StudentId = r.Id(Student), BirthDate = r.DateOrNull("_ext.ddd.birthDate"), Sex = r.TextOrNull("sexDescriptor"), IsHispanic = r.FlagOrNull("hispanicLatinoEthnicity"),
            RaceText = r.TextOrNull("races.raceDescriptor"), IsAmericanIndian = r.FlagOrNull("_ext.ddd.isAmericanIndian"), IsAsian = r.FlagOrNull("_ext.ddd.isAsian"), IsBlack = r.FlagOrNull("_ext.ddd.isBlack"),
            IsPacificIslander = r.FlagOrNull("_ext.ddd.isPacificIslander"), IsWhite = r.FlagOrNull("_ext.ddd.isWhite"), IsTwoOrMore = r.FlagOrNull("_ext.ddd.isTwoOrMore"), Language = r.TextOrNull("languages.languageDescriptor"),
        }),
        new("staffs", Turn.People, r => new StaffArrival
        {
            Line = r.Line, StaffId = r.Id("staffUniqueId"), GivenName = r.TextOrNull("firstName"), FamilyName = r.TextOrNull("lastSurname"), Email = r.TextOrNull("electronicMails.electronicMailAddress"),
            StaffNumber = r.TextOrNull("_ext.ddd.number"), Role = r.TextOrNull("_ext.ddd.role"), SchoolIds = r.List("_ext.ddd.schoolIds", Bar), IsActive = r.FlagOrNull("_ext.ddd.isActive") ?? true,
        }),
        new("contacts", Turn.People, r => new GuardianArrival
        {
            Line = r.Line, GuardianId = r.Id("contactUniqueId"), GivenName = r.TextOrNull("firstName"), FamilyName = r.TextOrNull("lastSurname"), Email = r.TextOrNull("electronicMails.electronicMailAddress"),
            Phone = r.TextOrNull("telephones.telephoneNumber"), Relation = r.TextOrNull("_ext.ddd.relation"), IsActive = r.FlagOrNull("_ext.ddd.isActive") ?? true,
        }),
        new("studentContactAssociations", Turn.Demographics, r => new GuardianLinkArrival { Line = r.Line, GuardianId = r.Id("contactReference.contactUniqueId"), StudentId = r.Id(Student) }),
        new("studentSectionAssociations", Turn.SectionEnrollments, r => new SectionEnrollmentArrival
        {
            Line = r.Line, StudentId = r.Id(Student), SectionId = r.Id(Section), SchoolId = r.TextOrNull("sectionReference.schoolId"), EnrollmentId = r.TextOrNull("_ext.ddd.id") ?? "",
            BeginDate = r.DateOrNull("beginDate"), EndDate = r.DateOrNull("endDate"),
        }),
        new("staffSectionAssociations", Turn.SectionEnrollments, r => new SectionStaffArrival
        {
            Line = r.Line, StaffId = r.Id("staffReference.staffUniqueId"), SectionId = r.Id(Section), SchoolId = r.TextOrNull("sectionReference.schoolId"), EnrollmentId = r.TextOrNull("_ext.ddd.id") ?? "",
            IsPrimary = r.FlagOrNull("_ext.ddd.isPrimary") ?? false, BeginDate = r.DateOrNull("beginDate"), EndDate = r.DateOrNull("endDate"),
        }),
        new("studentSchoolAssociations", Turn.SchoolEnrollments, r => new SchoolEnrollmentArrival
        {
            Line = r.Line, StudentId = r.Id(Student), SchoolId = r.Id(School), EntryDate = r.Date("entryDate"), Grade = r.GradeOrNull("entryGradeLevelDescriptor"), EntryReason = r.TextOrNull("entryTypeDescriptor"),
            ExitDate = r.DateOrNull("exitWithdrawDate"), ExitReason = r.TextOrNull("exitWithdrawTypeDescriptor"), Year = r.Year(Year),
        }),
        new("calendarDates", Turn.Calendars, r => new CalendarDayArrival
        {
            Line = r.Line, SchoolId = r.Id("calendarReference.schoolId"), Day = r.Date("date"), Year = r.Year("calendarReference.schoolYear"), DayType = r.Text("calendarEvents.calendarEventDescriptor"),
            IsInstructional = r.FlagOrNull("_ext.ddd.isInstructional") ?? false,
        }),
        new("sectionAttendanceTakenEvents", Turn.Calendars, r => new AttendanceSubmittedArrival { Line = r.Line, SchoolId = r.Id("sectionReference.schoolId"), Day = r.Date("calendarDateReference.date") }),
        new("studentSchoolAttendanceEvents", Turn.Events, r => new AttendanceArrival
        {
            Line = r.Line, StudentId = r.Id(Student), SchoolId = r.Id(School), Day = r.Date("eventDate"), Year = r.YearOrNull("sessionReference.schoolYear"),
            Period = r.TextOrNull("classPeriods.classPeriodReference.classPeriodName"), SectionId = r.TextOrNull(Section), Code = r.TextOrNull("attendanceEventCategoryDescriptor") ?? "", Status = Status(r),
            PortionAbsent = r.DecimalOrNull("eventDuration", 0, 1) ?? 0, IsExcused = r.FlagOrNull("_ext.ddd.isExcused") ?? false, IsSuspension = r.FlagOrNull("_ext.ddd.isSuspension") ?? false,
            Reason = r.TextOrNull("attendanceEventReason"), IsFullRecord = r.FlagOrNull("_ext.ddd.isFullRecord") ?? false,
        }),
        new("grades", Turn.Events, r => new MarkArrival
        {
            Line = r.Line, StudentId = r.Id("studentSectionAssociationReference.studentUniqueId"), SectionId = r.Id(Section), SchoolId = r.TextOrNull("studentSectionAssociationReference.schoolId"),
            Year = r.Year("studentSectionAssociationReference.schoolYear"), Term = r.Text("gradingPeriodReference.gradingPeriodDescriptor"), MarkType = r.Text("gradeTypeDescriptor"),
            Letter = r.TextOrNull("letterGradeEarned"), Percent = r.DecimalOrNull("numericGradeEarned"), PostedDate = r.DateOrNull("currentGradeAsOfDate"),
            CreditsAttempted = r.DecimalOrNull("_ext.ddd.creditsAttempted"), CreditsEarned = r.DecimalOrNull("_ext.ddd.creditsEarned"),
        }),
        new("courseTranscripts", Turn.Events, r => new TranscriptCreditArrival
        {
            Line = r.Line, StudentId = r.Id("studentAcademicRecordReference.studentUniqueId"), Year = r.Year("studentAcademicRecordReference.schoolYear"),
            Term = r.TextOrNull("studentAcademicRecordReference.termDescriptor"), Course = r.Text("courseReference.courseCode"), CourseName = r.TextOrNull("courseTitle"),
            Subject = r.TextOrNull("academicSubjects.academicSubjectDescriptor"), EarnedAt = r.TextOrNull("externalEducationOrganizationNameOfInstitution"), Result = r.TextOrNull("courseAttemptResultDescriptor"),
            Method = r.TextOrNull("methodCreditEarnedDescriptor"), Grade = r.GradeOrNull("whenTakenGradeLevelDescriptor"), Letter = r.TextOrNull("finalLetterGradeEarned"),
            Percent = r.DecimalOrNull("finalNumericGradeEarned"), CreditsAttempted = r.DecimalOrNull("attemptedCredits"), CreditsEarned = r.Decimal("earnedCredits", 0, MarkLimits.MostTranscriptCredits),
            PostedDate = r.DateOrNull("_ext.ddd.postedDate"),
        }),
        // Whoever is named here was known where the table comes from, so a result may stand before its student.
        new("studentAssessments", Turn.Events, r => new AssessmentArrival
        {
            Line = r.Line, StudentId = r.Id(Student), Assessment = r.Text("assessmentReference.assessmentIdentifier"), Subject = r.Text("_ext.ddd.subject"), TestDate = r.Date("administrationDate"),
            ResultId = r.TextOrNull("studentAssessmentIdentifier"), Year = r.YearOrNull(Year), Window = r.TextOrNull("_ext.ddd.window"), Grade = r.GradeOrNull("whenAssessedGradeLevelDescriptor"),
            ScorePoints = r.DecimalOrNull("scoreResults.result"), StandardErrorPoints = r.DecimalOrNull("_ext.ddd.standardError"), Percentile = r.WholeOrNull("_ext.ddd.percentile", 0, 100),
            Level = r.TextOrNull("performanceLevels.performanceLevelDescriptor"),
        }),
        new("disciplineActions", Turn.Events, r => new IncidentArrival
        {
            Line = r.Line, StudentId = r.Id(Student), IncidentId = r.Id("disciplineIncidentReference.incidentIdentifier"), SchoolId = r.TextOrNull("responsibilitySchoolReference.schoolId"),
            Day = r.Date("disciplineIncidentReference.incidentDate"), Behavior = r.TextOrNull("behaviorDescriptor"), IsStateOffense = r.FlagOrNull("_ext.ddd.isStateOffense") ?? false,
            Action = r.TextOrNull("disciplines.disciplineDescriptor"), ActionDay = r.DateOrNull("disciplineDate"), ActionDays = r.DecimalOrNull("disciplineActionLength"),
        }),
        new("studentProgramAssociations", Turn.Events, r => new ProgramArrival
        {
            Line = r.Line, StudentId = r.Id(Student), Program = r.Text("programReference.programName"), BeginDate = r.DateOrNull("beginDate"), EndDate = r.DateOrNull("endDate"), Detail = r.TextOrNull("_ext.ddd.detail"),
            Sensitivity = r.Text("_ext.ddd.sensitivity"),
        }),
    ];

    static AttendanceStatus Status(Row row) => Array.IndexOf(Statuses, row.OneOf("_ext.ddd.status", Statuses)) switch
    {
        0 => AttendanceStatus.Present,
        1 => AttendanceStatus.Absent,
        2 => AttendanceStatus.Tardy,
        3 => AttendanceStatus.Partial,
        _ => AttendanceStatus.Unknown,
    };
}
