using System.Text.RegularExpressions;
using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>
/// Two engines at once: DuckDB does the work, and beside it every statement is put together in SQL Server's words too and written down, so that a real load
/// takes every branch and what it would have said to a server can be parsed and bound.
/// </summary>
sealed partial class PairedEngine(string file) : WarehouseEngine
{
    readonly DuckDb _duckDb = new(file, "1GB");
    readonly SqlServer _server = new("Server=none");
    readonly Dictionary<string, SessionTable> _tables = new(StringComparer.Ordinal);
    readonly Dictionary<string, SessionTable> _shapes = new(StringComparer.Ordinal);
    readonly Dictionary<string, ServerStatement> _statements = new(StringComparer.Ordinal);

    /// <summary>Every statement that a server would have been sent, once.</summary>
    public IReadOnlyCollection<ServerStatement> Statements => _statements.Values;

    /// <summary>Every session table that a statement reads or fills, each of its shapes by a name of its own.</summary>
    public IReadOnlyCollection<SessionTable> Tables => _shapes.Values;

    public override string Name => _duckDb.Name;

    public override bool CanCopy => _duckDb.CanCopy;

    public override bool HashesItself => true;

    public override string Spell(string text) => _duckDb.Spell(PairedText.Working(text));

    public override SqlSession Open()
    {
        _tables.Clear();
        return new SqlSession(this, _duckDb.Open().Connection);
    }

    public override string Of(string duckDb, string sqlServer) => PairedText.Pair(PairedText.Working(duckDb), PairedText.Server(sqlServer));

    public override string Same(string a, string b) => PairedText.Pair(_duckDb.Same(PairedText.Working(a), PairedText.Working(b)), _server.Same(PairedText.Server(a), PairedText.Server(b)));

    public override string Differ(string a, string b) => PairedText.Pair(_duckDb.Differ(PairedText.Working(a), PairedText.Working(b)), _server.Differ(PairedText.Server(a), PairedText.Server(b)));

    public override string Update(string table, string alias, string set, string? from, string where) => PairedText.Pair(
        _duckDb.Update(PairedText.Working(table), alias, PairedText.Working(set), from is null ? null : PairedText.Working(from), PairedText.Working(where)),
        _server.Update(PairedText.Server(table), alias, PairedText.Server(set), from is null ? null : PairedText.Server(from), PairedText.Server(where)));

    public override string Delete(string table, string alias, string where) =>
        PairedText.Pair(_duckDb.Delete(PairedText.Working(table), alias, PairedText.Working(where)), _server.Delete(PairedText.Server(table), alias, PairedText.Server(where)));

    public override string Temporary(string name) => PairedText.Pair(_duckDb.Temporary(name), _server.Temporary(name));

    public override void SetValue(SqlSession session, string name, object value) => _duckDb.SetValue(Bare(session), name, value);

    public override void SetList(SqlSession session, string name, IReadOnlyList<string> values) => _duckDb.SetList(Bare(session), name, values);

    public override void Forget(SqlSession session, string name) => _duckDb.Forget(Bare(session), name);

    public override void MakeTemporary(SqlSession session, string name, string columns)
    {
        _duckDb.MakeTemporary(Bare(session), name, columns);
        Learn(session, name, SqlServer.MakeText("#" + name, columns));
    }

    public override void MakeTemporaryFrom(SqlSession session, string name, string question, object? parameters = null)
    {
        Write(SqlServer.ShapeText(PairedText.Server(question)), parameters);
        _duckDb.MakeTemporaryFrom(Bare(session), PairedText.Working(name), PairedText.Working(question), parameters);
        Learn(session, PairedText.Server(name)[1..], null);
        Write(SqlServer.FillText(PairedText.Server(name), PairedText.Server(question)), parameters);
    }

    public override BulkRows Append(SqlSession session, string name)
    {
        Count("#" + name);
        return _duckDb.Append(Bare(session), name);
    }

    public override BulkRows AppendTo(SqlSession session, string table) => _duckDb.AppendTo(Bare(session), table);

    public override void LockForWriting(SqlSession session) => _duckDb.LockForWriting(Bare(session));

    public override void MakeVersionTable(SqlSession session) => _duckDb.MakeVersionTable(Bare(session));

    public override void Settle(string spool)
    {
        _duckDb.Settle(spool);
        // What came before is DuckDB's own schema, which a server never sees.
        _statements.Clear();
    }

    public override void Checkpoint() => _duckDb.Checkpoint();

    public override void CopyTo(string file) => _duckDb.CopyTo(file);

    protected override void Release() => _duckDb.Dispose();

    protected internal override void Sending(string text, object? parameters) => Write(PairedText.Server(text), parameters);

    static SqlSession Bare(SqlSession session) => new(new Plain(), session.Connection);

    // A session's own table may be made anew with other columns; each statement is held against those it met.
    void Learn(SqlSession session, string name, string? made)
    {
        using var shape = (System.Data.Common.DbDataReader)Bare(session).Read($"SELECT * FROM temp.{name} WHERE 1 = 0");
        var columns = Enumerable.Range(0, shape.FieldCount).Select(i => (Name: shape.GetName(i), Type: TypeOf(shape.GetDataTypeName(i)))).ToList();
        var definition = string.Join(", ", columns.Select(c => $"\"{c.Name}\" {c.Type} NULL"));
        if (!_shapes.TryGetValue($"{name} {definition}", out var table))
            _shapes[$"{name} {definition}"] = table = new SessionTable($"{name}_{_shapes.Count}", definition, [.. columns.Select(c => c.Name)]);
        _tables[name] = table;
        if (made is not null)
            Write(made, null, bind: false);
    }

    void Count(string table) => Write(SqlServerRows.CountText(table, _tables[table[1..]].Columns), null);

    void Write(string text, object? parameters, bool bind = true)
    {
        var bound = SessionTableName().Replace(text, m => "tempo." + _tables[m.Groups["name"].Value].Name);
        var declared = PairedText.Declared(parameters);
        _statements.TryAdd(PairedText.WithoutNumbers(bound) + declared, new ServerStatement(text, bound, declared, bind));
    }

    static string TypeOf(string duckDb) => duckDb.ToUpperInvariant() switch
    {
        "VARCHAR" => "NVARCHAR(2000) COLLATE Latin1_General_100_BIN2",
        "INTEGER" => "INT",
        "HUGEINT" => "BIGINT",
        "DOUBLE" => "FLOAT(53)",
        "TIMESTAMP" => "DATETIME2(6)",
        "DECIMAL" => "DECIMAL(12, 4)",
        var plain => plain,
    };

    [GeneratedRegex(@"#(?<name>\w+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10000)]
    private static partial Regex SessionTableName();

    /// <summary>DuckDB's spelling alone, for what is no statement of the loader's.</summary>
    sealed class Plain : SqlEngine
    {
        public override string Name => "duckdb";

        public override SqlSession Open() => throw new NotSupportedException();

        public override string Spell(string text) => ParameterMarks.Rewrite(text, '$');
    }
}

/// <summary>One statement as a server would be sent it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Bound">The same with session tables by the name of the shape that it met.</param>
/// <param name="Parameters">Its parameters as a procedure declares them.</param>
/// <param name="IsBound">False for what makes a table, which has nothing to bind.</param>
sealed record ServerStatement(string Text, string Bound, string Parameters, bool IsBound);

/// <summary>A session's own table in one of its shapes.</summary>
sealed record SessionTable(string Name, string Definition, IReadOnlyList<string> Columns);
