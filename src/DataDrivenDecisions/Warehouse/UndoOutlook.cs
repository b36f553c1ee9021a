namespace DataDrivenDecisions.Warehouse;

/// <summary>What would go if an import were undone, and what later imports have built on it. It names rows by file and line, never by person.</summary>
public sealed record UndoOutlook
{
    /// <summary>What the import did, kind of record by kind of record.</summary>
    public required IReadOnlyList<UndoneRows> Rows { get; init; }

    /// <summary>Rows of later imports that changed, ended or point to what this one brought, by import and kind of record.</summary>
    public required IReadOnlyList<BuiltOnRows> BuiltOn { get; init; }

    /// <summary>The first few of those rows, of each import and kind of record.</summary>
    public required IReadOnlyList<BuiltOnRow> Examples { get; init; }

    /// <summary>Published nights that looked at it and go with it: how the ledger names them.</summary>
    public required IReadOnlyList<string> Nights { get; init; }

    /// <summary>Those of the rows shown that are of one import and kind of record.</summary>
    public IReadOnlyList<BuiltOnRow> ExamplesOf(BuiltOnRows rows) => [.. Examples.Where(e => e.Load == rows.Load && e.Entity == rows.Entity)];
}

/// <summary>What an import did to one kind of record.</summary>
public sealed record UndoneRows
{
    public required string Entity { get; init; }
    public long Added { get; init; }
    public long Changed { get; init; }
    public long Ended { get; init; }
}

/// <summary>How many rows of a later import stand on what is to be undone.</summary>
public sealed record BuiltOnRows
{
    public required long Load { get; init; }
    public required string Entity { get; init; }
    public required long Count { get; init; }
}

/// <summary>One row of a later import that stands on what is to be undone.</summary>
public sealed record BuiltOnRow
{
    public required long Load { get; init; }
    public required string Entity { get; init; }
    public string File { get; init; } = "";

    /// <summary>The line in that file; 0 where the file ended something by no longer naming it.</summary>
    public required long Line { get; init; }

    /// <summary>The id of the school, section, course or the like that the row is about; null for a row of another kind, and where only a few rows are shown.</summary>
    public string? RecordId { get; init; }

    /// <summary>The id of the student whom the row is about; null where it is about none, where that is sensitive, and where only a few rows are shown.</summary>
    public string? StudentId { get; init; }
}
