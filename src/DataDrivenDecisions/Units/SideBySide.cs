namespace DataDrivenDecisions.Units;

/// <summary>Does one piece of work after another on as many cores as there are, and gives what they came to in their order; no more are begun than there are cores, so that little is held at a time.</summary>
public static class SideBySide
{
    /// <summary>Does the work of each item.</summary>
    /// <param name="items">The items; each is asked for when a core is free.</param>
    /// <param name="work">What is done with one. What it throws ends all, once the others that have begun are over.</param>
    public static IEnumerable<TResult> Do<T, TResult>(IEnumerable<T> items, Func<T, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        return Begin(items, work, Environment.ProcessorCount);
    }

    static IEnumerable<TResult> Begin<T, TResult>(IEnumerable<T> items, Func<T, TResult> work, int atATime)
    {
        var running = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                running.Enqueue(Task.Run(() => work(item)));
                if (running.Count == atATime)
                    yield return running.Dequeue().GetAwaiter().GetResult();
            }

            while (running.Count > 0)
                yield return running.Dequeue().GetAwaiter().GetResult();
        }
        finally
        {
            Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult(); // nobody may work on after the caller has gone on
        }
    }
}
