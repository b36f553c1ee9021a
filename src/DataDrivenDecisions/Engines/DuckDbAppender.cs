using System.Collections.Concurrent;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// DuckDB's bulk loader, a block of rows at a time: values are written straight into the engine's own columns (its C interface), which costs a tenth of handing over
/// each value by itself. The engine converts nothing then, so each value is held against the column's type and written in its width. While it takes in a block, the next is filled.
/// </summary>
sealed class DuckDbAppender : BulkRows
{
    static readonly int RowsOfBlock = (int)NativeMethods.Helpers.DuckDBVectorSize();

    readonly DuckDB.NET.Native.DuckDBAppender _appender;
    readonly Underway _underway;
    readonly DuckDBLogicalType[] _types;
    readonly bool _isPacked;
    readonly AppendedColumn[] _columns;
    readonly ConcurrentBag<DuckDBDataChunk> _free = [];
    readonly List<DuckDBDataChunk> _blocks = [];
    readonly string _table;
    DuckDBDataChunk _block = null!;
    int _row;
    int _begun;
    int _column;

    /// <summary>Opens a table of the connection's own for loading.</summary>
    /// <param name="session">The session; what is loaded is part of its transaction.</param>
    /// <param name="catalog">Where the table is: "temp"; null for the store itself.</param>
    /// <param name="schema">Its schema: "main".</param>
    /// <param name="table">Its plain name.</param>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public DuckDbAppender(SqlSession session, string? catalog, string schema, string table)
    {
        (_underway, _table) = (session.Underway, table);
        _underway.Settle();
        if (NativeMethods.Appender.DuckDBAppenderCreateExt(((DuckDBConnection)session.Connection).NativeConnection, catalog, schema, table, out _appender) != DuckDBState.Success)
        {
            var trouble = Trouble();
            _appender.Dispose();
            throw new InvalidOperationException($"Table {table} cannot be loaded in bulk. {trouble}");
        }

        _types = [.. Enumerable.Range(0, (int)NativeMethods.Appender.DuckDBAppenderColumnCount(_appender)).Select(i => NativeMethods.Appender.DuckDBAppenderColumnType(_appender, (ulong)i))];
        _isPacked = _types is [var only] && NativeMethods.LogicalType.DuckDBGetTypeId(only) == DuckDBType.Struct;
        _columns = _isPacked ? PartsOf(_types[0]) : [.. _types.Select((type, place) => new AppendedColumn(type, place, table))];
        Turn();
    }

    public override int Room => RowsOfBlock - _row;

    public override void Begin(int rows) => (_begun, _column) = (rows <= Room ? rows : throw new ArgumentOutOfRangeException(nameof(rows), rows, $"There is room for {Room} rows."), 0);

    public override void Text(string? value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Text(_row + i, value);
    }

    public override void Whole(long? value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Whole(_row + i, value);
    }

    public override void Fraction(decimal? value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Fraction(_row + i, value);
    }

    public override void Real(double? value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Real(_row + i, value);
    }

    public override void Day(DateOnly? value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Day(_row + i, value);
    }

    public override void Texts<T>(ReadOnlySpan<T> of, Func<T, string?> value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Text(_row + i, value(of[i]));
    }

    public override void Wholes<T>(ReadOnlySpan<T> of, Func<T, long?> value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Whole(_row + i, value(of[i]));
    }

    public override void Wholes(ReadOnlySpan<long> values) => Next().Wholes(_row, values[.._begun]);

    public override void Fractions<T>(ReadOnlySpan<T> of, Func<T, decimal?> value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Fraction(_row + i, value(of[i]));
    }

    public override void Days<T>(ReadOnlySpan<T> of, Func<T, DateOnly?> value)
    {
        var column = Next();
        for (var i = 0; i < _begun; i++)
            column.Day(_row + i, value(of[i]));
    }

    /// <exception cref="InvalidOperationException">The row has fewer values than the table has columns, or the engine refuses the block.</exception>
    public override void End()
    {
        if (_column < _columns.Length)
            throw new InvalidOperationException($"Table {_table} has {_columns.Length} columns, and a row was given {_column} values.");
        _row += _begun;
        if (_row == RowsOfBlock)
            Send();
    }

    protected override void Finish()
    {
        try
        {
            if (_row > 0)
                Send();
            _underway.Settle();
            Check(NativeMethods.Appender.DuckDBAppenderClose(_appender));
        }
        finally
        {
            _blocks.ForEach(b => b.Dispose());
            foreach (var type in _types)
                type.Dispose();
            _appender.Dispose();
        }
    }

    AppendedColumn[] PartsOf(DuckDBLogicalType packed) =>
    [
        .. Enumerable.Range(0, (int)NativeMethods.LogicalType.DuckDBStructTypeChildCount(packed)).Select(place =>
        {
            using var type = NativeMethods.LogicalType.DuckDBStructTypeChildType(packed, place);
            return new AppendedColumn(type, place, _table);
        }),
    ];

    AppendedColumn Next() => _column < _columns.Length
        ? _columns[_column++]
        : throw new InvalidOperationException($"Table {_table} has {_columns.Length} columns, and a row was given more.");

    void Send()
    {
        var block = _block;
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(block, (ulong)_row);
        // Whatever becomes of the block, its rows are not sent a second time.
        _row = 0;
        _underway.Send(() =>
        {
            Check(NativeMethods.Appender.DuckDBAppendDataChunk(_appender, block));
            NativeMethods.DataChunks.DuckDBDataChunkReset(block);
            _free.Add(block);
        });
        Turn();
    }

    // To a block that the engine is done with, or another one.
    void Turn()
    {
        if (!_free.TryTake(out _block!))
        {
            _block = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. _types.Select(t => t.DangerousGetHandle())], (ulong)_types.Length);
            _blocks.Add(_block);
        }

        for (var i = 0; i < _columns.Length; i++)
            _columns[i].WritesTo(_isPacked
                ? NativeMethods.Vectors.DuckDBStructVectorGetChild(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_block, 0), i)
                : NativeMethods.DataChunks.DuckDBDataChunkGetVector(_block, i));
    }

    void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success)
            throw new InvalidOperationException($"Table {_table} could not be loaded in bulk. {Trouble()}");
    }

    string Trouble()
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(_appender);
        return error.Message ?? "The engine gave no reason.";
    }
}
