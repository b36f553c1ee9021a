using DataDrivenDecisions.SampleDistrict;

namespace DataDrivenDecisions.Tests.SampleDistrict;

/// <summary>The committed sample district is what the generator writes, and what its README says.</summary>
[TestFixture]
[Parallelizable]
internal sealed class CommittedFilesTests
{
    string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("maple-valley-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_generator_writes_the_committed_content_to_the_byte()
    {
        MapleValley.Write(_folder);

        Assert.That(new SampleFiles(_folder).Hashes(), Is.EqualTo(SampleFiles.Committed.Hashes()));
    }

    [Test]
    public void The_zips_stay_below_fifteen_megabytes_together() =>
        Assert.That(SampleFiles.Committed.Bytes, Is.LessThan(15_000_000));

    [Test]
    public void The_readme_states_every_planted_defect_with_its_count()
    {
        var readme = File.ReadAllText(Path.Combine(SampleFiles.CommittedFolder, "README.md"));

        foreach (var defect in MapleValley.ExpectedRejects)
            Assert.That(readme, Does.Contain($"| {defect.File} | {defect.Kind} | {defect.Rows} | {defect.Outcome} |"));
    }

    [Test]
    public void The_planted_rows_are_some_dozens_of_at_least_ten_kinds()
    {
        Assert.That(MapleValley.ExpectedRejects.Sum(d => d.Rows), Is.InRange(40, 70));
        Assert.That(MapleValley.ExpectedRejects.Select(d => d.Kind).Distinct().Count(), Is.AtLeast(10));
    }

    [TestCase("1-history/sis.zip", "attendance.csv", "attendance_code", "ZZ", "unknown-code")]
    [TestCase("1-history/sis.zip", "attendance.csv", "attendance_date", "2025-02-30", "impossible-date")]
    [TestCase("1-history/sis.zip", "section_marks.csv", "percent", "830", "percent-out-of-range")]
    [TestCase("1-history/sis.zip", "school_enrollment.csv", "school_number", "0910", "unknown-school")]
    [TestCase("1-history/sis.zip", "incidents.csv", "action_days", "-3", "negative-days")]
    [TestCase("1-history/assessments.zip", "map_growth_2024-25.csv", "StudentID", "9990001", "unknown-student")]
    [TestCase("2-today/sis.zip", "attendance.csv", "attendance_code", "ZZ", "unknown-code")]
    public void Planted_rows_are_in_the_file_as_often_as_stated(string zip, string entry, string column, string bad, string kind)
    {
        var stated = MapleValley.ExpectedRejects.Single(d => d.File == $"{zip}!{entry}" && d.Kind == kind);

        Assert.That(SampleFiles.Committed.Rows(zip, entry).Count(r => r[column] == bad), Is.EqualTo(stated.Rows));
    }

    /// <summary>Run by name after a change of the generator; see sample-data/maple-valley/README.md.</summary>
    [Test, Explicit("Rewrites the committed files.")]
    public void Rewrite_the_committed_sample_district() => MapleValley.Write(SampleFiles.CommittedFolder);
}
