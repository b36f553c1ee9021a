using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Commands;

/// <summary>What making or opening the sample district came to.</summary>
sealed record DemoOutcome
{
    public required DateOnly Day { get; init; }

    /// <summary>False when everything had been there before.</summary>
    public required bool Changed { get; init; }
    public required IReadOnlyList<DemoFile> Files { get; init; }

    /// <summary>The analysis of the sample's day.</summary>
    public AnalysisReport? Analysis { get; init; }
    public required IReadOnlyList<StageTime> Stages { get; init; }
    public required IReadOnlyList<DemoSignIn> SignIns { get; init; }

    /// <summary>The warehouse's hash over everything it knows: the same before and after a run that changes nothing.</summary>
    public required string Hash { get; init; }
}

/// <summary>What became of one file when the sample district was made.</summary>
sealed record DemoFile(string File, string? Format, string State, long RowsIn, long Loaded, long Unchanged, long Rejected, long Duplicate, long Held, double Seconds)
{
    public static DemoFile Of(ImportReport r) => new(r.File, r.Format, r.State, r.RowsIn, r.Loaded, r.Unchanged, r.Rejected, r.Duplicate, r.Held, r.Seconds);
}

/// <summary>
/// Makes the sample district as a district's own people would: its systems' files are delivered on two evenings, imported the normal way, and
/// each evening is analyzed. Only its clock and its sign-ins are different from a real one.
/// </summary>
sealed class DemoDistrict
{
    public const string Slug = "maple-valley";

    readonly Bench _bench;
    readonly CommandProgress _progress;
    readonly CancellationToken _stop;
    readonly string _files;
    readonly List<ImportReport> _reports = [];
    readonly List<StageTime> _stages = [];
    AnalysisReport? _analysis;

    DemoDistrict(Bench bench, CancellationToken stop)
    {
        _bench = bench;
        _stop = stop;
        _progress = bench.Progress();
        _files = DataFolder.At(Path.Combine(bench.Data.District(Slug).Path, "sample")).Path;
    }

    /// <summary>Makes what is missing of the sample district; with all of it there nothing changes.</summary>
    public static DemoOutcome Ready(Bench bench, CancellationToken stop) => new DemoDistrict(bench, stop).Ready();

    DemoOutcome Ready()
    {
        if (Before() is { } before)
            return before with { Changed = false, Hash = Hash() };
        var place = _bench.Records.Districts.Find(Slug) ?? Found();
        Stage("generate the files", WriteFiles);
        if (place.ClockDay != MapleValley.Day)
        {
            Evening(MapleValley.PreviousDay, MapleValley.HistoryZips);
            _bench.Records.Districts.SetClockDay(Slug, MapleValley.Day);
            _bench.Districts.Close(Slug);
        }
        Evening(MapleValley.Day, MapleValley.TodayZips);
        var outcome = new DemoOutcome
        {
            Day = MapleValley.Day, Changed = true, Files = [.. _reports.Select(DemoFile.Of)], Analysis = _analysis, Stages = _stages, SignIns = Welcome(), Hash = Hash(),
        };
        OwnFile.Write(Kept, stream => JsonSerializer.Serialize(stream, outcome));
        return outcome;
    }

    /// <summary>What was done when the district was made. It is made once: older files imported again after newer ones would take the newer back.</summary>
    string Kept => Path.Combine(_files, "outcome.json");

    DemoOutcome? Before()
    {
        if (!File.Exists(Kept) || _bench.Records.Districts.Find(Slug) is null)
            return null;
        using var stream = File.OpenRead(Kept);
        return JsonSerializer.Deserialize<DemoOutcome>(stream);
    }

    string Hash() => _bench.Districts.Open(Slug).Warehouse.Hash();

    DistrictRecord Found()
    {
        var place = new DistrictRecord { Slug = Slug, Name = "Maple Valley", TimeZone = "America/Chicago", ClockDay = MapleValley.PreviousDay };
        _bench.Records.Districts.Add(place);
        _bench.Records.Schedules.Set(Schedule.Nightly.For(place));
        return place;
    }

    void WriteFiles()
    {
        var expected = MapleValley.HistoryZips.Concat(MapleValley.TodayZips).Select(z => Path.Combine(_files, z));
        if (!expected.All(File.Exists))
            MapleValley.Write(_files, _progress);
    }

    /// <summary>What a night does, written down as a run like any other night.</summary>
    void Evening(DateOnly day, IReadOnlyList<string> zips)
    {
        var district = _bench.Districts.Open(Slug);
        Exception? failure = null;
        var runner = new ScheduleRunner(_bench.Records, (_, _, _, _) =>
        {
            try
            {
                return Night(district, day, zips);
            }
            catch (Exception failed)
            {
                failure = failed;
                throw;
            }
        }, district.Clock);
        runner.Run(Slug, Schedule.Nightly.Name, _bench.Operator, _progress, _stop);
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    ScheduleOutcome Night(District district, DateOnly day, IReadOnlyList<string> zips)
    {
        var reports = Import($"import of {Words.Of(day)}", zips);
        Stage($"analysis of {Words.Of(day)}", () => _analysis = NightlyAnalysis.Run(district, day, AnalysisParts.All, _progress, _stop));
        return new ScheduleOutcome(reports.Sum(r => r.Loaded), NeedsAttention: false, FormattableString.Invariant($"{reports.Sum(r => r.Loaded):N0} rows loaded, {reports.Sum(r => r.Rejected):N0} rejected. {_analysis?.Sentence}"));
    }

    IReadOnlyList<ImportReport> Import(string stage, IReadOnlyList<string> zips)
    {
        IReadOnlyList<ImportReport> reports = [];
        var district = _bench.Districts.Open(Slug);
        Stage(stage, () => reports = district.Importer.Import([.. zips.Select(z => Path.Combine(_files, z))],
            new ImportOptions { By = _bench.Operator, Archive = district.Folder.Archive }, _progress, _stop));
        _progress.Clear();
        _reports.AddRange(reports);
        if (reports.FirstOrDefault(r => r.State is ImportState.Refused or ImportState.Held) is { } wrong)
            throw new InvalidDataException($"{wrong.File} of the sample district was {wrong.State}: {wrong.Refusal}");
        return reports;
    }

    /// <summary>The six people, with one password that is made up for this data folder and kept in it for its owner alone.</summary>
    IReadOnlyList<DemoSignIn> Welcome()
    {
        var password = Password();
        foreach (var sample in SamplePeople.All)
        {
            if (_bench.Records.People.Find(sample.UserName) is null)
                Add(sample, password);
        }
        return [.. SamplePeople.All.Select(s => new DemoSignIn(s.UserName, password, $"{s.DisplayName}, {s.Role.ToLowerInvariant()}"))];
    }

    void Add(SamplePerson sample, string password)
    {
        var role = Enum.Parse<Role>(sample.Role);
        var person = _bench.Records.People.Add(new Person
        {
            Id = 0, UserName = sample.UserName, DisplayName = sample.DisplayName, Role = role, District = Slug,
            StaffId = role == Role.Family ? null : sample.RosterId, GuardianId = role == Role.Family ? sample.RosterId : null,
        })!;
        _bench.Records.People.SetPassword(person, password);
        foreach (var grant in GrantsOf(sample, role))
            _bench.Records.Grants.Add(person, grant, _bench.Operator);
    }

    /// <summary>The coordinator answers for the data and sees all of it; the counselor what her work needs; nobody else a sensitive program.</summary>
    static IEnumerable<string> GrantsOf(SamplePerson sample, Role role)
    {
        if (sample.SeesDistrict)
            yield return "district";
        if (sample.SchoolSourcedId is { } school)
            yield return "school:" + school;
        foreach (var kind in role switch { Role.Coordinator => Grants.Sensitivities, Role.Counselor => ["disability", "language", "housing", "foster"], _ => [] })
            yield return "sensitive:" + kind;
    }

    string Password()
    {
        const string clear = "abcdefghjkmnpqrstuvwxyz23456789"; // without letters that are taken for others
        var file = Path.Combine(_files, "sign-ins.json");
        if (File.Exists(file))
            return JsonSerializer.Deserialize<string>(File.ReadAllText(file))!;
        var password = $"maple-{RandomNumberGenerator.GetString(clear, 4)}-{RandomNumberGenerator.GetString(clear, 4)}";
        OwnFile.Write(file, stream => JsonSerializer.Serialize(stream, password));
        return password;
    }

    void Stage(string name, Action work)
    {
        _stop.ThrowIfCancellationRequested();
        _progress.Report(char.ToUpperInvariant(name[0]) + name[1..]);
        var watch = Stopwatch.StartNew();
        work();
        _progress.Clear();
        _stages.Add(new StageTime(name, watch.Elapsed.TotalSeconds));
    }
}
