using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// Rows on their way into a table of SQL Server: in bulk where the server takes that, else by plain INSERT. At the end the table is counted, rows and nothings column
/// by column, so that what a server dropped on the way is found before anything is committed.
/// </summary>
sealed class SqlServerRows : BulkRows
{
    const int RowsPerSend = 50_000;

    // A statement may have 2,100 parameters; some servers count them more strictly.
    const int ParametersPerInsert = 1_000;

    readonly SqlSession _session;
    readonly string _table;
    readonly bool _isBulk;
    readonly DataTable _rows = new() { Locale = CultureInfo.InvariantCulture };
    readonly int[] _longest;
    readonly long[] _filled;
    readonly IReadOnlyList<long> _before;
    DataRow[] _begun = [];
    long _sent;
    int _at;

    /// <param name="session">The session; what is loaded is part of its transaction.</param>
    /// <param name="table">The table as texts name it.</param>
    /// <param name="isBulk">True where the server takes rows in bulk.</param>
    public SqlServerRows(SqlSession session, string table, bool isBulk)
    {
        (_session, _table, _isBulk) = (session, table, isBulk);
        using (var shape = session.Read($"SELECT * FROM {table} WHERE 1 = 0"))
        {
            var sizes = shape.GetSchemaTable()!.Rows.Cast<DataRow>().Select(r => (int)r["ColumnSize"]).ToList();
            for (var i = 0; i < shape.FieldCount; i++)
                _rows.Columns.Add(shape.GetName(i), shape.GetFieldType(i));
            _longest = [.. sizes.Select((size, i) => _rows.Columns[i].DataType == typeof(string) && size > 0 ? size : int.MaxValue)];
        }

        _filled = new long[_rows.Columns.Count];
        _before = Counted();
    }

    public override int Room => RowsPerSend - _rows.Rows.Count;

    public override void Begin(int rows)
    {
        _at = 0;
        _begun = new DataRow[rows];
        for (var i = 0; i < rows; i++)
            _begun[i] = _rows.NewRow();
    }

    /// <exception cref="ValueTooLong">The text is longer than its column.</exception>
    public override void Text(string? value) => PutAll(Kept(value));

    public override void Whole(long? value) => PutAll(value);

    public override void Fraction(decimal? value) => PutAll(value);

    public override void Real(double? value) => PutAll(value);

    public override void Day(DateOnly? value) => PutAll(Moment(value));

    /// <exception cref="ValueTooLong">A text is longer than its column.</exception>
    public override void Texts<T>(ReadOnlySpan<T> of, Func<T, string?> value) => Put(of, a => Kept(value(a)));

    public override void Wholes<T>(ReadOnlySpan<T> of, Func<T, long?> value) => Put(of, a => value(a));

    public override void Wholes(ReadOnlySpan<long> values) => Put(values, v => v);

    public override void Fractions<T>(ReadOnlySpan<T> of, Func<T, decimal?> value) => Put(of, a => value(a));

    public override void Days<T>(ReadOnlySpan<T> of, Func<T, DateOnly?> value) => Put(of, a => Moment(value(a)));

    public override void End()
    {
        if (_at < _filled.Length)
            throw new InvalidOperationException($"Table {_table} has {_filled.Length} columns, and a row was given {_at} values.");
        foreach (var row in _begun)
            _rows.Rows.Add(row);
        if (_rows.Rows.Count >= RowsPerSend)
            Send();
    }

    /// <exception cref="InvalidOperationException">The table does not hold what was sent.</exception>
    protected override void Finish()
    {
        try
        {
            Send();
            if (_sent > 0)
                Check(Counted());
        }
        finally
        {
            _rows.Dispose();
        }
    }

    string? Kept(string? value) => value is null || value.Length <= _longest[_at] ? value
        : throw new ValueTooLong($"A value for column {_rows.Columns[_at].ColumnName} has {value.Length} characters, and this warehouse on SQL Server keeps {_longest[_at]}. Shorten it in the source, and send the file again.");

    static object? Moment(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue);

    void PutAll(object? value)
    {
        foreach (var row in _begun)
            Put(row, value);
        _at++;
    }

    void Put<T>(ReadOnlySpan<T> of, Func<T, object?> value)
    {
        for (var i = 0; i < _begun.Length; i++)
            Put(_begun[i], value(of[i]));
        _at++;
    }

    void Put(DataRow row, object? value)
    {
        if (value is not null)
            _filled[_at]++;
        row[_at] = value ?? DBNull.Value;
    }

    void Send()
    {
        if (_rows.Rows.Count == 0)
            return;
        try
        {
            if (_isBulk)
                Copy();
            else
                Insert();
        }
        catch (SqlException)
        {
            // A connection on which a bulk copy broke off may answer for the next user of the pool.
            SqlConnection.ClearPool((SqlConnection)_session.Connection);
            throw;
        }

        _sent += _rows.Rows.Count;
        _rows.Clear();
    }

    void Copy()
    {
        using var copy = new SqlBulkCopy((SqlConnection)_session.Connection, SqlBulkCopyOptions.Default, (SqlTransaction?)_session.Transaction) { DestinationTableName = _table, BulkCopyTimeout = 0 };
        for (var i = 0; i < _rows.Columns.Count; i++)
            copy.ColumnMappings.Add(i, i);
        copy.WriteToServer(_rows);
    }

    void Insert()
    {
        foreach (var rows in _rows.Rows.Cast<DataRow>().Chunk(Math.Max(1, ParametersPerInsert / _rows.Columns.Count)))
        {
            using var command = (SqlCommand)_session.Connection.CreateCommand();
            command.Transaction = (SqlTransaction?)_session.Transaction;
            command.CommandText = InsertText(_table, [.. _rows.Columns.Cast<DataColumn>().Select(c => c.ColumnName)], rows.Length);
            foreach (var (value, place) in rows.SelectMany(r => r.ItemArray).Select((v, i) => (v, i)))
                command.Parameters.Add(Parameter(place, value, _rows.Columns[place % _rows.Columns.Count].DataType));
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The text that writes some rows at once, its parameters numbered row by row.</summary>
    internal static string InsertText(string table, IReadOnlyList<string> columns, int rows) =>
        $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES "
        + string.Join(", ", Enumerable.Range(0, rows).Select(r => $"({string.Join(", ", Enumerable.Range(r * columns.Count, columns.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))})"));

    static SqlParameter Parameter(int place, object? value, Type type)
    {
        var kind = type == typeof(string) ? SqlDbType.NVarChar : type == typeof(DateTime) ? SqlDbType.DateTime2 : type == typeof(decimal) ? SqlDbType.Decimal
            : type == typeof(double) ? SqlDbType.Float : type == typeof(short) ? SqlDbType.SmallInt : type == typeof(int) ? SqlDbType.Int : SqlDbType.BigInt;
        var parameter = new SqlParameter(string.Create(CultureInfo.InvariantCulture, $"p{place}"), kind) { Value = value ?? DBNull.Value };
        if (kind == SqlDbType.NVarChar)
            parameter.Size = value is string { Length: > 4000 } ? -1 : 4000;
        return parameter;
    }

    // First all rows, then those with a value, column by column.
    List<long> Counted()
    {
        using var counts = _session.Read(CountText(_table, [.. _rows.Columns.Cast<DataColumn>().Select(c => c.ColumnName)]));
        counts.Read();
        return [.. Enumerable.Range(0, counts.FieldCount).Select(i => Convert.ToInt64(counts.GetValue(i), CultureInfo.InvariantCulture))];
    }

    /// <summary>The text that counts a table's rows, and those with a value column by column.</summary>
    internal static string CountText(string table, IReadOnlyList<string> columns) =>
        $"SELECT COUNT(*) AS n{string.Concat(columns.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $", COUNT(\"{c}\") AS c{i}")))} FROM {table}";

    void Check(List<long> after)
    {
        if (after[0] - _before[0] != _sent)
            throw new InvalidOperationException($"{_sent} rows were sent to {_table} and {after[0] - _before[0]} arrived. Nothing was loaded; ask who runs the database server.");
        for (var i = 0; i < _filled.Length; i++)
            if (after[i + 1] - _before[i + 1] != _filled[i])
                throw new InvalidOperationException($"Column {_rows.Columns[i].ColumnName} of {_table} lost values on its way to the database server. Nothing was loaded; ask who runs it.");
    }
}

/// <summary>A text is longer than its column in the database; the message names the column, never the text.</summary>
public sealed class ValueTooLong(string message) : InvalidOperationException(message);
