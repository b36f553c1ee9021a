using System.Numerics;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Tests.Importing;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>Rates for anybody over the sample district: told from its own imports, kept in its warehouse, read by its views, and attacked there.</summary>
public sealed class PublishedRatesTests
{
    static readonly SchoolYear Year = SchoolYear.Of(MapleValley.Day);

    ImportedDistrict _district = null!;
    IReadOnlyList<PublishedRate> _published = [];

    Reader Reader => _district.Warehouse.As(Viewer.Nightly("test"));

    [OneTimeSetUp]
    public void Publish()
    {
        _district = ImportedDistrict.OfSmallSample();
        var judged = IndicatorRun.Judge(Reader, Year, MapleValley.Day);
        _district.Warehouse.Publish(new AnalysisNight
        {
            AsOf = MapleValley.Day, Year = Year, Rates = PublishedRates.Count(Reader, judged, Indicator.All, Year, MapleValley.Day).Tell(Year, MapleValley.Day),
            Indicators = [.. judged.Select(j => new IndicatorRow { StudentKey = j.StudentKey, SchoolKey = j.SchoolKey, Year = j.Year, Indicator = j.Indicator, Preset = j.Preset, Verdict = j.Verdict, Part = j.Finding.Part, Whole = j.Finding.Whole, Reason = j.Finding.Reason, DefinitionVersion = j.DefinitionVersion })],
        });
        _published = Reader.Ask(PublishedRate.Now);
    }

    [OneTimeTearDown]
    public void Close() => _district.Dispose();

    static bool AttendsOrTests(string indicator) => indicator is not ("exclusion-days" or "discipline-rates" or "cohort-graduation" or "proficiency");

    [Test]
    public void Numbers_are_told_of_everyone_and_of_groups_of_every_kind()
    {
        var told = _published.Where(r => r.Shown != PublishedRate.Withheld).ToList();
        TestContext.Out.WriteLine(string.Join("; ", _published.GroupBy(r => (r.GroupKind, r.Shown)).Select(g => $"{g.Key.GroupKind} {g.Key.Shown} {g.Count()}").Order(StringComparer.Ordinal)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Select(r => r.GroupKind).Distinct(), Is.SupersetOf((string[])["all", "school", "grade", "sex", "program"]));
            Assert.That(told.Select(r => r.Indicator).Distinct(), Is.SupersetOf((string[])["chronic-absence", "course-failures", "discipline-rates", "proficiency", "attendance-rate"]));
            Assert.That(_published.Select(r => r.Shown).Distinct(), Is.EquivalentTo((string[])[PublishedRate.Exact, PublishedRate.Range, PublishedRate.Withheld]));
            Assert.That(told.Where(r => r.GroupKind == "school"), Has.All.Matches<PublishedRate>(r => r!.SchoolKey is not null || r.GroupValue is ToldGroups.Smaller or ToldGroups.NotRecorded));
        }
    }

    [Test]
    public void What_is_exact_is_what_the_night_said_counted_apart_from_how_it_is_told()
    {
        var all = _published.Single(r => r is { Indicator: "chronic-absence", GroupKind: "all" });
        var verdicts = Reader.Ask(VerdictOnDay.On(MapleValley.Day, "chronic-absence")).Where(v => v.IsJudged).ToList();
        Assert.That((all.Students, all.Part), Is.EqualTo(((long?)verdicts.Count, (long?)verdicts.Count(v => v.IsConcern))));

        var lines = Attackable("chronic-absence").Lines;
        Assert.That(lines.Where(l => l.IsExact && l.Kind != "all"), Is.Not.Empty);
        foreach (var line in lines)
            Assert.That(_published.Single(r => r.Indicator == "chronic-absence" && r.GroupKind == line.Kind && r.GroupValue == line.Value && r.Shown != PublishedRate.Withheld).Students, Is.EqualTo(DisclosureAttack.Count(line.Members)), $"{line.Kind} {line.Value}");
    }

    [Test]
    public void A_cell_that_is_withheld_has_no_figure_and_one_told_as_a_range_has_no_part()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_published.Where(r => r.Shown == PublishedRate.Withheld), Is.Not.Empty.And.All.Matches<PublishedRate>(r => (r!.Students, r.Part, r.LowPercent, r.HighPercent, r.DaysPerHundred) == (null, null, null, null, null)));
            Assert.That(_published.Where(r => r.Shown == PublishedRate.Range), Has.All.Matches<PublishedRate>(r => r is { Part: null, LowPercent: >= 0, HighPercent: <= 100 } && r.HighPercent - r.LowPercent >= 5));
            Assert.That(_published.Where(r => r.Shown == PublishedRate.Exact), Has.All.Matches<PublishedRate>(r => r is { Part: not null, LowPercent: null, HighPercent: null }));
            Assert.That(_published.Where(r => r.Students is not null), Has.All.Matches<PublishedRate>(r => r!.Students >= GroupSize.ReportingMinimum));
        }
    }

    [Test]
    public void No_sum_or_difference_of_what_is_published_is_about_a_few_or_fixes_what_is_hidden()
    {
        var attacked = _published.Where(r => AttendsOrTests(r.Indicator)).Select(r => r.Indicator).Distinct().ToList();
        var lines = 0;
        foreach (var indicator in attacked)
        {
            var (_, told) = Attackable(indicator);
            lines += told.Count;
            Assert.That(DisclosureAttack.On(told), Is.Empty, indicator);
        }

        TestContext.Out.WriteLine($"{attacked.Count} tables of {lines} lines attacked");
        Assert.That(lines, Is.GreaterThan(60));
    }

    // Who is counted in each line, from the views that tell of students.
    (IReadOnlyList<int> Students, IReadOnlyList<DisclosureAttack.Line> Lines) Attackable(string indicator)
    {
        int[] students = [.. Reader.Ask(VerdictOnDay.On(MapleValley.Day, indicator)).Where(v => v.IsJudged).Select(v => v.StudentKey).Order()];
        var bit = students.Select((key, i) => (key, i)).ToDictionary(s => s.key, s => BigInteger.One << s.i);
        var places = Reader.Ask(StudentPlacement.Enrolled(Year, MapleValley.Day)).ToDictionary(p => p.StudentKey);
        var schools = Reader.Ask(SeenSchool.All).ToDictionary(s => s.SchoolKey, s => s.Name);
        var spans = Reader.Ask(GroupSpan.All).ToLookup(s => s.StudentKey);
        IEnumerable<string> In(int student, string kind) => kind switch
        {
            "all" => ["all students"],
            "school" => [schools[places[student].SchoolKey!.Value]],
            "grade" => [places[student].Grade!],
            _ => spans[student].Where(s => s.Kind == kind).SelectMany(s => s.On(MapleValley.Day)).DefaultIfEmpty(kind == "program" ? "" : ToldGroups.NotRecorded),
        };
        BigInteger Members(IEnumerable<int> of) => of.Aggregate(BigInteger.Zero, (sum, key) => sum | bit[key]);
        var rows = _published.Where(r => r.Indicator == indicator && r.Shown != PublishedRate.Withheld).ToList();
        return (students, [.. rows.Select(r =>
        {
            var named = rows.Where(o => o.GroupKind == r.GroupKind).Select(o => o.GroupValue).ToHashSet(StringComparer.Ordinal);
            var members = Members(students.Where(s => r.GroupValue == ToldGroups.Smaller ? !In(s, r.GroupKind).Any(named.Contains) : In(s, r.GroupKind).Contains(r.GroupValue, StringComparer.Ordinal)));
            // Of a kind, a bound is hidden; its one wider range holds whichever count the bounds have.
            var isBound = r is { Shown: PublishedRate.Range } && (r.LowPercent == 0 || r.HighPercent == 100) && r.HighPercent - r.LowPercent <= 10;
            return new DisclosureAttack.Line(r.GroupKind, r.GroupValue, members, r.Shown == PublishedRate.Exact, r.GroupKind != "all" && (isBound || r is { GroupKind: "program", Shown: PublishedRate.Range }));
        })]);
    }

    [Test]
    public void Counted_stretch_by_stretch_the_same_is_told()
    {
        var keys = Reader.Ask(StudentKeys.Ends)[0];
        var sent = new Lazy<YearSent>(() => Reader.Ask(YearSent.Of(Year, MapleValley.Day))[0]);
        var rates = new PublishedRates();
        foreach (var (first, last) in keys.Stretches(37))
        {
            var part = Reader.Of(StudentPart.Keys(first, last));
            rates.Add(PublishedRates.Count(part, IndicatorRun.Judge(StudentYear.Gather(part, Year, MapleValley.Day, sent), Year), Indicator.All, Year, MapleValley.Day));
        }

        Assert.That(rates.Tell(Year, MapleValley.Day).Select(r => r.ToString()).Order(StringComparer.Ordinal), Is.EqualTo(_published.Select(r => r.ToString()).Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Nothing_of_a_student_is_in_it()
    {
        List<string> columns = [], texts = [];
        foreach (var view in (string[])["published.rate", "published.rate_by_month"])
            Reader.Rows(view, columns.AddRange, row => texts.AddRange(row.OfType<string>()));
        var own = _district.Ask<string>("SELECT student_id FROM seen.student").Concat(_district.Ask<string>("SELECT family_name FROM seen.student WHERE family_name IS NOT NULL")).Concat(_district.Ask<string>("SELECT student_number FROM seen.student WHERE student_number IS NOT NULL")).ToHashSet(StringComparer.Ordinal);
        Assert.That(columns.Where(c => c.StartsWith("student_", StringComparison.Ordinal)).Distinct(), Is.EqualTo((string[])["student_count"]));
        Assert.That(texts.Where(own.Contains), Is.Empty);
        Assert.That(own, Has.Count.GreaterThan(200));
    }

    [Test]
    public void Whoever_has_a_place_in_the_district_reads_all_of_it_and_nobody_else_a_row()
    {
        int Rows(Viewer viewer) => _district.Warehouse.As(viewer).Ask(PublishedRate.Now).Count;
        Assert.That((Rows(Viewer.SignedIn("teacher", ["section:none"], [])), Rows(Viewer.Nobody)), Is.EqualTo((_published.Count, 0)));
    }

    [Test]
    public void Programs_of_health_and_custody_are_never_told() =>
        Assert.That(_published.Where(r => r.GroupKind == "program").Select(r => ProgramSensitivity.Of(r.GroupValue)).Distinct(), Is.Not.Empty.And.None.EqualTo("health").And.None.EqualTo("custody"));
}
