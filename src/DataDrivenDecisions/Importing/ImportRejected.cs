namespace DataDrivenDecisions.Importing;

/// <summary>A file or delivery that cannot be taken at all, with what happened and what to do about it.</summary>
public sealed class ImportRejected : Exception
{
    /// <summary>A file that cannot be taken.</summary>
    /// <param name="file">The file's name, as the report shows it.</param>
    /// <param name="what">One sentence: what is wrong.</param>
    /// <param name="remedy">One sentence: what to do, or what to ask the vendor for.</param>
    public ImportRejected(string file, string what, string remedy)
        : base($"{what} {remedy}")
    {
        File = file;
        What = what;
        Remedy = remedy;
    }

    public string File { get; }

    /// <summary>True for a table that no format knows and that a person can map.</summary>
    public bool CanBeMapped { get; init; }

    /// <summary>True for a file of records of kinds that are not used, which is no fault where the delivery brings others beside it.</summary>
    public bool MayBePassedOver { get; init; }

    /// <summary>The district's mappings that fit it alike, by name; empty unless there are several.</summary>
    public IReadOnlyList<string> Fits { get; init; } = [];

    /// <summary>What is wrong, in one sentence.</summary>
    public string What { get; }

    /// <summary>What to do, in one sentence.</summary>
    public string Remedy { get; }
}
