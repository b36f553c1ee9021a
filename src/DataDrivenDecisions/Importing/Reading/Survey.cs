using CsvHelper;
using DataDrivenDecisions.Importing.Reading.Sources;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>
/// What a first look over a whole file tells: how many rows it has, how its dates are written, and whether its quotes can be trusted.
/// The rows counted here are what the import must account for.
/// </summary>
internal sealed record Survey
{
    public required RecognizedFile File { get; init; }

    /// <summary>Data records: what stands after the header and is neither blank nor the header over again.</summary>
    public required long Rows { get; init; }

    /// <summary>Lines before the header, blank lines, and the header over again.</summary>
    public required long Skipped { get; init; }

    /// <summary>The date order of each place.</summary>
    public required IReadOnlyList<DateOrder> Orders { get; init; }

    /// <summary>Places with dates of which nothing tells the order.</summary>
    public required IReadOnlyList<int> Doubtful { get; init; }

    /// <summary>How many rows name each school.</summary>
    public required IReadOnlyDictionary<string, long> Schools { get; init; }

    /// <summary>The different ids in each column that may name the student, the format's preferred column first; empty where the format knows its column.</summary>
    public required IReadOnlyList<(string Column, IReadOnlyCollection<string> Ids)> StudentIds { get; init; }

    /// <summary>True when the file holds passwords or Social Security numbers, in a column of their own or by their shape.</summary>
    public required bool HoldsSecrets { get; init; }

    /// <summary>Goes through the file once.</summary>
    /// <exception cref="ImportRejected">A line has no end, or the file is damaged.</exception>
    public static Survey Of(RecognizedFile file, ImportLimits limits, CancellationToken stop, IProgress<ImportProgress>? progress = null)
    {
        var source = file.Source;
        // At most two quirks can be found, and each look finds at least one.
        for (var look = 0; look < 3; look++)
        {
            var (survey, better) = Look(file with { Source = source }, limits, progress, stop);
            if (survey is not null)
                return survey;
            source = better ?? source;
        }
        throw NoEnd(file, limits);
    }

    static (Survey? Done, RecordSource? Better) Look(RecognizedFile file, ImportLimits limits, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        var sums = new Sums(file, limits);
        using var records = file.Source.Open(limits);
        try
        {
            while (records.Read())
            {
                if (file.Source.Otherwise(records) is { } better)
                    return (null, better);
                if (records.Line <= file.HeaderLine)
                    continue;
                sums.See(records);
                if (sums.Rows % 4096 != 0)
                    continue;
                stop.ThrowIfCancellationRequested();
                progress?.Report(new ImportProgress(file.Name, sums.Rows, 0) { Step = LoadStep.Look });
            }
        }
        catch (CsvFormatException)
        {
            return file.Source.LineByLine is { } strict ? (null, strict) : throw NoEnd(file, limits);
        }
        return (sums.Conclude(), null);
    }

    static ImportRejected NoEnd(RecognizedFile file, ImportLimits limits) =>
        LimitSetting.LineCharacters.Refuse(limits, file.Name, "A line of the file is far too long.", "Look for a missing line break and export the file again.");

    /// <summary>What is added up while the file goes by.</summary>
    sealed class Sums(RecognizedFile file, ImportLimits limits)
    {
        readonly List<DateEvidence> _dates = [];
        readonly Dictionary<string, Tally> _schools = new(StringComparer.Ordinal);
        readonly int _school = file.Format.SchoolColumn is { } column ? file.Header.Place(column) : -1;
        readonly List<(string Column, int[] Places, HashSet<string> Ids)> _students = [.. file.Format.StudentIdColumns.Select(c => (c, PlacesOf(file.Header, c), new HashSet<string>(StringComparer.Ordinal)))];
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
            {
                _dates[i].See(records.Words[i].Look);
                _holdsSecrets |= records.Words[i].IsSecret;
            }
            if (_school >= 0 && _school < records.Count)
                SeeSchool(records.Words[_school]);
            SeeStudent(records);
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
                    if (ids.Count < limits.StudentIds && place < records.Count && records.Words[place].Clean is { } id)
                    {
                        ids.Add(id);
                        break;
                    }
        }

        static int[] PlacesOf(Header header, string columns) =>
            [.. columns.Split('|').Select(c => header.PlaceInFile(c) is >= 0 and var place ? place : header.Place(c)).Where(p => p >= 0).Distinct()];

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
                Schools = _schools.ToDictionary(s => s.Key, s => s.Value.Count, StringComparer.Ordinal),
                StudentIds = [.. _students.Where(s => s.Places.Length > 0).Select(s => (s.Column, (IReadOnlyCollection<string>)s.Ids))],
                HoldsSecrets = _holdsSecrets || file.Header.Secrets.Count > 0,
            };
        }
    }
}
