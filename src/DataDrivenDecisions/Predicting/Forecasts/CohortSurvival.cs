using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Forecasts;

/// <summary>A number of students to come, with the two between which it lies nine times in ten as far as past forecasts tell.</summary>
public sealed record EnrollmentAhead(int SchoolYear, double Students, double Low, double High);

/// <summary>One school's grade, or a whole school or district where grade or school is null.</summary>
public sealed record EnrollmentLine
{
    public int? SchoolKey { get; init; }
    public string? SchoolName { get; init; }
    public GradeLevel? Grade { get; init; }

    /// <summary>Students on the count day of this school year.</summary>
    public required long Now { get; init; }
    public required IReadOnlyList<EnrollmentAhead> Years { get; init; }
}

/// <summary>
/// Enrollment to come by cohort survival: a grade of next year is the grade below of this year, times how many came up over the last three years; the lowest grade is the mean of its last three
/// (as state departments and the NCES project). Tested on every past year as if it had not been known.
/// </summary>
public sealed record CohortSurvival
{
    /// <summary>How many years are looked ahead.</summary>
    public const int YearsAhead = 5;

    const int YearsBack = 3;

    // Nine in ten of a normal error.
    const double Reach = 1.645;

    public required IReadOnlyList<EnrollmentLine> Schools { get; init; }
    public required IReadOnlyList<EnrollmentLine> Grades { get; init; }

    /// <summary>Every grade of every school, with the error of a school's grade.</summary>
    public IReadOnlyList<EnrollmentLine> SchoolGrades { get; init; } = [];
    public required EnrollmentLine? District { get; init; }

    /// <summary>Forecasts of a school's grade one year ahead that were compared with what came.</summary>
    public required int Tested { get; init; }

    /// <summary>Their error in shares of the number, as a root of mean squares.</summary>
    public required double GradeError { get; init; }

    /// <summary>Why nothing is forecast; null where something is.</summary>
    public string? Reason { get; init; }

    /// <summary>Forecasts five years from the counts of past years' count days.</summary>
    public static CohortSurvival Of(IReadOnlyList<EnrolledOn> counts)
    {
        var known = counts.Where(c => c.Grade?.Number is not null).ToList();
        var years = known.Select(c => c.SchoolYear).Distinct().Order().ToList();
        if (years.Count < 3)
            return new CohortSurvival { Schools = [], Grades = [], District = null, Tested = 0, GradeError = 0, Reason = $"{years.Count} school years are on record; three are needed, two to tell how grades come up and one to test it on" };
        var names = known.GroupBy(c => c.SchoolKey).ToDictionary(g => g.Key, g => g.MaxBy(c => c.SchoolYear)!.SchoolName);
        var (cells, schools, grades, district) = (new Errors(), new Errors(), new Errors(), new Errors());
        foreach (var last in years.Skip(1).SkipLast(1))
        {
            var (told, came) = (new Projection(known, last).Ahead(1)[0], new Projection(known, last + 1).Now);
            cells.Add(told.Select(c => (c.Value, came.GetValueOrDefault(c.Key))));
            schools.Add(told.GroupBy(c => c.Key.School).Select(g => (g.Sum(c => c.Value), came.Where(c => c.Key.School == g.Key).Sum(c => c.Value))));
            grades.Add(told.GroupBy(c => c.Key.Grade).Select(g => (g.Sum(c => c.Value), came.Where(c => c.Key.Grade == g.Key).Sum(c => c.Value))));
            district.Add([(told.Values.Sum(), came.Values.Sum())]);
        }
        var now = new Projection(known, years[^1]);
        var ahead = now.Ahead(YearsAhead);
        EnrollmentLine Line(Func<(int School, int Grade), bool> takes, Errors errors, int? school, int? grade) => new()
        {
            SchoolKey = school, SchoolName = school is { } s ? names[s] : null, Grade = grade is { } g ? GradeLevel.Of(g) : null, Now = (long)now.Now.Where(c => takes(c.Key)).Sum(c => c.Value),
            Years = [.. ahead.Select((year, i) => errors.Around(years[^1] + i + 1, year.Where(c => takes(c.Key)).Sum(c => c.Value), i + 1))],
        };
        // A whole is never surer than its error of so few years says: the schools' error is the least.
        return new CohortSurvival
        {
            Schools = [.. now.Now.Keys.Select(c => c.School).Distinct().OrderBy(s => names[s], StringComparer.Ordinal).Select(s => Line(c => c.School == s, schools, s, null))],
            Grades = [.. now.Now.Keys.Select(c => c.Grade).Distinct().Order().Select(g => Line(c => c.Grade == g, grades, null, g))],
            SchoolGrades = [.. now.Now.Keys.OrderBy(c => names[c.School], StringComparer.Ordinal).ThenBy(c => c.Grade).Select(cell => Line(c => c == cell, cells, cell.School, cell.Grade))],
            District = Line(_ => true, district.Count < 5 ? schools : district, null, null), Tested = cells.Count, GradeError = cells.Share,
        };
    }

    /// <summary>The lines of some schools alone, as the whole district's counts make them; nothing that is about another school or all of them.</summary>
    public CohortSurvival Of(IReadOnlySet<int> schools) => this with
    {
        Schools = [.. Schools.Where(s => schools.Contains(s.SchoolKey!.Value))], SchoolGrades = [.. SchoolGrades.Where(s => schools.Contains(s.SchoolKey!.Value))], Grades = [], District = null,
    };

    /// <summary>The counts of one year and how they go on.</summary>
    sealed class Projection
    {
        readonly Dictionary<int, Dictionary<(int School, int Grade), double>> _years;
        readonly int _last;

        public Projection(IReadOnlyList<EnrolledOn> counts, int last)
        {
            _last = last;
            _years = counts.Where(c => c.SchoolYear <= last).GroupBy(c => c.SchoolYear)
                .ToDictionary(g => g.Key, g => g.GroupBy(c => (c.SchoolKey, c.Grade!.Value.Number!.Value)).ToDictionary(c => c.Key, c => (double)c.Sum(x => x.Students)));
        }

        public IReadOnlyDictionary<(int School, int Grade), double> Now => _years[_last];

        public List<Dictionary<(int School, int Grade), double>> Ahead(int years)
        {
            List<Dictionary<(int School, int Grade), double>> ahead = [];
            var before = _years[_last];
            for (var i = 0; i < years; i++)
                ahead.Add(before = before.Keys.Union(Now.Keys).Distinct().ToDictionary(c => c, c => Next(c, before)));
            return ahead;
        }

        double Next((int School, int Grade) cell, Dictionary<(int School, int Grade), double> before)
        {
            var recent = Enumerable.Range(_last - YearsBack + 1, YearsBack).Where(_years.ContainsKey).ToList();
            var moves = recent.Where(y => _years.ContainsKey(y - 1)).Select(y => (From: Source(cell, _years[y - 1]), To: _years[y].GetValueOrDefault(cell))).Where(m => m.From > 0).ToList();
            return moves.Count == 0 ? recent.Average(y => _years[y].GetValueOrDefault(cell)) : Source(cell, before) * moves.Sum(m => m.To) / moves.Sum(m => m.From);
        }

        /// <summary>Whom the grade comes from: the grade below in the same school, or, where it has none, in all schools.</summary>
        double Source((int School, int Grade) cell, Dictionary<(int School, int Grade), double> year) => Now.ContainsKey((cell.School, cell.Grade - 1))
            ? year.GetValueOrDefault((cell.School, cell.Grade - 1))
            : year.Where(c => c.Key.Grade == cell.Grade - 1).Sum(c => c.Value);
    }

    /// <summary>How far past forecasts were off, as shares of what they said.</summary>
    sealed class Errors
    {
        readonly List<double> _shares = [];

        public int Count => _shares.Count;

        public double Share => _shares.Count == 0 ? 0 : Math.Sqrt(_shares.Average(s => s * s));

        public void Add(IEnumerable<(double Told, double Came)> pairs) => _shares.AddRange(pairs.Where(p => p.Told > 0).Select(p => (p.Came - p.Told) / p.Told));

        // An error goes on into the next year's forecast, so it grows with the root of the years.
        public EnrollmentAhead Around(int year, double students, int ahead)
        {
            var reach = Reach * Share * Math.Sqrt(ahead) * students;
            return new EnrollmentAhead(year, students, Math.Max(0, students - reach), students + reach);
        }
    }
}
