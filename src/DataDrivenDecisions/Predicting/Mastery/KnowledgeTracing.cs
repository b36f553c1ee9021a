namespace DataDrivenDecisions.Predicting.Mastery;

/// <summary>
/// Bayesian knowledge tracing of one skill (Corbett and Anderson 1995): a student knows it or does not yet, may learn it at every try and does not forget it;
/// who knows it slips now and then, and who does not guesses right now and then.
/// </summary>
/// <param name="Known">The chance to know it before the first try.</param>
/// <param name="Learn">The chance to learn it at a try.</param>
/// <param name="Slip">The chance to fail though one knows it.</param>
/// <param name="Guess">The chance to succeed though one does not.</param>
public sealed record KnowledgeTracing(double Known, double Learn, double Slip, double Guess)
{
    const int MostRounds = 200;
    const double Settled = 1e-7, Least = 1e-4, MostKnown = 0.98, MostLearn = 0.7;

    // Beyond these a failure would speak for knowing the skill and a success against it (Baker, Corbett and Aleven 2008 bound them so).
    const double MostSlip = 0.3, MostGuess = 0.3;

    // From several starts: the likelihood has more than one summit.
    static readonly KnowledgeTracing[] Starts = [new(0.3, 0.1, 0.1, 0.2), new(0.6, 0.05, 0.2, 0.25), new(0.15, 0.3, 0.05, 0.1)];

    /// <summary>The chance that she knows the skill after what she has shown, the oldest first.</summary>
    public double After(IReadOnlyList<bool> successes) => successes.Aggregate(Known, Step);

    /// <summary>The chance that the next try succeeds.</summary>
    public double Next(IReadOnlyList<bool> successes) => Success(After(successes));

    /// <summary>The chance of success before each try, from what came before it.</summary>
    public IEnumerable<double> Ahead(IReadOnlyList<bool> successes)
    {
        var known = Known;
        foreach (var success in successes)
        {
            yield return Success(known);
            known = Step(known, success);
        }
    }

    /// <summary>Fits a skill by expectation and maximization (Baum and Welch), from several starts; the likeliest is kept.</summary>
    /// <param name="students">What each student has shown, the oldest first.</param>
    public static KnowledgeTracing Fit(IReadOnlyList<IReadOnlyList<bool>> students) => Starts.Select(start => Fit(students, start)).MaxBy(f => f.Likelihood).Model;

    static (KnowledgeTracing Model, double Likelihood) Fit(IReadOnlyList<IReadOnlyList<bool>> students, KnowledgeTracing start)
    {
        var (model, before) = (start, double.NegativeInfinity);
        for (var round = 0; round < MostRounds; round++)
        {
            var (next, likelihood) = model.Round(students);
            if (likelihood - before < Settled * Math.Abs(likelihood))
                return (model, likelihood);
            (model, before) = (next, likelihood);
        }
        return (model, before);
    }

    double Success(double known) => known * (1 - Slip) + (1 - known) * Guess;

    double Step(double known, bool success)
    {
        var knew = success ? known * (1 - Slip) / Success(known) : known * Slip / (1 - Success(known));
        return knew + (1 - knew) * Learn;
    }

    /// <summary>One round: what students would have known by this model, and the model that fits that best. The likelihood is this model's.</summary>
    (KnowledgeTracing Next, double Likelihood) Round(IReadOnlyList<IReadOnlyList<bool>> students)
    {
        double first = 0, known = 0, slipped = 0, unknown = 0, guessed = 0, learned = 0, couldLearn = 0, likelihood = 0;
        foreach (var student in students.Where(s => s.Count > 0))
        {
            var (forward, backward) = Passes(student, ref likelihood);
            for (var t = 0; t < student.Count; t++)
            {
                // The chance that she knew it at this try, from all her tries.
                var total = forward[t].Known * backward[t].Known + forward[t].Not * backward[t].Not;
                var knew = forward[t].Known * backward[t].Known / total;
                if (t == 0)
                    first += knew;
                known += knew;
                unknown += 1 - knew;
                slipped += student[t] ? 0 : knew;
                guessed += student[t] ? 1 - knew : 0;
                if (t == student.Count - 1)
                    continue;
                couldLearn += 1 - knew;
                learned += forward[t].Not * Learn * Says(student[t + 1]).Known * backward[t + 1].Known / (total * forward[t + 1].Scale);
            }
        }
        var taught = students.Count(s => s.Count > 0);
        return (new KnowledgeTracing(
            Math.Clamp(first / taught, Least, MostKnown), couldLearn > 0 ? Math.Clamp(learned / couldLearn, Least, MostLearn) : Learn,
            known > 0 ? Math.Clamp(slipped / known, Least, MostSlip) : Slip, unknown > 0 ? Math.Clamp(guessed / unknown, Least, MostGuess) : Guess), likelihood);
    }

    ((double Known, double Not, double Scale)[] Forward, (double Known, double Not)[] Backward) Passes(IReadOnlyList<bool> shown, ref double likelihood)
    {
        var forward = new (double Known, double Not, double Scale)[shown.Count];
        var backward = new (double Known, double Not)[shown.Count];
        var known = Known;
        for (var t = 0; t < shown.Count; t++)
        {
            var says = Says(shown[t]);
            var (k, n) = (known * says.Known, (1 - known) * says.Not);
            var scale = k + n;
            forward[t] = (k / scale, n / scale, scale);
            likelihood += Math.Log(scale);
            known = forward[t].Known + forward[t].Not * Learn;
        }
        backward[^1] = (1, 1);
        for (var t = shown.Count - 2; t >= 0; t--)
        {
            var says = Says(shown[t + 1]);
            var (k, n) = (says.Known * backward[t + 1].Known, says.Not * backward[t + 1].Not);
            backward[t] = (k / forward[t + 1].Scale, (Learn * k + (1 - Learn) * n) / forward[t + 1].Scale);
        }
        return (forward, backward);
    }

    (double Known, double Not) Says(bool success) => success ? (1 - Slip, Guess) : (Slip, 1 - Guess);
}
