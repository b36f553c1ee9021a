using System.Text.Json;
using DataDrivenDecisions.Web.Commands;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>Beside a running service a command runs inside it, and the shell gets the same answer as without one.</summary>
public sealed class BesideServiceTests : OneDistrictTests
{
    const string Attendance = """
        school_number,attendance_date,submitted_at
        0110,2026-03-12,2026-03-12T09:40:00
        0110,2026-03-13,2026-03-13T09:41:00
        """;

    [Test]
    public async Task A_relative_path_is_the_shells_and_the_rows_land_in_the_service()
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        var answer = await Shell.Run("import", Shell.File("submitted.csv", Attendance), "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        Assert.That(JsonDocument.Parse(answer.Out).RootElement[0].GetProperty("rowsIn").GetInt32(), Is.EqualTo(2));
        Assert.That(service.Districts.Open("elm").Warehouse.NewestLoad, Is.EqualTo(1));
        Assert.That(service.Records.Audit.List(1)[0].Who, Is.EqualTo("operator:tester"));
    }

    [Test]
    public async Task Exit_codes_and_both_streams_come_back()
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        var refused = await Shell.Run("import", Shell.File("strange.csv", "colour,taste\r\nred,sweet\r\n"), "--json");
        Assert.That(refused.Code, Is.EqualTo(4));
        Assert.That(JsonDocument.Parse(refused.Out).RootElement[0].GetProperty("state").GetString(), Is.EqualTo("refused"));
        var unknown = await Shell.Run("export", "seen.nothing");
        Assert.That(unknown.Code, Is.EqualTo(2));
        Assert.That(unknown.Err, Does.Contain("seen.student"));
        Assert.That(unknown.Out, Is.Empty);
    }

    [TestCase("csv")]
    [TestCase("parquet")]
    [TestCase("xlsx")]
    public async Task An_export_is_written_where_the_shell_stands(string format)
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        await Shell.Run("import", Shell.File("submitted.csv", Attendance));
        var answer = await Shell.Run("export", "seen.school", "--format", format, "--out", "schools." + format);
        Assert.That(answer.Code, Is.Zero, answer.Err);
        var bytes = File.ReadAllBytes(Path.Combine(Shell.Folder, "schools." + format));
        Assert.That(bytes.Take(4), Is.EqualTo(format switch { "csv" => "scho"u8.ToArray(), "xlsx" => "PK\u0003\u0004"u8.ToArray(), _ => "PAR1"u8.ToArray() }));
    }

    [TestCase("edfi", "calendarDates.csv")]
    [TestCase("oneroster", "orgs.csv")]
    public async Task A_bundle_for_another_system_is_a_zip_that_comes_back_unchanged(string bundle, string file)
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        await Shell.Run("import", Shell.File("calendar.csv", "school_number,calendar_date,day_type,school_year\r\n0110,2025-09-02,Instructional day,2025-26\r\n"));
        Assert.That((await Shell.Run("export", bundle)).Code, Is.EqualTo(2), "a zip needs a file");
        var answer = await Shell.Run("export", bundle, "--out", "bundle.zip", "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        Assert.That(service.Records.Audit.List(1)[0].About, Is.EqualTo("elm " + bundle));
        using var zip = System.IO.Compression.ZipFile.OpenRead(Path.Combine(Shell.Folder, "bundle.zip"));
        // Of this district OneRoster has nothing to say: it knows no calendar, and no school that was only mentioned.
        Assert.That(zip.Entries.Select(e => e.FullName), bundle == "edfi" ? Is.EqualTo(new[] { file }) : Does.Not.Contain(file));
        if (bundle == "edfi")
            Assert.That((await Shell.Run("import", "bundle.zip", "--json")).Out, Does.Contain("\"unchanged\": 1"));
    }

    [Test]
    public async Task A_report_is_written_where_the_shell_stands()
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        var spell = "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n0042,0110,2025-26,09,2025-08-25,,,,\r\n";
        Assert.That((await Shell.Run("import", Shell.File("school_enrollment.csv", spell))).Code, Is.Zero);
        var answer = await Shell.Run("report", "student", "0042", "--out", "sheet.html");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        Assert.That(File.ReadAllText(Path.Combine(Shell.Folder, "sheet.html")), Does.StartWith("<!DOCTYPE html>").IgnoreCase);
        Assert.That(service.Records.Audit.List(1)[0].What, Is.EqualTo("report"));
        Assert.That((await Shell.Run("report", "student", "4711", "--out", "nobody.html")).Code, Is.EqualTo(2));
        Assert.That(File.Exists(Path.Combine(Shell.Folder, "nobody.html")), Is.False);
    }

    [Test]
    public async Task An_analysis_runs_inside_the_service()
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        var answer = await Shell.Run("analyze", "--as-of", "2026-03-13", "--only", "indicators", "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        Assert.That(JsonDocument.Parse(answer.Out).RootElement.GetProperty("studentsJudged").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task A_long_answer_comes_back_whole()
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        var days = Enumerable.Range(0, 300).Select(i => new DateOnly(2025, 8, 20).AddDays(i)).Select(d => $"0110,{d:yyyy-MM-dd},Instructional day,2025-26");
        await Shell.Run("import", Shell.File("calendar.csv", "school_number,calendar_date,day_type,school_year\r\n" + string.Join("\r\n", days)));
        var answer = await Shell.Run("export", "seen.school_day");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        Assert.That(answer.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(301));
    }

    [Test]
    public async Task A_schedule_that_is_changed_beside_a_service_changes_its_clock()
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        Assert.That((await Shell.Run("schedule", "pause")).Code, Is.Zero);
        Assert.That(service.Records.Schedules.Find("elm", "nightly")!.IsPaused, Is.True);
    }

    [Test]
    public async Task Two_services_on_one_data_folder_are_refused()
    {
        await using var service = await RunningDistrict.Start(Shell.Data);
        Assert.That(async () => await RunningDistrict.Start(Shell.Data), Throws.TypeOf<CommandProblem>().With.Property("ExitCode").EqualTo(5));
    }

    [Test]
    public async Task A_socket_left_by_a_killed_service_is_no_hindrance()
    {
        await using (await RunningDistrict.Start(Shell.Data))
        {
        }
        File.WriteAllText(Path.Combine(Shell.Data, "run", "ddd.sock"), "");
        Assert.That((await Shell.Run("doctor", "--json")).Out, Does.Contain("not running"));
        await using var service = await RunningDistrict.Start(Shell.Data);
        Assert.That((await Shell.Run("doctor", "--json")).Out, Does.Contain("running on this data folder").And.Not.Contain("not running"));
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "needs Unix file modes")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_socket_folder_that_others_may_enter_is_refused()
    {
        var run = Path.Combine(Shell.Data, "run");
        Directory.CreateDirectory(run);
        File.SetUnixFileMode(run, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        Assert.That(async () => await RunningDistrict.Start(Shell.Data), Throws.TypeOf<CommandProblem>().With.Property("ExitCode").EqualTo(6));
    }
}
