using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>What the checks of a night count, school by school.</summary>
public sealed class NightlyQualityTests
{
    [Test]
    public void Looking_at_some_students_at_a_time_counts_what_looking_at_all_counts()
    {
        using var district = new TemporaryDistrict();
        district.District.Warehouse.Load(Of(Update("all",
        [
            School("s"), School("t", line: 3), .. Days("s", 20),
            .. Enumerable.Range(0, 12).Select(i => Student("p" + i, line: 100 + i)),
            .. Enumerable.Range(0, 12).Select(i => Enrolled("p" + i, i % 3 == 0 ? "t" : "s", entry: FirstDay.AddDays(7), line: 200 + i)),
            .. Enumerable.Range(0, 12).Select(i => Absent("p" + i, i % 3 == 0 ? "t" : "s", FirstDay, line: 300 + i)),
            .. Enumerable.Range(0, 3).Select(i => Absent("stranger" + i, "s", FirstDay, line: 400 + i)),
        ])));
        var day = new DateOnly(2026, 3, 2);

        var whole = NightlyQuality.Run(district.District, Viewer.Nightly("test"), day);
        var parts = NightlyQuality.Run(district.District, Viewer.Nightly("test"), day, studentsAtOnce: 2);

        Assert.That(whole.Counts.Where(c => c.Rule == "attendance-outside-enrollment").Select(c => (c.SchoolId, c.Open)), Is.EquivalentTo(new[] { ("t", 4), ("s", 8) }));
        Assert.That(parts.Counts, Is.EquivalentTo(whole.Counts));
    }
}
