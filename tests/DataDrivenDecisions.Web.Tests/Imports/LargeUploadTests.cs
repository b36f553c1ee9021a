using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Tests.Commands;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>A gigabyte sent to a service of its own: how much memory it takes, and that it goes on after the service was killed at 60%.</summary>
[Category("Slow")]
public sealed partial class LargeUploadTests
{
    const long Size = 1024L * 1024 * 1024;
    const int Chunk = 4 * 1024 * 1024;
    const long MostOverIdle = 200L * 1024 * 1024;
    const string Password = "large-upload-tests";

    readonly byte[] _chunk = RandomNumberGenerator.GetBytes(Chunk);
    Shell _shell = null!;

    [SetUp]
    public async Task Open()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("needs Linux, whose /proc tells a process's peak of memory");
        _shell = new Shell();
        await _shell.Run("district", "add", "elm");
        using var records = RecordStore.Open(DataFolder.At(_shell.Data), TimeProvider.System);
        var person = records.People.Add(new Person { Id = 0, UserName = "ann", DisplayName = "Ann", Role = Role.Coordinator, District = "elm" })!;
        records.People.SetPassword(person, Password);
        records.Grants.Add(person, "district", "tests");
    }

    [TearDown]
    public void Close() => _shell.Dispose();

    [Test]
    public async Task In_chunks_it_takes_little_memory_and_goes_on_after_the_service_was_killed()
    {
        using var before = await Service.Start(_shell);
        using var first = await SignedIn(before);
        var id = (await Json(await first.PostAsJsonAsync(ResumableUpload.Path, new { files = new[] { new { name = "large.bin", bytes = Size } } }))).GetProperty("id").GetString()!;
        var idle = before.ForgetPeak();
        var watch = Stopwatch.StartNew();
        var breaksAt = Size * 6 / 10 / Chunk * Chunk;
        await Send(first, id, 0, breaksAt);
        var peak = before.Peak;
        before.Dispose();

        using var after = await Service.Start(_shell);
        using var second = await SignedIn(after);
        var from = (await Json(await second.GetAsync($"{ResumableUpload.Path}/{id}"))).GetProperty("files")[0].GetProperty("received").GetInt64();
        var idleAgain = after.ForgetPeak();
        await Send(second, id, from, Size);
        var finished = await second.PostAsync($"{ResumableUpload.Path}/{id}/finish", null);
        var (peakAgain, seconds) = (after.Peak, watch.Elapsed.TotalSeconds);
        TestContext.Out.WriteLine($"1 GB in chunks of 4 MB: killed at {100.0 * breaksAt / Size:0}%, went on at {100.0 * from / Size:0}%; peak {Mega(peak - idle)} and {Mega(peakAgain - idleAgain)} over idle ({Mega(idle)}, {Mega(idleAgain)}); {seconds:0} s in all, every chunk hashed, the whole read once more");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(from, Is.EqualTo(breaksAt));
            Assert.That(finished.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(Math.Max(peak - idle, peakAgain - idleAgain), Is.LessThan(MostOverIdle));
        }
    }

    [Test]
    public async Task By_the_plain_form_it_takes_little_memory()
    {
        using var service = await Service.Start(_shell);
        using var browser = await SignedIn(service);
        var idle = service.ForgetPeak();
        var watch = Stopwatch.StartNew();
        using var form = new MultipartFormDataContent { { new StringContent(browser.DefaultRequestHeaders.GetValues(UploadDelivery.TokenHeader).Single()), "__RequestVerificationToken" }, { new Repeated(_chunk, Size / Chunk), "files", "large.bin" } };
        var answer = await browser.PostAsync(UploadDelivery.Path, form);
        var (peak, seconds) = (service.Peak, watch.Elapsed.TotalSeconds);
        TestContext.Out.WriteLine($"1 GB by the plain form: peak {Mega(peak - idle)} over idle ({Mega(idle)}), {seconds:0} s");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(peak - idle, Is.LessThan(MostOverIdle));
    }

    async Task Send(HttpClient browser, string id, long from, long to)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(_chunk));
        for (var offset = from; offset < to; offset += Chunk)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"{ResumableUpload.Path}/{id}/0") { Content = new ByteArrayContent(_chunk) };
            request.Headers.Add(ResumableUpload.OffsetHeader, offset.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add(ResumableUpload.HashHeader, hash);
            using var answer = await browser.SendAsync(request);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    static async Task<HttpClient> SignedIn(Service service)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(10) };
        var answer = await SampleHost.Post(browser, "/sign-in", "/sign-in", new() { ["user"] = "ann", ["password"] = Password });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        browser.DefaultRequestHeaders.Add(UploadDelivery.TokenHeader, Token().Match(await browser.GetStringAsync("/imports/new")).Groups["token"].Value);
        return browser;
    }

    static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    static string Mega(long bytes) => (bytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture) + " MB";

    /// <summary>The program as a process, with what Linux tells of its memory.</summary>
    sealed class Service : IDisposable
    {
        readonly Process _process;

        Service(Process process, Uri address) => (_process, Address) = (process, address);

        public Uri Address { get; }

        /// <summary>The most memory since the peak was forgotten, in bytes.</summary>
        public long Peak => Told("VmHWM");

        public static async Task<Service> Start(Shell shell)
        {
            var process = RealProcess.Start(shell.Folder, null, "--data", shell.Data, "serve", "--port", "0");
            while (await process.StandardError.ReadLineAsync() is { } line)
                if (line.Contains("Serving ", StringComparison.Ordinal))
                    return new Service(process, new Uri(line.Split(' ')[1].TrimEnd('.')));
            throw new InvalidOperationException("The service did not start.");
        }

        /// <summary>Lets the peak begin anew, and tells the memory in use now.</summary>
        public long ForgetPeak()
        {
            File.WriteAllText($"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/clear_refs", "5");
            return Told("VmRSS");
        }

        /// <summary>Kills it, as a power cut would.</summary>
        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        long Told(string what) => 1024 * long.Parse(
            File.ReadLines($"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/status").First(l => l.StartsWith(what, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);
    }

    /// <summary>The same bytes over and over, so that the sender needs no memory for them either.</summary>
    sealed class Repeated(byte[] bytes, long times) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var i = 0L; i < times; i++)
                await stream.WriteAsync(bytes);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length * times;
            return true;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
