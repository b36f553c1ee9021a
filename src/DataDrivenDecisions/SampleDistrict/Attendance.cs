namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One exception to "present all day", as the attendance office codes it.</summary>
internal sealed record AttendanceEvent(Spell Spell, DateOnly Day, string Code, string Portion, string Reason)
{
    public const string Unexcused = "U", Excused = "E", Medical = "M", Tardy = "T", Suspended = "S", InSchool = "I", FieldTrip = "F";

    public bool IsWholeAbsence => Code is not (Tardy or InSchool or FieldTrip) && Portion is "1" or "0.5" or "0.75";
}

/// <summary>Attendance by exception: skipped days, spells of illness, appointments, trips, late arrivals and suspensions.</summary>
internal sealed class Attendance
{
    readonly Dictionary<Spell, (int[] Absent, int[] Days)> _quarters = [];
    readonly SampleOptions _options;

    Attendance(SampleOptions options) => _options = options;

    public List<AttendanceEvent> Events { get; } = [];

    /// <summary>Percent of a quarter's days absent, which the marks feel.</summary>
    public double AbsentPercent(Spell spell, int quarter)
    {
        var (absent, days) = _quarters[spell];
        return days[quarter - 1] == 0 ? 0 : 100.0 * absent[quarter - 1] / days[quarter - 1];
    }

    /// <summary>School days of a quarter on which the student was enrolled.</summary>
    public int DaysEnrolled(Spell spell, int quarter) => _quarters[spell].Days[quarter - 1];

    public static Attendance Build(SampleOptions options, IReadOnlyList<Student> students, Incidents incidents)
    {
        var attendance = new Attendance(options);
        foreach (var student in students)
            foreach (var spell in student.Spells)
                attendance.Live(spell, incidents.Of(spell));
        attendance.Events.Sort((a, b) =>
        {
            var byDay = a.Day.CompareTo(b.Day);
            if (byDay != 0)
                return byDay;
            var bySchool = string.CompareOrdinal(a.Spell.School.Number, b.Spell.School.Number);
            return bySchool != 0 ? bySchool : a.Spell.Student.Index.CompareTo(b.Spell.Student.Index);
        });
        return attendance;
    }

    void Live(Spell spell, IReadOnlyList<Incident> incidents)
    {
        var calendar = SchoolCalendar.For(spell.Year);
        var days = new AttendanceDays(_options, spell, incidents, calendar);
        int[] absent = new int[4], enrolled = new int[4];
        // The whole year is lived, also after the sample's day, so that a later day would not change an earlier one.
        foreach (var day in calendar.SchoolDays)
        {
            if (!spell.Covers(day))
                continue;
            var quarter = calendar.QuarterOf(day) - 1;
            enrolled[quarter]++;
            if (days.Next(day) is not { } happened)
                continue;
            if (happened.IsWholeAbsence)
                absent[quarter]++;
            if (day <= MapleValley.Day && Submissions.IsSubmitted(spell.School, day))
                Events.Add(happened);
        }
        _quarters[spell] = (absent, enrolled);
    }
}
