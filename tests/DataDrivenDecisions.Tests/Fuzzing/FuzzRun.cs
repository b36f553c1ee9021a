using System.Diagnostics;
using System.Globalization;

namespace DataDrivenDecisions.Tests.Fuzzing;

/// <summary>
/// Tries spoilt inputs for a time. Inputs that lead somewhere new are kept and spoilt further, so that the run finds its way deeper;
/// where it leads is told by what the product answers, not by the inside of the program.
/// </summary>
internal static class FuzzRun
{
    // A run of tests has seconds for it, a full run minutes; another seed goes other ways.
    static TimeSpan Time => TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("DDD_FUZZ_SECONDS") ?? "7", CultureInfo.InvariantCulture));

    static int Seed => int.Parse(Environment.GetEnvironmentVariable("DDD_FUZZ_SEED") ?? "20261120", CultureInfo.InvariantCulture);

    /// <summary>Tries inputs until the time is over.</summary>
    /// <param name="seeds">Good and bad inputs to begin with.</param>
    /// <param name="ending">The ending of the file that a failing input is saved to.</param>
    /// <param name="attempt">Tries one input; returns in a word where it led, and throws where the product did wrong.</param>
    /// <param name="longer">How many times longer than usual to go on.</param>
    public static void Try(IReadOnlyList<byte[]> seeds, string ending, Func<byte[], string> attempt, int longer = 1)
    {
        var mutator = new Mutator(Seed);
        var kept = seeds.ToList();
        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in seeds)
            places.Add(Attempt(input, ending, attempt));
        var begin = Stopwatch.GetTimestamp();
        var tries = seeds.Count;
        while (Stopwatch.GetElapsedTime(begin) < Time * longer)
        {
            var input = mutator.Spoil(mutator.OneOf(kept), mutator.OneOf(kept));
            if (places.Add(Attempt(input, ending, attempt)))
                kept.Add(input);
            tries++;
        }
        TestContext.Out.WriteLine($"{tries:N0} inputs, {places.Count:N0} different answers, seed {Seed}");
        Assert.That(places, Has.Count.GreaterThan(5), "The inputs hardly differ, so the run proves little.");
    }

    static string Attempt(byte[] input, string ending, Func<byte[], string> attempt)
    {
        try
        {
            return attempt(input);
        }
        catch (Exception fault)
        {
            var folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "TestResults", "fuzzing");
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..16] + ending);
            File.WriteAllBytes(file, input);
            throw new AssertionException($"An input led to a fault; it is kept as {file}. Make it a case of the corpus.", fault);
        }
    }
}
