using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Shared;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>What a delivery would do, kind by kind and school by school, as one viewer may see it: names, private values and sensitive programs by her own rights.</summary>
public sealed class ChangesView
{
    readonly Dictionary<string, SeenStudent> _students;
    readonly Desk _desk;

    ChangesView(Desk desk, IReadOnlyList<EntityChanges> changes)
    {
        _desk = desk;
        Kinds = [.. changes.GroupBy(c => c.Entity).Select(kind => new ChangedKind(RecordKinds.Named(kind.Key), [.. kind.OrderBy(c => c.School is null).ThenBy(c => c.SchoolName ?? c.School, StringComparer.Ordinal)]))];
        var ids = changes.SelectMany(c => c.Examples).Select(e => e.RosterId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _students = ids.Count == 0 ? [] : desk.Reader.Ask(SeenStudent.Among(ids)).Where(s => ids.Contains(s.StudentId)).ToDictionary(s => s.StudentId, StringComparer.Ordinal);
    }

    /// <summary>The kinds of record that the delivery touches.</summary>
    public IReadOnlyList<ChangedKind> Kinds { get; }

    /// <summary>The view of somebody at her desk.</summary>
    public static ChangesView Of(Desk desk, IEnumerable<EntityChanges> changes) => new(desk, EntityChanges.Together(changes));

    /// <summary>The examples of one school that the viewer may see.</summary>
    public IReadOnlyList<ChangeExample> Examples(EntityChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return [.. changes.Examples.Where(e => e.Sensitivity is null || _desk.Viewer.Sensitive.Contains(e.Sensitivity, StringComparer.Ordinal))];
    }

    /// <summary>How many examples are about programs that the viewer has no right to.</summary>
    public int Hidden(EntityChanges changes) => (changes ?? throw new ArgumentNullException(nameof(changes))).Examples.Count - Examples(changes).Count;

    /// <summary>The student of a record, where the viewer may see her and the roster has her.</summary>
    public SeenStudent? StudentOf(ChangeExample example) => example?.RosterId is { } id ? _students.GetValueOrDefault(id) : null;

    /// <summary>Who the record is about, as far as the viewer may know.</summary>
    public string Who(ChangeExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        return StudentOf(example)?.Name ?? (_desk.CoversDistrict ? example.Name : null) ?? "";
    }

    /// <summary>A value as people write it; what is private is shown to those who see the district.</summary>
    public string Value(FieldChange field, string? value)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.IsPrivate && !_desk.CoversDistrict ? "not yours to see" : ChangeWords.Value(field.Field, value);
    }
}

/// <summary>What happens to one kind of record, school by school.</summary>
/// <param name="Title">The kind, as a school says it.</param>
/// <param name="Schools">Its schools, the district as a whole last.</param>
public sealed record ChangedKind(string Title, IReadOnlyList<EntityChanges> Schools)
{
    public long New => Schools.Sum(s => s.New);
    public long Changed => Schools.Sum(s => s.Changed);
    public long Ended => Schools.Sum(s => s.Ended);
    public long Unchanged => Schools.Sum(s => s.Unchanged);

    /// <summary>Schools in which something is new, changed or ended.</summary>
    public IReadOnlyList<EntityChanges> Moved => [.. Schools.Where(s => s.New + s.Changed + s.Ended > 0)];

    /// <summary>How many schools stay as they are.</summary>
    public int Same => Schools.Count - Moved.Count;
}
