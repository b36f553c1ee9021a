using System.Collections.Concurrent;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing.Formats.Assessments;

/// <summary>A profile laid over one file's header: which results and parts the file has, and where each column stands.</summary>
internal sealed class BoundProfile
{
    readonly Header _header;
    readonly ConcurrentDictionary<string, IReadOnlyList<int>> _places = new(StringComparer.Ordinal);

    BoundProfile(AssessmentProfile profile, Header header)
    {
        (Profile, _header) = (profile, header);
        Results = [.. profile.Results.SelectMany(Written)];
        NotAScore = profile.NotAScore.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public AssessmentProfile Profile { get; }

    /// <summary>The results, with a copy for each column that fits a pattern.</summary>
    public IReadOnlyList<ResultLayout> Results { get; }

    /// <summary>The vendor's words for "no score", in the profile's own spelling.</summary>
    public HashSet<string> NotAScore { get; }

    public static BoundProfile Of(AssessmentProfile profile, Header header) => new(profile, header);

    /// <summary>The places of the columns "A|B" that the file has, in that order.</summary>
    public IReadOnlyList<int> Places(string columns) => _places.GetOrAdd(columns, text =>
        [.. text.Split('|').Select(Place).Where(p => p >= 0).Distinct()]);

    /// <summary>True when the file has one of the columns "A|B".</summary>
    public bool Has(string columns) => Places(columns).Count > 0;

    /// <summary>The places of every column of a shape such as "Fall * Final Date".</summary>
    public IReadOnlyList<int> PlacesLike(string shape) => _places.GetOrAdd("~" + shape, _ => [.. Stars(shape).Select(s => Place(shape.Replace("*", s, StringComparison.Ordinal))).Where(p => p >= 0)]);

    int Place(string column) => _header.PlaceInFile(column) is >= 0 and var place ? place : _header.Place(column);

    IEnumerable<ResultLayout> Written(ResultLayout result)
    {
        var written = result.Columns is { } shape ? Stars(shape).Select(result.With) : [result];
        return written.Select(r => r with { Parts = [.. r.Parts.SelectMany(Written)] });
    }

    IEnumerable<PartLayout> Written(PartLayout part) => part.Columns.Count == 0
        ? [part]
        : part.Columns.SelectMany(Stars).Distinct(StringComparer.OrdinalIgnoreCase).Where(s => !part.Except.Contains(s, StringComparer.OrdinalIgnoreCase)).Select(part.With);

    IEnumerable<string> Stars(string shape)
    {
        var star = shape.IndexOf('*', StringComparison.Ordinal);
        var (before, after) = (shape[..star], shape[(star + 1)..]);
        return _header.Cells.Select(c => c.Trim())
            .Where(c => c.Length > before.Length + after.Length
                && c.StartsWith(before, StringComparison.OrdinalIgnoreCase) && c.EndsWith(after, StringComparison.OrdinalIgnoreCase))
            .Select(c => c[before.Length..^after.Length].Trim()).Where(s => s.Length > 0);
    }
}
