using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>
/// Processes killed at random moments of a load, an undo and an upgrade, so many in each part of the work and not only in the longest: the warehouse opens, it is wholly as before or
/// wholly as after, what was said to be done is, and the same work given again ends as if nothing had happened.
/// </summary>
[Category("Slow")]
public sealed class KilledByChanceTests
{
    const string Elm = "elm", Begun = "begun";
    const int Killed = 128 + 9;
    const int Students = 200, Days = 150, KindsScript = 11;

    /// <summary>Parts of the work by the place at which each begins.</summary>
    static readonly string[] Load = [Begun, LoadPoint.Archived, LoadPoint.Staged, LoadPoint.Settled, LoadPoint.Journaled, LoadPoint.Checked, LoadPoint.Committed, LoadPoint.Closing];
    static readonly string[] Undo = [LoadPoint.Undoing, LoadPoint.Undone, LoadPoint.Closing];
    static readonly string[] Upgrade = [LoadPoint.Copying, LoadPoint.Upgrading, LoadPoint.Upgraded, LoadPoint.Closing];

    static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("DDD_TEST_KILLS") ?? "200", CultureInfo.InvariantCulture);

    Shell _shell = null!;

    [SetUp]
    public void Open() => _shell = new Shell();

    [TearDown]
    public void Close() => _shell.Dispose();

    [Test]
    public async Task During_a_load()
    {
        var before = await Began();
        await Kill("load", Load, Times / 2, before, ["import", "attendance.csv", "--district", Elm], told => told.Contains(LoadPoint.Committed));
    }

    [Test]
    public async Task During_an_undo()
    {
        await Began();
        Assert.That((await _shell.Run("import", "attendance.csv")).Code, Is.Zero);
        await Kill("undo", Undo, Times / 4, await State(), ["imports", "undo", "2", "--yes"], told => told.Contains(LoadPoint.Undone));
    }

    [Test]
    public async Task During_an_upgrade()
    {
        await Began();
        var file = Path.Combine(_shell.Data, "districts", Elm, "warehouse.duckdb");
        File.Delete(file);
        MakeOlder(file);
        // Whatever opens it upgrades it: as it is found, it is always as after.
        await Kill("upgrade", Upgrade, Times / 4, null, ["verify"], _ => true);
        Assert.That(Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.part"), Is.Empty);
    }

    async Task Kill(string work, string[] parts, int times, string? before, string[] args, Func<IReadOnlyList<string>, bool> isKept)
    {
        var whole = Path.Combine(_shell.Folder, "as-before");
        Copy(_shell.Data, whole);
        var (after, lasts) = await Undisturbed(parts, args);
        var random = new Random(times);
        var killed = parts.ToDictionary(p => p, _ => (Before: 0, After: 0), StringComparer.Ordinal);
        for (var i = 0; i < times; i++)
        {
            Directory.Delete(_shell.Data, recursive: true);
            Copy(whole, _shell.Data);
            var (told, hasAnswered, hasEnded) = await KilledAt(args, parts[i % parts.Length], lasts[parts[i % parts.Length]] * random.NextDouble());
            if (hasEnded)
            {
                i--;
                continue;
            }
            var state = await State();
            Assert.That(state, Is.EqualTo(after).Or.EqualTo(before ?? after), $"torn after {told[^1]}");
            if (hasAnswered || isKept(told))
                Assert.That(state, Is.EqualTo(after), $"what was done is lost after {told[^1]}");
            var part = told.Last(parts.Append(Begun).Contains);
            killed.TryGetValue(part, out var counts);
            killed[part] = state == after && before is not null ? counts with { After = counts.After + 1 } : counts with { Before = counts.Before + 1 };
            await _shell.Run(args);
            Assert.That(await State(), Is.EqualTo(after), $"given again after {told[^1]}");
        }
        TestContext.Out.WriteLine($"{work}: {times} kills, none torn, nothing lost. By the part they fell in (wholly out, wholly in): "
            + string.Join("; ", killed.Where(k => k.Value != (0, 0)).Select(k => $"{k.Key} {k.Value.Before}, {k.Value.After}")));
    }

    /// <summary>The same undisturbed: how it ends, and how long each part lasts.</summary>
    async Task<(string After, Dictionary<string, TimeSpan> Lasts)> Undisturbed(string[] parts, string[] args)
    {
        var places = Path.Combine(_shell.Folder, "places");
        using var process = Start(places, args);
        var clock = Stopwatch.StartNew();
        var reached = new Dictionary<string, TimeSpan>(StringComparer.Ordinal) { [Begun] = TimeSpan.Zero };
        while (!process.WaitForExit(1))
            foreach (var place in Told(places).Except(reached.Keys))
                reached[place] = clock.Elapsed;
        Assert.That(process.ExitCode, Is.Zero);
        var ends = parts.Skip(1).Select(p => reached.GetValueOrDefault(p, clock.Elapsed)).Append(clock.Elapsed).ToList();
        return (await State(), parts.Select((p, i) => (p, ends[i] - reached.GetValueOrDefault(p, ends[i]))).ToDictionary(p => p.p, p => p.Item2, StringComparer.Ordinal));
    }

    async Task<(IReadOnlyList<string> Told, bool HasAnswered, bool HasEnded)> KilledAt(string[] args, string part, TimeSpan into)
    {
        var places = Path.Combine(_shell.Folder, "places-" + Guid.NewGuid().ToString("N"));
        using var process = Start(places, args);
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.HasExited && part != Begun && !Told(places).Contains(part))
            Thread.Sleep(1);
        Thread.Sleep(into);
        process.Kill();
        await process.WaitForExitAsync();
        return ([Begun, .. Told(places)], (await output).Length > 0, process.ExitCode != Killed);
    }

    Process Start(string places, string[] args)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [LoadPoint.Telling] = places };
        var process = RealProcess.Start(_shell.Folder, environment, ["--data", _shell.Data, .. args]);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    static IReadOnlyList<string> Told(string places) => File.Exists(places) ? [.. File.ReadAllText(places).Split('\n')[..^1]] : [];

    async Task<string> Began()
    {
        await _shell.Run("district", "add", Elm);
        var roster = new StringBuilder("student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n");
        var days = new StringBuilder("student_number,school_number,attendance_date,attendance_code,portion_absent,reason\r\n");
        for (var student = 1; student <= Students; student++)
        {
            roster.Append(CultureInfo.InvariantCulture, $"{student:0000000},0110,2025-26,07,2025-08-25,,,,\r\n");
            for (var day = 0; day < Days; day++)
                days.Append(CultureInfo.InvariantCulture, $"{student:0000000},0110,{new DateOnly(2025, 9, 2).AddDays(day):yyyy-MM-dd},{"UEP"[(student + day) % 3]},1,\r\n");
        }
        Assert.That((await _shell.Run("import", _shell.File("school_enrollment.csv", roster.ToString()))).Code, Is.Zero);
        _shell.File("attendance.csv", days.ToString());
        return await State();
    }

    /// <summary>What the district knows and what its history says of it; it must be sound.</summary>
    async Task<string> State()
    {
        var sound = await _shell.Run("verify", "--json");
        Assert.That(sound.Code, Is.Zero, sound.Out + sound.Err);
        using var engine = new DuckDb(Path.Combine(_shell.Data, "districts", Elm, "warehouse.duckdb"), "256MB");
        using var session = engine.Open();
        var rows = session.Value<string>("SELECT CONCAT(COUNT(*), ' ', SUM(line), ' ', SUM(portion_absent)) FROM wh.attendance WHERE known_to = 9223372036854775807");
        var stands = JsonDocument.Parse((await _shell.Run("imports", "list", "--json")).Out).RootElement.EnumerateArray().Count(d => d.GetProperty("state").GetString() == "loaded");
        return $"{JsonDocument.Parse(sound.Out).RootElement.GetProperty("warehouses").GetProperty(Elm).GetProperty("hash").GetString()} {rows} in {stands} imports";
    }

    /// <summary>A warehouse as the program before the kinds of attendance made it, with a load of rows that the upgrade has to turn over.</summary>
    static void MakeOlder(string file)
    {
        using var engine = new DuckDb(file, "256MB");
        using var session = engine.Open();
        new SchemaUpgrade(engine, session, TimeProvider.System, [.. SchemaScript.All(engine.Name).Where(s => s.Number < KindsScript)]).Run(_ => { });
        session.Execute("INSERT INTO wh.load VALUES (1, 'delivery', 'older', 'older.csv', 'older', 'tester', TIMESTAMP '2025-10-01', 'committed')");
        session.Execute("INSERT INTO wh.load_file VALUES (1, 1, 'older.csv', 'Daily attendance', 300000, 0, 0, NULL, NULL)");
        session.Execute("""
            INSERT INTO wh.attendance (student_key, school_key, school_date, school_year, period, section_key, code, status, portion_absent, is_excused, is_suspension, reason, is_full_record,
                known_from, known_to, file_number, line)
            SELECT i % 2000, 1, DATE '2025-09-02' + CAST(i // 2000 AS INTEGER), 2026, '', 0, CASE i % 3 WHEN 0 THEN 'U' WHEN 1 THEN 'E' END, 'absent', (i % 5) / 4.0, i % 2, 0, NULL, 1, 1, 9223372036854775807, 1, i + 2
            FROM range(300000) r(i)
            """);
    }

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
