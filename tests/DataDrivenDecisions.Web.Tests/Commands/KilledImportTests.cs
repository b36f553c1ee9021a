using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>An import whose process is killed: the warehouse opens, the delivery is wholly in or wholly out, and bringing it again makes it whole.</summary>
public sealed class KilledImportTests
{
    const string Elm = "elm";
    const int Students = 60, Days = 160;

    // By now every row is in the warehouse; before, none is.
    static readonly string[] TooLate = [LoadPoint.Committed, LoadPoint.Recorded];
    Shell _shell = null!;

    static IEnumerable<TestCaseData> Places => LoadPoint.All.Select(p =>
    {
        var test = new TestCaseData(p).SetArgDisplayNames(p);
        return p is LoadPoint.Staged or LoadPoint.Merged or LoadPoint.Checked or LoadPoint.Committed ? test : test.SetCategory("Slow");
    });

    [SetUp]
    public void Open() => _shell = new Shell();

    [TearDown]
    public void Close() => _shell.Dispose();

    [TestCaseSource(nameof(Places))]
    public async Task Killed_at_a_named_place(string place)
    {
        await _shell.Run("district", "add", Elm);
        var file = _shell.File("attendance.csv", Attendance());
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [LoadPoint.Setting] = place };

        var killed = await RealProcess.Run(_shell.Folder, environment, "--data", _shell.Data, "import", file, "--district", Elm);

        Assert.That(killed.Code, Is.Not.Zero, "it was not killed");
        await Expect(Elm, TooLate.Contains(place) ? Students * Days : 0);
        await BringAgain(file);
        // What was wholly in and was brought again stands twice in the history: the first one undone, the second gives the same.
        if (TooLate.Contains(place))
            await Undo(left: Students * Days);
        await Undo(left: 0);
    }

    [TestCase(2, TestName = "Killed_at_two_moments_by_chance")]
    [TestCase(24, TestName = "Killed_at_24_moments_by_chance", Category = "Slow")]
    public async Task By_chance(int times)
    {
        var file = _shell.File("attendance.csv", Attendance());
        await _shell.Run("district", "add", "measure");
        var watch = Stopwatch.StartNew();
        Assert.That((await RealProcess.Run(_shell.Folder, null, "--data", _shell.Data, "import", file, "--district", "measure")).Code, Is.Zero);
        var whole = watch.Elapsed;
        var random = new Random(times);
        var wholly = 0;
        for (var i = 0; i < times; i++)
        {
            var district = "elm-" + i.ToString(CultureInfo.InvariantCulture);
            await _shell.Run("district", "add", district);
            using (var process = RealProcess.Start(_shell.Folder, null, "--data", _shell.Data, "import", file, "--district", district))
            {
                await Task.Delay(whole * (0.3 + 0.6 * random.NextDouble()));
                process.Kill();
                await process.WaitForExitAsync();
            }
            var rows = await Events(district);
            Assert.That(rows, Is.Zero.Or.EqualTo(Students * Days), "half a delivery");
            wholly += rows == 0 ? 0 : 1;
            await Expect(district, rows);
            await BringAgain(file, district);
        }
        TestContext.Out.WriteLine($"{times} kills: {times - wholly} deliveries wholly out, {wholly} wholly in");
    }

    async Task BringAgain(string file, string district = Elm)
    {
        Assert.That((await _shell.Run("import", file, "--district", district)).Code, Is.Zero);
        await Expect(district, Students * Days);
    }

    /// <summary>The history knows the load, also when the process ended before it was written down.</summary>
    async Task Undo(long left)
    {
        var listed = await _shell.Run("imports", "list", "--district", Elm, "--json");
        var loaded = JsonDocument.Parse(listed.Out).RootElement.EnumerateArray().Single(d => d.GetProperty("state").GetString() == "loaded");
        Assert.That((await _shell.Run("imports", "undo", loaded.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture), "--yes", "--district", Elm)).Code, Is.Zero);
        await Expect(Elm, left);
    }

    async Task Expect(string district, long rows)
    {
        var sound = await _shell.Run("verify", "--json");
        Assert.That(sound.Code, Is.Zero, sound.Out);
        Assert.That(JsonDocument.Parse(sound.Out).RootElement.GetProperty("isSound").GetBoolean(), Is.True);
        Assert.That(await Events(district), Is.EqualTo(rows));
    }

    async Task<long> Events(string district)
    {
        var answer = await _shell.Run("export", "seen.attendance_event", "--district", district);
        Assert.That(answer.Code, Is.Zero, answer.Err);
        return answer.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
    }

    static string Attendance()
    {
        var text = new StringBuilder("student_number,school_number,attendance_date,attendance_code,portion_absent,reason\r\n");
        for (var student = 1; student <= Students; student++)
            for (var day = 0; day < Days; day++)
                text.Append(CultureInfo.InvariantCulture, $"{student:0000000},0110,{new DateOnly(2024, 9, 2).AddDays(day):yyyy-MM-dd},U,1,\r\n");
        return text.ToString();
    }
}
