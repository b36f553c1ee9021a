using System.Data;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// SQL Server, Azure SQL or Fabric, for districts and agencies that run one. Its schema and every question are parsed and bound in tests; a live server is
/// met only where DDD_TEST_SQLSERVER names one.
/// </summary>
/// <param name="connectionString">How to reach the database; it holds whatever credentials the operator chose.</param>
public sealed partial class SqlServer(string connectionString) : WarehouseEngine
{
    const int RowsPerSend = 50_000;

    public override string Name => "sqlserver";

    public override SqlSession Open()
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            connection.Open();
            return new SqlSession(this, connection);
        }
        catch (SqlException trouble)
        {
            connection.Dispose();
            throw new StoreBusy("The database server does not answer. Check its address, and that this service may sign in.", trouble);
        }
    }

    /// <summary>A script is sent batch by batch, as its GO lines part it.</summary>
    public override IReadOnlyList<string> Batches(string script) =>
        [.. GoLine().Split(script).Select(batch => batch.Trim()).Where(batch => batch.Length > 0)];

    public override void SetValue(SqlSession session, string name, object value)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute("EXEC sp_set_session_context @name, @value", new { name, value });
    }

    public override void SetList(SqlSession session, string name, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        // An empty text would still split into one empty scope, which nobody is placed in; NULL gives no rows at all.
        SetValue(session, name, values.Count == 0 ? DBNull.Value : string.Join('|', values));
    }

    public override void MakeTemporary(SqlSession session, string name, string columns)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(columns);
        var types = columns.Replace("VARCHAR", "NVARCHAR(2000) COLLATE Latin1_General_100_BIN2", StringComparison.Ordinal)
            .Replace("DOUBLE", "FLOAT(53)", StringComparison.Ordinal).Replace("INTEGER", "INT", StringComparison.Ordinal);
        session.Execute($"DROP TABLE IF EXISTS #{name}; CREATE TABLE #{name} ({types})");
    }

    public override void MakeTemporaryFrom(SqlSession session, string name, string question, object? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute($"DROP TABLE IF EXISTS {name}; SELECT * INTO {name} FROM ({question}) answered", parameters);
    }

    public override string Temporary(string name) => "#" + name;

    public override BulkRows Append(SqlSession session, string name) => new Copy(session, "#" + name);

    public override void LockForWriting(SqlSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute("EXEC sp_getapplock @Resource = N'ddd-warehouse', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 60000");
    }

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex GoLine();

    sealed class Copy : BulkRows
    {
        readonly SqlBulkCopy _copy;
        readonly DataTable _rows;
        DataRow _row = null!;
        int _at;

        public Copy(SqlSession session, string table)
        {
            _copy = new SqlBulkCopy((SqlConnection)session.Connection, SqlBulkCopyOptions.TableLock, (SqlTransaction?)session.Transaction) { DestinationTableName = table, BulkCopyTimeout = 0 };
            _rows = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
            using var shape = session.Read($"SELECT * FROM {table} WHERE 1 = 0");
            for (var i = 0; i < shape.FieldCount; i++)
                _rows.Columns.Add(shape.GetName(i), shape.GetFieldType(i));
        }

        public override void Begin() => (_row, _at) = (_rows.NewRow(), 0);

        public override void Text(string? value) => Put(value);

        public override void Whole(long? value) => Put(value);

        public override void Fraction(decimal? value) => Put(value);

        public override void Real(double? value) => Put(value);

        public override void Day(DateOnly? value) => Put(value?.ToDateTime(TimeOnly.MinValue));

        public override void End()
        {
            _rows.Rows.Add(_row);
            if (_rows.Rows.Count >= RowsPerSend)
                Send();
        }

        protected override void Finish()
        {
            Send();
            ((IDisposable)_copy).Dispose();
            _rows.Dispose();
        }

        void Put(object? value) => _row[_at++] = value ?? DBNull.Value;

        void Send()
        {
            _copy.WriteToServer(_rows);
            _rows.Clear();
        }
    }
}
