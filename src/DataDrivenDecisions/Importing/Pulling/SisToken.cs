using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>With what we sign in to a host: OAuth 2 client credentials (RFC 6749, section 4.4).</summary>
internal sealed record SisAccess
{
    /// <summary>Where tokens are given.</summary>
    public required Uri TokenAddress { get; init; }
    public required string ClientId { get; init; }
    public required string Secret { get; init; }

    /// <summary>What we ask to be allowed, or null where the host does not want to be told.</summary>
    public string? Scope { get; init; }

    // A record prints its properties; this one must not.
    public override string ToString() => $"client {ClientId}";
}

/// <summary>The token with which requests are signed: fetched when it is first needed, used until it expires or is refused.</summary>
internal sealed class SisToken(HttpClient http, SisAccess access, TimeProvider clock)
{
    const int SecondsWithoutWord = 300;
    static readonly TimeSpan Early = TimeSpan.FromSeconds(30);
    string? _token;
    DateTimeOffset _until;

    /// <summary>True when the token at hand was fetched for this very request.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>The token, fetched where there is none that still holds.</summary>
    public string Get(CancellationToken stop)
    {
        IsFresh = _token is null || clock.GetUtcNow() >= _until;
        if (IsFresh)
            Fetch(stop);
        return _token!;
    }

    /// <summary>The host refused the token: the next request fetches another.</summary>
    public void Drop() => _token = null;

    void Fetch(CancellationToken stop)
    {
        // The header is the standard's first choice; some hosts read only the form.
        using var first = Ask(inHeader: true, stop);
        if (first.IsSuccessStatusCode)
        {
            Take(first, stop);
            return;
        }
        if (first.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized))
            throw Refused(first.StatusCode);
        using var second = Ask(inHeader: false, stop);
        if (!second.IsSuccessStatusCode)
            throw Refused(second.StatusCode);
        Take(second, stop);
    }

    HttpResponseMessage Ask(bool inHeader, CancellationToken stop)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        if (access.Scope is { } scope)
            form["scope"] = scope;
        if (!inHeader)
            (form["client_id"], form["client_secret"]) = (access.ClientId, access.Secret);
        using var request = new HttpRequestMessage(HttpMethod.Post, access.TokenAddress) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (inHeader)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(access.ClientId)}:{Uri.EscapeDataString(access.Secret)}")));
        return http.Send(request, HttpCompletionOption.ResponseContentRead, stop);
    }

    void Take(HttpResponseMessage answer, CancellationToken stop)
    {
        try
        {
            using var body = JsonDocument.Parse(answer.Content.ReadAsStream(stop));
            _token = body.RootElement.GetProperty("access_token").GetString() ?? throw new JsonException();
            _until = clock.GetUtcNow() + TimeSpan.FromSeconds(Seconds(body.RootElement)) - Early;
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new PullFailed("The host answered the sign-in with something that holds no token.", "Check the address at which tokens are given.");
        }
    }

    static double Seconds(JsonElement answer) => !answer.TryGetProperty("expires_in", out var said) ? SecondsWithoutWord
        : said.ValueKind == JsonValueKind.Number ? said.GetDouble()
        : double.TryParse(said.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : SecondsWithoutWord;

    static Exception Refused(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            new PullFailed($"The host does not accept the client id or its secret (status {(int)status}).", "Check both with the vendor, and give the secret again with 'source secret'."),
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
            new PullFailed($"No tokens are given at this address (status {(int)status}).", "Ask the vendor for the address at which tokens are given, and name it with --token-address."),
        _ => new HostBusy(status),
    };
}

/// <summary>The host says that it cannot answer now; it is asked again.</summary>
internal sealed class HostBusy(HttpStatusCode status, TimeSpan? wait = null) : Exception($"status {(int)status}")
{
    /// <summary>How long the host wants us to wait, where it says so.</summary>
    public TimeSpan? Wait { get; } = wait;
}
