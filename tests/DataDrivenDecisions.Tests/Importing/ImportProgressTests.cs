using System.Text;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Warehouse;
using Microsoft.Extensions.Time.Testing;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>What a person who waits for an import is told: rows, rate, time left, and what comes after the reading.</summary>
public sealed class ImportProgressTests
{
    [Test]
    public void The_rate_and_the_time_left_follow_from_the_clock()
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(clock, "attendance.csv", 4_140_000);
        Assert.That(pace.At(1024), Has.Property("RowsPerSecond").Null.And.Property("Left").Null, "nothing can be told yet");
        clock.Advance(TimeSpan.FromSeconds(10));

        var progress = pace.At(2_001_024);

        Assert.Multiple(() =>
        {
            Assert.That(progress.RowsPerSecond, Is.EqualTo(200_000));
            Assert.That(progress.Left!.Value.TotalSeconds, Is.EqualTo((4_140_000 - 2_001_024) / 200_000.0).Within(0.001));
            Assert.That(progress.Sentence, Is.EqualTo("2,001,024 of 4,140,000 rows, 200,000 a second, 11 s left to read"));
            Assert.That(progress.ShareRead, Is.EqualTo(2_001_024 / 4_140_000.0).Within(1e-9));
        });
    }

    [Test]
    public void Every_step_of_a_load_is_told_in_its_order()
    {
        using var district = new ImportedDistrict();
        var rows = new StringBuilder("student_number,school_number,attendance_date,attendance_code,portion_absent\n");
        for (var i = 0; i < 6000; i++)
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"{1000 + i},MV1,2026-01-12,U,1\n");
        var told = new List<ImportProgress>();

        using (var bench = new ImportBench())
            district.Importer.Import([bench.File("attendance.csv", Encoding.UTF8.GetBytes(rows.ToString()))], ImportBench.Options, new Listener(told));

        Assert.Multiple(() =>
        {
            Assert.That(told.Select(p => p.Step).Distinct(), Is.EqualTo(Enum.GetValues<LoadStep>()));
            Assert.That(told.Where(p => p.IsReading).Select(p => p.Done), Is.Ordered.And.All.LessThanOrEqualTo(6000));
            Assert.That(told.Where(p => p.IsReading).Select(p => p.Of), Is.All.EqualTo(6000));
            Assert.That(told.Select(p => p.Sentence), Is.All.Not.Empty);
        });
    }

    sealed class Listener(List<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told.Add(value);
    }
}
