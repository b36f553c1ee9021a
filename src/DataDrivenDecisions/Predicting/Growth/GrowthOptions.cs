using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting.Growth;

/// <summary>How growth is told: from how many prior scores, of how large cohorts, and what the table's columns are called.</summary>
public sealed record GrowthOptions
{
    /// <summary>A cohort of fewer students gets no percentiles: its curves would say more of chance than of learning.</summary>
    public const int FewestStudents = 500;

    /// <summary>How many prior scores are used at most, one to three; each student is compared by as many as she has.</summary>
    public int MostPriors { get; init; } = 1;

    /// <summary>Years in which the test was exchanged: growth is not told across the change.</summary>
    public IReadOnlyList<SchoolYear> NewTests { get; init; } = [];

    /// <summary>A column whose groups' median growth is told, or null.</summary>
    public string? Group { get; init; }

    /// <summary>The standard error of a score, in points, where the table tells none of its own; null for none.</summary>
    public double? Error { get; init; }

    /// <summary>The score of proficiency by subject and grade (<c>("Mathematics", 6)</c>); the subject is empty where one table is of one subject. Growth to target is told towards them.</summary>
    public IReadOnlyDictionary<(string Subject, int Grade), double> Targets { get; init; } = new Dictionary<(string, int), double>();

    /// <summary>Columns by their part (<c>id year grade subject score error</c>) where the table calls them otherwise than is usual.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
