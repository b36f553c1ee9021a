using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>A piece of work that a district has done by the clock.</summary>
public abstract class Schedule
{
    /// <summary>The name in commands and records.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in words for a page.</summary>
    public abstract string Title { get; }

    /// <summary>When it runs unless the district chooses otherwise: seconds, minutes, hours, day of month, month, day of week.</summary>
    public abstract string UsualCron { get; }

    /// <summary>The night: import the drop folder, then analyze.</summary>
    public static Schedule Nightly { get; } = new Nightly();

    /// <summary>Every schedule there is.</summary>
    public static IReadOnlyList<Schedule> All { get; } = [Nightly, new NightlySnapshot()];

    /// <summary>Does the work once.</summary>
    /// <param name="district">Whose work.</param>
    /// <param name="machineClock">The machine's clock, which the times of files are of.</param>
    /// <param name="progress">Gets a sentence per step.</param>
    /// <param name="stop">Stops between steps.</param>
    public abstract ScheduleOutcome Run(District district, TimeProvider machineClock, IProgress<string>? progress, CancellationToken stop);

    /// <summary>This schedule at its usual time in a district's time zone.</summary>
    public PlannedSchedule For(DistrictRecord place) => new() { District = place.Slug, Schedule = Name, Cron = UsualCron, TimeZone = place.TimeZone };

    /// <summary>How a runner does the schedules of these districts.</summary>
    public static ScheduleWork Work(Districts districts, TimeProvider machineClock) => (slug, name, progress, stop) =>
        All.First(s => string.Equals(s.Name, name, StringComparison.Ordinal)).Run(districts.Open(slug), machineClock, progress, stop);
}
