namespace DataDrivenDecisions.Tests.Importing;

/// <summary>A district's Ed-Fi interchanges, brought in one delivery, can be asked for like any other source; the same delivery again changes nothing.</summary>
public sealed class EdFiWarehouseTests
{
    ImportedDistrict _district = null!;

    [OneTimeSetUp]
    public void Import()
    {
        _district = new ImportedDistrict();
        var reports = _district.Import(Repository.File("sample-data", "formats", "edfi"));
        Assert.That(reports.SelectMany(r => r.Rejects.Select(x => $"{r.File} {x.Rule} {x.Column}")), Is.Empty);
        Assert.That(reports.Select(r => r.State), Is.All.EqualTo("loaded"));
        Assert.That(reports.Sum(r => r.Placeholders), Is.Zero, "everything that is mentioned is in the delivery");
    }

    [OneTimeTearDown]
    public void Close() => _district.Dispose();

    [TestCase("school", 4)]
    [TestCase("student", 2)]
    [TestCase("enrollment", 2)]
    [TestCase("section", 1)]
    [TestCase("section_enrollment", 1)]
    [TestCase("section_staff", 1)]
    [TestCase("guardian", 1)]
    [TestCase("attendance_event", 3)]
    [TestCase("mark", 2)]
    [TestCase("incident", 2)]
    [TestCase("assessment", 1)]
    public void Each_view_has_what_the_interchanges_say(string view, int rows) => Assert.That(_district.Count(view), Is.EqualTo(rows));

    [Test]
    public void A_section_has_the_catalog_course_and_its_subject() =>
        Assert.That(_district.Ask<string>("SELECT course_name || '/' || subject || '/' || is_core FROM seen.section"), Is.EqualTo((string[])["Algebra I/Mathematics/1"]));

    [Test]
    public void A_result_has_the_title_and_subject_of_its_test() =>
        Assert.That(_district.Ask<string>("SELECT assessment || '/' || subject FROM seen.assessment"), Is.EqualTo((string[])["Invented Mathematics 9/Mathematics"]));

    [Test]
    public void A_student_has_grade_school_birth_and_language_from_three_files() =>
        Assert.That(
            _district.Ask<string>("SELECT grade || '/' || school_id || '/' || CAST(birth_date AS VARCHAR(10)) || '/' || language FROM seen.student WHERE student_id = '0040017'"),
            Is.EqualTo((string[])["09/7001/2011-03-04/spa"]));

    [Test]
    public void The_same_delivery_again_changes_nothing()
    {
        var before = _district.Warehouse.Hash();

        var reports = _district.Import(Repository.File("sample-data", "formats", "edfi"));

        Assert.That(reports.Select(r => r.State), Is.All.EqualTo("unchanged"));
        Assert.That(_district.Warehouse.Hash(), Is.EqualTo(before));
    }
}
