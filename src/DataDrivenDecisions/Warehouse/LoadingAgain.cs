using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Warehouse;

/// <summary>
/// The warehouse while an import is being undone: what came after it is taken back too, and is loaded again here in its old order, all in one transaction.
/// </summary>
public sealed class LoadingAgain
{
    readonly WarehouseEngine _engine;
    readonly SqlSession _session;

    internal LoadingAgain(WarehouseEngine engine, SqlSession session, IReadOnlyList<long> takenBack) =>
        (_engine, _session, TakenBack) = (engine, session, takenBack);

    /// <summary>The load numbers that the later imports had, oldest first. Each is to be loaded again, or it is lost.</summary>
    public IReadOnlyList<long> TakenBack { get; }

    /// <summary>Loads a delivery as if on the day on which it first came.</summary>
    /// <param name="batch">The delivery.</param>
    /// <param name="at">When it came, by the district's clock.</param>
    public LoadResult Load(Batch batch, DateTime at)
    {
        var next = _session.Value<long>("SELECT COALESCE(MAX(\"load\"), 0) + 1 FROM wh.\"load\"");
        var result = new Loader(_engine, _session, at).Load(batch);
        // Alone it would have been rolled back; within the one transaction it must take itself back.
        if (result.Load is null)
            new Undoing(_engine, _session).TakeBack(next);
        return result;
    }

    /// <summary>The whole district as the warehouse stands in the middle of the undoing.</summary>
    /// <param name="today">The day on which the delivery at hand came.</param>
    public IAsk On(DateOnly today) => new Midway(_engine, _session, today);

    /// <summary>Asks within the open transaction, which no reader of its own would see.</summary>
    sealed class Midway(WarehouseEngine engine, SqlSession session, DateOnly today) : IAsk
    {
        public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default)
        {
            var viewer = Viewer.Nightly("undo");
            engine.SetList(session, "scopes", viewer.Scopes);
            engine.SetList(session, "sensitive", viewer.Sensitive);
            engine.SetValue(session, "as_of_load", session.Value<long>("SELECT COALESCE(MAX(\"load\"), 0) FROM wh.\"load\""));
            engine.SetValue(session, "today", today);
            return session.Ask<T>(engine.Of(query.DuckDb, query.SqlServer), query.Parameters, stop);
        }
    }
}
