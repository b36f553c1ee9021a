using System.Data.Common;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Warehouse.Loading;
using DataDrivenDecisions.Warehouse.Moving;
using DataDrivenDecisions.Warehouse.Snapshots;

namespace DataDrivenDecisions.Warehouse;

/// <summary>
/// One district's facts: it loads deliveries whole or not at all, forgets nothing, and answers each viewer within what she may see.
/// </summary>
public sealed class DataWarehouse : IDisposable
{
    readonly WarehouseEngine _engine;
    readonly WarehouseSettings _settings;
    readonly TimeProvider _clock;
    readonly Lock _writing = new();

    DataWarehouse(WarehouseEngine engine, WarehouseSettings settings, TimeProvider clock) => (_engine, _settings, _clock) = (engine, settings, clock);

    /// <summary>Opens a warehouse, or makes it; upgrades its schema and locks the engine down.</summary>
    /// <exception cref="WarehouseBusy">Another process holds the file.</exception>
    /// <exception cref="SchemaRefused">The file was made by another version of the schema.</exception>
    public static DataWarehouse Open(WarehouseSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        MakePrivate(settings.Spool);
        try
        {
            return Open(EngineOf(settings), settings, clock);
        }
        catch (StoreBusy busy)
        {
            throw new WarehouseBusy(busy.Message, busy);
        }
    }

    /// <summary>The number of the newest schema script that this program knows; an open warehouse has it.</summary>
    public static int Schema { get; } = SchemaScript.All("duckdb")[^1].Number;

    /// <summary>True while another process holds a warehouse's file; false also where it cannot be opened for another reason, as when it is damaged.</summary>
    public static bool IsHeld(string file)
    {
        try
        {
            using var engine = new DuckDb(file, "256MB");
            return false;
        }
        catch (StoreBusy)
        {
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    /// <summary>The same on an engine at hand, which the warehouse then owns.</summary>
    internal static DataWarehouse Open(WarehouseEngine engine, WarehouseSettings settings, TimeProvider clock)
    {
        try
        {
            engine.SpillTo(settings.Spool);
            Upgrade(engine, settings, clock);
            engine.Settle(settings.Spool);
            return new DataWarehouse(engine, settings, clock);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    static WarehouseEngine EngineOf(WarehouseSettings settings)
    {
        if (settings.Server is { } server)
            return new SqlServer(server);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.File))!);
        return new DuckDb(settings.File, settings.MemoryLimit, settings.Threads);
    }

    /// <summary>The number of the newest load; 0 while the warehouse is empty.</summary>
    public long NewestLoad
    {
        get
        {
            using var session = _engine.Open();
            return session.Value<long>("SELECT COALESCE(MAX(\"load\"), 0) FROM wh.\"load\"");
        }
    }

    /// <summary>The district's day: the clock's, or the one that its settings hold still.</summary>
    public DateOnly Today => _settings.Today ?? DateOnly.FromDateTime(_clock.GetLocalNow().DateTime);

    /// <summary>The warehouse as a viewer may see it, now or as it was known at an earlier load. There is no other way to read.</summary>
    public Reader As(Viewer viewer, long? asOfLoad = null) => new(_engine, _settings, viewer, asOfLoad ?? NewestLoad, Today);

    /// <summary>
    /// The warehouse as it was known at the end of a past day: figures, enrollments and classes are those of that day, while the rights are today's, so that
    /// looking back shows nobody whom the viewer may not see now.
    /// </summary>
    /// <exception cref="NotKnownThen">The day has not come, or nothing had been loaded by its end.</exception>
    public Reader As(Viewer viewer, DateOnly asOf)
    {
        var today = Today;
        if (asOf > today)
            throw NotKnownThen.Ahead(asOf, today);
        var load = As(Viewer.Nightly("as of")).Ask(Facts.NewestLoad.By(asOf))[0].Load ?? throw NotKnownThen.Before(asOf, FirstKnownDay);
        return new Reader(_engine, _settings, viewer, load, today, asOf < today ? asOf : null);
    }

    /// <summary>The day of the first load, from which on the warehouse can be asked for what was known; null while it is empty.</summary>
    public DateOnly? FirstKnownDay => As(Viewer.Nightly("as of")).Ask(FirstLoad.Day) is [{ At: { } at }] ? DateOnly.FromDateTime(at) : null;

    /// <summary>Takes in one delivery in one transaction: all of it, or nothing when it throws.</summary>
    public LoadResult Load(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_writing)
        {
            LoadResult? told = null;
            try
            {
                using var session = _engine.Open();
                return new Loader(_engine, session, Now).Load(batch, result => told = result);
            }
            catch (DbException) when (told?.Load is not null)
            {
                // What failed may have been the tidying up after the commit: the ledger knows.
                if (IsKept(told!.Load.Value, batch))
                    return told;
                throw;
            }
        }
    }

    bool IsKept(long load, Batch batch)
    {
        using var session = _engine.Open();
        return session.Value<long>("SELECT COUNT(*) FROM wh.\"load\" WHERE \"load\" = @load AND hash = @Hash AND source = @Source", new { load, batch.Hash, batch.Source }) > 0;
    }

    /// <summary>How often something was taken back since the warehouse was opened: load numbers are given anew afterwards, so what is kept by load must not outlive it.</summary>
    public int TimesUndone { get; private set; }

    /// <summary>
    /// Takes an import back, as if it had never come, and with it the nights published since, which had looked at it: all in one transaction.
    /// Imports that came later are loaded again in their old order, so that what stands is what they alone would have given.
    /// </summary>
    /// <param name="load">The import's load number.</param>
    /// <param name="again">Loads the later imports again, those too that had changed nothing; without it a later import stands in the way.</param>
    /// <returns>How many published nights went with it; what they said is missing until the analysis runs again.</returns>
    /// <exception cref="UndoRefused">There is no such import, or a later one stands on it; nothing is changed.</exception>
    public int UndoImport(long load, Action<LoadingAgain>? again = null)
    {
        lock (_writing)
        {
            using var session = _engine.Open();
            LoadPoint.Reached(LoadPoint.Undoing);
            var nights = new Undoing(_engine, session).Undo(load, again);
            LoadPoint.Reached(LoadPoint.Undone);
            TimesUndone++;
            return nights;
        }
    }

    /// <summary>What would go if an import were undone, and which rows of later imports stand on it; nothing is changed.</summary>
    /// <param name="load">The import's load number.</param>
    public UndoOutlook WhatUndoTakes(long load)
    {
        using var session = _engine.Open();
        return new UndoForesight(session, load).Look();
    }

    /// <summary>Every row of later imports that stands on an import, one after the other, with ids and never a name; nothing is changed.</summary>
    /// <param name="load">The import's load number.</param>
    public IEnumerable<BuiltOnRow> WhatStandsOn(long load)
    {
        using var session = _engine.Open();
        foreach (var row in new UndoForesight(session, load).All())
            yield return row;
    }

    /// <summary>Publishes one night's results as a load of its own; the same night published again replaces what it said.</summary>
    /// <returns>The load's number, or null when nothing differs from what is published already.</returns>
    public long? Publish(AnalysisNight night)
    {
        using var draft = Draft();
        return draft.Publish(night);
    }

    /// <summary>A night that is written down part by part, to be published as a whole.</summary>
    public NightDraft Draft() => new(_engine, _writing, Now);

    /// <summary>A hash over all that is known now, by natural ids and values; two warehouses that know the same have the same.</summary>
    public string Hash()
    {
        using var session = _engine.Open();
        return new Fingerprint(_engine, session).Compute();
    }

    /// <summary>The tables whose grain is broken; empty when all is well.</summary>
    public IReadOnlyList<string> Verify()
    {
        using var session = _engine.Open();
        return new Grain(session).Broken(Grain.All);
    }

    /// <summary>Derives spells, months and placements anew for everybody; where something was off it becomes a load of its own.</summary>
    /// <returns>How many rows were closed and added; none while all is well.</returns>
    public long DeriveAnew() => DeriveAnew(keep: true);

    /// <summary>How many derived rows a derivation of everything, of so many students at once, would close and add. Nothing is changed.</summary>
    internal long DerivedRowsOff(int? studentsAtOnce = null) => DeriveAnew(keep: false, studentsAtOnce);

    /// <summary>The same, kept.</summary>
    internal long DeriveAnew(int studentsAtOnce) => DeriveAnew(keep: true, studentsAtOnce);

    long DeriveAnew(bool keep, int? studentsAtOnce = null)
    {
        lock (_writing)
        {
            using var session = _engine.Open();
            return session.InTransaction(() =>
            {
                _engine.LockForWriting(session);
                var load = session.Value<long>("SELECT COALESCE(MAX(\"load\"), 0) + 1 FROM wh.\"load\"");
                var off = new Deriving(_engine, session, load, studentsAtOnce).Derive(anew: true);
                Publishing.Record(session, load, "everything derived anew", Now);
                return off;
            }, off => keep && off > 0);
        }
    }

    /// <summary>The days of which a night's results are kept, newest first.</summary>
    public IReadOnlyList<DateOnly> Nights()
    {
        using var session = _engine.Open();
        return new Thinning(session).Nights();
    }

    /// <summary>Deletes the results of nights, whatever load asks for them; that they were published stays on record.</summary>
    /// <returns>How many rows were deleted.</returns>
    public long ForgetNights(IReadOnlyCollection<DateOnly> nights)
    {
        lock (_writing)
        {
            using var session = _engine.Open();
            return new Thinning(session).Forget(nights);
        }
    }

    /// <summary>The scopes that the roster gives a staff member today: her current sections, as <c>section:ID</c>.</summary>
    /// <param name="staffId">Any id of the staff member.</param>
    public IReadOnlyList<string> RosterScopes(string staffId) => Scopes("""
        SELECT DISTINCT CONCAT('section:', x.section_id)
        FROM   seen.section_staff s JOIN seen.section x ON x.section_key = s.section_key
        WHERE  s.is_current = 1 AND x.is_current = 1
          AND  s.staff_key IN (SELECT entity_key FROM wh.entity_id WHERE entity = 'staff' AND id = @id AND known_to = 9223372036854775807)
        ORDER  BY 1
        """, staffId);

    /// <summary>The scopes of a guardian: her students, as <c>student:ID</c>.</summary>
    public IReadOnlyList<string> GuardianScopes(string guardianId) => Scopes("""
        SELECT DISTINCT CONCAT('student:', g.student_id) FROM seen.guardian g WHERE g.guardian_id = @id ORDER BY 1
        """, guardianId);

    /// <summary>Through which scopes a student can be seen today, and whom the roster gives them.</summary>
    /// <param name="studentId">Any id of the student.</param>
    public StudentSight SightOf(string studentId)
    {
        using var session = As(Viewer.Nightly("roster")).Begin();
        return StudentSight.Of(_engine, session, studentId);
    }

    /// <summary>Writes a consistent copy of the warehouse to a file, while it is in use.</summary>
    /// <param name="toFile">Where the copy goes; a file that is there is replaced.</param>
    /// <exception cref="NotSupportedException">The warehouse is on a server, whose own tools back it up.</exception>
    public void Backup(string toFile)
    {
        Copy(_engine, Path.Combine(_settings.Spool, "backup-" + Guid.NewGuid().ToString("N") + ".duckdb"), toFile);
    }

    // Under another name until it is whole; a copy that broke off would keep the next one out, and room that may be lacking.
    static void Copy(WarehouseEngine engine, string unfinished, string toFile)
    {
        Delete(unfinished);
        try
        {
            engine.CopyTo(unfinished);
            File.Move(unfinished, toFile, overwrite: true);
        }
        catch
        {
            Delete(unfinished);
            throw;
        }
    }

    static void Delete(string store)
    {
        File.Delete(store);
        File.Delete(store + ".wal");
    }

    /// <summary>False where the warehouse is on a server, whose own tools back it up.</summary>
    public bool CanBackUp => _engine.CanCopy;

    /// <summary>What writes the warehouse's rows as Parquet into a folder that it may write to.</summary>
    internal ParquetWriter Parquet(string spool) => new(_engine, _settings, spool);

    /// <summary>How the server backs the warehouse up; null where it is a file, which is copied.</summary>
    /// <param name="now">The moment that the backup is named by.</param>
    public ServerBackup? BackupOfServer(DateTimeOffset now)
    {
        if (_engine is not SqlServer)
            return null;
        using var session = _engine.Open();
        return ServerBackup.Of(session, now);
    }

    /// <summary>What the database server has and lacks of what makes a warehouse faster; empty where there is no server.</summary>
    public IReadOnlyList<ServerAbility> Server => _engine is SqlServer server ? server.Abilities.All : [];

    /// <summary>Copies everything, every version of every row, into an empty warehouse on any engine, and compares it there before it is kept. This one is not touched.</summary>
    /// <exception cref="MoveRefused">The other warehouse is not empty, or not what was sent arrived; nothing is kept there.</exception>
    public IReadOnlyList<MovedTable> MoveTo(DataWarehouse other, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        lock (_writing)
        {
            using var source = _engine.Open();
            using var target = other._engine.Open();
            var moved = source.InTransaction(() =>
            {
                _engine.LockForWriting(source);
                return new Move(_engine, source, other._engine, target).Run(progress);
            });
            other.Checkpoint();
            return moved;
        }
    }

    public void Checkpoint() => _engine.Checkpoint();

    public void Dispose()
    {
        LoadPoint.Reached(LoadPoint.Closing);
        _engine.Dispose();
    }

    // A district that stands still on a day also loads on that day, so that the date of a load never lies in its future.
    DateTime Now => Today.ToDateTime(TimeOnly.FromDateTime(_clock.GetLocalNow().DateTime));

    IReadOnlyList<string> Scopes(string text, string id)
    {
        using var session = As(Viewer.Nightly("roster")).Begin();
        return session.Ask<string>(text, new { id });
    }

    static void Upgrade(WarehouseEngine engine, WarehouseSettings settings, TimeProvider clock)
    {
        using var session = engine.Open();
        var upgrade = new SchemaUpgrade(engine, session, clock, SchemaScript.All(engine.Name));
        if (upgrade.Run(script =>
            {
                LoadPoint.Reached(LoadPoint.Copying);
                if (engine.CanCopy)
                    Copy(engine, BackupName(settings.File, script) + ".part", BackupName(settings.File, script));
                LoadPoint.Reached(LoadPoint.Upgrading);
            }) > 0)
        {
            LoadPoint.Reached(LoadPoint.Upgraded);
            engine.Checkpoint();
        }
    }

    static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static string BackupName(string file, SchemaScript script) => Path.ChangeExtension(file, $"before-{script.Number:0000}.duckdb");
}
