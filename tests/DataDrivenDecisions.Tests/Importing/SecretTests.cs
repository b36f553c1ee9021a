using System.IO.Compression;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Passwords and Social Security numbers get nowhere: not into a row, a report, the archive.</summary>
public sealed class SecretTests
{
    [TestCase("Password"), TestCase("password"), TestCase("initial_password"), TestCase("SSN"), TestCase("Student SSN"), TestCase("StudentSSN"), TestCase("Social Security Number"), TestCase("pwd")]
    public void A_header_of_secrets_is_known(string header) => Assert.That(Secret.IsHeader(header), Is.True);

    [TestCase("mission"), TestCase("lessonName"), TestCase("passed"), TestCase("classname"), TestCase("Session"), TestCase("grade")]
    public void Other_headers_are_not_taken_for_secrets(string header) => Assert.That(Secret.IsHeader(header), Is.False);

    [Test]
    public void Secrets_are_dropped_from_rows_rejects_and_archive_and_the_report_says_so()
    {
        using var bench = new ImportBench();
        var path = bench.Zip("oneroster.zip", ("users.csv",
            "sourcedId,role,givenName,familyName,identifier,password,notes\nu1,student,Ann,Test,,hunter2,x\nu2,student,Ben,Test,123-45-6789,hunter3,y\n,student,Cy,Test,,hunter4,ssn 123-45-6780\n"));
        var options = ImportBench.Options with { Archive = Path.Combine(bench.Folder, "archive") };

        var report = bench.ImportOne(path, options);

        var everything = string.Join('\n', report.Warnings) + string.Join('\n', report.Rejects) + string.Join('\n', bench.Arrivals.OfType<StudentArrival>());
        var archived = Directory.GetFiles(options.Archive!).Single();
        using (var zip = ZipFile.OpenRead(archived))
        using (var text = new StreamReader(zip.Entries.Single().Open()))
            everything += text.ReadToEnd();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(everything, Does.Not.Contain("hunter").And.Not.Contain("123-45-678"));
            Assert.That(report.Warnings, Has.Some.Contains("password was dropped").And.Some.Contains("shape of a Social Security number"));
            Assert.That(report.Rejects.Single().OriginalLine, Does.Contain("[removed]"));
            Assert.That(bench.Arrivals.OfType<StudentArrival>().Select(s => s.StudentNumber), Is.EqualTo((string?[])[null, null]));
        }
    }

    [Test]
    public void Records_that_are_kept_whole_are_kept_without_secrets()
    {
        using var bench = new ImportBench();

        bench.ImportText("sourcedId,userSourcedId,profileType,vendorId,credentialType,username,password\np1,u1,SYSTEM,v,login,ann,hunter2\n", "userProfiles.csv");

        Assert.That(bench.Arrivals.OfType<OtherRecordArrival>().Single().Json, Does.Contain("\"username\":\"ann\"").And.Not.Contain("hunter2"));
    }

    [Test]
    public void An_archive_reads_as_the_delivery_did()
    {
        using var bench = new ImportBench();
        var path = bench.Zip("oneroster.zip", ("users.csv", "extract,,,,\n\nsourcedId,role,givenName,familyName,password\nu1,student,\"Ann\nMary\",\"O\"\"Test\",secret\nu2,student,,Test,\n"));
        var archive = Path.Combine(bench.Folder, "archive");

        bench.ImportOne(path, ImportBench.Options with { Archive = archive });
        var first = bench.Arrivals.ToList();
        bench.ImportOne(Directory.GetFiles(archive).Single());

        Assert.That(bench.Arrivals.OfType<StudentArrival>().Select(s => (s.Line, s.StudentId, s.GivenName, s.FamilyName)),
            Is.EqualTo(first.OfType<StudentArrival>().Select(s => (s.Line, s.StudentId, s.GivenName, s.FamilyName))));
    }
}
