namespace DataDrivenDecisions.Tests.Engines;

/// <summary>What only a running server would say against a text is found without one: each fault planted once.</summary>
[Parallelizable]
public sealed class PlainSqlTests
{
    [TestCase("SELECT a FROM (SELECT 1) x", "a column of x has no name")]
    [TestCase("SELECT * FROM (SELECT 1 AS a, 2 AS A) x", "x has several columns a")]
    [TestCase("SELECT a FROM (SELECT a FROM t ORDER BY a OFFSET 0 ROWS) x ORDER BY 1", null)]
    [TestCase("SELECT NULL, 1 UNION ALL SELECT 'x', 2", "a union begins with NULL, which is a whole number there")]
    [TestCase("SELECT SUM(CASE WHEN EXISTS (SELECT 1 FROM t) THEN 1 ELSE 0 END) FROM u", "SUM adds up an inner question")]
    [TestCase("SELECT a FROM t GROUP BY 1", "rows are grouped by a constant")]
    [TestCase("SELECT ROW_NUMBER() OVER (ORDER BY a, 0) AS n FROM t", "a window is sorted by a constant")]
    [TestCase("SELECT MAX(load) FROM t", "load is a reserved word and wants quotes")]
    [TestCase("SELECT TOP 1 a FROM t", "TOP is not plain")]
    [TestCase("SELECT a FROM t WITH (UPDLOCK)", "hints are not plain")]
    [TestCase("SELECT a FROM t WHERE a IS NOT DISTINCT FROM b", "line 1: Incorrect syntax near 'DISTINCT'.")]
    public void A_planted_fault_is_found(string text, string? fault) => Assert.That(PlainSql.Faults(text), fault is null ? Is.Empty : Is.EqualTo(new[] { fault }));

    [TestCase("SELECT t.no_such FROM wh.student t")]
    [TestCase("SELECT x.b FROM (SELECT t.student_key FROM wh.student t) x")]
    [TestCase("UPDATE t SET known_to = 1 FROM wh.student t CROSS JOIN wh.school d WHERE t.school_key = d.no_such")]
    [TestCase("SELECT 1 AS a FROM wh.nothing")]
    [TestCase("INSERT INTO wh.guardian_link (guardian_key, no_such) SELECT 1, 2")]
    public void A_name_that_nobody_knows_does_not_bind(string text)
    {
        var engine = new DataDrivenDecisions.Engines.SqlServer("Server=none");
        var schema = DataDrivenDecisions.Engines.SchemaScript.All("sqlserver").Take(1).SelectMany(s => engine.Batches(s.Text));
        Assert.That(SqlServerTexts.BindingErrors(schema.Append($"CREATE PROCEDURE wh.planted AS {text}")), Is.Not.Empty);
    }
}
