using System.Reflection;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Formats.Assessments;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>What every assessment profile keeps to, and how its rules read the odd cells of vendors.</summary>
[Parallelizable]
public sealed class AssessmentProfileTests
{
    ImportBench _bench = null!;

    static IEnumerable<TestCaseData> Profiles => AssessmentProfileFormat.Known.Select(f => new TestCaseData(f).SetArgDisplayNames(f.Name));

    [SetUp]
    public void Open() => _bench = new ImportBench();

    [TearDown]
    public void Close() => _bench.Dispose();

    [TestCaseSource(nameof(Profiles))]
    public void Every_column_that_a_profile_names_stands_in_its_sample_or_is_said_to_be_of_another_edition(AssessmentProfileFormat format)
    {
        var header = Cells(format);
        var named = Columns(format.Profile).Distinct(StringComparer.Ordinal).Except(format.Profile.OtherEditions, StringComparer.Ordinal);

        Assert.That(named.Where(n => !n.Split('|').Any(one => header.Any(cell => Shape(one).IsMatch(cell)))), Is.Empty);
    }

    [TestCaseSource(nameof(Profiles))]
    public void A_sample_is_told_from_every_other_profile(AssessmentProfileFormat format)
    {
        var cells = Cells(format);
        var plain = cells.Select(Header.Plain).ToList();
        var fits = Format.All.Where(f => Header.Lacking(plain.ToHashSet(), f).Count == 0).Select(f => (f.Name, Header.Match(cells, plain, f).Known)).OrderByDescending(f => f.Known).ToList();

        Assert.That(fits[0].Name, Is.EqualTo(format.Name));
        Assert.That(fits.Count(f => f.Known == fits[0].Known), Is.EqualTo(1), "two profiles fit the header equally well");
    }

    [TestCaseSource(nameof(Profiles))]
    public void A_sample_has_a_window_and_a_grade_beside_each_score(AssessmentProfileFormat format)
    {
        _bench.ImportOne(Repository.File("sample-data", "formats", format.Sample));
        var scored = _bench.Arrivals.OfType<AssessmentArrival>().Where(a => a.ScorePoints is not null).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scored.Select(s => s.Window), Is.All.AnyOf("fall", "winter", "spring", "summer"));
            Assert.That(scored.Select(s => s.Grade), Is.All.Not.Null);
            Assert.That(_bench.Arrivals.OfType<AssessmentPartArrival>().Select(p => (p.ScorePoints, p.Percentile, p.Level)), Has.None.EqualTo(((decimal?)null, (int?)null, (string?)null)));
        }
    }

    static IEnumerable<TestCaseData> Editions => AssessmentProfileFormat.Known.SelectMany(f => f.Layouts.Select(l => new TestCaseData(f, l).SetArgDisplayNames($"{f.Name}, {l.Edition}")));

    [TestCaseSource(nameof(Editions))]
    public void A_fixed_width_edition_says_what_the_sample_says(AssessmentProfileFormat format, FixedLayout layout)
    {
        var lines = File.ReadAllLines(Repository.File("sample-data", "formats", format.Sample)).Select(l => l.Split(',')).ToList();
        string Fixed(string[] row)
        {
            var line = new string(' ', layout.LineLength).ToCharArray();
            foreach (var field in layout.Fields)
                row[Array.IndexOf(lines[0], field.Name)].CopyTo(0, line, field.Start - 1, row[Array.IndexOf(lines[0], field.Name)].Length);
            line[^1] = '.';
            return new string(line);
        }
        _bench.ImportOne(Repository.File("sample-data", "formats", format.Sample));
        var sample = _bench.Arrivals.OfType<AssessmentArrival>().Select(a => a with { Line = 0 }).ToList();

        var report = _bench.ImportText(string.Concat(lines.Skip(1).Select(l => Fixed(l) + "\r\n")), "results.txt");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((report.Format, report.Rejected), Is.EqualTo((format.Name, 0L)), report.Refusal);
            Assert.That(report.Warnings, Has.Some.Contains($"the {layout.Edition} layout"));
            Assert.That(_bench.Arrivals.OfType<AssessmentArrival>().Select(a => a with { Line = 0 }), Is.EqualTo(sample));
        }
    }

    const string Dibels = "School Year,Student Primary ID,Benchmark Period,Composite Level,Composite Score,Composite - National Norm Percentile,Client Date,Assessment Grade,Word Reading (WRF) - Score,Word Reading (WRF) - Level";

    [TestCase("Below Benchmark,298,45,2025-09-18,K,12,", 298, 45, "Below Benchmark", 12)]
    [TestCase("Below Benchmark,Discontinue,,2025-09-18,K,,", null, null, "Below Benchmark", null)]
    [TestCase("Below Benchmark,<298,0,2025-09-18,K,45%,", 298, 1, "Below Benchmark", 45)]
    [TestCase("Below Benchmark,298,100,2025-09-18,K,N/A,Some Risk", 298, 99, "Below Benchmark", null)]
    [TestCase(",0,45,2025-09-18,K,0,", 0, 45, null, 0)]
    public void A_cell_that_is_no_plain_number_never_becomes_a_zero(string cells, double? score, int? percentile, string? level, double? part)
    {
        var report = _bench.ImportText($"{Dibels}\n2025-2026,0000017,BOY,{cells}\n");

        var result = _bench.Arrivals.OfType<AssessmentArrival>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Rejected, Is.Zero);
            Assert.That((result.ScorePoints, result.Percentile, result.Level), Is.EqualTo(((decimal?)score, percentile, level)));
            Assert.That(_bench.Arrivals.OfType<AssessmentPartArrival>().SingleOrDefault()?.ScorePoints, Is.EqualTo((decimal?)part));
        }
    }

    [TestCase("Below Benchmark,abc,45,2025-09-18,K,12,", "number-unreadable", "Composite Score")]
    [TestCase("Below Benchmark,298,45.5,2025-09-18,K,12,", "number-unreadable", "Composite - National Norm Percentile")]
    [TestCase("Below Benchmark,298,145,2025-09-18,K,12,", "number-out-of-range", "Composite - National Norm Percentile")]
    [TestCase("Below Benchmark,298,45,2025-09-31,K,12,", "date-unreadable", "Client Date")]
    [TestCase("Below Benchmark,298,45,2027-09-18,K,12,", "date-in-future", "Client Date")]
    [TestCase("Below Benchmark,298,45,2024-09-18,K,12,", "date-outside-year", "Client Date")]
    [TestCase(",,,2025-09-18,K,,", "no-result", null)]
    public void A_row_that_cannot_be_read_is_rejected_with_its_column(string cells, string rule, string? column)
    {
        var report = _bench.ImportText($"{Dibels}\n2025-2026,0000017,BOY,{cells}\n");

        Assert.That(report.Rejects.Select(r => (r.Rule, r.Column)), Is.EqualTo(((string, string?)[])[(rule, column)]));
    }

    [Test]
    public void A_row_is_told_once_however_many_of_its_cells_were_odd()
    {
        var report = _bench.ImportText($"{Dibels}\n2025-2026,0000017,BOY,Below Benchmark,>298,45,2025-09-18,K,>12,\n");

        Assert.That(report.Warnings, Has.One.StartsWith("1 row had a sign for less, more or at least"));
    }

    [TestCase("415L", 415)]
    [TestCase("BR400L", -400)]
    [TestCase("EM120Q", -120)]
    [TestCase("BR", null)]
    [TestCase("BRL", null)]
    public void A_measure_below_zero_counts_down_and_one_without_a_number_is_left_out(string lexile, int? points)
    {
        _bench.ImportText($"{Dibels},DIBELS Composite Score - Lexile\n2025-2026,0000017,BOY,Below Benchmark,298,45,2025-09-18,K,12,,{lexile}\n");

        Assert.That(_bench.Arrivals.OfType<AssessmentPartArrival>().SingleOrDefault(p => p.Measure == "Lexile measure")?.ScorePoints, Is.EqualTo((decimal?)points));
        Assert.That(_bench.Arrivals.OfType<AssessmentArrival>().Single().ScorePoints, Is.EqualTo(298));
    }

    [TestCase("092025", 2025, 9, 1)]
    [TestCase("92025", 2025, 9, 1)]
    [TestCase("0925", 2025, 9, 1)]
    [TestCase("925", 2025, 9, 1)]
    [TestCase("9/2025", 2025, 9, 1)]
    [TestCase("09/2025", 2025, 9, 1)]
    [TestCase("9/13/2025", 2025, 9, 13)]
    [TestCase("09202025", 2025, 9, 20)]
    public void A_month_alone_is_its_first_day_and_a_zero_that_a_spreadsheet_took_is_put_back(string date, int year, int month, int day)
    {
        _bench.ImportText($"ID_Local,Test_Dte,Composite,Eng,Mth,Rdg\n0000017,{date},21,20,21,23\n");

        Assert.That(_bench.Arrivals.OfType<AssessmentArrival>().Single().TestDate, Is.EqualTo(new DateOnly(year, month, day)));
    }

    [Test]
    public void A_sub_score_that_changes_changes_its_row_and_an_undo_takes_results_and_parts_back()
    {
        using var district = new ImportedDistrict();
        string Import(string name, string text) => _bench.File(name, text);
        district.Import(Import("school_enrollment.csv", "student_number,school_number,school_year,entry_date\n0000017,S1,2025-26,2025-08-25\n"));
        var before = district.Warehouse.Hash();
        district.Import(Import("first.csv", $"{Dibels}\n2025-2026,0000017,BOY,Below Benchmark,298,45,2025-09-18,K,12,\n"));
        var first = district.Warehouse.Hash();

        var again = district.Import(Import("second.csv", $"{Dibels}\n2025-2026,0000017,BOY,Below Benchmark,298,45,2025-09-18,K,14,\n")).Single();
        var parts = district.Ask<decimal>("SELECT p.score_points FROM seen.assessment_part p JOIN seen.assessment a ON a.student_key = p.student_key AND a.test_date = p.test_date AND a.result_id = p.result_id");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((again.Changed, again.Unchanged, again.Added), Is.EqualTo((1L, 0L, 0L)));
            Assert.That(parts, Is.EqualTo((decimal[])[14m]));
            district.Warehouse.UndoImport(district.Warehouse.NewestLoad);
            Assert.That(district.Warehouse.Hash(), Is.EqualTo(first));
            district.Warehouse.UndoImport(district.Warehouse.NewestLoad);
            Assert.That(district.Warehouse.Hash(), Is.EqualTo(before).And.Not.EqualTo(first));
            Assert.That(district.Count("assessment_part"), Is.Zero);
        }
    }

    [Test]
    public void A_student_without_a_roster_is_a_reject_and_no_student_is_made()
    {
        using var district = new ImportedDistrict();

        var report = district.Import(_bench.File("first.csv", $"{Dibels}\n2025-2026,0000017,BOY,Below Benchmark,298,45,2025-09-18,K,12,\n")).Single();

        Assert.That(report.Rejects.Select(r => r.Rule), Is.EqualTo((string[])["student-not-on-roster"]));
        Assert.That((district.Count("student"), district.Count("assessment"), district.Count("assessment_part")), Is.EqualTo((0L, 0L, 0L)));
    }

    [Test]
    public void Domains_of_other_years_are_found_by_the_shape_of_their_columns()
    {
        _bench.ImportText("Student ID,Academic Year,Completion Date,Overall Scale Score,Overall Placement,Quantile Measure,Fractions Scale Score,Fractions Relative Placement,Annual Growth\n0000017,2026-2027,9/16/2026,482,Early 5,780Q,470,1 Grade Level Below,20\n");

        var part = _bench.Arrivals.OfType<AssessmentPartArrival>().Single(p => p.Measure == "scale score");
        Assert.That((part.Part, part.ScorePoints, part.Level), Is.EqualTo(("Fractions", (decimal?)470m, "1 Grade Level Below")));
    }

    [TestCase("{ \"name\": \"x\" }")]
    [TestCase("[1]")]
    [TestCase("{ \"versions\": [{ \"results\": \"@nowhere\" }] }")]
    public void A_text_that_is_no_profile_says_so(string json) =>
        Assert.That(() => ProfileFiles.Parse(json), Throws.InstanceOf<FormatException>().With.Message.StartsWith("This is no assessment profile."));

    static string[] Cells(AssessmentProfileFormat format)
    {
        var line = File.ReadLines(Repository.File("sample-data", "formats", format.Sample)).First();
        return line.Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : ',');
    }

    static Regex Shape(string column) => new($"^{Regex.Escape(column).Replace("\\*", ".+", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    // Everything in a profile that names a column, however deep.
    static IEnumerable<string> Columns(object? node) => node switch
    {
        null or string => [],
        AssessmentProfile p => p.Headers.Concat(p.StudentIds).Concat(p.Results.SelectMany(Columns)),
        ResultLayout r => r.When.Concat(r.Columns is null ? [] : [r.Columns]).Concat(Properties(r)),
        PartLayout p => p.Columns.Concat(Properties(p)),
        TextPlace t => One(t.Column).Concat(Bracketed(t.Text)).Concat(t.HasColumn is null ? [] : [string.Join('|', t.HasColumn.Keys)]).Concat(Columns(t.Else)),
        NumberPlace n => [n.Column],
        Disowned d => [d.Column],
        DatePlace d => One(d.Column).Concat(One(d.Latest)).Concat(One(d.OrYear?.Column)),
        System.Collections.IEnumerable many => many.Cast<object?>().SelectMany(Columns),
        _ => [],
    };

    static IEnumerable<string> Properties(object node) =>
        node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name is not ("When" or "Columns" or "Except")).SelectMany(p => Columns(p.GetValue(node)));

    static IEnumerable<string> One(string? column) => column is null ? [] : [column];

    static IEnumerable<string> Bracketed(string? text) => text is null ? [] : Regex.Matches(text, @"\[(?<column>[^\]]+)\]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Groups["column"].Value);
}
