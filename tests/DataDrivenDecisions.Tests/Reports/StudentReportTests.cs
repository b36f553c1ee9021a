using System.Text.RegularExpressions;
using System.Xml.Linq;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Reports;

namespace DataDrivenDecisions.Tests.Reports;

/// <summary>What a learning report says, to whom, and what it must never say.</summary>
[TestFixture]
public sealed class StudentReportTests
{
    static IEnumerable<string> Languages => Wording.Languages;

    [Test]
    public void A_family_reads_strengths_first_and_neither_flag_nor_chance()
    {
        var ask = new InventedStudent();
        var html = StudentReport.Of(ask, "0000007", InventedStudent.Sheet(Audience.Family))!.Html();
        Assert.That(html.IndexOf("What is going well", StringComparison.Ordinal), Is.LessThan(html.IndexOf("Attendance</h2>", StringComparison.Ordinal)));
        Assert.That(html, Does.Not.Contain("in 10").And.Not.Contain("May need support").And.Not.Contain("core course below"));
        Assert.That(ask.Asked, Has.None.EqualTo(typeof(VerdictOnDay)).And.None.EqualTo(typeof(RiskOnDay)));
    }

    [Test]
    public void Staff_read_each_flag_with_its_reason_and_the_chance_in_words()
    {
        var html = StudentReport.Of(new InventedStudent(), "0000007", InventedStudent.Sheet(Audience.Staff))!.Html();
        Assert.That(html, Does.Contain("1 core course below C: Biology").And.Contain("about 3 in 10").And.Contain("Biology fell by 10 points since Q1"));
        Assert.That(html, Does.Not.Contain("marks in math rose").And.Not.Contain("0.31"));
    }

    [TestCaseSource(nameof(Languages))]
    public void Every_text_is_encoded_and_the_document_is_well_formed_and_needs_nothing_from_outside(string language)
    {
        var html = StudentReport.Of(new InventedStudent(), "0000007", InventedStudent.Sheet(Audience.Family, language))!.Html();
        Assert.That(html, Does.Contain("Quill&lt;b&gt;").And.Not.Contain("Quill<b>"));
        Assert.That(html, Does.Contain($"<html lang=\"{language}\""));
        Assert.That(html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), Does.Not.Match("https?://").And.Not.Contain("<script").And.Not.Match(@"\{\d"));
        var body = Regex.Match(html, "<body>.*</body>", RegexOptions.Singleline).Value;
        Assert.That(() => XDocument.Parse(body), Throws.Nothing);
    }

    [Test]
    public void A_student_without_any_record_gets_an_honest_sheet()
    {
        var ask = new InventedStudent().With<StudentDay>().With<StudentMark>().With<StudentScore>().With<StudentIncident>().With<StudentProgram>().With<VerdictOnDay>().With<RiskOnDay>();
        foreach (var audience in Enum.GetValues<Audience>())
            Assert.That(StudentReport.Of(ask, "0000007", InventedStudent.Sheet(audience))!.Html(), Does.Contain("Tell us what goes well").And.Not.Contain("NaN"));
    }

    [Test]
    public void Whom_the_reader_may_not_see_has_no_report() =>
        Assert.That(StudentReport.Of(new InventedStudent().With<SeenStudent>(), "0000007", InventedStudent.Sheet(Audience.Staff)), Is.Null);

    [Test]
    public void An_unknown_language_is_refused_with_those_there_are() =>
        Assert.That(() => StudentReport.Of(new InventedStudent(), "0000007", InventedStudent.Sheet(Audience.Family, "xx")),
            Throws.ArgumentException.With.Message.Contains("en, es"));

    [Test]
    public void Languages_say_the_same_things_in_the_same_places()
    {
        var english = Wording.In("en")!.Texts;
        foreach (var other in Wording.Languages.Select(l => Wording.In(l)!))
            foreach (var (key, text) in english.Where(t => !Translated(t.Key)))
            {
                Assert.That(other.Texts, Does.ContainKey(key), other.Language);
                Assert.That(Places(other.Texts[key]), Is.EqualTo(Places(text)), $"{other.Language}: {key}");
            }
        // A source's own codes need a word only where the language would not take the code as it is.
        static bool Translated(string key) => key.StartsWith("subject.", StringComparison.Ordinal) || key.StartsWith("program.", StringComparison.Ordinal);
        static IEnumerable<string> Places(string text) => Regex.Matches(text, @"\{\d").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
    }

    [Test]
    public void Every_section_file_stands_in_the_list()
    {
        var written = typeof(Section).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Section)) && !t.IsAbstract);
        Assert.That(StudentReport.Sections.Select(s => s.GetType()), Is.EquivalentTo(written));
    }

    [TestCase(0, Standing.Well)]
    [TestCase(4, Standing.Well)]
    [TestCase(5, Standing.TakeCare)]
    [TestCase(9, Standing.TakeCare)]
    [TestCase(10, Standing.NeedsHelp)]
    public void Of_a_hundred_days_missed_the_bounds_belong_to_the_worse_standing(int away, Standing expected)
    {
        var file = new StudentFile
        {
            Student = new SeenStudent { StudentKey = 1, StudentId = "1" },
            Year = new(2026),
            AsOf = InventedStudent.Today,
            Days = [.. Enumerable.Range(0, 100).Select(i => new StudentDay { Day = new DateOnly(2025, 9, 1).AddDays(i), Status = i < away ? "absent" : "present", EnrolledDays = 1, AbsentDays = i < away ? 1 : 0, ExcusedDays = 0 })],
        };
        Assert.That(file.Attendance, Is.EqualTo(expected));
    }
}
