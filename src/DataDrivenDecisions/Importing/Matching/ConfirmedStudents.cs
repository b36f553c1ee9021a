using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>What people have decided about ids that the roster does not know: whose they are, or that they are nobody's.</summary>
internal sealed class ConfirmedStudents(IEnumerable<StudentMatch> decisions)
{
    readonly Dictionary<(string Kind, string Id), string?> _decisions = decisions.ToDictionary(d => (d.IdKind, d.SourceId), d => d.StudentId);

    /// <summary>Nobody has decided anything.</summary>
    public static ConfirmedStudents None { get; } = new([]);

    /// <summary>What an id is that stands in a column of a vendor's files.</summary>
    public static string KindOf(Format format, string column) => $"{format.IdIssuer}: {column.Split('|')[0]}";

    /// <summary>The roster's id of the student whom somebody has confirmed, or null.</summary>
    public string? Student(string kind, string id) => _decisions.GetValueOrDefault((kind, id));

    /// <summary>True when somebody has found that the id is none of the roster's students.</summary>
    public bool IsNobody(string kind, string id) => _decisions.TryGetValue((kind, id), out var student) && student is null;
}
