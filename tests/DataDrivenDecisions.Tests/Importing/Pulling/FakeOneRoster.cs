using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>A OneRoster service with an invented roster of two schools, on a clock of its own.</summary>
internal sealed class FakeOneRoster : FakeHost
{
    public const int StudentCount = 60;
    const string Place = "/ims/oneroster/";
    static readonly string[] Gradebook = ["categories", "lineItems", "results", "scoreScales"];
    readonly Dictionary<string, List<JsonObject>> _lists;

    public FakeOneRoster(bool isNew = false)
    {
        IsNew = isNew;
        _lists = new(StringComparer.Ordinal)
        {
            ["academicSessions"] = [Session("y26", "schoolYear", "2025-08-01", "2026-06-30"), Session("t1", "term", "2025-08-15", "2026-06-12")],
            ["orgs"] = [Org("d", "Invented District", "district"), Org("s1", "North School", "school"), Org("s2", "South School", "school")],
            ["courses"] = [New("c1", ("title", "Mathematics 7"), ("courseCode", "MA7"), ("org", To("d", "org"))), New("c2", ("title", "English 7"), ("courseCode", "EN7"), ("org", To("d", "org")))],
            ["classes"] = [.. Enumerable.Range(1, 24).Select(i => Class(i))],
            ["users"] = [.. Enumerable.Range(1, 4).Select(Teacher), .. Enumerable.Range(1, StudentCount).Select(Student)],
            ["enrollments"] = [.. Enumerable.Range(1, 24).Select(i => Enrollment($"t-{i}", $"class{i}", $"t{1 + (i % 4)}", "teacher")), .. Enumerable.Range(1, StudentCount).SelectMany(i => new[] { Enrollment($"a-{i}", $"class{1 + (i % 12)}", $"u{i}", "student"), Enrollment($"b-{i}", $"class{13 + (i % 12)}", $"u{i}", "student") })],
            ["demographics"] = [.. Enumerable.Range(1, StudentCount).Select(i => New($"u{i}", ("birthDate", $"2013-0{1 + (i % 9)}-11"), ("sex", i % 2 == 0 ? "female" : "male")))],
        };
    }

    /// <summary>True for OneRoster 1.2.</summary>
    public bool IsNew { get; }

    /// <summary>The host's clock.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    /// <summary>The most rows of a page, whatever is asked for.</summary>
    public int MostRows { get; set; } = 1000;

    /// <summary>True where the host counts its lists.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>True where the host links its pages.</summary>
    public bool Links { get; set; }

    /// <summary>Called after each page that was answered.</summary>
    public Action<string>? AfterPage { get; set; }

    protected override string TokenPath => "/token";

    /// <summary>Adds a record or replaces it.</summary>
    public void Put(string list, JsonObject record)
    {
        record["dateLastModified"] = Moment(Now);
        _lists[list].RemoveAll(r => Id(r) == Id(record));
        _lists[list].Add(record);
    }

    /// <summary>Changes a record.</summary>
    public void Change(string list, string id, string name, JsonNode value)
    {
        var record = _lists[list].Single(r => Id(r) == id);
        record[name] = value;
        record["dateLastModified"] = Moment(Now);
    }

    /// <summary>Takes a record out as if it had never been, which the standard does not allow and services do.</summary>
    public void Remove(string list, string id) => _lists[list].RemoveAll(r => Id(r) == id);

    /// <summary>Takes a whole list away.</summary>
    public void Withhold(string list) => _lists.Remove(list);

    public JsonObject Student(int i)
    {
        var student = New($"u{i}", ("enabledUser", true), ("username", $"user{i}"), ("givenName", $"Given{i}"), ("familyName", $"Family{i}"), ("identifier", $"00{i:000}"), ("password", "swordfish"),
            ("grades", new JsonArray("07")), ("orgs", new JsonArray(To(i % 2 == 0 ? "s1" : "s2", "org"))));
        return Role(student, "student", i % 2 == 0 ? "s1" : "s2");
    }

    public static JsonObject Enrollment(string id, string section, string user, string role) => New($"e-{id}", ("role", role), ("primary", role == "teacher"), ("user", To(user, "user")), ("class", To(section, "class")),
        ("school", To(int.Parse(section[5..], CultureInfo.InvariantCulture) % 2 == 0 ? "s1" : "s2", "org")), ("beginDate", "2025-08-18"));

    protected override (HttpStatusCode Status, JsonNode? Body) Answer(HttpContext http)
    {
        http.Response.Headers.Date = Now.ToString("R", CultureInfo.InvariantCulture);
        var (place, name) = Parts(http.Request.Path.Value!);
        var expected = IsNew ? Gradebook.Contains(name) ? Place + "gradebook/v1p2/" : Place + "rostering/v1p2/" : Place + "v1p1/";
        if (place != expected || !_lists.TryGetValue(name, out var list))
            return (HttpStatusCode.NotFound, null);
        var rows = list.Where(Filter(http.Request.Query["filter"].ToString())).OrderBy(Id, StringComparer.Ordinal).ToList();
        int offset = Number(http, "offset", 0), limit = Math.Min(Number(http, "limit", 100), MostRows);
        if (Counts)
            http.Response.Headers["X-Total-Count"] = rows.Count.ToString(CultureInfo.InvariantCulture);
        if (Links && offset + limit < rows.Count)
            http.Response.Headers.Link = $"<{http.Request.Path}?offset={offset + limit}>; rel=\"next\"";
        var page = Page(rows, offset, limit);
        AfterPage?.Invoke(name);
        return (HttpStatusCode.OK, new JsonObject { [name] = page });
    }

    Func<JsonObject, bool> Filter(string filter)
    {
        if (filter.Length == 0)
            return _ => true;
        if (!filter.StartsWith("dateLastModified>'", StringComparison.Ordinal) || !filter.EndsWith('\''))
        {
            Misunderstood.Add(filter);
            return _ => false;
        }
        var since = DateTimeOffset.Parse(filter[18..^1], CultureInfo.InvariantCulture);
        return r => DateTimeOffset.Parse((string)r["dateLastModified"]!, CultureInfo.InvariantCulture) > since;
    }

    static (string Place, string Name) Parts(string path) => (path[..(path.LastIndexOf('/') + 1)], path[(path.LastIndexOf('/') + 1)..]);

    static string Id(JsonObject record) => (string)record["sourcedId"]!;

    static JsonObject Session(string id, string type, string from, string to) => New(id, ("title", $"Session {id}"), ("type", type), ("startDate", from), ("endDate", to), ("schoolYear", "2026"));

    static JsonObject Org(string id, string name, string type) => New(id, ("name", name), ("type", type), ("identifier", $"number-{id}"));

    static JsonObject Class(int i) => New($"class{i}", ("title", $"Section {i}"), ("classCode", $"S{i}"), ("classType", "scheduled"), ("course", To(i % 2 == 0 ? "c1" : "c2", "course")), ("school", To(i % 2 == 0 ? "s1" : "s2", "org")), ("terms", new JsonArray(To("t1", "academicSession"))), ("periods", new JsonArray($"{1 + (i % 6)}")));

    JsonObject Teacher(int i) => Role(New($"t{i}", ("enabledUser", "true"), ("givenName", $"Teacher{i}"), ("familyName", $"Adult{i}"), ("orgs", new JsonArray(To("s1", "org")))), "teacher", "s1");

    JsonObject Role(JsonObject user, string role, string org)
    {
        if (IsNew)
            user["roles"] = new JsonArray(new JsonObject { ["roleType"] = "primary", ["role"] = role, ["org"] = To(org, "org") });
        else
            user["role"] = role;
        return user;
    }

    static JsonObject To(string id, string type) => new() { ["href"] = $"https://sis.example/{type}/{id}", ["sourcedId"] = id, ["type"] = type };

    static JsonObject New(string id, params (string Name, JsonNode Value)[] values)
    {
        var record = new JsonObject { ["sourcedId"] = id, ["status"] = "active", ["dateLastModified"] = "2026-01-05T00:00:00.000Z" };
        foreach (var (name, value) in values)
            record[name] = value;
        return record;
    }

    static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
