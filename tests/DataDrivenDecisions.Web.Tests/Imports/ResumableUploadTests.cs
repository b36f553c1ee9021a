using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Tests.Look;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>A delivery sent in chunks: what is taken, what is refused and how a sender goes on after a break.</summary>
public sealed partial class ResumableUploadTests
{
    readonly string _file = Path.Combine(Path.GetTempPath(), $"ddd-chunks-{Guid.NewGuid():N}.zip");
    OtherDistrict _district = null!;
    HttpClient _browser = null!;
    byte[] _bytes = [];

    [OneTimeSetUp]
    public async Task Open()
    {
        _district = OtherDistrict.Add("alder");
        _bytes = await File.ReadAllBytesAsync(PaddedDelivery.Write(_file, "Chunks", 300_000));
    }

    [SetUp]
    public async Task SignIn()
    {
        _browser = await SampleHost.SignedIn(_district.Coordinator);
        _browser.DefaultRequestHeaders.Add(UploadDelivery.TokenHeader, Token().Match(await _browser.GetStringAsync("/imports/new")).Groups["token"].Value);
    }

    [TearDown]
    public async Task SignOut()
    {
        foreach (var upload in JsonDocument.Parse(await _browser.GetStringAsync(ResumableUpload.Path)).RootElement.EnumerateArray())
            await _browser.DeleteAsync($"{ResumableUpload.Path}/{upload.GetProperty("id").GetString()}");
        _browser.Dispose();
    }

    [OneTimeTearDown]
    public void Clean() => File.Delete(_file);

    [Test]
    public async Task In_chunks_with_a_break_between_them_a_delivery_comes_to_its_report()
    {
        var id = await Begin(sha256: Hash(_bytes));
        await Expect(await Put(id, 0, _bytes[..100_000]), HttpStatusCode.OK, 100_000);
        await Expect(await Put(id, 50_000, _bytes[50_000..]), HttpStatusCode.Conflict, 100_000);
        await Expect(await _browser.GetAsync(Address(id)), HttpStatusCode.OK, 100_000);
        await Expect(await Finish(id), HttpStatusCode.Conflict);
        await Expect(await Put(id, 100_000, _bytes[100_000..]), HttpStatusCode.OK, _bytes.Length);
        var finished = await Finish(id);
        Assert.That(finished.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var running = (await Json(finished)).GetProperty("running").GetString()!;
        for (var i = 0; i < 600 && (await _browser.GetAsync(running)).StatusCode != HttpStatusCode.Redirect; i++)
            await Task.Delay(100);
        var report = await _browser.GetStringAsync((await _browser.GetAsync(running)).Headers.Location!.OriginalString);
        Assert.That(report, Does.Contain("rows read. None was rejected."));
        Assert.That(Directory.Exists(Path.Combine(Uploads, id)), Is.False, "what was sent is gone after the import");
    }

    [Test]
    public async Task A_damaged_chunk_is_not_taken_and_too_many_bytes_are_refused()
    {
        var id = await Begin();
        await Expect(await Put(id, 0, _bytes[..1000], hash: Hash(_bytes[1..1001])), HttpStatusCode.UnprocessableEntity);
        await Expect(await _browser.GetAsync(Address(id)), HttpStatusCode.OK, 0);
        await Expect(await Put(id, 0, [.. _bytes, 1]), HttpStatusCode.RequestEntityTooLarge);
        await Expect(await Put(id, 0, _bytes[..10], number: 7), HttpStatusCode.NotFound);
        await Expect(await _browser.PutAsync(Address(id) + "/0", new ByteArrayContent([1])), HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task A_file_whose_hash_is_another_than_was_announced_must_come_again()
    {
        var id = await Begin(sha256: Hash([1, 2, 3]));
        await Expect(await Put(id, 0, _bytes), HttpStatusCode.OK, _bytes.Length);
        var finished = await Finish(id);
        Assert.That(finished.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await Json(finished)).GetProperty("problem").GetString(), Does.Contain("did not arrive as it was sent"));
        await Expect(await _browser.GetAsync(Address(id)), HttpStatusCode.OK, 0);
    }

    [Test]
    public async Task Of_two_chunks_at_the_same_time_one_is_refused()
    {
        var id = await Begin();
        using var gate = new SemaphoreSlim(0);
        var slow = Put(id, 0, new SlowContent(_bytes[..5000], gate));
        HttpResponseMessage second;
        var tries = 0;
        do
        {
            await Task.Delay(50);
            second = await Put(id, 1, _bytes[1..10]);
        }
        while (second.StatusCode == HttpStatusCode.Conflict && ++tries < 100);
        gate.Release();
        await Expect(await slow, HttpStatusCode.OK, 5000);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Locked));
    }

    [Test]
    public async Task A_chunk_without_a_hash_that_breaks_off_counts_as_far_as_it_came()
    {
        var id = await Begin();
        using var gate = new SemaphoreSlim(0);
        using (var stop = new CancellationTokenSource())
        {
            var broken = Put(id, 0, new SlowContent(_bytes[..5000], gate), stop: stop.Token);
            for (var i = 0; i < 100 && new FileInfo(Path.Combine(Uploads, id, "0.part")) is { Exists: false } or { Length: 0 }; i++)
                await Task.Delay(50);
            await stop.CancelAsync();
            Assert.That(async () => await broken, Throws.InstanceOf<OperationCanceledException>());
        }
        var received = 0L;
        for (var i = 0; i < 100 && received == 0; i++, await Task.Delay(50))
            received = (await Json(await _browser.GetAsync(Address(id)))).GetProperty("files")[0].GetProperty("received").GetInt64();
        Assert.That(received, Is.InRange(1, 4999));
        await Expect(await Put(id, received, _bytes[(int)received..]), HttpStatusCode.OK, _bytes.Length);
    }

    [Test]
    public async Task Nobody_else_and_no_other_page_can_go_on_with_an_upload()
    {
        var id = await Begin();
        using var leader = await SampleHost.SignedIn("leader");
        using var teacher = await SampleHost.SignedIn(_district.Teacher);
        Assert.That((await leader.GetAsync(Address(id))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await teacher.GetAsync(Address(id))).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        _browser.DefaultRequestHeaders.Remove(UploadDelivery.TokenHeader);
        foreach (var answer in new[] { await Put(id, 0, _bytes[..10]), await Finish(id), await _browser.DeleteAsync(Address(id)), await _browser.PostAsJsonAsync(ResumableUpload.Path, new { files = new[] { new { name = "a", bytes = 1 } } }) })
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        _browser.DefaultRequestHeaders.Add(UploadDelivery.TokenHeader, Token().Match(await _browser.GetStringAsync("/imports/new")).Groups["token"].Value);
    }

    [TestCase("{}", HttpStatusCode.BadRequest)]
    [TestCase("{\"files\":[]}", HttpStatusCode.BadRequest)]
    [TestCase("{\"files\":[{\"name\":\"a.csv\",\"bytes\":-1}]}", HttpStatusCode.BadRequest)]
    [TestCase("not json", HttpStatusCode.BadRequest)]
    [TestCase("{\"files\":[{\"name\":\"a.csv\",\"bytes\":99999999999999}]}", HttpStatusCode.RequestEntityTooLarge)]
    public async Task An_announcement_that_makes_no_sense_is_refused_in_words(string body, HttpStatusCode expected)
    {
        var answer = await _browser.PostAsync(ResumableUpload.Path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        Assert.That((await Json(answer)).GetProperty("problem").GetString(), Does.EndWith("."));
    }

    [Test]
    public async Task In_the_browser_an_upload_that_broke_off_is_shown_and_goes_on_where_it_stopped()
    {
        await using var chromium = await Chromium.Start();
        var file = PaddedDelivery.Write(Path.Combine(Path.GetTempPath(), $"ddd-browser-{Guid.NewGuid():N}.zip"), "Browser", 3_000_000);
        try
        {
            var page = await chromium.Window(_district.Coordinator);
            var offsets = new List<long>();
            var isBroken = true;
            await page.RouteAsync("**/imports/uploads/*/0", async route =>
            {
                var offset = long.Parse(route.Request.Headers["upload-offset"], System.Globalization.CultureInfo.InvariantCulture);
                if (isBroken && offset > 0)
                    await route.AbortAsync();
                else
                {
                    offsets.Add(offset);
                    await route.ContinueAsync();
                }
            });
            await page.GotoAsync("/imports/new");
            await page.SetInputFilesAsync("#files", file);
            await page.ClickAsync("#upload button[type=submit]");
            await page.WaitForSelectorAsync("text=The connection broke", new() { Timeout = 20_000 });
            await page.GotoAsync("/imports/new");
            Assert.That(await page.TextContentAsync("#b"), Is.EqualTo("One upload broke off"));
            await page.ScreenshotAsync(new() { Path = Path.Combine(Appearance.Folder, "import-broken-off-1280.png"), FullPage = true });
            isBroken = false;
            await page.SetInputFilesAsync("#files", file);
            await page.ClickAsync("#upload button[type=submit]");
            await page.WaitForURLAsync(Report(), new() { Timeout = 60_000 });
            Assert.That(offsets.Count(o => o == 0), Is.EqualTo(1), "the first chunk was sent once");
            Assert.That(await page.TextContentAsync("h1"), Does.Contain("rows read. None was rejected."));
        }
        finally
        {
            File.Delete(file);
        }
    }

    string Uploads => SampleHost.Districts.Open(_district.Slug).Folder.Uploads;

    static string Address(string id) => $"{ResumableUpload.Path}/{id}";

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    async Task<string> Begin(string? sha256 = null)
    {
        var answer = await _browser.PostAsJsonAsync(ResumableUpload.Path, new { files = new[] { new { name = "roster.zip", bytes = _bytes.Length, sha256 } } });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync());
        return (await Json(answer)).GetProperty("id").GetString()!;
    }

    Task<HttpResponseMessage> Put(string id, long offset, byte[] bytes, string? hash = null, int number = 0) => Put(id, offset, new ByteArrayContent(bytes), hash, number);

    Task<HttpResponseMessage> Put(string id, long offset, HttpContent content, string? hash = null, int number = 0, CancellationToken stop = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Address(id)}/{number}") { Content = content };
        request.Headers.Add(ResumableUpload.OffsetHeader, offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (hash is not null)
            request.Headers.Add(ResumableUpload.HashHeader, hash);
        return _browser.SendAsync(request, stop);
    }

    Task<HttpResponseMessage> Finish(string id) => _browser.PostAsync(Address(id) + "/finish", null);

    static async Task Expect(HttpResponseMessage answer, HttpStatusCode status, long? received = null)
    {
        Assert.That(answer.StatusCode, Is.EqualTo(status), await answer.Content.ReadAsStringAsync());
        if (received is not null)
            Assert.That((await Json(answer)).GetProperty("files")[0].GetProperty("received").GetInt64(), Is.EqualTo(received));
    }

    static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Sends half of its bytes, and the rest when it may.</summary>
    sealed class SlowContent(byte[] bytes, SemaphoreSlim gate) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await gate.WaitAsync(cancellationToken);
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2), cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("/imports/[0-9]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Report();
}
