using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>A night carries on what was kept from load to load, and says what a night says that counts everything anew.</summary>
[Parallelizable]
public sealed class NightlyAnalysisTests
{
    [TestCase(0, 1, 4, TestName = "A_random_life_of_a_district_is_judged_the_same_from_months_as_from_days")]
    [TestCase(1, 400, 12, TestName = "Four_hundred_more_random_lives_are_judged_the_same_from_months_as_from_days", Category = "Slow")]
    public void Months_or_days(int first, int count, int steps)
    {
        var (judged, byDays) = (0, 0);
        List<string> wrong = [];
        for (var seed = first; seed < first + count; seed++)
        {
            using var warehouse = new TemporaryWarehouse();
            var life = new RandomLoads(warehouse, seed);
            life.Begin();
            for (var step = 0; step < steps; step++)
                life.Step();
            foreach (var day in new DateOnly[] { new(2025, 9, 17), new(2025, 10, 3), new(2025, 11, 20) })
            {
                var attendance = AttendanceSoFar.Of(warehouse.Leader, Year, day);
                var kept = IndicatorRun.Judge(StudentYear.Gather(attendance, warehouse.Leader, Year, day), Year);
                var anew = IndicatorRun.Judge(warehouse.Leader, Year, day);
                (judged, byDays) = (judged + anew.Count, byDays + attendance.FromDays);
                if (!kept.SequenceEqual(anew) || !InStretches(warehouse.Leader, day).SequenceEqual(anew))
                    wrong.Add($"seed {seed}, {day:O}\n{life.Story}");
                wrong.AddRange(Stretches(day).Where(s => !Counted(AttendanceSoFar.Between(warehouse.Leader, s.First, s.Last).Students.Values)
                    .SequenceEqual(Counted(warehouse.Leader.Ask(StudentAttendance.Between(s.First, s.Last))))).Select(s => $"seed {seed}, {s.First:O} to {s.Last:O}\n{life.Story}"));
            }
        }
        TestContext.Out.WriteLine($"{judged} findings compared, {byDays} students counted by days, {wrong.Count} days differ");
        Assert.That(wrong, Is.Empty);
        Assert.That(byDays, Is.Positive);
    }

    // Whole years, what is left of one, and a few weeks, as models ask for them.
    static (DateOnly First, DateOnly Last)[] Stretches(DateOnly day) => [(Year.FirstDay, Year.LastDay), (day.AddDays(1), Year.LastDay), (day.AddDays(-45), day), (day.AddDays(-5), day)];

    static IEnumerable<StudentAttendance> Counted(IEnumerable<StudentAttendance> students) => students.Where(a => a.DaysEnrolled > 0).OrderBy(a => a.StudentKey);

    // As a large district's night goes: some of the students at a time.
    static IEnumerable<JudgedRow> InStretches(Reader reader, DateOnly day)
    {
        var sent = new Lazy<YearSent>(() => reader.Ask(YearSent.Of(Year, day))[0]);
        return reader.Ask(StudentKeys.Ends)[0].Stretches(2).SelectMany(keys =>
        {
            var part = reader.Of(StudentPart.Keys(keys.First, keys.Last));
            return IndicatorRun.Judge(StudentYear.Gather(AttendanceSoFar.Of(part, Year, day), part, Year, day, sent), Year);
        });
    }

    [Test]
    public void Old_nights_are_thinned_out_and_the_one_just_asked_for_stays()
    {
        using var place = new TemporaryDistrict();
        var warehouse = place.District.Warehouse;
        warehouse.Load(Of(Update("calendar", [.. Days("s", 12)]), Update("roster", Deliveries.School("s"), Student("a")), Update("enrollment", Enrolled("a", "s"))));
        DateOnly[] days = [new(2025, 10, 1), new(2025, 10, 2), new(2025, 10, 3), new(2026, 2, 26), new(2026, 2, 27)];
        foreach (var day in days)
            warehouse.Publish(new AnalysisNight { AsOf = day, Year = Year, Indicators = [Verdict(warehouse)] });

        var report = NightlyAnalysis.Run(place.District, new DateOnly(2025, 10, 1), AnalysisParts.Indicators);

        Assert.That(report.NightsForgotten, Is.EqualTo(1));
        Assert.That(warehouse.Nights(), Is.EqualTo(days.Where(d => d != days[1]).Reverse()));
        Assert.That((report.StudentsJudged, report.CountedByDays), Is.EqualTo((1, 0)));
        Assert.That(warehouse.WhatUndoTakes(1).Nights, Has.None.Contains("2025-10-02"));
    }

    [Test]
    public void A_full_night_counts_every_student_by_days_and_finds_nothing_off()
    {
        using var place = new TemporaryDistrict();
        place.District.Warehouse.Load(Of(Update("calendar", [.. Days("s", 12)]), Update("roster", Deliveries.School("s"), Student("a")), Update("enrollment", Enrolled("a", "s"))));
        var kept = NightlyAnalysis.Run(place.District, FirstDay.AddDays(20), AnalysisParts.Indicators);
        var newest = place.District.Warehouse.NewestLoad;

        var full = NightlyAnalysis.Run(place.District, FirstDay.AddDays(20), AnalysisParts.Indicators | AnalysisParts.Anew);

        Assert.That((full.StudentsJudged, full.CountedByDays, kept.CountedByDays), Is.EqualTo((1, 1, 0)));
        Assert.That(place.District.Warehouse.NewestLoad, Is.EqualTo(newest), "the same night was published again, and nothing derived was off");
    }

    static IndicatorRow Verdict(DataWarehouse warehouse) => new()
    {
        StudentKey = warehouse.As(Viewer.Nightly("test")).Ask(StudentPlacement.On(Year, new DateOnly(2026, 3, 1))).Single().StudentKey,
        Year = Year, Indicator = "chronic-absence", Preset = "federal", Verdict = "fine", Reason = "present", DefinitionVersion = "1",
    };
}
