using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing.Quality;

/// <summary>What the rules look at: one viewer's sight of the data now, and as it was known the evening before.</summary>
public sealed record QualityLook
{
    readonly Lazy<StudentKeys?> _keys = new(() => null);

    public required IAsk Now
    {
        get;
        // Whose keys lie between which ends is asked once of a look and not for each rule: of ten million students it takes a quarter of a minute.
        init => (field, _keys) = (value, new Lazy<StudentKeys?>(() => (value as Reader)?.Ask(StudentKeys.Ends)[0], LazyThreadSafetyMode.PublicationOnly));
    }

    /// <summary>What was known by the end of the day before; null when nothing was.</summary>
    public IAsk? Before { get; init; }
    public required SchoolYear Year { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>So many students are looked at in one go: each may be a suspect, and a suspect takes a few hundred bytes.</summary>
    public int StudentsAtOnce { get; init; } = 500_000;

    /// <summary>The same at a quarter of the students in one go; null where that is few already, for then they are not what takes the memory.</summary>
    public QualityLook? OfFewer => StudentsAtOnce / Fewer >= Fewest ? this with { StudentsAtOnce = StudentsAtOnce / Fewer } : null;

    const int Fewer = 4;

    // Each part is a question of its own, of some hundredths of a second: with fewer, ten million students would take a night of questions.
    const int Fewest = 5_000;

    /// <summary>The same at some students at a time, all of them after one another; itself where they are no more.</summary>
    public IEnumerable<QualityLook> Parts =>
        Now is Reader all && _keys.Value is { } keys && keys.Students > StudentsAtOnce
            ? keys.Stretches(StudentsAtOnce).Select(part => this with { Now = all.Of(StudentPart.Keys(part.First, part.Last)) })
            : [this];

    /// <summary>A viewer's look on a day.</summary>
    public static QualityLook Of(DataWarehouse warehouse, Viewer viewer, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        var now = warehouse.As(viewer);
        var before = now.Ask(NewestLoad.By(today.AddDays(-1))) is [{ Load: { } load }, ..] ? warehouse.As(viewer, load) : null;
        return new QualityLook { Now = now, Before = before, Year = SchoolYear.Of(today), Today = today };
    }
}
