using CsvHelper;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>Rows whose student the roster does not know: who may be meant, a person's word, and the rows that come in afterwards.</summary>
[Parallelizable]
public sealed class UnmatchedImportTests
{
    const string By = "coordinator";
    const string Users = "sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,grades\n";
    const string Demographics = "sourcedId,birthDate,sex\n";
    const string IReady = "Last Name,First Name,Student ID,Student Grade,Academic Year,School,Date of Birth,Start Date,Completion Date,Overall Scale Score,Overall Placement,Percentile,Quantile Measure\n";

    string _path = "";
    RecordStore _records = null!;
    District _district = null!;

    [SetUp]
    public void Open()
    {
        _path = Path.Combine(Path.GetTempPath(), "ddd-unmatched-" + Guid.NewGuid().ToString("N"));
        var data = DataFolder.At(_path);
        _records = RecordStore.Open(data, TimeProvider.System);
        var place = new DistrictRecord { Slug = "elm", Name = "Elm County", TimeZone = "America/Chicago", ClockDay = new DateOnly(2026, 3, 13) };
        _records.Districts.Add(place);
        _district = District.Open(place, data, _records, TimeProvider.System);
    }

    [TearDown]
    public void Close()
    {
        _district?.Dispose();
        _records?.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    void Roster()
    {
        Import("users.csv", Users + "s1,true,o1,student,u1,Ann,Johnson,0001,05\ns2,true,o1,student,u2,Bo,Oak,0002,05\ns3,true,o1,student,u3,Cy,Ash,0003,06\n");
        Import("demographics.csv", Demographics + "s1,2015-04-03,female\ns2,2015-05-17,male\ns3,2014-02-09,male\n");
    }

    long Import(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_path, "brought")).FullName;
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return _district.Importer.Import([file], new ImportOptions { By = By, Archive = _district.Folder.Archive }).Single().Import!.Value;
    }

    string[] Scored() => [.. _district.Warehouse.As(Viewer.Operator("test")).Ask(new Query<string>("SELECT CONCAT(student_id, ' ', CAST(score_points AS INTEGER), ' ', test_date) FROM seen.assessment")).Order(StringComparer.Ordinal)];

    [Test]
    public void A_person_says_once_who_is_meant_and_the_rows_and_every_later_file_follow()
    {
        Roster();
        // Day first, which only the known student's row tells: the rows that come in later must keep that order.
        var id = Import("autumn.csv", IReady + "Jonson,Ann,v-17,5,2025-2026,Elm,03/04/2015,01/09/2025,03/09/2025,480,Early 5,55,700Q\nJonson,Ann,v-17,5,2025-2026,Elm,03/04/2015,01/12/2025,04/12/2025,490,Early 5,58,720Q\nOak,Bo,0002,5,2025-2026,Elm,17/05/2015,18/09/2025,19/09/2025,500,Early 5,60,730Q\nNobody,Zed,v-99,5,2025-2026,Elm,17/05/2015,18/09/2025,19/09/2025,500,Early 5,60,730Q\n");
        var before = UnmatchedImport.Of(_district, id);

        Assert.That(before.Students.Select(s => (s.SourceId, s.IdKind, s.Lines.Count)), Is.EqualTo(((string, string, int)[])[("v-17", "Curriculum Associates: Student ID", 2), ("v-99", "Curriculum Associates: Student ID", 1)]));
        Assert.That((before.Students[0].Candidates[0].Person.StudentId, before.Students[0].Candidates[0].Reasons), Is.EqualTo(("s1", (string[])["family name one letter apart", "same given name", "same birth date", "same grade"])));
        Assert.That(() => UnmatchedImport.TakeIn(_district, id, By), Throws.InstanceOf<ReleaseRefused>(), "nothing is confirmed by itself");
        Assert.That(Scored(), Is.EqualTo((string[])["s2 500 2025-09-19"]));

        UnmatchedImport.Decide(_district, id, null, before.Students[0].Lines[1], "0001", By);
        UnmatchedImport.Decide(_district, id, "autumn.csv", before.Students[1].Line, null, By);
        var after = UnmatchedImport.Of(_district, id);
        var taken = UnmatchedImport.TakeIn(_district, id, By).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.ReadyRows, Is.EqualTo(2));
            Assert.That(after.Students.Select(s => (s.SourceId, s.IsNobody)), Is.EqualTo(((string, bool)[])[("v-99", true)]));
            Assert.That((taken.RowsIn, taken.Loaded, taken.Rejected), Is.EqualTo((2L, 2L, 0L)), string.Join(' ', taken.Rejects.Select(r => r.Reason)));
            Assert.That(taken.Warnings, Has.Some.Contains("matched by hand"));
            Assert.That(Scored(), Is.EqualTo((string[])["s1 480 2025-09-03", "s1 490 2025-12-04", "s2 500 2025-09-19"]));
            Assert.That(UnmatchedImport.TakenIn(_records, "elm", _records.Imports.Show("elm", id)!)?.Id, Is.EqualTo(taken.Import));
            Assert.That(_records.Audit.List(20).Select(a => (a.What, a.About)), Does.Contain(("student matched", $"import {id}, line 3, student s1")).And.Contain(("student found to be unknown", $"import {id}, line 5")));
        }

        var spring = _records.Imports.Show("elm", Import("spring.csv", IReady + "Jonson,Ann,v-17,5,2025-2026,Elm,03/04/2015,28/02/2026,28/02/2026,505,Mid 5,62,760Q\nNobody,Zed,v-99,5,2025-2026,Elm,17/05/2015,28/02/2026,28/02/2026,500,Early 5,60,730Q\n"))!;
        Assert.That(spring.Files.Select(f => (f.Loaded, f.Rejected)), Is.EqualTo(((long, long)[])[(1, 1)]));
        Assert.That(Scored(), Has.Length.EqualTo(4).And.All.Not.StartWith("v-"));
    }

    [Test]
    public void A_decision_can_be_changed_and_a_student_whom_the_roster_lacks_cannot_be_named()
    {
        Roster();
        var id = Import("autumn.csv", IReady + "Jonson,Ann,v-17,5,2025-2026,Elm,2015-04-03,2025-09-01,2025-09-03,480,Early 5,55,700Q\n");

        Assert.That(() => UnmatchedImport.Decide(_district, id, null, 2, "s-unknown", By), Throws.InstanceOf<ReleaseRefused>().With.Message.Contains("roster has no student"));
        Assert.That(() => UnmatchedImport.Decide(_district, id, null, 7, "s1", By), Throws.InstanceOf<ReleaseRefused>().With.Message.Contains("Line 7"));
        UnmatchedImport.Decide(_district, id, null, 2, null, By);
        UnmatchedImport.Decide(_district, id, null, 2, "s1", By);

        Assert.That(_records.Matches.List("elm").Select(m => (m.SourceId, m.StudentId)), Is.EqualTo(((string, string?)[])[("v-17", "s1")]));
        Assert.That(UnmatchedImport.Of(_district, id).ReadyRows, Is.EqualTo(1));
        Assert.That(_records.Matches.TakeBack("elm", "Curriculum Associates: Student ID", "v-17", By), Is.True);
        Assert.That(UnmatchedImport.Of(_district, id).Students, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_roster_that_comes_later_brings_its_rows_in_without_a_word()
    {
        Roster();
        var id = Import("autumn.csv", IReady + "New,Kid,0009,5,2025-2026,Elm,2015-04-03,2025-09-01,2025-09-03,480,Early 5,55,700Q\n");
        Import("more-users.csv", Users + "s9,true,o1,student,u9,Kid,New,0009,05\n");

        Assert.That((UnmatchedImport.Of(_district, id).Students.Count, UnmatchedImport.Of(_district, id).ReadyRows), Is.EqualTo((0, 1)));
        Assert.That(UnmatchedImport.TakeIn(_district, id, By).Single().Loaded, Is.EqualTo(1));
    }

    [Test]
    public void Every_student_of_a_published_diagnostic_finds_herself_first_on_a_roster_with_other_ids_and_slips()
    {
        var file = RealData.Path("vendor/oea_iready/diagnostic_results_ela/ela.csv");
        var told = Rows(file).DistinctBy(r => r["Student ID"], StringComparer.Ordinal).ToList();
        // Other ids; every third family name has lost a letter, every fifth student has both names changed over.
        var roster = told.Select((r, i) => (Id: $"s-{i}", Source: r["Student ID"], Given: r["First Name"], Family: i % 3 == 0 && r["Last Name"].Length > 5 ? r["Last Name"][..^1] : r["Last Name"], Grade: r["Student Grade"], IsTurned: i % 5 == 0)).ToList();
        Import("users.csv", Users + string.Concat(roster.Select(r => $"{r.Id},true,o1,student,{r.Id},{(r.IsTurned ? r.Family : r.Given)},{(r.IsTurned ? r.Given : r.Family)},{r.Id},{r.Grade}\n")));
        var id = Import("ela.csv", File.ReadAllText(file));

        var unmatched = UnmatchedImport.Of(_district, id).Students;

        var meant = roster.ToDictionary(r => r.Source, r => r, StringComparer.Ordinal);
        var listed = unmatched.Count(u => u.Candidates.Any(c => c.Person.StudentId == meant[u.SourceId].Id));
        var first = unmatched.Count(u => u.Candidates.FirstOrDefault(c => c.Person.StudentId == meant[u.SourceId].Id)?.Points is { } points && points == u.Candidates[0].Points);
        TestContext.Out.WriteLine($"{unmatched.Sum(u => u.Lines.Count)} rows of {unmatched.Count} students; listed {listed}, first or level with the first {first}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unmatched.Sum(u => u.Lines.Count), Is.EqualTo(_records.Imports.Show("elm", id)!.Files.Sum(f => f.Rejected)));
            Assert.That(listed, Is.GreaterThanOrEqualTo(unmatched.Count * 95 / 100));
            Assert.That(Scored(), Is.Empty);
        }
    }

    static List<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        using var stream = File.OpenRead(file);
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false, Separator = ',' }, leaveOpen: false);
        var records = new List<string[]>();
        while (csv.Read())
            records.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))]);
        return [.. records.Skip(1).Select(r => (IReadOnlyDictionary<string, string>)records[0].Zip(r).DistinctBy(c => c.First, StringComparer.Ordinal).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }
}
