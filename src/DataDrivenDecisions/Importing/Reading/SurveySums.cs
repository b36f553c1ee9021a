using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>What a first look adds up while a file, or a part of one, goes by.</summary>
internal sealed class SurveySums(RecognizedFile file, ImportLimits limits)
{
    /// <summary>After how many rows people are told how far it is.</summary>
    public const int RowsOfReport = 4096;

    readonly List<DateEvidence> _dates = [];
    readonly Dictionary<string, Tally> _schools = new(StringComparer.Ordinal);
    readonly IReadOnlyList<DayWitness> _witnesses = file.Format.DayWitnesses(file.Header);
    readonly Row _row = new(file.Header, [], new ReadingContext { Today = DateOnly.MaxValue }, new Notes());
    readonly int _school = file.Format.SchoolColumn is { } column ? file.Header.Place(column) : -1;
    readonly List<(string Column, int[] Places, HashSet<string> Ids)> _students = [.. file.Format.IdColumns.Select(c => (c, PlacesOf(file.Header, c), new HashSet<string>(StringComparer.Ordinal)))];
    readonly NamedRows? _named = file.Format.Person is { } person ? new NamedRows(PlacesOf(file.Header, person.FamilyName), PlacesOf(file.Header, person.GivenName), PlacesOf(file.Header, person.BirthDate)) : null;
    long _passedOver;
    bool _holdsSecrets;

    public long Rows { get; private set; }

    public void See(RecordReader records)
    {
        if (records.IsBlank || file.Header.IsRepeatedBy(records))
        {
            _passedOver++;
            return;
        }
        Rows++;
        while (_dates.Count < Math.Min(records.Count, limits.Columns))
            _dates.Add(new DateEvidence());
        for (var i = 0; i < records.Count && i < _dates.Count; i++)
            _dates[i].See(records.Words[i].Look);
        HearRow(records);
        _holdsSecrets |= records.HasSecret;
        if (_school >= 0 && _school < records.Count)
            SeeSchool(records.Words[_school]);
        SeeStudent(records);
        _named?.See(records, _students.Select(s => s.Places));
    }

    // Few columns leave their order open, so that the row is asked only beside a date that can be read two ways.
    void HearRow(RecordReader records)
    {
        foreach (var (place, mayBe) in _witnesses)
        {
            if (place >= records.Count || place >= _dates.Count || records.Words[place] is not { Look: DateLook.EitherWay, Clean: { } text })
                continue;
            _row.Begin(records.Line, records.Words, records.Count);
            DateText.Read(text, DateOrder.MonthFirst, out var monthFirst);
            DateText.Read(text, DateOrder.DayFirst, out var dayFirst);
            _dates[place].Hear(mayBe(_row, monthFirst), mayBe(_row, dayFirst));
        }
    }

    void SeeSchool(Word word)
    {
        if (word.Tally is null && word.Text.Trim() is { Length: > 0 } school)
        {
            if (!_schools.TryGetValue(school, out var tally))
                _schools[school] = tally = new Tally();
            word.Tally = tally;
        }
        if (word.Tally is { } rows)
            rows.Count++;
    }

    void SeeStudent(RecordReader records)
    {
        foreach (var (_, places, ids) in _students)
            foreach (var place in places)
                if (ids.Count < limits.StudentIds && place < records.Count && records.Words[place] is { Clean: { } id } word)
                {
                    if (!ReferenceEquals(word.NotedIn, ids))
                        ids.Add(id);
                    word.NotedIn = ids;
                    break;
                }
    }

    /// <summary>Adds what a later part of the file says.</summary>
    public void Add(SurveySums later)
    {
        Rows += later.Rows;
        _passedOver += later._passedOver;
        _holdsSecrets |= later._holdsSecrets;
        while (_dates.Count < later._dates.Count)
            _dates.Add(new DateEvidence());
        for (var i = 0; i < later._dates.Count; i++)
            _dates[i].Add(later._dates[i]);
        foreach (var (school, rows) in later._schools)
            if (_schools.TryGetValue(school, out var known))
                known.Count += rows.Count;
            else
                _schools[school] = rows;
        foreach (var (mine, others) in _students.Zip(later._students, (a, b) => (a.Ids, b.Ids)))
            foreach (var id in others.TakeWhile(_ => mine.Count < limits.StudentIds))
                mine.Add(id);
        if (later._named is { } named)
            _named?.Add(named);
    }

    static int[] PlacesOf(Header header, string? columns) =>
        [.. (columns ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(c => header.PlaceInFile(c) is >= 0 and var place ? place : header.Place(c)).Where(p => p >= 0).Distinct()];

    public Survey Conclude()
    {
        var ofFile = DateEvidence.OfFile(_dates);
        var orders = _dates.Select(e => e.Order(ofFile)).ToList();
        var settled = new HashSet<int>();
        foreach (var (column, order) in file.Format.DateOrders)
            if (file.Header.PlaceOf(column) is >= 0 and var place && place < orders.Count && settled.Add(place))
                orders[place] = order;
        return new Survey
        {
            File = file,
            Rows = Rows,
            Skipped = file.Preamble + _passedOver,
            Orders = orders,
            Doubtful = [.. Enumerable.Range(0, orders.Count).Where(i => orders[i] == DateOrder.Untold && _dates[i].HasDoubtful)],
            ToldByRows = [.. Enumerable.Range(0, orders.Count).Where(i => !settled.Contains(i) && _dates[i].IsToldByRows)],
            Schools = _schools.ToDictionary(s => s.Key, s => s.Value.Count, StringComparer.Ordinal),
            Ids = [.. _students.Where(s => s.Places.Length > 0).Select(s => (s.Column, (IReadOnlyCollection<string>)s.Ids))],
            Named = _named?.Rows ?? [],
            BirthOrder = _named?.BirthPlace is { } birth && birth < orders.Count ? orders[birth] : DateOrder.Untold,
            HoldsSecrets = _holdsSecrets || file.Header.Secrets.Count > 0,
        };
    }
}
