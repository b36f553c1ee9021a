using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>What a host does wrong to requests for a path.</summary>
internal enum Fault
{
    /// <summary>The token is refused as if it had expired.</summary>
    Unauthorized,

    /// <summary>Too many requests, with a word on how long to wait.</summary>
    Busy,
    Error,

    /// <summary>The connection is cut before anything is answered.</summary>
    Cut,

    /// <summary>The connection is cut in the middle of the answer.</summary>
    Half,
}

/// <summary>A student information system on a real socket of this machine, with OAuth client credentials and faults that a test plants.</summary>
internal abstract class FakeHost : IDisposable
{
    public const string ClientId = "district-7";

    // Signs that a form and a header write differently.
    public const string Secret = "pa+ss/w:ord%20&=?";

    readonly WebApplication _app;
    readonly List<(string Path, Fault Fault)> _faults = [];
    readonly Lock _turn = new();
    int _token;

    protected FakeHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Serve);
        _app.StartAsync().GetAwaiter().GetResult();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public string Address { get; }

    /// <summary>Paths and queries that were asked for, the tokens' among them.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>How many tokens were given.</summary>
    public int Tokens => _token;

    /// <summary>True where the host reads the client's secret only from the form.</summary>
    public bool WantsForm { get; init; }

    /// <summary>What the host did not understand, in words; a test asserts that there is none.</summary>
    public List<string> Misunderstood { get; } = [];

    /// <summary>The next requests whose path ends so go wrong, one fault each.</summary>
    public void Plant(string path, params Fault[] faults)
    {
        lock (_turn)
            _faults.AddRange(faults.Select(f => (path, f)));
    }

    public void Dispose() => _app.DisposeAsync().AsTask().GetAwaiter().GetResult();

    protected abstract string TokenPath { get; }

    /// <summary>True for what is told to anyone.</summary>
    protected virtual bool IsOpen(string path) => false;

    protected abstract (HttpStatusCode Status, JsonNode? Body) Answer(HttpContext http);

    /// <summary>A page of rows.</summary>
    protected static JsonArray Page(IEnumerable<JsonNode> rows, int offset, int limit) => [.. rows.Skip(offset).Take(limit).Select(r => r.DeepClone())];

    protected static int Number(HttpContext http, string name, int usual) =>
        int.TryParse(http.Request.Query[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : usual;

    async Task Serve(HttpContext http)
    {
        byte[] body = [];
        Fault? fault;
        lock (_turn)
        {
            Requests.Add(http.Request.Path + http.Request.QueryString.Value);
            fault = FaultOf(http.Request.Path.Value!);
            if (fault is null or Fault.Half)
                body = Respond(http);
        }
        switch (fault)
        {
            case Fault.Unauthorized: http.Response.StatusCode = 401; return;
            case Fault.Busy: http.Response.StatusCode = 429; http.Response.Headers.RetryAfter = "0"; return;
            case Fault.Error: http.Response.StatusCode = 500; return;
            case Fault.Cut: http.Abort(); return;
        }
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body.AsMemory(0, fault == Fault.Half ? body.Length / 2 : body.Length));
        await http.Response.Body.FlushAsync();
        if (fault == Fault.Half)
            http.Abort();
    }

    byte[] Respond(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var (status, body) = path == TokenPath ? Token(http) : IsOpen(path) || IsSignedIn(http) ? Answer(http) : (HttpStatusCode.Unauthorized, null);
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "application/json";
        return body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body);
    }

    Fault? FaultOf(string path)
    {
        var at = _faults.FindIndex(f => path.EndsWith(f.Path, StringComparison.Ordinal));
        if (at < 0)
            return null;
        var fault = _faults[at].Fault;
        _faults.RemoveAt(at);
        return fault;
    }

    bool IsSignedIn(HttpContext http) => http.Request.Headers.Authorization == $"Bearer token-{_token}" && _token > 0;

    (HttpStatusCode, JsonNode?) Token(HttpContext http)
    {
        var form = http.Request.ReadFormAsync().GetAwaiter().GetResult();
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(Secret)}"));
        var isKnown = WantsForm ? form["client_id"] == ClientId && form["client_secret"] == Secret : http.Request.Headers.Authorization == basic;
        if (!isKnown || form["grant_type"] != "client_credentials")
            return (HttpStatusCode.Unauthorized, new JsonObject { ["error"] = "invalid_client" });
        _token++;
        return (HttpStatusCode.OK, new JsonObject { ["access_token"] = $"token-{_token}", ["token_type"] = "bearer", ["expires_in"] = 3600 });
    }
}
