using System.CommandLine;
using System.CommandLine.Invocation;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Exporting;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Schedules.Backups;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>The <c>ddd</c> command line: every command by name, and how each of them runs and fails.</summary>
sealed class CommandLine
{
    readonly Surroundings _around;
    readonly IReadOnlyList<string> _args;

    CommandLine(Surroundings around, IReadOnlyList<string> args) => (_around, _args) = (around, args);

    /// <summary>Every command, in the order of the help text.</summary>
    static IReadOnlyList<Func<CommandLine, Command>> All { get; } =
    [
        DemoCommand.Make, ServeCommand.Make, DistrictCommand.Make, UserCommand.Make, ImportCommand.Make, ImportsCommand.Make, MappingCommand.Make, SourceCommand.Make, SyncCommand.Make, AnalyzeCommand.Make, NightsCommand.Make,
        WhyCommand.Make, SummarizeCommand.Make, EvaluateCommand.Make, GrowthCommand.Make, MasteryCommand.Make, ModelsCommand.Make, RulesCommand.Make, ReportCommand.Make, ExportCommand.Make, SnapshotCommand.Make, ScheduleCommand.Make, RunsCommand.Make, QualityCommand.Make,
        BackupCommand.Make, RestoreCommand.Make, MigrateCommand.Make, VerifyCommand.Make, DoctorCommand.Make,
    ];

    /// <summary>Reads a command line and does what it says; the answer is the exit code.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="around">Where it answers.</param>
    /// <param name="limitsMemory">True in a process of its own, which is held to the memory that it may have.</param>
    /// <param name="stop">Ends it early.</param>
    public static async Task<int> Run(IReadOnlyList<string> args, Surroundings around, bool limitsMemory = false, CancellationToken stop = default)
    {
        var line = new CommandLine(around, args);
        if (limitsMemory && await line.Guarded(() =>
            {
                MemoryAllowance.OfProcess.Apply();
                return Task.FromResult(ExitCode.Done);
            }) is not ExitCode.Done and var code)
            return code;
        var parsed = line.Root().Parse(args);
        if (parsed.Action is ParseErrorAction)
            return line.Unreadable(parsed);
        var output = new InvocationConfiguration { Output = around.Out, Error = around.Err, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(output, stop);
    }

    /// <summary>A handler that works in this process whatever else runs.</summary>
    public void Here(Command command, Func<Bench, CancellationToken, int> work) =>
        command.SetAction((parsed, stop) => Guarded(() => Task.Run(() => WithBench(parsed, work, stop), stop)));

    /// <summary>A handler that starts something which lives as long as the process.</summary>
    public void HereUntilStopped(Command command, Func<Bench, CancellationToken, Task<int>> work) => command.SetAction((parsed, stop) => Guarded(async () =>
    {
        using var bench = new Bench(_around, parsed);
        return await work(bench, stop);
    }));

    /// <summary>A handler that needs a warehouse: it runs inside the service that holds it, if there is one, else in this process.</summary>
    /// <param name="command">The command.</param>
    /// <param name="work">What it does.</param>
    /// <param name="confirm">Where it may wait for a person's word: the option that gives the word, and the question to ask at a terminal.</param>
    public void BesideService(Command command, Func<Bench, CancellationToken, int> work, (string Option, string Question)? confirm = null) => command.SetAction((parsed, stop) => Guarded(async () =>
    {
        var code = await Run(parsed, _args);
        if (code != ExitCode.Held || confirm is not var (option, question) || _around.Confirm is not { } ask || _args.Contains(option) || !ask(question))
            return code;
        IReadOnlyList<string> meant = [.. _args, option];
        return await Run(Root().Parse(meant), meant);

        async Task<int> Run(ParseResult said, IReadOnlyList<string> args) =>
            _around.Service is null && await CommandSocketClient.Run(Bench.DataOf(_around, said), args, _around, stop) is { } answered
                ? answered
                : await Task.Run(() => WithBench(said, work, stop), stop);
    }));

    int WithBench(ParseResult parsed, Func<Bench, CancellationToken, int> work, CancellationToken stop)
    {
        using var bench = new Bench(_around, parsed);
        return work(bench, stop);
    }

    async Task<int> Guarded(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            return Failed(ExitCode.Unexpected, "Stopped. Nothing is half done.");
        }
#pragma warning disable CA1031 // The last guard before the terminal: a person gets a sentence, never a stack trace.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Failed(CodeOf(failure), failure is CommandProblem || (CodeOf(failure) != ExitCode.Unexpected && Shortage.Of(failure) is null)
                ? failure.Message
                : Shortage.Of(failure) is { } lacking ? lacking.Sentence
                : $"Something unexpected happened ({failure.GetType().Name}): {failure.Message} Run 'doctor' to see whether everything is in place.");
        }
    }

    static int CodeOf(Exception failure) => failure switch
    {
        CommandProblem problem => problem.ExitCode,
        FileNotFoundException or FileLoadException when Shortage.Of(failure) is not null => ExitCode.Busy,
        UnknownDistrict or UnknownSource or NotKnownThen or UndoRefused or ReleaseRefused or FormatException => ExitCode.Usage,
        ImportRejected or PullFailed or Predicting.EvaluationRefused or Predicting.Growth.GrowthRefused or Indicators.Mastery.MasteryRefused or RestoreRefused or ExportRefused or MoveRefused or ValueTooLong or FileNotFoundException or DirectoryNotFoundException => ExitCode.Refused,
        WarehouseBusy or StoreBusy => ExitCode.Busy,
        RecordsUnusable or SecretUnreadable or BackupDamaged or SchemaRefused => ExitCode.Integrity,
        _ when Shortage.Of(failure) is not null => ExitCode.Busy,
        _ => ExitCode.Unexpected,
    };

    /// <summary>A line that cannot be read gets one sentence per fault, and where the help is.</summary>
    int Unreadable(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            _around.Err.WriteLine(error.Message);
        List<string> names = [];
        for (var symbol = parsed.CommandResult; symbol.Parent is System.CommandLine.Parsing.CommandResult parent; symbol = parent)
            names.Insert(0, symbol.Command.Name);
        return Failed(ExitCode.Usage, $"'{string.Join(' ', names.Prepend("ddd"))} --help' shows what can be said here.");
    }

    int Failed(int code, string message)
    {
        _around.Err.WriteLine(message);
        return code;
    }

    RootCommand Root()
    {
        var root = new RootCommand("DataDrivenDecisions: a school district's data, from its systems' exports to the morning page.")
        {
            CommonOptions.Data, CommonOptions.Json, CommonOptions.District,
        };
        foreach (var make in All)
            root.Add(make(this));
        return root;
    }
}
