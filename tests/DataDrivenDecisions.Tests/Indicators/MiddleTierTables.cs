using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>
/// The tables of the Ed-Fi Analytics Middle Tier's own tests as rows of a delivery, and the columns of its answers as what the product says. It maps and does nothing else.
/// Two things of these tables have no place of their own in a delivery. Ed-Fi keys a row of attendance by its category too, so that one class may say "excused" and "tardy" of one
/// day; the category stands for the period, which is what tells rows of one day apart. Ed-Fi says student by student whether a class is the homeroom; a class is one here where all its students say so.
/// </summary>
/// <param name="folder">Where the tables are.</param>
/// <param name="edition">"v_2" names sections as the second edition of the data standard does, anything else as the third.</param>
sealed class MiddleTierTables(string folder, string edition = "v_3")
{
    /// <summary>Stands for a period or a room of which the tables do not tell which it is.</summary>
    public const string Untold = "?";

    static readonly DateOnly Today = new(2026, 3, 13);

    IEnumerable<(long Line, Func<string, string?> Of)> Rows(string table)
    {
        var path = Path.Combine(folder, "tables", table + ".csv");
        var read = File.Exists(path) ? TableFile.Read(path) : new FlatTable([], []);
        return read.Rows.Select((r, i) => ((long)i + 2, (Func<string, string?>)(column => r[read.Find(column)] is { Length: > 0 } text ? text : null)));
    }

    Dictionary<string, string> Names(string table, string key, string name) => Rows(table).GroupBy(r => r.Of(key)!).ToDictionary(g => g.Key, g => g.First().Of(name)!);

    readonly Dictionary<string, string> _sections = [];

    static string Third(Func<string, string?> of) => string.Join('-', of("SchoolId"), of("LocalCourseCode"), of("SchoolYear"), of("SectionIdentifier"), of("SessionName"));

    string Section(Func<string, string?> of) => edition != "v_2" ? Third(of) : _sections.TryGetValue(Third(of), out var known) ? known : _sections[Third(of)] = Second(of);

    // Period and room are part of a section's key in the second edition, and of its own school: a school with one of each leaves no choice. The rest stands in the third's tables.
    string Second(Func<string, string?> of)
    {
        string OnlyOf(string table, string column) => Rows(table).Where(r => r.Of("SchoolId") == of("SchoolId")).Select(r => r.Of(column)).Distinct().ToList() is [var only] ? only! : Untold;
        var section = Rows("Section").First(r => Third(r.Of) == Third(of)).Of;
        var term = Rows("Session").First(r => (r.Of("SchoolId"), r.Of("SchoolYear"), r.Of("SessionName")) == (of("SchoolId"), of("SchoolYear"), of("SessionName"))).Of("TermDescriptorId");
        return string.Join('-', of("SchoolId"), OnlyOf("ClassPeriod", "ClassPeriodName"), section("LocationClassroomIdentificationCode") ?? OnlyOf("Location", "ClassroomIdentificationCode"),
            of("LocalCourseCode"), term, of("SchoolYear"), of("SectionIdentifier"), section("SequenceOfCourse"));
    }

    static string Incident(Func<string, string?> of) => $"{of("SchoolId")}/{of("IncidentIdentifier")}";

    static DateOnly Day(string? text) => DateOnly.ParseExact(text!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateOnly? DayOrNull(string? text) => text is null ? null : Day(text);

    static SchoolYear? Year(string? text) => text is null ? null : new SchoolYear(int.Parse(text, CultureInfo.InvariantCulture));

    static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>All tables as one delivery.</summary>
    public Batch Delivery()
    {
        var codes = Names("Descriptor", "DescriptorId", "CodeValue").Concat(Names("descriptor", "DescriptorId", "CodeValue")).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.First().Value);
        var students = Names("Student", "StudentUSI", "StudentUniqueId");
        var schools = Names("EducationOrganization", "EducationOrganizationId", "NameOfInstitution");
        var incidents = Rows("DisciplineIncident").GroupBy(r => Incident(r.Of)).ToDictionary(g => g.Key, g => Day(g.First().Of("IncidentDate")));
        var behaviors = Rows("DisciplineIncidentBehavior").GroupBy(r => Incident(r.Of)).ToDictionary(g => g.Key, g => codes[g.First().Of("BehaviorDescriptorId")!]);
        var homerooms = Rows("StudentSectionAssociation").GroupBy(r => Section(r.Of)).Where(g => g.All(r => r.Of("HomeroomIndicator") == "1")).Select(g => g.Key).ToHashSet();
        var periods = Rows("GradingPeriod").GroupBy(r => (r.Of("GradingPeriodDescriptorId"), r.Of("SchoolId"), r.Of("SchoolYear"), r.Of("PeriodSequence")))
            .ToDictionary(g => g.Key, g => $"{g.Key.Item1}-{g.Key.Item2}-{Day(g.First().Of("BeginDate")):yyyyMMdd}");
        string Term(Func<string, string?> of) => periods[(of("GradingPeriodDescriptorId"), of("SchoolId"), of("GradingPeriodSchoolYear"), of("GradingPeriodSequence"))];
        AttendanceArrival Attended((long Line, Func<string, string?> Of) r, string? section) => new()
        {
            Line = r.Line, StudentId = students[r.Of("StudentUSI")!], SchoolId = r.Of("SchoolId")!, SectionId = section, Day = Day(r.Of("EventDate")), Year = Year(r.Of("SchoolYear")),
            Code = codes[r.Of("AttendanceEventCategoryDescriptorId")!], Period = codes[r.Of("AttendanceEventCategoryDescriptorId")!], PortionAbsent = 0, Reason = r.Of("AttendanceEventReason"),
            Status = codes[r.Of("AttendanceEventCategoryDescriptorId")!] switch { "In Attendance" => AttendanceStatus.Present, "Tardy" => AttendanceStatus.Tardy, _ => AttendanceStatus.Absent },
            IsExcused = codes[r.Of("AttendanceEventCategoryDescriptorId")!] == "Excused Absence",
        };
        BatchFile[] files =
        [
            Of("School", r => new SchoolArrival { Line = r.Line, SchoolId = r.Of("SchoolId")!, Name = schools[r.Of("SchoolId")!], Kind = "school" }),
            Of("Student", r => new StudentArrival { Line = r.Line, StudentId = r.Of("StudentUniqueId")!, GivenName = r.Of("FirstName"), FamilyName = r.Of("LastSurname") }),
            Of("Section", r => new SectionArrival { Line = r.Line, SectionId = Section(r.Of), Title = r.Of("LocalCourseCode")!, SchoolId = r.Of("SchoolId"), Kind = homerooms.Contains(Section(r.Of)) ? "homeroom" : "scheduled" }),
            Of("CalendarDateCalendarEvent", r => new CalendarDayArrival
            {
                Line = r.Line, SchoolId = r.Of("SchoolId")!, Day = Day(r.Of("Date")), Year = Year(r.Of("SchoolYear"))!.Value, DayType = codes[r.Of("CalendarEventDescriptorId")!],
                IsInstructional = codes[r.Of("CalendarEventDescriptorId")!] is "Instructional day" or "Make-up day",
            }),
            Of("StudentSchoolAssociation", r => new SchoolEnrollmentArrival
            {
                Line = r.Line, StudentId = students[r.Of("StudentUSI")!], SchoolId = r.Of("SchoolId")!, Year = Year(r.Of("SchoolYear")) ?? SchoolYear.Of(Day(r.Of("EntryDate"))), EntryDate = Day(r.Of("EntryDate")),
                ExitDate = DayOrNull(r.Of("ExitWithdrawDate")),
            }),
            Of("StudentSectionAssociation", r => new SectionEnrollmentArrival
            {
                Line = r.Line, EnrollmentId = r.Of("BeginDate")!, StudentId = students[r.Of("StudentUSI")!], SectionId = Section(r.Of), SchoolId = r.Of("SchoolId"), BeginDate = DayOrNull(r.Of("BeginDate")), EndDate = DayOrNull(r.Of("EndDate")),
            }),
            Of("StudentSchoolAttendanceEvent", r => Attended(r, null)),
            Of("StudentSectionAttendanceEvent", r => Attended(r, Section(r.Of))),
            Of("StudentDisciplineIncidentAssociation", r => new IncidentArrival
            {
                Line = r.Line, IncidentId = Incident(r.Of), StudentId = students[r.Of("StudentUSI")!], SchoolId = r.Of("SchoolId"), Day = incidents[Incident(r.Of)], Behavior = behaviors.GetValueOrDefault(Incident(r.Of)),
                IsStateOffense = behaviors.GetValueOrDefault(Incident(r.Of)) == "State Offense",
            }),
            Of("Grade", r => codes[r.Of("GradeTypeDescriptorId")!] switch { "Grading Period" => "quarter", "Semester" => "semester", "Final" => "final", _ => null } is not { } type
                ? new OtherRecordArrival { Line = r.Line, Kind = "grade", RecordId = r.Of("Id")!, Json = "{}" }
                : new MarkArrival
                {
                    Line = r.Line, StudentId = students[r.Of("StudentUSI")!], SectionId = Section(r.Of), SchoolId = r.Of("SchoolId"), Year = Year(r.Of("SchoolYear"))!.Value, Term = Term(r.Of), MarkType = type,
                    Letter = r.Of("LetterGradeEarned"), Percent = Number(r.Of("NumericGradeEarned")),
                }),
        ];
        return new Batch { Source = "Middle tier", Name = "tables", Hash = "00", By = "test", Files = [.. files] };

        BatchFile Of(string table, Func<(long Line, Func<string, string?> Of), Arrival> read) => new() { Name = table, Format = table, Merge = Merge.Update, Rows = Rows(table).Select(read) };
    }

    /// <summary>The days that a predicate of the early-warning fact names.</summary>
    public static IReadOnlyList<EarlyWarningDay> Days(IAsk ask, string student, string school, DateOnly day) =>
        [.. EarlyWarningDay.Of(ask, student, school, SchoolYear.Of(day), Today).Where(d => d.Day == day)];

    /// <summary>What the product says in a column of the early-warning fact.</summary>
    public static string Said(EarlyWarningDay day, string column)
    {
        static string Bit(bool flag) => flag ? "1" : "0";
        var (school, any, home) = (EarlyWarningFlags.Of(day.School), EarlyWarningFlags.Of(day.AnyClass), EarlyWarningFlags.Of(day.Homeroom));
        return column switch
        {
            "StudentKey" => day.StudentId, "SchoolKey" => day.SchoolId, "DateKey" => day.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), "IsEnrolled" => "1",
            "IsInstructionalDay" => Bit(day.IsInstructionalDay == 1), "CountByDayOfStateOffenses" => $"{day.StateOffenses}", "CountByDayOfConductOffenses" => $"{day.ConductOffenses}",
            "IsPresentSchool" => Bit(school.IsPresent), "IsAbsentFromSchoolExcused" => Bit(school.IsAbsentExcused), "IsAbsentFromSchoolUnexcused" => Bit(school.IsAbsentUnexcused), "IsTardyToSchool" => Bit(school.IsTardy),
            "IsPresentAnyClass" => Bit(any.IsPresent), "IsAbsentFromAnyClassExcused" => Bit(any.IsAbsentExcused), "IsAbsentFromAnyClassUnexcused" => Bit(any.IsAbsentUnexcused), "IsTardyToAnyClass" => Bit(any.IsTardy),
            "IsPresentHomeroom" => Bit(home.IsPresent), "IsAbsentFromHomeroomExcused" => Bit(home.IsAbsentExcused), "IsAbsentFromHomeroomUnexcused" => Bit(home.IsAbsentUnexcused), "IsTardyToHomeroom" => Bit(home.IsTardy),
            _ => "no such column",
        };
    }

    /// <summary>What the product says in a column of the section grade fact.</summary>
    public static string Said(SectionMark mark, string column) => column switch
    {
        "StudentKey" => mark.StudentId, "SchoolKey" => mark.SchoolId ?? "", "SectionKey" => mark.SectionId, "GradingPeriodKey" => mark.Term, "LetterGradeEarned" => mark.Mark ?? "",
        "StudentSectionKey" => $"{mark.StudentId}-{mark.SectionId}-{mark.InSectionSince:yyyyMMdd}",
        "NumericGradeEarned" => (new SectionGrade(SectionGrade.MiddleTier).Points(mark.Mark, mark.PercentPoints) ?? -1).ToString("0.00", CultureInfo.InvariantCulture),
        "GradeType" => mark.MarkType switch { "quarter" => "Grading Period", "semester" => "Semester", _ => "Final" },
        _ => "no such column",
    };
}
