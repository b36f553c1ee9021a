using System.Globalization;
using System.Text.Json;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules.Backups;
using DataDrivenDecisions.Web.Commands;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>A backup comes back whole or not at all, nothing that was there is lost, and what is damaged is never let in.</summary>
public sealed class RestoreTests
{
    const string Enrollment = "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n";
    Shell _made = null!;
    Shell _shell = null!;
    string _backup = "";

    /// <summary>Two small districts and a backup of them, made once; each test works on a copy.</summary>
    [OneTimeSetUp]
    public async Task Make()
    {
        _shell = _made = new Shell();
        await _shell.Run("district", "add", "elm", "--name", "Elm Unified");
        await Import("elm", "0001", "0002");
        await _shell.Run("district", "add", "oak");
        await Import("oak", "0003");
        await _shell.Run("user", "add", "ann", "--role", "leader", "--district", "elm");
        Assert.That((await _shell.Run("backup", "--out", "copies")).Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Clear() => _made.Dispose();

    [SetUp]
    public void Open()
    {
        _shell = new Shell();
        Copy(_made.Data, _shell.Data);
        Copy(_made.Folder, _shell.Folder);
        _backup = Directory.GetDirectories(Path.Combine(_shell.Folder, "copies"))[0];
    }

    [TearDown]
    public void Close() => _shell.Dispose();

    [Test]
    public async Task Into_an_empty_folder_everything_comes_back_with_equal_hashes()
    {
        var before = await Hashes();
        Directory.Delete(_shell.Data, recursive: true);
        var answer = await _shell.Run("restore", _backup, "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        Assert.That(Json(answer).GetProperty("setAside").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await Hashes(), Is.EqualTo(before));
        Assert.That((await _shell.Run("user", "list", "--district", "elm")).Out, Does.Contain("ann"));
        Assert.That(Audit()[0], Is.EqualTo(("operator:tester", "restore", Path.GetFileName(_backup))));
        Assert.That(Directory.Exists(Path.Combine(_shell.Data, "restoring")), Is.False);
    }

    [Test]
    public async Task What_is_there_is_never_replaced_unless_it_is_set_aside_and_kept()
    {
        var before = await Hashes();
        await Import("elm", "0001", "0002", "0009");
        await _shell.Run("district", "add", "late");
        await Import("late", "0004");
        var now = await Hashes();
        var refused = await _shell.Run("restore", _backup);
        Assert.That((refused.Code, refused.Out), Is.EqualTo((4, "")));
        Assert.That(refused.Err, Does.Contain("--set-aside").And.Contain("records.sqlite"));
        Assert.That(await Hashes(), Is.EqualTo(now), "nothing changed");

        var answer = await _shell.Run("restore", _backup, "--set-aside", "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        Assert.That(await Hashes(), Is.EqualTo(before), "a district that the backup does not know is set aside too");
        var aside = Json(answer).GetProperty("setAside").GetString()!;
        foreach (var slug in new[] { "elm", "oak", "late" })
            Assert.That(File.Exists(Path.Combine(aside, "districts", slug, "warehouse.duckdb")), slug);
        // What was set aside is whole: it can be put back in its turn.
        Assert.That((await _shell.Run("restore", Path.Combine(aside, "districts", "elm", "warehouse.duckdb"), "--district", "elm", "--set-aside")).Code, Is.Zero);
        Assert.That((await Hashes())["elm"], Is.EqualTo(now["elm"]));
    }

    [Test]
    public async Task One_district_comes_back_and_its_later_imports_count_as_undone()
    {
        var before = await Hashes();
        await Import("elm", "0001", "0009");
        await Import("oak", "0003", "0005");
        var now = await Hashes();
        var answer = await _shell.Run("restore", _backup, "--district", "elm", "--set-aside", "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        var after = await Hashes();
        Assert.That((after["elm"], after["oak"]), Is.EqualTo((before["elm"], now["oak"])));
        Assert.That(await States("elm"), Is.EqualTo(new[] { "undone", "loaded" }), "the newest first");
        Assert.That(await States("oak"), Is.EqualTo(new[] { "loaded", "loaded" }));
        await Import("elm", "0001", "0009");
        Assert.That((await Hashes())["elm"], Is.EqualTo(now["elm"]), "the later delivery can be brought again");
        Assert.That(await States("elm"), Is.EqualTo(new[] { "loaded", "undone", "loaded" }));
    }

    [Test]
    public async Task An_import_that_was_undone_since_the_backup_is_in_the_history_again()
    {
        var before = await Hashes();
        Assert.That((await _shell.Run("imports", "undo", "1", "--yes", "--district", "elm")).Code, Is.Zero);
        Assert.That((await _shell.Run("restore", _backup, "--district", "elm", "--set-aside")).Code, Is.Zero);
        Assert.That((await Hashes())["elm"], Is.EqualTo(before["elm"]));
        Assert.That(await States("elm"), Is.EqualTo(new[] { "loaded", "undone" }));
    }

    [TestCase("oak.duckdb")]
    [TestCase("records.sqlite")]
    public async Task A_store_with_one_changed_byte_is_refused_and_nothing_is_changed(string file)
    {
        var now = await Hashes();
        var path = Path.Combine(_backup, file);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        await ExpectDamaged("SHA-256");
        Assert.That(await Hashes(), Is.EqualTo(now));
    }

    [Test]
    public async Task A_backup_that_lacks_a_store_or_whose_manifest_is_spoiled_is_refused()
    {
        File.Move(Path.Combine(_backup, "oak.duckdb"), Path.Combine(_backup, "elsewhere"));
        await ExpectDamaged("missing");
        await File.WriteAllTextAsync(Path.Combine(_backup, "manifest.json"), "{ \"layout\": 1, ");
        await ExpectDamaged("manifest");
        File.Delete(Path.Combine(_backup, "manifest.json"));
        var unfinished = await _shell.Run("restore", _backup, "--set-aside");
        Assert.That(unfinished.Code, Is.EqualTo(4));
        Assert.That(unfinished.Err, Does.Contain("not finished"));
    }

    [Test]
    public async Task A_manifest_made_to_fit_a_changed_warehouse_is_found_by_what_it_knows()
    {
        var manifest = Path.Combine(_backup, "manifest.json");
        var hash = Json(await _shell.Run("verify", "--json")).GetProperty("warehouses").GetProperty("elm").GetProperty("hash").GetString()!;
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace(hash, new string('0', hash.Length), StringComparison.Ordinal));
        await ExpectDamaged("does not know what it knew");
    }

    [Test]
    public async Task Files_that_are_no_warehouse_or_whose_district_is_not_said_are_refused()
    {
        var broken = Path.Combine(_shell.Folder, "broken.duckdb");
        var bytes = (await File.ReadAllBytesAsync(Path.Combine(_backup, "elm.duckdb")))[..70_000];
        await File.WriteAllBytesAsync(broken, bytes);
        Assert.That((await _shell.Run("restore", broken, "--district", "elm", "--set-aside")).Code, Is.EqualTo(6));
        Assert.That((await _shell.Run("restore", _shell.File("no.duckdb", "no warehouse at all"), "--district", "elm")).Code, Is.EqualTo(6));
        Assert.That((await _shell.Run("restore", Path.Combine(_backup, "elm.duckdb"))).Err, Does.Contain("--district"));
        Assert.That((await _shell.Run("restore", Path.Combine(_backup, "records.sqlite"))).Code, Is.EqualTo(4));
        Assert.That((await _shell.Run("restore", "nowhere")).Code, Is.EqualTo(4));
        Assert.That((await _shell.Run("restore", _backup, "--district", "ash", "--set-aside")).Err, Does.Contain("elm, oak"));
    }

    [TestCase("elm.duckdb")]
    [TestCase("records.sqlite")]
    public async Task A_store_of_a_newer_program_is_refused(string file)
    {
        var path = Path.Combine(_backup, file);
        if (file == "records.sqlite")
        {
            using var session = new Sqlite(path).Open();
            session.Execute("INSERT INTO migration (number, name, checksum, applied_at) VALUES (9000, 'later', 'x', 'x')");
        }
        else
        {
            using var engine = new DuckDb(path, "256MB");
            using var session = engine.Open();
            session.Execute("INSERT INTO schema_version VALUES (9000, 'later', 'x', TIMESTAMP '2030-01-01')");
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        RewriteHash(file);
        var now = await Hashes();
        await ExpectDamaged("newer");
        Assert.That(await Hashes(), Is.EqualTo(now));
    }

    [Test]
    public async Task A_district_on_a_database_server_is_not_restored_from_a_file()
    {
        new WarehousePlaces(DataFolder.At(_shell.Data)).Set("elm", StorePlace.On("Server=nowhere.invalid"));
        var answer = await _shell.Run("restore", _backup, "--district", "elm", "--set-aside");
        Assert.That((answer.Code, answer.Out), Is.EqualTo((4, "")));
        Assert.That(answer.Err, Does.Contain("database server").And.Contain("migrate --to duckdb"));
    }

    [Test]
    public async Task A_backup_of_records_on_a_server_is_not_restored_as_if_it_held_them()
    {
        // As it is written where the records are on a server.
        var manifest = BackupManifest.Of(_backup)!;
        File.WriteAllBytes(Path.Combine(_backup, BackupManifest.FileName), (manifest with { Stores = [.. manifest.Stores.Where(s => s.District is not null)], OnServers = OnServers }).Written());
        var whole = await _shell.Run("restore", _backup, "--set-aside");
        Assert.That(whole.Code, Is.EqualTo(4));
        Assert.That(whole.Err, Does.Contain("holds no records").And.Contain("--district"));
        Assert.That((await _shell.Run("restore", _backup, "--district", "elm", "--set-aside")).Code, Is.Zero, "what it holds can be had");
    }

    static IReadOnlyList<StoreOnServer> OnServers =>
    [
        new() { Database = "ddd_records", Statement = "BACKUP DATABASE [ddd_records] TO DISK = N'r.bak' WITH COPY_ONLY, CHECKSUM, INIT", Says = "run the statement" },
        new() { District = "oak", Database = "ddd_oak", Says = "see its automatic backups" },
    ];

    [Test]
    public void What_only_a_server_can_back_up_is_named_with_its_statement()
    {
        using var words = new StringWriter();
        BackupCommand.Say(words, "/copies/one", BackupManifest.Of(_backup)! with { OnServers = OnServers });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(words.ToString(), Does.Contain("the warehouse of 'elm'").And.Contain("The records, database ddd_records: run the statement. BACKUP DATABASE [ddd_records]").And.Contain("The warehouse of 'oak', database ddd_oak: see its automatic backups."));
            Assert.That(words.ToString(), Does.Contain("on-the-server.sql").And.Contain("archive"));
            Assert.That(Backup.StatementsOf(OnServers), Is.EqualTo("-- The records\nBACKUP DATABASE [ddd_records] TO DISK = N'r.bak' WITH COPY_ONLY, CHECKSUM, INIT;\nGO\n"));
        }
    }

    [Test]
    public async Task Beside_a_running_service_it_is_refused()
    {
        await using var service = await RunningDistrict.Start(_shell.Data);
        var answer = await _shell.Run("restore", _backup, "--set-aside");
        Assert.That(answer.Code, Is.EqualTo(5));
        Assert.That(answer.Err, Does.Contain("service is running"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public async Task Killed_between_the_moves_it_is_finished_by_whatever_opens_the_folder_next(int moved)
    {
        var before = await Hashes();
        await Import("elm", "0001", "0009");
        await Import("oak", "0003", "0008");
        var folder = DataFolder.At(_shell.Data);
        // The state of a restore that ended after so many stores had been moved: the rest is beside, and what is to be done is written down.
        IReadOnlyList<string> stores = ["records.sqlite", Path.Combine("districts", "elm", "warehouse.duckdb"), Path.Combine("districts", "oak", "warehouse.duckdb")];
        IReadOnlyList<string> copies = ["records.sqlite", "elm.duckdb", "oak.duckdb"];
        Beside(folder, stores, copies, 0, moved);
        StoreSwap.Begin(folder, new SwapPlan { From = _backup, AsideFolder = "first", Restored = [.. stores.Take(moved)], OnlyAside = [] });
        StoreSwap.Finish(folder);
        Beside(folder, stores, copies, moved, stores.Count);
        StoreSwap.Begin(folder, new SwapPlan { From = _backup, AsideFolder = "first", Restored = stores, OnlyAside = [] });

        Assert.That(await Hashes(), Is.EqualTo(before));
        Assert.That((await _shell.Run("verify")).Code, Is.Zero);
        Assert.That(Directory.EnumerateFiles(Path.Combine(_shell.Data, "set-aside", "first"), "warehouse.duckdb", SearchOption.AllDirectories).Count(), Is.EqualTo(2));
        Assert.That(File.Exists(Path.Combine(_shell.Data, "restore.json")), Is.False);
    }

    [Test]
    public async Task The_same_restore_given_again_after_a_kill_says_that_it_is_finished()
    {
        var before = await Hashes();
        var folder = DataFolder.At(_shell.Data);
        IReadOnlyList<string> stores = [Path.Combine("districts", "elm", "warehouse.duckdb")];
        Beside(folder, stores, ["elm.duckdb"], 0, 1);
        StoreSwap.Begin(folder, new SwapPlan { From = _backup, AsideFolder = "first", Restored = stores, OnlyAside = [] });
        var answer = await _shell.Run("restore", _backup, "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        Assert.That(Json(answer).GetProperty("wasInterrupted").GetBoolean(), Is.True);
        Assert.That(await Hashes(), Is.EqualTo(before));
    }

    [TestCase(1, TestName = "Killed_at_a_moment_by_chance_it_is_wholly_done_or_not_at_all")]
    [TestCase(20, TestName = "Killed_at_20_moments_by_chance_it_is_wholly_done_or_not_at_all", Category = "Slow")]
    public async Task By_chance(int times)
    {
        var old = await Hashes();
        await Import("elm", "0001", "0009");
        await Import("oak", "0003", "0008");
        var now = await Hashes();
        var random = new Random(times);
        var done = 0;
        for (var i = 0; i < times && done == 0; i++)
        {
            using (var process = RealProcess.Start(_shell.Folder, null, "--data", _shell.Data, "restore", _backup, "--set-aside"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500 + 1500 * random.NextDouble()));
                process.Kill();
                await process.WaitForExitAsync();
            }
            var found = await Hashes();
            Assert.That(found, Is.EqualTo(old).Or.EqualTo(now), "half a restore");
            done += found["elm"] == old["elm"] ? 1 : 0;
        }
        if (done == 0)
            Assert.That((await _shell.Run("restore", _backup, "--set-aside")).Code, Is.Zero);
        Assert.That(await Hashes(), Is.EqualTo(old));
    }

    static void Copy(string from, string to)
    {
        DataFolder.At(to);
        foreach (var folder in Directory.GetDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    void Beside(DataFolder folder, IReadOnlyList<string> stores, IReadOnlyList<string> copies, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var place = Path.Combine(folder.Restoring, stores[i]);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(Path.Combine(_backup, copies[i]), place);
        }
    }

    void RewriteHash(string file)
    {
        var manifest = Path.Combine(_backup, "manifest.json");
        using var said = JsonDocument.Parse(File.ReadAllText(manifest));
        var before = said.RootElement.GetProperty("stores").EnumerateArray().Single(s => s.GetProperty("file").GetString() == file).GetProperty("sha256").GetString()!;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_backup, file))));
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(before, hash, StringComparison.Ordinal));
    }

    async Task ExpectDamaged(string word)
    {
        var answer = await _shell.Run("restore", _backup, "--set-aside");
        Assert.That((answer.Code, answer.Out), Is.EqualTo((6, "")));
        Assert.That(answer.Err, Does.Contain(word).And.Not.Contain("   at "));
        Assert.That(Directory.Exists(Path.Combine(_shell.Data, "restoring")), Is.False, "what was put beside is cleared away");
    }

    async Task Import(string district, params string[] students)
    {
        var rows = string.Concat(students.Select(s => $"{s},0110,2025-26,07,2025-08-25,,,,\r\n"));
        var answer = await _shell.Run("import", _shell.File("school_enrollment.csv", Enrollment + rows), "--district", district);
        Assert.That(answer.Code, Is.Zero, answer.Err);
    }

    async Task<IReadOnlyDictionary<string, string>> Hashes() => Json(await _shell.Run("verify", "--json")).GetProperty("warehouses").EnumerateObject()
        .ToDictionary(w => w.Name, w => w.Value.GetProperty("newestLoad").GetInt64().ToString(CultureInfo.InvariantCulture) + " " + w.Value.GetProperty("hash").GetString());

    async Task<IEnumerable<string?>> States(string district) =>
        [.. Json(await _shell.Run("imports", "list", "--district", district, "--json")).EnumerateArray().Select(d => d.GetProperty("state").GetString())];

    IReadOnlyList<(string, string, string)> Audit()
    {
        using var records = RecordStore.Open(DataFolder.At(_shell.Data), TimeProvider.System);
        return [.. records.Audit.List(3).Select(e => (e.Who, e.What, e.About))];
    }

    static JsonElement Json(Answer answer) => JsonDocument.Parse(answer.Out).RootElement;
}
