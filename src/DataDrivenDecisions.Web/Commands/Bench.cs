using System.CommandLine;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>One command at work: the data folder with its records and districts, opened for it or lent by the running service.</summary>
sealed class Bench : IDisposable
{
    readonly Surroundings _around;
    readonly ParseResult _parsed;
    readonly Lazy<DataFolder> _data;
    readonly Lazy<RecordStore> _records;
    readonly Lazy<Districts> _districts;

    public Bench(Surroundings around, ParseResult parsed)
    {
        _around = around;
        _parsed = parsed;
        _data = new(() => around.Service?.Data ?? DataOf(around, parsed));
        _records = new(() => around.Service?.Records ?? RecordStore.Open(Data, around.Clock));
        _districts = new(() => around.Service?.Districts ?? new Districts(Data, Records, around.Clock));
    }

    public DataFolder Data => _data.Value;
    public RecordStore Records => _records.Value;
    public Districts Districts => _districts.Value;
    public TextWriter Out => _around.Out;
    public TextWriter Err => _around.Err;

    /// <summary>Asks for a secret: on a terminal without showing it, else from standard input.</summary>
    public string? AskSecret(string prompt) => _around.AskSecret(prompt);

    public TimeProvider Clock => _around.Clock;
    public RunningService? Service => _around.Service;

    /// <summary>True when the answer is to be JSON.</summary>
    public bool Json => _parsed.GetValue(CommonOptions.Json);

    /// <summary>Who gives the command, as the audit names them.</summary>
    public string Operator => "operator:" + _around.User;

    /// <summary>The data folder that a command line means, which is made when it is not there.</summary>
    public static DataFolder DataOf(Surroundings around, ParseResult parsed)
    {
        var named = parsed.GetValue(CommonOptions.Data);
        return DataFolder.Of(named is null ? null : around.PathOf(named));
    }

    public T? Value<T>(Option<T> option) => _parsed.GetValue(option);

    public T Value<T>(Argument<T> argument) => _parsed.GetRequiredValue(argument);

    public T? Optional<T>(Argument<T?> argument) => _parsed.GetValue(argument);

    public string PathOf(string path) => _around.PathOf(path);

    /// <summary>The short name of the district that is meant: the one named, or the only one there is.</summary>
    public string DistrictSlug()
    {
        var known = Records.Districts.List();
        var named = Value(CommonOptions.District);
        if (named is not null)
        {
            return known.Any(d => string.Equals(d.Slug, named, StringComparison.Ordinal))
                ? named
                : throw new CommandProblem(ExitCode.Usage, $"There is no district '{named}' here. List them with 'district list', or add it with 'district add'.");
        }
        return known.Count switch
        {
            1 => known[0].Slug,
            0 => throw new CommandProblem(ExitCode.Usage, "There is no district yet. Add one with 'district add NAME', or try the sample with 'demo'."),
            _ => throw new CommandProblem(ExitCode.Usage, $"There are several districts. Say which with --district: {string.Join(", ", known.Select(d => d.Slug))}."),
        };
    }

    /// <summary>The district that is meant, with its warehouse open.</summary>
    public District District() => Districts.Open(DistrictSlug());

    /// <summary>On whose behalf the command reads: the operator, who sees the whole district, or the person named with <c>--as</c>.</summary>
    public Viewer Viewer(District district)
    {
        if (Value(CommonOptions.As) is not { } userName)
            return Warehouse.Viewer.Operator(_around.User);
        var person = Records.People.Find(userName);
        return person is not null && string.Equals(person.District, district.Slug, StringComparison.Ordinal)
            ? Viewing.Of(person, Records, district.Warehouse)
            : throw new CommandProblem(ExitCode.Usage, $"There is no user '{userName}' in this district. List them with 'user list'.");
    }

    /// <summary>The district as the command's viewer may see it, on the day that the command names or today.</summary>
    public Reader Reader(District district) =>
        Words.Day(Value(CommonOptions.AsOf)) is { } day ? district.Warehouse.As(Viewer(district), day) : district.Warehouse.As(Viewer(district));

    /// <summary>Progress on standard error: one line drawn over on a terminal, a line each elsewhere.</summary>
    public CommandProgress Progress() => new(_around.Err, _around.IsTerminal);

    /// <summary>Prints the answer as JSON when it was asked for, else as words.</summary>
    public void Answer(object json, Action<TextWriter> words)
    {
        if (Json)
            Out.WriteLine(Commands.Json.Text(json));
        else
            words(Out);
    }

    public void Dispose()
    {
        if (_around.Service is not null)
            return;
        if (_districts.IsValueCreated)
            _districts.Value.Dispose();
        if (_records.IsValueCreated)
            _records.Value.Dispose();
    }
}
