using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>
/// A random but repeatable life of three small schools with the odd cases of attendance: spells that overlap, periods, codes that nobody mapped, days that are
/// not submitted, schools without a calendar, sources that send every day, students whom no roster names; things that change, end and are undone.
/// </summary>
sealed class RandomLoads(TemporaryWarehouse warehouse, int seed)
{
    static readonly DateOnly[] Days = [.. SchoolDays(66).Where((_, i) => i % 3 == 0)];
    static readonly string[] Schools = ["s0", "s1", "s2"];
    static readonly string[] Students = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    static readonly string[] Periods = ["1", "2", "3"];

    readonly Random _random = new(seed);
    readonly List<Arrival> _sent = [];
    readonly Dictionary<string, (bool Calendar, bool Submits, bool Periods)> _schools = [];
    readonly List<string> _story = [];
    int _line = 1;

    /// <summary>What was loaded, for a test that fails.</summary>
    public string Story => string.Join('\n', _story);

    /// <summary>The first delivery: schools, calendars, most students, their spells and some attendance.</summary>
    public void Begin()
    {
        foreach (var school in Schools)
            _schools[school] = (Chance(75), Chance(60), Chance(35));
        List<Arrival> rows =
        [
            Session(FirstDay), .. Schools.Select(s => Deliveries.School(s)), .. Schools.Select(s => Section(s, s)), .. Students.Take(9).Select(s => Student(s, line: Line())),
            .. Schools.Where(s => _schools[s].Calendar).SelectMany(s => Days.Select(d => CalendarDay(s, d))),
            .. Schools.Where(s => _schools[s].Submits).SelectMany(s => Days.Take(15).Where(_ => Chance(85)).Select(d => Submitted(s, d))),
            .. Enumerable.Range(0, 16).Select(_ => Spell()), .. Enumerable.Range(0, 90).Select(_ => Attendance()), .. Enumerable.Range(0, 4).Select(_ => InSection()),
        ];
        Load([.. rows.Where(r => r is not SchoolEnrollmentArrival || Chance(85))]);
    }

    /// <summary>One delivery more, of a few rows; or the newest is undone.</summary>
    public void Step()
    {
        if (Chance(12) && warehouse.Store.NewestLoad > 1)
        {
            warehouse.Store.UndoImport(warehouse.Store.NewestLoad);
            _story.Add("undo");
            return;
        }
        var kind = _random.Next(12);
        Load([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => kind switch
        {
            0 or 1 or 2 => Attendance(),
            3 => Attendance() with { IsFullRecord = true },
            4 => Submitted(Pick(Schools), Pick(Days)),
            5 => CalendarDay(Pick(Schools), Pick(Days)),
            6 => Spell(),
            7 => InSection(),
            8 => Chance(50) ? Section(Pick(Schools), Pick(Schools)) : Session(FirstDay.AddDays(_random.Next(20))),
            9 => Student(Pick(Students), Chance(30) ? "n" + Pick(Students) : null, Line(), Chance(50) ? Pick(Schools) : null) with { IsActive = Chance(80), Grade = GradeLevel.Parse("09") },
            10 => Chance(50) ? Deliveries.Mark(Pick(Students), "x" + Pick(Schools), line: Line())
                : new IncidentArrival { Line = Line(), IncidentId = "i" + _random.Next(5), StudentId = Pick(Students), SchoolId = Pick(Schools), Day = Pick(Days) },
            _ => Pick(_sent) with { Ends = true, Line = Line() },
        })]);
    }

    void Load(IReadOnlyList<Arrival> rows)
    {
        warehouse.Clock.Advance(TimeSpan.FromHours(1));
        var result = warehouse.Store.Load(Of(File("rows", Merge.Delta, [.. rows])));
        _story.Add($"{result.State} as {result.Load}: {(rows.Count > 5 ? $"{rows.Count} rows" : string.Join(", ", rows))}");
        _sent.AddRange(rows.Where(r => !r.Ends));
    }

    AttendanceArrival Attendance()
    {
        var school = Pick(Schools);
        var status = Pick<AttendanceStatus>([AttendanceStatus.Absent, AttendanceStatus.Absent, AttendanceStatus.Partial, AttendanceStatus.Tardy, AttendanceStatus.Present, AttendanceStatus.Unknown]);
        var byPeriod = _schools[school].Periods && Chance(80);
        return new AttendanceArrival
        {
            Line = Line(), StudentId = Pick(Students), SchoolId = school, Day = Pick(Days), Code = "X", Status = status,
            Period = byPeriod && Chance(90) ? Pick(Periods) : null, SectionId = byPeriod && Chance(20) ? "x" + school : null,
            PortionAbsent = status is AttendanceStatus.Absent ? 1 : status is AttendanceStatus.Partial ? Pick<decimal>([0.25m, 0.5m, 0.75m]) : status is AttendanceStatus.Tardy && Chance(20) ? 0.5m : 0,
            IsExcused = Chance(40), IsSuspension = Chance(15), IsFullRecord = Chance(3),
        };
    }

    SchoolEnrollmentArrival Spell()
    {
        var entry = Chance(40) ? FirstDay : FirstDay.AddDays(_random.Next(60));
        return Enrolled(Pick(Students), Pick(Schools), entry, Chance(40) ? entry.AddDays(_random.Next(40)) : null, Line());
    }

    static SessionArrival Session(DateOnly first) => new() { Line = 2, SessionId = "fall", Title = "Fall", Kind = "semester", FirstDay = first, LastDay = first.AddDays(80), Year = Year };

    static SectionArrival Section(string name, string school) => new() { Line = 3, SectionId = "x" + name, Title = "Algebra", SchoolId = school, SessionIds = ["fall"] };

    SectionEnrollmentArrival InSection() => new() { Line = Line(), EnrollmentId = "e", SectionId = "x" + Pick(Schools), StudentId = Pick(Students), EndDate = Chance(30) ? Pick(Days) : null };

    CalendarDayArrival CalendarDay(string school, DateOnly day)
    {
        var isHeld = Chance(85);
        return new() { Line = Line(), SchoolId = school, Day = day, Year = Year, DayType = isHeld ? "Instructional day" : "Holiday", IsInstructional = isHeld };
    }

    AttendanceSubmittedArrival Submitted(string school, DateOnly day) => new() { Line = Line(), SchoolId = school, Day = day };

    int Line() => ++_line;

    bool Chance(int percent) => _random.Next(100) < percent;

    T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
