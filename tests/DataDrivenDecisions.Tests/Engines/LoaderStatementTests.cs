using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Warehouse.Exchange;
using DataDrivenDecisions.Warehouse.Loading;
using DataDrivenDecisions.Warehouse.Moving;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>
/// Every statement that a warehouse's life sends to SQL Server — loads of every kind of record, holds, twins, derived rows, nights, undo, checks, hashes, exports —
/// is written down while DuckDB lives it, then parsed as SQL Server 2019 reads it and bound against the schema.
/// </summary>
[Parallelizable]
public sealed class LoaderStatementTests
{
    TemporaryWarehouse _warehouse = null!;
    PairedEngine _engine = null!;
    PairedEngine _movedTo = null!;
    Dictionary<string, IReadOnlyList<string>> _columns = [];

    DataWarehouse Store => _warehouse.Store;

    [OneTimeSetUp]
    public void Live()
    {
        _warehouse = new TemporaryWarehouse(engine: file => _engine = new PairedEngine(file));
        (string, Action)[] life = [("days", LiveSomeDays), ("every kind", LoadEveryKind), ("twins", LoadTwins), ("hold", Hold), ("nights", Publish), ("reads", Read), ("undo", Undo), ("move", MoveAway)];
        foreach (var (part, live) in life)
        {
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            live();
            TestContext.Out.WriteLine($"{part}: {System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        }
    }

    [OneTimeTearDown]
    public void Close() => _warehouse.Dispose();

    static BatchFile EachKind(Type kind, Merge merge, int from, int count, string says, DateOnly? day = null) =>
        File(kind.Name, merge, [.. Enumerable.Range(from, count).Select(n => EveryKind.Of(kind, n, says, day ?? FirstDay))]);

    Batch Kinds(Merge merge, int from, int count, string says) => Of([.. EveryKind.All.Select(k => EachKind(k, merge, from, count, says))]);

    void LiveSomeDays()
    {
        var random = new RandomLoads(_warehouse, 7);
        random.Begin();
        for (var i = 0; i < 10; i++)
            random.Step();
    }

    void LoadEveryKind()
    {
        Store.Load(Kinds(Merge.Update, 100, 6, "first"));
        Store.Load(Kinds(Merge.Update, 100, 3, "second") with { CountsChanges = true });
        Store.Load(Kinds(Merge.ReplaceDatesInFile, 101, 3, "third"));
        Store.Load(Kinds(Merge.Snapshot, 102, 2, "third"));
        Store.Load(Kinds(Merge.Snapshot, 102, 3, "third") with { HoldsReleased = true, CountsChanges = true });
        // The same thing twice in one delivery, saying different things; and what ends.
        Store.Load(Of([.. EveryKind.All.Select(k => File(k.Name, Merge.Delta,
            [EveryKind.Of(k, 102, "one", FirstDay), EveryKind.Of(k, 102, "other", FirstDay) with { Line = 9 }, EveryKind.Of(k, 102, "one", FirstDay) with { Line = 10 }, EveryKind.Of(k, 103, "third", FirstDay, ends: true)]))]));
        Store.Load(Of(EachKind(typeof(AssessmentArrival), Merge.Update, 500, 2, "x") with { NeedsKnownStudents = true }));
        Store.Load(Of(File("unread", Merge.Snapshot, EveryKind.Of(typeof(SectionEnrollmentArrival), 102, "x", FirstDay)) with { UnreadIds = () => ["enrollment104"] }));
    }

    void LoadTwins()
    {
        Store.Load(Of(Update("marks", Mark("n-9", "x9"), Mark("new-9", "x9", line: 3))));
        Store.Load(Of(Update("users", Student("new-9", "n-9"))));
        // One school has another's id as its number, so that both stand for the same scope.
        Store.Load(Of(Update("schools", School("shared-a", "shared-b"), School("shared-b", line: 3)), Update("enrollment", Enrolled("new-9", "shared-a"), Enrolled("new-9", "shared-b", line: 3))));
    }

    // Half of a school's students are missing from a whole roster.
    void Hold()
    {
        Batch Roster(int count) => Of(Snapshot("users", [.. Enumerable.Range(0, count).Select(i => Student($"h{i}", line: 2 + i, school: "school100"))]), Snapshot("orgs", School("school100")));
        Store.Load(Roster(20));
        Store.Load(Roster(10));
        Store.Load(Roster(10) with { IsDryRun = true });
    }

    void Publish()
    {
        foreach (var verdict in new[] { "fine", "concern" })
            Store.Publish(new AnalysisNight
            {
                AsOf = FirstDay, Year = Year,
                Indicators = [new IndicatorRow { StudentKey = 1, Year = Year, Indicator = "chronic-absence", Preset = "federal", Verdict = verdict, Part = 1, Whole = 10, Reason = "1 of 10", DefinitionVersion = "1" }],
                Risks = [new RiskRow { StudentKey = 1, Year = Year, Model = "rest-of-year", Probability = new Probability(0.25), ReasonsJson = "[]", ModelVersion = verdict }],
            });
        Store.ForgetNights(Store.Nights());
    }

    void Read()
    {
        Assert.That(Store.Verify(), Is.Empty);
        Store.Hash();
        Store.DeriveAnew();
        Store.RosterScopes("staff102");
        Store.GuardianScopes("guardian102");
        var leader = _warehouse.Leader;
        leader.WhyMaySee("student102");
        Store.SightOf("student102");
        Assert.That(leader.Views(), Is.Not.Empty);
        foreach (var table in RosterTables.All.Concat(EdFiTables.All))
            leader.Rows(table, _ => { });
        _ = Store.FirstKnownDay;
        Store.As(Viewer.Nightly("test"), TemporaryWarehouse.Day);
    }

    void Undo()
    {
        var newest = Store.NewestLoad;
        Store.Load(Of(Update("users", Student("undone"))));
        Store.Load(Of(Update("users", Student("later"))));
        Store.WhatUndoTakes(newest + 1);
        Store.UndoImport(newest + 1, again =>
        {
            foreach (var _ in again.TakenBack)
            {
                again.Load(Of(Update("users", Student("later"))), _warehouse.Clock.GetUtcNow().DateTime);
                again.Load(Of(Update("users", Student("later"))), _warehouse.Clock.GetUtcNow().DateTime);
            }
            again.On(TemporaryWarehouse.Day).Ask(FirstLoad.Day);
        });
    }

    // To a server and from one: the statements of either side.
    void MoveAway()
    {
        using var to = new TemporaryWarehouse(engine: file => _movedTo = new PairedEngine(file));
        Store.MoveTo(to.Store);
        using var session = _engine.Open();
        _columns = Move.Tables.ToDictionary(t => t, t => Move.ColumnsOf(session, t), StringComparer.Ordinal);
    }

    // Rows that go into a table of the warehouse in bulk are counted there, and sent by plain INSERT where a server takes no bulk.
    IEnumerable<ServerStatement> BulkOf(string table)
    {
        var (name, columns) = ("wh.\"" + table + "\"", _columns[table]);
        var insertion = SqlServerRows.InsertText(name, columns, 2);
        yield return new(SqlServerRows.CountText(name, columns), SqlServerRows.CountText(name, columns), "", true);
        yield return new(insertion, insertion, string.Join(", ", Enumerable.Range(0, 2 * columns.Count).Select(i => $"@p{i} BIGINT")), true);
    }

    // What only SQL Server is asked, and DuckDB never: locks, settings, counts of what was copied, the values behind a hash.
    static IEnumerable<ServerStatement> ServersOwn() =>
    [
        new(SqlServer.LockText, SqlServer.LockText, "@milliseconds INT", true),
        new(SqlServer.LockByRowText, SqlServer.LockByRowText, "", true),
        new(SqlServer.VersionTableText, SqlServer.VersionTableText, "", false),
        .. new[] { ServerAbilities.AppLockText, ServerAbilities.SnapshotText, ServerAbilities.AskForSnapshotText, ServerAbilities.ColumnstoreText, ServerAbilities.AskForColumnstoreText, ServerAbilities.OneCoreText, ServerAbilities.AskForOneCoreText, ServerAbilities.CollationText }
            .Select(t => new ServerStatement(t, t, "", false)),
        .. Tables.All.Select(Fingerprint.Plain).Select(t => new ServerStatement(t, t, "", true)),
        new(SqlServerRows.InsertText("wh.guardian_link", ["guardian_key", "student_key", "known_from", "known_to", "file_number", "line"], 1), SqlServerRows.InsertText("wh.guardian_link", ["guardian_key", "student_key", "known_from", "known_to", "file_number", "line"], 1),
            string.Join(", ", Enumerable.Range(0, 6).Select(i => $"@p{i} BIGINT")), true),
    ];

    IReadOnlyList<ServerStatement> Statements => [.. _engine.Statements, .. _movedTo.Statements.Where(s => !_engine.Statements.Any(e => e.Text == s.Text)), .. Move.Tables.SelectMany(BulkOf), .. ServersOwn()];

    [Test]
    public void Every_statement_parses_and_is_plain()
    {
        TestContext.Out.WriteLine($"SQL Server: {Statements.Count} statements of a warehouse's life parsed");
        Assert.That(Statements, Has.Count.GreaterThan(500));
        var faults = (from s in Statements from fault in PlainSql.Faults(s.Text) select $"{fault} in: {s.Text}").ToList();
        Assert.That(faults, Is.Empty, string.Join("\n\n", faults));
    }

    [Test]
    public void Every_statement_binds_against_the_schema()
    {
        var server = new SqlServer("Server=none");
        var bound = Statements.Where(s => s.IsBound).ToList();
        TestContext.Out.WriteLine($"SQL Server: {bound.Count} statements bound over {_engine.Tables.Count} session tables");
        IEnumerable<string> model =
        [
            .. SchemaScript.All("sqlserver").SelectMany(s => server.Batches(s.Text)), SqlServer.VersionTableText[SqlServer.VersionTableText.IndexOf("CREATE", StringComparison.Ordinal)..],
            "CREATE SCHEMA tempo", "CREATE SCHEMA asked", .. _engine.Tables.Select(t => $"CREATE TABLE tempo.{t.Name} ({t.Definition})"),
            .. bound.Select((s, i) => $"CREATE PROCEDURE asked.s{i} {s.Parameters} AS\n{s.Bound}"),
        ];
        var errors = SqlServerTexts.BindingErrors(model);
        Assert.That(errors, Is.Empty, string.Join("\n\n", bound.Select((s, i) => (s, i)).Where(s => errors.Any(e => e.Contains($"[s{s.i}]", StringComparison.Ordinal))).Select(s => $"s{s.i}: {s.s.Bound}")));
    }

    [Test]
    public void A_move_asks_for_every_table_on_either_side_and_writes_the_ledger()
    {
        using (Assert.EnterMultipleScope())
            foreach (var table in Move.Tables)
            {
                Assert.That(_engine.Statements.Any(s => s.Text.StartsWith("SELECT \"", StringComparison.Ordinal) && s.Text.EndsWith($" FROM wh.\"{table}\"", StringComparison.Ordinal)), table);
                Assert.That(_movedTo.Statements.Any(s => s.Text == $"SELECT COUNT(*) FROM wh.\"{table}\""), table);
            }
        Assert.That(_movedTo.Statements.Count(s => s.Text.StartsWith("INSERT INTO wh.\"load\"", StringComparison.Ordinal) || s.Text.StartsWith("INSERT INTO wh.load_file", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void Every_table_has_met_every_step_of_a_load()
    {
        var missing = from table in Tables.All
                      from step in new[] { "first_", "absent_", "decided_", "stage_" }
                      where !_engine.Tables.Any(t => t.Name.StartsWith(step + table.Name + "_", StringComparison.Ordinal))
                      select step + table.Name;
        Assert.That(missing, Is.Empty);
    }
}
