using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Records;

/// <summary>Brings the records to the shape that this version of the program needs, step by numbered step; of a file a copy is kept before each, a server's backups are its own.</summary>
static class RecordsUpgrade
{
    /// <summary>Applies the steps that are missing.</summary>
    /// <exception cref="RecordsUnusable">The records come from a newer version, or a step that was applied has changed since.</exception>
    public static void Apply(RecordsDatabase database, DataFolder folder, TimeProvider clock)
    {
        using (var session = database.Engine.Open())
            database.Engine.MakeVersionTable(session);
        var applied = database.Ask<Applied>("SELECT number AS Number, checksum AS Checksum FROM migration ORDER BY number");
        var steps = SchemaScript.All(database.Engine.Name, SchemaScript.Records);
        if (applied.Count > 0 && applied[^1].Number > steps[^1].Number)
            throw new RecordsUnusable("These records were written by a newer version. Install that version again, or restore a backup made by this one.");
        foreach (var step in steps)
        {
            if (applied.FirstOrDefault(a => a.Number == step.Number) is { } before)
                Recheck(step, before);
            else
                Apply(step, database, folder, clock, isFirst: applied.Count == 0);
        }
    }

    static void Recheck(SchemaScript step, Applied before)
    {
        if (!string.Equals(before.Checksum, step.Checksum, StringComparison.Ordinal))
            throw new RecordsUnusable($"Step {step.Name} was applied to these records in another wording. Install the version that wrote them, or restore a backup.");
    }

    static void Apply(SchemaScript step, RecordsDatabase database, DataFolder folder, TimeProvider clock, bool isFirst)
    {
        if (!isFirst && database.Engine.CanCopy)
            database.Engine.CopyTo(Path.Combine(folder.Backups, $"records-before-{step.Number:0000}-{clock.GetUtcNow():yyyyMMdd-HHmmss}.sqlite"));
        database.AsOne(work =>
        {
            // Another process may have come first while this one waited.
            if (work.Value<long>("SELECT COUNT(*) FROM migration WHERE number = @Number", new { step.Number }) > 0)
                return 0;
            foreach (var batch in database.Engine.Batches(step.Text))
                work.Execute(batch);
            return work.Execute(
                "INSERT INTO migration (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @At)",
                new { step.Number, step.Name, step.Checksum, At = Instant.Text(clock.GetUtcNow()) });
        });
    }

    sealed record Applied
    {
        public int Number { get; init; }
        public string Checksum { get; init; } = "";
    }
}

/// <summary>The records cannot be used by this version of the program; the message says why and what to do.</summary>
public sealed class RecordsUnusable(string message) : Exception(message);
