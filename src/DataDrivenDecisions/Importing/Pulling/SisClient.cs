using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>One answer of a host: its status, its JSON where it gave some, and its headers.</summary>
internal sealed class SisAnswer(HttpStatusCode status, JsonDocument? body, HttpResponseHeaders headers) : IDisposable
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>When the host's clock says it answered.</summary>
    public DateTimeOffset? At => headers.Date;

    public JsonElement Body => body?.RootElement ?? default;

    /// <summary>False where the host has no such thing, or our key may not read it.</summary>
    public bool IsThere => body is not null;

    /// <summary>A header, or null.</summary>
    public string? Header(string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>A header that counts, or null.</summary>
    public long? Count(string name) => long.TryParse(Header(name), out var count) ? count : null;

    public void Dispose() => body?.Dispose();
}

/// <summary>
/// Asks a host for JSON: signed in, with patience for one that is busy, and with a sentence for people where it cannot be read.
/// No token, secret or student's value is ever part of a message.
/// </summary>
internal sealed class SisClient : IDisposable
{
    readonly HttpClient _http;
    SisToken _token;
    readonly SisAccess _access;
    readonly PullPatience _patience;
    readonly TimeProvider _clock;
    readonly CancellationToken _stop;

    public SisClient(SisAccess access, PullPatience patience, TimeProvider clock, CancellationToken stop)
    {
        // A redirect would carry the token to wherever it leads.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = patience.Timeout };
        _http = new HttpClient(handler) { Timeout = patience.Timeout };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("DataDrivenDecisions", "1"));
        _token = new SisToken(_http, access, clock);
        (_access, _patience, _clock, _stop) = (access, patience, clock, stop);
    }

    /// <summary>Requests that had to be sent again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Signs in at another address from now on, where the host itself names one.</summary>
    public void SignInAt(Uri address) => _token = new SisToken(_http, _access with { TokenAddress = address }, _clock);

    /// <summary>Asks for one page.</summary>
    /// <param name="address">What is asked for.</param>
    /// <param name="what">What it is called in messages: "students".</param>
    /// <param name="header">A further header.</param>
    /// <param name="signed">False for what a host tells anyone.</param>
    /// <exception cref="PullFailed">The host could not be read, also after several tries.</exception>
    public SisAnswer Get(Uri address, string what, (string Name, string Value)? header = null, bool signed = true)
    {
        var refusals = 0;
        for (var attempt = 1; ; attempt++)
        {
            _stop.ThrowIfCancellationRequested();
            TimeSpan? wait;
            string why;
            try
            {
                var answer = Ask(address, what, header, signed);
                if (answer.Status != HttpStatusCode.Unauthorized)
                    return answer;
                if (++refusals > 1 && _token.IsFresh)
                    throw new PullFailed($"The host refuses {what} to this client id (status 401).", "Ask the vendor to let the client id read it.");
                _token.Drop();
                (wait, why) = (TimeSpan.Zero, "the token was refused");
            }
            catch (HostBusy busy)
            {
                (wait, why) = (busy.Wait, busy.Message);
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                (wait, why) = (null, "the connection broke");
            }
            catch (TaskCanceledException) when (!_stop.IsCancellationRequested)
            {
                (wait, why) = (null, "no answer came in time");
            }
            if (attempt >= _patience.Tries)
                throw new PullFailed($"The host could not be read: {what} failed {attempt} times ({why}).", "Nothing was changed. Try again later; if it goes on, tell the vendor.");
            Repeats++;
            Wait(wait ?? _patience.FirstWait * Math.Pow(2, attempt - 1));
        }
    }

    public void Dispose() => _http.Dispose();

    SisAnswer Ask(Uri address, string what, (string Name, string Value)? header, bool signed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (signed)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token.Get(_stop));
        if (header is var (name, value))
            request.Headers.Add(name, value);
        using var answer = _http.Send(request, HttpCompletionOption.ResponseHeadersRead, _stop);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => new SisAnswer(answer.StatusCode, Read(answer, what), answer.Headers),
            HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented =>
                new SisAnswer(answer.StatusCode, null, answer.Headers),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => throw new HostBusy(answer.StatusCode, Asked(answer)),
            var other => throw new PullFailed($"The host answered {what} with status {(int)other}.", "Check the address and the version of the service with the vendor."),
        };
    }

    JsonDocument Read(HttpResponseMessage answer, string what)
    {
        using var body = answer.Content.ReadAsStream(_stop);
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (body.Read(buffer) is > 0 and var read)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > _patience.MostBytes)
                throw new PullFailed($"One page of {what} is far too large.", "Ask for smaller pages with --page-size.");
        }
        try
        {
            return JsonDocument.Parse(whole.GetBuffer().AsMemory(0, (int)whole.Length).ToArray());
        }
        catch (JsonException)
        {
            throw new PullFailed($"The host answered {what} with something that is no JSON.", "Check the address with the vendor: it may be that of a page for people.");
        }
    }

    TimeSpan? Asked(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _clock.GetUtcNow(),
        _ => null,
    };

    void Wait(TimeSpan asked)
    {
        var wait = asked < TimeSpan.Zero ? TimeSpan.Zero : asked > _patience.LongestWait ? _patience.LongestWait : asked;
        if (wait > TimeSpan.Zero)
            _stop.WaitHandle.WaitOne(wait);
    }
}
