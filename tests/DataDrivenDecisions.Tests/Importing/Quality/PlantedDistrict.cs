using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Importing.Quality;

/// <summary>A small district in a real warehouse: school c in which all is well, and beside it one fault of every kind.</summary>
sealed class PlantedDistrict : IDisposable
{
    /// <summary>Weekdays from the first of September to the district's day.</summary>
    const int DaysSoFar = 140;

    static readonly DateOnly Yesterday = TemporaryWarehouse.Day.AddDays(-1);
    static readonly string[] Usual = ["overlap", "late", "noguardian", "norace", "young", "plain"];

    readonly TemporaryWarehouse _warehouse = new(Yesterday);

    PlantedDistrict(IEnumerable<Arrival> yesterday, IEnumerable<Arrival> today)
    {
        _warehouse.Store.Load(Of(Update("all", [.. yesterday])));
        _warehouse.Clock.Advance(TimeSpan.FromDays(1));
        _warehouse.Reopen();
        if (today.Any())
            _warehouse.Store.Load(Of(Update("all", [.. today])));
        Look = QualityLook.Of(_warehouse.Store, Viewer.Nightly("test"), TemporaryWarehouse.Day);
    }

    public QualityLook Look { get; }

    /// <summary>The district with school c alone.</summary>
    public static PlantedDistrict Clean() => new(Year26().Concat(SchoolInOrder("c")), []);

    /// <summary>School c, and one fault for every rule.</summary>
    public static PlantedDistrict Faulty() => new(
        [.. Year26(), .. SchoolInOrder("c"), .. FaultsOfStudents(), .. FaultsOfClasses(), .. FaultsOfEvents(), .. FaultsOfResults(), .. FaultsOfSchools()],
        Enumerable.Range(0, 10).Select(i => Absent("lost", "s-lost", SchoolDays(20).ElementAt(i)) with { Ends = true }));

    /// <summary>The one record that each rule has to find.</summary>
    public static IReadOnlyDictionary<string, string> Expected { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["overlapping-enrollments"] = "overlap / p / 2025-09-01", ["two-schools-one-day"] = "both / c / p", ["enrolled-without-section"] = "nosection / p",
        ["section-without-teacher"] = "p / x-noteacher", ["section-without-students"] = "p / x-empty", ["attendance-on-non-school-day"] = "p / 2025-09-06",
        ["attendance-outside-enrollment"] = "late / p", ["attendance-at-two-schools"] = "both / c / 2025-11-03", ["more-days-than-calendar"] = "extra / s-days",
        ["attendance-not-submitted"] = "s-silent", ["submission-gap"] = "s-gap / 2025-10-01", ["unmapped-attendance-code"] = "p / ZZ",
        ["incident-without-behavior"] = "plain / p / i-blank", ["unmapped-mark"] = "p / Q?", ["unknown-day-type"] = "p / Flex Z",
        ["suspension-without-days"] = "plain / p / i-days", ["unclear-suspension"] = "p / SUSP 3", ["test-without-result"] = "plain / p / MAP Growth Reading / 2025-09-22",
        ["missing-demographics"] = "norace / p", ["age-against-grade"] = "young / p", ["grade-went-back"] = "back / p", ["shared-student-number"] = "number-a / p / number-b",
        ["same-person-two-ids"] = "twice-a / p / twice-b", ["without-guardian"] = "noguardian / p", ["score-outside-scale"] = "plain / p / MAP Growth Mathematics / 2025-09-23",
        ["test-outside-window"] = "plain / p / MAP Growth Science / 2026-03-02", ["passed-without-credit"] = "plain / p / x-p S1 semester",
        ["credits-more-than-possible"] = "plain / p / x-p S1 final", ["mark-out-of-range"] = "plain / p / x-p Q3 quarter", ["mark-before-section"] = "plain / p / x-p Q4 quarter / 2025-08-01",
        ["blank-marks"] = "p / x-blank Q1 quarter", ["year-left-open"] = "senior / p / 2024-09-03", ["exit-without-reason"] = "left / p / 2025-09-01",
        ["placeholder-student"] = "0099999", ["school-without-calendar"] = "s-bare", ["class-too-large"] = "s-large / x-s-large", ["incident-outside-enrollment"] = "late / p / i-early",
        ["absences-fell"] = "s-lost",
    };

    public void Dispose() => _warehouse.Dispose();

    static IEnumerable<Arrival> Year26() => [new SessionArrival { Line = 2, SessionId = "y26", Title = "2025-26", Kind = "schoolYear", FirstDay = FirstDay, LastDay = new(2026, 6, 12), Year = Year }];

    static IEnumerable<Arrival> Building(string id) => [School(id), .. Class("x-" + id, id)];

    static IEnumerable<Arrival> Class(string id, string school, bool hasTeacher = true)
    {
        yield return new SectionArrival { Line = 2, SectionId = id, Title = "Mathematics " + id, SchoolId = school, SessionIds = ["y26"] };
        yield return new StaffArrival { Line = 3, StaffId = "teacher-" + id, FamilyName = "Teacher", SchoolIds = [school] };
        if (hasTeacher)
            yield return new SectionStaffArrival { Line = 4, EnrollmentId = "teaches-" + id, SectionId = id, StaffId = "teacher-" + id, IsPrimary = true };
    }

    static IEnumerable<Arrival> SchoolInOrder(string id) =>
    [
        .. Building(id), .. Days(id, DaysSoFar), .. Pupil("fine", id), Absent("fine", id, FirstDay), Mark("fine", "x-" + id), Mark("fine", "x-" + id, "S1") with { MarkType = "semester", CreditsAttempted = 0.5m, CreditsEarned = 0.5m },
        Mark("fine", "x-" + id, "Q2") with { Percent = 104 }, Test("fine", "Reading", new(2025, 9, 22)) with { ScorePoints = 215, Percentile = 61 },
        Incident("fine", "i-fine") with { SchoolId = id, Action = "Out-of-school suspension", ActionDays = 2 },
    ];

    static IEnumerable<Arrival> Pupil(string id, string school, string? number = null, bool isEnrolled = true, bool inClass = true, bool hasGuardian = true, bool hasRace = true, int born = 2011, string? name = null)
    {
        yield return Student(id, number, school: school, family: name) with { GivenName = "Given" + (name ?? id) };
        yield return new DemographicsArrival { Line = 3, StudentId = id, BirthDate = new(born, 4, 1), Sex = "female", IsWhite = hasRace ? true : null };
        if (isEnrolled)
            yield return Enrolled(id, school);
        if (inClass)
            yield return InClass(id, "x-" + school);
        if (!hasGuardian)
            yield break;
        yield return new GuardianArrival { Line = 4, GuardianId = "guardian-" + id, FamilyName = "Guardian" };
        yield return new GuardianLinkArrival { Line = 4, GuardianId = "guardian-" + id, StudentId = id };
    }

    static SectionEnrollmentArrival InClass(string student, string section) => new() { Line = 2, EnrollmentId = $"{student}-{section}", SectionId = section, StudentId = student };

    static AssessmentArrival Test(string student, string subject, DateOnly day) => new() { Line = 2, StudentId = student, Assessment = "MAP Growth", Subject = subject, TestDate = day, Window = "fall", Year = Year };

    static IncidentArrival Incident(string student, string id) => new() { Line = 2, IncidentId = id, StudentId = student, SchoolId = "p", Day = new(2025, 10, 8), Behavior = "School Violation" };

    static IEnumerable<Arrival> FaultsOfStudents() =>
    [
        .. Building("p"), .. Days("p", DaysSoFar),
        .. Pupil("plain", "p"), .. Pupil("overlap", "p"), Enrolled("overlap", "p", new(2025, 10, 6)), .. Pupil("both", "p"), Enrolled("both", "c"),
        .. Pupil("nosection", "p", inClass: false), .. Pupil("late", "p", isEnrolled: false), Enrolled("late", "p", new(2025, 10, 1)),
        .. Pupil("noguardian", "p", hasGuardian: false), .. Pupil("norace", "p", hasRace: false), .. Pupil("young", "p", born: 2018),
        .. Pupil("back", "p"), Enrolled("back", "p", new(2024, 9, 3), new(2025, 6, 10), grade: "10") with { Year = new SchoolYear(2025), ExitReason = "End of school year" },
        .. Pupil("number-a", "p", "5550001"), .. Pupil("number-b", "p", "5550001"), .. Pupil("twice-a", "p", name: "Twice"), .. Pupil("twice-b", "p", name: "Twice"),
        .. Pupil("senior", "p", isEnrolled: false, inClass: false), Enrolled("senior", "p", new(2024, 9, 3), grade: "12") with { Year = new SchoolYear(2025) },
        .. Pupil("left", "p", isEnrolled: false, inClass: false), Enrolled("left", "p", exit: new(2025, 11, 14)),
    ];

    static IEnumerable<Arrival> FaultsOfClasses() =>
    [
        .. Class("x-noteacher", "p", hasTeacher: false), InClass("plain", "x-noteacher"), .. Class("x-empty", "p"),
        .. Class("x-blank", "p"), .. Usual.Select(s => InClass(s, "x-blank")), .. Usual.Select((s, i) => Mark(s, "x-blank") with { Letter = i < 2 ? null : "B" }),
        .. Building("s-large"), .. Days("s-large", DaysSoFar), .. Enumerable.Range(1, 61).SelectMany(i => Pupil("large-" + i, "s-large")),
    ];

    static IEnumerable<Arrival> FaultsOfEvents() =>
    [
        Absent("plain", "p", new(2025, 9, 6)), Absent("late", "p", new(2025, 9, 8)), Absent("both", "p", new(2025, 11, 3)), Absent("both", "c", new(2025, 11, 3)),
        Absent("plain", "p", new(2025, 9, 10)) with { Code = "ZZ", Status = AttendanceStatus.Unknown },
        Incident("plain", "i-blank") with { Behavior = null }, Incident("plain", "i-days") with { Action = "Out-of-school suspension" },
        Incident("plain", "i-where") with { Action = "SUSP 3", ActionDays = 3 }, Incident("late", "i-early") with { Day = new(2025, 9, 9) },
    ];

    static IEnumerable<Arrival> FaultsOfResults() =>
    [
        Test("plain", "Reading", new(2025, 9, 22)), Test("plain", "Mathematics", new(2025, 9, 23)) with { ScorePoints = 950 }, Test("plain", "Science", new(2026, 3, 2)) with { ScorePoints = 210 },
        Mark("plain", "x-p", "S1") with { MarkType = "semester", CreditsAttempted = 0.5m, CreditsEarned = 0 }, Mark("plain", "x-p", "S1") with { MarkType = "final", CreditsAttempted = 0.5m, CreditsEarned = 1 },
        Mark("plain", "x-p", "Q2", letter: "Q?"), Mark("plain", "x-p", "Q3") with { Percent = 118 }, Mark("plain", "x-p", "Q4") with { PostedDate = new(2025, 8, 1) }, Mark("0099999", "x-p"),
    ];

    static IEnumerable<Arrival> FaultsOfSchools() =>
    [
        new CalendarDayArrival { Line = 2, SchoolId = "p", Day = new(2026, 6, 1), Year = Year, DayType = "Flex Z", IsInstructional = false },
        .. Building("s-days"), .. Days("s-days", 10), .. Pupil("extra", "s-days"),
        .. SchoolDays(12).Select(d => Absent("extra", "s-days", d, 0) with { Status = AttendanceStatus.Present, Code = "P", IsFullRecord = true }),
        .. Building("s-silent"), .. Days("s-silent", DaysSoFar, d => d <= new DateOnly(2026, 3, 10)), .. Pupil("silent", "s-silent"),
        .. Building("s-gap"), .. Days("s-gap", DaysSoFar, d => d != new DateOnly(2025, 10, 1)), .. Pupil("gap", "s-gap"),
        .. Building("s-bare"), .. Pupil("bare", "s-bare"),
        .. Building("s-lost"), .. Days("s-lost", DaysSoFar), .. Pupil("lost", "s-lost"), .. SchoolDays(20).Select(d => Absent("lost", "s-lost", d)),
    ];
}
