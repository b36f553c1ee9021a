using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Tests.Reports;

/// <summary>When a change of two scores may be called growth.</summary>
[TestFixture]
public sealed class TestSeriesTests
{
    // Two errors of 3 make an error of the difference of 4.24.
    [TestCase(205, 3, true, false)]
    [TestCase(204, 3, false, false)]
    [TestCase(196, 3, false, false)]
    [TestCase(195, 3, false, true)]
    [TestCase(260, null, false, false)]
    public void A_change_counts_only_beyond_the_error_of_both_scores(int last, int? error, bool grown, bool fallen)
    {
        var series = TestSeries.From([Score(new(2025, 9, 20), 200, error), Score(new(2026, 1, 20), last, error)])[0];
        Assert.That((series.HasGrown, series.HasFallen), Is.EqualTo((grown, fallen)));
    }

    [Test]
    public void The_newest_score_is_compared_with_the_first_of_its_school_year()
    {
        var series = TestSeries.From([Score(new(2025, 5, 1), 190, 3), Score(new(2025, 9, 20), 200, 3), Score(new(2026, 1, 20), 201, 3), Score(new(2026, 3, 1), 204, 3)])[0];
        Assert.That(series.Earlier!.TestDate, Is.EqualTo(new DateOnly(2025, 9, 20)));
        Assert.That(series.Gain, Is.EqualTo(4));
    }

    static StudentScore Score(DateOnly day, int points, int? error) =>
        new() { Assessment = "MAP Growth", Subject = "Reading", TestDate = day, ScorePoints = points, StandardErrorPoints = error };
}
