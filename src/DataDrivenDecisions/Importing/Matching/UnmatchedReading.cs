using System.Globalization;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>Reads the archived copy of a delivery again for the rows whose students the roster did not know.</summary>
internal sealed class UnmatchedReading(WarehouseDoor warehouse, ImportLimits limits, IReadOnlyList<Format> formats)
{
    readonly RosterIds _roster = RosterIds.Of(warehouse.Known.Students());
    readonly ConfirmedStudents _confirmed = new(warehouse.Known.Matches());
    readonly HashSet<string> _mentioned = [.. warehouse.Known.OnlyMentioned()];
    readonly List<ReadyTable> _ready = [];
    readonly Dictionary<(string Kind, string Id), UnmatchedStudent> _students = [];

    /// <summary>Reads the copy.</summary>
    /// <exception cref="ImportRejected">It cannot be read any more.</exception>
    public Unmatched Read(ImportedDelivery kept, IReadOnlyDictionary<string, IReadOnlySet<long>> rejected, CancellationToken stop)
    {
        foreach (var (file, survey) in KeptTables.Of(kept, [.. rejected.Keys], formats, limits, stop))
            if (survey.File.Format.NeedsKnownStudents && survey.Ids.Count > 0 && rejected[file].Count > 0)
                Read(survey, kept, file, rejected[file]);
        var search = new CandidateSearch(_students.Count == 0 ? [] : warehouse.Known.People());
        return new Unmatched(
            [.. _students.Values.Select(s => s with { Candidates = search.For(s) }).OrderBy(s => s.IsNobody).ThenByDescending(s => s.Candidates.Count == 0 ? 0 : s.Candidates[0].Points).ThenBy(s => s.File, StringComparer.Ordinal).ThenBy(s => s.Line)],
            _ready);
    }

    void Read(Survey survey, ImportedDelivery kept, string file, IReadOnlySet<long> lines)
    {
        var (format, header) = (survey.File.Format, survey.File.Header);
        var matching = StudentMatching.Of(survey.Ids, _roster, (column, id) => _confirmed.Student(ConfirmedStudents.KindOf(format, column), id));
        var row = new Row(header, survey.Orders, new ReadingContext { Today = warehouse.Today(), Year = kept.Told.Year(), Students = matching }, new Notes());
        var ready = new ReadyTable(Path.GetFileNameWithoutExtension(survey.File.File.BareName) + ".csv", header.Cells, survey.Orders);
        using var records = survey.File.Source.Open(limits);
        while (records.Read())
        {
            if (records.Line <= survey.File.HeaderLine || !lines.Contains(records.Line))
                continue;
            row.Begin(records.Line, records.Words, records.Count);
            var arrivals = format.Arrivals(row).ToList();
            if (row.Problem is not null || Id(row, format, matching) is not var (column, id))
                continue;
            var student = matching.Meant(column, id, out _);
            if (_roster.Knows(student) || _mentioned.Contains(student))
                ready.Rows.Add([.. records.Fields]);
            else
                Add(row, survey, file, ConfirmedStudents.KindOf(format, column), id, arrivals);
        }
        if (ready.Rows.Count > 0)
            _ready.Add(ready);
    }

    static (string Column, string Id)? Id(Row row, Format format, StudentMatching matching)
    {
        foreach (var column in format.StudentIdColumns.OrderByDescending(c => c == matching.Column))
            if (Text(row, column, out _) is { } id)
                return (column, id);
        return null;
    }

    void Add(Row row, Survey survey, string file, string kind, string id, IReadOnlyList<Arrival> arrivals)
    {
        if (_students.TryGetValue((kind, id), out var known))
        {
            _students[(kind, id)] = known with { Lines = [.. known.Lines, row.Line] };
            return;
        }
        var person = survey.File.Format.Person;
        _students[(kind, id)] = new UnmatchedStudent
        {
            File = file,
            Lines = [row.Line],
            IdKind = kind,
            SourceId = id,
            FamilyName = Text(row, person?.FamilyName, out _),
            GivenName = Text(row, person?.GivenName, out _),
            BirthDate = Text(row, person?.BirthDate, out var place) is { } born ? Day(born, place, survey.Orders) : null,
            Grade = arrivals.OfType<AssessmentArrival>().Select(a => a.Grade).FirstOrDefault(g => g is not null),
            School = Text(row, person?.School, out _),
            IsNobody = _confirmed.IsNobody(kind, id),
        };
    }

    static string? Text(Row row, string? columns, out int place)
    {
        foreach (var column in columns?.Split('|') ?? [])
        {
            place = row.Header.PlaceInFile(column) is >= 0 and var inFile ? inFile : row.Header.Place(column);
            if (row.TextAt(place) is { } text)
                return text;
        }
        place = -1;
        return null;
    }

    static DateOnly? Day(string text, int place, IReadOnlyList<DateOrder> orders) =>
        DateText.Read(text, place < orders.Count ? orders[place] : DateOrder.Untold, out var day) is DateReading.Read or DateReading.ReadThoughOtherOrder ? day
        : DateOnly.TryParseExact(text, "MMddyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) ? day : null;
}
