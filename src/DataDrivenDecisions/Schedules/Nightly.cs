namespace DataDrivenDecisions.Schedules;

/// <summary>The night: pulls from the sources, takes in what has arrived in the drop folder, then judges every student anew.</summary>
public sealed class Nightly : Schedule
{
    public override string Name => "nightly";
    public override string Title => "Import what arrived, then analyze";
    public override string UsualCron => "0 30 2 * * ?";

    public override ScheduleOutcome Run(District district, TimeProvider machineClock, IProgress<string>? progress, CancellationToken stop)
    {
        var pull = NightlyPull.Run(district, "schedule:" + Name, progress, stop: stop);
        var import = NightlyImport.Run(district, "schedule:" + Name, machineClock, progress, stop: stop);
        var analysis = NightlyAnalysis.Run(district, district.Today, AnalysisParts.All, progress, stop);
        return new ScheduleOutcome(pull.RowsLoaded + import.RowsLoaded, pull.NeedsAttention || import.NeedsAttention || analysis.NeedsAttention, $"{pull.Sentence}{import.Sentence} {analysis.Sentence}");
    }
}
