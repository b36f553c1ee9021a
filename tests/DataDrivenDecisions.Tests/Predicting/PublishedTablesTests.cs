using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Predicting;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>Out-of-fold AUC on tables that others published, against reference figures (random forest, logistic regression).</summary>
[Parallelizable]
public sealed class PublishedTablesTests
{
    const double Tolerance = 0.02, Leak = 0.03;

    /// <summary>UCI student performance: the two references per setup; the pipeline must come near the one or the other, and not beat both by much.</summary>
    [TestCase("student-por.csv", "G1,G2", 0.830, 0.789, 1, 5)]
    [TestCase("student-mat.csv", "", 0.971, 0.900, 3, Category = "Slow")]
    [TestCase("student-mat.csv", "G2", 0.910, 0.916, 3, Category = "Slow")]
    [TestCase("student-mat.csv", "G1,G2", 0.678, 0.672, 3, Category = "Slow")]
    [TestCase("student-por.csv", "", 0.968, 0.948, 3, Category = "Slow")]
    [TestCase("student-por.csv", "G2", 0.937, 0.920, 3, Category = "Slow")]
    [TestCase("student-por.csv", "G1,G2", 0.830, 0.789, 3, Category = "Slow")]
    public void Failing_the_third_period_is_foretold_as_well_as_the_reference(string file, string drop, double forest, double logistic, int rounds, int folds = 10)
    {
        var table = Read(RealData.Path($"outcomes/uci_student_performance/{file}"));
        var result = Evaluation.Run(table, new() { Outcome = "G3<10", Drop = drop.Split(',', StringSplitOptions.RemoveEmptyEntries), Rounds = rounds, Folds = folds });
        TestContext.Out.WriteLine($"AUC {result.Auc:0.0000}, Brier {result.Brier:0.0000}, by {string.Join("; ", result.LearnedBy.Select(c => $"{c.Key} {c.Value:0.00}"))}");
        Assert.That(result.Auc, Is.EqualTo(forest).Within(Tolerance).Or.EqualTo(logistic).Within(Tolerance));
        Assert.That(result.Auc, Is.LessThan(Math.Max(forest, logistic) + Leak));
    }

    /// <summary>xAPI-Edu: three classes; the references are shares of rows told right (multinomial regression .756, random forest .794).</summary>
    [Test, Category("Slow")]
    public void Three_classes_are_told_apart_as_well_as_the_reference()
    {
        var result = Evaluation.Run(TableFile.Read(RealData.Path("outcomes/xapi_edu/xAPI-Edu-Data.csv")), new() { Outcome = "Class", Rounds = 1 });
        TestContext.Out.WriteLine($"right {result.ShareRight:0.000}, AUC {result.Auc:0.000}");
        Assert.That(result.ShareRight, Is.InRange(0.756 - Tolerance, 0.794 + Leak));
    }

    static FlatTable Read(string path)
    {
        string?[][] lines = [.. File.ReadLines(path).Where(l => l.Length > 0).Select(l => l.Split(';').Select(f => f.Trim('"')).ToArray())];
        return new FlatTable(lines[0]!, lines[1..]);
    }
}
