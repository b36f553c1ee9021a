using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse;

/// <summary>
/// Brings a warehouse's schema to the program's: numbered scripts, each run once in one transaction and remembered with its checksum.
/// A warehouse that holds data is backed up before each script.
/// </summary>
sealed class SchemaUpgrade(WarehouseEngine engine, SqlSession session, TimeProvider clock, IReadOnlyList<SchemaScript> scripts)
{
    /// <summary>Runs the scripts that are missing.</summary>
    /// <param name="backup">Writes a copy of the warehouse before the named script; called only when it holds loads.</param>
    /// <returns>How many scripts ran.</returns>
    /// <exception cref="SchemaRefused">An applied script has changed, or the warehouse knows scripts that this program does not.</exception>
    public int Run(Action<SchemaScript> backup)
    {
        engine.MakeVersionTable(session);
        var applied = session.Ask<Applied>("SELECT number AS Number, name AS Name, checksum AS Checksum FROM schema_version ORDER BY number");
        Refuse(applied);
        var missing = scripts.Where(s => applied.All(a => a.Number != s.Number)).ToList();
        foreach (var script in missing)
        {
            if (applied.Count > 0 && session.Value<long>("SELECT COUNT(*) FROM wh.\"load\"") > 0)
                backup(script);
            session.InTransaction(() => Apply(script));
        }

        return missing.Count;
    }

    void Apply(SchemaScript script)
    {
        foreach (var batch in engine.Batches(script.Text))
            session.Execute(batch);
        session.Execute(
            "INSERT INTO schema_version (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @at)",
            new { script.Number, script.Name, script.Checksum, at = clock.GetUtcNow().UtcDateTime });
    }

    void Refuse(IReadOnlyList<Applied> applied)
    {
        foreach (var one in applied)
        {
            var script = scripts.FirstOrDefault(s => s.Number == one.Number)
                ?? throw new SchemaRefused($"This warehouse was upgraded by a newer program (script {one.Name} is not known here). Install that version, or restore the backup made before it.");
            if (script.Checksum != one.Checksum)
                throw new SchemaRefused($"Schema script {one.Name} is not the one that made this warehouse: its text has changed since. Install the program version that made it, or restore a backup.");
        }
    }

    sealed record Applied
    {
        public int Number { get; init; }
        public string Name { get; init; } = "";
        public string Checksum { get; init; } = "";
    }
}
