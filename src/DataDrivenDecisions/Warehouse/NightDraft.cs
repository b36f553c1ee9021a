using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Warehouse.Loading;

namespace DataDrivenDecisions.Warehouse;

/// <summary>
/// A night that is being written down: verdicts and estimates come in part by part and are laid aside in the engine, so that those of millions of students need no memory here. Nobody sees anything of it until it is
/// published as a whole; thrown away before, it has never been.
/// </summary>
public sealed class NightDraft : IDisposable
{
    readonly SqlSession _session;
    readonly Publishing _publishing;
    readonly Lock _writing;

    internal NightDraft(WarehouseEngine engine, Lock writing, DateTime now)
    {
        (_session, _writing) = (engine.Open(), writing);
        _publishing = new Publishing(engine, _session, now);
        _publishing.Begin();
    }

    /// <summary>Lays verdicts of the night aside.</summary>
    /// <param name="asOf">The night.</param>
    /// <param name="verdicts">The verdicts, each student's once.</param>
    public void Add(DateOnly asOf, IEnumerable<IndicatorRow> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        _publishing.Stage(asOf, verdicts);
    }

    /// <summary>Lays estimates of the night aside. Once it was called, even with none, the night's estimates are those laid aside.</summary>
    /// <param name="asOf">The night.</param>
    /// <param name="estimates">The estimates, each student's by each model once.</param>
    public void Add(DateOnly asOf, IEnumerable<RiskRow> estimates)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        _publishing.Stage(asOf, estimates);
    }

    /// <summary>Publishes the night with what was laid aside, as one load; the same night published again replaces what it said.</summary>
    /// <returns>The load's number, or null when nothing differs from what is published already.</returns>
    public long? Publish(AnalysisNight night)
    {
        ArgumentNullException.ThrowIfNull(night);
        lock (_writing)
            return _publishing.Publish(night);
    }

    public void Dispose() => _session.Dispose();
}
