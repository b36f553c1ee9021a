using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Every table that arrivals fill, in the order in which they are resolved: what is pointed to stands before what points.</summary>
static class Tables
{
    const char Bar = '|';

    static readonly DateOnly UnknownBegin = new(1900, 1, 1);

    static readonly EntityTable School = new EntityTable<SchoolArrival>("school")
        .Defines("school", a => a.SchoolId, a => a.SchoolNumber)
        .Text("school_number", a => a.SchoolNumber).Text("school_name", a => a.Name).Text("school_kind", a => a.Kind).Text("parent_id", a => a.ParentId);

    static readonly EntityTable Session = new EntityTable<SessionArrival>("session")
        .Defines("session", a => a.SessionId)
        .Text("title", a => a.Title).Text("kind", a => a.Kind).Day("first_day", a => a.FirstDay).Day("last_day", a => a.LastDay)
        .Text("parent_session_id", a => a.ParentId).Whole("school_year", a => (a.Year ?? SchoolYear.Of(a.FirstDay)).Ends);

    static readonly EntityTable Course = new EntityTable<CourseArrival>("course")
        .Defines("course", a => a.CourseId)
        .Text("course_name", a => a.Title).Text("course_code", a => a.Code).Text("subject", a => a.Subject).Text("subject_code", a => a.SubjectCode)
        .Text("grades", a => a.Grades).Text("org_id", a => a.OrgId);

    static readonly EntityTable Section = new EntityTable<SectionArrival>("section")
        .Defines("section", a => a.SectionId)
        .Refers("course", a => a.CourseId).Refers("school", a => a.SchoolId)
        .Text("section_name", a => a.Title).Text("section_code", a => a.Code).Text("kind", a => a.Kind).Text("session_ids", a => Joined(a.SessionIds))
        .Text("grades", a => a.Grades).Text("subject", a => a.Subject).Text("periods", a => a.Periods);

    // A student whose roster names an unknown school is still a student, so that reference is never contradicted.
    static readonly EntityTable Student = new EntityTable<StudentArrival>("student")
        .Defines("student", a => a.StudentId, a => a.StudentNumber)
        .Refers("school", a => a.SchoolIds.Count > 0 ? a.SchoolIds[0] : null, contradictable: false)
        .Text("student_number", a => a.StudentNumber).Text("given_name", a => a.GivenName).Text("middle_name", a => a.MiddleName)
        .Text("family_name", a => a.FamilyName).Text("preferred_name", a => a.PreferredName).Text("grade", a => a.Grade?.Code)
        .Text("email", a => a.Email).Text("school_ids", a => Joined(a.SchoolIds)).Flag("is_active", a => a.IsActive)
        .Text("state_id", a => a.StateId).ThatIsHashedWhenFilled();

    static readonly EntityTable Staff = new EntityTable<StaffArrival>("staff")
        .Defines("staff", a => a.StaffId, a => a.StaffNumber)
        .Text("staff_number", a => a.StaffNumber).Text("given_name", a => a.GivenName).Text("family_name", a => a.FamilyName)
        .Text("email", a => a.Email).Text("role", a => a.Role).Text("school_ids", a => Joined(a.SchoolIds)).Flag("is_active", a => a.IsActive);

    static readonly EntityTable Guardian = new EntityTable<GuardianArrival>("guardian")
        .Defines("guardian", a => a.GuardianId)
        .Text("given_name", a => a.GivenName).Text("family_name", a => a.FamilyName).Text("email", a => a.Email).Text("phone", a => a.Phone)
        .Text("relation", a => a.Relation).Flag("is_active", a => a.IsActive);

    static readonly EntityTable Demographics = new EntityTable<DemographicsArrival>("demographics")
        .Refers("student", a => a.StudentId, key: true)
        .Day("birth_date", a => a.BirthDate).Text("sex", a => a.Sex).Flag("is_hispanic", a => a.IsHispanic).Flag("is_american_indian", a => a.IsAmericanIndian)
        .Flag("is_asian", a => a.IsAsian).Flag("is_black", a => a.IsBlack).Flag("is_pacific_islander", a => a.IsPacificIslander).Flag("is_white", a => a.IsWhite)
        .Flag("is_two_or_more", a => a.IsTwoOrMore).Text("race_text", a => a.RaceText).Text("language", a => a.Language);

    // Either side of the link may stand in another file or none: a link never rejects the person whose line names it.
    static readonly EntityTable GuardianLink = new EntityTable<GuardianLinkArrival>("guardian_link")
        .Refers("guardian", a => a.GuardianId, key: true, contradictable: false).Refers("student", a => a.StudentId, key: true, contradictable: false);

    static readonly EntityTable SectionEnrollment = new EntityTable<SectionEnrollmentArrival>("section_enrollment")
        .Refers("section", a => a.SectionId, key: true).Refers("student", a => a.StudentId, key: true).Refers("school", a => a.SchoolId)
        .Text("enrollment_id", a => a.EnrollmentId, key: true).Day("begin_date", a => a.BeginDate).Day("end_date", a => a.EndDate);

    static readonly EntityTable SectionStaff = new EntityTable<SectionStaffArrival>("section_staff")
        .Refers("section", a => a.SectionId, key: true).Refers("staff", a => a.StaffId, key: true).Refers("school", a => a.SchoolId)
        .Text("enrollment_id", a => a.EnrollmentId, key: true).Flag("is_primary", a => a.IsPrimary).Day("begin_date", a => a.BeginDate).Day("end_date", a => a.EndDate);

    static readonly EntityTable SchoolEnrollment = new EntityTable<SchoolEnrollmentArrival>("school_enrollment")
        .Refers("student", a => a.StudentId, key: true).Refers("school", a => a.SchoolId, key: true)
        .Day("entry_date", a => a.EntryDate, key: true).ThatIsItsDay()
        .Whole("school_year", a => a.Year.Ends).Text("grade", a => a.Grade?.Code).Text("entry_reason", a => a.EntryReason)
        .Day("exit_date", a => a.ExitDate).Text("exit_reason", a => a.ExitReason);

    static readonly EntityTable CalendarDay = new EntityTable<CalendarDayArrival>("calendar_day")
        .Refers("school", a => a.SchoolId, key: true).Day("school_date", a => a.Day, key: true).ThatIsItsDay()
        .Whole("school_year", a => a.Year.Ends).Text("day_type", a => a.DayType).Flag("is_instructional", a => a.IsInstructional);

    static readonly EntityTable AttendanceSubmitted = new EntityTable<AttendanceSubmittedArrival>("attendance_submitted")
        .Refers("school", a => a.SchoolId, key: true).Day("school_date", a => a.Day, key: true).ThatIsItsDay()
        .Whole("school_year", a => SchoolYear.Of(a.Day).Ends);

    static readonly EntityTable Attendance = new EntityTable<AttendanceArrival>("attendance")
        .Refers("student", a => a.StudentId, key: true).Refers("school", a => a.SchoolId, key: true).Refers("section", a => a.SectionId, key: true)
        .Day("school_date", a => a.Day, key: true).ThatIsItsDay().Text("period", a => a.Period, key: true)
        .Whole("school_year", a => (a.Year ?? SchoolYear.Of(a.Day)).Ends).Text("code", a => a.Code).Text("status", a => Word(a.Status))
        .Fraction("portion_absent", a => a.PortionAbsent, "DECIMAL(5,4)").Flag("is_excused", a => a.IsExcused).Flag("is_suspension", a => a.IsSuspension)
        .Text("reason", a => a.Reason).Flag("is_full_record", a => a.IsFullRecord)
        .WeighedBy("-{0}.portion_absent", "CASE {0}.status WHEN 'absent' THEN 1 WHEN 'partial' THEN 2 WHEN 'tardy' THEN 3 WHEN 'unknown' THEN 4 ELSE 5 END", "{0}.is_excused")
        .KnowingNothingWhere("{0}.status = 'unknown'")
        .Folded("attendance_kind", a => a.Kind, "period", "code", "status", "portion_absent", "is_excused", "is_suspension", "is_full_record");

    static readonly EntityTable Mark = new EntityTable<MarkArrival>("mark")
        .Refers("student", a => a.StudentId, key: true).Refers("section", a => a.SectionId, key: true).Refers("school", a => a.SchoolId)
        .Whole("school_year", a => a.Year.Ends, key: true).Text("term", a => a.Term, key: true).Text("mark_type", a => a.MarkType, key: true)
        .Text("letter_mark", a => a.Letter).Fraction("percent_points", a => a.Percent)
        .Fraction("credits_attempted", a => a.CreditsAttempted).Fraction("credits_earned", a => a.CreditsEarned)
        .Day("posted_date", a => a.PostedDate).ThatIsItsDay()
        .Folded("mark_kind", a => a.Kind, "term", "mark_type", "letter_mark", "credits_attempted", "credits_earned");

    static readonly EntityTable TranscriptCredit = new EntityTable<TranscriptCreditArrival>("transcript_credit")
        .Refers("student", a => a.StudentId, key: true)
        .Whole("school_year", a => a.Year.Ends, key: true).Text("term", a => a.Term, key: true).Text("course", a => a.Course, key: true).Text("earned_at", a => a.EarnedAt, key: true)
        .Text("result", a => a.Result, key: true)
        .Text("course_name", a => a.CourseName).Text("subject", a => a.Subject).Text("method", a => a.Method).Text("grade", a => a.Grade?.Code)
        .Text("letter_mark", a => a.Letter).Fraction("percent_points", a => a.Percent)
        .Fraction("credits_attempted", a => a.CreditsAttempted).Fraction("credits_earned", a => a.CreditsEarned)
        .Day("posted_date", a => a.PostedDate).ThatIsItsDay()
        .HashedWhenFilled();

    static readonly EntityTable Assessment = new EntityTable<AssessmentArrival>("assessment")
        .Refers("student", a => a.StudentId, key: true)
        .Text("assessment", a => a.Assessment, key: true).Text("subject", a => a.Subject, key: true).Day("test_date", a => a.TestDate, key: true).ThatIsItsDay()
        .Text("result_id", a => a.ResultId, key: true).Whole("school_year", a => (a.Year ?? SchoolYear.Of(a.TestDate)).Ends).Text("test_window", a => a.Window)
        .Text("grade", a => a.Grade?.Code).Fraction("score_points", a => a.ScorePoints).Fraction("standard_error_points", a => a.StandardErrorPoints)
        .Whole("percentile_rank", a => a.Percentile).Text("level", a => a.Level);

    static readonly EntityTable AssessmentPart = new EntityTable<AssessmentPartArrival>("assessment_part")
        .Refers("student", a => a.StudentId, key: true)
        .Text("assessment", a => a.Assessment, key: true).Text("subject", a => a.Subject, key: true).Day("test_date", a => a.TestDate, key: true).ThatIsItsDay()
        .Text("result_id", a => a.ResultId, key: true).Text("part", a => a.Part, key: true).Text("measure", a => a.Measure, key: true)
        .Whole("school_year", a => (a.Year ?? SchoolYear.Of(a.TestDate)).Ends).Fraction("score_points", a => a.ScorePoints)
        .Fraction("standard_error_points", a => a.StandardErrorPoints).Whole("percentile_rank", a => a.Percentile).Text("level", a => a.Level)
        .HashedWhenFilled();

    static readonly EntityTable AssignmentCategory = new EntityTable<AssignmentCategoryArrival>("assignment_category")
        .Defines("assignment_category", a => a.CategoryId)
        .Text("title", a => a.Title).Fraction("weight", a => a.Weight)
        .HashedWhenFilled();

    static readonly EntityTable Assignment = new EntityTable<AssignmentArrival>("assignment")
        .Defines("assignment", a => a.AssignmentId)
        .Refers("section", a => a.SectionId).Refers("school", a => a.SchoolId).Refers("assignment_category", a => a.CategoryId)
        .Text("title", a => a.Title).LongText("description", a => a.Description).Text("category_text", a => a.CategoryText).Text("session_id", a => a.SessionId)
        .Day("assigned_date", a => a.AssignedDate).Day("due_date", a => a.DueDate)
        .Fraction("least_points", a => a.LeastPoints).Fraction("most_points", a => a.MostPoints)
        .HashedWhenFilled();

    static readonly EntityTable AssignmentResult = new EntityTable<AssignmentResultArrival>("assignment_result")
        .Refers("assignment", a => a.AssignmentId, key: true).Refers("student", a => a.StudentId, key: true)
        .Text("result_id", a => a.ResultId, key: true).Text("status", a => a.Status).Fraction("score_points", a => a.ScorePoints).Text("text_score", a => a.TextScore)
        .Day("submitted_date", a => a.SubmittedDate).Day("scored_date", a => a.ScoredDate).Flag("is_late", a => a.IsLate).Flag("is_missing", a => a.IsMissing)
        .Flag("is_incomplete", a => a.IsIncomplete).Flag("in_progress", a => a.InProgress).LongText("comment", a => a.Comment)
        .HashedWhenFilled();

    // A scale belongs to a school, a course or a section; which of them is there is the source's matter, so none rejects it.
    static readonly EntityTable ScoreScale = new EntityTable<ScoreScaleArrival>("score_scale")
        .Defines("score_scale", a => a.ScaleId)
        .Refers("school", a => a.SchoolId, contradictable: false).Refers("course", a => a.CourseId, contradictable: false)
        .Refers("section", a => a.SectionId, contradictable: false)
        .Text("title", a => a.Title).Text("kind", a => a.Kind).LongText("steps", a => a.Steps)
        .HashedWhenFilled();

    static readonly EntityTable AssignmentScale = new EntityTable<AssignmentScaleArrival>("assignment_scale")
        .Refers("assignment", a => a.AssignmentId, key: true).Refers("score_scale", a => a.ScaleId, key: true).Text("link_id", a => a.LinkId, key: true)
        .HashedWhenFilled();

    static readonly EntityTable ResultScale = new EntityTable<ResultScaleArrival>("result_scale")
        .Refers("score_scale", a => a.ScaleId, key: true).Text("result_id", a => a.ResultId, key: true).Text("link_id", a => a.LinkId, key: true)
        .HashedWhenFilled();

    static readonly EntityTable AssignmentStandard = new EntityTable<AssignmentStandardArrival>("assignment_standard")
        .Refers("assignment", a => a.AssignmentId, key: true).Text("standard_source", a => a.Source, key: true).Text("standard", a => a.Standard, key: true)
        .Text("link_id", a => a.LinkId, key: true)
        .HashedWhenFilled();

    static readonly EntityTable ResultStandard = new EntityTable<ResultStandardArrival>("result_standard")
        .Text("result_id", a => a.ResultId, key: true).Text("standard_source", a => a.Source, key: true).Text("standard", a => a.Standard, key: true)
        .Text("link_id", a => a.LinkId, key: true).Fraction("score_points", a => a.ScorePoints).Text("text_score", a => a.TextScore)
        .HashedWhenFilled();

    static readonly EntityTable Incident = new EntityTable<IncidentArrival>("incident")
        .Refers("student", a => a.StudentId, key: true).Refers("school", a => a.SchoolId)
        .Text("incident_id", a => a.IncidentId, key: true).Text("action", a => a.Action, key: true)
        .Whole("school_year", a => SchoolYear.Of(a.Day).Ends).Day("incident_date", a => a.Day).ThatIsItsDay().Text("behavior", a => a.Behavior)
        .Flag("is_state_offense", a => a.IsStateOffense).Day("action_date", a => a.ActionDay).Fraction("action_days", a => a.ActionDays);

    static readonly EntityTable Program = new EntityTable<ProgramArrival>("program")
        .Refers("student", a => a.StudentId, key: true)
        .Text("program", a => a.Program, key: true).Day("begin_date", a => a.BeginDate ?? UnknownBegin, key: true)
        .Day("end_date", a => a.EndDate).Text("detail", a => a.Detail).Text("sensitivity", a => a.Sensitivity);

    static readonly EntityTable DeviceAccess = new EntityTable<DeviceAccessArrival>("device_access")
        .Refers("student", a => a.StudentId, key: true).Day("survey_date", a => a.SurveyDate, key: true).ThatIsItsDay()
        .Whole("school_year", a => (a.Year ?? SchoolYear.Of(a.SurveyDate)).Ends).Text("device", a => a.Device).Text("device_access", a => a.DeviceAccess)
        .Text("device_provider", a => a.DeviceProvider).Text("internet", a => a.Internet).Text("internet_performance", a => a.InternetPerformance)
        .Text("internet_barrier", a => a.InternetBarrier);

    static readonly EntityTable OtherRecord = new EntityTable<OtherRecordArrival>("other_record")
        .Text("kind", a => a.Kind, key: true).Text("record_id", a => a.RecordId, key: true).LongText("json", a => a.Json);

    public static IReadOnlyList<EntityTable> All { get; } =
    [
        School, Session, Course, Staff, Section, Student, Guardian, Demographics, GuardianLink, SectionEnrollment, SectionStaff, SchoolEnrollment,
        CalendarDay, AttendanceSubmitted, Attendance, Mark, TranscriptCredit, Assessment, AssessmentPart, AssignmentCategory,
        Assignment, AssignmentResult, ScoreScale, AssignmentScale, ResultScale, AssignmentStandard, ResultStandard, Incident, Program, DeviceAccess, OtherRecord,
    ];

    /// <summary>The table whose rows are written when something of that name is.</summary>
    public static string RowsOf(string name) => All.FirstOrDefault(t => t.Name == name)?.Rows ?? "wh." + name;

    static string? Joined(IReadOnlyList<string> ids) => ids.Count == 0 ? null : string.Join(Bar, ids.Select(id => id.Trim()));

    static string Word(AttendanceStatus status) => status switch
    {
        AttendanceStatus.Present => "present",
        AttendanceStatus.Absent => "absent",
        AttendanceStatus.Tardy => "tardy",
        AttendanceStatus.Partial => "partial",
        _ => "unknown",
    };
}
