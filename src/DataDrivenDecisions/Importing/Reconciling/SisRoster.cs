using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Reconciling;

/// <summary>One student as the student information system's list has her.</summary>
/// <param name="Id">The id as it stands in the list.</param>
/// <param name="SchoolKey">The school, or null where the list names none.</param>
/// <param name="Grade">CEDS code, or null where the list gives none.</param>
/// <param name="Line">Her line in the list, the header being the first.</param>
public sealed record SisStudent(string Id, int? SchoolKey, string? Grade, long Line);

/// <summary>What a student information system counts on a day: students by id, or only how many in each school and grade.</summary>
public sealed record SisRoster
{
    static readonly string[] SchoolColumns = ["school", "school_id", "school_number", "school_name", "schoolid", "school_code", "building"];
    static readonly string[] GradeColumns = ["grade", "grade_level", "gradelevel", "grade_code", "grades"];
    static readonly string[] CountColumns = ["count", "students", "enrollment", "enrolled", "membership", "n", "total", "number"];
    static readonly string[] IdColumns = ["student_id", "student_number", "studentid", "studentnumber", "id", "local_id", "sourcedid", "student", "pupil_id", "sis_id"];
    static readonly string[] WholeSchool = ["all", "total", "*"];

    /// <summary>The students of a list; empty for counts.</summary>
    public IReadOnlyList<SisStudent> Students { get; init; } = [];

    /// <summary>The counts; empty for a list.</summary>
    public IReadOnlyDictionary<CountPlace, int> Counts { get; init; } = new Dictionary<CountPlace, int>();

    /// <summary>What was passed over, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True for a list of ids.</summary>
    public bool IsList => Students.Count > 0;

    /// <summary>Reads a table of counts (school, grade, count; or school and a column for each grade) or of students (id, school, grade).</summary>
    /// <exception cref="ImportRejected">The columns tell neither, or no line names a school that is compared.</exception>
    public static SisRoster Of(FlatTable table, IReadOnlyList<SeenSchool> schools)
    {
        ArgumentNullException.ThrowIfNull(table);
        var reading = new Reading(table, schools);
        if (Place(table, IdColumns) is var id and >= 0 && Place(table, CountColumns) < 0)
            return reading.List(id);
        if (reading.School < 0)
            throw new ImportRejected("The table", "It has no column that names the school.", "Name the columns school, grade and count; or student_id, school and grade.");
        var grades = Enumerable.Range(0, table.Columns.Count).Where(i => i != reading.School && (GradeLevel.TryParse(table.Columns[i], out _) || IsWhole(table.Columns[i]))).ToList();
        if (Place(table, GradeColumns) < 0 && grades.Any(i => !IsWhole(table.Columns[i])))
            return reading.Wide(grades);
        return Place(table, CountColumns) is var count and >= 0 ? reading.Long(count)
            : throw new ImportRejected("The table", "It has neither counts nor ids of students.", "Name the columns school, grade and count; or student_id, school and grade.");
    }

    static int Place(FlatTable table, string[] names)
    {
        for (var i = 0; i < table.Columns.Count; i++)
            if (names.Contains(table.Columns[i].Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_'), StringComparer.Ordinal))
                return i;
        return -1;
    }

    static bool IsWhole(string text) => WholeSchool.Contains(text.Trim().ToLowerInvariant(), StringComparer.Ordinal);

    sealed class Reading(FlatTable table, IReadOnlyList<SeenSchool> schools)
    {
        const int MostNotes = 8;
        readonly int _grade = Place(table, GradeColumns);
        readonly List<string> _notes = [];
        readonly HashSet<string> _unknown = new(StringComparer.OrdinalIgnoreCase);
        readonly Dictionary<CountPlace, int> _counts = [];

        public int School { get; } = Place(table, SchoolColumns);

        public SisRoster List(int id)
        {
            var students = new List<SisStudent>();
            foreach (var (line, row) in Rows())
            {
                if (Text(row, id) is not { Length: > 0 } text)
                    continue;
                int? school = null;
                if (School >= 0 && Text(row, School) is { Length: > 0 } name && (school = Find(name)) is null)
                    continue;
                students.Add(new SisStudent(text, school, GradeAt(row), line));
            }
            return students.Count > 0 ? new SisRoster { Students = students, Notes = Notes() } : throw Nothing();
        }

        public SisRoster Long(int count)
        {
            foreach (var (line, row) in Rows())
                if (Find(Text(row, School)) is { } school)
                    Add(line, school, _grade < 0 || IsWhole(Text(row, _grade)) ? null : GradeAt(row) ?? "", Text(row, count));
            return Counted();
        }

        public SisRoster Wide(IReadOnlyList<int> grades)
        {
            foreach (var (line, row) in Rows())
                if (Find(Text(row, School)) is { } school)
                    foreach (var column in grades)
                        Add(line, school, GradeLevel.TryParse(table.Columns[column], out var grade) ? grade.Code : null, Text(row, column));
            return Counted();
        }

        SisRoster Counted() => _counts.Count > 0 ? new SisRoster { Counts = _counts, Notes = Notes() } : throw Nothing();

        void Add(long line, int school, string? grade, string text)
        {
            if (text.Length == 0)
                return;
            if (!int.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var n))
                _notes.Add($"Line {line} has no whole number as count and was passed over.");
            else
                _counts[new CountPlace(school, grade)] = _counts.GetValueOrDefault(new CountPlace(school, grade)) + n;
        }

        IEnumerable<(long Line, IReadOnlyList<string?> Row)> Rows() => table.Rows.Select((row, i) => (i + 2L, row));

        static string Text(IReadOnlyList<string?> row, int column) => (row[column] ?? "").Trim();

        string? GradeAt(IReadOnlyList<string?> row) => _grade >= 0 && GradeLevel.TryParse(Text(row, _grade), out var grade) ? grade.Code : null;

        /// <summary>A school by the source's id, the district's number (leading zeros may be lost) or its name.</summary>
        int? Find(string text)
        {
            if (text.Length == 0)
                return null;
            var found = schools.FirstOrDefault(s => Same(s.SchoolId, text) || Same(s.SchoolNumber, text) || Same(s.SchoolName, text))
                ?? schools.FirstOrDefault(s => Same(s.SchoolNumber?.TrimStart('0'), text.TrimStart('0')) || Same(s.SchoolId.TrimStart('0'), text.TrimStart('0')));
            if (found is null)
                _unknown.Add(text);
            return found?.SchoolKey;
        }

        static bool Same(string? a, string b) => !string.IsNullOrEmpty(a) && string.Equals(a.Trim(), b, StringComparison.OrdinalIgnoreCase);

        List<string> Notes()
        {
            var notes = _notes.Take(MostNotes).ToList();
            if (_unknown.Count > 0)
                notes.Add($"Not compared, because no school that you answer for is called so: {string.Join(", ", _unknown.Order(StringComparer.Ordinal).Take(MostNotes))}.");
            return notes;
        }

        ImportRejected Nothing() => new("The table", "None of its lines could be compared. " + string.Join(" ", Notes()),
            "Name schools by their id, number or name as these data have them, and grades as PK, K or 1 to 12.");
    }
}
