namespace DataDrivenDecisions.Warehouse;

/// <summary>Where one district's warehouse lies and what it may use.</summary>
public sealed record WarehouseSettings
{
    /// <summary>The database file; it is made when it is not there.</summary>
    public required string File { get; init; }

    /// <summary>How to reach the database on SQL Server that holds the warehouse, with its credentials; null where it is the file. It is never logged and never an argument.</summary>
    public string? Server { get; init; }

    /// <summary>The only folder besides the file that the engine may touch: exports, backups and spilled data.</summary>
    public required string Spool { get; init; }

    /// <summary>What the engine may hold in memory before it spills to the spool: "2GB".</summary>
    public string MemoryLimit { get; init; } = MemoryAllowance.Usual.Engine;

    /// <summary>How many threads a question may use; 0 leaves it to the engine.</summary>
    public int Threads { get; init; } = ThreadAllowance.OfProcess;

    /// <summary>The district's day, where it is not the clock's: a demonstration stands still on one.</summary>
    public DateOnly? Today { get; init; }
}

/// <summary>Another process holds the warehouse: it is to be asked, or stopped.</summary>
public sealed class WarehouseBusy(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>The warehouse and the program do not fit together: its schema was changed by hand, or by a newer program.</summary>
public sealed class SchemaRefused(string message) : InvalidOperationException(message);
