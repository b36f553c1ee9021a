using DataDrivenDecisions.Indicators;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>How many more days may be missed is arithmetic over the calendar: a tenth itself is over the line.</summary>
[Parallelizable]
public sealed class TippingDayTests
{
    [TestCase(13, 126, 54, 4, "May miss 4 more of the 54 days ahead and come back under 10% of the year.")]
    [TestCase(5, 126, 54, 12, "May miss 12 more of the 54 days ahead and stay under 10% of the year.")]
    [TestCase(17, 126, 54, 0, "The next day missed makes it 10% of the year.")]
    [TestCase(18, 126, 54, null, "The year ends at 10.0% absent even if no day is missed any more.")]
    [TestCase(2, 170, 10, 10, "Stays under 10% of the year whatever comes.")]
    public void Eighteen_of_180_days_is_a_tenth(int absent, int enrolled, int ahead, int? may, string sentence)
    {
        var tipping = TippingDay.Of(absent, enrolled, ahead)!;
        Assert.That((tipping.MayMiss is { } m ? Math.Min(m, ahead) : (int?)null, tipping.Sentence), Is.EqualTo((may, sentence)));
        if (tipping.MayMiss is { } days)
        {
            Assert.That((absent + days) * 10, Is.LessThan(enrolled + ahead), "so many keep the year under a tenth");
            Assert.That((absent + days + 1) * 10, Is.GreaterThanOrEqualTo(enrolled + ahead), "one more does not");
        }
    }

    [Test]
    public void Without_a_day_ahead_or_a_day_counted_nothing_is_said() =>
        Assert.That(new[] { TippingDay.Of(3, 30, 0), TippingDay.Of(3, 30, null), TippingDay.Of(null, null, 50), TippingDay.Of(0, 0, 50) }, Is.All.Null);

    [Test]
    public void Half_days_count_as_they_are()
    {
        Assert.That(TippingDay.Of(17.5m, 130, 50)!.MayMiss, Is.EqualTo(0), "18.5 of 180 is over, 17.5 is under");
        Assert.That(TippingDay.Of(16.5m, 130, 50)!.IsNear, Is.True);
    }
}
