using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>
/// What a server says only when it runs a text, found by looking at the parsed text: columns of an inner question without a name or with the same one, nothing of no type
/// on top of a union, sums over inner questions, an order where none is allowed; and words that not everything that speaks T-SQL knows.
/// </summary>
sealed class PlainSql : TSqlFragmentVisitor
{
    static readonly HashSet<string> Adding = new(StringComparer.OrdinalIgnoreCase) { "SUM", "COUNT", "MIN", "MAX", "AVG", "COUNT_BIG", "STRING_AGG" };

    // Words of the 2019 documentation's list that this parser lets pass as names.
    static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase) { "LOAD", "DUMP", "PRECISION", "OFFSETS", "WITHIN", "SEMANTICKEYPHRASETABLE" };

    readonly List<string> _faults = [];

    /// <summary>What is wrong with a text, a sentence each.</summary>
    public static IReadOnlyList<string> Faults(string text)
    {
        // SQL Server 2019, the oldest that is promised.
        var parser = new TSql150Parser(initialQuotedIdentifiers: true);
        using var reader = new StringReader(text);
        var parsed = parser.Parse(reader, out var errors);
        if (errors.Count > 0)
            return [.. errors.Select(e => $"line {e.Line}: {e.Message}")];
        var visitor = new PlainSql();
        parsed.Accept(visitor);
        return visitor._faults;
    }

    public override void Visit(QueryDerivedTable node)
    {
        if (First(node.QueryExpression) is not { } first || node.Columns.Count > 0)
            return;
        var names = first.SelectElements.OfType<SelectScalarExpression>().Select(NameOf).ToList();
        if (names.Contains(null))
            _faults.Add($"a column of {node.Alias?.Value} has no name");
        _faults.AddRange(names.OfType<string>().GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"{node.Alias?.Value} has several columns {g.Key}"));
        if (node.QueryExpression.OrderByClause is not null && node.QueryExpression.OffsetClause is null)
            _faults.Add($"{node.Alias?.Value} is sorted, and an inner question has no order");
    }

    public override void Visit(BinaryQueryExpression node)
    {
        if (First(node) is { } first && first.SelectElements.OfType<SelectScalarExpression>().Any(e => e.Expression is NullLiteral))
            _faults.Add("a union begins with NULL, which is a whole number there");
    }

    public override void Visit(FunctionCall node)
    {
        if (Adding.Contains(node.FunctionName.Value) && node.Parameters.Any(Asks))
            _faults.Add($"{node.FunctionName.Value} adds up an inner question");
        if (node.OverClause is null && Adding.Contains(node.FunctionName.Value) && node.Parameters.Any(HasSum))
            _faults.Add($"{node.FunctionName.Value} adds up what is added up");
    }

    public override void Visit(OverClause node)
    {
        if (node.OrderByClause?.OrderByElements.Any(e => e.Expression is Literal) ?? false)
            _faults.Add("a window is sorted by a constant");
    }

    public override void Visit(GroupByClause node)
    {
        if (node.GroupingSpecifications.Any(Asks))
            _faults.Add("rows are grouped by an inner question");
        if (node.GroupingSpecifications.OfType<ExpressionGroupingSpecification>().Any(g => g.Expression is Literal))
            _faults.Add("rows are grouped by a constant");
    }

    public override void Visit(Identifier node)
    {
        if (node.QuoteType == QuoteType.NotQuoted && Reserved.Contains(node.Value))
            _faults.Add($"{node.Value} is a reserved word and wants quotes");
    }

    public override void Visit(MergeStatement node) => _faults.Add("MERGE is not plain");

    public override void Visit(TopRowFilter node) => _faults.Add("TOP is not plain");

    public override void Visit(TableHint node) => _faults.Add("hints are not plain");

    public override void Visit(OptimizerHint node) => _faults.Add("hints are not plain");


    static string? NameOf(SelectScalarExpression element) => element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value;

    static QuerySpecification? First(QueryExpression expression) => expression switch
    {
        QuerySpecification specification => specification,
        BinaryQueryExpression union => First(union.FirstQueryExpression),
        QueryParenthesisExpression inner => First(inner.QueryExpression),
        _ => null,
    };

    static bool Asks(TSqlFragment fragment)
    {
        var finder = new Finder();
        fragment.Accept(finder);
        return finder.HasQuestion;
    }

    static bool HasSum(TSqlFragment fragment)
    {
        var finder = new Finder();
        fragment.Accept(finder);
        return finder.HasSum;
    }

    sealed class Finder : TSqlFragmentVisitor
    {
        public bool HasQuestion { get; private set; }
        public bool HasSum { get; private set; }

        public override void Visit(QuerySpecification node) => HasQuestion = true;

        public override void Visit(FunctionCall node) => HasSum |= Adding.Contains(node.FunctionName.Value);
    }
}
