using System.Collections.Concurrent;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// What the models of a night are told of some of the students, or of all: how the data stand now, and how they stood on a day. Models look at the same years on the same days, so one memory for each state of the
/// warehouse serves them all.
/// </summary>
sealed class ModelAnswers
{
    readonly DataWarehouse _warehouse;
    readonly StudentPart _part;
    readonly ConcurrentDictionary<long, RememberedAnswers> _byLoad = [];
    readonly ConcurrentDictionary<long, RememberedAnswers> _whole;
    readonly ConcurrentDictionary<DateOnly, long> _loads;

    /// <summary>Answers of those students of a district from whom the models learn.</summary>
    public ModelAnswers(DataWarehouse warehouse, StudentPart drawn)
        : this(warehouse, drawn, [], []) => Now = Of(warehouse.As(Viewer.Nightly("analysis")));

    ModelAnswers(DataWarehouse warehouse, StudentPart part, ConcurrentDictionary<DateOnly, long> loads, ConcurrentDictionary<long, RememberedAnswers> whole) =>
        (_warehouse, _part, _loads, _whole) = (warehouse, part, loads, whole);

    /// <summary>As the data stand now.</summary>
    public RememberedAnswers Now { get; } = null!;

    /// <summary>The same days of other students, with a memory of their own.</summary>
    public ModelAnswers For(StudentPart part) => new(_warehouse, part, _loads, _whole);

    /// <summary>
    /// As the warehouse stood at the end of a day, so that rows that were loaded later are not used; where it was not yet fed that year (its history came later), as it stands now, by event and posting dates.
    /// </summary>
    public RememberedAnswers KnownOn(DateOnly day) => Of(_warehouse.As(Viewer.Nightly("analysis"), _loads.GetOrAdd(day, LoadOn)));

    long LoadOn(DateOnly day)
    {
        var now = Part(_warehouse.As(Viewer.Nightly("analysis")));
        if (now.Ask(NewestLoad.By(day))[0].Load is not { } load || load >= now.AsOfLoad)
            return now.AsOfLoad;
        var then = Part(_warehouse.As(Viewer.Nightly("analysis"), load));
        var rows = RowsKnown.On(SchoolYear.Of(day), day);
        return then.Ask(rows)[0].IsNearlyAll(now.Ask(rows)[0]) ? load : now.AsOfLoad;
    }

    RememberedAnswers Of(Reader reader) => _byLoad.GetOrAdd(reader.AsOfLoad, _ => new RememberedAnswers(Part(reader), _part == StudentPart.All ? null : _whole.GetOrAdd(reader.AsOfLoad, _ => new RememberedAnswers(reader))));

    Reader Part(Reader reader) => reader.Of(_part);
}
