using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Commands;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>A service without its pages: it holds the warehouses of a data folder and listens for commands.</summary>
sealed class RunningDistrict : IAsyncDisposable
{
    readonly RunningService _service;
    readonly CommandSocket _socket;

    RunningDistrict(RunningService service, CommandSocket socket) => (_service, _socket) = (service, socket);

    public Districts Districts => _service.Districts;
    public RecordStore Records => _service.Records;

    public static async Task<RunningDistrict> Start(string data)
    {
        var folder = DataFolder.At(data);
        var records = RecordStore.Open(folder, TimeProvider.System);
        var districts = new Districts(folder, records, TimeProvider.System);
        var runner = new ScheduleRunner(records, Schedule.Work(districts, TimeProvider.System));
        var scheduler = await ServiceScheduler.Start(folder, records, runner, TimeProvider.System);
        var service = new RunningService { Data = folder, Records = records, Districts = districts, Runner = runner, Scheduler = scheduler };
        return new RunningDistrict(service, await CommandSocket.Open(service, TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync();
        await _service.Scheduler.DisposeAsync();
        _service.Districts.Dispose();
        _service.Records.Dispose();
    }
}
