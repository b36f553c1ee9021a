using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>An Ed-Fi host that follows the published description to the letter: a path or parameter that is not in it is refused and noted.</summary>
internal sealed class FakeEdFi(EdFiDescription description) : FakeHost
{
    static readonly string[] Paging = ["offset", "limit", "totalCount"];
    static readonly string[] Window = ["minChangeVersion", "maxChangeVersion"];
    static readonly string[] ByToken = ["pageToken", "pageSize"];
    readonly Dictionary<string, List<Kept>> _records = new(StringComparer.Ordinal);
    readonly List<(string Resource, long Version, JsonObject Entry)> _deletes = [], _keyChanges = [];
    int _ids;

    /// <summary>The version that the host says it has.</summary>
    public string Version { get; init; } = "3.1.1";

    /// <summary>False where the change queries are switched off.</summary>
    public bool HasChangeQueries { get; set; } = true;

    public bool HasSnapshot { get; set; }

    /// <summary>The newest change.</summary>
    public long Newest { get; set; }

    public long Oldest { get; set; } = 1;

    /// <summary>Called after each page that was answered.</summary>
    public Action<string>? AfterPage { get; set; }

    /// <summary>Takes resources away as a host does whose key may not read them.</summary>
    public HashSet<string> Forbidden { get; } = new(StringComparer.Ordinal);

    protected override string TokenPath => "/api/oauth/token";

    protected override bool IsOpen(string path) => path is "/api/" or "/api";

    /// <summary>Adds a record, made as the description says.</summary>
    /// <returns>Its id.</returns>
    public string Add(string resource, params (string Name, JsonNode Value)[] values)
    {
        var record = description.Record(resource, values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal));
        var id = (++_ids).ToString("x32", CultureInfo.InvariantCulture);
        record.Insert(0, "id", id);
        record["_etag"] = id;
        if (!_records.TryGetValue(resource, out var list))
            _records[resource] = list = [];
        list.Add(new Kept(record) { Version = ++Newest });
        return id;
    }

    /// <summary>Changes a property of a record.</summary>
    public void Change(string resource, string id, string name, JsonNode value)
    {
        var kept = Find(resource, id);
        kept.Record[name] = value;
        kept.Version = ++Newest;
    }

    /// <summary>Deletes a record; the host keeps its natural key.</summary>
    public void Delete(string resource, string id, params string[] key)
    {
        var kept = Find(resource, id);
        _records[resource].Remove(kept);
        _deletes.Add((resource, ++Newest, new JsonObject { ["id"] = id, ["changeVersion"] = Newest, ["keyValues"] = new JsonObject(key.Select(k => KeyValuePair.Create(k, Search(kept.Record, k)?.DeepClone()))) }));
    }

    /// <summary>Gives a student another id. The references to it change with it, and the host tells of the student alone.</summary>
    public void Rename(string id, string to)
    {
        var kept = Find("students", id);
        var old = (string)kept.Record["studentUniqueId"]!;
        kept.Record["studentUniqueId"] = to;
        kept.Version = ++Newest;
        _keyChanges.Add(("students", Newest, new JsonObject
        {
            ["id"] = id, ["changeVersion"] = Newest, ["oldKeyValues"] = new JsonObject { ["studentUniqueId"] = old }, ["newKeyValues"] = new JsonObject { ["studentUniqueId"] = to },
        }));
        foreach (var reference in _records.Values.SelectMany(l => l).SelectMany(r => Objects(r.Record)).Where(o => o.ContainsKey("studentUniqueId") && (string)o["studentUniqueId"]! == old))
            reference["studentUniqueId"] = to;
    }

    /// <summary>The ids of a resource's records.</summary>
    public IReadOnlyList<string> Ids(string resource) => [.. _records[resource].Select(r => (string)r.Record["id"]!)];

    protected override (HttpStatusCode Status, JsonNode? Body) Answer(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (IsOpen(path))
            return (HttpStatusCode.OK, Description());
        if (http.Request.Headers["Use-Snapshot"] == "true" && !HasSnapshot)
            return (HttpStatusCode.NotFound, null);
        if (path == "/api/changeQueries/v1/availableChangeVersions")
            return HasChangeQueries ? (HttpStatusCode.OK, new JsonObject { ["OldestChangeVersion"] = Oldest, ["NewestChangeVersion"] = Newest }) : (HttpStatusCode.NotFound, null);
        if (!path.StartsWith("/api/data/v3/ed-fi/", StringComparison.Ordinal))
            return Unknown(path);
        var parts = path["/api/data/v3/ed-fi/".Length..].Split('/');
        return Forbidden.Contains(parts[0]) ? (HttpStatusCode.Forbidden, null) : description.Has(parts[0]) ? List(http, parts) : (HttpStatusCode.NotFound, null);
    }

    (HttpStatusCode, JsonNode?) List(HttpContext http, string[] parts)
    {
        var resource = parts[0];
        var isOfChanges = parts is [_, "deletes" or "keyChanges"];
        if (parts.Length > 1 && (!isOfChanges || !HasChangeQueries))
            return (HttpStatusCode.NotFound, null);
        var allowed = (isOfChanges ? Paging : (IEnumerable<string>)description.Parameters(resource)).Concat(Window).Concat(HasTokens && !isOfChanges ? ByToken : []).ToHashSet(StringComparer.Ordinal);
        if (http.Request.Query.Keys.FirstOrDefault(k => !allowed.Contains(k)) is { } strange)
            return Unknown($"{resource}?{strange}");
        if (Number(http, "limit", 25) > (HasTokens ? 500 : description.MostRecords))
            return (HttpStatusCode.BadRequest, null);
        var rows = Rows(http, resource, parts.Length > 1 ? parts[1] : null);
        if (http.Request.Query["totalCount"] == "true")
            http.Response.Headers["Total-Count"] = rows.Count.ToString(CultureInfo.InvariantCulture);
        var byToken = HasTokens && !isOfChanges && http.Request.Query.ContainsKey("pageSize");
        var offset = byToken ? Number(http, "pageToken", 0) : Number(http, "offset", 0);
        var limit = byToken ? Number(http, "pageSize", 25) : Number(http, "limit", 25);
        if (byToken && offset + limit < rows.Count)
            http.Response.Headers["Next-Page-Token"] = (offset + limit).ToString(CultureInfo.InvariantCulture);
        var page = Page(rows, offset, limit);
        AfterPage?.Invoke(resource);
        return (HttpStatusCode.OK, page);
    }

    bool HasTokens => System.Version.Parse(Version) >= new Version(7, 3);

    List<JsonNode> Rows(HttpContext http, string resource, string? of)
    {
        long from = Number(http, "minChangeVersion", 0), to = Number(http, "maxChangeVersion", int.MaxValue);
        var all = of switch
        {
            "deletes" => _deletes.Where(d => d.Resource == resource).Select(d => (d.Version, Record: (JsonNode)d.Entry)),
            "keyChanges" => _keyChanges.Where(d => d.Resource == resource).Select(d => (d.Version, Record: (JsonNode)d.Entry)),
            _ => _records.GetValueOrDefault(resource, []).Select(r => (r.Version, Record: (JsonNode)r.Record)),
        };
        return [.. all.Where(r => r.Version >= from && r.Version <= to).Select(r => r.Record)];
    }

    JsonObject Description()
    {
        var said = new JsonObject { ["version"] = Version, ["build"] = Version + ".1", ["dataModels"] = new JsonArray(new JsonObject { ["name"] = "Ed-Fi", ["version"] = "3.1.0" }) };
        // Only newer hosts name their places.
        if (HasTokens)
            said["urls"] = new JsonObject { ["oauth"] = Address + "/api/oauth/token", ["dataManagementApi"] = Address + "/api/data/v3/", ["openApiMetadata"] = Address + "/api/metadata/" };
        return said;
    }

    (HttpStatusCode, JsonNode?) Unknown(string what)
    {
        Misunderstood.Add(what);
        return (HttpStatusCode.BadRequest, null);
    }

    Kept Find(string resource, string id) => _records[resource].Single(r => (string)r.Record["id"]! == id);

    static JsonNode? Search(JsonObject record, string name) => Objects(record).Select(o => o.TryGetPropertyValue(name, out var value) ? value : null).FirstOrDefault(v => v is not null);

    static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject group => group.Select(p => p.Value).SelectMany(Objects).Prepend(group),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    sealed class Kept(JsonObject record)
    {
        public JsonObject Record { get; } = record;
        public long Version { get; set; }
    }
}
