using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Takes the newest import back, and the published nights on top of it: what they added is deleted, what they closed is open again.</summary>
sealed class Undoing(WarehouseEngine engine, SqlSession session)
{
    /// <summary>Undoes the import in one transaction and says how many nights went with it.</summary>
    /// <exception cref="UndoRefused">There is no such import, or a later one stands on it.</exception>
    public int Undo(long import) => session.InTransaction(() =>
    {
        engine.LockForWriting(session);
        var loads = session.Ask<Mark>("SELECT \"load\" AS \"Load\", kind AS \"Kind\" FROM wh.load WHERE \"load\" >= @import ORDER BY \"load\" DESC", new { import });
        if (loads.Count == 0 || loads[^1] is not { IsImport: true } oldest || oldest.Load != import)
            throw new UndoRefused($"Load {import} is no import of this warehouse, so there is nothing to take back.");
        if (loads.FirstOrDefault(l => l.IsImport && l.Load > import) is { } later)
            throw new UndoRefused($"The import of load {later.Load} came after that of load {import}. Undo the later ones first, the newest first.");
        foreach (var load in loads)
            TakeBack(load.Load);
        new Grain(session).Check(Grain.All);
        return loads.Count - 1;
    });

    void TakeBack(long load)
    {
        foreach (var table in Grain.All)
        {
            session.Execute($"DELETE FROM wh.{table} WHERE known_from = @load", new { load });
            session.Execute($"UPDATE wh.{table} SET known_to = {LoadWork.Open} WHERE known_to = @load", new { load });
        }

        session.Execute("DELETE FROM wh.load_file WHERE \"load\" = @load", new { load });
        session.Execute("DELETE FROM wh.load WHERE \"load\" = @load", new { load });
    }

    sealed record Mark
    {
        public long Load { get; init; }
        public string Kind { get; init; } = "";

        /// <summary>The other kind is a published night.</summary>
        public bool IsImport => Kind == "delivery";
    }
}
