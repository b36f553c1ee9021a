using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>What a service holds open for as long as it runs; a command beside it works with these instead of opening its own.</summary>
sealed record RunningService
{
    public required DataFolder Data { get; init; }
    public required RecordStore Records { get; init; }
    public required Districts Districts { get; init; }
    public required ScheduleRunner Runner { get; init; }
    public required ServiceScheduler Scheduler { get; init; }
}
