using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// DuckDB's bulk loader, a block of rows at a time: values are written straight into the engine's own columns (its C interface), which costs a tenth of handing over
/// each value by itself. The engine converts nothing then, so each value is held against the column's type and written in its width.
/// </summary>
sealed class DuckDbAppender : BulkRows
{
    static readonly int RowsOfBlock = (int)NativeMethods.Helpers.DuckDBVectorSize();

    readonly DuckDB.NET.Native.DuckDBAppender _appender;
    readonly DuckDBDataChunk _block;
    readonly AppendedColumn[] _columns;
    readonly string _table;
    int _row;
    int _column;

    /// <summary>Opens a table of the connection's own for loading.</summary>
    /// <param name="connection">The session's connection; what is loaded is part of its transaction.</param>
    /// <param name="catalog">Where the table is: "temp"; null for the store itself.</param>
    /// <param name="schema">Its schema: "main".</param>
    /// <param name="table">Its plain name.</param>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public DuckDbAppender(DuckDBConnection connection, string? catalog, string schema, string table)
    {
        _table = table;
        if (NativeMethods.Appender.DuckDBAppenderCreateExt(connection.NativeConnection, catalog, schema, table, out _appender) != DuckDBState.Success)
        {
            var trouble = Trouble();
            _appender.Dispose();
            throw new InvalidOperationException($"Table {table} cannot be loaded in bulk. {trouble}");
        }

        var types = Enumerable.Range(0, (int)NativeMethods.Appender.DuckDBAppenderColumnCount(_appender))
            .Select(i => NativeMethods.Appender.DuckDBAppenderColumnType(_appender, (ulong)i)).ToList();
        try
        {
            _columns = [.. types.Select((type, place) => new AppendedColumn(type, place, table))];
            _block = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)types.Count);
        }
        finally
        {
            types.ForEach(t => t.Dispose());
        }

        Clear();
    }

    public override void Begin() => _column = 0;

    public override void Text(string? value) => Next().Text(_row, value);

    public override void Whole(long? value) => Next().Whole(_row, value);

    public override void Fraction(decimal? value) => Next().Fraction(_row, value);

    public override void Real(double? value) => Next().Real(_row, value);

    public override void Day(DateOnly? value) => Next().Day(_row, value);

    /// <exception cref="InvalidOperationException">The row has fewer values than the table has columns, or the engine refuses the block.</exception>
    public override void End()
    {
        if (_column < _columns.Length)
            throw new InvalidOperationException($"Table {_table} has {_columns.Length} columns, and a row was given {_column} values.");
        if (++_row == RowsOfBlock)
            Send();
    }

    protected override void Finish()
    {
        try
        {
            if (_row > 0)
                Send();
            Check(NativeMethods.Appender.DuckDBAppenderClose(_appender));
        }
        finally
        {
            _block.Dispose();
            _appender.Dispose();
        }
    }

    AppendedColumn Next() => _column < _columns.Length
        ? _columns[_column++]
        : throw new InvalidOperationException($"Table {_table} has {_columns.Length} columns, and a row was given more.");

    void Send()
    {
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(_block, (ulong)_row);
        // Whatever becomes of the block, its rows are not sent a second time.
        _row = 0;
        Check(NativeMethods.Appender.DuckDBAppendDataChunk(_appender, _block));
        Clear();
    }

    void Clear()
    {
        NativeMethods.DataChunks.DuckDBDataChunkReset(_block);
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].WritesTo(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_block, i));
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
