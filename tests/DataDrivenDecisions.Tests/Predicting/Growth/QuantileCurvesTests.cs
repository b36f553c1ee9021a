using DataDrivenDecisions.Predicting.Growth;
using Google.OrTools.LinearSolver;

namespace DataDrivenDecisions.Tests.Predicting.Growth;

/// <summary>The curves are the best there are: no linear program finds one with less loss.</summary>
[Parallelizable]
public sealed class QuantileCurvesTests
{
    const double Relative = 1e-9;

    [TestCase(300, 1)]
    [TestCase(400, 2)]
    [TestCase(500, 3)]
    public void No_linear_program_does_better(int students, int priors)
    {
        var (before, now) = InventedScores.Of(students, priors, seed: 7);
        var (design, columns) = Design(before);
        var seen = Observations.Of(design, columns, now, [.. now.Select(_ => 1.0)]);
        Assert.That(seen.Columns, Is.EqualTo(columns), "nothing was left out");
        double[] taus = [0.005, 0.015, 0.25, 0.505, 0.9, 0.995];
        var curves = new QuantileCurves(seen).Fit(taus);
        for (var k = 0; k < taus.Length; k++)
        {
            var best = ByLinearProgram(design, columns, now, taus[k]);
            var gap = (seen.Loss(curves[k], taus[k]) - best) / best;
            TestContext.Out.WriteLine($"{priors} priors, tau {taus[k]}: {gap:0.0e+0}");
            Assert.That(gap, Is.LessThanOrEqualTo(Relative), $"tau {taus[k]}");
        }
    }

    [Test]
    public void Looking_only_near_the_neighbor_loses_nothing()
    {
        var (before, now) = InventedScores.Of(12_000, 1, seed: 11);
        var (design, columns) = Design(before);
        var seen = Observations.Of(design, columns, now, [.. now.Select(_ => 1.0)]);
        double[] taus = [.. Enumerable.Range(0, 12).Select(i => 0.445 + 0.01 * i), 0.985, 0.995];
        var curves = new QuantileCurves(seen).Fit(taus);
        foreach (var k in new[] { 0, 5, 11, 13 })
        {
            var alone = new QuantileCurves(seen).Fit([taus[k]])[0];
            Assert.That(seen.Loss(curves[k], taus[k]), Is.EqualTo(seen.Loss(alone, taus[k])).Within(1e-7).Percent, $"tau {taus[k]}");
        }
    }

    [Test]
    public void Students_who_have_the_same_count_once_for_each()
    {
        var (before, now) = InventedScores.Of(600, 1, seed: 3);
        var (design, columns) = Design(before);
        var twice = Observations.Of([.. design, .. design], columns, [.. now, .. now], [.. now.Concat(now).Select(_ => 1.0)]);
        var weighted = Observations.Of(design, columns, now, [.. now.Select(_ => 2.0)]);
        double[] taus = [0.105, 0.5];
        var (a, b) = (new QuantileCurves(twice).Fit(taus), new QuantileCurves(weighted).Fit(taus));
        for (var k = 0; k < taus.Length; k++)
            Assert.That(weighted.Loss(b[k], taus[k]), Is.EqualTo(twice.Loss(a[k], taus[k])).Within(1e-7).Percent);
    }

    [TestCase(412.0)]
    [TestCase(500.0)]
    [TestCase(500.5)]
    [TestCase(603.0)]
    public void The_basis_adds_up_to_one_and_draws_a_straight_line(double score)
    {
        double[] scores = [.. Enumerable.Range(0, 201).Select(i => 400.0 + i)];
        var basis = SplineBasis.Over(scores);
        var columns = new double[SplineBasis.Columns];
        basis.Write(score, columns);
        // Knots as they are laid: a tenth of the range beyond the ends, and the fifths of the scores.
        double[] knots = [380, 380, 380, 380, 440, 480, 520, 560, 620, 620, 620, 620];
        var first = 1 - columns.Sum();
        Assert.That(basis.Range, Is.EqualTo((380.0, 620.0)));
        Assert.That(columns, Is.All.GreaterThanOrEqualTo(0));
        Assert.That(first, Is.GreaterThanOrEqualTo(-1e-12));
        // Marsden: the means of three neighboring knots give back the score itself.
        var line = first * knots[1] + columns.Select((c, i) => c * (knots[i + 2] + knots[i + 3] + knots[i + 4]) / 3).Sum();
        Assert.That(line, Is.EqualTo(score).Within(1e-9));
    }

    static (double[] Design, int Columns) Design(double[][] priors)
    {
        var count = priors[0].Length;
        var bases = Enumerable.Range(0, count).Select(k => SplineBasis.Over([.. priors.Select(p => p[k])])).ToArray();
        var columns = 1 + count * SplineBasis.Columns;
        var design = new double[priors.Length * columns];
        for (var i = 0; i < priors.Length; i++)
        {
            design[i * columns] = 1;
            for (var k = 0; k < count; k++)
                bases[k].Write(priors[i][k], design.AsSpan(i * columns + 1 + k * SplineBasis.Columns));
        }
        return (design, columns);
    }

    /// <summary>The least loss by GLOP: what lies above the curve and what lies below it, each with its price.</summary>
    static double ByLinearProgram(double[] design, int columns, double[] scores, double tau)
    {
        using var solver = Solver.CreateSolver("GLOP");
        var curve = Enumerable.Range(0, columns).Select(j => solver.MakeNumVar(double.NegativeInfinity, double.PositiveInfinity, $"b{j}")).ToArray();
        var loss = solver.Objective();
        loss.SetMinimization();
        for (var i = 0; i < scores.Length; i++)
        {
            var (above, below) = (solver.MakeNumVar(0, double.PositiveInfinity, $"u{i}"), solver.MakeNumVar(0, double.PositiveInfinity, $"v{i}"));
            loss.SetCoefficient(above, tau);
            loss.SetCoefficient(below, 1 - tau);
            var row = solver.MakeConstraint(scores[i], scores[i]);
            for (var j = 0; j < columns; j++)
                row.SetCoefficient(curve[j], design[i * columns + j]);
            row.SetCoefficient(above, 1);
            row.SetCoefficient(below, -1);
        }
        Assert.That(solver.Solve(), Is.EqualTo(Solver.ResultStatus.OPTIMAL));
        return loss.Value();
    }
}
