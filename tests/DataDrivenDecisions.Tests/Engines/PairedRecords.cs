using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>Records on two engines at once: SQLite does the work, and beside it every statement is put together in SQL Server's words too and written down.</summary>
/// <param name="file">The database file.</param>
/// <param name="spoils">A statement that is run after each insertion of several rows, as a store that loses something would; null for none.</param>
sealed class PairedRecords(string file, string? spoils = null) : RecordsEngine
{
    readonly Sqlite _sqlite = new(file);
    readonly SqlServerRecords _server = new("Server=none");
    readonly Dictionary<string, ServerStatement> _statements = new(StringComparer.Ordinal);

    /// <summary>Every statement that a server would have been sent, once.</summary>
    public IReadOnlyCollection<ServerStatement> Statements => _statements.Values;

    public override string Name => _sqlite.Name;

    public override bool CanCopy => true;

    // Some rows at once, and a last row alone.
    public override int ParametersAtOnce => 20;

    public override SqlSession Open() => new(this, _sqlite.Open().Connection);

    public override string Spell(string text) => PairedText.Working(text);

    public override string First(string most, string? skip = null) => PairedText.Pair(_sqlite.First(most, skip), _server.First(most, skip));

    public override string GivingId(string insertion) => PairedText.Pair(_sqlite.GivingId(PairedText.Working(insertion)), _server.GivingId(PairedText.Server(insertion)));

    public override string KeepingIds(string table, string insertion) => PairedText.Pair(_sqlite.KeepingIds(table, insertion) + (spoils is null ? "" : "; " + spoils), _server.KeepingIds(table, insertion));

    public override void LockForWriting(SqlSession session) => _sqlite.LockForWriting(session);

    public override void MakeVersionTable(SqlSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _sqlite.MakeVersionTable(new SqlSession(_sqlite, session.Connection));
    }

    public override void CopyTo(string file) => _sqlite.CopyTo(file);

    public override IReadOnlyList<string> Faults() => _sqlite.Faults();

    public override void Release() => _sqlite.Release();

    protected internal override void Sending(string text, object? parameters)
    {
        // A script is SQLite's own, and has its pair.
        if (SchemaScript.All("sqlite", SchemaScript.Records).Any(s => s.Text == text))
            return;
        // A list is sent value by value.
        var server = PairedText.Server(text).Replace("IN @ids", "IN (@ids)", StringComparison.Ordinal);
        var declared = PairedText.Declared(parameters);
        _statements.TryAdd(PairedText.WithoutNumbers(server) + declared, new ServerStatement(server, server, declared, IsBound: true));
    }
}
