using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing.Mapping;

/// <summary>A kind of file that a district has described itself: what its profile says, read like any other format.</summary>
public sealed class MappedFormat : Format
{
    readonly ConditionalWeakTable<Header, BoundMapping> _bound = [];

    /// <summary>The format of a profile.</summary>
    /// <exception cref="ImportRejected">The profile has open questions or lacks a field that no row can do without; they are told in words.</exception>
    public MappedFormat(MappingProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Questions.Count > 0)
        {
            throw new ImportRejected(profile.Name, $"The mapping profile {profile.Name} has open questions: {string.Join(" ", profile.Questions.Select(q => q.Ask))}",
                "Answer them in the profile, take the questions out, and import again.");
        }
        if (ProfileFields.Lacking(profile).ToList() is { Count: > 0 } lacking)
        {
            throw new ImportRejected(profile.Name, $"The mapping profile {profile.Name} does not say where to find: {string.Join(", ", lacking.Select(f => $"{f.Label} ({f.Name})"))}.",
                "Name a column, or a value that holds for every row.");
        }
        Profile = profile;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ProfileText.Of(profile))));
        Headers = profile.File.HasHeader ? [.. profile.RecognizedBy.Select(Cell)] : ColumnNames.Numbered(0, profile.File.Columns);
        MoreHeaders = [.. Columns.Select(Cell).Except(Headers, StringComparer.Ordinal)];
    }

    public MappingProfile Profile { get; }

    /// <summary>SHA-256 of what the profile says; a file that is read by a changed profile is another delivery.</summary>
    internal string Fingerprint { get; }

    public override string Name => Profile.Name;

    public override string Family => "The district's own mappings";

    public override string Sample => "";

    public override IReadOnlyList<string> Headers { get; }

    public override IReadOnlyList<string> MoreHeaders { get; }

    public override Turn Turn => Profile.Kind.Turn;

    public override Merge Merge => Profile.ReplacesDays ? Merge.ReplaceDatesInFile : Merge.Update;

    public override bool NeedsKnownStudents => Profile.Kind.NeedsKnownStudents;

    // What makes students brings their ids; every other file's ids are looked up on the roster, also without their zeros.
    public override IReadOnlyList<string> StudentIdColumns => Profile.Kind.MakesStudents || MappedStudentColumn is not { } column ? [] : [column];

    public override string? SchoolColumn =>
        Mapped(FieldType.School) is { Column: { } column, Codes.Count: 0 } ? Cell(column) : null;

    internal override IReadOnlyList<string> StudentIdKinds => Profile.StudentIds;

    internal override IReadOnlyDictionary<string, DateOrder> DateOrders => Profile.Kind.Fields.Where(f => f.Type == FieldType.Date)
        .Select(f => Profile.Fields.GetValueOrDefault(f.Name)).OfType<FieldMapping>().Where(f => f is { Column: not null, Dates: not null })
        .Select(f => (Column: f.Column!, Order: f.Dates switch
        {
            ProfileWords.MonthFirst => DateOrder.MonthFirst,
            ProfileWords.DayFirst => DateOrder.DayFirst,
            _ => DateOrder.Mixed,
        }))
        .DistinctBy(f => f.Column).ToDictionary(f => f.Column, f => f.Order, StringComparer.Ordinal);

    /// <summary>The student's column, by whose name the roster's ids are found.</summary>
    internal string? MappedStudentColumn => Mapped(FieldType.Student)?.Column;

    /// <summary>The columns that the profile reads.</summary>
    internal IEnumerable<string> Columns => Profile.Kind.Fields.Select(f => Profile.Fields.GetValueOrDefault(f.Name)?.Column).OfType<string>().Distinct(StringComparer.Ordinal);

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var mapped = new MappedRow(row, _bound.GetValue(row.Header, header => new BoundMapping(this, header)));
        var arrivals = Profile.Kind.Read(mapped).ToList();
        return row.Problem is null ? arrivals : [];
    }

    FieldMapping? Mapped(FieldType type) => Profile.Kind.Fields.FirstOrDefault(f => f.Type == type) is { } field ? Profile.Fields.GetValueOrDefault(field.Name) : null;

    // A bar parts several names of one column elsewhere; here it is part of the name.
    static string Cell(string column) => column.Replace('|', ' ');
}

/// <summary>A mapping laid over one file's header: where each field's column stands.</summary>
internal sealed class BoundMapping
{
    readonly Dictionary<string, int> _places;

    public BoundMapping(MappedFormat format, Header header)
    {
        Profile = format.Profile;
        MappedStudentColumn = format.MappedStudentColumn;
        _places = Profile.Fields.Where(f => f.Value.Column is not null).ToDictionary(f => f.Key, f => header.PlaceOf(f.Value.Column!), StringComparer.Ordinal);
    }

    public MappingProfile Profile { get; }

    public string? MappedStudentColumn { get; }

    /// <summary>The place of a field's column, or -1 when the file has none.</summary>
    public int Place(string field) => _places.GetValueOrDefault(field, -1);

    /// <summary>Codes that were told as not mapped; beyond a number they are told together.</summary>
    public HashSet<string> ToldCodes { get; } = new(StringComparer.OrdinalIgnoreCase);
}
