using System.Text.Json;
using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>What commands answer about data: exports, evaluations, imports and what is decided about them.</summary>
public sealed class AnswerTests : OneDistrictTests
{
    const string Enrollment = "student_number,school_number,school_year,grade_level,entry_date,entry_code,exit_date,exit_code,exit_reason\r\n";

    [TestCase("=1+1", "'=1+1")]
    [TestCase("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [TestCase("-2+3", "'-2+3")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("1;=HYPERLINK(A1)", "1;'=HYPERLINK(A1)")]
    [TestCase("1;\"=A1\"", "\"1;'\"\"=A1\"\"\"")]
    [TestCase("1;-5;2", "1;-5;2")]
    [TestCase("a \"quoted\", word", "\"a \"\"quoted\"\", word\"")]
    [TestCase("0042137", "0042137")]
    public void A_text_in_an_export_is_never_a_formula(string value, string expected)
    {
        using var writer = new StringWriter();
        CsvText.Record(writer, [value]);
        Assert.That(writer.ToString(), Is.EqualTo(expected + "\r\n"));
    }

    [Test]
    public void A_negative_number_in_an_export_stays_a_number()
    {
        using var writer = new StringWriter();
        CsvText.Record(writer, [-1.5m, null, new DateOnly(2026, 3, 13)]);
        Assert.That(writer.ToString(), Is.EqualTo("-1.5,,2026-03-13\r\n"));
    }

    [Test]
    public async Task The_views_that_can_be_exported_are_listed()
    {
        var answer = await Shell.Run("export", "views");
        Assert.That(answer.Code, Is.Zero);
        Assert.That(answer.Out.Split('\n').Select(v => v.Trim()), Does.Contain("seen.student").And.Contain("seen.attendance_month"));
    }

    [Test]
    public async Task A_day_that_has_not_come_is_not_judged()
    {
        var answer = await Shell.Run("analyze", "--as-of", "2099-06-01");
        Assert.That((answer.Code, answer.Out), Is.EqualTo((2, "")));
        Assert.That(answer.Err, Does.Contain("has not come yet"));
        Assert.That((await Shell.Run("nights")).Out, Does.Not.Contain("2099"));
    }

    [Test]
    public async Task A_table_with_a_ragged_row_is_refused_with_its_line_and_what_to_do()
    {
        var answer = await Shell.Run("evaluate", Shell.File("table.csv", "a,b,passed\r\n1,2,yes\r\n3,4\r\n5,6,no\r\n"), "--outcome", "passed");
        Assert.That((answer.Code, answer.Out), Is.EqualTo((4, "")));
        Assert.That(answer.Err, Does.Contain("Line 3 has 2 fields and the header has 3").And.Contain("missing delimiter").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Rejects_in_json_are_capped_and_all_of_them_are_in_the_history()
    {
        var bad = Enumerable.Range(0, 150).Select(i => $"{i:0000000},0110,2025-26,07,2025-13-45,,,,");
        var good = Enumerable.Range(500, 20).Select(i => $"{i:0000000},0110,2025-26,07,2025-08-25,,,,");
        var answer = await Shell.Run("import", Shell.File("school_enrollment.csv", Enrollment + string.Join("\r\n", bad.Concat(good))), "--json");
        var file = JsonDocument.Parse(answer.Out).RootElement[0];
        Assert.That(file.GetProperty("rejected").GetInt32(), Is.EqualTo(150));
        Assert.That(file.GetProperty("rejects").GetArrayLength(), Is.EqualTo(100));
        var id = file.GetProperty("import").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Shell.Run("imports", "show", id, "--rejects", "rejects.csv");
        Assert.That(File.ReadAllLines(Path.Combine(Shell.Folder, "rejects.csv")), Has.Length.EqualTo(151));

        await Shell.Run("imports", "mend", id, "--out", "mend.csv");
        var mended = Shell.File("mended.csv", (await File.ReadAllTextAsync(Path.Combine(Shell.Folder, "mend.csv"))).Replace("2025-13-45", "2025-08-25", StringComparison.Ordinal));
        Assert.That(JsonDocument.Parse((await Shell.Run("import", mended, "--json")).Out).RootElement[0].GetProperty("added").GetInt32(), Is.EqualTo(150));
    }

    [Test]
    public async Task A_dry_run_changes_nothing_and_the_same_file_twice_changes_nothing_more()
    {
        var file = Shell.File("school_enrollment.csv", Enrollment + "0042137,0110,2025-26,07,2025-08-25,,,,\r\n");
        Assert.That(await State("import", file, "--dry-run", "--json"), Is.EqualTo("dry-run"));
        Assert.That(await State("import", file, "--json"), Is.EqualTo("loaded"));
        Assert.That(await State("import", file, "--json"), Is.EqualTo("unchanged"));
    }

    [Test]
    public async Task The_newest_import_can_be_undone_and_a_second_undo_is_refused()
    {
        await Shell.Run("import", Shell.File("school_enrollment.csv", Enrollment + "0042137,0110,2025-26,07,2025-08-25,,,,\r\n"));
        await Shell.Run("analyze", "--as-of", "2026-03-13", "--only", "indicators");
        Assert.That((await Shell.Run("export", "seen.student")).Out, Does.Contain("0042137"));
        Assert.That((await Shell.Run("imports", "undo", "1", "--yes")).Code, Is.Zero);
        Assert.That((await Shell.Run("export", "seen.student")).Out, Does.Not.Contain("0042137"));
        Assert.That((await Shell.Run("imports", "undo", "1", "--yes")).Code, Is.EqualTo(2));
    }

    [Test]
    public async Task An_export_as_someone_holds_only_what_they_may_see()
    {
        await Shell.Run("import", Shell.File("school_enrollment.csv", Enrollment + "0042137,0110,2025-26,07,2025-08-25,,,,\r\n0042138,0120,2025-26,07,2025-08-25,,,,\r\n"));
        await Shell.Run("user", "add", "ann", "--role", "principal");
        Assert.That((await Shell.Run("export", "seen.student", "--as", "ann")).Out, Does.Not.Contain("00421"));
        await Shell.Run("user", "grant", "ann", "school:0110");
        var answer = await Shell.Run("export", "seen.student", "--as", "ann");
        Assert.That(answer.Out, Does.Contain("0042137").And.Not.Contain("0042138"));
    }

    [Test]
    public async Task The_matrix_has_a_line_for_each_student_whom_one_may_see_and_nothing_where_nothing_is_known()
    {
        var nothing = await Shell.Run("export", "matrix");
        Assert.That((nothing.Code, nothing.Out), Is.EqualTo((4, "")));
        Assert.That(nothing.Err, Does.Contain("Nothing is known of").And.Contain("Import enrollment"));

        var year = Units.SchoolYear.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date));
        string Row(string student, string school) => $"{student},{school},{year},07,{year.FirstDay:yyyy-MM-dd},,,,\r\n";
        await Shell.Run("import", Shell.File("school_enrollment.csv", Enrollment + Row("0042137", "0110") + Row("0042138", "0120")));
        await Shell.Run("user", "add", "ann", "--role", "principal");
        await Shell.Run("user", "grant", "ann", "school:0110");

        var lines = (await Shell.Run("export", "matrix", "--as", "ann")).Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        Assert.That(lines.Select(l => l[0]), Is.EqualTo((string[])["student_id", "0042137"]));
        Assert.That(lines[0].Zip(lines[1]).Where(p => p.First is "grade" or "years_enrolled" or "gpa" or "absence_share" or "incidents"),
            Is.EqualTo(new[] { ("absence_share", ""), ("gpa", ""), ("incidents", ""), ("grade", "7"), ("years_enrolled", "1") }));

        var file = await Shell.Run("export", "matrix", "--out", "matrix.csv", "--json");
        Assert.That(File.ReadAllLines(Path.Combine(Shell.Folder, "matrix.csv")), Has.Length.EqualTo(3));
        var figures = JsonDocument.Parse(file.Out).RootElement.GetProperty("figures");
        Assert.That(figures.EnumerateArray().Select(f => f.GetProperty("name").GetString()), Is.EqualTo(lines[0].Skip(1)));
        Assert.That((await Shell.Run("export", "matrix", "--format", "parquet", "--out", "m.parquet")).Code, Is.EqualTo(2));
    }

    [Test]
    public async Task A_student_outside_ones_sight_has_no_report_and_the_answer_does_not_tell_whether_there_is_one()
    {
        await Shell.Run("import", Shell.File("school_enrollment.csv", Enrollment + "0042137,0110,2025-26,07,2025-08-25,,,,\r\n"));
        await Shell.Run("user", "add", "ann", "--role", "teacher");
        var hidden = await Shell.Run("report", "student", "0042137", "--as", "ann", "--out", "a.html");
        var missing = await Shell.Run("report", "student", "9999999", "--as", "ann", "--out", "a.html");
        Assert.That(hidden, Is.EqualTo(missing));
        Assert.That(hidden.Code, Is.EqualTo(2));
        var mine = await Shell.Run("report", "student", "0042137", "--audience", "family", "--out", "a.html");
        Assert.That(mine.Code, Is.Zero, mine.Err);
    }

    [Test]
    public async Task Any_flat_table_is_evaluated_whatever_stands_between_its_fields()
    {
        var rows = Enumerable.Range(0, 200).Select(i => $"{i % 17};\"{(i % 3 == 0 ? "x" : "y")}\";{(i % 17) + (i % 5)}");
        var answer = await Shell.Run("evaluate", Shell.File("table.csv", "a;b;score\n" + string.Join('\n', rows)), "--outcome", "score<8", "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        var result = JsonDocument.Parse(answer.Out).RootElement;
        Assert.That(result.GetProperty("rows").GetInt32(), Is.EqualTo(200));
        Assert.That(result.GetProperty("auc").GetDouble(), Is.GreaterThan(0.8));
        Assert.That(result.GetProperty("inputs").EnumerateArray().Select(i => i.GetString()), Does.Not.Contain("score"));
    }

    [TestCase("nowhere.csv", "a<1")]
    [TestCase("uneven.csv", "a<1")]
    [TestCase("small.csv", "missing<1")]
    public async Task A_table_that_cannot_answer_is_refused_in_words(string name, string outcome)
    {
        Shell.File("uneven.csv", "a,b\n1,2\n1\n");
        Shell.File("small.csv", "a,b\n1,2\n");
        var answer = await Shell.Run("evaluate", name, "--outcome", outcome, "--json");
        Assert.That(answer.Code, Is.EqualTo(4));
        Assert.That(answer.Err, Is.Not.Empty.And.Not.Contain("Exception"));
    }

    [Test]
    public async Task Growth_of_a_table_is_told_in_json_and_in_a_file_and_a_small_grade_says_why_not()
    {
        string Rows(int students, int grade) => string.Concat(Enumerable.Range(0, students).Select(i =>
            FormattableString.Invariant($"{grade}{i:0000},2024,{grade - 1},Reading,{200 + i % 90}\r\n{grade}{i:0000},2025,{grade},Reading,{220 + i % 90 + i * 7 % 41}\r\n")));
        var table = Shell.File("scores.csv", "id,year,grade,subject,score\r\n" + Rows(520, 5) + Rows(40, 8));
        var answer = await Shell.Run("growth", table, "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        var json = JsonDocument.Parse(answer.Out).RootElement;
        Assert.That(json.GetProperty("rows").EnumerateArray().Count(r => r.GetProperty("sgp").ValueKind == JsonValueKind.Number), Is.EqualTo(520));
        Assert.That(json.GetProperty("cohorts").EnumerateArray().Last().GetProperty("reason").GetString(), Does.Contain("40 students").And.Contain("500"));
        var written = await Shell.Run("growth", table, "--out", "growth.csv");
        Assert.That(written.Out, Does.Contain("fewer than 500").And.Contain("80-99"));
        var lines = await File.ReadAllLinesAsync(Path.Combine(Shell.Folder, "growth.csv"));
        Assert.That(lines, Has.Length.EqualTo(1 + 2 * 560));
        Assert.That(lines[0], Does.StartWith("id,year,grade,subject,score,sgp"));
        Assert.That((await Shell.Run("growth", Shell.File("none.csv", "a,b\r\n1,2\r\n"))).Code, Is.EqualTo(4));
        Assert.That((await Shell.Run("growth", table, "--new-test", "soon")).Code, Is.EqualTo(2));
    }

    [Test]
    public async Task A_backup_holds_the_records_and_every_warehouse()
    {
        var answer = await Shell.Run("backup", "--out", "copies", "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        var files = JsonDocument.Parse(answer.Out).RootElement.GetProperty("files").EnumerateArray().Select(f => Path.GetFileName(f.GetProperty("file").GetString()));
        Assert.That(files, Is.EquivalentTo(new[] { "records.sqlite", "elm.duckdb" }));
    }

    [Test]
    public async Task A_night_takes_in_the_drop_folder_and_is_written_down()
    {
        var drop = Path.Combine(Shell.Data, "districts", "elm", "drop");
        Directory.CreateDirectory(drop);
        await File.WriteAllTextAsync(Path.Combine(drop, "school_enrollment.csv"), Enrollment + "0042137,0110,2025-26,07,2025-08-25,,,,\r\n");
        await File.WriteAllTextAsync(Path.Combine(drop, "school_enrollment.csv.done"), "");
        var answer = await Shell.Run("schedule", "run", "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err + answer.Out);
        Assert.That(JsonDocument.Parse((await Shell.Run("runs", "list", "--json")).Out).RootElement[0].GetProperty("rows").GetInt32(), Is.EqualTo(1));
    }

    async Task<string?> State(params string[] args) => JsonDocument.Parse((await Shell.Run(args)).Out).RootElement[0].GetProperty("state").GetString();

    [Test]
    public async Task A_table_is_summarized_by_group_with_pooled_shares_and_a_trend()
    {
        var table = Shell.File("schools.csv", "school,year,poor,students\r\nA,1,1,10\r\nB,1,9,10\r\nA,2,5,90\r\nB,2,NA,10\r\n");
        var answer = await Shell.Run("summarize", table, "--of", "poor", "--whole", "students", "--by", "school", "--over", "year", "--json");
        Assert.That(answer.Code, Is.Zero, answer.Err);
        using var said = JsonDocument.Parse(answer.Out);
        var groups = said.RootElement.GetProperty("groups").EnumerateArray().ToDictionary(g => g.GetProperty("name").GetString()!, g => (g.GetProperty("rows").GetInt32(), g.GetProperty("mean").GetDecimal(), g.GetProperty("sharePercent").GetDecimal()));
        Assert.That(groups, Is.EquivalentTo(new Dictionary<string, (int, decimal, decimal)> { ["A"] = (2, 3, 6), ["B"] = (2, 9, 90) }), "6 of 100, not the mean of 10% and 5.6%; NA is no zero");
        Assert.That(said.RootElement.GetProperty("trend").GetProperty("points").GetInt32(), Is.EqualTo(3));
        Assert.That((await Shell.Run("summarize", table, "--of", "none")).Code, Is.EqualTo(2));
        var turned = await Shell.Run("summarize", table, "--of", "students", "--whole", "poor");
        Assert.That((turned.Code, turned.Err), Is.EqualTo((4, turned.Err)).And.Matches<(int, string Err)>(t => t.Err.Contains("larger than poor", StringComparison.Ordinal)));
    }
}
