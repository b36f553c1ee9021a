using System.Collections.Concurrent;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>The clock of a service on its real store: it runs, pauses, catches up and never overlaps.</summary>
public sealed class ServiceSchedulerTests
{
    static readonly PlannedSchedule Night = new() { District = "elm", Schedule = "nightly", Cron = "0 30 2 * * ?", TimeZone = "America/Chicago" };
    static readonly PlannedSchedule EverySecond = Night with { Cron = "* * * * * ?" };

    string _path = "";
    DataFolder _folder = null!;
    RecordStore _records = null!;
    ConcurrentQueue<string> _ran = null!;

    [SetUp]
    public void Open()
    {
        _path = Path.Combine(Path.GetTempPath(), "ddd-schedules-" + Guid.NewGuid().ToString("N"));
        _folder = DataFolder.At(_path);
        _records = RecordStore.Open(_folder, TimeProvider.System);
        _records.Districts.Add(new DistrictRecord { Slug = "elm", Name = "Elm County", TimeZone = "America/Chicago" });
        _ran = new ConcurrentQueue<string>();
    }

    [TearDown]
    public void Close()
    {
        _records.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Test]
    public async Task A_schedule_runs_by_the_clock_and_is_written_down()
    {
        await using (var scheduler = await Start(Works))
        {
            await scheduler.Set(EverySecond);
            await Until(() => !_ran.IsEmpty);
        }
        var run = _records.Runs.List("elm")[^1];
        Assert.That(run, Has.Property("State").EqualTo(RunState.Done).And.Property("Rows").EqualTo(42).And.Property("StartedBy").EqualTo("schedule"));
    }

    [Test]
    public async Task A_paused_schedule_does_not_run_and_shows_no_next_time()
    {
        await using var scheduler = await Start(Works);
        await scheduler.Set(EverySecond with { IsPaused = true });
        await Task.Delay(1500);
        Assert.That(_ran, Is.Empty);
        Assert.That(await scheduler.NextRun(_records.Schedules.Find("elm", "nightly")!), Is.Null);
        await scheduler.Set(EverySecond);
        await Until(() => !_ran.IsEmpty);
    }

    [Test]
    public async Task A_schedule_that_is_resumed_waits_for_its_next_time()
    {
        var monday = new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);
        await using (var scheduler = await Start(Works, new FakeTimeProvider(monday)))
            await scheduler.Set(Night with { IsPaused = true });

        await using (var scheduler = await Start(Works, new FakeTimeProvider(monday.AddDays(3))))
        {
            await scheduler.Set(Night);
            await Task.Delay(500);
            Assert.That(_ran, Is.Empty, "the nights of the pause are not caught up");
            Assert.That(await scheduler.NextRun(Night), Is.EqualTo(new DateTimeOffset(2026, 3, 13, 2, 30, 0, TimeSpan.FromHours(-5))));
        }
    }

    [Test]
    public async Task Nights_that_were_missed_are_caught_up_once()
    {
        var monday = new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);
        await using (var scheduler = await Start(Works, new FakeTimeProvider(monday)))
            await scheduler.Set(Night);
        Assert.That(_ran, Is.Empty, "nothing is due yet");

        await using (var scheduler = await Start(Works, new FakeTimeProvider(monday.AddDays(3))))
        {
            await Until(() => !_ran.IsEmpty);
            await Task.Delay(500);
            Assert.That(_ran, Has.Count.EqualTo(1), "three nights were missed");
            Assert.That(await scheduler.NextRun(Night), Is.EqualTo(new DateTimeOffset(2026, 3, 13, 2, 30, 0, TimeSpan.FromHours(-5))));
        }
    }

    [Test]
    public async Task A_schedule_that_is_changed_runs_at_its_new_time_only()
    {
        await using var scheduler = await Start(Works, new FakeTimeProvider(new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero)));
        await scheduler.Set(Night);
        await scheduler.Set(Night with { Cron = "0 0 4 * * ?" });
        Assert.That(await scheduler.NextRun(Night), Is.EqualTo(new DateTimeOffset(2026, 3, 10, 4, 0, 0, TimeSpan.FromHours(-5))));
    }

    [Test]
    public async Task A_cron_text_that_cannot_be_read_changes_nothing()
    {
        await using var scheduler = await Start(Works);
        Assert.That(async () => await scheduler.Set(Night with { Cron = "sometimes" }), Throws.TypeOf<FormatException>());
        Assert.That(_records.Schedules.List(), Is.Empty);
    }

    [Test]
    public async Task Two_runs_of_one_district_never_overlap()
    {
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var runner = new ScheduleRunner(_records, (_, _, _, _) =>
        {
            begun.Set();
            go.Wait(CancellationToken.None);
            return new ScheduleOutcome(1, NeedsAttention: false, "Done.");
        });
        var first = Task.Run(() => runner.Run("elm", "nightly", "schedule"));
        begun.Wait();
        Assert.That(runner.IsRunning("elm"), Is.True);
        Assert.That(runner.Run("elm", "nightly", "operator:test").State, Is.EqualTo(RunState.Skipped));
        go.Set();
        Assert.That((await first).State, Is.EqualTo(RunState.Done));
        Assert.That(runner.Run("elm", "nightly", "operator:test").State, Is.EqualTo(RunState.Done), "the turn was given back");
    }

    [Test]
    public void A_run_that_fails_is_written_down_and_the_next_one_runs()
    {
        var fails = true;
        var runner = new ScheduleRunner(_records, (_, _, _, _) => fails ? throw new IOException("The disk is full.") : new ScheduleOutcome(1, NeedsAttention: true, "One file waits."));
        Assert.That(runner.Run("elm", "nightly", "schedule"), Has.Property("State").EqualTo(RunState.Failed).And.Property("Message").Contains("The disk is full."));
        fails = false;
        Assert.That(runner.Run("elm", "nightly", "schedule").State, Is.EqualTo(RunState.NeedsAttention));
    }

    ScheduleOutcome Works(string district, string schedule, IProgress<string>? progress, CancellationToken stop)
    {
        _ran.Enqueue($"{district}/{schedule}");
        return new ScheduleOutcome(42, NeedsAttention: false, "Done.");
    }

    Task<ServiceScheduler> Start(ScheduleWork work, TimeProvider? clock = null) =>
        ServiceScheduler.Start(_folder, _records, new ScheduleRunner(_records, work), clock ?? TimeProvider.System);

    static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 400 && !condition(); i++)
            await Task.Delay(50);
        Assert.That(condition(), Is.True, "it did not happen within twenty seconds");
    }
}
