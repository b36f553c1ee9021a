using System.Globalization;
using DataDrivenDecisions.Records;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// The clock of a running service: starts each district's schedules at their time. What is planned is kept on disk, so that a night
/// which was missed while the service was down is caught up once.
/// </summary>
public sealed class ServiceScheduler : IAsyncDisposable
{
    readonly IScheduler _scheduler;
    readonly RecordStore _records;

    ServiceScheduler(IScheduler scheduler, RecordStore records) => (_scheduler, _records) = (scheduler, records);

    /// <summary>Opens the scheduler's store, follows the schedules in the records, and starts the clock.</summary>
    public static async Task<ServiceScheduler> Start(DataFolder folder, RecordStore records, ScheduleRunner runner, TimeProvider clock)
    {
        records.Runs.MarkInterrupted();
        var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(runner);
            quartz.UseTimeProvider(clock);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite($"Data Source={folder.Schedules}");
                store.ProvisionSchema();
            });
        }).BuildScheduler();
        var service = new ServiceScheduler(scheduler, records);
        foreach (var planned in records.Schedules.List())
            await service.Follow(planned);
        await scheduler.Start();
        return service;
    }

    /// <summary>Takes a new schedule, or a changed one, into the records and into the running clock.</summary>
    public async Task Set(PlannedSchedule planned)
    {
        ScheduleTimes.Next(planned.Cron, planned.TimeZone, DateTimeOffset.UnixEpoch, 1);
        _records.Schedules.Set(planned);
        await Follow(planned);
    }

    /// <summary>The next moment at which a schedule runs by the clock, or null when it is paused or unknown.</summary>
    public async Task<DateTimeOffset?> NextRun(PlannedSchedule planned)
    {
        if (planned.IsPaused || await _scheduler.GetTrigger(TriggerKeyOf(planned)) is not { } trigger)
            return null;
        return trigger.NextFireTimeUtc;
    }

    /// <summary>Stops the clock and waits for the run at hand.</summary>
    public async ValueTask DisposeAsync() => await _scheduler.Shutdown(waitForJobsToComplete: true);

    async Task Follow(PlannedSchedule planned)
    {
        var jobKey = ScheduleJob.KeyOf(planned);
        var job = JobBuilder.Create<ScheduleJob>().WithIdentity(jobKey).StoreDurably().Build();
        await _scheduler.AddJob(job, AddJobOptions.Replacing);
        // A paused schedule has no trigger at all: one that is planned first and paused after could run in between, and a resumed one would catch up what the pause was to prevent.
        if (planned.IsPaused)
        {
            await _scheduler.UnscheduleJob(TriggerKeyOf(planned));
            return;
        }
        var known = await _scheduler.GetTrigger(TriggerKeyOf(planned)) as ICronTrigger;
        // A trigger that still says the same is left alone: it remembers the night that was missed.
        if (known is null || !Same(known, planned))
            await Replace(planned, jobKey, known is not null);
        // A store of an earlier release may hold it paused.
        await _scheduler.ResumeTrigger(TriggerKeyOf(planned));
    }

    async Task Replace(PlannedSchedule planned, JobKey jobKey, bool isKnown)
    {
        var trigger = TriggerBuilder.Create(_scheduler.TimeProvider)
            .WithIdentity(TriggerKeyOf(planned))
            .ForJob(jobKey)
            .WithCronSchedule(ScheduleTimes.Read(planned.Cron, ScheduleTimes.Zone(planned.TimeZone)), cron => cron.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        if (isKnown)
            await _scheduler.RescheduleJob(trigger.Key, trigger);
        else
            await _scheduler.ScheduleJob(trigger);
    }

    static bool Same(ICronTrigger trigger, PlannedSchedule planned) =>
        string.Equals(trigger.CronExpressionString, planned.Cron, StringComparison.Ordinal)
        && string.Equals(trigger.TimeZone.Id, ScheduleTimes.Zone(planned.TimeZone).Id, StringComparison.Ordinal);

    static TriggerKey TriggerKeyOf(PlannedSchedule planned) => new(planned.Schedule, planned.District);
}
