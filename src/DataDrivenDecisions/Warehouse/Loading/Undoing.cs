using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>
/// Takes an import back, and with it all that came after: what they added is deleted, what they closed is open again. The imports after it are then
/// loaded again in their old order, so that what stands is what they alone would have given.
/// </summary>
sealed class Undoing(WarehouseEngine engine, SqlSession session)
{
    /// <summary>Undoes the import in one transaction and says how many nights went with it.</summary>
    /// <param name="import">Its load number.</param>
    /// <param name="again">Loads the later imports again; null when there must be none.</param>
    /// <exception cref="UndoRefused">There is no such import, or a later one stands on it and is not loaded again.</exception>
    public int Undo(long import, Action<LoadingAgain>? again) => session.InTransaction(() =>
    {
        engine.LockForWriting(session);
        var loads = session.Ask<Mark>("SELECT \"load\" AS \"Load\", kind AS \"Kind\" FROM wh.\"load\" WHERE \"load\" >= @import AND state <> @thinned ORDER BY \"load\"", new { import, thinned = Thinning.State });
        if (loads.Count == 0 || loads[0] is not { IsImport: true } oldest || oldest.Load != import)
            throw new UndoRefused($"Load {import} is no import of this warehouse, so there is nothing to take back.");
        if (again is null && loads.LastOrDefault(l => l.IsImport && l.Load > import) is { } later)
            throw new UndoRefused($"The import of load {later.Load} came after that of load {import}. Undo the later ones first, the newest first.");
        TakeBack(import);
        again?.Invoke(new LoadingAgain(engine, session, [.. loads.Where(l => l.IsImport && l.Load > import).Select(l => l.Load)]));
        new Grain(session).CheckAll();
        return loads.Count(l => !l.IsImport);
    });

    /// <summary>Leaves nothing of a load and of those after it.</summary>
    public void TakeBack(long load)
    {
        foreach (var table in Since.Touched(session, load))
        {
            var rows = Tables.RowsOf(table);
            session.Execute($"DELETE FROM {rows} WHERE known_from >= @load", new { load });
            session.Execute($"UPDATE {rows} SET known_to = {LoadWork.Open} WHERE known_to >= @load AND known_to < {LoadWork.Open}", new { load });
        }

        session.Execute("DELETE FROM wh.load_file WHERE \"load\" >= @load", new { load });
        session.Execute("DELETE FROM wh.\"load\" WHERE \"load\" >= @load", new { load });
    }

    sealed record Mark
    {
        public long Load { get; init; }
        public string Kind { get; init; } = "";

        /// <summary>The other kind is a published night.</summary>
        public bool IsImport => Kind == "delivery";
    }
}
