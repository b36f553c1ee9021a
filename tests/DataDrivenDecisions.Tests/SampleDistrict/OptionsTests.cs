using DataDrivenDecisions.SampleDistrict;

namespace DataDrivenDecisions.Tests.SampleDistrict;

/// <summary>Smaller districts and districts without signal, which other tests ask for.</summary>
[TestFixture]
[Parallelizable]
internal sealed class OptionsTests
{
    [Test]
    public void A_small_district_keeps_the_six_people_and_every_planted_defect()
    {
        var folder = Directory.CreateTempSubdirectory("maple-valley-small-").FullName;
        try
        {
            MapleValley.Write(folder, new SampleOptions { Students = 400 });
            var files = new SampleFiles(folder);
            var users = files.Rows("1-history/oneroster.zip", "users.csv").Select(u => u["sourcedId"]).ToHashSet();

            Assert.That(SamplePeople.All.Select(p => p.RosterId), Is.SubsetOf(users));
            Assert.That(files.Rows("1-history/sis.zip", "attendance.csv").Count(r => r["attendance_code"] == "ZZ"), Is.EqualTo(4));
            Assert.That(files.Bytes, Is.LessThan(1_500_000));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_district_below_two_hundred_students_is_refused() =>
        Assert.That(() => MapleValley.Write("unused", new SampleOptions { Students = 100 }), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Fall_absence_tells_of_spring_absence_and_of_nothing_where_the_signal_is_off()
    {
        Assert.That(FallToSpring(signal: true), Is.GreaterThan(0.4));
        Assert.That(FallToSpring(signal: false), Is.InRange(-0.08, 0.08));
    }

    /// <summary>Correlation over students between days absent before and after 31 January 2025.</summary>
    static double FallToSpring(bool signal)
    {
        var district = District.Live(new SampleOptions { Students = 1300, Signal = signal });
        var turn = new DateOnly(2025, 1, 31);
        var absent = district.Attendance.Events.Where(e => e.IsWholeAbsence && e.Spell.Year.Ends == 2025).ToLookup(e => e.Spell);
        var calendar = SchoolCalendar.Years.Single(y => y.Year.Ends == 2025);
        var pairs = district.Students.SelectMany(s => s.Spells)
            .Where(s => s.Year.Ends == 2025 && s.Entry == calendar.FirstDay && s.Exit == calendar.LastDay)
            .Select(s => (X: (double)absent[s].Count(e => e.Day <= turn), Y: (double)absent[s].Count(e => e.Day > turn))).ToList();
        double x = pairs.Average(p => p.X), y = pairs.Average(p => p.Y);
        return pairs.Sum(p => (p.X - x) * (p.Y - y)) / Math.Sqrt(pairs.Sum(p => (p.X - x) * (p.X - x)) * pairs.Sum(p => (p.Y - y) * (p.Y - y)));
    }
}
