using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>Out-of-fold AUC on tables that others published, against reference figures (random forest, logistic regression).</summary>
[Parallelizable]
public sealed class PublishedTablesTests
{
    const double Tolerance = 0.02, Leak = 0.03;

    /// <summary>UCI student performance: the two references per setup; the pipeline must come near the one or the other, and not beat both by much.</summary>
    [TestCase("student-mat.csv", "", 0.971, 0.900)]
    [TestCase("student-mat.csv", "G1,G2", 0.678, 0.672)]
    [TestCase("student-por.csv", "", 0.968, 0.948)]
    [TestCase("student-por.csv", "G1,G2", 0.830, 0.789)]
    public void Failing_the_third_period_is_foretold_as_well_as_the_reference(string file, string drop, double forest, double logistic)
    {
        var table = Read(RealData.Path($"outcomes/uci_student_performance/{file}"));
        var result = Evaluation.Run(table, new() { Outcome = "G3<10", Drop = drop.Split(',', StringSplitOptions.RemoveEmptyEntries) });
        TestContext.Out.WriteLine($"AUC {result.Auc:0.0000}");
        Assert.That(result.Auc, Is.EqualTo(forest).Within(Tolerance).Or.EqualTo(logistic).Within(Tolerance));
        Assert.That(result.Auc, Is.LessThan(Math.Max(forest, logistic) + Leak));
    }

    static FlatTable Read(string path)
    {
        string?[][] lines = [.. File.ReadLines(path).Where(l => l.Length > 0).Select(l => l.Split(';').Select(f => f.Trim('"')).ToArray())];
        return new FlatTable(lines[0]!, lines[1..]);
    }
}
