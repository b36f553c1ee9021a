using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Small deliveries for tests: a school with a calendar, students in it, and what happens to them.</summary>
static class Deliveries
{
    public static readonly SchoolYear Year = new(2026);
    public static readonly DateOnly FirstDay = new(2025, 9, 1);

    public static Batch Of(params BatchFile[] files) => new() { Source = "Test SIS", Name = "delivery.zip", Hash = "00", By = "test", Files = files };

    public static BatchFile File(string name, Merge merge, params Arrival[] rows) => new() { Name = name, Format = name, Merge = merge, Rows = rows };

    public static BatchFile Update(string name, params Arrival[] rows) => File(name, Merge.Update, rows);

    public static BatchFile Snapshot(string name, params Arrival[] rows) => File(name, Merge.Snapshot, rows);

    public static SchoolArrival School(string id, string? number = null, long line = 2) =>
        new() { Line = line, SchoolId = id, SchoolNumber = number, Name = "School " + id, Kind = "school" };

    public static StudentArrival Student(string id, string? number = null, long line = 2, string? school = null, string? family = null) =>
        new() { Line = line, StudentId = id, StudentNumber = number, FamilyName = family ?? "Family" + id, SchoolIds = school is null ? [] : [school] };

    public static SchoolEnrollmentArrival Enrolled(string student, string school, DateOnly? entry = null, DateOnly? exit = null, long line = 2, string grade = "09") =>
        new() { Line = line, StudentId = student, SchoolId = school, Year = Year, EntryDate = entry ?? FirstDay, ExitDate = exit, Grade = GradeLevel.Parse(grade) };

    public static AttendanceArrival Absent(string student, string school, DateOnly day, decimal portion = 1, bool excused = false, long line = 2, string? period = null, bool suspended = false) => new()
    {
        Line = line, StudentId = student, SchoolId = school, Day = day, Code = "A", Status = AttendanceStatus.Absent, PortionAbsent = portion, IsExcused = excused, Period = period, IsSuspension = suspended,
    };

    public static MarkArrival Mark(string student, string section, string term = "Q1", string letter = "B", long line = 2) =>
        new() { Line = line, StudentId = student, SectionId = section, Year = Year, Term = term, MarkType = "quarter", Letter = letter, PostedDate = new DateOnly(2025, 11, 1) };

    /// <summary>A number of school days from the first Monday of September, all instructional and all submitted.</summary>
    public static IEnumerable<Arrival> Days(string school, int count, Func<DateOnly, bool>? isSubmitted = null)
    {
        var line = 2;
        foreach (var day in SchoolDays(count))
        {
            yield return new CalendarDayArrival { Line = line++, SchoolId = school, Day = day, Year = Year, DayType = "Instructional day", IsInstructional = true };
            if (isSubmitted?.Invoke(day) ?? true)
                yield return new AttendanceSubmittedArrival { Line = line++, SchoolId = school, Day = day };
        }
    }

    public static IEnumerable<DateOnly> SchoolDays(int count) =>
        Enumerable.Range(0, count * 2).Select(FirstDay.AddDays).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(count);
}
