using System.Globalization;
using DataDrivenDecisions.Importing.Formats.Assessments;
using DataDrivenDecisions.Importing.Mapping.Detecting;
using DataDrivenDecisions.Importing.Matching;

namespace DataDrivenDecisions.Tests.Importing.Mapping;

/// <summary>Files that vendors published, looked at as if no format knew them, and held against what their built-in profile reads from where.</summary>
[Parallelizable]
public sealed class RealMappingTests
{
    [Test]
    [Category("Slow")]
    public void Published_result_files_are_told_without_their_formats()
    {
        var (columns, right, kinds, files) = (0, 0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(RealData.Path("vendor"), "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(f => Path.GetExtension(f) is ".csv" or ".txt"))
        {
            if (Known(file) is not { } profile)
                continue;
            var suggestion = MappingSuggester.Suggest(file, null, Nobody);
            var expected = Expected(profile, [.. suggestion.Table.Columns.Select(c => c.Name)]);
            var wrong = expected.Where(e => suggestion.Profile.Fields.GetValueOrDefault(e.Field)?.Column is not { } found || !e.Columns.Contains(found, StringComparer.OrdinalIgnoreCase)).Select(e => $"{e.Field} → {suggestion.Profile.Fields.GetValueOrDefault(e.Field)?.Column ?? "nothing"}").ToList();
            files++;
            kinds += suggestion.Profile.Kind.Name == "assessments" ? 1 : 0;
            columns += expected.Count;
            right += expected.Count - wrong.Count;
            TestContext.Out.WriteLine($"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}: {suggestion.Profile.Kind.Name}, {expected.Count - wrong.Count} of {expected.Count}; wrong: {string.Join(", ", wrong)}");
        }
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{right} of {columns} columns right ({100.0 * right / Math.Max(1, columns):0}%), {kinds} of {files} kinds right, without formats and roster"));

        Assert.That(files, Is.GreaterThan(10));
        Assert.Multiple(() =>
        {
            Assert.That((double)right / columns, Is.GreaterThanOrEqualTo(0.6));
            Assert.That((double)kinds / files, Is.GreaterThanOrEqualTo(0.9));
        });
    }

    /// <summary>What the published exports of student systems hold, read by eye from their own headers.</summary>
    static readonly (string File, string Kind, (string Field, string Column)[] Columns)[] StudentSystems =
    [
        ("contoso/day1/students/part1.csv", "students",
        [
            ("student", "SIS ID"), ("school", "School SIS ID"), ("given_name", "First Name"), ("family_name", "Last Name"), ("middle_name", "Middle Name"), ("email", "Secondary Email"), ("student_number", "Student Number"),
            ("grade", "Grade"), ("birth_date", "Birthdate"), ("sex", "Gender"), ("race", "FederalRaceCategory"), ("language", "PrimaryLanguage"),
        ]),
        ("contoso/batch1/studentattendance.csv", "attendance", [("student", "student_id"), ("school", "school_id"), ("date", "attendance_date"), ("code", "AttendanceCode"), ("period", "Period"), ("section", "section_id"), ("school_year", "school_year")]),
        ("contoso/batch1/studentsectionmark.csv", "marks",
        [
            ("student", "student_id"), ("section", "section_id"), ("term", "term_id"), ("mark", "alpha_grade_earned"), ("percent", "numeric_grade_earned"), ("school_year", "school_year"), ("credits_attempted", "credits_attempted"), ("credits_earned", "credits_earned"),
        ]),
        ("earthmover_examples/09_edfi/sources/students_anytown.csv", "students", [("student", "student_id"), ("school", "school_id"), ("given_name", "first_name"), ("family_name", "last_name"), ("sex", "gender"), ("race", "race"), ("grade", "grade"), ("birth_date", "birth_date")]),
        ("earthmover_examples/09_edfi/sources/schools.csv", "schools", [("school", "school_id"), ("name", "school_name")]),
    ];

    [Test]
    public void Published_exports_of_student_systems_are_told_without_their_formats()
    {
        var (columns, right) = (0, 0);
        foreach (var (file, kind, expected) in StudentSystems)
        {
            var suggestion = MappingSuggester.Suggest(Path.Combine(RealData.Path("sis"), file), null, Nobody);
            var wrong = expected.Where(e => suggestion.Profile.Fields.GetValueOrDefault(e.Field)?.Column != e.Column).Select(e => $"{e.Field} → {suggestion.Profile.Fields.GetValueOrDefault(e.Field)?.Column ?? "nothing"}").ToList();
            columns += expected.Length;
            right += expected.Length - wrong.Count;
            TestContext.Out.WriteLine($"{file}: {suggestion.Profile.Kind.Name}, {expected.Length - wrong.Count} of {expected.Length}; wrong: {string.Join(", ", wrong)}");
            Assert.That(suggestion.Profile.Kind.Name, Is.EqualTo(kind), file);
        }
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{right} of {columns} columns right ({100.0 * right / columns:0}%), without formats and roster"));

        Assert.That((double)right / columns, Is.GreaterThanOrEqualTo(0.8));
    }

    static RosterLook Nobody => new(RosterIds.Of([]), [], new DateOnly(2026, 3, 13));

    /// <summary>The built-in layout of a file, or null where it has no header line.</summary>
    static AssessmentProfile? Known(string file)
    {
        using var bench = new ImportBench();
        var report = bench.Import(file)[0];
        return AssessmentProfileFormat.Known.FirstOrDefault(f => f.Name == report.Format) is { Profile: var profile } && report.Warnings.All(w => !w.Contains("were cut at", StringComparison.Ordinal)) ? profile : null;
    }

    /// <summary>Each field that the built-in layout reads out of a column of its own, with the columns that would be right.</summary>
    static List<(string Field, IReadOnlyList<string> Columns)> Expected(AssessmentProfile profile, IReadOnlyList<string> columns)
    {
        // A row with several results has no one score; any of them will do.
        var results = profile.Results.Where(r => r.Columns is null).ToList();
        List<string> In(IEnumerable<string?> named) => [.. named.OfType<string>().SelectMany(n => n.Split('|')).Where(n => columns.Contains(n, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase)];
        (string Field, List<string> Columns)[] all =
        [
            ("student", In(profile.StudentIds)), ("subject", In(results.Select(r => r.Subject.Column))), ("test_date", In(results.Select(r => r.Date.Column))), ("score", In(results.Select(r => r.Score?.Column))),
            ("standard_error", In(results.Select(r => r.StandardError?.Column))), ("percentile", In(results.Select(r => r.Percentile?.Column))), ("level", In(results.Select(r => r.Level?.Column))), ("grade", In(results.Select(r => r.Grade?.Column))),
        ];
        return [.. all.Where(e => e.Columns.Count > 0).Select(e => (e.Field, (IReadOnlyList<string>)e.Columns))];
    }
}
