using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>What is handed to an engine beside other work arrives in its order, all of it, and what fails is told.</summary>
public sealed class UnderwayTests
{
    [Test]
    public void Pieces_are_taken_in_one_after_the_other_in_the_order_of_their_sending()
    {
        using var underway = new Underway();
        var taken = new List<int>();
        for (var i = 0; i < 1_000; i++)
        {
            var piece = i;
            underway.Send(() =>
            {
                // Two at once would throw now and then, and lose some.
                taken.Add(piece);
                if (piece % 100 == 0)
                    Thread.Sleep(1);
            });
        }

        underway.Settle();
        Assert.That(taken, Is.EqualTo(Enumerable.Range(0, 1_000)));
    }

    [Test]
    public void Settling_waits_for_the_last_piece()
    {
        using var underway = new Underway();
        var isDone = false;
        underway.Send(() =>
        {
            Thread.Sleep(50);
            isDone = true;
        });
        underway.Settle();
        Assert.That(isDone, Is.True);
    }

    [Test]
    public void A_piece_that_fails_is_told_once_and_takes_those_behind_it_along()
    {
        using var underway = new Underway();
        using var mayFail = new ManualResetEventSlim();
        var isTaken = false;
        underway.Send(() =>
        {
            mayFail.Wait();
            throw new InvalidOperationException("The engine refused it.");
        });
        underway.Send(() => isTaken = true);
        mayFail.Set();
        Assert.That(underway.Settle, Throws.InvalidOperationException.With.Message.EqualTo("The engine refused it."));
        Assert.That(isTaken, Is.False);
        Assert.That(underway.Settle, Throws.Nothing);
        underway.Send(() => isTaken = true);
        underway.Settle();
        Assert.That(isTaken, Is.True);
    }

    [Test]
    public void Who_goes_on_sending_is_told_of_the_failure()
    {
        using var underway = new Underway();
        underway.Send(() => throw new InvalidOperationException("The engine refused it."));
        Assert.That(
            () =>
            {
                for (var i = 0; i < 10_000; i++)
                {
                    underway.Send(() => { });
                    Thread.Sleep(1);
                }
            },
            Throws.InvalidOperationException);
    }

    [Test]
    public void A_block_that_the_table_refuses_is_told_before_the_session_answers_anything_else()
    {
        var folder = Directory.CreateTempSubdirectory("ddd-underway-").FullName;
        try
        {
            using var engine = new DuckDb(Path.Combine(folder, "warehouse.duckdb"), "200MB");
            using var session = engine.Open();
            engine.MakeTemporary(session, "narrow", "number INTEGER NOT NULL");
            var rows = engine.Append(session, "narrow");
            // Told while rows are written, if more are sent once the engine has looked at them, or else by the next statement.
            Assert.That(
                () =>
                {
                    for (var i = 0; i < 300_000; i++)
                    {
                        rows.Begin();
                        rows.Whole(i == 1_000 ? null : i);
                        rows.End();
                    }

                    return session.Value<long>("SELECT COUNT(*) FROM temp.narrow");
                },
                Throws.InvalidOperationException.With.Message.Contains("narrow"));
            Assert.That(rows.Dispose, Throws.InvalidOperationException);
            Assert.That(session.Value<long>("SELECT COUNT(*) FROM temp.narrow"), Is.Zero);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
