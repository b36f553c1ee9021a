using System.Collections.Concurrent;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Reads a file's rows on a second core while those before them are being written: reading and writing each cost about the same.</summary>
static class Ahead
{
    // Enough that reading goes on while a block of rows is handed to the engine, and little enough to hold: some megabytes. Rows that wait long are moved by the garbage collector, which costs a tenth of the reading.
    const int RowsOfBatch = 2048;
    const int BatchesWaiting = 16;

    /// <summary>The same rows in the same order, some at a time; whatever the reading throws is thrown here.</summary>
    public static IEnumerable<List<T>> Of<T>(IEnumerable<T> rows)
    {
        using var stop = new CancellationTokenSource();
        using var waiting = new BlockingCollection<List<T>>(BatchesWaiting);
        var reading = Task.Run(() => Read(rows, waiting, stop.Token));
        try
        {
            foreach (var batch in waiting.GetConsumingEnumerable())
                yield return batch;
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            // The one who takes the rows may stop half-way; then nobody is left to read for.
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }
    }

    static void Read<T>(IEnumerable<T> rows, BlockingCollection<List<T>> waiting, CancellationToken stop)
    {
        try
        {
            var batch = new List<T>(RowsOfBatch);
            foreach (var row in rows)
            {
                batch.Add(row);
                if (batch.Count < RowsOfBatch)
                    continue;
                waiting.Add(batch, stop);
                batch = new List<T>(RowsOfBatch);
            }
            if (batch.Count > 0)
                waiting.Add(batch, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody takes the rows any more.
        }
        finally
        {
            waiting.CompleteAdding();
        }
    }
}
