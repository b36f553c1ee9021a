using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Schedules;

/// <summary>When the district's work is done by the clock, and how its runs ended. A run can be started now, and a schedule paused.</summary>
public sealed class IndexModel(RecordStore records, WebHostOptions options) : DeskPage
{
    public IReadOnlyList<(PlannedSchedule Planned, DateTimeOffset? Next)> Planned { get; private set; } = [];
    public IReadOnlyList<Run> Runs { get; private set; } = [];
    public bool CanRun => options.Runner is not null;
    public bool IsRunning => Runs.Any(r => r.State == RunState.Running);

    public string Heading => Runs.Count == 0 ? "No run yet" : Runs[0].State switch
    {
        RunState.Running => "A run is under way",
        RunState.Done => $"The last run went well, {Words.Time(Runs[0].FinishedAt ?? Runs[0].StartedAt, Desk.Place.TimeZone)}",
        RunState.NeedsAttention => "The last run is done, and something waits for you",
        RunState.Failed => "The last run failed",
        RunState.Skipped => "The last run did not start, as another was under way",
        _ => "The last run was interrupted",
    };

    public async Task OnGetAsync() => await Load();

    public async Task<IActionResult> OnPostRunAsync(string schedule)
    {
        await Load();
        if (options.Runner is not { } runner || Planned.All(p => p.Planned.Schedule != schedule))
            return NotFound();
        var (district, by) = (Desk.Person.District, Desk.Person.UserName);
        _ = Task.Run(() => runner.Run(district, schedule, by));
        return LocalRedirect("/schedules");
    }

    public async Task<IActionResult> OnPostPauseAsync(string schedule, bool pause)
    {
        await Load();
        if (Planned.FirstOrDefault(p => p.Planned.Schedule == schedule) is not { Planned: { } planned })
            return NotFound();
        Desk.Audit(pause ? "pause schedule" : "resume schedule", schedule);
        var changed = planned with { IsPaused = pause };
        if (options.Scheduler is { } clock)
            await clock.Set(changed);
        else
            records.Schedules.Set(changed);
        return LocalRedirect("/schedules");
    }

    async Task Load()
    {
        Runs = records.Runs.List(Desk.Person.District, 50);
        var planned = new List<(PlannedSchedule, DateTimeOffset?)>();
        foreach (var schedule in records.Schedules.List(Desk.Person.District))
            planned.Add((schedule, options.Scheduler is { } clock ? await clock.NextRun(schedule) : null));
        Planned = planned;
    }
}
