using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>A OneRoster 1.2 gradebook whose work names standards becomes mastery, seen by who may see the student, and undone with its import.</summary>
[Parallelizable]
public sealed class NightlyMasteryTests
{
    const string LineItems = "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,academicSessionSourcedId,schoolSourcedId,resultValueMin,resultValueMax\n";
    const string Results = "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,textScore,classSourcedId,scoreDate,comment,inProgress,incomplete,late,missing\n";
    const string Links = "sourcedId,status,dateLastModified,lineItemSourcedId,source,learningObjectiveId\n";
    const string Own = "sourcedId,status,dateLastModified,resultSourcedId,source,learningObjectiveId,score,textScore\n";
    static readonly SchoolYear Year = new(2026);
    static readonly DateOnly Night = new(2026, 3, 2);

    TemporaryDistrict _place = null!;

    [OneTimeSetUp]
    public void Told()
    {
        _place = new TemporaryDistrict();
        _place.Import(_place.Zip("roster.zip", [
            ("manifest.csv", Manifest("academicSessions", "orgs", "courses", "classes", "users", "roles", "enrollments")),
            ("academicSessions.csv", "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\ny,,,2025-26,schoolYear,2025-08-20,2026-06-06,,2026\n"),
            ("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Elm School,school,1,\n"),
            ("courses.csv", "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nc1,,,,Mathematics 6,,06,o1,Mathematics,\n"),
            ("classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\nk1,,,Math 6 - 1,06,c1,,scheduled,,o1,y,,,\n"),
            ("users.csv", "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\nu1,,,true,u1,,Ada,Ayax,,,,,,,06,,,,,,o1,\nu2,,,true,u2,,Bo,Bexo,,,,,,,06,,,,,,o1,\n"),
            ("roles.csv", "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\nr1,,,u1,primary,student,,,o1,\nr2,,,u2,primary,student,,,o1,\n"),
            ("enrollments.csv", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\ne1,,,k1,o1,u1,student,,2025-08-20,2026-06-06\ne2,,,k1,o1,u2,student,,2025-08-20,2026-06-06\n"),
        ]));
        _place.Import(_place.Zip("gradebook.zip", [
            ("manifest.csv", Manifest("lineItems", "lineItemLearningObjectiveIds", "results", "resultLearningObjectiveIds")),
            ("lineItems.csv", LineItems + "w1,,,Quiz,,2025-09-01,2025-09-05,k1,,y,o1,0,20\nw2,,,Quiz,,2025-10-01,2025-10-05,k1,,y,o1,10,20\nw3,,,Test,,2025-11-01,2025-11-05,k1,,y,o1,0,50\nw4,,,Essay,,2025-11-01,2025-11-07,k1,,y,o1,,\n"),
            ("lineItemLearningObjectiveIds.csv", Links + "l1,,,w1,State,6.NS.1\nl2,,,w2,State,6.NS.1\nl3,,,w3,State,6.NS.1\nl4,,,w3,State,6.NS.2\nl5,,,w4,State,6.NS.2\n"),
            ("results.csv", Results + "a1,,,w1,u1,fully graded,10,,k1,2025-09-06,,,,,\na2,,,w2,u1,fully graded,20,,k1,2025-10-06,,,,,\na3,,,w3,u1,fully graded,40,,k1,2025-11-06,,,,,\n"
                + "a4,,,w4,u1,fully graded,7,,k1,2025-11-08,,,,,\nb1,,,w1,u2,fully graded,4,,k1,2025-09-06,,,,,\nb2,,,w2,u2,exempt,20,,k1,2025-10-06,,,,,\nb3,,,w3,u2,not submitted,,,k1,2025-11-06,,,,,true\n"),
            ("resultLearningObjectiveIds.csv", Own + "o1,,,a3,State,6.NS.2,3,\n"),
        ]));
        NightlyAnalysis.Run(_place.District, Night, AnalysisParts.Mastery);
    }

    [OneTimeTearDown]
    public void Gone() => _place.Dispose();

    [Test]
    public void Scores_are_shares_of_their_points_and_every_rule_makes_its_number_of_them()
    {
        var one = Of("u1").Single(m => m.Standard == "6.NS.1");
        // Half, then all of ten to twenty, then four fifths: (.5 · .35 + 1 · .65) · .35 + .8 · .65 by hand.
        Assert.That((one.State, one.Evidence, one.Newest, one.Source), Is.EqualTo(("mastered", 3, new DateOnly(2025, 11, 6), "State")));
        Assert.That((one.DecayingPoints, one.RecentPoints, one.HighestPoints, one.MeanPoints, one.ModePoints), Is.EqualTo((80.88m, 80m, 100m, 76.67m, 80m)));
        Assert.That((one.Points, one.Rule, one.Knows), Is.EqualTo((one.DecayingPoints, "decaying-average", (Probability?)null)), "two students are too few for a model");
    }

    [Test]
    public void A_standards_own_points_come_before_those_of_the_work_and_work_without_a_top_is_no_evidence()
    {
        // Three of four, the smallest usual scale that holds the source's points; the essay has no most points.
        var other = Of("u1").Single(m => m.Standard == "6.NS.2");
        Assert.That((other.RecentPoints, other.Evidence, other.State), Is.EqualTo((75m, 1, "not yet assessed")));
    }

    [Test]
    public void What_was_not_handed_in_or_excused_is_no_zero() =>
        Assert.That(Of("u2").Select(m => (m.Standard, m.Evidence, m.State)), Is.EqualTo(((string, int, string)[])[("6.NS.1", 1, "not yet assessed")]));

    [Test]
    public void Mastery_is_seen_by_who_may_see_the_student()
    {
        var warehouse = _place.District.Warehouse;
        var section = warehouse.As(Viewer.Nightly("test")).Ask(SeenSection.All).Single().SectionKey;
        Assert.That(warehouse.As(Viewer.SignedIn("teacher", ["section:k1"], [])).Ask(StudentStandard.In(section, Year)), Has.Count.EqualTo(3));
        Assert.That(warehouse.As(Viewer.SignedIn("family", ["student:u2"], [])).Ask(StudentStandard.In(section, Year)), Has.Count.EqualTo(1));
        Assert.That(warehouse.As(Viewer.SignedIn("other", ["section:k9"], [])).Ask(StudentStandard.In(section, Year)), Is.Empty);
        Assert.That(warehouse.As(Viewer.SignedIn("teacher", ["section:k1"], [])).Ask(SectionStandard.Of(section)).ToDictionary(s => s.Standard, s => s.Works), Is.EqualTo(new Dictionary<string, int> { ["6.NS.1"] = 3, ["6.NS.2"] = 1 }));
    }

    [Test]
    public void The_same_night_again_says_nothing_new()
    {
        var newest = _place.District.Warehouse.NewestLoad;
        NightlyAnalysis.Run(_place.District, Night.AddDays(1), AnalysisParts.Mastery);
        Assert.That(_place.District.Warehouse.NewestLoad, Is.EqualTo(newest));
        Assert.That(_place.District.Warehouse.Verify(), Is.Empty);
    }

    IReadOnlyList<StudentStandard> Of(string student)
    {
        var reader = _place.District.Warehouse.As(Viewer.SignedIn("test", ["student:" + student], []));
        return [.. reader.Ask(StudentStandard.Of(reader.Ask(SeenStudent.All).Single().StudentKey, Year)).OrderBy(m => m.Standard, StringComparer.Ordinal)];
    }

    static string Manifest(params string[] files) => "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n" + string.Concat(files.Select(f => $"file.{f},bulk\n"));
}
