using System.Reflection;
using System.Text.RegularExpressions;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Tests.Engines;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Rules over every question in Facts: it reads only documented views, in words that both engines know, and answers nobody with nothing.</summary>
[Parallelizable]
public sealed partial class FactContractTests
{
    /// <summary>What one engine has and the other has not, or reads differently (design, section 3).</summary>
    static readonly (string Word, Regex Pattern)[] Refused =
    [
        .. new[] { "LIMIT", "TOP", "ISNULL", "IIF", "DATEADD", "DATEDIFF", "BIT", "MERGE", "PERCENTILE_CONT", "QUALIFY", "TRUE", "FALSE", "NULLS", "GETDATE", "ILIKE" }
            .Select(word => (word, new Regex($@"\b{word}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5)))),
        ("||", new Regex(@"\|\|", RegexOptions.None, TimeSpan.FromSeconds(5))),
        ("[x]", new Regex(@"\[", RegexOptions.None, TimeSpan.FromSeconds(5))),
        ("::", new Regex("::", RegexOptions.None, TimeSpan.FromSeconds(5))),
        ("+=", new Regex(@"\+=", RegexOptions.None, TimeSpan.FromSeconds(5))),
        ("FILTER (", new Regex(@"\bFILTER\s*\(", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5))),
        ("a date literal", new Regex(@"\bDATE\s*'", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5))),
        ("division", new Regex(@"/(?![*/])", RegexOptions.None, TimeSpan.FromSeconds(5))),
        ("VARCHAR without a length", new Regex(@"\bVARCHAR\b(?!\s*\()", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5))),
        ("order inside STRING_AGG", new Regex(@"STRING_AGG\s*\([^)]*ORDER\s+BY", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5))),
        ("SELECT *", new Regex(@"SELECT\s+\*", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5))),
    ];

    [GeneratedRegex(@"\b(?:FROM|JOIN)\s+""?(?<schema>\w+)""?\s*\.", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5000)]
    private static partial Regex QualifiedTable();

    [GeneratedRegex("'[^']*'", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Literal();

    static IEnumerable<FactQuery> Questions => FactQuery.All;

    [Test]
    public void There_are_questions_to_judge() => Assert.That(FactQuery.All, Has.Count.GreaterThan(20));

    [Test]
    public void Every_question_reads_only_documented_views()
    {
        var strays = from question in Questions
                     from text in new[] { question.DuckDb, question.SqlServer }
                     from Match table in QualifiedTable().Matches(text)
                     where table.Groups["schema"].Value is not ("seen" or "published")
                     select $"{question.Name}: {table.Value}";
        Assert.That(strays, Is.Empty);
        Assert.That(Questions.Where(q => !q.DuckDb.Contains("seen.", StringComparison.Ordinal) && !q.DuckDb.Contains("published.", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_shared_question_uses_words_that_both_engines_know()
    {
        var refused = from question in Questions
                      where question.IsShared
                      let text = Literal().Replace(question.DuckDb, "''")
                      from rule in Refused
                      where rule.Pattern.IsMatch(text.Replace("DATE ''", "DATE '", StringComparison.Ordinal))
                      select $"{question.Name}: {rule.Word}";
        Assert.That(refused, Is.Empty);
    }

    [TestCase("SELECT a FROM seen.student LIMIT 1", "LIMIT")]
    [TestCase("SELECT a / b FROM seen.student", "division")]
    [TestCase("SELECT CAST(a AS VARCHAR) FROM seen.student", "VARCHAR without a length")]
    [TestCase("SELECT a FROM seen.student WHERE d = DATE '2026-01-01'", "a date literal")]
    public void A_planted_word_is_refused(string text, string word) =>
        Assert.That(Refused.Where(rule => rule.Pattern.IsMatch(text)).Select(rule => rule.Word), Is.EqualTo(new[] { word }));

    [Test]
    public void Nobody_is_answered_with_nothing()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("calendar", [.. Days("s", 5)]), Update("enrollment", Enrolled("a", "s")), Update("attendance", Absent("a", "s", FirstDay)),
            Update("marks", Mark("a", "x", letter: "F")), Update("users", Student("a", school: "s"))));
        var nobody = warehouse.Store.As(Viewer.Nobody);

        Assert.That(Questions.Where(q => q.Ask(nobody).Any(row => !IsBlank(row))).Select(q => q.Name), Is.Empty);
    }

    // A sum over no rows is one row of nothing, which may carry a label beside its count.
    static bool IsBlank(object row)
    {
        var columns = row.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();
        var isCount = columns.Exists(p => p.Name.EndsWith("Count", StringComparison.Ordinal));
        return columns.Select(p => p.GetValue(row)).All(v => v is null or "" || (v is string && isCount) || (v is ValueType && v.Equals(Activator.CreateInstance(v.GetType()))));
    }

    [Test]
    public void Every_question_is_answered_on_duckdb_for_the_district()
    {
        using var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(Update("enrollment", Enrolled("a", "s")), Update("marks", Mark("a", "x"))));

        Assert.Multiple(() =>
        {
            foreach (var question in Questions)
                Assert.That(() => question.Ask(warehouse.Leader), Throws.Nothing, question.Name);
        });
    }

    [Test]
    public void Every_question_parses_and_binds_on_sql_server()
    {
        var engine = new SqlServer("Server=none");
        var schema = SchemaScript.All("sqlserver").SelectMany(s => engine.Batches(s.Text));
        var procedures = Questions.Select((q, i) => (q.Name, Text: Procedure(q, i))).ToList();
        Assert.That(from p in procedures from error in SqlServerTexts.Errors(p.Text) select $"{p.Name}: {error}", Is.Empty);
        Assert.That(SqlServerTexts.BindingErrors(schema.Concat(procedures.Select(p => p.Text))), Is.Empty, string.Join("; ", procedures.Select((p, i) => $"q{i} = {p.Name}")));
    }

    static string Procedure(FactQuery question, int number)
    {
        var parameters = question.Parameters?.GetType().GetProperties().Select(p => $"@{p.Name} {Type(p.PropertyType)}") ?? [];
        return $"CREATE PROCEDURE seen.q{number} {string.Join(", ", parameters)} AS\n{question.SqlServer}";
    }

    static string Type(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) || t == typeof(GradeLevel) => "NVARCHAR(255)",
        var t when t == typeof(DateOnly) => "DATE",
        var t when t == typeof(decimal) => "DECIMAL(12, 4)",
        var t when t == typeof(long) => "BIGINT",
        _ => "INT",
    };
}
