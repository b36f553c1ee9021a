using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Records;

/// <summary>
/// Copies all records into an empty store on another engine, in one transaction while nobody writes, reads them back there and compares them, table by table,
/// before anything is kept. Only then the setting changes; what they were copied from is kept.
/// </summary>
public static class RecordsMove
{
    // The server's own column by which it holds to one standing row; a file has an index with a condition instead.
    const string Stands = "stands";

    /// <summary>Every table of the records, those that others point to first.</summary>
    internal static IReadOnlyList<string> Tables { get; } =
    [
        "district", "person", "set_up_link", "person_grant", "import_delivery", "import_file", "import_reject", "schedule", "run", "model_card", "audit", "audit_head",
        "quality_count", "quality_acceptance", "source", "source_file", "district_setting", "student_match", "mapping_profile", "model_override", "capacity_list", "judging_rule",
    ];

    /// <summary>Moves the records of a data folder to a place, and says there how many rows each table has.</summary>
    /// <param name="folder">The data folder, on which no service runs.</param>
    /// <param name="to">Where to: a server, or <see cref="StorePlace.RecordsFile"/>.</param>
    /// <param name="clock">The machine's clock.</param>
    /// <param name="progress">Told which table is moved.</param>
    /// <exception cref="MoveRefused">There are records at that place already, or not what was sent arrived; nothing has changed.</exception>
    /// <exception cref="StoreBusy">A server does not answer.</exception>
    public static MovedRecords Run(DataFolder folder, StorePlace to, TimeProvider clock, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(to);
        var setting = new RecordsPlace(folder);
        // A file is put together under another name, so that one that was there before stays until all is compared.
        var unfinished = Path.Combine(folder.Path, "records-moving.sqlite");
        if (to.Connection is null)
            Delete(unfinished);
        IReadOnlyList<MovedTable> tables;
        string hash;
        using (var source = EngineOf(setting.Now, folder.Records))
        using (var target = EngineOf(to, unfinished))
        {
            RecordsUpgrade.Apply(new RecordsDatabase(source), folder, clock);
            RecordsUpgrade.Apply(new RecordsDatabase(target), folder, clock);
            (tables, hash) = Copy(source, target, progress);
        }

        string? kept;
        if (to.Connection is null)
        {
            kept = SetAside(folder, clock);
            OwnerOnly(unfinished);
            File.Move(unfinished, folder.Records);
            setting.Set(to);
        }
        else
        {
            setting.Set(to);
            kept = SetAside(folder, clock);
        }

        return new MovedRecords(tables, hash, kept);
    }

    /// <summary>Copies every row of one store into another, which is empty but for its schema.</summary>
    internal static (IReadOnlyList<MovedTable> Tables, string Hash) Copy(RecordsEngine from, RecordsEngine to, IProgress<string>? progress = null)
    {
        using var source = from.Open();
        using var target = to.Open();
        return source.InTransaction(() =>
        {
            from.LockForWriting(source);
            return target.InTransaction(() =>
            {
                to.LockForWriting(target);
                return CopyTables(source, to, target, progress);
            });
        });
    }

    static (IReadOnlyList<MovedTable> Tables, string Hash) CopyTables(SqlSession source, RecordsEngine to, SqlSession target, IProgress<string>? progress)
    {
        if (Tables.FirstOrDefault(t => target.Value<long>(CountText(t)) > (t == "audit_head" ? 1 : 0)) is { } filled)
            throw new MoveRefused($"The database to move the records to holds some already (table {filled}). Name an empty database, or take away what is in it.");
        target.Execute("DELETE FROM audit_head");
        List<MovedTable> moved = [];
        var said = new StringBuilder();
        foreach (var table in Tables)
        {
            progress?.Report($"Moving {table}");
            var sum = CopyTable(table, source, to, target);
            moved.Add(new MovedTable(table, sum.Rows));
            said.Append(CultureInfo.InvariantCulture, $"{table} {sum.Rows} {sum.Hash}\n");
        }

        return (moved, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString()))));
    }

    static RowSum CopyTable(string table, SqlSession source, RecordsEngine to, SqlSession target)
    {
        var columns = ColumnsOf(source, table);
        if (!columns.Order(StringComparer.Ordinal).SequenceEqual(ColumnsOf(target, table).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            throw new MoveRefused($"Table {table} of the records has other columns there. Bring both to the same version of the program.");
        var text = $"SELECT {string.Join(", ", columns.Select(c => $"\"{c}\""))} FROM \"{table}\"";
        var (sent, arrived) = (new RowSum(), new RowSum());
        // The audit counts its own entries.
        to.InsertAll(target, $"\"{table}\"", columns, Rows(source, text, sent), keepsIds: columns.Contains("id", StringComparer.Ordinal) && table != "audit");
        foreach (var _ in Rows(target, text, arrived))
        {
        }

        return sent.IsSameAs(arrived) ? sent
            : throw new MoveRefused($"Table {table} of the records did not arrive as it was sent ({sent.Rows} rows were sent, {arrived.Rows} arrived), so nothing was kept. The records are where they were.");
    }

    static IEnumerable<IReadOnlyList<object?>> Rows(SqlSession session, string text, RowSum sum)
    {
        using var rows = session.Read(text);
        while (rows.Read())
        {
            sum.Add(rows);
            yield return [.. Enumerable.Range(0, rows.FieldCount).Select(i => rows.IsDBNull(i) ? null : rows.GetValue(i))];
        }
    }

    internal static string CountText(string table) => $"SELECT COUNT(*) FROM \"{table}\"";

    static IReadOnlyList<string> ColumnsOf(SqlSession session, string table)
    {
        using var shape = session.Read($"SELECT * FROM \"{table}\" WHERE 1 = 0");
        return [.. Enumerable.Range(0, shape.FieldCount).Select(shape.GetName).Where(c => c != Stands)];
    }

    static RecordsEngine EngineOf(StorePlace place, string file) => place.Connection is { } server ? new SqlServerRecords(server) : new Sqlite(file);

    // What the program does not read any more must not lie where it would look.
    static string? SetAside(DataFolder folder, TimeProvider clock)
    {
        if (!File.Exists(folder.Records))
            return null;
        var kept = Path.Combine(folder.SetAside, "records-before-" + clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + ".sqlite");
        // Its log belongs to it, should a process have ended without folding it in.
        foreach (var companion in new[] { "-wal", "-shm", "" }.Where(c => File.Exists(folder.Records + c)))
            File.Move(folder.Records + companion, kept + companion);
        return kept;
    }

    static void OwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    static void Delete(string store)
    {
        foreach (var left in new[] { store, store + "-wal", store + "-shm" })
            File.Delete(left);
    }
}

/// <summary>Records that were moved.</summary>
/// <param name="Tables">How many rows each table has.</param>
/// <param name="Hash">The hash over all tables, the same in both stores.</param>
/// <param name="Kept">The file that they were moved from, set aside; null where it was a database, which is as it was.</param>
public sealed record MovedRecords(IReadOnlyList<MovedTable> Tables, string Hash, string? Kept);
