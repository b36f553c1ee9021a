using System.Globalization;
using System.Text.Json;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing.Formats;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Exchange;

namespace DataDrivenDecisions.Importing.Exporting;

/// <summary>How many rows a file of an export has.</summary>
public sealed record ExportedFile(string File, long Rows);

/// <summary>
/// The roster and gradebook as a OneRoster 1.1 bundle. Brought in again where it comes from it changes nothing, and in an empty district it gives the same bundle.
/// Whoever sees the whole district with every right gets a bulk bundle; anyone else gets what she may see as a delta, which ends nothing where it is brought in.
/// </summary>
/// <param name="reader">The warehouse as the person may see it.</param>
/// <param name="district">The district's short name, for the manifest.</param>
/// <param name="madeAt">When the export is made; a delta carries it as the day of the last change.</param>
public sealed class OneRosterExport(Reader reader, string district, DateTimeOffset madeAt)
{
    const string Manifest = "manifest.csv";

    // Columns of later versions and of a vendor's own are there only where something stands in them: a plain bundle is plain 1.1.
    static readonly string[] OnlyWhenFilled = ["preferredGivenName", "weight", "schoolSourcedId of lineItems", "textScore", "late", "missing", "incomplete", "inProgress"];

    static readonly string[] WholeFiles = ["resources", "classResources", "courseResources"];

    readonly bool _isWhole = reader.Viewer.Scopes.Contains("district", StringComparer.Ordinal) && reader.Viewer.Sensitive.Count == Viewer.Operator("").Sensitive.Count;

    /// <summary>Writes the bundle as a zip.</summary>
    public IReadOnlyList<ExportedFile> Write(Stream zip, CancellationToken stop = default)
    {
        var kept = reader.Ask(KeptRow.All, stop).ToLookup(r => r.Kind, StringComparer.Ordinal);
        using var archive = new BundleZip(zip);
        List<ExportedFile> files = [];
        foreach (var table in RosterTables.All)
            Add(archive, files, table.Name, () => Lines(table, kept["columns of " + table.Name], stop), stop);
        foreach (var other in OneRosterOther.Files.Where(f => WholeFiles.Contains(f.File, StringComparer.Ordinal)))
            Add(archive, files, other.File, () => Lines(other, kept[other.Kind]), stop);
        WriteManifest(archive, files);
        return files;
    }

    static void Add(BundleZip archive, List<ExportedFile> files, string name, Func<IEnumerable<IReadOnlyList<string>>> lines, CancellationToken stop)
    {
        // The header comes alone where there are no rows, and then the file stays away.
        using var all = lines().GetEnumerator();
        if (!all.MoveNext())
            return;
        var header = all.Current;
        if (!all.MoveNext())
            return;
        using var text = archive.Open(name + ".csv");
        BundleZip.WriteLine(text, header);
        long rows = 0;
        do
        {
            stop.ThrowIfCancellationRequested();
            BundleZip.WriteLine(text, all.Current);
            rows++;
        }
        while (all.MoveNext());
        files.Add(new ExportedFile(name, rows));
    }

    IEnumerable<IReadOnlyList<string>> Lines(ExchangeTable table, IEnumerable<KeptRow> kept, CancellationToken stop)
    {
        var extra = kept.DistinctBy(k => k.RecordId, StringComparer.Ordinal).ToDictionary(k => k.RecordId, k => k.Columns, StringComparer.Ordinal);
        string[] own = [.. extra.Values.SelectMany(c => c.Keys).Distinct(StringComparer.Ordinal).Except(table.Columns, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        List<string?[]> rows = [];
        reader.Rows(table, values =>
        {
            stop.ThrowIfCancellationRequested();
            rows.Add([.. values.Select(BundleZip.Text)]);
        });
        int[] shown = [.. Enumerable.Range(0, table.Columns.Count).Where(i => !IsOptional(table, i) || rows.Exists(r => r[i] is not null))];
        yield return Marked([.. shown.Select(i => table.Columns[i]), .. own], "status", "dateLastModified");
        foreach (var row in rows)
        {
            var more = extra.GetValueOrDefault(row[0] ?? "");
            yield return Marked([.. shown.Select(i => row[i] ?? ""), .. own.Select(c => more?.GetValueOrDefault(c) ?? "")], Status, Changed);
        }
    }

    IEnumerable<IReadOnlyList<string>> Lines(OneRosterOther file, IEnumerable<KeptRow> kept)
    {
        var rows = kept.OrderBy(k => k.RecordId, StringComparer.Ordinal).Select(k => k.Columns).ToList();
        string[] marks = ["status", "dateLastModified"];
        string[] columns = [.. file.Headers, .. rows.SelectMany(r => r.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Except([.. file.Headers, .. marks], StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        // What is kept whole is kept with its marks, so these are the source's own.
        bool isMarked = rows.Exists(r => marks.Any(r.ContainsKey));
        yield return isMarked ? Marked(columns, marks[0], marks[1]) : columns;
        foreach (var row in rows)
        {
            string[] said = [.. columns.Select(c => row.GetValueOrDefault(c) ?? "")];
            yield return isMarked ? Marked(said, row.GetValueOrDefault(marks[0]) ?? "", row.GetValueOrDefault(marks[1]) ?? "") : said;
        }
    }

    string Status => _isWhole ? "" : "active";

    string Changed => _isWhole ? "" : madeAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static string[] Marked(IReadOnlyList<string> fields, string status, string changed) => [fields[0], status, changed, .. fields.Skip(1)];

    static bool IsOptional(ExchangeTable table, int column) =>
        OnlyWhenFilled.Contains(table.Columns[column], StringComparer.Ordinal) || OnlyWhenFilled.Contains($"{table.Columns[column]} of {table.Name}", StringComparer.Ordinal);

    void WriteManifest(BundleZip archive, List<ExportedFile> files)
    {
        using var text = archive.Open(Manifest);
        BundleZip.WriteLine(text, ["propertyName", "value"]);
        BundleZip.WriteLine(text, ["manifest.version", "1.0"]);
        BundleZip.WriteLine(text, ["oneroster.version", "1.1"]);
        foreach (var name in RosterTables.All.Select(t => t.Name).Concat(WholeFiles).Order(StringComparer.Ordinal))
            BundleZip.WriteLine(text, ["file." + name, !files.Exists(f => f.File == name) ? "absent" : _isWhole ? "bulk" : "delta"]);
        BundleZip.WriteLine(text, ["source.systemName", OneRosterManifest.OwnSystem]);
        BundleZip.WriteLine(text, ["source.systemCode", district]);
    }
}

/// <summary>A row, or the columns of one, that an earlier delivery brought and that is kept as it was.</summary>
sealed record KeptRow
{
    public string Kind { get; init; } = "";
    public string RecordId { get; init; } = "";
    public string Json { get; init; } = "";

    /// <summary>Its columns by name.</summary>
    public IReadOnlyDictionary<string, string> Columns => field ??= new Dictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(Json) ?? [], StringComparer.OrdinalIgnoreCase);

    public static Query<KeptRow> All { get; } = new("""
        SELECT o.kind AS Kind, o.record_id AS RecordId, o.json AS Json
        FROM   seen.other_record o
        WHERE  o.kind LIKE 'columns of %' OR o.kind IN ('resource', 'classResource', 'courseResource')
        """);
}
