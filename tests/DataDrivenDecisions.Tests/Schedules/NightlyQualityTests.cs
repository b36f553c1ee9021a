using System.Data.Common;
using DataDrivenDecisions.Importing.Quality;
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

    [Test]
    public void A_check_that_lacks_memory_is_told_and_has_no_count_while_the_others_are_done()
    {
        using var district = new TemporaryDistrict();
        var (day, done) = (new DateOnly(2026, 3, 2), QualityRule.Named("missing-demographics")!);

        var night = NightlyQuality.Run(district.District, Viewer.Nightly("test"), day, [new Greedy(), done]);

        Assert.That(night.NotDone.Select(r => r.Name), Is.EqualTo((string[])["greedy"]));
        Assert.That(night.Counts.Select(c => c.Rule), Does.Not.Contain("greedy"), "what it found before it broke off is no count");
        Assert.That(night.Lack, Does.Contain("“Takes too much”").And.Contain("DDD_MEMORY"));
        Assert.That(district.District.Records.Quality.Counts(district.District.Slug).Select(c => (c.Rule, c.Open)), Is.EqualTo(new[] { ("missing-demographics", 0) }));
    }

    [Test]
    public void A_check_that_lacks_memory_looks_at_fewer_students_at_once()
    {
        using var district = new TemporaryDistrict();
        var greedy = new Greedy { FindsWith = 50_000 };

        var night = NightlyQuality.Run(district.District, Viewer.Nightly("test"), new DateOnly(2026, 3, 2), [greedy]);

        Assert.That(greedy.Tried, Is.EqualTo((int[])[500_000, 125_000, 31_250]));
        Assert.That(night.NotDone, Is.Empty);
        Assert.That(night.Counts.Select(c => (c.Rule, c.Open)), Is.EqualTo(new[] { ("greedy", 1) }), "what it found before it broke off does not count twice");
    }

    [Test]
    public void A_check_that_fails_for_another_reason_ends_the_night() =>
        Assert.That(() =>
        {
            using var district = new TemporaryDistrict();
            NightlyQuality.Run(district.District, Viewer.Nightly("test"), new DateOnly(2026, 3, 2), [new Greedy(new InvalidOperationException("a fault"))]);
        }, Throws.InvalidOperationException);

    /// <summary>A check that fails as the engine does when it may have no more memory, or as it is told.</summary>
    sealed class Greedy(Exception? fault = null) : QualityRule
    {
        public override string Name => "greedy";
        public override string Title => "Takes too much";
        public override string Question => "Is there memory?";
        public override Severity Severity => Severity.Low;
        public override QualityOwner Owner => QualityOwner.DataCoordinator;
        public override QualityReach Reach => QualityReach.District;
        public override HowToFix Fix => new("", "", "");
        protected override string Sql => "";
        public override IReadOnlyList<QualityExample> Examples => [];

        /// <summary>With so many students at once, or fewer, it does not fail.</summary>
        public int FindsWith { get; init; }

        /// <summary>How many students it was to look at in one go, try by try.</summary>
        public List<int> Tried { get; } = [];

        public override string? Judge(Suspect s) => "found";

        public override IEnumerable<IReadOnlyList<QualityFinding>> FindInParts(QualityLook look, CancellationToken stop = default)
        {
            Tried.Add(look.StudentsAtOnce);
            yield return Findings([new Suspect { StudentId = "p1" }]);
            if (look.StudentsAtOnce > FindsWith)
                throw fault ?? new EngineFault("Out of Memory Error: failed to allocate data of size 16.0 MiB");
        }
    }

    sealed class EngineFault(string message) : DbException(message);
}
