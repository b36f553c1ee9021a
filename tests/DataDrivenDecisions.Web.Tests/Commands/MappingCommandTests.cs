using System.Text.Json;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>A file that no format knows, mapped on the command line: suggested, refused while questions are open, tried, saved and known.</summary>
public sealed class MappingCommandTests
{
    const string Export = "Stu Number;Site;Day out;Cd\nst-1;0110;03/02/2026;A\nst-2;0110;03/03/2026;T\nst-3;0120;03/04/2026;U\n";
    Shell _shell = null!;

    [SetUp]
    public async Task Open()
    {
        _shell = new Shell { Clock = new Standing() };
        await _shell.Run("district", "add", "hazel");
        _shell.File("week.csv", Export);
    }

    [TearDown]
    public void Close() => _shell.Dispose();

    [Test]
    public async Task From_the_suggestion_to_a_saved_mapping_that_knows_the_next_file()
    {
        var suggested = await _shell.Run("mapping", "suggest", "week.csv", "--out", "p.json");
        Assert.That((suggested.Code, suggested.Err), Is.EqualTo((0, suggested.Err)));
        Assert.That(suggested.Err, Does.Contain("Is 03/02/2026 in “Day out” 3 February or 2 March?").And.Contain("is called “student number”"));

        var open = await _shell.Run("import", "week.csv", "--profile", "p.json");
        Assert.That(open.Code, Is.EqualTo(4));
        Assert.That(open.Err, Does.Contain("open questions").And.Contain("3 February or 2 March?"));

        var profile = await System.IO.File.ReadAllTextAsync(Path.Combine(_shell.Folder, "p.json"));
        profile = profile[..profile.IndexOf(",\n  \"questions\"", StringComparison.Ordinal)] + "\n}\n";
        _shell.File("p.json", profile.Replace("\"column\": \"Day out\"", "\"column\": \"Day out\", \"dates\": \"month-first\"", StringComparison.Ordinal));
        var tried = File((await _shell.Run("import", "week.csv", "--profile", "p.json", "--dry-run", "--json")).Out);
        Assert.That((tried.State, tried.RowsIn, tried.Loaded, tried.Rejected), Is.EqualTo(("dry-run", 3, 3, 0)));

        Assert.That((await _shell.Run("mapping", "save", "p.json")).Code, Is.Zero);
        Assert.That((await _shell.Run("mapping", "save", "p.json")).Code, Is.EqualTo(2), "the name is taken");
        var known = File((await _shell.Run("import", "week.csv", "--json")).Out);
        Assert.That((known.State, known.Loaded), Is.EqualTo(("loaded", 3)));

        var name = JsonDocument.Parse((await _shell.Run("mapping", "list", "--json")).Out).RootElement[0].GetProperty("name").GetString()!;
        Assert.That((await _shell.Run("mapping", "retire", name)).Code, Is.Zero);
        _shell.File("later.csv", Export.Replace("st-", "st-9", StringComparison.Ordinal));
        var strange = await _shell.Run("import", "later.csv");
        Assert.That((strange.Code, strange.Out), Is.EqualTo((4, strange.Out)));
        Assert.That(strange.Out, Does.Contain("mapping suggest"));
    }

    [Test]
    public async Task What_a_retired_mapping_had_loaded_is_read_by_it_again_when_an_earlier_import_is_undone()
    {
        _shell.File("p.json", """
            { "version": 1, "name": "Weeks", "kind": "attendance", "file": { "delimiter": ";" }, "recognizedBy": ["Stu Number", "Day out", "Cd"],
              "fields": { "student": { "column": "Stu Number" }, "school": { "column": "Site" }, "date": { "column": "Day out", "dates": "month-first" }, "code": { "column": "Cd", "codes": { "A": "absent", "T": "tardy", "U": "absent" } } } }
            """);
        await _shell.Run("mapping", "save", "p.json");
        _shell.File("later.csv", Export.Replace("st-", "st-9", StringComparison.Ordinal));
        Assert.That((await _shell.Run("import", "week.csv")).Code, Is.Zero);
        Assert.That((await _shell.Run("import", "later.csv")).Code, Is.Zero);
        await _shell.Run("mapping", "retire", "Weeks");

        var undone = await _shell.Run("imports", "undo", "1", "--yes");

        Assert.That((undone.Code, undone.Err), Is.EqualTo((0, undone.Err)), undone.Err);
        var left = JsonDocument.Parse((await _shell.Run("imports", "list", "--json")).Out).RootElement;
        Assert.That(left.EnumerateArray().Select(d => (d.GetProperty("id").GetInt32(), d.GetProperty("state").GetString())), Is.EqualTo(new[] { (2, "loaded"), (1, "undone") }));
    }

    [Test]
    public async Task A_file_that_a_format_reads_is_read_by_a_mapping_made_in_its_place_until_that_is_retired()
    {
        // Here T is a school trip, and the format takes it for a late arrival.
        _shell.File("days.csv", "student_number,school_number,attendance_date,attendance_code\nst-1,0110,2026-03-02,T\nst-2,0110,2026-03-03,U\n");
        _shell.File("later.csv", "student_number,school_number,attendance_date,attendance_code\nst-3,0110,2026-03-04,T\n");
        _shell.File("last.csv", "student_number,school_number,attendance_date,attendance_code\nst-4,0110,2026-03-05,T\n");
        var suggested = await _shell.Run("mapping", "suggest", "days.csv", "--kind", "attendance");
        Assert.That(suggested.Err, Does.Contain("So far it is read as Daily attendance. Once the mapping is saved, files with this header are read by it instead."));
        var profile = suggested.Out.Replace("\"T\": \"tardy\"", "\"T\": \"present\"", StringComparison.Ordinal);
        Assert.That(profile, Does.Contain("\"insteadOf\": \"Daily attendance\"").And.Contain("\"T\": \"present\""));
        _shell.File("p.json", profile);

        Assert.That(await FormatOf("days.csv"), Is.EqualTo("Daily attendance"));
        Assert.That((await _shell.Run("mapping", "save", "p.json")).Code, Is.Zero);
        var name = JsonDocument.Parse((await _shell.Run("mapping", "list", "--json")).Out).RootElement[0].GetProperty("name").GetString()!;
        Assert.That(await FormatOf("later.csv"), Is.EqualTo(name));
        Assert.That((await _shell.Run("mapping", "retire", name)).Code, Is.Zero);
        Assert.That(await FormatOf("last.csv"), Is.EqualTo("Daily attendance"));

        // Without the word, the format keeps its files.
        _shell.File("p.json", profile.Replace("\"insteadOf\": \"Daily attendance\",", "", StringComparison.Ordinal));
        Assert.That((await _shell.Run("mapping", "save", "p.json")).Code, Is.Zero);
        _shell.File("further.csv", "student_number,school_number,attendance_date,attendance_code\nst-5,0110,2026-03-06,T\n");
        Assert.That(await FormatOf("further.csv"), Is.EqualTo("Daily attendance"));
    }

    async Task<string> FormatOf(string file) => JsonDocument.Parse((await _shell.Run("import", file, "--json")).Out).RootElement[0].GetProperty("format").GetString()!;

    [Test]
    public async Task A_faulty_profile_names_its_key_and_line()
    {
        _shell.File("p.json", "{\n  \"version\": 1,\n  \"nmae\": \"x\"\n}\n");

        var answer = await _shell.Run("import", "week.csv", "--profile", "p.json");

        Assert.That(answer.Code, Is.EqualTo(4));
        Assert.That(answer.Err, Does.Contain("Line 3: There is no key \"nmae\"").And.Not.Contain("   at "));
        Assert.That((await _shell.Run("import", "week.csv", "--profile", "none.json")).Code, Is.EqualTo(2));
    }

    static (string State, int RowsIn, int Loaded, int Rejected) File(string json)
    {
        var file = JsonDocument.Parse(json).RootElement[0];
        return (file.GetProperty("state").GetString()!, file.GetProperty("rowsIn").GetInt32(), file.GetProperty("loaded").GetInt32(), file.GetProperty("rejected").GetInt32());
    }

    /// <summary>A clock that stands on a day in March.</summary>
    sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 13, 12, 0, 0, TimeSpan.Zero);
    }
}
