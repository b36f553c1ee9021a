using System.Diagnostics;
using System.Net;
using System.Text.Json;
using DataDrivenDecisions.Web.Tests.Access;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>The whole demonstration on the full sample district, by the real program in an empty data folder.</summary>
[Category("Slow")]
public sealed class DemoTests
{
    readonly string _root = Path.Combine(Path.GetTempPath(), "ddd-demo-" + Guid.NewGuid().ToString("N")[..12]);
    Answer _first = null!;
    JsonElement _demo;

    string Data => Path.Combine(_root, "data");

    [OneTimeSetUp]
    public async Task Make()
    {
        Directory.CreateDirectory(_root);
        _first = await Run("demo", "--no-serve", "--json");
        Assert.That(_first.Code, Is.Zero, _first.Err);
        _demo = JsonDocument.Parse(_first.Out).RootElement;
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Every_row_of_every_file_is_accounted_for_and_the_model_beats_the_rule()
    {
        var files = _demo.GetProperty("files").EnumerateArray().ToList();
        var model = _demo.GetProperty("models")[0];
        double auc = model.GetProperty("auc").GetDouble(), rule = model.GetProperty("ruleAuc").GetDouble();
        TestContext.Out.WriteLine($"{Whole(_demo, "rowsIn")} rows in, {Whole(_demo, "loaded")} loaded, {Whole(_demo, "rejected")} rejected; {Whole(_demo, "studentsScored")} scored, AUC {auc:0.000} against {rule:0.000}; {_demo.GetProperty("seconds")} s");
        using (Assert.EnterMultipleScope())
        {
            foreach (var file in files)
                Assert.That(Parts(file), Is.EqualTo(Whole(file, "rowsIn")), file.GetProperty("file").GetString());
            Assert.That(files.Sum(f => Whole(f, "rowsIn")), Is.EqualTo(Whole(_demo, "rowsIn")).And.GreaterThan(100_000));
            Assert.That(Whole(_demo, "rejected"), Is.GreaterThan(30), "the usual dirt");
            Assert.That(model.GetProperty("published").GetBoolean(), Is.True, model.GetProperty("reason").GetString());
            Assert.That(auc - rule, Is.AtLeast(0.03));
            Assert.That(auc, Is.LessThan(0.95), "an honest sample is not foretold for certain");
            Assert.That(Whole(_demo, "studentsScored"), Is.GreaterThan(1_000));
        }
    }

    [Test]
    public async Task A_second_run_changes_nothing()
    {
        var second = await Run("demo", "--no-serve", "--json");
        Assert.That(second.Code, Is.Zero, second.Err);
        var demo = JsonDocument.Parse(second.Out).RootElement;
        Assert.That(demo.GetProperty("changed").GetBoolean(), Is.False);
        Assert.That(demo.GetProperty("hash").GetString(), Is.EqualTo(_demo.GetProperty("hash").GetString()));
    }

    [Test]
    public async Task The_teacher_of_the_full_district_sees_her_own_students_and_no_other()
    {
        using var service = RealProcess.Start(_root, null, "--data", Data, "demo", "--port", "0", "--json");
        try
        {
            var demo = await Answer(service);
            var password = demo.GetProperty("signIns").EnumerateArray().Single(s => s.GetProperty("user").GetString() == "teacher").GetProperty("password").GetString()!;
            using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(demo.GetProperty("address").GetString()!) };
            var signedIn = await SampleHost.Post(browser, "/sign-in", "/sign-in", new() { ["user"] = "teacher", ["password"] = password });
            Assert.That(signedIn.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            HashSet<string> inside = [.. await FamilyNames("--as", "teacher")];
            var outside = Crawl.Outside(await FamilyNames(), inside);

            var crawl = await Crawl.From(browser, outside, inside, int.MaxValue);

            TestContext.Out.WriteLine($"{crawl.Seen.Count} addresses crawled, {outside.Count} names looked for, {crawl.Named} names of her own students found");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(crawl.Leaks, Is.Empty);
                Assert.That(crawl.Seen, Has.Count.GreaterThan(50));
                Assert.That(outside, Has.Count.GreaterThan(2_000));
                Assert.That(crawl.Named, Is.GreaterThan(inside.Count));
            }
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }

    async Task<Answer> Run(params string[] args) => await RealProcess.Run(_root, null, ["--data", Data, .. args]);

    /// <summary>The answer that the service gives before it serves.</summary>
    static async Task<JsonElement> Answer(Process service)
    {
        _ = service.StandardError.ReadToEndAsync();
        var text = "";
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            text += line + "\n";
            try
            {
                return JsonDocument.Parse(text).RootElement;
            }
            catch (JsonException)
            {
                // The answer goes on.
            }
        }
        throw new InvalidOperationException("The service ended without an answer.");
    }

    async Task<IEnumerable<string>> FamilyNames(params string[] options)
    {
        var answer = await Run(["export", "seen.student", .. options]);
        Assert.That(answer.Code, Is.Zero, answer.Err);
        var lines = answer.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        var column = Array.IndexOf(lines[0], "family_name");
        return lines.Skip(1).Select(l => l[column]).Where(name => name.Length > 0);
    }

    static long Whole(JsonElement of, string name) => of.GetProperty(name).GetInt64();

    static long Parts(JsonElement file) => new[] { "loaded", "unchanged", "rejected", "duplicate", "held" }.Sum(part => Whole(file, part));
}
