using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>Pulls a roster from a OneRoster 1.1 or 1.2 service: everything the first time, later what changed since.</summary>
internal sealed class OneRosterPull(PullJob job) : RecordPull(job)
{
    const string UsualVersion = "1.1";
    const int UsualPage = 1000;
    static readonly string[] Scopes = ["roster-core.readonly", "roster.readonly", "roster-demographics.readonly", "gradebook.readonly"];

    // What a host wrote while its own clock turned a page is asked for twice rather than never.
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public override string Key => "sourcedId";

    string Version => Job.Source.Option("version") ?? UsualVersion;

    int Page => int.TryParse(Job.Source.Option("page-size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : UsualPage;

    /// <summary>What the service wants to be asked for in the token.</summary>
    public static string ScopeOf(string version) => string.Join(' ', Scopes.Select(s => $"https://purl.imsglobal.org/spec/or/{(version == "1.2" ? "v1p2" : "v1p1")}/scope/{s}"));

    public override string Read(MirrorDraft draft, string? since)
    {
        DateTimeOffset? begun = null;
        foreach (var list in OneRosterList.All)
        {
            Job.Progress?.Report($"Reading {list.Name}");
            var at = Read(draft, list, since);
            begun ??= at;
        }
        return ((begun ?? Job.Clock.GetUtcNow()) - Overlap).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    public override string Check()
    {
        using var orgs = Job.Client.Get(Address(OneRosterList.All.First(l => l.Name == "orgs"), 1, 0, null), "orgs");
        if (!orgs.IsThere)
            throw Missing("orgs", (int)orgs.Status);
        return $"The service answers as OneRoster {Version}" + (orgs.Count("X-Total-Count") is { } count ? $" and has {count} organizations." : ".");
    }

    /// <summary>Writes the bundle that the service could have delivered as files: bulk, with the last word on what it has deleted since.</summary>
    public override string Delivery(MirrorDraft draft)
    {
        var folder = Directory.CreateDirectory(Path.Combine(draft.Folder, "bundle")).FullName;
        List<string> announced = [];
        foreach (var list in OneRosterList.All.Where(l => HasLines(draft.FileOf(l.Name)) || HasLines(draft.EndedFileOf(l.Name))))
        {
            Write(Path.Combine(folder, list.Name + ".csv"), list.Columns.Select(c => c.Column), Records(draft, list).Select(r => list.Columns.Select(c => c.Value(r)).ToArray()));
            announced.Add(list.Name);
        }
        var roles = announced.Contains("users") ? Records(draft, OneRosterList.All.First(l => l.Name == "users")).SelectMany(OneRosterList.Roles) : [];
        if (roles.Any())
        {
            Write(Path.Combine(folder, "roles.csv"), OneRosterList.RoleColumns, roles);
            announced.Add("roles");
        }
        Write(Path.Combine(folder, "manifest.csv"), ["propertyName", "value"],
            [["manifest.version", "1.0"], ["oneroster.version", Version], .. announced.Select(a => new[] { "file." + a, "bulk" }), ["source.systemName", Job.Source.Name]]);
        return folder;
    }

    DateTimeOffset? Read(MirrorDraft draft, OneRosterList list, string? since)
    {
        using var said = draft.Open(list.Name);
        var paging = new Paging(Job.Client, Job.Patience, Page);
        if (!paging.Read(list.Name, null, "X-Total-Count", offset => Address(list, paging.Size, offset, since), body => Items(body, list.Name), said.Clear, record => Take(said, record), () => said.Different + said.Gone.Count))
        {
            if (list.IsEssential)
                throw Missing(list.Name, paging.Status!.Value);
            Job.Note($"The service does not offer {list.Name} (status {paging.Status}).");
            draft.Leave(list.Name);
            return null;
        }
        draft.Settle(list.Name, said, isWhole: since is null);
        return paging.At;
    }

    static void Take(DraftList said, JsonElement record)
    {
        if (string.Equals(SisRecord.Text(record, "status"), "tobedeleted", StringComparison.OrdinalIgnoreCase) && SisRecord.Text(record, "sourcedId") is { } id)
            said.Delete(id, []);
        else
            said.Put(record);
    }

    static PullFailed Missing(string list, int status) => new($"The service does not offer {list} (status {status}), and without it there is no roster.",
        "Check the address and the version, and ask the vendor to let the client id read it.");

    Uri Address(OneRosterList list, int limit, long offset, string? since)
    {
        var place = Version == "1.2" ? $"ims/oneroster/{(list.IsGradebook ? "gradebook" : "rostering")}/v1p2/" : "ims/oneroster/v1p1/";
        // Some vendors hand out the address with the place already in it.
        var root = Job.Address.AbsoluteUri;
        if (root.IndexOf("/ims/oneroster/", StringComparison.OrdinalIgnoreCase) is > 0 and var at)
            root = root[..at];
        var query = FormattableString.Invariant($"limit={limit}&offset={offset}&sort=sourcedId&orderBy=asc");
        if (since is not null)
            query += "&filter=" + Uri.EscapeDataString($"dateLastModified>'{since}'");
        return new Uri($"{root.TrimEnd('/')}/{place}{list.Name}?{query}");
    }

    // The list stands under its own name; a few services answer it bare.
    static JsonElement Items(JsonElement body, string name)
    {
        if (body.ValueKind == JsonValueKind.Array)
            return body;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var list) ? list : default;
    }

    static bool HasLines(string file) => File.Exists(file) && new FileInfo(file).Length > 0;

    static IEnumerable<JsonElement> Records(MirrorDraft draft, OneRosterList list) => Lines(draft.FileOf(list.Name)).Concat(Lines(draft.EndedFileOf(list.Name), ("status", "tobedeleted")));

    static IEnumerable<JsonElement> Lines(string file, params (string, string)[] more)
    {
        if (!File.Exists(file))
            yield break;
        foreach (var line in File.ReadLines(file))
        {
            using var said = JsonDocument.Parse(line);
            using var record = JsonDocument.Parse(SisRecord.Line(said.RootElement, more));
            yield return record.RootElement;
        }
    }

    static void Write(string path, IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        file.WriteLine(CsvText.Line(columns, ','));
        foreach (var row in rows)
            file.WriteLine(CsvText.Line(row, ','));
    }
}
