using DataDrivenDecisions.Facts;
using DataDrivenDecisions.SampleDistrict;
using DataDrivenDecisions.Tests.Importing;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A year's marks, read column by column.</summary>
public sealed class MarkReadingTests
{
    static readonly SchoolYear Year = SchoolYear.Of(MapleValley.Day);

    [Test]
    public void Marks_that_are_read_column_by_column_are_those_that_are_filled_by_alias()
    {
        using var district = ImportedDistrict.OfSmallSample();
        var reader = district.Warehouse.As(Viewer.Nightly("marks"));
        var known = StudentMark.Known(Year, DateOnly.MinValue, MapleValley.Day);
        var read = reader.Ask(known);
        Assert.That(read, Has.Count.GreaterThan(1000));
        Assert.That(read, Is.EquivalentTo(reader.Ask(known with { Reading = null })));
        Assert.That(read.Select(m => m.PercentPoints), Has.Some.Not.Null);
        Assert.That(read.Select(m => m.CreditsEarned), Has.Some.Null.And.Some.Not.Null);
    }

    [Test]
    public void What_marks_leave_out_is_null_and_each_word_is_kept_once()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Deliveries.Of(
            Deliveries.Update("schools", Deliveries.School("s")), Deliveries.Update("students", Deliveries.Student("A"), Deliveries.Student("B")),
            Deliveries.Update("enrollment", Deliveries.Enrolled("A", "s"), Deliveries.Enrolled("B", "s")),
            Deliveries.Update("marks", Deliveries.Mark("A", "X"), Deliveries.Mark("B", "X") with { Letter = null, Percent = 91.25m })));
        var read = warehouse.Leader.Ask(StudentMark.Known(new SchoolYear(2026), DateOnly.MinValue, DateOnly.MaxValue)).OrderBy(m => m.StudentKey).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(read.Select(m => (m.Mark, m.PercentPoints, m.CreditsAttempted)), Is.EqualTo(new[] { ("B", (decimal?)null, (decimal?)null), (null, 91.25m, null) }));
            Assert.That(read[0].Term, Is.SameAs(read[1].Term));
        });
    }

    [Test]
    public void A_word_that_holds_what_stands_between_words_is_not_taken_for_another()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Deliveries.Of(
            Deliveries.Update("schools", Deliveries.School("s")), Deliveries.Update("students", Deliveries.Student("A"), Deliveries.Student("B"), Deliveries.Student("C")),
            Deliveries.Update("enrollment", Deliveries.Enrolled("A", "s"), Deliveries.Enrolled("B", "s"), Deliveries.Enrolled("C", "s")),
            Deliveries.Update("marks", Deliveries.Mark("A", "X") with { Term = "Q1\u001fquarter", MarkType = "final" }, Deliveries.Mark("B", "X") with { Term = "Q1", MarkType = "quarter\u001ffinal" }, Deliveries.Mark("C", "X"))));
        var known = StudentMark.Known(new SchoolYear(2026), DateOnly.MinValue, DateOnly.MaxValue);
        var read = warehouse.Leader.Ask(known);
        Assert.That(read.Select(m => (m.Term, m.MarkType)).Distinct().Count(), Is.EqualTo(3));
        Assert.That(read, Is.EquivalentTo(warehouse.Leader.Ask(known with { Reading = null })));
    }

    [Test]
    public void Reading_marks_ends_when_it_is_told_to()
    {
        using var district = ImportedDistrict.OfSmallSample();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.That(() => district.Warehouse.As(Viewer.Nightly("marks")).Ask(StudentMark.Known(Year, DateOnly.MinValue, MapleValley.Day), stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
