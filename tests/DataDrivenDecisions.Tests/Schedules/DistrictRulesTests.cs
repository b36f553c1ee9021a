using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Indicators.Mastery;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>A district judges by its own thresholds from the night on in which it set them; what was said before stays with the rule that it was said by.</summary>
[Parallelizable]
public sealed class DistrictRulesTests
{
    // So near to the district's day that none is thinned out.
    static readonly DateOnly Night = new(2026, 3, 2);

    [Test]
    public void A_change_of_thresholds_leaves_what_earlier_nights_said()
    {
        using var place = new TemporaryDistrict();
        var district = place.District;
        var days = SchoolDays(20).ToList();
        // Two of twenty days: a tenth, which is the usual line.
        district.Warehouse.Load(Of(Update("calendar", [.. Days("s", 20)]), Update("enrollment", Enrolled("a", "s")), Update("attendance", Absent("a", "s", days[3]), Absent("a", "s", days[9], line: 3))));
        AnalysisReport Run(int night) => NightlyAnalysis.Run(district, Night.AddDays(night), AnalysisParts.Indicators);
        Run(0);
        district.Records.Rules.Keep(district.Slug, RuleBook.Abc, new OwnThresholds { MissedWatch = 10, MissedConcern = 20 }.Write(), "leader");
        Run(1);
        district.Records.Rules.Keep(district.Slug, RuleBook.Abc, new OwnThresholds { MissedWatch = 11, MissedConcern = 20 }.Write(), "leader");
        Run(2);
        district.Records.Rules.Keep(district.Slug, RuleBook.Abc, null, "leader");
        Run(3);

        var reader = district.Warehouse.As(Viewer.Nightly("test"));
        var said = Enumerable.Range(0, 4).Select(n => reader.Ask(VerdictOnDay.On(Night.AddDays(n))).Single(v => v.Indicator == "abc-attendance")).Select(v => (v.Preset, v.Verdict)).ToList();
        Assert.That(said, Is.EqualTo(new[] { ("acumen-ed", "concern"), ("own-1", "watch"), ("own-2", "fine"), ("acumen-ed", "concern") }));
        // The number opens by the rule of its night, also when another is in force.
        var flag = DistrictRules.Of(district.Records, district.Slug).Named("abc-attendance")!;
        var rows = StudentRows.Gather(reader, reader.Ask(SeenStudent.All).Single().StudentKey, Year, Night, incidentsAreSent: false)!;
        var opened = Explanation.Of(flag.By("own-1"), rows);
        Assert.That((opened.Finding.Verdict, opened.Threshold, opened.Indicator.Source), Is.EqualTo((Verdict.Watch, "missed 20% or more is a concern, 10% watch", "the district's own thresholds")));
        Assert.That(flag.Preset, Is.EqualTo("acumen-ed"));
    }

    [Test]
    public void A_concern_below_what_is_worth_a_look_is_refused_in_words()
    {
        Assert.That(new OwnThresholds { IncidentsWatch = 5, IncidentsConcern = 2 }.Problems(), Is.EqualTo(new Dictionary<string, string> { ["incidents-concern"] = "Behavior, concern: incidents this year cannot begin below 5, where it is worth a look." }));
        Assert.That(new OwnThresholds().Problems(), Is.Empty);
        Assert.That(() => OwnThresholds.Fields[0].Parse("120"), Throws.TypeOf<FormatException>().With.Message.Contains("from 1 to 100"));
        Assert.That(OwnThresholds.Read(new OwnThresholds { FailedConcern = 4 }.Write()), Is.EqualTo(new OwnThresholds { FailedConcern = 4 }));
    }

    [Test]
    public void A_grade_point_average_below_the_limit_raises_the_course_flag_and_is_told()
    {
        var problems = new Dictionary<string, string>();
        var own = OwnThresholds.Parse(new Dictionary<string, string>(new OwnThresholds().Typed()) { ["grade-points-watch"] = "2.5", ["grade-points-concern"] = "1.75" }, problems)!;
        Assert.That(OwnThresholds.Read(own.Write()), Is.EqualTo(own));
        Assert.That(new OwnThresholds().Write(), Does.Not.Contain("GradePoints"), "versions without it are kept as they always were");
        (Verdict, string) Flag(OwnThresholds by, params string[] marks)
        {
            var said = new AbcCourse(by.Preset(1)).Judge(new MarkBook(marks.Select((m, i) => new StudentMark { SectionKey = i, Mark = m, IsCore = 1, MarkType = "semester", CreditsAttempted = 1, KnownOn = Night })));
            return (said.Verdict, said.Reason);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Flag(own, "C", "C", "D", "D"), Is.EqualTo((Verdict.Concern, "lowest course at 65, grade point average 1.50")));
            Assert.That(Flag(own, "B", "C", "C", "D"), Is.EqualTo((Verdict.Watch, "lowest course at 65, grade point average 2.00")));
            Assert.That(Flag(own, "A", "B"), Is.EqualTo((Verdict.Fine, "lowest course at 85, grade point average 3.50")));
            Assert.That(Flag(own, "A", "A", "F", "F"), Is.EqualTo((Verdict.Concern, "failing 2 of 4 courses, grade point average 2.00")), "courses failed count as before");
            Assert.That(Flag(new OwnThresholds(), "C", "C", "D", "D"), Is.EqualTo((Verdict.Fine, "lowest course at 65")), "where it is not looked at it is not told");
            Assert.That(own.Preset(1).Words.Course, Does.EndWith("; a grade point average below 1.75 is a concern, below 2.50 watch"));
        }
    }

    [TestCase("grade-points-watch", "0", "above 0")]
    [TestCase("grade-points-watch", "2,5", "such as 2.0")]
    [TestCase("grade-points-concern", "5.4", "up to 5.3")]
    [TestCase("grade-points-concern", "2.125", "such as 2.0")]
    [TestCase("grade-points-concern", "3.5", "cannot begin above 3")]
    [TestCase("failed-watch", "", "whole number from 1 to 20")]
    public void A_limit_that_makes_no_sense_is_refused_in_words(string name, string text, string words)
    {
        var problems = new Dictionary<string, string>();
        var typed = new Dictionary<string, string>(new OwnThresholds { GradePointsWatch = 3 }.Typed()) { [name] = text };
        Assert.That(OwnThresholds.Parse(typed, problems), Is.Null);
        Assert.That((problems.Keys.Single(), problems.Values.Single()), Is.EqualTo((name, problems.Values.Single())));
        Assert.That(problems[name], Does.Contain(words));
    }

    [Test]
    public void A_rule_of_mastery_is_read_as_typed_or_refused_field_by_field()
    {
        var problems = new Dictionary<string, string>();
        Assert.That(OwnMastery.Parse("median", "120", "0", problems), Is.Null);
        Assert.That(problems.Keys, Is.EquivalentTo(new[] { "rule", "mastered", "fewest" }));
        var own = OwnMastery.Parse("highest", "75", "3", new Dictionary<string, string>())!;
        Assert.That((own.InForce.Name, own.Line.Of(0.75m, 3), own.Line.Of(1m, 2)), Is.EqualTo(("highest", MasteryState.Mastered, MasteryState.NotYetAssessed)));
    }

    [Test]
    public void Every_rule_of_mastery_has_its_name_and_its_column() =>
        Assert.That(MasteryRule.All.Select(r => r.Name), Is.EqualTo(MasteryRuleName.All.Select(n => n.Name)));
}
