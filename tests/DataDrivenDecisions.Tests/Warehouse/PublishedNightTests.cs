using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A night says one thing of each student, year, indicator and preset, in whatever order its verdicts are laid aside and whether or not something of it was known before.</summary>
public sealed class PublishedNightTests
{
    static readonly DateOnly NextDay = FirstDay.AddDays(1);

    [TestCase("1a 1b 2a 2b", Description = "in the order of students")]
    [TestCase("2a 1b 1a 2b", Description = "in no order")]
    public void Different_verdicts_are_published_whole(string verdicts)
    {
        using var warehouse = WithTwo();

        Publish(warehouse, FirstDay, verdicts);
        Publish(warehouse, NextDay, verdicts);

        Assert.That(Known(warehouse, FirstDay), Is.EquivalentTo(verdicts.Split(' ')));
        Assert.That(Known(warehouse, NextDay), Is.EquivalentTo(verdicts.Split(' ')));
    }

    [TestCase("1a 1b 1a", Description = "of one student")]
    [TestCase("1a 2a 1a", Description = "out of the order of students")]
    public void The_same_verdict_twice_is_refused_and_nothing_of_the_night_is_kept(string verdicts)
    {
        using var warehouse = WithTwo();
        Publish(warehouse, FirstDay, "1a");

        Assert.That(() => Publish(warehouse, NextDay, verdicts, reason: i => $"said as the {i}th"), Throws.InvalidOperationException.With.Message.Contains("grain"));

        Assert.That(Known(warehouse, NextDay), Is.Empty);
        Assert.That(Known(warehouse, FirstDay), Is.EqualTo((string[])["1a"]));
    }

    [Test]
    public void A_night_laid_aside_in_several_parts_and_rows_beyond_one_batch_is_whole()
    {
        using var warehouse = WithTwo();
        var indicators = Enumerable.Range(0, 700).Select(i => $"i{i}").ToList();
        using (var draft = warehouse.Store.Draft())
        {
            draft.Add(FirstDay, indicators.Select(i => Verdict(1, i, "fine")));
            draft.Add(FirstDay, indicators.Select(i => Verdict(2, i, "fine")));
            draft.Publish(new AnalysisNight { AsOf = FirstDay, Year = Year });
        }

        Assert.That(Known(warehouse, FirstDay), Is.EquivalentTo(indicators.Select(i => "1" + i).Concat(indicators.Select(i => "2" + i))));
    }

    static TemporaryWarehouse WithTwo()
    {
        var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("users", Student("a"), Student("b", line: 3))));
        return warehouse;
    }

    static void Publish(TemporaryWarehouse warehouse, DateOnly day, string verdicts, Func<int, string>? reason = null) => warehouse.Store.Publish(new AnalysisNight
    {
        AsOf = day, Year = Year, Indicators = [.. verdicts.Split(' ').Select((v, i) => Verdict(v[0] - '0', v[1..], reason?.Invoke(i) ?? "1 of 10"))],
    });

    static IndicatorRow Verdict(int student, string indicator, string reason) => new()
    {
        StudentKey = student, Year = Year, Indicator = indicator, Preset = "federal", Verdict = "concern", Part = 1, Whole = 10, Reason = reason, DefinitionVersion = "1",
    };

    static IReadOnlyList<string> Known(TemporaryWarehouse warehouse, DateOnly day) =>
        warehouse.Leader.Ask(new Query<string>("SELECT CONCAT(i.student_key, i.indicator) FROM seen.indicator i WHERE i.as_of_date = @day", new { day }));
}
