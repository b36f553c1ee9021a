using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using District = DataDrivenDecisions.Schedules.District;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>In a large district models learn from a drawn part of the students and score all of them, some at a time.</summary>
[Parallelizable]
public sealed class LargeDistrictModelsTests
{
    static readonly DateOnly Night = MapleValley.PreviousDay;
    static readonly SchoolYear Year = SchoolYear.Of(MapleValley.PreviousDay);

    static readonly Lazy<TemporaryDistrict> Valley = new(Load);

    [OneTimeTearDown]
    public void Forget()
    {
        if (Valley.IsValueCreated)
            Valley.Value.Dispose();
    }

    static TemporaryDistrict Load()
    {
        var folder = Directory.CreateTempSubdirectory("maple-valley-large-").FullName;
        try
        {
            MapleValley.Write(folder, new SampleOptions { Students = 600 });
            var place = new TemporaryDistrict();
            place.Clock.Advance(TimeSpan.FromDays(11));
            place.District.Importer.Import([.. MapleValley.HistoryZips.Select(z => Path.Combine(folder, z))], new ImportOptions { By = "test" });
            // So that its chances are published whichever gate so few students fail.
            place.Records.Overrides.Ask("elm", RestOfYearTrouble.Slug, "to be seen in a test", "leader");
            place.Records.Overrides.Agree(place.Records.Overrides.Of("elm", RestOfYearTrouble.Slug)!.Id, "coordinator", Year.LastDay);
            return place;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The models of a night, published.</summary>
    static (ModelsNight Night, long? Load) Run(District district, ModelSize size)
    {
        using var draft = district.Warehouse.Draft();
        var night = NightlyModels.Run(district, draft, Year, Night, new StageClock(null, default), size);
        return (night, draft.Publish(new AnalysisNight { AsOf = Night, Year = Year }));
    }

    static Reader Reader(District district) => district.Warehouse.As(Viewer.Nightly("test"));

    static List<RiskOnDay> Said(District district) => [.. Reader(district).Ask(RiskOnDay.On(Night)).OrderBy(r => r.Model, StringComparer.Ordinal).ThenBy(r => r.StudentKey).ThenBy(r => r.SectionKey)];

    static List<int> Enrolled(District district) => [.. Reader(district).Ask(StudentPlacement.On(Year, Night)).Where(p => p.IsEnrolledOn(Night)).Select(p => p.StudentKey).Order()];

    [Test, Category("Slow")]
    public void A_part_is_learned_from_and_everyone_is_scored_the_same_whether_at_once_or_some_at_a_time()
    {
        var district = Valley.Value.District;
        var enrolled = Enrolled(district);
        var size = new ModelSize(MostLearnedFrom: (enrolled.Count / 2) + 1, ScoredAtATime: 70);

        var (night, load) = Run(district, size);
        var said = Said(district);
        var again = Run(district, size with { ScoredAtATime = 1_000_000 });

        Assert.That(load, Is.Not.Null);
        Assert.That(again.Load, Is.Null, "scored at once and learned anew, not a bit of it differs from what was published");
        Assert.That(said.Where(r => r.Model == RestOfYearTrouble.Slug).Select(r => r.StudentKey), Is.EqualTo(enrolled));
        Assert.That(Said(district), Is.EqualTo(said));
        Assert.That(night.Students, Is.EqualTo(said.Select(r => r.StudentKey).Distinct().Count()).And.EqualTo(again.Night.Students));
        Assert.That(night.Reports, Is.EqualTo(again.Night.Reports));

        var kept = Valley.Value.Records.Models.Latest("elm", RestOfYearTrouble.Slug)!;
        var card = ModelCard.FromJson(kept.Card)!;
        Assert.That((card.OneOf, card.Drawn), Is.EqualTo((2, "Learned from and tested on one of 2 students, drawn over all schools.")));
        Assert.That(card.Message, Does.StartWith($"Published: {enrolled.Count} students scored").And.EndsWith(card.Drawn!));
        Assert.That(card.Cohorts.Select(c => c.Rows + c.Unlabeled), Is.All.LessThan(0.6 * enrolled.Count), "counts are of those drawn");
        Assert.That(night.Reports.Where(r => !r.Published && !r.Reason.StartsWith("Not asked", StringComparison.Ordinal)).Select(r => r.Reason), Is.All.EndsWith(card.Drawn!), "what is not shown says so too");
    }

    [Test]
    public void A_part_s_lines_between_levels_are_those_of_everyone()
    {
        var everyone = new RememberedAnswers(Reader(Valley.Value.District));
        var part = Reader(Valley.Value.District).Of(StudentPart.OneOf(3));
        var model = new NextLevelMathematics();
        static IEnumerable<(int, CaseLine)> Lines(IEnumerable<StudentCase> cases) => cases.Select(c => (c.StudentKey, c.Line! with { Record = null! }));

        var all = Lines(model.Gather(everyone, null, Year, Night)).ToList();
        var some = Lines(model.GatherBy(everyone, Year, Night, default)(part, default)).ToList();

        Assert.That(some, Is.EqualTo(all.Where(c => StudentPart.OneOf(3).Holds(c.Item1))).And.Not.Empty);
        Assert.That(Lines(model.Gather(part, null, Year, Night)), Is.Not.EqualTo(some), "with themselves alone they would be compared otherwise");
    }

    [Test]
    public void What_was_sent_at_all_is_told_by_everyone()
    {
        var reader = Reader(Valley.Value.District);
        var lone = reader.Ask(StudentIncidents.In(Year, Night)).Select(i => i.StudentKey).ToHashSet() is var with ? Enrolled(Valley.Value.District).First(k => !with.Contains(k)) : 0;
        var part = reader.Of(StudentPart.Keys(lone, lone));

        var told = new RestOfYearTrouble().Gather(new RememberedAnswers(part, reader), null, Year, Night).Single();
        var untold = new RestOfYearTrouble().Gather(part, null, Year, Night).Single();

        Assert.That((told.SoFar.Incidents?.Incidents, untold.SoFar.Incidents), Is.EqualTo(((long?)0, (StudentIncidents?)null)));
    }

    [TestCase(0, 1)]
    [TestCase(16_000, 1)]
    [TestCase(16_001, 2)]
    [TestCase(50_000, 4)]
    [TestCase(10_000_000, 625)]
    public void One_of_so_many_is_learned_from(long enrolled, int oneOf) => Assert.That(new ModelSize().OneOf(enrolled), Is.EqualTo(oneOf));
}
