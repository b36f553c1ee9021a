using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Tests.Look;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using District = DataDrivenDecisions.Schedules.District;

namespace DataDrivenDecisions.Web.Tests;

/// <summary>A small Maple Valley, imported the normal way, analysed for two nights and served by the real host, once for all tests.</summary>
[SetUpFixture]
public sealed partial class SampleHost
{
    public const string Password = "maple-valley-tests";
    const string Slug = "maple-valley";
    static readonly ConcurrentDictionary<string, Task<CookieCollection>> SignIns = new(StringComparer.Ordinal);
    static string s_folder = "";

    public static WebApplication App { get; private set; } = null!;
    public static RecordStore Records { get; private set; } = null!;
    public static District District => Districts.Open(Slug);
    public static Districts Districts { get; private set; } = null!;
    public static ServiceScheduler Scheduler { get; private set; } = null!;
    public static Uri Address { get; private set; } = null!;

    [OneTimeSetUp]
    public static async Task Start()
    {
        s_folder = Path.Combine(Path.GetTempPath(), "ddd-web-" + Guid.NewGuid().ToString("N"));
        var folder = DataFolder.At(s_folder);
        Records = RecordStore.Open(folder, TimeProvider.System);
        Records.Districts.Add(new DistrictRecord { Slug = Slug, Name = "Maple Valley School District", TimeZone = "America/Chicago", ClockDay = MapleValley.PreviousDay });
        AddPeople();
        Districts = new Districts(folder, Records, TimeProvider.System);
        BringIn(Districts, Path.Combine(s_folder, "sample"));
        var runner = new ScheduleRunner(Records, Schedule.Work(Districts, TimeProvider.System));
        Scheduler = await ServiceScheduler.Start(folder, Records, runner, TimeProvider.System);
        App = WebHost.Build(new WebHostOptions
        {
            Folder = folder, Records = Records, Districts = Districts, Clock = TimeProvider.System, Runner = runner, Scheduler = Scheduler, Urls = ["http://127.0.0.1:0"], SignInsAMinute = 10_000,
        });
        await App.StartAsync();
        Address = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        await Chromium.Stop();
        if (App is not null)
            await App.DisposeAsync();
        if (Scheduler is not null)
            await Scheduler.DisposeAsync();
        Districts?.Dispose();
        Records?.Dispose();
        if (Directory.Exists(s_folder))
            Directory.Delete(s_folder, recursive: true);
    }

    static void AddPeople()
    {
        foreach (var sample in SamplePeople.All)
        {
            var role = Enum.Parse<Role>(sample.Role);
            var person = Records.People.Add(new Person
            {
                Id = 0, UserName = sample.UserName, DisplayName = sample.DisplayName, Role = role, District = Slug,
                StaffId = role == Role.Family ? null : sample.RosterId, GuardianId = role == Role.Family ? sample.RosterId : null,
            })!;
            Records.People.SetPassword(person, Password);
            if (sample.SeesDistrict)
                Records.Grants.Add(person, "district", "tests");
            if (sample.SchoolSourcedId is { } school)
                Records.Grants.Add(person, "school:" + school, "tests");
        }
    }

    /// <summary>Two evenings as the demonstration has them: what was known on the day before, then the last delivery.</summary>
    static void BringIn(Districts districts, string files)
    {
        MapleValley.Write(files, new SampleOptions { Students = 400 });
        Evening(districts.Open(Slug), files, MapleValley.HistoryZips, MapleValley.PreviousDay);
        Records.Districts.SetClockDay(Slug, MapleValley.Day);
        districts.Close(Slug);
        Evening(districts.Open(Slug), files, MapleValley.TodayZips, MapleValley.Day);
    }

    static void Evening(District district, string files, IReadOnlyList<string> zips, DateOnly day)
    {
        foreach (var zip in zips)
            district.Importer.Import([Path.Combine(files, zip)], new ImportOptions { By = "tests", Archive = district.Folder.Archive });
        NightlyAnalysis.Run(district, day, AnalysisParts.All);
    }

    /// <summary>A file of absences that no format knows, waiting to be mapped in the sample district; the number of its draft. Its students are of the district.</summary>
    public static string StrangeFile(string name)
    {
        var path = Path.Combine(s_folder, name);
        var students = District.Warehouse.As(Warehouse.Viewer.Operator("tests")).Ask(new Facts.Query<string>("SELECT t.student_number FROM seen.student t WHERE t.is_enrolled = 1 ORDER BY t.student_key OFFSET 0 ROWS FETCH NEXT 40 ROWS ONLY"));
        File.WriteAllLines(path, ["Absences of one week", "printed at the office", "Student No;Site;Date absent;Code;Remark", .. students.Select((s, i) => $"{s.TrimStart('0')};110;{13 + i % 5}/02/2026;{"ATUQ"[i % 4]};{(i % 3 == 0 ? "bus" : "")}")]);
        var report = District.Importer.Import([path], new ImportOptions { By = "tests", DryRun = true }).Single();
        Records.Mappings.Save(Slug, "Front office late list", ProfileOfLateList, "tests");
        return District.Drafts.Start(path, name, report, takeOver: false).Id;
    }

    /// <summary>A file of enrollments that the coordinator of the sample district has tried: some have ended, two are new, one has another grade; the number of the try.</summary>
    public static string Tried(string name)
    {
        var path = Path.Combine(s_folder, name);
        var known = District.Warehouse.As(Warehouse.Viewer.Operator("tests")).Ask(new Facts.Query<string>("""
            SELECT CONCAT(s.student_number, ',', c.school_number, ',2025-26,', e.grade, ',', CAST(e.entry_date AS VARCHAR(10)), ',R1') FROM seen.enrollment e JOIN seen.student s ON s.student_key = e.student_key JOIN seen.school c ON c.school_key = e.school_key
            WHERE e.school_year = 2026 AND e.exit_date IS NULL AND e.is_derived = 0 ORDER BY e.student_key, e.entry_date
            """));
        File.WriteAllLines(path,
        [
            "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason",
            .. known.Select((row, i) => row + (i % 40 == 7 ? ",2026-03-12,W1,Moved away" : ",,,")), "0990001,0110,2025-26,03,2026-03-12,E1,,,", "0990002,0310,2025-26,10,2026-03-12,E1,,,", "0990003,0310,2025-26,10,2026-13-12,E1,,,",
        ]);
        return District.Tries.Try(District.Importer, new BroughtDelivery(path, name, "coordinator", DeliveryTold.Nothing), District.Warehouse.NewestLoad, District.Drafts).Id;
    }

    const string ProfileOfLateList = """
        { "version": 1, "name": "Front office late list", "kind": "attendance", "file": { "delimiter": "," }, "recognizedBy": ["Pupil id", "Late on", "Minutes late"],
          "fields": { "student": { "column": "Pupil id" }, "school": { "value": "0110" }, "date": { "column": "Late on" }, "code": { "value": "tardy" } } }
        """;

    /// <summary>A browser without pictures: keeps cookies, follows no redirect.</summary>
    public static HttpClient Browser() => Browser(new CookieContainer());

    static HttpClient Browser(CookieContainer cookies) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = cookies }) { BaseAddress = Address };

    /// <summary>The same, signed in through the form: once for each person, since a password is hashed slowly on purpose; what others then do in their browsers does not sign her out of this one.</summary>
    public static async Task<HttpClient> SignedIn(string userName)
    {
        var own = new CookieContainer();
        own.Add(await Cookies(userName));
        return Browser(own);
    }

    /// <summary>The cookies of somebody who has signed in.</summary>
    public static Task<CookieCollection> Cookies(string userName) => SignIns.GetOrAdd(userName, SignIn);

    static async Task<CookieCollection> SignIn(string userName)
    {
        var cookies = new CookieContainer();
        using var browser = Browser(cookies);
        var answer = await Post(browser, "/sign-in", "/sign-in", new() { ["user"] = userName, ["password"] = Password });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), $"{userName} signs in");
        return cookies.GetAllCookies();
    }

    /// <summary>Sends a form of ours: its token is taken from the page that shows it.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient browser, string page, string action, Dictionary<string, string> fields)
    {
        var html = await browser.GetStringAsync(page);
        fields["__RequestVerificationToken"] = Token().Match(html).Groups["token"].Value;
        return await browser.PostAsync(action, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
