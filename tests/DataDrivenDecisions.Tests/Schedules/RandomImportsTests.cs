namespace DataDrivenDecisions.Tests.Schedules;

/// <summary>Whatever comes and is undone, in whatever order: what stands is what the rest would have given from the start.</summary>
public sealed class RandomImportsTests
{
    [TestCase(0, 12, 3, TestName = "Twelve_random_sequences_of_imports_and_undos_equal_a_rebuild")]
    [TestCase(12, 488, 8, TestName = "488_more_random_sequences_of_imports_and_undos_equal_a_rebuild", Category = "Slow")]
    public void Equal_a_rebuild(int first, int count, int steps)
    {
        var undos = 0;
        List<string> differ = [];
        Parallel.ForEach(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var (wrong, undone) = Sequence(seed, steps);
            Interlocked.Add(ref undos, undone);
            if (wrong is not null)
                lock (differ)
                    differ.Add(wrong);
        });
        TestContext.Out.WriteLine($"{count} sequences of {steps} steps and an undo, {undos} undos, {differ.Count} differ from their rebuild");
        Assert.That(differ, Is.Empty);
    }

    static (string? Wrong, int Undos) Sequence(int seed, int steps)
    {
        using var lived = new TemporaryDistrict();
        var life = new RandomImports(lived, seed);
        try
        {
            life.Live(steps);
            using var fresh = new TemporaryDistrict();
            life.Rebuild(fresh);
            var sound = lived.District.Warehouse.Verify();
            return (lived.Hash == fresh.Hash && sound.Count == 0 ? null : $"seed {seed}{(sound.Count > 0 ? " is unsound" : "")}:\n{life.Story}", life.Undos);
        }
#pragma warning disable CA1031 // The seed of a sequence that ends in an exception is what tells most.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return ($"seed {seed} failed: {fault}\n{life.Story}", life.Undos);
        }
    }
}
