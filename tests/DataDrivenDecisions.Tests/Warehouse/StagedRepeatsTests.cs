using DataDrivenDecisions.Facts.Arrivals;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Rows that say the same thing twice are found among more rows than are looked at at a time.</summary>
[Parallelizable]
public sealed class StagedRepeatsTests
{
    // More ids than are watched while rows go by, so that the database is asked.
    const int Seats = 1_300;

    [TestCase(null)]
    [TestCase(5_000)]
    [TestCase(100)]
    [TestCase(1)]
    public void A_repeat_is_found_however_many_rows_are_looked_at_at_a_time(int? rowsAtOnce)
    {
        using var warehouse = new TemporaryWarehouse();
        Arrival[] again = [Seat(0, Seats), Seat(700, Seats + 1), Seat(Seats - 1, Seats + 2)];

        var file = warehouse.Store.Load(Of(Update("seats", [.. Enumerable.Range(0, Seats).Select(i => Seat(i, i)), .. again])) with { RowsAtOnce = rowsAtOnce }).Files.Single();

        Assert.That((file.Added, file.Duplicate, file.Rejects.Count), Is.EqualTo(((long)Seats, 3L, 0)));
    }

    [TestCase(null)]
    [TestCase(100)]
    public void Rows_that_are_all_different_are_all_taken_in(int? rowsAtOnce)
    {
        using var warehouse = new TemporaryWarehouse();

        var file = warehouse.Store.Load(Of(Update("seats", [.. Enumerable.Range(0, Seats).Select(i => Seat(i, i))])) with { RowsAtOnce = rowsAtOnce }).Files.Single();

        Assert.That((file.Added, file.Duplicate, file.Rejects.Count), Is.EqualTo(((long)Seats, 0L, 0)));
        Assert.That(warehouse.Store.Verify(), Is.Empty);
    }

    static SectionEnrollmentArrival Seat(int seat, int line) => new() { Line = line + 2, EnrollmentId = "e" + seat, SectionId = "section" + (seat % 40), StudentId = "s" + (seat / 5) };
}
