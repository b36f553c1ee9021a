namespace DataDrivenDecisions.Records;

/// <summary>One delivery that came for a district, and what became of it.</summary>
public sealed record ImportedDelivery
{
    /// <summary>The number that people name it by; 0 until it is saved.</summary>
    public long Id { get; init; }

    /// <summary>A zip, a folder or a file, by its own name.</summary>
    public required string Name { get; init; }

    /// <summary>The configured name of where it came from.</summary>
    public string Source { get; init; } = "";

    /// <summary>SHA-256 over its files, in lower-case hexadecimal; empty when it could not be read.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Who brought it.</summary>
    public required string By { get; init; }

    /// <summary>When it came; the history fills it in.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The warehouse's load number, or null when nothing was written.</summary>
    public long? Load { get; init; }

    /// <summary>loaded, unchanged, held, refused, dry-run, and afterwards undone, released or kept-out.</summary>
    public required string State { get; init; }

    /// <summary>The full path that it can be read from again: an archived copy, or null when none was kept.</summary>
    public string? ArchivedAs { get; init; }

    /// <summary>What the person who brought it said about it.</summary>
    public DeliveryTold Told { get; init; } = DeliveryTold.Nothing;

    public required IReadOnlyList<ImportedFile> Files { get; init; }

    /// <summary>How many known records would end if what is held were released.</summary>
    public long WouldEnd => Files.Sum(f => f.Holds.Sum(h => h.WouldEnd));
}

/// <summary>One data file of a delivery, and what became of its rows.</summary>
public sealed record ImportedFile
{
    /// <summary>The history's own number; 0 until it is saved.</summary>
    public long Id { get; init; }

    /// <summary>"bundle.zip!users.csv" inside a zip, else the file's name.</summary>
    public required string File { get; init; }

    /// <summary>The name of the format that read it, or null when none was recognised.</summary>
    public string? Format { get; init; }

    /// <summary>loaded, unchanged, held, refused, dry-run.</summary>
    public required string State { get; init; }

    /// <summary>Data records after header, preamble and blank lines.</summary>
    public long RowsIn { get; init; }
    public long Added { get; init; }
    public long Changed { get; init; }
    public long Ended { get; init; }
    public long Unchanged { get; init; }
    public long Rejected { get; init; }
    public long Duplicate { get; init; }
    public long Held { get; init; }
    public long Skipped { get; init; }
    public long EndedByAbsence { get; init; }
    public long Placeholders { get; init; }
    public double Seconds { get; init; }

    /// <summary>What happened and what to do, when the whole file was refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>Sentences for people.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is held: how many of which known records would end.</summary>
    public IReadOnlyList<HeldRecords> Holds { get; init; } = [];

    /// <summary>What a held file would do by kind of record and school, as JSON of the import; an empty list where nothing was counted.</summary>
    public string ChangesJson { get; init; } = "[]";

    /// <summary>Every rejected row. Left empty when history is listed; <see cref="ImportHistory.Rejects"/> reads them.</summary>
    public IReadOnlyList<RejectedRow> Rejects { get; init; } = [];

    public long Loaded => Added + Changed + Ended;
}

/// <summary>One row that was not taken: where it is, what was wrong, what to do, and the line as it came.</summary>
public sealed record RejectedRow
{
    /// <summary>The line in the file, counted from 1 with its header.</summary>
    public required long Line { get; init; }

    public string? Column { get; init; }
    public required string Rule { get; init; }
    public required string Reason { get; init; }
    public required string Fix { get; init; }

    /// <summary>The line as it came; it may hold a student's data and is shown only to those who bring the data in.</summary>
    public string? OriginalLine { get; init; }
}

/// <summary>Rejected rows of one file that share a rule and a column.</summary>
public sealed record RejectCause
{
    public required string File { get; init; }
    public required string Rule { get; init; }
    public string? Column { get; init; }
    public required long Count { get; init; }

    /// <summary>The first line it happened on.</summary>
    public required long ExampleLine { get; init; }
    public required string Reason { get; init; }
    public required string Fix { get; init; }
}
