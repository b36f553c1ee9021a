using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>The gradebook of OneRoster, Ed-Fi and learning management systems, from the file to what a teacher sees.</summary>
[Parallelizable]
public sealed class GradebookTests
{
    const string Users = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n";
    const string LineItems11 = "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax\n";
    const string LineItems12 = "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,academicSessionSourcedId,schoolSourcedId,resultValueMin,resultValueMax\n";
    const string Results11 = "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment\n";
    const string Results12 = "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,textScore,classSourcedId,scoreDate,inProgress,incomplete,late,missing,comment\n";

    static readonly (string, string)[] Roster =
    [
        ("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Elm,school,10,\n"),
        ("academicSessions.csv", "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\ns1,,,2026-27,schoolYear,2026-08-20,2027-06-15,,2027\n"),
        ("courses.csv", "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nc1,,,,Algebra I,A1,09,o1,Mathematics,\n"),
        ("classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\nk1,,,Algebra 1-1,09,c1,,scheduled,,o1,s1,,,\n"),
        ("users.csv", Users + "u1,,,true,o1,student,u1,,Ann,Elm,,1001,,,,,09,\nu2,,,true,o1,student,u2,,Bo,Oak,,1002,,,,,09,\nt1,,,true,o1,teacher,t1,,Cy,Ash,,,,,,,,\n"),
        ("enrollments.csv", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\ne1,,,k1,o1,u1,student,,,\ne2,,,k1,o1,u2,student,,,\ne3,,,k1,o1,t1,teacher,true,,\n"),
    ];

    readonly string _folder = Directory.CreateTempSubdirectory("ddd-gradebook-").FullName;
    int _bundles;
    ImportedDistrict _district = null!;

    sealed record Seen
    {
        public string Student { get; init; } = "";
        public string Assignment { get; init; } = "";
        public string? Category { get; init; }
        public string? Course { get; init; }
        public string? Status { get; init; }
        public decimal? Score { get; init; }
        public string? Text { get; init; }
        public DateOnly? Scored { get; init; }
        public int? Late { get; init; }
        public int? Missing { get; init; }
    }

    [SetUp]
    public void Open() => _district = new ImportedDistrict();

    [TearDown]
    public void Close() => _district.Dispose();

    [OneTimeTearDown]
    public void Clear() => Directory.Delete(_folder, recursive: true);

    IReadOnlyList<ImportReport> Bundle(string manifest, params (string Name, string Text)[] files)
    {
        var path = Path.Combine(_folder, $"bundle{++_bundles}.zip");
        using (var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
            foreach (var (name, text) in manifest.Length == 0 ? files : [("manifest.csv", manifest), .. files])
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        return _district.Importer.Import([path], ImportBench.Options with { Source = "sis" });
    }

    static string Manifest(string word, params string[] files) => "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n" + string.Concat(files.Select(f => $"file.{f},{word}\n"));

    IReadOnlyList<Seen> Results(Viewer? viewer = null) => [.. _district.Warehouse.As(viewer ?? Viewer.Operator("test")).Ask(new Facts.Query<Seen>("""
        SELECT student_id AS Student, assignment_id AS Assignment, category AS Category, course_name AS Course, status AS Status, score_points AS Score, text_score AS Text,
               scored_date AS Scored, is_late AS Late, is_missing AS Missing
        FROM seen.assignment_result
        """)).OrderBy(r => r.Assignment, StringComparer.Ordinal).ThenBy(r => r.Student, StringComparer.Ordinal)];

    static ImportReport Of(IReadOnlyList<ImportReport> reports, string file) => reports.Single(r => r.Format == "OneRoster " + file);

    [Test]
    public void Line_items_and_results_of_version_1_1_are_what_a_teacher_sees_of_her_section()
    {
        var reports = Bundle("", [.. Roster,
            ("categories.csv", "sourcedId,status,dateLastModified,title\nh,,,Homework\n"),
            ("lineItems.csv", LineItems11 + "li1,,,Chapter 1,,2026-09-02,2026-09-09,k1,h,s1,0,20\n"),
            ("results.csv", Results11 + "r1,,,li1,u1,fully graded,17.5,2026-09-10,\nr2,,,li1,u2,Not-Submitted,,2026-09-10,\n")]);

        var teacher = Viewer.SignedIn("cy", ["section:k1"], []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => (r.State, r.Rejected)), Is.All.EqualTo(("loaded", 0L)));
            Assert.That(Results(teacher), Is.EqualTo((Seen[])
            [
                new() { Student = "u1", Assignment = "li1", Category = "Homework", Course = "Algebra I", Status = "fully graded", Score = 17.5m, Scored = new(2026, 9, 10) },
                new() { Student = "u2", Assignment = "li1", Category = "Homework", Course = "Algebra I", Status = "not submitted", Scored = new(2026, 9, 10) },
            ]));
            Assert.That(_district.Ask<string>("SELECT CONCAT(session_id, ' ', school_year, ' ', due_date, ' ', CAST(most_points AS INTEGER)) FROM seen.assignment"), Is.EqualTo((string[])["s1 2027 2026-09-09 20"]));
            Assert.That(Results(Viewer.SignedIn("other", ["section:k9"], [])), Is.Empty);
            Assert.That(Results(Viewer.SignedIn("family", ["student:u2"], [])).Select(r => r.Student), Is.EqualTo((string[])["u2"]));
        }
    }

    [Test]
    public void Version_1_2_brings_weights_flags_scores_in_words_and_scales()
    {
        var reports = Bundle("", [.. Roster,
            ("categories.csv", "sourcedId,status,dateLastModified,title,weight\nh,,,Homework,0.25\n"),
            ("lineItems.csv", LineItems12 + "li1,,,Essay,,2026-09-02,2026-09-09,k1,h,s1,o1,,\n"),
            ("results.csv", Results12 + "r1,,,li1,u1,partially graded,,B+,k1,2026-09-10,true,false,true,false,\n"),
            ("scoreScales.csv", "sourcedId,status,dateLastModified,title,type,orgSourcedId,courseSourcedId,classSourcedId,scoreScaleValue\nss,,,Letters,letter,o1,c1,k1,\"{A:90},{B:80}\"\n"),
            ("lineItemScoreScales.csv", "sourcedId,status,dateLastModified,title,lineItemSourcedId,scoreScaleSourcedId\nx,,,,li1,ss\n"),
            ("resultScoreScales.csv", "sourcedId,status,dateLastModified,title,resultSourcedId,scoreScaleSourcedId\ny,,,,r1,ss\n")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reports.Select(r => (r.State, r.Rejected)), Is.All.EqualTo(("loaded", 0L)));
            Assert.That(Results().Single(), Is.EqualTo(new Seen { Student = "u1", Assignment = "li1", Category = "Homework", Course = "Algebra I", Status = "partially graded", Text = "B+", Scored = new(2026, 9, 10), Late = 1, Missing = 0 }));
            Assert.That(_district.Ask<decimal>("SELECT category_weight FROM seen.assignment"), Is.EqualTo((decimal[])[0.25m]));
            Assert.That(_district.Ask<string>("SELECT steps FROM seen.score_scale WHERE section_id = 'k1'"), Has.Count.EqualTo(1));
            Assert.That((_district.Count("assignment_scale"), _district.Count("result_scale")), Is.EqualTo((1L, 1L)));
        }
    }

    [Test]
    public void A_score_beyond_the_assignments_points_is_told_and_kept_and_what_cannot_be_read_is_rejected()
    {
        var results = Of(Bundle("", [.. Roster,
            ("lineItems.csv", LineItems11 + "li1,,,Chapter 1,,2026-09-02,2026-09-09,k1,,s1,0,20\nli2,,,Odd,,2026-09-02,2026-09-09,k1,,s1,20,0\n"),
            ("results.csv", Results11 + "r1,,,li1,u1,fully graded,22,2026-09-10,\nr2,,,li1,u2,fully graded,lots,2026-09-10,\nr3,,,li1,u2,perhaps,3,2026-09-10,\nr4,,,li1,u2,exempt,,2026-02-30,\n")]), "results");
        // On its own the file is still held against the points that are known.
        var alone = Of(Bundle("", ("results.csv", Results11 + "r9,,,li1,u2,fully graded,-1,2026-09-10,\n")), "results");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Rejects.Select(r => (r.Line, r.Column, r.Rule)), Is.EqualTo(((long, string?, string)[])[(3, "score", "number-unreadable"), (4, "scoreStatus", "code-unknown"), (5, "scoreDate", "date-unreadable")]));
            Assert.That(results.Rejects.Select(r => r.Fix), Has.None.Empty);
            Assert.That(results.Warnings.Concat(alone.Warnings).Count(w => w.Contains("outside the least and most points", StringComparison.Ordinal)), Is.EqualTo(2));
            Assert.That(Results().Select(r => r.Score), Is.EqualTo((decimal?[])[22, -1]));
        }
    }

    [Test]
    public void Results_before_their_line_items_make_placeholders_that_fill_in_and_a_complete_file_contradicts()
    {
        var early = Of(Bundle("", [.. Roster, ("results.csv", Results11 + "r1,,,li1,u1,fully graded,5,2026-09-10,\n")]), "results");
        var before = _district.Ask<string>("SELECT CONCAT(assignment_id, COALESCE(title, '?'), is_placeholder) FROM seen.assignment");
        Bundle("", ("lineItems.csv", LineItems11 + "li1,,,Chapter 1,,2026-09-02,2026-09-09,k1,,s1,0,20\n"));
        var after = _district.Ask<string>("SELECT CONCAT(assignment_id, COALESCE(title, '?'), is_placeholder) FROM seen.assignment");
        var contradicted = Of(Bundle(Manifest("bulk", "lineItems", "results"),
            ("lineItems.csv", LineItems11 + "li1,,,Chapter 1,,2026-09-02,2026-09-09,k1,,s1,0,20\n"),
            ("results.csv", Results11 + "r1,,,li1,u1,fully graded,5,2026-09-10,\nr2,,,li7,u1,fully graded,5,2026-09-10,\n")), "results");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early.Placeholders, Is.EqualTo(1));
            Assert.That(before.Concat(after), Is.EqualTo((string[])["li1?1", "li1Chapter 10"]));
            Assert.That(contradicted.Rejects.Select(r => (r.Line, r.Rule)), Is.EqualTo(((long, string)[])[(3, "reference-contradicted")]));
            Assert.That(_district.Warehouse.NewestLoad, Is.GreaterThan(1));
        }
    }

    [Test]
    public void A_delta_withdraws_an_assignment_with_its_results_and_undo_brings_both_back()
    {
        Bundle("", [.. Roster, ("lineItems.csv", LineItems11 + "li1,,,Chapter 1,,2026-09-02,2026-09-09,k1,,s1,0,20\n"), ("results.csv", Results11 + "r1,,,li1,u1,fully graded,5,2026-09-10,\n")]);
        var hash = _district.Warehouse.Hash();
        Bundle(Manifest("delta", "lineItems"), ("lineItems.csv", LineItems11 + "li1,tobedeleted,2026-10-01T00:00:00Z,Chapter 1,,2026-09-02,2026-09-09,k1,,s1,0,20\n"));

        Assert.That((_district.Count("assignment"), _district.Count("assignment_result")), Is.EqualTo((0L, 0L)));
        _district.Warehouse.UndoImport(_district.Warehouse.NewestLoad);
        Assert.That((_district.Count("assignment"), _district.Count("assignment_result"), _district.Warehouse.Hash()), Is.EqualTo((1L, 1L, hash)));
    }

    [Test]
    public void Ed_Fi_entries_and_student_entries_meet_in_the_same_views()
    {
        _district.Import(Repository.File("sample-data", "formats", "edfi", "StudentGradebook.xml"));

        var seen = Results().Single();
        Assert.That((seen.Student, seen.Assignment, seen.Score), Is.EqualTo(("0040017", "uri://ed-fi.org/GradebookEntry/G1", (decimal?)74)));
        Assert.That(_district.Ask<string>("SELECT section_id FROM seen.assignment"), Is.EqualTo((string[])["7001/2026/2025-2026 Fall Semester/MATH9/MATH9-1"]));
    }

    [Test]
    public void An_LMS_names_students_by_its_users_file_and_without_it_joins_nobody()
    {
        var folder = Repository.File("sample-data", "formats", "lms");
        var alone = _district.Import(Path.Combine(folder, "submissions.csv")).Single();
        Assert.That((alone.Loaded, _district.Count("assignment_result")), Is.EqualTo((1L, 0L)));

        _district.Import(folder);

        var seen = Results().Single();
        Assert.That((seen.Student, seen.Status, seen.Score, seen.Text, seen.Category), Is.EqualTo(("0040017", "fully graded", (decimal?)80, "B-", "Assignment")));
    }

    [Test]
    public void The_published_Ed_Fi_gradebook_and_LMS_files_show_every_result()
    {
        var edFi = _district.Import(Path.Combine(RealData.Path("edfi/xml_ds5"), "StudentGradebook.xml"));
        var lms = _district.Import(RealData.Path("lms/edfi_starter_kit_sample"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(edFi.Sum(r => r.RowsIn), Is.EqualTo(260));
            Assert.That(edFi.Concat(lms).Sum(r => r.Rejected), Is.Zero);
            Assert.That(_district.Count("assignment_result"), Is.EqualTo(250 + lms.Where(r => r.Format == "LMS submissions").Sum(r => r.RowsIn)));
            Assert.That(_district.Ask<long>("SELECT COUNT(*) FROM seen.assignment_result WHERE is_late = 1").Single(), Is.Positive);
        }
    }
}
