using System.Globalization;
using System.Text;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>
/// Invented students with years of school behind them, as an SIS exports them: calendars, enrollments, sections, absences and tardies, marks and incidents. What a student does follows from the
/// seed and her own number alone, so a larger population holds the smaller one, and nothing is kept in memory but a school.
/// </summary>
sealed class Population
{
    public const string Calendar = "calendar.csv", Enrollment = "school_enrollment.csv", Sections = "classes.csv", Attendance = "attendance.csv", Marks = "section_marks.csv", Incidents = "incidents.csv";

    public const int StudentsOfSchool = 500;

    const int DaysOfYear = 180, Terms = 4;
    static readonly string[] CourseTitles = ["English", "Mathematics", "Science", "Social studies", "Art", "Physical education", "Music"];
    static readonly string[] Letters = ["F", "D", "C", "B", "A"];

    readonly ulong _seed;
    readonly int _students;
    readonly int _first;
    readonly int[] _years;

    /// <summary>A population.</summary>
    /// <param name="students">How many students.</param>
    /// <param name="lastYear">The year in which the last school year ends.</param>
    /// <param name="years">How many school years.</param>
    /// <param name="seed">Another seed makes other students.</param>
    /// <param name="first">Students before this one are left out, whole schools of them.</param>
    public Population(int students, int lastYear, int years, ulong seed, int first = 0) =>
        (_students, _years, _seed, _first) = (students, [.. Enumerable.Range(lastYear - years + 1, years)], seed, first);

    /// <summary>The days on which there is school in the year that ends in the given one.</summary>
    public static IReadOnlyList<DateOnly> Days(int year) =>
        [.. Enumerable.Range(0, 400).Select(new DateOnly(year - 1, 9, 2).AddDays).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(DaysOfYear)];

    /// <summary>Writes all that is known up to a day, a file of each kind.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="until">The last day of which events are written.</param>
    /// <param name="from">The first; the beginning without it.</param>
    /// <returns>How many data rows that are.</returns>
    public long Write(string folder, DateOnly until, DateOnly? from = null)
    {
        Directory.CreateDirectory(folder);
        var first = from ?? DateOnly.MinValue;
        var rows = 0L;
        if (from is null)
        {
            rows += Write(folder, Calendar, "school_number,calendar_date,day_type,school_year", (to, school) => WriteCalendar(to, school));
            rows += Write(folder, Enrollment, "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason", (to, school) => WriteEnrollment(to, school));
            rows += Write(folder, Sections, "sourcedId,title,courseSourcedId,schoolSourcedId", (to, school) => WriteSections(to, school));
        }
        rows += Write(folder, Attendance, "student_number,school_number,attendance_date,attendance_code,portion_absent,reason", (to, school) => WriteAttendance(to, school, first, until));
        rows += Write(folder, Marks, "student_number,school_number,section_id,school_year,term,mark_type,mark,percent,posted_date", (to, school) => WriteMarks(to, school, first, until));
        rows += Write(folder, Incidents, "incident_id,student_number,school_number,incident_date,behavior", (to, school) => WriteIncidents(to, school, first, until));
        return rows;
    }

    long Write(string folder, string name, string header, Func<StreamWriter, int, long> school)
    {
        using var to = new StreamWriter(Path.Combine(folder, name), append: false, Encoding.ASCII, 1 << 20) { NewLine = "\n" };
        to.WriteLine(header);
        var rows = 0L;
        for (var number = _first / StudentsOfSchool; number * StudentsOfSchool < _students; number++)
            rows += school(to, number);
        return rows;
    }

    long WriteCalendar(StreamWriter to, int school)
    {
        foreach (var year in _years)
            foreach (var day in Days(year))
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{School(school)},{day:yyyy-MM-dd},Instructional day,{year - 1}-{year % 100:00}"));
        return _years.Length * DaysOfYear;
    }

    long WriteEnrollment(StreamWriter to, int school)
    {
        var rows = 0L;
        foreach (var year in _years)
            foreach (var student in Of(school))
            {
                var days = Days(year);
                var exit = year == _years[^1] ? "" : days[^1].AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Id(student)},{School(school)},{year - 1}-{year % 100:00},{Grade(student, year):00},{days[0]:yyyy-MM-dd},,{exit},,"));
                rows++;
            }
        return rows;
    }

    // A section of every course in every grade that the school ever has, the same in all years.
    long WriteSections(StreamWriter to, int school)
    {
        int[] grades = [.. Of(school).SelectMany(s => _years.Select(y => Grade(s, y))).Distinct().Order()];
        foreach (var grade in grades)
            for (var course = 0; course < CourseTitles.Length; course++)
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Section(school, grade, course)},{CourseTitles[course]} {grade},,{School(school)}"));
        return grades.Length * CourseTitles.Length;
    }

    // A school's events in the order of its days.
    long WriteAttendance(StreamWriter to, int school, DateOnly first, DateOnly until)
    {
        var rows = 0L;
        var students = Of(school).Select(s => (Number: s, Id: Id(s), Rate: AbsenceRate(s))).ToArray();
        foreach (var year in _years)
            foreach (var day in Days(year).Where(d => d >= first && d <= until))
            {
                var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                foreach (var (number, id, rate) in students)
                {
                    var chance = Chance(number, 1, (uint)day.DayNumber);
                    if (chance >= rate * 1.15)
                        continue;
                    // Of what is marked, most are absences, a part of them excused, and the rest tardies.
                    var code = chance >= rate ? "T" : chance >= rate * 0.6 ? "E" : "U";
                    to.Write(id);
                    to.Write(',');
                    to.Write(School(school));
                    to.Write(',');
                    to.Write(date);
                    to.WriteLine(code == "T" ? ",T,0," : code == "E" ? ",E,1," : ",U,1,");
                    rows++;
                }
            }
        return rows;
    }

    long WriteMarks(StreamWriter to, int school, DateOnly first, DateOnly until)
    {
        var rows = 0L;
        foreach (var year in _years)
        {
            var days = Days(year);
            for (var term = 0; term < Terms; term++)
            {
                var posted = days[(term + 1) * DaysOfYear / Terms - 1];
                if (posted < first || posted > until)
                    continue;
                foreach (var student in Of(school))
                    for (var course = 0; course < CourseTitles.Length; course++, rows++)
                    {
                        var percent = Math.Clamp(84 + 9 * Ability(student) - 70 * AbsenceRate(student) + 14 * (Chance(student, 2, (uint)(year * 64 + term * 8 + course)) - 0.5), 0, 100);
                        var letter = Letters[Math.Clamp((int)(percent - 50) / 10, 0, 4)];
                        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                            $"{Id(student)},{School(school)},{Section(school, Grade(student, year), course)},{year - 1}-{year % 100:00},Q{term + 1},quarter,{letter},{percent:0.0},{posted:yyyy-MM-dd}"));
                    }
            }
        }
        return rows;
    }

    long WriteIncidents(StreamWriter to, int school, DateOnly first, DateOnly until)
    {
        var rows = 0L;
        foreach (var year in _years)
            foreach (var day in Days(year).Where(d => d >= first && d <= until))
                foreach (var student in Of(school))
                    if (Chance(student, 3, (uint)day.DayNumber) < AbsenceRate(student) * 0.025)
                    {
                        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{student}-{day.DayNumber},{Id(student)},{School(school)},{day:yyyy-MM-dd},Disruption"));
                        rows++;
                    }
        return rows;
    }

    IEnumerable<int> Of(int school) => Enumerable.Range(school * StudentsOfSchool, Math.Min(StudentsOfSchool, _students - school * StudentsOfSchool));

    static string School(int school) => string.Create(CultureInfo.InvariantCulture, $"MV{school:D5}");

    static string Section(int school, int grade, int course) => string.Create(CultureInfo.InvariantCulture, $"{School(school)}-{grade}-{course}");

    // Ids are scattered over ten digits, as student numbers of a state are.
    static string Id(int student) => (1_000_000_000L + student * 1_000_003L % 8_999_999_999L).ToString(CultureInfo.InvariantCulture);

    int Grade(int student, int year) => 1 + (student % 8 + (year - _years[0])) % 12;

    /// <summary>About 6 in 100 days on average, and for a few students one in four.</summary>
    double AbsenceRate(int student) => Math.Min(0.5, 0.042 * Math.Exp(0.8 * Normal(student, 10)));

    double Ability(int student) => Normal(student, 12);

    double Normal(int student, uint what) => Math.Sqrt(-2 * Math.Log(1 - Chance(student, what, 0))) * Math.Cos(2 * Math.PI * Chance(student, what + 1, 0));

    /// <summary>From 0 to 1 by what it is asked for alone (the finaliser of SplitMix64).</summary>
    double Chance(int student, uint what, uint which)
    {
        var x = _seed * 0xD1342543DE82EF95 ^ ((ulong)(uint)student << 32) ^ ((ulong)what << 26) ^ which;
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return ((x ^ (x >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
