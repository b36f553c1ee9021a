using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>
/// Everyone of a school year in numbers: a row for each student, a column for each of the 38 figures of <see cref="MatrixFigure.All"/>, as learners outside the product read them.
/// Whoever may see a student may see her row; race, sex, disability, language and lunch status have no column.
/// </summary>
public sealed class StudentMatrix
{
    readonly float[] _values;

    StudentMatrix(SchoolYear year, DateOnly asOf, IReadOnlyList<int> students, float[] values) => (Year, AsOf, Students, _values) = (year, asOf, students, values);

    public SchoolYear Year { get; }

    /// <summary>The day up to which events count and marks were known.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The warehouse's keys of the students, in ascending order; each stands for a row.</summary>
    public IReadOnlyList<int> Students { get; }

    /// <summary>The names of the columns, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. MatrixFigure.All.Select(f => f.Name)];

    /// <summary>All rows one after another; <see cref="float.NaN"/> where a figure is not known, which is never zero.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One student's figures.</summary>
    /// <param name="row">Her place in <see cref="Students"/>.</param>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Names.Count, Names.Count);

    /// <summary>Adds up everyone's figures as they were known.</summary>
    /// <param name="ask">Who answers, within what the viewer may see and at the load or day that was asked for.</param>
    /// <param name="year">The school year that is "this year".</param>
    /// <param name="asOf">The day up to which is looked; after the year's last day only marks that were posted late are looked for.</param>
    /// <param name="stop">Stops between questions.</param>
    /// <exception cref="NothingOfTheYear">Nobody was enrolled and nobody's attendance was known by the day.</exception>
    public static StudentMatrix Of(IAsk ask, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Of([ask], null, year, asOf, stop);
    }

    /// <summary>The same for a large district some of its students at a time, so that little beside the figures is held in memory.</summary>
    /// <param name="parts">Who answers for each part of the students, in the order of keys.</param>
    /// <param name="sent">What any school of the district has sent at all by the day.</param>
    /// <param name="year">The school year that is "this year".</param>
    /// <param name="asOf">The day up to which is looked.</param>
    /// <param name="stop">Stops between questions.</param>
    /// <exception cref="NothingOfTheYear">Nobody was enrolled and nobody's attendance was known by the day.</exception>
    public static StudentMatrix Of(IEnumerable<IAsk> parts, Lazy<YearSent>? sent, SchoolYear year, DateOnly asOf, CancellationToken stop = default)
    {
        var found = SideBySide.Do(parts, ask => Part.Of(MatrixStudent.Gather(ask, year, asOf, sent, stop))).ToList();
        int[] keys = [.. found.SelectMany(p => p.Keys)];
        if (keys.Length == 0)
            throw new NothingOfTheYear(year, asOf);
        MatrixPlace[] places = [.. found.SelectMany(p => p.Places)];
        MatrixRank.Give(places);
        var values = new float[keys.Length * Names.Count];
        var at = 0;
        foreach (var part in found)
        {
            part.Values.CopyTo(values, at);
            at += part.Values.Length;
        }

        foreach (var (column, among) in MatrixFigure.All.Select((f, column) => (column, f.Among)).Where(f => f.Among is not null))
            for (var row = 0; row < places.Length; row++)
                values[row * Names.Count + column] = (float)among!(places[row]);
        return new StudentMatrix(year, asOf, keys, values);
    }

    /// <summary>The figures of some students, all but those that say how they stand among the others.</summary>
    sealed record Part(int[] Keys, float[] Values, MatrixPlace[] Places)
    {
        public static Part Of(IReadOnlyList<MatrixStudent> students)
        {
            var figures = MatrixFigure.All;
            var values = new float[students.Count * figures.Count];
            for (var row = 0; row < students.Count; row++)
                for (var column = 0; column < figures.Count; column++)
                    values[row * figures.Count + column] = (float)figures[column].Of(students[row]);
            return new Part([.. students.Select(s => s.StudentKey)], values, [.. students.Select(s => new MatrixPlace(s))]);
        }
    }
}

/// <summary>A year of which the viewer can be told nothing; the message says what to do.</summary>
public sealed class NothingOfTheYear(SchoolYear year, DateOnly asOf) : Exception(
    FormattableString.Invariant($"Nothing is known of {year} by {asOf:yyyy-MM-dd}: nobody was enrolled and nobody's attendance was sent. Import enrollment or attendance of that year, or ask for a later day or another year."));
