using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Schedules;

/// <summary>What the judging of a night came to.</summary>
/// <param name="Students">Students with at least one finding.</param>
/// <param name="ByDays">Those whose attendance was counted day by day; the others' was carried on from the months kept up at each load.</param>
/// <param name="Findings">Verdicts laid aside.</param>
/// <param name="Rates">Rates for anybody, as they are counted so far; null where nobody was judged.</param>
sealed record JudgedNight(int Students, int ByDays, int Findings, PublishedRates? Rates = null);

/// <summary>
/// Judges every student by every indicator and lays the verdicts aside. A large district is gone through stretch by stretch of its students, as many at a time as there are cores,
/// so that a night of ten million students holds no more of them in memory than one of a hundred thousand.
/// </summary>
static class NightlyIndicators
{
    /// <summary>Judges all students of the year.</summary>
    /// <param name="reader">The whole district's reader.</param>
    /// <param name="draft">Gets the verdicts, in the order of students.</param>
    /// <param name="year">The school year.</param>
    /// <param name="asOf">The day up to which is looked.</param>
    /// <param name="anew">Counts everyone's days one by one, whatever was kept from load to load.</param>
    /// <param name="rules">The district's presets.</param>
    /// <param name="stages">Told how far it is.</param>
    /// <param name="stop">Ends it early; nothing is published then.</param>
    public static JudgedNight Judge(Reader reader, NightDraft draft, SchoolYear year, DateOnly asOf, bool anew, DistrictRules rules, StageClock stages, CancellationToken stop)
    {
        var whole = new OfEverybody(new(() => reader.Ask(YearSent.Of(year, asOf), stop)[0]), new(() => reader.Ask(SeenSchool.All, stop)));
        var all = new JudgedNight(0, 0, 0, new PublishedRates());
        var keys = reader.Ask(StudentKeys.Ends, stop)[0];
        // The days of many students are summed up at once; what follows for each is said in shorter stretches.
        foreach (var (many, stretches) in reader.InLongStretches(keys))
        {
            var (attendance, before) = (anew ? null : AttendanceSoFar.WithRuns(many, year, asOf, stop), all.Students);
            foreach (var (rows, rates) in SideBySide.Do(stretches, part => Judge(part, attendance, year, asOf, rules, whole, stop)))
            {
                stop.ThrowIfCancellationRequested();
                draft.Add(asOf, rows.Select(Row));
                all.Rates!.Add(rates);
                all = all with { Students = all.Students + rows.Select(r => r.StudentKey).Distinct().Count(), Findings = all.Findings + rows.Count };
                if (all.Students < keys.Students)
                    stages.Progress?.Report(FormattableString.Invariant($"{all.Students:N0} of up to {keys.Students:N0} students judged"));
            }

            all = all with { ByDays = all.ByDays + (attendance?.FromDays ?? all.Students - before) };
        }

        return all;
    }

    static (IReadOnlyList<JudgedRow> Rows, PublishedRates Rates) Judge(Reader part, AttendanceSoFar? attendance, SchoolYear year, DateOnly asOf, DistrictRules rules, OfEverybody whole, CancellationToken stop)
    {
        var students = attendance is null ? StudentYear.Gather(part, year, asOf, whole.Sent, stop) : StudentYear.Gather(attendance, part, year, asOf, whole.Sent, stop);
        var judged = IndicatorRun.Judge(students, year, rules.Indicators);
        return (judged, PublishedRates.Count(part, judged, rules.Indicators, year, asOf, whole.Schools, stop));
    }

    // What is asked once and not for every stretch: it would look through all students each time.
    sealed record OfEverybody(Lazy<YearSent> Sent, Lazy<IReadOnlyList<SeenSchool>> Schools);

    static IndicatorRow Row(JudgedRow judged) => new()
    {
        StudentKey = judged.StudentKey, SchoolKey = judged.SchoolKey, Year = judged.Year, Indicator = judged.Indicator, Preset = judged.Preset,
        Verdict = judged.Verdict, Part = judged.Finding.Part, Whole = judged.Finding.Whole, Reason = judged.Finding.Reason, DefinitionVersion = judged.DefinitionVersion,
    };
}
