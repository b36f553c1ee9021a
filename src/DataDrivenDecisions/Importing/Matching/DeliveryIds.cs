using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>By which ids the files of one delivery name students and schools: as the roster writes them, by another kind of id, or without their leading zeros.</summary>
internal sealed class DeliveryIds
{
    // A school number that no roster knows is a slip when nearly all others of the file are known, and a new source when they are not.
    const double KnownSchoolsForSlip = 0.9;

    static readonly IReadOnlySet<string> None = new HashSet<string>(StringComparer.Ordinal);
    static readonly IReadOnlyDictionary<string, string> AsTheyAre = new Dictionary<string, string>(StringComparer.Ordinal);

    readonly IReadOnlyList<Survey> _files;
    readonly Lazy<RosterIds> _roster;
    readonly Lazy<RosterIds> _withBrought;
    readonly Lazy<HashSet<string>> _withoutZeros;
    readonly Lazy<ConfirmedStudents> _confirmed;
    readonly Lazy<IReadOnlyDictionary<string, RosterPerson>> _people;
    readonly Lazy<HashSet<string>> _schools;
    readonly Lazy<IReadOnlyDictionary<string, string>> _schoolsWithoutZeros;

    public DeliveryIds(KnownFacts known, IReadOnlyList<Survey> files)
    {
        _files = files;
        _confirmed = new(() => new ConfirmedStudents(known.Matches()));
        _roster = new(() => RosterIds.Of(known.Students()));
        _withBrought = new(() => RosterIds.Of([.. known.Students(), .. Brought.Select(id => new KnownStudent { StudentId = id })]));
        _withoutZeros = new(() => [.. known.StudentsWithZeros().SelectMany(s => new[] { s.StudentId, s.StudentNumber }).OfType<string>().Concat(Brought).Where(EatenZeros.HasZeros).Select(RosterIds.Stripped)]);
        _people = new(() => known.People().ToDictionary(p => p.StudentId, StringComparer.Ordinal));
        _schools = new(() => known.Schools().SelectMany(s => new[] { s.SchoolId, s.SchoolNumber }).OfType<string>().ToHashSet(StringComparer.Ordinal));
        _schoolsWithoutZeros = new(() => EatenZeros.Unique(_schools.Value.Concat(files.Where(f => f.File.Format.RosterColumns.Count > 0).SelectMany(f => f.Schools.Keys)).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>The schools that a roster has named, by id and by number.</summary>
    public IReadOnlySet<string> KnownSchools => _schools.Value;

    // A roster that comes in the same delivery is not known yet; of its files the first look has the ids.
    IEnumerable<string> Brought => _files.SelectMany(f => f.Ids.Where(c => f.File.Format.RosterColumns.Contains(c.Column, StringComparer.Ordinal))).SelectMany(c => c.Ids);

    /// <summary>What the rows of one file need to know of ids.</summary>
    public ReadingContext For(Survey file, ReadingContext context)
    {
        var meant = MeantSchools(file);
        return context with { UnknownSchools = UnknownSchools(file, meant), MeantSchools = meant, Students = Students(file) };
    }

    // A roster that comes in the same delivery is not known yet: then the order of columns holds that the format gives.
    StudentMatching? Students(Survey file)
    {
        var format = file.File.Format;
        if (format.StudentColumn is { } column)
            return file.Ids.FirstOrDefault(c => c.Column == column).Ids is { } ids && ids.Any(_withoutZeros.Value.Contains) ? EatenZeros.Matching(column, ids, _withBrought.Value) : null;
        (string Column, IReadOnlyCollection<string> Ids)[] columns = [.. file.Ids.Where(c => format.StudentIdColumns.Contains(c.Column, StringComparer.Ordinal))];
        return columns.Length == 0 || _roster.Value.IsEmpty ? null
            : StudentMatching.Of(columns, _roster.Value.Only(format.StudentIdKinds), (name, id) => _confirmed.Value.Student(ConfirmedStudents.KindOf(format, name), id), NamesBeside.Of(file, _people));
    }

    IReadOnlyDictionary<string, string> MeantSchools(Survey file) =>
        file.Schools.Count == 0 || file.File.Format.RosterColumns.Count > 0 || file.Schools.Keys.Any(EatenZeros.HasZeros) ? AsTheyAre
            : file.Schools.Keys.Where(s => !_schools.Value.Contains(s) && _schoolsWithoutZeros.Value.ContainsKey(s)).ToDictionary(s => s, s => _schoolsWithoutZeros.Value[s], StringComparer.Ordinal);

    IReadOnlySet<string> UnknownSchools(Survey file, IReadOnlyDictionary<string, string> meant)
    {
        if (file.Schools.Count == 0)
            return None;
        var unknown = file.Schools.Where(s => !_schools.Value.Contains(s.Key) && !meant.ContainsKey(s.Key)).ToList();
        var rows = file.Schools.Values.Sum();
        return rows > 0 && rows - unknown.Sum(u => u.Value) >= rows * KnownSchoolsForSlip ? unknown.Select(u => u.Key).ToHashSet(StringComparer.Ordinal) : None;
    }
}
