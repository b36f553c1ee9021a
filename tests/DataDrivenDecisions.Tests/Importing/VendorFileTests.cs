using System.Globalization;
using CsvHelper;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Formats.Assessments;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>
/// Result files that vendors' users published go into one warehouse, against a roster of the ids in them: every row is accounted for, and what the first
/// row of each says, read here by other means, is what the warehouse shows.
/// </summary>
[Parallelizable]
public sealed class VendorFileTests
{
    readonly Dictionary<string, ImportReport> _reports = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> _parts = new(StringComparer.Ordinal);
    ImportedDistrict _district = null!;
    string _folder = "";

    /// <summary>Where the first row of a file says what, by the file's own columns.</summary>
    public sealed record Spot
    {
        public required string File { get; init; }
        public required string Assessment { get; init; }
        public required string Subject { get; init; }
        public required string Student { get; init; }
        public string? Score { get; init; }
        public string? Percentile { get; init; }
        public string? StandardError { get; init; }

        /// <summary>A column, or "=" and the level itself.</summary>
        public string? Level { get; init; }
        public required string Part { get; init; }
        public required string Measure { get; init; }
        public required string PartScore { get; init; }

        public override string ToString() => File;
    }

    sealed record Result
    {
        public decimal? Score { get; init; }
        public decimal? Error { get; init; }
        public int? Percentile { get; init; }
        public string? Level { get; init; }
        public string? Window { get; init; }
        public string? Grade { get; init; }
    }

    static IEnumerable<Spot> Spots =>
    [
        new() { File = "MAP_Growth/sample_anonymized_file.csv", Assessment = "MAP Growth", Subject = "Science", Student = "StudentID", Score = "TestRITScore", StandardError = "TestStandardError", Percentile = "TestPercentile", Level = "AchievementQuintile", Part = "Earth and Space", Measure = "RIT score", PartScore = "Goal2RitScore" },
        new() { File = "STAR/SR_sample_anonymized_file.csv", Assessment = "STAR", Subject = "Reading", Student = "StudentIdentifier", Score = "ScaledScore", StandardError = "StandardErrorOfMeasurement", Percentile = "PercentileRank", Level = "RenaissanceBenchmarkCategoryName", Part = "Overall", Measure = "unified scale score", PartScore = "UnifiedScore" },
        new() { File = "STAR/SR_SkillArea_v1_sample_anonymized_file.csv", Assessment = "STAR", Subject = "Reading", Student = "StudentIdentifier", Part = "[FamilyName]: [DomainName]: [SkillAreaName]", Measure = "skill area mastery score", PartScore = "SkillAreaMasteryScore" },
        new() { File = "STAR/SR_Dashboard_Standards_v2_sample_anonymized_file.csv", Assessment = "STAR", Subject = "Reading", Student = "StudentIdentifier", Part = "[StandardName]", Measure = "percent mastery of standard", PartScore = "StandardPercentMastery" },
        new() { File = "i-Ready/sample_anonymized_file_ela.csv", Assessment = "i-Ready", Subject = "Reading", Student = "Student ID", Score = "Overall Scale Score", Percentile = "Percentile", Level = "Overall Relative Placement", Part = "Comprehension: Literature", Measure = "scale score", PartScore = "Comprehension: Literature Scale Score" },
        new() { File = "i-Ready/sample_anonymized_file_math.csv", Assessment = "i-Ready", Subject = "Mathematics", Student = "Student ID", Score = "Overall Scale Score", Percentile = "Percentile", Level = "Overall Relative Placement", Part = "Geometry", Measure = "scale score", PartScore = "Geometry Scale Score" },
        new() { File = "oea_iready/diagnostic_results_ela/ela.csv", Assessment = "i-Ready", Subject = "Reading", Student = "Student ID", Score = "Overall Scale Score", Percentile = "Percentile", Level = "Overall Relative Placement", Part = "Reading Comprehension: Literature", Measure = "scale score", PartScore = "Reading Comprehension: Literature Scale Score" },
        new() { File = "oea_iready/diagnostic_results_math/math.csv", Assessment = "i-Ready", Subject = "Mathematics", Student = "Student ID", Score = "Overall Scale Score", Percentile = "Percentile", Level = "Overall Relative Placement", Part = "Geometry", Measure = "scale score", PartScore = "Geometry Scale Score" },
        new() { File = "Dibels_8_Benchmark/sample_anonymized_file.csv", Assessment = "DIBELS 8th Edition", Subject = "Reading", Student = "Student Primary ID", Score = "Composite Score", Percentile = "Composite - National Norm Percentile", Level = "Composite Level", Part = "Letter Names (LNF)", Measure = "raw score", PartScore = "Letter Names (LNF) - Score" },
        new() { File = "ACCESS/sample_anonymized_file_ACCESS.csv", Assessment = "ACCESS for ELLs", Subject = "English Language Proficiency", Student = "District Student ID", Score = "Scale Score - Overall", Level = "Proficiency Level - Overall", Part = "Listening", Measure = "scale score", PartScore = "Scale Score - Listening" },
        new() { File = "ACCESS/2021_to_2025_sample_anonymized_file_ACCESS.csv", Assessment = "ACCESS for ELLs", Subject = "English Language Proficiency", Student = "District Student ID", Score = "Scale Score - Overall", Level = "Proficiency Level - Overall", Part = "Oral", Measure = "scale score", PartScore = "Scale Score - Oral" },
        new() { File = "ACCESS/sample_anonymized_file_alternate_Alternate_ACCESS.csv", Assessment = "Alternate ACCESS", Subject = "English Language Proficiency", Student = "District Student ID", Score = "Scale Score - Overall", Level = "Proficiency Level - Overall", Part = "Writing", Measure = "scale score", PartScore = "Scale Score - Writing" },
        new() { File = "PSAT_SAT/sample_anonymized_file_psat_89.csv", Assessment = "PSAT 8/9", Subject = "Composite", Student = "DISTRICT_STUDENT_ID", Score = "LATEST_PSAT_TOTAL", Percentile = "PERCENTILE_NATREP_PSAT_TOTAL", Part = "Math", Measure = "section score", PartScore = "LATEST_PSAT_MATH_SECTION" },
        new() { File = "PSAT_SAT/sample_anonymized_file_psat_10.csv", Assessment = "PSAT 10", Subject = "Composite", Student = "DISTRICT_STUDENT_ID", Score = "LATEST_PSAT_TOTAL", Percentile = "PERCENTILE_NATREP_PSAT_TOTAL", Part = "Heart of Algebra", Measure = "subscore", PartScore = "LATEST_PSAT_HEART_ALGEBRA" },
        new() { File = "PSAT_SAT/sample_anonymized_file_psat_nmsqt.csv", Assessment = "PSAT/NMSQT", Subject = "Composite", Student = "DISTRICT_STUDENT_ID", Score = "LATEST_PSAT_TOTAL", Percentile = "PERCENTILE_NATREP_PSAT_TOTAL", Part = "National Merit", Measure = "selection index", PartScore = "SELECTION_INDEX" },
        new() { File = "PSAT_SAT/sample_anonymized_file_sat.csv", Assessment = "SAT", Subject = "Composite", Student = "DISTRICT_STUDENT_ID", Score = "LATEST_SAT_TOTAL", Percentile = "PERCENTILE_NATREP_SAT_TOTAL", Part = "Evidence-Based Reading and Writing", Measure = "section score", PartScore = "LATEST_SAT_EBRW" },
        new() { File = "ACT/sample_anonymized_file.csv", Assessment = "ACT", Subject = "Composite", Student = "ID_Local", Score = "Composite", Percentile = "USRnk_Comp", Part = "Science", Measure = "scale score", PartScore = "Sci" },
        new() { File = "AP/SAMPLE_AP_2324.csv", Assessment = "AP", Subject = "World History: Modern", Student = "Student Identifier", Score = "Exam Grade 01", Level = "=Possibly qualified", Part = "", Measure = "", PartScore = "" },
        new() { File = "STAAR_Summative/sample_anonymized_file.csv", Assessment = "STAAR", Subject = "Mathematics", Student = "local_student_id", Score = "mathematics_scale_score", Percentile = "percentile_mathematics", Level = "=Approaches Grade Level", Part = "Reporting category 2", Measure = "raw score", PartScore = "mathematics_reporting_category_2_scores" },
        new() { File = "FastBridge_Math/sample_anonymized_file.csv", Assessment = "FastBridge Early Math", Subject = "Mathematics", Student = "State ID", Score = "Fall Early Math Composite Score", Percentile = "Fall Early Math Percentile at Nation", Level = "Fall Early Math Risk Level", Part = "Decomposing ONE", Measure = "correct per minute", PartScore = "Fall Decomposing ONE IC per minute" },
        new() { File = "CMAS/sample_anonymized_file.csv", Assessment = "CMAS", Subject = "Mathematics", Student = "LocalStudentIdentifier", Score = "SS", StandardError = "SSCSEM", Percentile = "PercentileRank", Level = "=Level 2", Part = "Subclaim 2", Measure = "percent earned", PartScore = "Subclaim2PctEarned" },
        new() { File = "iStation/sample_anonymized_file.csv", Assessment = "Istation ISIP", Subject = "Reading", Student = "STUDENT_ID", Score = "September_SCORE", Percentile = "September_PTILE", Level = "=Tier 1", Part = "", Measure = "", PartScore = "" },
        new() { File = "CogAT/sample_anonymized_file.csv", Assessment = "CogAT", Subject = "Cognitive Abilities", Student = "Student ID", Score = "Universal Scale Score (USS) VQN", Percentile = "Age Percentile Rank (APR) VQN", Level = "Ability Profile", Part = "Quantitative", Measure = "standard age score", PartScore = "Standard Age Score (SAS) Q" },
        new() { File = "PALS/PALS_SAMPLE_data_file.csv", Assessment = "PALS", Subject = "Reading", Student = "STD_STI", Part = "Rhyme Awareness", Measure = "raw score", PartScore = "RHYME" },
    ];

    [OneTimeSetUp]
    public void Import_every_file_against_a_roster_of_its_ids()
    {
        _folder = Directory.CreateTempSubdirectory("ddd-vendor-").FullName;
        var files = Files(RealData.Path("vendor"));
        _district = new ImportedDistrict();
        var roster = Path.Combine(_folder, "school_enrollment.csv");
        File.WriteAllLines(roster, files.SelectMany(Ids).Distinct(StringComparer.Ordinal).Select(id => $"\"{id}\",S1,2025-26,2025-08-25").Prepend("student_number,school_number,school_year,entry_date"));
        Assert.That(_district.Import(roster).Single(), Has.Property("State").EqualTo("loaded").And.Property("Rejected").Zero);
        foreach (var file in files)
        {
            var before = _district.Count("assessment_part");
            _reports[Name(file)] = _district.Import(file).Single();
            _parts[Name(file)] = _district.Count("assessment_part") - before;
        }
    }

    [OneTimeTearDown]
    public void Close()
    {
        _district?.Dispose();
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Every_file_is_read_by_a_profile_and_every_row_is_accounted_for()
    {
        foreach (var (file, r) in _reports)
            TestContext.Out.WriteLine($"{file} | {r.Format} | {r.State} | in {r.RowsIn} | loaded {r.Loaded} | unchanged {r.Unchanged} | duplicate {r.Duplicate} | rejected {r.Rejected} | parts {_parts[file]} | {string.Join(", ", r.Causes.Select(c => $"{c.Rule} {c.Column} ×{c.Count}"))} | {r.Refusal}{string.Join(" ", r.Warnings)}");
        using (Assert.EnterMultipleScope())
            foreach (var (file, r) in _reports)
            {
                Assert.That(AssessmentProfileFormat.Known.Select(f => f.Name), Does.Contain(r.Format), $"{file}: {r.Refusal}");
                Assert.That(r.Loaded + r.Unchanged + r.Duplicate + r.Rejected + r.Held, Is.EqualTo(r.RowsIn).And.GreaterThan(0), file);
                Assert.That(r.Causes.Where(c => c.Rule != "no-result").Sum(c => c.Count) * 20, Is.LessThanOrEqualTo(r.RowsIn), $"{file}: {string.Join(", ", r.Causes.Select(c => $"{c.Rule} {c.Column}"))}");
            }
    }

    [TestCaseSource(nameof(Spots))]
    public void What_the_first_row_says_is_what_the_warehouse_shows(Spot spot)
    {
        var row = FirstRow(Path.Combine(RealData.Path("vendor"), spot.File));
        var student = row[spot.Student];
        var level = spot.Level is null ? null : spot.Level.StartsWith('=') ? spot.Level[1..] : row[spot.Level];

        if (spot.Score is { } score)
        {
            var results = _district.Ask<Result>($"""
                SELECT score_points AS Score, standard_error_points AS Error, percentile_rank AS Percentile, level AS "Level", test_window AS "Window", grade AS Grade
                FROM seen.assessment WHERE student_id = '{student}' AND assessment = '{spot.Assessment}' AND subject = '{spot.Subject}'
                """);
            Assert.That(results.Select(r => (r.Score, spot.StandardError is null ? null : r.Error, spot.Percentile is null ? null : r.Percentile, level is null ? null : r.Level)), Does.Contain(
                ((decimal?)Number(row[score]), spot.StandardError is { } e ? Math.Round(Number(row[e]), 4) : (decimal?)null, spot.Percentile is { } p ? (int)Number(row[p]) : (int?)null, level)));
            Assert.That(results.Select(r => r.Window), Is.All.AnyOf("fall", "winter", "spring"));
        }
        if (spot.Part.Length == 0)
            return;
        var part = spot.Part;
        foreach (var (column, value) in row)
            part = part.Replace($"[{column}]", value, StringComparison.Ordinal);
        var parts = _district.Ask<decimal?>($"""
            SELECT score_points FROM seen.assessment_part
            WHERE student_id = '{student}' AND assessment = '{spot.Assessment}' AND subject = '{spot.Subject}' AND part = '{part.Replace("'", "''", StringComparison.Ordinal)}' AND measure = '{spot.Measure}'
            """);
        Assert.That(parts, Does.Contain((decimal?)Number(row[spot.PartScore])));
    }

    [Test]
    public void Columns_in_another_order_say_the_same()
    {
        var reports = Files(RealData.Path("vendor")).Where(f => Rows(f).First().Count > 1).Select(file =>
        {
            var turned = Path.Combine(_folder, Name(file).Replace('/', '_'));
            File.WriteAllLines(turned, Records(file).Select(r => CsvText.Line(r.Reverse().Prepend("more"), ',')));
            return _district.Import(turned).Single();
        }).ToList();

        Assert.That(reports, Has.Count.GreaterThan(20));
        Assert.That(reports.Where(r => r.Loaded > 0 || r.Unchanged + r.Duplicate + r.Rejected != r.RowsIn).Select(r => $"{r.File} {r.Format} {r.State} {r.Loaded} {r.Refusal}"), Is.Empty);
    }

    [Test]
    public void An_assessment_file_makes_no_student()
    {
        Assert.That(_district.Count("student"), Is.EqualTo(_district.Count("enrollment")));
    }

    static List<string> Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    static string Name(string file) => Path.GetRelativePath(RealData.Path("vendor"), file).Replace('\\', '/');

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    // Every id of every student in the file, whatever column it stands in.
    static IEnumerable<string> Ids(string file)
    {
        var rows = Rows(file).ToList();
        return AssessmentProfileFormat.Known.SelectMany(f => f.StudentIdColumns).SelectMany(c => c.Split('|')).Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(column => rows.Select(r => r.GetValueOrDefault(column)?.Trim())).Where(id => id is { Length: > 0 })!;
    }

    static Dictionary<string, string> FirstRow(string file) => Rows(file).First();

    static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        string[]? header = null;
        foreach (var fields in Records(file))
        {
            if (header is null)
            {
                header = [.. fields.Select(f => f.Trim('\uFEFF').Trim())];
                continue;
            }
            var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < fields.Length && i < header.Length; i++)
                row.TryAdd(header[i], fields[i]);
            yield return row;
        }
    }

    // Rows one field short are filled up, so that a turned one still stands under its header.
    static IEnumerable<string[]> Records(string file)
    {
        var first = File.ReadLines(file).First();
        using var stream = File.OpenRead(file);
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false, Separator = first.Contains('\t', StringComparison.Ordinal) ? '\t' : ',' }, leaveOpen: false);
        var width = 0;
        while (csv.Read())
        {
            width = Math.Max(width, csv.FieldCount);
            yield return [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i)), .. Enumerable.Repeat("", width - csv.FieldCount)];
        }
    }
}
