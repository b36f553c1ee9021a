using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// SQL Server, Azure SQL or Fabric, for districts and agencies that run one. Its schema, every question and every statement of a load are parsed and bound in
/// tests; a live server is met only where DDD_TEST_SQLSERVER names one. Where a server lacks something that is only faster, the engine goes on without it.
/// </summary>
/// <param name="connectionString">How to reach the database; it holds whatever credentials the operator chose.</param>
public sealed partial class SqlServer(string connectionString) : WarehouseEngine
{
    /// <summary>Text is compared byte for byte, so that a1 and A1 are two students.</summary>
    internal const string ByBytes = "COLLATE Latin1_General_100_BIN2";

    const int LockMilliseconds = 60_000;

    // A session value holds 8,000 bytes; the view of scopes reads this many of them.
    const int LongestPiece = 4000, MostPieces = 8;

    readonly Lazy<ServerAbilities> _abilities = new(() => ServerAbilities.Of(connectionString));

    public override string Name => "sqlserver";

    public override bool CanCopy => false;

    public override bool HashesItself => false;

    /// <summary>What this server has of what makes a warehouse faster; asked once.</summary>
    public ServerAbilities Abilities => _abilities.Value;

    public override SqlSession Open() => new(this, Connected());

    /// <summary>A fresh connection, open.</summary>
    /// <exception cref="StoreBusy">The server does not answer.</exception>
    /// <exception cref="FormatException">The connection string cannot be read: no later try helps, the setting has to be mended.</exception>
    internal SqlConnection Connected()
    {
        var connection = Connection();
        try
        {
            connection.Open();
            return connection;
        }
        catch (Exception trouble) when (trouble is SqlException or InvalidOperationException)
        {
            connection.Dispose();
            throw new StoreBusy("The database server does not answer. Check its address, and that this service may sign in.", trouble);
        }
    }

    SqlConnection Connection() => Readable()
        ?? throw new FormatException("The connection string of the database server cannot be read: mend the setting that holds it (the environment variable, or the place given to migrate). It looks like: Server=db.example.org;Database=lakeside;User ID=ddd;Password=…;Encrypt=True");

    // What the driver says of an unreadable one stays out of every message: a password may be among its words.
    SqlConnection? Readable()
    {
        try
        {
            return new SqlConnection(connectionString);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A script is sent batch by batch, as its GO lines part it.</summary>
    public override IReadOnlyList<string> Batches(string script) =>
        [.. GoLine().Split(script).Select(batch => batch.Trim()).Where(batch => batch.Length > 0)];

    public override string Of(string duckDb, string sqlServer) => sqlServer;

    // IS NOT DISTINCT FROM came with 2022, and not everything that speaks T-SQL has it.
    public override string Same(string a, string b) => $"({a} = {b} OR ({a} IS NULL AND {b} IS NULL))";

    public override string Differ(string a, string b) => $"CASE WHEN {a} = {b} OR ({a} IS NULL AND {b} IS NULL) THEN 0 ELSE 1 END = 1";

    public override string Update(string table, string alias, string set, string? from, string where) =>
        $"UPDATE {alias} SET {set} FROM {table} {alias}{(from is null ? "" : " CROSS JOIN " + from)} WHERE {where}";

    public override string Delete(string table, string alias, string where) => $"DELETE {alias} FROM {table} {alias} WHERE {where}";

    /// <summary>The driver is told the value's type outright, since a session value is stored with it and the views cast it back.</summary>
    public override void SetValue(SqlSession session, string name, object value)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var command = (SqlCommand)session.Connection.CreateCommand();
        command.Transaction = (SqlTransaction?)session.Transaction;
        command.CommandText = "EXEC sp_set_session_context @key = @name, @value = @worth";
        command.Parameters.Add("name", SqlDbType.NVarChar, 128).Value = name;
        command.Parameters.Add(value switch
        {
            DateOnly day => new SqlParameter("worth", SqlDbType.Date) { Value = day.ToDateTime(TimeOnly.MinValue) },
            long or int or short => new SqlParameter("worth", SqlDbType.BigInt) { Value = Convert.ToInt64(value, CultureInfo.InvariantCulture) },
            DBNull => new SqlParameter("worth", SqlDbType.NVarChar, 4000) { Value = value },
            string text => new SqlParameter("worth", SqlDbType.NVarChar, 4000) { Value = text },
            _ => throw new NotSupportedException($"A session value cannot be a {value.GetType().Name}."),
        });
        command.ExecuteNonQuery();
    }

    /// <summary>A long list goes in several values, which the view of scopes puts together again; those that are not needed are nothing, so that a pooled session keeps nobody's.</summary>
    /// <exception cref="NotSupportedException">The list is longer than a session may hold.</exception>
    public override void SetList(SqlSession session, string name, IReadOnlyList<string> values)
    {
        var pieces = Pieces(values);
        for (var i = 0; i < MostPieces; i++)
            SetValue(session, i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{i}"), i < pieces.Count ? pieces[i] : DBNull.Value);
    }

    public override void Forget(SqlSession session, string name) => SetValue(session, name, DBNull.Value);

    // An empty text would still split into one empty scope, which nobody is placed in; no text gives no rows at all.
    internal static IReadOnlyList<string> Pieces(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<string> pieces = [];
        foreach (var value in values)
        {
            if (pieces.Count > 0 && pieces[^1].Length + 1 + value.Length <= LongestPiece)
                pieces[^1] += "|" + value;
            else if (pieces.Count < MostPieces && value.Length <= LongestPiece)
                pieces.Add(value);
            else
                throw new NotSupportedException("This person's grants are too many for one session on SQL Server. Grant the school or the district instead of single students and sections.");
        }

        return pieces;
    }

    public override void MakeTemporary(SqlSession session, string name, string columns)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute(MakeText("#" + name, columns));
    }

    /// <summary>
    /// The answer is described first, the table made by its description, and then filled. In one statement with parameters the table would be gone with the statement
    /// (they run in a scope of their own), and texts put together from words would not be compared byte for byte.
    /// </summary>
    public override void MakeTemporaryFrom(SqlSession session, string name, string question, object? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        List<string> columns;
        using (var shape = session.Read(ShapeText(question), parameters))
            columns = [.. ((IDataReader)shape).GetSchemaTable()!.Rows.Cast<DataRow>().Select(ColumnOf)];
        session.Execute($"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} ({string.Join(", ", columns)})");
        session.Execute(FillText(name, question), parameters);
    }

    /// <summary>The text that makes a session's own table.</summary>
    internal static string MakeText(string name, string columns) => $"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} ({Types(columns)})";

    /// <summary>The text that asks for the columns of an answer and for none of its rows.</summary>
    internal static string ShapeText(string question) => $"SELECT * FROM ({question}) answered WHERE 1 = 0";

    /// <summary>The text that fills a session's own table.</summary>
    internal static string FillText(string name, string question) => $"INSERT INTO {name} SELECT * FROM ({question}) answered";

    public override string Temporary(string name) => "#" + name;

    public override BulkRows Append(SqlSession session, string name) => AppendTo(session, "#" + name);

    public override BulkRows AppendTo(SqlSession session, string table)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new SqlServerRows(session, table, Abilities.BulkCopy.Has);
    }

    /// <summary>Where the server has no application locks, one row of the version table is written without a change, and its lock serves.</summary>
    /// <exception cref="StoreBusy">Another writer did not end within a minute.</exception>
    public override void LockForWriting(SqlSession session) => Lock(session, LockText, LockByRowText, "Another program is writing to this warehouse and did not end within a minute. Try again when it is done.");

    /// <summary>Takes a lock that ends with the session's transaction.</summary>
    internal void Lock(SqlSession session, string byName, string byRow, string busy)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!Abilities.AppLock.Has)
            session.Execute(byRow);
        else if (session.Value<int>(byName, new { milliseconds = LockMilliseconds }) < 0)
            throw new StoreBusy(busy);
    }

    internal const string LockText = """
        DECLARE @taken INT;
        EXEC @taken = sp_getapplock @Resource = N'ddd-warehouse', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = @milliseconds;
        SELECT @taken
        """;

    internal const string LockByRowText = "UPDATE schema_version SET applied_at = applied_at WHERE number = 1";

    public override void MakeVersionTable(SqlSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Execute(VersionTableText);
    }

    internal const string VersionTableText = $"""
        IF OBJECT_ID(N'schema_version') IS NULL
            CREATE TABLE schema_version (number INT NOT NULL CONSTRAINT pk_schema_version PRIMARY KEY, name NVARCHAR(255) {ByBytes} NOT NULL, checksum NVARCHAR(64) {ByBytes} NOT NULL,
                applied_at DATETIME2(6) NOT NULL)
        """;

    /// <summary>Asks for what makes reading smooth while a load runs, and goes on without it where the server says no; the doctor shows what it has.</summary>
    public override void Settle(string spool) => ServerAbilities.AskFor(connectionString);

    public override void CopyTo(string file) =>
        throw new NotSupportedException("A warehouse on SQL Server is backed up by the server itself: BACKUP DATABASE, or the automatic backups of Azure. See docs/sql-server.md.");

    // The server's own words for these name the values, which may be a student's.
    protected internal override Exception? InWords(DbException trouble) => trouble is not SqlException server ? null : server.Number switch
    {
        2628 or 8152 => new ValueTooLong("A text is longer than its column in the warehouse on SQL Server (most hold 255 characters). Nothing was loaded. Shorten it in the source, and send the file again."),
        2601 or 2627 => new InvalidOperationException("Two rows would share a key in the warehouse on SQL Server. Nothing was loaded; this is a fault of the program."),
        1205 or 1222 => new StoreBusy("Another program is at work on the same rows of the database. Nothing was changed; try again."),
        _ => null,
    };

    static string Types(string columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return TypeName().Replace(columns, type => type.Value switch
        {
            "VARCHAR" => "NVARCHAR(2000) " + ByBytes,
            "TEXT" => "NVARCHAR(MAX) " + ByBytes,
            "DOUBLE" => "FLOAT(53)",
            _ => "INT",
        });
    }

    // The server sends a column's type in its own words, and its size in parts.
    static string ColumnOf(DataRow column)
    {
        var type = (string)column["DataTypeName"];
        var size = (int)column["ColumnSize"];
        string Sized(string name) => $"{name}({(size is <= 0 or > 4000 ? "MAX" : size.ToString(CultureInfo.InvariantCulture))}) {ByBytes}";
        var full = type.ToLowerInvariant() switch
        {
            "nvarchar" or "varchar" or "nchar" or "char" => Sized("NVARCHAR"),
            "decimal" or "numeric" => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({column["NumericPrecision"]}, {column["NumericScale"]})"),
            "float" => "FLOAT(53)",
            "datetime2" => "DATETIME2(6)",
            var plain => plain.ToUpperInvariant(),
        };
        return $"\"{column["ColumnName"]}\" {full} NULL";
    }

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex GoLine();

    [GeneratedRegex(@"\b(?:VARCHAR|TEXT|DOUBLE|INTEGER)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TypeName();
}
