using System.IO.Compression;
using CsCheck;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Deliveries as a whole: what may be in one, what order it is read in, and that none of its rows is lost.</summary>
[Parallelizable]
public sealed class DeliveryTests
{
    const string Programs = "student_number,program,begin_date\n1,Gifted,2025-09-01\n";
    ImportBench _bench = null!;

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [Test]
    public void A_zip_a_folder_and_its_single_file_say_the_same()
    {
        var folder = Path.GetDirectoryName(_bench.File("drop/programs.csv", Programs))!;

        var file = _bench.Import(Path.Combine(folder, "programs.csv"));
        var unpacked = _bench.Import(folder);
        var packed = _bench.Import(_bench.Zip("sis.zip", ("programs.csv", Programs)));

        Assert.That((string[])[file.Single().File, unpacked.Single().File, packed.Single().File], Is.EqualTo((string[])["programs.csv", "programs.csv", "sis.zip!programs.csv"]));
        Assert.That(file.Concat(unpacked).Concat(packed).Select(r => r.Loaded), Is.All.EqualTo(1));
    }

    [TestCase("roster (1).zip")]
    [TestCase("roster 2026-03-02 (12).zip")]
    [TestCase("roster - Copy.zip")]
    [TestCase("roster - Copy (2).zip")]
    [TestCase("Roster_copy.zip")]
    public void A_second_copy_has_the_source_of_the_first(string name)
    {
        var path = _bench.Zip("any.zip", ("programs.csv", Programs));
        File.Move(path, Path.Combine(_bench.Folder, name));

        using var delivery = DataDrivenDecisions.Importing.Reading.Delivery.At(Path.Combine(_bench.Folder, name), ImportLimits.Default).Single()();

        Assert.That(delivery.SourceName, Is.EqualTo("roster").IgnoreCase);
    }

    [Test]
    public void A_whole_roster_of_a_new_source_says_that_it_ends_nothing_of_another()
    {
        static (string, string)[] Roster(string ending) =>
        [
            ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\n"), ("orgs.csv", "sourcedId,name,type\no1,School,school\n" + ending),
        ];
        using var district = new ImportedDistrict();
        var deliveries = 0;
        string[] Said(string source, bool isDry, params (string, string)[] files) =>
            [.. district.Importer.Import([_bench.Zip($"roster-{++deliveries}.zip", files)], ImportBench.Options with { Source = source, DryRun = isDry }).SelectMany(r => r.Warnings).Where(NewSource.IsIts)];
        Assert.That(Said("sis", isDry: false, Roster("o2,Other,school\n")), Is.Empty, "the first of all");

        string[] dry = Said("new", isDry: true, Roster("")), loaded = Said("new", isDry: false, Roster(""));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(dry.Single(), Does.StartWith("This comes as a new source “new”: nothing that source “sis” brought will end.").And.Contain("--source \"sis\""));
            Assert.That(loaded, Is.EqualTo(dry));
            Assert.That(Said("sis", isDry: true, Roster("")), Is.Empty, "a known source");
            Assert.That(Said("food", isDry: true, ("programs.csv", Programs)), Is.Empty, "it ends nothing");
        }
    }

    [Test]
    public void A_folder_of_zips_is_one_delivery_per_zip_and_rosters_come_first()
    {
        var folder = Path.Combine(_bench.Folder, "drop");
        Directory.CreateDirectory(folder);
        File.Move(_bench.Zip("a.zip", ("programs.csv", Programs)), Path.Combine(folder, "a.zip"));
        File.Move(_bench.Zip("b.zip", ("orgs.csv", "sourcedId,name,type\no1,School,school\n")), Path.Combine(folder, "b.zip"));
        File.WriteAllText(Path.Combine(folder, "readme.md"), "words");

        Assert.That(_bench.Import(folder).Select(r => r.Delivery), Is.EqualTo((string[])["b.zip", "a.zip"]));
    }

    [Test]
    public void Files_are_read_in_the_order_in_which_they_refer_to_each_other()
    {
        var reports = _bench.Import(_bench.Zip("bundle.zip",
            ("enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role\ne1,k1,u1,student\n"),
            ("users.csv", "sourcedId,role,givenName,familyName\nu1,student,A,B\n"),
            ("classes.csv", "sourcedId,title,courseSourcedId,schoolSourcedId\nk1,T,c1,o1\n"),
            ("orgs.csv", "sourcedId,name,type\no1,School,school\n")));

        Assert.That(reports.Select(r => r.Format), Is.EqualTo((string[])["OneRoster orgs", "OneRoster users", "OneRoster classes", "OneRoster enrollments"]));
    }

    [Test]
    public void A_missing_path_an_empty_folder_and_a_broken_zip_are_refused_in_words()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bench.ImportOne(Path.Combine(_bench.Folder, "none.csv")).Refusal, Does.Contain("no such file"));
            Assert.That(_bench.ImportOne(Directory.CreateDirectory(Path.Combine(_bench.Folder, "empty")).FullName).Refusal, Does.Contain("no data file"));
            Assert.That(_bench.ImportOne(_bench.File("broken.zip", "PK\u0003\u0004nonsense"u8.ToArray())).Refusal, Does.Contain("damaged"));
        }
    }

    [TestCase("../evil.csv"), TestCase("/etc/evil.csv"), TestCase("a/../../evil.csv"), TestCase("C:\\evil.csv")]
    public void A_zip_whose_paths_lead_out_of_it_is_refused(string entry) =>
        Assert.That(_bench.ImportOne(_bench.Zip("slip.zip", (entry, Programs))).Refusal, Does.Contain("leads out"));

    [Test]
    public void A_zip_in_a_zip_and_two_files_of_one_name_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_bench.ImportOne(_bench.Zip("outer.zip", ("inner.zip", "PK"))).Refusal, Does.StartWith("The zip holds an archive of its own, a zip: inner.zip."));
            Assert.That(_bench.ImportOne(_bench.Zip("twice.zip", ("a.csv", Programs), ("A.csv", Programs))).Refusal, Does.Contain("two files"));
        }
    }

    [TestCase("programs.csv.gz"), TestCase("b.7z"), TestCase("b.tar"), TestCase("b.RAR"), TestCase("deep/b.zip")]
    public void An_archive_among_tables_is_refused_and_told_to_be_unpacked(string packed)
    {
        _bench.File("drop/programs.csv", Programs);
        _bench.File("drop/" + packed, "not looked into");

        Assert.That(_bench.ImportOne(_bench.Zip("outer.zip", ("programs.csv", Programs), (packed, "x"))).Refusal, Does.Contain(packed).And.Contain("Unpack it"));
        // A zip in a folder is a delivery of its own.
        Assert.That(_bench.Import(Path.Combine(_bench.Folder, "drop")).Select(r => r.Refusal), packed.EndsWith("zip", StringComparison.Ordinal) ? Has.Some.Contains("damaged") : Has.Some.Contains("The folder holds an archive of its own"));
    }

    [TestCase("a.csv.gz", new byte[] { 0x1F, 0x8B, 8, 0, 1, 2 }), TestCase("a.7z", new byte[] { 0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0 }), TestCase("a.rar", new byte[] { 0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 1 }),
     TestCase("a.csv", new byte[] { 0x1F, 0x8B, 8, 0, 1, 2 }), TestCase("a.tar", new byte[] { 65, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 })]
    public void A_packed_file_is_told_to_be_unpacked_first(string name, byte[] bytes) => Assert.That(_bench.ImportOne(_bench.File(name, bytes)).Refusal, Does.Contain("Unpack it first"));

    [Test]
    public void What_was_passed_over_is_kept_beside_the_copy_without_Social_Security_numbers()
    {
        var archive = Path.Combine(_bench.Folder, "archive");
        void Send(string note) => _bench.Import(_bench.Zip($"sis{note.Length}.zip", ("programs.csv", Programs), ("notes.md", note), ("plan.bin", "\0\u0001\0")), ImportBench.Options with { Archive = archive });

        Send("for 123-45-6789");
        Send("another letter, the same tables");

        var unread = Directory.GetFiles(archive, "*-unread-*.zip").Select(ZipFile.OpenRead).ToList();
        var notes = unread.ConvertAll(zip => new StreamReader(zip.GetEntry("notes.md")!.Open()).ReadToEnd());
        unread.ForEach(zip => zip.Dispose());
        Assert.That(notes, Is.EquivalentTo((string[])["for [removed]", "another letter, the same tables"]));
        Assert.That(Directory.GetFiles(archive), Has.Length.EqualTo(3), "the tables are kept once");
    }

    [Test]
    public void What_lies_beside_zips_alone_is_told_and_kept()
    {
        var folder = Path.GetDirectoryName(_bench.File("drop/letter.md", "words"))!;
        File.Move(_bench.Zip("a.zip", ("programs.csv", Programs)), Path.Combine(folder, "a.zip"));
        var archive = Path.Combine(_bench.Folder, "archive");

        Assert.That(_bench.Import(folder, ImportBench.Options with { Archive = archive }).Single().Warnings, Has.Some.StartsWith("letter.md is no table"));
        Assert.That(Directory.GetFiles(archive, "*-unread-*.zip"), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_zip_with_a_link_in_it_is_refused()
    {
        var path = _bench.Zip("links.zip", ("programs.csv", "/etc/passwd"));
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
            zip.Entries[0].ExternalAttributes = Convert.ToInt32("0120777", 8) << 16;

        Assert.That(_bench.ImportOne(path).Refusal, Does.StartWith("The zip holds a link"));
    }

    [TestCase(false, TestName = "A_folder_with_a_link_to_a_file_is_refused"), TestCase(true, TestName = "A_folder_with_a_link_to_a_folder_is_refused")]
    public void A_folder_with_a_link_is_refused(bool isToFolder)
    {
        var elsewhere = _bench.File("elsewhere/secret.csv", Programs);
        _bench.File("drop/programs.csv", Programs);
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "drop", "deep"));
        if (isToFolder)
            Directory.CreateSymbolicLink(Path.Combine(_bench.Folder, "drop", "deep", "more"), Path.GetDirectoryName(elsewhere)!);
        else
            File.CreateSymbolicLink(Path.Combine(_bench.Folder, "drop", "deep", "more.csv"), elsewhere);

        Assert.That(_bench.ImportOne(Path.Combine(_bench.Folder, "drop")).Refusal, Does.StartWith("The folder holds a link: " + Path.Combine("deep", "more")));
    }

    [Test]
    public void A_person_may_name_a_link_that_was_not_found_by_the_program()
    {
        var file = File.CreateSymbolicLink(Path.Combine(_bench.Folder, "newest.csv"), _bench.File("drop/programs.csv", Programs)).FullName;
        var folder = Directory.CreateSymbolicLink(Path.Combine(_bench.Folder, "newest"), Path.Combine(_bench.Folder, "drop")).FullName;

        Assert.That(_bench.ImportOne(file).Loaded + _bench.ImportOne(folder).Loaded, Is.EqualTo(2));
        Assert.That(_bench.ImportOne(file, ImportBench.Options with { IsFound = true }).Refusal, Does.StartWith("It is a link"));
    }

    [Test]
    public void A_bomb_is_refused_before_it_goes_off()
    {
        using var bench = new ImportBench { Limits = new ImportLimits { RatioMattersFrom = 1000, UnpackedRatio = 50 } };

        Assert.That(bench.ImportOne(bench.Zip("bomb.zip", ("programs.csv", new string(' ', 1_000_000)))).Refusal, Does.Contain("packed size"));
    }

    [Test]
    public void A_locked_zip_is_refused_and_told_to_come_without_a_password()
    {
        var path = _bench.Zip("locked.zip", ("programs.csv", Programs));
        var bytes = File.ReadAllBytes(path);
        // Bit 0 of the general flags means locked: at 6 in the local header, at 8 in the central one.
        bytes[6] |= 1;
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        File.WriteAllBytes(path, bytes);

        Assert.That(_bench.ImportOne(path).Refusal, Does.Contain("password"));
    }

    [Test]
    public void A_dry_run_says_so_and_keeps_nothing()
    {
        var report = _bench.ImportOne(_bench.File("programs.csv", Programs), ImportBench.Options with { DryRun = true, Archive = Path.Combine(_bench.Folder, "archive") });

        Assert.That((report.State, report.Batch, Directory.Exists(Path.Combine(_bench.Folder, "archive"))), Is.EqualTo(("dry-run", (long?)null, false)));
    }

    [Test]
    public void A_forced_format_is_the_only_one_tried()
    {
        var path = _bench.File("programs.csv", Programs);

        Assert.That(_bench.ImportOne(path, ImportBench.Options with { Format = "Daily attendance" }).Refusal, Does.Contain("Daily attendance"));
        Assert.That(_bench.ImportOne(path, ImportBench.Options with { Format = "program PARTICIPATION" }).Loaded, Is.EqualTo(1));
        Assert.That(() => _bench.Import(path, ImportBench.Options with { Format = "Nonsense" }), Throws.ArgumentException.With.Message.Contains("MAP Growth"));
    }

    [Test]
    public void The_same_delivery_again_is_known_without_loading_it()
    {
        var path = _bench.File("programs.csv", Programs);
        _bench.Import(path);
        using var delivery = DataDrivenDecisions.Importing.Reading.Delivery.At(path, ImportLimits.Default).Single()();
        var hash = delivery.Hash();
        _bench.SameLoad = (source, asked) => source == "programs" && asked == hash ? [new KnownLoad { File = "programs.csv", RowsLoaded = 1 }] : [];

        var again = _bench.ImportOne(path);

        Assert.That((again.State, again.RowsIn, again.Unchanged, _bench.Arrivals.Count), Is.EqualTo(("unchanged", 1L, 1L, 0)));
        Assert.That(_bench.ImportOne(path, ImportBench.Options with { Year = new(2026) }).State, Is.EqualTo("loaded"), "what the person says is part of the delivery");
    }

    [TestCase("oneroster_2026-03-13.zip", "oneroster"), TestCase("sis-20260313T0200.zip", "sis"), TestCase("20260313.zip", "files"), TestCase("map growth 2024-25.csv", "map growth 2024-25")]
    public void A_source_is_named_by_its_delivery_without_the_date_stamp(string name, string source)
    {
        var path = name.EndsWith(".zip", StringComparison.Ordinal) ? _bench.Zip(name, ("programs.csv", Programs)) : _bench.File(name, Programs);
        using var delivery = DataDrivenDecisions.Importing.Reading.Delivery.At(path, ImportLimits.Default).Single()();

        Assert.That(delivery.SourceName, Is.EqualTo(source));
    }

    [Test]
    public void A_folder_whose_name_holds_a_point_keeps_it_in_its_source()
    {
        _bench.File("OneRoster 1.0 Sample/programs.csv", Programs);
        using var delivery = DataDrivenDecisions.Importing.Reading.Delivery.At(Path.Combine(_bench.Folder, "OneRoster 1.0 Sample"), ImportLimits.Default).Single()();

        Assert.That(delivery.SourceName, Is.EqualTo("OneRoster 1.0 Sample"));
    }

    [Test]
    public void A_row_that_is_lost_or_counted_twice_is_a_bug_and_not_a_report()
    {
        using var forgetful = new ImportBench { Account = file => file with { Added = file.Added - 1 } };
        using var generous = new ImportBench { Account = file => file with { Duplicate = 1 } };

        Assert.That(() => forgetful.ImportText(Programs), Throws.InvalidOperationException.With.Message.Contains("lost count"));
        Assert.That(() => generous.ImportText(Programs), Throws.InvalidOperationException.With.Message.Contains("lost count"));
    }

    [Test]
    public void Whatever_a_file_holds_every_row_is_loaded_or_rejected()
    {
        string[] words = ["1", "0110", "2025-09-02", "03/04/2026", "U", "", " ", "\"", "\"a\"", "a\"b", "x,y", "\"x\ny\"", "\"open", "0.5", "-1", "é", "2026-99-99", "'=1+1"];
        var line = Gen.Int[0, words.Length - 1].Select(i => words[i]).List[0, 9].Select(fields => string.Join(',', fields));

        line.List[0, 30].Sample(
            lines =>
            {
                var report = _bench.ImportText("student_number,school_number,attendance_date,attendance_code,portion_absent,reason\n" + string.Join('\n', lines) + "\n");
                Assert.That(report.State, Is.EqualTo("loaded").Or.EqualTo("refused"), report.Refusal);
                Assert.That(report.Loaded + report.Rejected, Is.EqualTo(report.RowsIn));
            },
            iter: 150, threads: 1, seed: "0N0XIzNsQ0O2");
    }
}
