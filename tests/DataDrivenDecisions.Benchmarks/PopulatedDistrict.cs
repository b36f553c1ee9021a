using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>A district of the product in a folder of its own, with records, history and archive, as a service would run it.</summary>
sealed class PopulatedDistrict : IDisposable
{
    const string Slug = "bench";

    readonly RecordStore _records;
    readonly Districts _districts;
    District _district;

    /// <summary>Makes the district.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="today">The day that it is.</param>
    public PopulatedDistrict(string folder, DateOnly today)
    {
        var data = DataFolder.At(folder);
        _records = RecordStore.Open(data, TimeProvider.System);
        if (_records.Districts.Find(Slug) is null) // a folder may hold a district already
            _records.Districts.Add(new DistrictRecord { Slug = Slug, Name = "Benchmark", TimeZone = "America/Chicago", ClockDay = today });
        _districts = new Districts(data, _records, TimeProvider.System);
        _district = _districts.Open(Slug);
    }

    /// <summary>Imports a folder as one delivery, and folds the log into the warehouse's file.</summary>
    /// <returns>How many rows were loaded.</returns>
    public long Import(string delivery, StepTimes? steps = null)
    {
        var reports = _district.Importer.Import([delivery], new ImportOptions { By = "benchmark", Archive = _district.Folder.Archive, Year = Units.SchoolYear.Of(_district.Today) }, steps);
        _district.Warehouse.Checkpoint();
        return reports.FirstOrDefault(r => r.State is not (ImportState.Loaded or ImportState.Unchanged) || r.Rejected > 0) is { } bad
            ? throw new InvalidOperationException($"{bad.File} was not wholly loaded: {bad.State}, {bad.Rejected} rejected. {bad.Refusal} {(bad.Rejects is [var row, ..] ? row.Reason : "")} {string.Join(' ', bad.Holds)}")
            : reports.Sum(r => r.Loaded);
    }

    /// <summary>Moves the district's clock to a day.</summary>
    public void Stand(DateOnly day)
    {
        _districts.Close(Slug);
        _records.Districts.SetClockDay(Slug, day);
        _district = _districts.Open(Slug);
    }

    /// <summary>The night's analysis: every indicator for every student, published.</summary>
    public AnalysisReport Analyze(AnalysisParts parts, IProgress<string>? progress = null) => NightlyAnalysis.Run(_district, _district.Today, parts, progress);

    /// <summary>The figures of every student of the year.</summary>
    public StudentMatrix Matrix()
    {
        var (reader, year, day) = (_district.Warehouse.As(Viewer.Nightly("benchmark")), Units.SchoolYear.Of(_district.Today), _district.Today);
        return StudentMatrix.Of(reader.InStretches(reader.Ask(StudentKeys.Ends)[0]), new Lazy<YearSent>(() => reader.Ask(YearSent.Of(year, day))[0]), year, day);
    }

    public IReadOnlyList<T> Ask<T>(Query<T> query) => _district.Warehouse.As(Viewer.Nightly("benchmark")).Ask(query);

    public void Dispose()
    {
        _districts.Dispose();
        _records.Dispose();
    }
}
