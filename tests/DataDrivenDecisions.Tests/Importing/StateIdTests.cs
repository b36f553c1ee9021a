using System.IO.Compression;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Exporting;
using DataDrivenDecisions.Importing.Mapping;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Whichever roster brings the state's ids of students, a vendor's file that names students by them finds its students, also where a spreadsheet has eaten their zeros.</summary>
[Parallelizable]
public sealed class StateIdTests
{
    const string First = "0990000011", Second = "0990000012";

    static readonly MappedFormat Mapped = new(ProfileFile.Parse("p.json", """
        {
          "version": 1, "name": "Own list", "kind": "students", "recognizedBy": ["Nr", "State No"],
          "fields": { "student": { "column": "Nr" }, "family_name": { "column": "Name" }, "state_id": { "column": "State No" } }
        }
        """));

    static IEnumerable<TestCaseData> Rosters()
    {
        static TestCaseData Of(string name, params (string Name, string Text)[] files) => new TestCaseData((object)files).SetName("The_state_s_ids_come_with_" + name);
        const string Users = "sourcedId,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName\n";
        yield return Of("OneRoster", ("users.csv", Users + $"a,true,s,student,a,{{StateID:{First}}},Ann,Test\nb,true,s,student,b,\"{{LDAP:0990000099}},{{LASID:7}},{{ssid:{Second}}}\",Bo,Test\n"));
        yield return Of("PowerSchool", ("s.csv", $"Student_Number,SchoolID,Enroll_Status,Last_Name,First_Name,State_StudentNumber\n1,2,0,Test,Ann,{First}\n2,2,0,Test,Bo,{Second}\n"));
        yield return Of("Infinite_Campus", ("s.csv", $"studentNumber,schoolNumber,lastName,firstName,startDate,startStatus,stateID\n1,2,Test,Ann,08/25/2025,E1,{First}\n2,2,Test,Bo,08/25/2025,E1,{Second}\n"));
        yield return Of("Aspen", ("s.csv", $"local_id,state_id,full_name,school_local_id,registration_date\n1,{First},\"Test, Ann\",HS,2025-08-25\n2,{Second},\"Test, Bo\",HS,2025-08-25\n"));
        yield return Of("Clever", ("students.csv", $"School_id,Student_id,Student_number,State_id,Last_name,First_name\ns,a,1,{First},Test,Ann\ns,b,2,{Second},Test,Bo\n"));
        yield return Of("School_Data_Sync", ("Student.csv", $"SIS ID,School SIS ID,Username,State ID,Last Name\n1,2,ann,{First},Test\n2,2,bo,{Second},Test\n"));
        yield return Of("Open_Education_Analytics", ("students.csv", $"SIS ID,School SIS ID,First Name,Last Name,Grade,Status,State ID\n1,2,Ann,Test,9,Active,{First}\n2,2,Bo,Test,9,Active,{Second}\n"));
        yield return Of("an_own_list", ("list.csv", $"Nr,Name,State No\n1,Test,{First}\n2,Test,{Second}\n"));
        yield return Of("Ed_Fi_pages",
            ("students.json", """[{"studentUniqueId":"1","firstName":"Ann","lastSurname":"Test"},{"studentUniqueId":"2","firstName":"Bo","lastSurname":"Test"}]"""),
            ("studentEducationOrganizationAssociations.json", $"[{Association("1", First)},{Association("2", Second)}]"));
        yield return Of("Ed_Fi_interchanges", ("Student.xml", $"<InterchangeStudent xmlns=\"http://ed-fi.org/4.0.0\">{Student("1")}{Student("2")}</InterchangeStudent>"),
            ("StudentEnrollment.xml", $"<InterchangeStudentEnrollment xmlns=\"http://ed-fi.org/4.0.0\">{Enrolled("1", First)}{Enrolled("2", Second)}</InterchangeStudentEnrollment>"));
        yield return Of("an_old_Ed_Fi_interchange", ("Student.xml", $"<InterchangeStudent xmlns=\"http://ed-fi.org/0200\">{Student("1", Codes(First, code => $"<CodeValue>{code}</CodeValue>"))}{Student("2", Codes(Second, code => $"<CodeValue>{code}</CodeValue>"))}</InterchangeStudent>"));
    }

    static string Association(string student, string id) => $$"""
        {"studentReference":{"studentUniqueId":"{{student}}"},"educationOrganizationReference":{"educationOrganizationId":70},"studentIdentificationCodes":[
          {"studentIdentificationSystemDescriptor":"uri://ed-fi.org/StudentIdentificationSystemDescriptor#District","identificationCode":"0990000099"},
          {"studentIdentificationSystemDescriptor":"uri://ed-fi.org/StudentIdentificationSystemDescriptor#State","identificationCode":"{{id}}"}]}
        """;

    static string Codes(string id, Func<string, string> system) => string.Concat(new[] { ("7", "School"), (id, "State") }.Select(code =>
        $"<StudentIdentificationCode><IdentificationCode>{code.Item1}</IdentificationCode><StudentIdentificationSystem>{system(code.Item2)}</StudentIdentificationSystem></StudentIdentificationCode>"));

    static string Student(string id, string more = "") => $"<Student><StudentUniqueId>{id}</StudentUniqueId>{more}<Name><FirstName>Given</FirstName><LastSurname>Test</LastSurname></Name></Student>";

    static string Enrolled(string student, string id) => $"""
        <StudentEducationOrganizationAssociation><StudentReference><StudentIdentity><StudentUniqueId>{student}</StudentUniqueId></StudentIdentity></StudentReference>
        <EducationOrganizationReference><EducationOrganizationIdentity><EducationOrganizationId>70</EducationOrganizationId></EducationOrganizationIdentity></EducationOrganizationReference>
        {Codes(id, code => $"uri://ed-fi.org/StudentIdentificationSystemDescriptor#{code}")}</StudentEducationOrganizationAssociation>
        """;

    [TestCaseSource(nameof(Rosters))]
    public void A_file_by_the_states_ids_finds_its_students((string Name, string Text)[] files)
    {
        using var bench = new ImportBench();
        using var district = new ImportedDistrict();
        Bring(district, bench, files);

        var report = district.Import(Results(bench, First, Second)).Single();
        var eaten = district.Import(Results(bench, First.TrimStart('0'), Second.TrimStart('0'))).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(district.Ask<string>("SELECT state_id FROM seen.student ORDER BY 1"), Is.EqualTo([First, Second]));
            Assert.That((report.Loaded, report.Rejected), Is.EqualTo((2L, 0L)));
            Assert.That(report.Matching.Single(p => p is { Column: "ID_StateAssign", Kind: "the state id" }).Matched, Is.EqualTo(2));
            Assert.That(report.Warnings, Has.One.Contains("Students were told by ID_StateAssign as the state id: 2 of 2 ids (100.0%)"));
            Assert.That((eaten.Unchanged, eaten.Rejected), Is.EqualTo((2L, 0L)));
            Assert.That(eaten.Warnings, Has.One.Contains("as the state id without its leading zeros"));
        }
    }

    [Test]
    public void What_goes_out_as_OneRoster_or_Ed_Fi_tables_has_the_states_ids_and_comes_back_unchanged()
    {
        using var bench = new ImportBench();
        using var district = new ImportedDistrict();
        Bring(district, bench, ((string, string)[])Rosters().First().Arguments[0]!);
        var hash = district.Warehouse.Hash();
        var reader = district.Warehouse.As(Viewer.Operator("test"));
        foreach (var (name, write) in new (string, Action<Stream>)[] { ("oneroster.zip", to => new OneRosterExport(reader, "test", DateTimeOffset.UnixEpoch).Write(to)), ("edfi.zip", to => new EdFiExport(reader).Write(to)) })
        {
            var path = Path.Combine(bench.Folder, name);
            using (var to = File.Create(path))
                write(to);

            using var fresh = new ImportedDistrict();
            var reports = fresh.Import(path);
            Assert.That(fresh.Ask<string>("SELECT state_id FROM seen.student ORDER BY 1"), Is.EqualTo([First, Second]), name + string.Join(' ', reports.Select(r => r.Refusal)));
            district.Import(path);
            Assert.That(district.Warehouse.Hash(), Is.EqualTo(hash), name);
        }
    }

    [Test]
    public void Tables_that_went_out_before_there_were_states_ids_are_still_read()
    {
        using var bench = new ImportBench();
        var sample = File.ReadAllLines(Repository.File("sample-data", "formats", "edfi-tables", "students.csv"));
        var without = Array.IndexOf(sample[0].Split(','), "_ext.ddd.stateId");

        var report = bench.ImportText(string.Join('\n', sample.Select(l => string.Join(',', l.Split(',').Where((_, i) => i != without)))) + "\n", "students.csv");

        Assert.That((report.Format, report.Rejected), Is.EqualTo(("Ed-Fi table students", 0L)), report.Refusal);
    }

    [TestCase("State_ID", true), TestCase("SSID", true), TestCase("uic", true), TestCase("TSDS Unique ID", true)]
    [TestCase("LASID", false), TestCase("Local", false), TestCase("Fed", false), TestCase("LDAP", false), TestCase("SSN", false), TestCase("PEIMS", false), TestCase("State Migrant", false), TestCase("", false)]
    public void Only_what_is_the_states_id_is_taken_for_it(string kind, bool isTheStates)
    {
        using var bench = new ImportBench();
        bench.ImportText($"sourcedId,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName\na,true,s,student,a,{{{kind}:0990000011}},Ann,Test\n", "users.csv");

        Assert.That(bench.Arrivals.OfType<Facts.Arrivals.StudentArrival>().Single().StateId, isTheStates ? Is.EqualTo(First) : Is.Null);
    }

    [Test]
    public void An_id_that_the_winning_column_does_not_bear_out_is_left_as_it_is_and_a_persons_word_on_it_counts()
    {
        var roster = RosterIds.Of([new() { StudentId = "a", StateId = First }, new() { StudentId = "b", StateId = Second }]);

        var matching = StudentMatching.Of([("Local", ["a"]), ("State", ["x"])], roster, (_, id) => id == Second ? "a" : null);

        Assert.That(roster.Knows(First), Is.False, "a load finds nobody by it");
        Assert.That(matching.Meant("State", Second, out var isByHand), Is.EqualTo("a"));
        Assert.That(isByHand, Is.True);
    }

    [Test]
    public void A_list_with_two_ids_is_mapped_with_each_in_its_place()
    {
        using var bench = new ImportBench();
        var rows = Enumerable.Range(1, 30).Select(i => $"{100 + i},Family{i},Given{i},2012-03-{1 + i % 28:00},09900000{10 + i}");

        var profile = MappingSuggester.Suggest(bench.File("export.csv", "Student ID,Last Name,First Name,DOB,State Student ID\n" + string.Join('\n', rows)), null, new RosterLook(RosterIds.Of([]), [], ImportBench.Today), null).Profile;

        Assert.That((profile.Kind.Name, profile.Fields["student"].Column, profile.Fields["state_id"].Column), Is.EqualTo(("students", "Student ID", "State Student ID")));
    }

    static void Bring(ImportedDistrict district, ImportBench bench, (string Name, string Text)[] files)
    {
        var roster = files is [var only] ? bench.File(only.Name, only.Text) : bench.Zip("roster.zip", files);
        var options = files[0].Name == "list.csv" ? ImportBench.Options with { Mapping = Mapped } : ImportBench.Options;
        var reports = district.Importer.Import([roster], options);
        Assert.That(reports.Select(r => (r.State, r.Rejected)), Is.All.EqualTo(("loaded", 0L)), string.Join(' ', reports.Select(r => r.Refusal)));
    }

    static string Results(ImportBench bench, params string[] ids) => bench.File("act.csv",
        "ID_Local,ID_StateAssign,Test_Dte,Composite,Eng,Mth,Rdg\n" + string.Concat(ids.Select((id, i) => $"v{i},{id},042025,20,21,22,23\n")));
}
