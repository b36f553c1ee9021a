using DataDrivenDecisions.Importing;
using DataDrivenDecisions.SampleDistrict;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>The sample district goes the normal way of every delivery, and of its planted dirt each row is found.</summary>
[Parallelizable]
public sealed class SampleImportTests
{
    ImportedDistrict _district = null!;
    IReadOnlyList<ImportReport> _history = null!, _today = null!;

    [OneTimeSetUp]
    public void Import()
    {
        _district = new ImportedDistrict(MapleValley.Day, threads: 0);
        _history = Reports(MapleValley.HistoryZips);
        _today = Reports(MapleValley.TodayZips);
        foreach (var r in _history.Concat(_today))
            TestContext.Out.WriteLine($"{r.File}: {r.State} {r.RowsIn} in, {r.Loaded} loaded, {r.Unchanged} unchanged, {r.Duplicate} duplicate, {r.Rejected} rejected, {r.Seconds} s; {string.Join(", ", r.Causes.Select(c => $"{c.Rule} {c.Count}"))}; {string.Join(' ', r.Warnings)}{r.Refusal}");
    }

    [OneTimeTearDown]
    public void Close() => _district.Dispose();

    IReadOnlyList<ImportReport> Reports(IReadOnlyList<string> zips) => [.. zips.SelectMany(zip => _district.Import(Repository.File(["sample-data", "maple-valley", .. zip.Split('/')])))];

    static Dictionary<string, long> Planted(string outcome, string folder) => MapleValley.ExpectedRejects
        .Where(d => d.Outcome == outcome && d.File.StartsWith(folder, StringComparison.Ordinal))
        .GroupBy(d => d.File[(folder.Length + 1)..]).ToDictionary(g => g.Key, g => (long)g.Sum(d => d.Rows));

    [TestCase("1-history"), TestCase("2-today")]
    public void Rejects_and_duplicates_of_every_file_are_the_planted_ones(string folder)
    {
        var reports = folder == "1-history" ? _history : _today;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => r.State), Is.All.EqualTo("loaded"));
            Assert.That(reports.Where(r => r.Rejected > 0).ToDictionary(r => r.File, r => r.Rejected), Is.EquivalentTo(Planted("rejected", folder)));
            Assert.That(reports.Where(r => r.Duplicate > 0).ToDictionary(r => r.File, r => r.Duplicate), Is.EquivalentTo(Planted("duplicate", folder)));
        }
    }

    [Test]
    public void Each_kind_of_dirt_is_named_by_its_rule()
    {
        Dictionary<string, string> rules = new()
        {
            ["impossible-date"] = "date-unreadable", ["date-outside-calendar"] = "date-outside-calendar", ["future-date"] = "date-in-future",
            ["blank-id"] = "required-blank", ["too-few-fields"] = "too-few-fields", ["too-many-fields"] = "too-many-fields", ["exit-before-entry"] = "exit-before-entry",
            ["unknown-school"] = "school-unknown", ["percent-out-of-range"] = "number-out-of-range", ["not-a-number"] = "number-unreadable", ["us-date"] = "date-ambiguous",
            ["negative-days"] = "number-out-of-range", ["unknown-student"] = "student-not-on-roster",
        };
        var expected = MapleValley.ExpectedRejects.Where(d => d.Outcome == "rejected").GroupBy(d => rules[d.Kind]).ToDictionary(g => g.Key, g => (long)g.Sum(d => d.Rows));

        Assert.That(_history.Concat(_today).SelectMany(r => r.Causes).GroupBy(c => c.Rule).ToDictionary(g => g.Key, g => g.Sum(c => c.Count)), Is.EquivalentTo(expected));
    }

    [Test]
    public void The_file_in_another_encoding_is_read_right()
    {
        Assert.That(_history.Single(r => r.Format == "Program participation").Warnings, Has.Some.Contains("Windows-1252"));
        Assert.That(_district.Ask<string>("SELECT DISTINCT detail FROM seen.program WHERE program = 'Tutoring'"), Has.Some.Contains("Café").And.Some.Contains("José"));
    }

    [Test]
    public void Every_school_and_student_of_the_SIS_files_meets_the_roster()
    {
        Assert.That(_history.Sum(r => r.Placeholders), Is.Zero);
        Assert.That(_district.Ask<long>("SELECT COUNT(*) FROM seen.student WHERE is_placeholder = 1"), Is.EqualTo((long[])[0]));
        Assert.That(_district.Ask<long>("SELECT COUNT(*) FROM seen.student WHERE is_enrolled = 1").Single(), Is.InRange(3800, 4200));
    }

    [Test]
    public void Months_of_attendance_say_what_its_days_say_and_nothing_derived_is_off_after_a_daily_delivery()
    {
        const string sums = "SUM(enrolled_days), SUM(absent_days), SUM(excused_days), SUM(suspended_days)";
        var days = $"SELECT student_key, school_key, school_year, MONTH(school_date) AS month, {sums} FROM seen.attendance GROUP BY ALL HAVING SUM(enrolled_days) > 0";
        var months = $"SELECT student_key, school_key, school_year, month, {sums} FROM seen.attendance_month GROUP BY ALL";

        Assert.That(_district.Ask<long>($"SELECT COUNT(*) FROM ({days})").Single(), Is.GreaterThan(100_000));
        Assert.That(_district.Ask<long>($"SELECT COUNT(*) FROM (({days} EXCEPT {months}) UNION ALL ({months} EXCEPT {days}))").Single(), Is.Zero);
        Assert.That(_district.Warehouse.DerivedRowsOff(), Is.Zero);
    }

    [Test]
    public void Everything_again_changes_nothing_although_the_day_has_changed_some_of_the_history()
    {
        var before = (_district.Warehouse.NewestLoad, _district.Warehouse.Hash());

        var again = Reports(MapleValley.HistoryZips).Concat(Reports(MapleValley.TodayZips)).ToList();

        Assert.That(again.Select(r => (r.State, r.Loaded)), Is.All.EqualTo(("unchanged", 0L)));
        Assert.That(again.Sum(r => r.Rejected), Is.EqualTo(_history.Concat(_today).Sum(r => r.Rejected)));
        Assert.That(again.Single(r => r.File == "sis.zip!section_marks.csv" && r.RowsIn > 1000).Warnings, Has.Some.Contains("loaded before"));
        Assert.That((_district.Warehouse.NewestLoad, _district.Warehouse.Hash()), Is.EqualTo(before));
    }
}
