using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Knows which nights' results are kept, and deletes those that are outlived; that a night was published stays in the journal of loads.</summary>
sealed class Thinning(SqlSession session)
{
    /// <summary>The state of a published night whose results are gone.</summary>
    public const string State = "thinned";

    static readonly string[] Results = ["indicator", "risk", "published_rate"];

    /// <summary>The days that some result is kept of, newest first.</summary>
    public IReadOnlyList<DateOnly> Nights() => session.Ask<DateOnly>(
        $"SELECT as_of_date FROM ({string.Join(" UNION ", Results.Select(t => $"SELECT as_of_date FROM wh.{t}"))}) nights ORDER BY as_of_date DESC");

    /// <summary>Deletes all versions of what the nights said, in one transaction, and says how many rows they were.</summary>
    public long Forget(IReadOnlyCollection<DateOnly> nights) => session.InTransaction(() =>
    {
        long gone = 0;
        foreach (var night in nights)
        {
            gone += Results.Sum(t => (long)session.Execute($"DELETE FROM wh.{t} WHERE as_of_date = @night", new { night }));
            session.Execute("UPDATE wh.\"load\" SET state = @State WHERE kind = 'analysis' AND name = @name", new { State, name = Publishing.NameOf(night) });
        }
        return gone;
    });
}
