using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>OneRoster bundles in a real warehouse: what vendors add, who holds several roles, and changes that come before or without their whole.</summary>
[Parallelizable]
public sealed class OneRosterRosterTests
{
    const string Users11 = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password";
    const string Users12 = "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades,primaryOrgSourcedId\n";
    const string Roles = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId\n";
    const string Orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n";
    const string Enrollments = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n";

    readonly string _folder = Directory.CreateTempSubdirectory("ddd-oneroster-").FullName;
    int _bundles;
    ImportedDistrict _district = null!;

    [SetUp]
    public void Open() => _district = new ImportedDistrict();

    [TearDown]
    public void Close() => _district.Dispose();

    [OneTimeTearDown]
    public void Clear() => Directory.Delete(_folder, recursive: true);

    IReadOnlyList<ImportReport> Bundle(string word, params (string Name, string Text)[] files)
    {
        var path = Path.Combine(_folder, $"bundle{++_bundles}.zip");
        using (var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
            foreach (var (name, text) in files.Prepend(("manifest.csv", "propertyName,value\noneroster.version,1.2\n" + string.Concat(files.Select(f => $"file.{Path.GetFileNameWithoutExtension(f.Name)},{word}\n")))))
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        return _district.Importer.Import([path], ImportBench.Options with { Source = "sis" });
    }

    string[] StudentsOf(string school) =>
        [.. _district.Warehouse.As(Viewer.SignedIn("principal", ["school:" + school], [])).Ask(new Facts.Query<string>("SELECT CONCAT(student_id, ' ', grade) FROM seen.student"))];

    [Test]
    public void Columns_that_no_format_reads_are_kept_and_can_be_read_back_until_they_go()
    {
        var users = Users11 + ",metadata.busRoute,localFlag\nu1,,,true,o1,student,u1,,A,B,,,,,,,09,,12,x\nu2,,,true,o1,student,u2,,C,D,,,,,,,09,,,\n";
        Bundle("bulk", ("orgs.csv", Orgs + "o1,,,Elm,school,,\n"), ("users.csv", users));
        var kept = _district.Ask<string>("SELECT CONCAT(kind, ' ', record_id, ' ', json) FROM seen.other_record");
        var changed = Bundle("bulk", ("orgs.csv", Orgs + "o1,,,Elm,school,,\n"), ("users.csv", users.Replace(",12,x", ",14,x", StringComparison.Ordinal)));
        var again = _district.Ask<string>("SELECT json FROM seen.other_record");
        // A vendor that drops its column ends nobody, so nothing is held.
        var dropped = Bundle("bulk", ("orgs.csv", Orgs + "o1,,,Elm,school,,\n"), ("users.csv", Users11 + "\nu1,,,true,o1,student,u1,,A,B,,,,,,,09,\nu2,,,true,o1,student,u2,,C,D,,,,,,,09,\n"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Is.EqualTo((string[])["columns of users u1 {\"localFlag\":\"x\",\"metadata.busRoute\":\"12\"}"]));
            Assert.That(changed.Sum(r => r.Changed), Is.EqualTo(1));
            Assert.That(again.Single(), Does.Contain("14"));
            Assert.That(dropped.Select(r => r.State), Has.None.EqualTo(ImportState.Held));
        }
    }

    [Test]
    public void An_org_that_a_complete_orgs_file_lacks_is_left_out_and_a_user_of_none_other_is_rejected()
    {
        var users = ("users.csv", Users11 + "\nu1,,,true,\"S9,o1\",student,u1,,A,B,,,,,,,09,\nu2,,,true,S9,student,u2,,C,D,,,,,,,09,\nu3,,,true,o1,student,u3,,E,F,,,,,,,09,\n");
        var whole = Bundle("bulk", ("orgs.csv", Orgs + "o1,,,Elm,school,,\n"), users).Single(r => r.File.EndsWith("users.csv", StringComparison.Ordinal));
        var schools = _district.Ask<string>("SELECT school_id FROM seen.school");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(whole.Rejects.Select(r => (r.Line, r.Column, r.Rule)), Is.EqualTo(new[] { (3L, (string?)"orgSourcedIds", "reference-contradicted") }));
            Assert.That(whole.Warnings, Has.One.StartsWith("1 row named an org that the complete orgs file does not have"));
            Assert.That(schools, Is.EqualTo((string[])["o1"]), "no school is made of what the source itself denies");
            Assert.That(StudentsOf("o1"), Is.EquivalentTo((string[])["u1 09", "u3 09"]));
        }
    }

    [Test]
    public void Without_a_complete_orgs_file_an_org_is_only_mentioned()
    {
        var users = Bundle("delta", ("users.csv", Users11 + "\nu2,active,2026-10-01T00:00:00Z,true,S9,student,u2,,C,D,,,,,,,09,\n")).Single();

        Assert.That((users.Rejected, users.Warnings[^1]), Is.EqualTo((0L, "1 school was only mentioned. It is kept as a placeholder and fills in when the roster comes.")));
    }

    [Test]
    public void A_reference_that_leads_nowhere_is_told_by_its_column_in_the_words_of_the_field_and_with_the_file_as_it_came()
    {
        var reports = Bundle("bulk",
            ("orgs.csv", Orgs + "o1,,,Elm,school,,\n"),
            ("Users.CSV", Users11 + "\nu1,,,true,o1,student,u1,,A,B,,,,,,,09,\n"),
            ("classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds\nk1,,,Alg,09,,1,scheduled,,o1,\n"),
            ("enrollments.csv", Enrollments + "e1,,,k1,o1,u1,student,,,\ne2,,,k1,o1,u9,student,,,\ne3,,,k9,o1,u1,student,,,\n"),
            ("categories.csv", "sourcedId,status,dateLastModified,title\ng1,,,Homework\n"),
            ("lineItems.csv", "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax\nl1,,,Quiz,,2025-09-01,2025-09-05,k1,gX,t1,0,10\n"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Single(r => r.Format == "OneRoster enrollments").Rejects.Select(r => (r.Line, r.Column, r.Reason.Split(',')[0])), Is.EqualTo(new[]
            {
                (3L, (string?)"userSourcedId", "The row names a student that this delivery does not bring"), (4L, "classSourcedId", "The row names a class that this delivery does not bring"),
            }));
            Assert.That(reports.Single(r => r.Format == "OneRoster enrollments").Rejects[0].Reason, Does.Contain("although Users.CSV is the whole"));
            Assert.That(reports.Single(r => r.Format == "OneRoster lineItems").Rejects.Select(r => (r.Column, r.Reason)).Single(), Is.EqualTo(
                ((string?)"categorySourcedId", "The row names a category of assignments that this delivery does not bring, although categories.csv is the whole: it is not there, or its own row could not be loaded.")));
        }
    }

    [Test]
    public void A_manifest_that_writes_the_names_of_files_with_their_ending_is_understood()
    {
        var path = Path.Combine(_folder, "endings.zip");
        using (var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
            foreach (var (name, text) in new[] { ("MANIFEST.CSV", "propertyName,value\noneroster.version,1.1\nfile.Users.csv,bulk\n"), ("Users.CSV", Users11 + "\nu1,,,true,o1,student,u1,,A,B,,,,,,,09,\n") })
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }

        var report = _district.Importer.Import([path], ImportBench.Options).Single();

        Assert.That(report.Warnings, Has.None.Contains("not there").And.One.Contains("OneRoster calls it file.Users"));
    }

    [Test]
    public void A_user_with_two_roles_at_two_schools_is_one_person_with_both()
    {
        Bundle("bulk",
            ("orgs.csv", Orgs + "o1,,,Elm,school,,\no2,,,Oak,school,,\n"),
            ("users.csv", Users12 + "u1,,,true,u1,A,B,12,o1\n"),
            ("roles.csv", Roles + "r1,,,u1,primary,student,o1\nr2,,,u1,secondary,aide,o2\n"),
            ("enrollments.csv", Enrollments + "e1,,,k1,o1,u1,student,,,\ne2,,,k2,o2,u1,teacher,true,,\n"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(StudentsOf("o1"), Is.EqualTo((string[])["u1 12"]));
            Assert.That(StudentsOf("o2"), Is.Empty, "she learns in one school and works in the other");
            Assert.That(_district.Ask<string>("SELECT CONCAT(staff_id, ' ', section_id) FROM seen.section_staff"), Is.EqualTo((string[])["u1 k2"]));
            Assert.That(_district.Ask<string>("SELECT section_id FROM seen.section_enrollment"), Is.EqualTo((string[])["k1"]));
        }
    }

    [Test]
    public void Changes_of_a_user_without_their_roles_keep_the_roles_that_came_before()
    {
        Bundle("bulk",
            ("orgs.csv", Orgs + "o1,,,Elm,school,,\no2,,,Oak,school,,\n"),
            ("users.csv", Users12 + "u1,,,true,u1,A,B,09,\nt1,,,true,t1,C,D,,\n"),
            ("roles.csv", Roles + "r1,,,u1,primary,student,o1\nr2,,,t1,primary,teacher,o1\nr3,,,t1,secondary,teacher,o2\n"));

        var delta = Bundle("delta", ("users.csv", Users12 + "u1,active,2026-10-01T00:00:00Z,true,u1,A,B,10,\n"));
        var roles = Bundle("delta", ("roles.csv", Roles + "r1,active,2026-10-02T00:00:00Z,u1,primary,student,o2\n"));
        var both = Bundle("delta", ("users.csv", Users12 + "u1,active,2026-10-03T00:00:00Z,true,u1,A,B,10,\n"), ("roles.csv", Roles + "r9,active,2026-10-03T00:00:00Z,u1,secondary,aide,o1\n"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(delta.Single().Changed, Is.EqualTo(1));
            Assert.That(roles.Single().Warnings, Has.Some.Contains("1 role is of a person whose users row did not come along"));
            Assert.That(both.Select(r => r.Rejected), Is.All.Zero);
            Assert.That((StudentsOf("o1"), StudentsOf("o2")), Is.EqualTo(((string[])[], (string[])["u1 10"])));
        }
    }

    [Test]
    public void A_delta_before_any_bulk_waits_with_placeholders_and_ends_nobody()
    {
        var first = Bundle("delta",
            ("users.csv", Users11 + "\nu1,active,2026-10-01T00:00:00Z,true,o1,student,u1,,A,B,,,,,,,09,\nu9,tobedeleted,2026-10-01T00:00:00Z,true,o1,student,u9,,A,B,,,,,,,09,\n"),
            ("enrollments.csv", Enrollments + "e1,active,2026-10-01T00:00:00Z,k1,o1,u2,student,,,\n"));
        var waiting = _district.Ask<string>("SELECT CONCAT(student_id, ' ', is_placeholder) FROM seen.student");
        Bundle("bulk", ("orgs.csv", Orgs + "o1,,,Elm,school,,\n"), ("users.csv", Users11 + "\nu1,,,true,o1,student,u1,,A,B,,,,,,,09,\nu2,,,true,o1,student,u2,,C,D,,,,,,,09,\n"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Select(r => (r.State, r.Rejected)), Is.All.EqualTo((ImportState.Loaded, 0L)));
            Assert.That(first.Sum(r => r.Unchanged), Is.EqualTo(1), "who was never known cannot end");
            Assert.That(waiting, Is.EquivalentTo((string[])["u1 0", "u2 1"]));
            Assert.That(_district.Ask<string>("SELECT CONCAT(student_id, ' ', is_placeholder) FROM seen.student"), Is.EquivalentTo((string[])["u1 0", "u2 0"]));
        }
    }
}
