using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>Which parts of the analysis to do.</summary>
[Flags]
public enum AnalysisParts
{
    None = 0,

    /// <summary>Every indicator for every student.</summary>
    Indicators = 1,

    /// <summary>Train, examine and, when they pass their gates, publish the models.</summary>
    Models = 2,

    /// <summary>Count what every check of data quality finds.</summary>
    Quality = 4,

    /// <summary>Growth percentiles from the scores of tests.</summary>
    Growth = 16,

    /// <summary>Mastery of standards from the scores that are evidence of them.</summary>
    Mastery = 32,
    All = Indicators | Models | Quality | Growth | Mastery,

    /// <summary>Derive everything anew first and count every student's days one by one, whatever was kept from load to load.</summary>
    Anew = 8,
}

/// <summary>What a model's night came to.</summary>
public sealed record ModelReport
{
    public required string Model { get; init; }

    /// <summary>Students who have a chance published.</summary>
    public required int Scored { get; init; }

    /// <summary>Area under the curve on the later cohort that the model had not seen.</summary>
    public double? Auc { get; init; }

    /// <summary>The same for the rule that the model has to beat.</summary>
    public double? RuleAuc { get; init; }

    /// <summary>Mean distance between chance and outcome over ten equal-count bins of the later cohort.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>True when it passed its gates.</summary>
    public required bool Published { get; init; }

    /// <summary>Why it was published or not, in a sentence.</summary>
    public required string Reason { get; init; }
}

/// <summary>One stage of a night's work and how long it took.</summary>
public sealed record StageTime(string Stage, double Seconds);

/// <summary>What an analysis came to.</summary>
public sealed record AnalysisReport
{
    public required DateOnly AsOf { get; init; }

    /// <summary>Students with at least one finding.</summary>
    public required int StudentsJudged { get; init; }

    /// <summary>Those of them whose attendance was counted day by day; the others' was carried on from the months kept up at each load.</summary>
    public int CountedByDays { get; init; }

    /// <summary>Old nights whose results were deleted.</summary>
    public int NightsForgotten { get; init; }

    /// <summary>Findings published.</summary>
    public required int Findings { get; init; }
    public required IReadOnlyList<ModelReport> Models { get; init; }
    public required IReadOnlyList<StageTime> Stages { get; init; }

    /// <summary>What the checks of data quality found; null when they did not run.</summary>
    public QualityNight? Quality { get; init; }

    /// <summary>Scores of this and the last school year with a growth percentile; null when growth was not told.</summary>
    public int? GrowthTold { get; init; }

    /// <summary>Scores that have none, each with the reason beside it.</summary>
    public int? GrowthNotTold { get; init; }

    /// <summary>Students' standards with evidence this year; null when mastery was not told.</summary>
    public int? StandardsTold { get; init; }

    /// <summary>Students with at least one estimate, each counted once whichever models tell of her.</summary>
    public int StudentsScored { get; init; }

    /// <summary>True when a check of the data could not be done, so that somebody gives the program more memory.</summary>
    public bool NeedsAttention => Quality is { NotDone.Count: > 0 };

    /// <summary>The analysis in one sentence.</summary>
    public string Sentence => FormattableString.Invariant($"{StudentsJudged:N0} students judged, {StudentsScored:N0} scored.{(Quality?.Lack is { } lack ? " " + lack : "")}");
}

/// <summary>Judges every student of the district by every indicator and model as of one day, from all that is known by now about the time until then, and publishes it as one night.</summary>
public static class NightlyAnalysis
{
    /// <summary>Runs the parts for the school year of a day; the same day run again replaces what was published for it.</summary>
    /// <param name="district">Whose students.</param>
    /// <param name="asOf">The day up to which is looked.</param>
    /// <param name="parts">What to do; what is left out stays as it was published.</param>
    /// <param name="progress">Gets a sentence per stage.</param>
    /// <param name="stop">Stops between stages; nothing is published then.</param>
    public static AnalysisReport Run(District district, DateOnly asOf, AnalysisParts parts, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        var anew = parts.HasFlag(AnalysisParts.Anew);
        var year = SchoolYear.Of(asOf);
        var stages = new StageClock(progress, stop);
        var rules = DistrictRules.Of(district.Records, district.Slug);
        if (anew)
            stages.Time("Deriving everything anew", district.Warehouse.DeriveAnew);
        var reader = district.Warehouse.As(Viewer.Nightly("analysis"));
        using var draft = district.Warehouse.Draft();
        var judged = parts.HasFlag(AnalysisParts.Indicators) ? stages.Time("Judging every student", () => NightlyIndicators.Judge(reader, draft, year, asOf, anew, rules, stages, stop)) : new JudgedNight(0, 0, 0);
        var models = parts.HasFlag(AnalysisParts.Models) ? NightlyModels.Run(district, draft, year, asOf, stages, stop: stop) : new ModelsNight([], 0);
        var growth = parts.HasFlag(AnalysisParts.Growth) ? stages.Time("Telling growth", () => NightlyGrowth.Tell(reader, year, asOf, stop)) : null;
        var mastery = parts.HasFlag(AnalysisParts.Mastery) ? stages.Time("Telling mastery", () => NightlyMastery.Tell(reader, year, asOf, rules, stop)) : null;
        var quality = parts.HasFlag(AnalysisParts.Quality)
            ? stages.Time("Checking the data", () => NightlyQuality.Run(district, Viewer.Nightly("quality"), asOf, stop: stop))
            : null;
        var rates = judged.Rates is { } counted ? stages.Time("Telling rates for anybody", () => counted.Tell(year, asOf)) : null;
        stages.Time("Publishing the night", () => draft.Publish(new AnalysisNight
        {
            AsOf = asOf, Year = year, Growth = growth, Mastery = mastery, Rates = rates,
        }));
        var forgotten = stages.Time("Thinning out old nights", () => ThinOut(district, asOf));
        return new AnalysisReport
        {
            AsOf = asOf,
            StudentsJudged = judged.Students,
            CountedByDays = judged.ByDays,
            NightsForgotten = forgotten,
            Findings = judged.Findings,
            StudentsScored = models.Students,
            Models = models.Reports,
            Stages = stages.Times,
            Quality = quality,
            StandardsTold = mastery?.Count,
            GrowthTold = growth?.Count(g => g.Percentile is not null),
            GrowthNotTold = growth?.Count(g => g.Percentile is null),
        };
    }

    // The night that was just made stays, also where somebody asked for one of long ago.
    static int ThinOut(District district, DateOnly asOf)
    {
        var pinned = NightRetention.Pinned(district.Records.Models.List(district.Slug));
        var outlived = NightRetention.Of(district.Records.Settings.Of(district.Slug)).Outlived(district.Warehouse.Nights(), district.Today, [.. pinned, asOf]);
        if (outlived.Count > 0)
            district.Warehouse.ForgetNights(outlived);
        return outlived.Count;
    }
}
