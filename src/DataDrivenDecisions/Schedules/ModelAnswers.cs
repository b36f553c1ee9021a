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
    readonly long _newest;
    readonly ConcurrentDictionary<long, RememberedAnswers> _byLoad = [];
    readonly ConcurrentDictionary<long, RememberedAnswers> _whole;
    readonly ConcurrentDictionary<DateOnly, long> _loads;

    /// <summary>Answers of those students of a district from whom the models learn.</summary>
    public ModelAnswers(DataWarehouse warehouse, StudentPart drawn)
        : this(warehouse, drawn, warehouse.NewestLoad, [], [])
    {
    }

    ModelAnswers(DataWarehouse warehouse, StudentPart part, long newest, ConcurrentDictionary<DateOnly, long> loads, ConcurrentDictionary<long, RememberedAnswers> whole) =>
        (_warehouse, _part, _newest, _loads, _whole) = (warehouse, part, newest, loads, whole);

    /// <summary>As the data stood when the night began: what is loaded while it goes on is the next night's.</summary>
    public RememberedAnswers Now => Of(_newest);

    /// <summary>The same days of other students, with a memory of their own.</summary>
    public ModelAnswers For(StudentPart part) => new(_warehouse, part, _newest, _loads, _whole);

    /// <summary>
    /// As the warehouse stood at the end of a day, so that rows that were loaded later are not used; where it was not yet fed that year (its history came later), as it stands now, by event and posting dates.
    /// </summary>
    public RememberedAnswers KnownOn(DateOnly day) => Of(_loads.GetOrAdd(day, LoadOn));

    long LoadOn(DateOnly day)
    {
        var now = At(_newest).Of(_part);
        if (now.Ask(NewestLoad.By(day))[0].Load is not { } load || load >= _newest)
            return _newest;
        var rows = RowsKnown.On(SchoolYear.Of(day), day);
        return At(load).Of(_part).Ask(rows)[0].IsNearlyAll(now.Ask(rows)[0]) ? load : _newest;
    }

    RememberedAnswers Of(long load) => _byLoad.GetOrAdd(load, _ => new RememberedAnswers(At(load).Of(_part), _part == StudentPart.All ? null : _whole.GetOrAdd(load, _ => new RememberedAnswers(At(load)))));

    Reader At(long load) => _warehouse.As(Viewer.Nightly("analysis"), load);
}
