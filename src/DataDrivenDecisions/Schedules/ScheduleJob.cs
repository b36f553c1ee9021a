using DataDrivenDecisions.Records;
using Quartz;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// What the scheduler calls when a district's schedule comes up. The job's name is the schedule, its group the district.
/// The scheduler's store holds this type's full name: renaming it loses the schedules of a data folder.
/// </summary>
[DisallowConcurrentExecution]
sealed class ScheduleJob(ScheduleRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var key = context.JobDetail.Key;
        // The work is synchronous and long; it must not sit on the scheduler's own thread.
        await Task.Run(() => runner.Run(key.Group, key.Name, ScheduleRunner.ByTheClock, progress: null, cancellationToken), CancellationToken.None);
    }

    public static JobKey KeyOf(PlannedSchedule planned) => new(planned.Schedule, planned.District);
}
