using System.Globalization;
using System.Text;
using System.Text.Json;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>A machine that lacks room, rights, open files or memory: it is said in words, nothing is lost, and the same work succeeds once the cause is gone.</summary>
public sealed class ShortageTests
{
    const string Elm = "elm";
    const int Students = 200, Days = 150;
    static readonly string[] Analysis = ["analyze", "--as-of", "2025-12-01", "--only", "indicators"];

    [Test]
    public async Task A_full_disk_refuses_an_import_in_words_and_it_succeeds_once_there_is_room()
    {
        using var disk = SmallDisk.Make();
        using var shell = new Shell(Path.Combine(disk.Folder, "data"));
        await Begin(shell);
        await Refused(disk, shell, 100, ["import", Attendance(shell), "--json"]);
        await Succeeds(disk, shell, ["import", Attendance(shell)]);
    }

    [Test]
    [Category("Slow")]
    public async Task A_full_disk_refuses_each_kind_of_work_in_words_and_it_succeeds_once_there_is_room()
    {
        using var disk = SmallDisk.Make();
        using var shell = new Shell(Path.Combine(disk.Folder, "data")) { Secret = "a long enough password 1" };
        await Begin(shell);
        await Refused(disk, shell, 0, ["import", Attendance(shell), "--json"]);
        await Refused(disk, shell, 100, ["import", Attendance(shell)]);
        await Refused(disk, shell, 300, ["import", Attendance(shell)]);
        await Succeeds(disk, shell, ["import", Attendance(shell)]);
        foreach (string[] work in new[] { Analysis, ["snapshot", "make"], ["backup"], ["district", "add", "oak"] })
        {
            await Refused(disk, shell, 0, work);
            if (await Refused(disk, shell, 40, work, mayPass: true))
                await Succeeds(disk, shell, work);
        }
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(shell.Data, "districts", Elm, "spool")), Is.Empty, "what was begun is left in the spool");
        Assert.That(Directory.EnumerateDirectories(Path.Combine(shell.Data, "backups"), "*.part"), Is.Empty);
        using var roomy = new Shell();
        await Begin(roomy);
        await roomy.Run("import", Attendance(roomy));
        Assert.That(await Hash(shell, Elm), Is.EqualTo(await Hash(roomy, Elm)));
    }

    [Test]
    public async Task A_service_whose_warehouse_could_not_write_its_file_goes_on_once_there_is_room()
    {
        using var disk = SmallDisk.Make();
        using var shell = new Shell(Path.Combine(disk.Folder, "data"));
        await Begin(shell);
        await using var service = await RunningDistrict.Start(shell.Data);
        var elm = service.Districts.Open(Elm);
        await shell.Run("import", Attendance(shell));
        var hash = elm.Warehouse.Hash();
        disk.Leave(0);
        var failure = Assert.Catch(elm.Warehouse.Checkpoint);
        Assert.That(Shortage.Of(failure)?.Sentence, Does.StartWith("The disk is full"));
        disk.MakeRoom();
        Assert.That(elm.Warehouse.Hash(), Is.EqualTo(hash));
        Assert.That((await shell.Run("import", shell.File("one.csv", Rows(1, 3)), "--json")).Code, Is.Zero);
        var backup = await shell.Run("backup");
        Assert.That(backup.Code, Is.Zero, backup.Err);
    }

    [Test]
    public async Task A_delivery_that_finds_no_room_at_night_stays_in_the_drop_folder_for_the_next()
    {
        using var disk = SmallDisk.Make();
        using var shell = new Shell(Path.Combine(disk.Folder, "data"));
        await Begin(shell);
        await using var service = await RunningDistrict.Start(shell.Data);
        var elm = service.Districts.Open(Elm);
        var delivery = Path.Combine(elm.Folder.Drop, "attendance.csv");
        File.WriteAllText(delivery, Rows(Students, Days));
        File.WriteAllText(delivery + ".done", "");
        disk.Leave(60);
        var night = NightlyImport.Run(elm, "schedule:nightly", TimeProvider.System, settle: TimeSpan.Zero);
        Assert.That(night.NeedsAttention);
        Assert.That(night.Sentence, Does.Contain("stays in the drop folder for the next night").And.Contain("The disk is full"));
        Assert.That(File.Exists(delivery));
        disk.MakeRoom();
        night = NightlyImport.Run(elm, "schedule:nightly", TimeProvider.System, settle: TimeSpan.Zero);
        Assert.That(night.RowsLoaded, Is.EqualTo(Students * Days));
        Assert.That(File.Exists(delivery), Is.False);
    }

    [Test]
    public async Task A_load_whose_report_found_no_room_is_in_the_history_afterwards()
    {
        using var shell = new Shell();
        await Begin(shell);
        await using (var service = await RunningDistrict.Start(shell.Data))
        {
            var said = new Importer(service.Districts.Open(Elm).Warehouse, _ => throw new IOException("No space left on device"), TimeProvider.System)
                .Import([Path.Combine(shell.Folder, Attendance(shell))], new ImportOptions { By = "tester" })[0];
            Assert.That(said.State, Is.EqualTo("loaded"));
            Assert.That(said.Warnings, Has.Some.Contains("The disk is full"));
        }
        await shell.Run("verify");
        Assert.That((await shell.Run("imports", "list")).Out, Does.Contain("attendance.csv"));
    }

    [Test]
    public async Task A_read_only_disk_is_named_and_nothing_is_touched()
    {
        using var disk = SmallDisk.Make();
        using var shell = new Shell(Path.Combine(disk.Folder, "data"));
        await Begin(shell);
        disk.MakeReadOnly();
        foreach (string[] work in new[] { ["import", Attendance(shell)], Analysis, ["backup"], ["snapshot", "make"], ["district", "add", "oak"] })
        {
            var answer = await shell.Run(work);
            Assert.That(answer.Code, Is.EqualTo(5), answer.Err);
            Assert.That(answer.Err, Does.Contain("not written").And.Not.Contain("   at "));
        }
        var doctor = await shell.Run("doctor");
        Assert.That(doctor.Code, Is.EqualTo(6));
        Assert.That(doctor.Out, Does.Contain("BAD   data folder").And.Contain("not written"));
        disk.MakeWritable();
        await Succeeds(disk, shell, ["import", Attendance(shell)]);
    }

    [TestCase(110, TestName = "Out_of_open_files_at_110")]
    [TestCase(60, 70, 80, 90, 100, 105, 115, 120, TestName = "Out_of_open_files_at_eight_limits", Category = "Slow")]
    public async Task Out_of_open_files(params int[] limits)
    {
        using var shell = new Shell();
        await Begin(shell);
        var before = await Hash(shell, Elm);
        foreach (var most in limits)
        {
            var answer = await Limited(shell, string.Create(CultureInfo.InvariantCulture, $"ulimit -n {most}"), "import", Attendance(shell));
            Assert.That(answer.Err, Does.Not.Contain("   at "));
            if (answer.Code == 0)
            {
                await shell.Run("imports", "undo", "2", "--yes");
                continue;
            }
            Assert.That(answer.Code, Is.EqualTo(4).Or.EqualTo(5), answer.Err);
            Assert.That(answer.Out + answer.Err, Does.Contain("ulimit -n"));
            Assert.That(await Hash(shell, Elm), Is.EqualTo(before));
        }
        Assert.That((await shell.Run("import", Attendance(shell))).Code, Is.Zero);
    }

    [TestCase(32)]
    [TestCase(40)]
    [TestCase(50)]
    [TestCase(60)]
    [TestCase(80)]
    public async Task Where_not_even_the_program_itself_can_be_opened_whole_it_is_refused_in_words(int most)
    {
        using var shell = new Shell();
        var answer = await Limited(shell, string.Create(CultureInfo.InvariantCulture, $"ulimit -n {most}; ulimit -c 0"), "district", "list");
        Assert.That(answer.Code, Is.EqualTo(5), answer.Err);
        Assert.That(answer.Err, Does.Contain("ulimit -n").And.Not.Contain("   at ").And.Not.Contain("Unhandled"));
    }

    [Test]
    [Category("Slow")]
    public async Task A_limit_on_the_size_of_files_is_named_and_nothing_is_lost()
    {
        using var shell = new Shell();
        await Begin(shell);
        var before = await Hash(shell, Elm);
        // The warehouse stands at four megabytes; the blocks of the limit are kilobytes.
        var answer = await Limited(shell, "trap '' XFSZ; ulimit -f 4500", "import", shell.File("attendance.csv", Rows(Students, Days, words: 12)));
        Assert.That(answer.Code, Is.EqualTo(4), answer.Err);
        Assert.That(answer.Out, Does.Contain("ulimit -f"));
        Assert.That(await Hash(shell, Elm), Is.EqualTo(before));
        Assert.That((await shell.Run("import", Attendance(shell))).Code, Is.Zero);
    }

    [Test]
    [Category("Slow")]
    public async Task The_memory_allowed_holds_and_too_little_is_refused_in_words()
    {
        using var shell = new Shell();
        await Begin(shell);
        var tooLittle = await RealProcess.Run(shell.Folder, new Dictionary<string, string>(StringComparer.Ordinal) { [MemoryAllowance.Setting] = "64MB" }, "--data", shell.Data, "import", Attendance(shell));
        Assert.That(tooLittle.Code, Is.EqualTo(2));
        Assert.That(tooLittle.Err, Does.StartWith("DDD_MEMORY must be"));
        using var process = RealProcess.Start(shell.Folder, new Dictionary<string, string>(StringComparer.Ordinal) { [MemoryAllowance.Setting] = "512MB" }, "--data", shell.Data, "import", Attendance(shell));
        long most = 0;
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            most = Math.Max(most, process.HasExited ? 0 : process.PeakWorkingSet64);
        }
        Assert.That(process.ExitCode, Is.Zero, await output);
        Assert.That(most >> 20, Is.InRange(1, 512));
    }

    static async Task Begin(Shell shell)
    {
        await shell.Run("district", "add", Elm);
        var text = new StringBuilder("student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n");
        for (var student = 1; student <= Students; student++)
            text.Append(CultureInfo.InvariantCulture, $"{student:0000000},0110,2025-26,07,2025-08-25,,,,\r\n");
        Assert.That((await shell.Run("import", shell.File("school_enrollment.csv", text.ToString()))).Code, Is.Zero);
    }

    static string Attendance(Shell shell) => shell.File("attendance.csv", Rows(Students, Days));

    // Reasons that do not repeat, so that the warehouse's file has to grow.
    static string Rows(int students, int days, int words = 2)
    {
        var random = new Random(students);
        var text = new StringBuilder("student_number,school_number,attendance_date,attendance_code,portion_absent,reason\r\n");
        for (var student = 1; student <= students; student++)
            for (var day = 0; day < days; day++)
                text.Append(CultureInfo.InvariantCulture, $"{student:0000000},0110,{new DateOnly(2025, 9, 2).AddDays(day):yyyy-MM-dd},U,1,{string.Concat(Enumerable.Range(0, words).Select(_ => random.NextInt64().ToString("x16", CultureInfo.InvariantCulture)))}\r\n");
        return text.ToString();
    }

    /// <summary>False where the room sufficed, which it may.</summary>
    static async Task<bool> Refused(SmallDisk disk, Shell shell, long kilobytes, string[] work, bool mayPass = false)
    {
        var before = await Hash(shell, Elm);
        disk.Leave(kilobytes);
        var answer = await shell.Run(work);
        disk.MakeRoom();
        var name = string.Join(' ', work);
        if (mayPass && answer.Code == 0)
            return false;
        Assert.That(answer.Code, Is.EqualTo(5).Or.EqualTo(work[0] == "import" ? 4 : 5), $"{name}: {answer.Out}{answer.Err}");
        Assert.That(answer.Out + answer.Err, Does.Contain("The disk is full").And.Contain("Make room").And.Not.Contain("   at "), name);
        if (work.Contains("--json") && answer.Code == 4)
            Assert.That(JsonDocument.Parse(answer.Out).RootElement[0].GetProperty("state").GetString(), Is.EqualTo("refused"));
        Assert.That(await Hash(shell, Elm), Is.EqualTo(before), name);
        return true;
    }

    static async Task Succeeds(SmallDisk disk, Shell shell, string[] work)
    {
        disk.MakeRoom();
        var answer = await shell.Run(work);
        Assert.That(answer.Code, Is.Zero, $"{string.Join(' ', work)}: {answer.Out}{answer.Err}");
    }

    static async Task<string> Hash(Shell shell, string district)
    {
        var sound = await shell.Run("verify", "--json");
        Assert.That(sound.Code, Is.Zero, sound.Out + sound.Err);
        return JsonDocument.Parse(sound.Out).RootElement.GetProperty("warehouses").GetProperty(district).GetProperty("hash").GetString()!;
    }

    static Task<Answer> Limited(Shell shell, string limit, params string[] args)
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/bin/bash"))
            Assert.Ignore("needs bash, to set a limit on a process");
        return RealProcess.RunUnder(limit, shell.Folder, ["--data", shell.Data, .. args]);
    }
}
