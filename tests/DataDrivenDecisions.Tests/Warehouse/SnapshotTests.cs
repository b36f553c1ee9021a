using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Snapshots;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>The snapshot for other programs: whole or not there, what the policy lets out and no more, and a change to it is noticed.</summary>
[Parallelizable]
public sealed class SnapshotTests
{
    static readonly DateTimeOffset At = new(2026, 3, 13, 18, 0, 0, TimeSpan.Zero);

    TemporaryWarehouse _warehouse = null!;
    SnapshotFolder _folder = null!;

    string Place => Path.Combine(Path.GetDirectoryName(_warehouse.File)!, "snapshots");

    [SetUp]
    public void A_district_with_a_secret()
    {
        _warehouse = new TemporaryWarehouse();
        Fill(_warehouse);
        Directory.CreateDirectory(Place);
        _folder = new SnapshotFolder(Place);
    }

    static void Fill(TemporaryWarehouse warehouse)
    {
        warehouse.Store.Load(Of(
            Update("roster", School("s"), Student("a", line: 3, family: "Secretname"), Student("b", line: 4)),
            Update("calendar", [.. Days("s", 5)]), Update("enrollment", Enrolled("a", "s"), Enrolled("b", "s", line: 3)), Update("marks", Mark("a", "x")),
            Update("programs", new ProgramArrival { Line = 2, StudentId = "a", Program = "Free Meals", Sensitivity = "meals" }, new ProgramArrival { Line = 3, StudentId = "a", Program = "Tutoring", Sensitivity = "none" })));
        warehouse.Store.Publish(new AnalysisNight
        {
            AsOf = FirstDay, Year = Year,
            Indicators = [new IndicatorRow { StudentKey = 1, Year = Year, Indicator = "chronic-absence", Preset = "federal", Verdict = "fine", Part = 1, Whole = 10, Reason = "1 of 10", DefinitionVersion = "7" }],
        });
    }

    [TearDown]
    public void Close() => _warehouse.Dispose();

    FoundSnapshot Make(SnapshotPolicy? policy = null) => new Snapshot(_warehouse.Store, _warehouse.Spool, _folder).Make("test", policy ?? new SnapshotPolicy(), At);

    IReadOnlyList<string> Read(string sql)
    {
        using var other = new DuckDb(Path.Combine(Place, "..", "other.duckdb"), "500MB");
        using var session = other.Open();
        return session.Ask<string>(sql.Replace("FOLDER", _folder.Of(TemporaryWarehouse.Day), StringComparison.Ordinal));
    }

    [Test]
    public void Another_program_reads_the_rows_that_the_manifest_counts()
    {
        var made = Make().Manifest!;
        foreach (var view in made.Views)
            Assert.That(Read($"SELECT CAST(COUNT(*) AS VARCHAR) FROM read_parquet('FOLDER/{view.File}')").Single(), Is.EqualTo(view.Rows.ToString(System.Globalization.CultureInfo.InvariantCulture)), view.View);
        Assert.That(Read("SELECT letter_mark FROM read_parquet('FOLDER/seen.mark.parquet') m JOIN read_parquet('FOLDER/seen.student.parquet') s ON s.student_key = m.student_key"), Is.EqualTo(new[] { "B" }));
        // The query of docs/reading-the-data.md.
        Assert.That(Read("""
            SELECT CONCAT(s.grade, ' ', SUM(m.absent_days), ' ', SUM(m.enrolled_days)) FROM read_parquet('FOLDER/seen.attendance_month.parquet') m
            JOIN read_parquet('FOLDER/seen.student.parquet') s ON s.student_key = m.student_key WHERE m.school_year = 2026 GROUP BY s.grade
            """), Is.EqualTo(new[] { "09 0 10" }));
        Assert.That((made.Load, made.Day, made.Definitions), Is.EqualTo((_warehouse.Store.NewestLoad, TemporaryWarehouse.Day, new[] { "chronic-absence 7" })));
        Assert.That(made.Views.Single(v => v.View == "seen.mark").Columns.Select(c => $"{c.Name} {c.Type}"), Does.Contain("letter_mark VARCHAR").And.Contain("student_key INTEGER"));
    }

    [Test]
    public void From_a_server_the_rows_are_streamed_into_files_of_the_same_columns()
    {
        // The server is played by an engine that is DuckDB underneath and is not taken for it.
        PairedEngine? served = null;
        using var warehouse = new TemporaryWarehouse(engine: file => served = new PairedEngine(file));
        Fill(warehouse);
        var everything = SnapshotPolicy.Of(warehouse.Leader.Views().Select(SnapshotPolicy.SettingOf).Append(SnapshotPolicy.NamesSetting).Append(SnapshotPolicy.SensitiveSetting).ToDictionary(s => s, _ => 1L, StringComparer.Ordinal));
        var there = new SnapshotFolder(Path.Combine(warehouse.Spool, "made"));
        Directory.CreateDirectory(Path.Combine(warehouse.Spool, "made"));

        var streamed = new Snapshot(warehouse.Store, warehouse.Spool, there).Make("test", everything, At).Manifest!;
        var own = Make(everything).Manifest!;

        IReadOnlyList<string> Rows(string folder, string file) => Read($"SELECT CAST(r AS VARCHAR) FROM read_parquet('{Path.Combine(folder, file)}') r ORDER BY 1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.Views.Sum(v => v.Rows), Is.GreaterThan(30));
            Assert.That(streamed.Views.Select(v => $"{v.View} {v.Rows}: {string.Join(", ", v.Columns.Select(c => c.Name + " " + c.Type))}"), Is.EqualTo(own.Views.Select(v => $"{v.View} {v.Rows}: {string.Join(", ", v.Columns.Select(c => c.Name + " " + c.Type))}")));
            foreach (var view in own.Views)
                Assert.That(Rows(there.Of(TemporaryWarehouse.Day), view.File), Is.EqualTo(Rows(_folder.Of(TemporaryWarehouse.Day), view.File)), view.View);
            Assert.That(served!.Statements.SelectMany(s => PlainSql.Faults(s.Text)), Is.Empty);
            Assert.That(Directory.EnumerateDirectories(warehouse.Spool, "snapshot-*"), Is.Empty, "what was gathered is gone");
        }
    }

    [Test]
    public void Usually_no_name_no_id_and_nothing_sensitive_goes_out()
    {
        Make();
        var bytes = Directory.EnumerateFiles(_folder.Of(TemporaryWarehouse.Day)).Select(System.IO.File.ReadAllText).ToList();
        Assert.That(bytes.Where(b => b.Contains("Secretname", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Read("SELECT program FROM read_parquet('FOLDER/seen.program.parquet')"), Is.EqualTo(new[] { "Tutoring" }));
        Assert.That(Read("SELECT DISTINCT name FROM parquet_schema('FOLDER/*.parquet')").Intersect(["student_id", "student_number", "family_name", "email", "race", "sex", "birth_date"]), Is.Empty);
        Assert.That(System.IO.File.Exists(Path.Combine(_folder.Of(TemporaryWarehouse.Day), "seen.guardian.parquet")), Is.False);
    }

    [Test]
    public void A_district_may_let_names_and_sensitive_records_out_and_keep_a_view_at_home()
    {
        var policy = SnapshotPolicy.Of(new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [SnapshotPolicy.NamesSetting] = 1, [SnapshotPolicy.SensitiveSetting] = 1, [SnapshotPolicy.SettingOf("seen.mark")] = 0, [SnapshotPolicy.SettingOf("seen.guardian")] = 1,
        });
        var made = Make(policy).Manifest!;
        Assert.That(Read("SELECT family_name FROM read_parquet('FOLDER/seen.student.parquet') ORDER BY 1"), Does.Contain("Secretname"));
        Assert.That(Read("SELECT program FROM read_parquet('FOLDER/seen.program.parquet') ORDER BY 1"), Is.EqualTo(new[] { "Free Meals", "Tutoring" }));
        Assert.That(made.Views.Select(v => v.View), Does.Contain("seen.guardian").And.Not.Contain("seen.mark"));
        Assert.That((made.HasNames, made.HasSensitive), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_changed_file_a_changed_manifest_and_a_strange_file_are_refused()
    {
        var made = Make();
        var folder = _folder.Of(made.Day);
        Assert.That(_folder.Verify(made.Day, made.ManifestHash), Is.Empty);

        var marks = Path.Combine(folder, "seen.mark.parquet");
        var bytes = System.IO.File.ReadAllBytes(marks);
        bytes[bytes.Length / 2] ^= 1;
        System.IO.File.WriteAllBytes(marks, bytes);
        System.IO.File.Delete(Path.Combine(folder, "seen.student.parquet"));
        System.IO.File.WriteAllText(Path.Combine(folder, "more.parquet"), "");
        Assert.That(_folder.Verify(made.Day, made.ManifestHash), Is.EqualTo(new[]
        {
            "seen.mark.parquet is not the file that was made.", "seen.student.parquet is missing.", "more.parquet does not belong to the snapshot.",
        }));

        // Whoever writes the new hash into the manifest is found out by the hash of the manifest itself.
        System.IO.File.WriteAllBytes(Path.Combine(folder, SnapshotManifest.FileName), (made.Manifest! with { Views = [] }).Written());
        Assert.That(_folder.Verify(made.Day, made.ManifestHash), Does.Contain("The manifest is not the one that was made."));
        System.IO.File.WriteAllText(Path.Combine(folder, SnapshotManifest.FileName), "{ half");
        Assert.That(_folder.Verify(made.Day), Is.EqualTo(new[] { "The manifest is missing or cannot be read: do not use this snapshot." }));
    }

    [Test]
    public void A_night_that_is_stopped_leaves_the_snapshot_of_before_and_nothing_half_made()
    {
        var before = Make();
        using var stop = new CancellationTokenSource();
        var views = 0;
        var progress = new Told(_ =>
        {
            if (++views == 3)
                stop.Cancel();
        });
        Assert.That(() => new Snapshot(_warehouse.Store, _warehouse.Spool, _folder).Make("test", new SnapshotPolicy(), At, progress, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.Verify(before.Day, before.ManifestHash), Is.Empty);
        Assert.That(Directory.EnumerateDirectories(_warehouse.Spool, "snapshot-*"), Is.Empty);
    }

    [Test]
    public void Only_the_newest_are_kept_and_the_same_day_again_replaces_its_own()
    {
        for (var i = 0; i < 3; i++)
        {
            Make(new SnapshotPolicy { Kept = 2 });
            Make(new SnapshotPolicy { Kept = 2 });
            _warehouse.Clock.Advance(TimeSpan.FromDays(1));
            _warehouse.Reopen();
        }
        Assert.That(_folder.All.Select(s => s.Day), Is.EqualTo(new[] { TemporaryWarehouse.Day.AddDays(2), TemporaryWarehouse.Day.AddDays(1) }));
    }

    [Test]
    public void Somebody_has_judged_what_every_column_of_every_view_is()
    {
        var unjudged = new List<string>();
        foreach (var view in _warehouse.Leader.Views().Where(v => v.StartsWith("seen.", StringComparison.Ordinal)))
            _warehouse.Leader.Rows(view, names => unjudged.AddRange(names.Where(n => !SnapshotPolicy.Judges(n)).Select(n => $"{view}.{n}")), _ => { });
        Assert.That(unjudged, Is.Empty, "name each in SnapshotPolicy: is it a name, is it sensitive, or neither?");
    }

    /// <summary>Progress that is told at once and on the same thread.</summary>
    sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
