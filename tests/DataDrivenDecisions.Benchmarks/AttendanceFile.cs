using System.Globalization;
using System.Text;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>
/// A year of daily attendance of an invented population, the same for the same size: a school's 500 students, day after day, one row each,
/// as an SIS writes it that sends every day and not only the exceptions.
/// </summary>
static class AttendanceFile
{
    public const string Header = "student_number,school_number,attendance_date,attendance_code,portion_absent";

    const int StudentsOfSchool = 500;
    const int DaysOfYear = 180;
    static readonly DateOnly FirstDay = new(2025, 9, 2);
    static readonly DateOnly[] Days = [.. Enumerable.Range(0, 400).Select(FirstDay.AddDays).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(DaysOfYear)];

    /// <summary>Writes the file, and beside it the roster of its students.</summary>
    /// <param name="path">Where the attendance goes.</param>
    /// <param name="roster">Where the enrollments go.</param>
    /// <param name="bytes">How large the attendance is to become, to the next whole school.</param>
    /// <returns>How many rows the attendance has.</returns>
    public static long Write(string path, string roster, long bytes)
    {
        using var attendance = new StreamWriter(path, append: false, Encoding.ASCII, 1 << 20);
        using var enrollments = new StreamWriter(roster, append: false, Encoding.ASCII, 1 << 20);
        attendance.WriteLine(Header);
        enrollments.WriteLine("student_number,school_number,school_year,entry_date,grade_level");
        long rows = 0;
        for (var school = 0; attendance.BaseStream.Position < bytes; school++)
        {
            var schoolId = string.Create(CultureInfo.InvariantCulture, $"MV{school:D4}");
            var students = Enumerable.Range(0, StudentsOfSchool).Select(i => Id(school, i)).ToArray();
            foreach (var (student, i) in students.Select((s, i) => (s, i)))
                enrollments.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{student},{schoolId},2025-26,{FirstDay:yyyy-MM-dd},{1 + i % 12:D2}"));
            rows += WriteSchool(attendance, school, schoolId, students);
            attendance.Flush();
        }
        return rows;
    }

    static long WriteSchool(StreamWriter attendance, int school, string schoolId, string[] students)
    {
        foreach (var (day, number) in Days.Select((d, i) => (d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), i)))
            for (var i = 0; i < students.Length; i++)
            {
                var (code, portion) = Chance(school, i, number) switch
                {
                    < 25 => ("U", "1"),
                    < 50 => ("E", "1"),
                    < 55 => ("E", "0.5"),
                    < 75 => ("T", ""),
                    _ => ("P", "0"),
                };
                attendance.Write(students[i]);
                attendance.Write(',');
                attendance.Write(schoolId);
                attendance.Write(',');
                attendance.Write(day);
                attendance.Write(',');
                attendance.Write(code);
                attendance.Write(',');
                attendance.WriteLine(portion);
            }
        return (long)Days.Length * students.Length;
    }

    // Ids are scattered over ten digits, as student numbers of a state are.
    static string Id(int school, int student) =>
        (1_000_000_000L + (school * 7_919L + student) * 1_000_003L % 8_999_999_999L).ToString(CultureInfo.InvariantCulture);

    /// <summary>0 to 999 by the place in the file alone (the finaliser of SplitMix64).</summary>
    static int Chance(int school, int student, int day)
    {
        var x = ((ulong)school << 40) ^ ((ulong)student << 20) ^ (ulong)day;
        x = (x + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)((x ^ (x >> 31)) % 1000);
    }
}
