using System.IO.Compression;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>Rejected rows are written under their own headers, mended, and come back into the source that they were of, without ending anything.</summary>
[Parallelizable]
public sealed class RejectedImportTests
{
    const string Enrollment = "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\n";
    const string Good = "0042137,0110,2025-26,07,2025-08-25,,,,\n";
    const string Bad = "0042138,0110,2025-26,07,2025-13-45,=1+1;=2,,,\n";
    TemporaryDistrict _elm = null!;

    [SetUp]
    public void Open() => _elm = new TemporaryDistrict();

    [TearDown]
    public void Close() => _elm.Dispose();

    [TestCase("", ',', TestName = "Rows_of_a_plain_file_are_mended_and_come_back")]
    [TestCase("", ';', TestName = "Rows_of_a_file_with_semicolons_are_mended_and_come_back")]
    [TestCase("Enrollment of Elm County\nPrinted on Monday\n\n", ',', TestName = "Rows_below_a_preamble_are_mended_and_come_back")]
    public void Come_back(string preamble, char delimiter)
    {
        var bad = delimiter == ';' ? Bad.Replace("=1+1;=2", "=1+1", StringComparison.Ordinal) : Bad;
        var first = _elm.Import(_elm.Write("enrollment.csv", preamble + (Enrollment + Good + bad).Replace(',', delimiter)), "SIS");

        var (name, text) = Written(first);
        var again = _elm.Import(_elm.Write(name, text.Replace("2025-13-45", "2025-08-26", StringComparison.Ordinal)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.StartWith("reject_source,reject_line,reject_column,reject_rule,reject_reason,reject_fix,student_number,").And.Contain("'=1+1").And.Not.Contain(";=2").And.Not.Contain("0042137"));
            Assert.That(_elm.Show(again).Files.Single(), Has.Property("Loaded").EqualTo(1).And.Property("Rejected").EqualTo(0));
            Assert.That(_elm.Show(again).Source, Is.EqualTo("SIS"));
            Assert.That(Ask("SELECT student_id FROM seen.student ORDER BY 1"), Is.EqualTo((string[])["0042137", "0042138"]));
        }
    }

    [Test]
    public void Guards_before_formulas_are_taken_off_again_and_what_is_not_mended_is_rejected_again()
    {
        var first = _elm.Import(_elm.Write("enrollment.csv", Enrollment + Bad), "SIS");
        var (name, text) = Written(first);
        var second = _elm.Import(_elm.Write(name, text));
        var (_, again) = Written(second);

        Assert.That(again, Is.EqualTo(text), "it is written as it was, and its columns are not doubled");
        Assert.That(name, Is.EqualTo(FormattableString.Invariant($"rejected-{first}-enrollment.csv")));
    }

    [Test]
    public void A_mended_row_of_a_roster_ends_nobody_whom_it_does_not_name()
    {
        var first = _elm.Import(_elm.Zip("roster.zip",
        [
            ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\n"),
            ("orgs.csv", "sourcedId,name,type\no1,School,school\n"),
            ("users.csv", "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,givenName,familyName,identifier,password\n"
                + string.Concat(Enumerable.Range(1, 20).Select(i => $"u{i},,,true,o1,student,A,B,{i},secret\n")) + ",,,true,o1,student,C,D,99,secret\n"),
        ]), "SIS");

        var (name, text) = Written(first);
        var again = _elm.Show(_elm.Import(_elm.Write(name, text.Replace(",,,,true", ",u99,,,true", StringComparison.Ordinal))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Not.Contain("password").And.Not.Contain("secret"));
            Assert.That((again.State, again.Source, again.Files.Single().Added, again.Files.Single().Format), Is.EqualTo(("loaded", "SIS", 1L, "OneRoster users")));
            Assert.That(Ask("SELECT student_id FROM seen.student WHERE is_enrolled = 1 OR exit_date IS NULL"), Has.Count.EqualTo(21));
            Assert.That(Ask("SELECT json FROM seen.other_record"), Has.None.Contain("reject_"), "what says why is not kept");
        }
    }

    [Test]
    public void A_mended_absence_leaves_the_others_of_its_day()
    {
        const string header = "student_number,school_number,attendance_date,attendance_code,portion_absent,reason\n";
        _elm.Import(_elm.Write("enrollment.csv", Enrollment + Good + Good.Replace("2137", "2138", StringComparison.Ordinal)));
        var first = _elm.Import(_elm.Write("attendance.csv", header + "0042137,0110,2026-02-02,U,1,ill\n0042138,0110,2026-02-02,U,7,ill\n"));

        var (name, text) = Written(first);
        _elm.Import(_elm.Write(name, text.Replace(",U,7,", ",U,1,", StringComparison.Ordinal)));

        Assert.That(Ask("SELECT student_id FROM seen.attendance_event ORDER BY 1"), Is.EqualTo((string[])["0042137", "0042138"]));
    }

    [Test]
    public void Several_files_come_as_a_zip_that_can_be_brought_in()
    {
        var first = _elm.Import(_elm.Zip("sis.zip", [("school_enrollment.csv", Enrollment + Bad), ("attendance_submitted.csv", "school_number,attendance_date,submitted_at\n0110,2026-02-30,2026-02-28T09:40\n")]), "SIS");
        var tables = RejectedImport.Of(_elm.District, first);
        var path = Path.Combine(Path.GetDirectoryName(_elm.Write("x", ""))!, tables.FileName(first));
        using (var file = File.Create(path))
            tables.Write(file, first);

        using (var zip = ZipFile.OpenRead(path))
            Assert.That(zip.Entries.Select(e => e.Name), Is.EquivalentTo((string[])[$"rejected-{first}-school_enrollment.csv", $"rejected-{first}-attendance_submitted.csv"]));
        Assert.That(_elm.Show(_elm.Import(path)).Files.Select(f => f.Rejected), Is.EqualTo((long[])[1, 1]));
    }

    [Test]
    public void Records_of_an_XML_and_imports_without_a_copy_are_told_to_be_mended_at_their_source()
    {
        var xml = _elm.Import(_elm.Write("days.xml", "<d><Day><school_number>0110</school_number><calendar_date>2026-13-01</calendar_date><day_type>Holiday</day_type></Day></d>"));
        var csv = _elm.Import(_elm.Write("enrollment.csv", Enrollment + Bad));
        File.Delete(_elm.Show(csv).ArchivedAs!);

        Assert.That(() => RejectedImport.Of(_elm.District, xml), Throws.TypeOf<ReleaseRefused>().With.Message.Contains("no rejected rows that could be mended"));
        Assert.That(() => RejectedImport.Of(_elm.District, csv), Throws.TypeOf<ReleaseRefused>().With.Message.Contains("No copy"));
    }

    (string Name, string Text) Written(long import)
    {
        var tables = RejectedImport.Of(_elm.District, import);
        using var bytes = new MemoryStream();
        tables.Write(bytes, import);
        bytes.Position = 0;
        using var text = new StreamReader(bytes);
        return (tables.FileName(import), text.ReadToEnd());
    }

    IReadOnlyList<string> Ask(string text) => _elm.District.Warehouse.As(Viewer.Operator("test")).Ask(new Query<string>(text));
}
