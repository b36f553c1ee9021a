using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace DataDrivenDecisions.Records;

/// <summary>Brings the records to the shape that this version of the program needs, step by numbered step, with a copy kept before each.</summary>
static class RecordsUpgrade
{
    const string Prefix = "records/";

    /// <summary>Applies the steps that are missing.</summary>
    /// <exception cref="RecordsUnusable">The file comes from a newer version, or a step that was applied has changed since.</exception>
    public static void Apply(RecordsFile file, DataFolder folder, TimeProvider clock)
    {
        file.Tell("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)");
        var applied = file.Ask<Applied>("SELECT number AS Number, checksum AS Checksum FROM migration ORDER BY number");
        var steps = Steps();
        if (applied.Count > 0 && applied[^1].Number > steps[^1].Number)
            throw new RecordsUnusable("The records in this data folder were written by a newer version. Install that version again, or restore a backup made by this one.");
        foreach (var step in steps)
        {
            if (applied.FirstOrDefault(a => a.Number == step.Number) is { } before)
                Recheck(step, before);
            else
                Apply(step, file, folder, clock, isFirst: applied.Count == 0);
        }
    }

    static void Recheck(Step step, Applied before)
    {
        if (!string.Equals(before.Checksum, step.Checksum, StringComparison.Ordinal))
            throw new RecordsUnusable($"Step {step.Name} was applied to these records in another wording. Install the version that wrote them, or restore a backup.");
    }

    static void Apply(Step step, RecordsFile file, DataFolder folder, TimeProvider clock, bool isFirst)
    {
        if (!isFirst)
            file.CopyTo(Path.Combine(folder.Backups, $"records-before-{step.Number:0000}-{clock.GetUtcNow():yyyyMMdd-HHmmss}.sqlite"));
        file.AsOne(work =>
        {
            work.Execute(step.Sql);
            return work.Execute(
                "INSERT INTO migration (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @At)",
                new { step.Number, step.Name, step.Checksum, At = Instant.Text(clock.GetUtcNow()) });
        });
    }

    static List<Step> Steps()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))];
    }

    static Step Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var name = resource[Prefix.Length..];
        return new Step(int.Parse(name[..4], CultureInfo.InvariantCulture), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }

    sealed record Step(int Number, string Name, string Sql, string Checksum);

    sealed record Applied
    {
        public int Number { get; init; }
        public string Checksum { get; init; } = "";
    }
}

/// <summary>The records cannot be used by this version of the program; the message says why and what to do.</summary>
public sealed class RecordsUnusable(string message) : Exception(message);
