using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>A running service: the web host, the clock of the schedules, and the socket at which commands of this machine are taken.</summary>
sealed class ServiceHost : IAsyncDisposable
{
    readonly WebApplication _web;
    readonly CommandSocket _socket;
    readonly ServiceScheduler _scheduler;

    ServiceHost(WebApplication web, CommandSocket socket, ServiceScheduler scheduler) => (_web, _socket, _scheduler) = (web, socket, scheduler);

    /// <summary>The addresses at which it is reached.</summary>
    public IEnumerable<string> Addresses => _web.Urls;

    /// <summary>Starts everything, or nothing: what was started is stopped again when the rest cannot start.</summary>
    /// <exception cref="CommandProblem">The port is taken, or a service runs on this data folder already.</exception>
    public static async Task<ServiceHost> Start(Bench bench, Func<WebHostOptions, WebHostOptions> choose)
    {
        foreach (var place in bench.Records.Districts.List())
            bench.Districts.Open(place.Slug);
        var runner = new ScheduleRunner(bench.Records, Schedule.Work(bench.Districts, bench.Clock));
        var scheduler = await ServiceScheduler.Start(bench.Data, bench.Records, runner, bench.Clock);
        CommandSocket? socket = null;
        WebApplication? web = null;
        try
        {
            var service = new RunningService { Data = bench.Data, Records = bench.Records, Districts = bench.Districts, Runner = runner, Scheduler = scheduler };
            socket = await CommandSocket.Open(service, bench.Clock);
            web = WebHost.Build(choose(new WebHostOptions
            {
                Folder = bench.Data, Records = bench.Records, Districts = bench.Districts, Clock = bench.Clock, Runner = runner, Scheduler = scheduler,
            }));
            await Listen(web);
            return new ServiceHost(web, socket, scheduler);
        }
        catch
        {
            if (web is not null)
                await web.DisposeAsync();
            if (socket is not null)
                await socket.DisposeAsync();
            await scheduler.DisposeAsync();
            throw;
        }
    }

    /// <summary>Serves until the process is told to stop.</summary>
    public async Task UntilStopped(CancellationToken stop) => await _web.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync();
        await _scheduler.DisposeAsync();
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    static async Task Listen(WebApplication web)
    {
        try
        {
            await web.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandProblem(ExitCode.Busy, "That port is taken by another program. Name a free one with --port, or 0 to take any.");
        }
    }
}
