using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Takes the newest load back: what it added is deleted, what it closed is open again.</summary>
sealed class Undoing(SqlSession session)
{
    /// <summary>Undoes the load in one transaction.</summary>
    public void Undo(long load) => session.InTransaction(() =>
    {
        foreach (var table in Grain.All)
        {
            session.Execute($"DELETE FROM wh.{table} WHERE known_from = @load", new { load });
            session.Execute($"UPDATE wh.{table} SET known_to = {LoadWork.Open} WHERE known_to = @load", new { load });
        }

        session.Execute("DELETE FROM wh.load_file WHERE \"load\" = @load", new { load });
        session.Execute("DELETE FROM wh.load WHERE \"load\" = @load", new { load });
        new Grain(session).Check(Grain.All);
    });
}
