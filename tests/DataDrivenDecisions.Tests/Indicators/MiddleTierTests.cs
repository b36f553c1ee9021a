using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Indicators;

/// <summary>The values that the Ed-Fi Alliance expects of its Analytics Middle Tier, told by the product from the same tables.</summary>
public sealed class MiddleTierTests
{
    /// <summary>One value that the Alliance expects: of which rows (its predicate's columns), in which column, and what.</summary>
    sealed record Expectation(string Case, string Scope, IReadOnlyDictionary<string, string> Where, string Column, string Value);

    // The tables have no link from a section to a class period and a room, of which the second edition's keys are made; they are in the shape of the third.
    static readonly string[] OnlyInSecondEdition = ["SectionKey", "StudentSectionKey"];

    [Test]
    public void All_values_of_the_early_warning_fact_hold()
    {
        var folder = RealData.Path("edfi/amt_oracle/StudentEarlyWarningFact");
        using var warehouse = Loaded(folder);
        var (expected, wrong) = (Expected(folder), new List<string>());
        var everyone = expected.Where(e => e.Where.ContainsKey("studentkey")).Select(e => (Student: e.Where["studentkey"], School: e.Where["schoolkey"])).Distinct().ToList();
        foreach (var e in expected)
        {
            var day = DateOnly.ParseExact(e.Where["datekey"], "yyyyMMdd", CultureInfo.InvariantCulture);
            var rows = e.Where.TryGetValue("studentkey", out var student)
                ? MiddleTierTables.Days(warehouse.Leader, student, e.Where["schoolkey"], day)
                : [.. everyone.SelectMany(pair => MiddleTierTables.Days(warehouse.Leader, pair.Student, pair.School, day))];
            var said = e.Column == "CountValue" ? $"{rows.Count}" : rows is [var row] ? MiddleTierTables.Said(row, e.Column) : $"{rows.Count} rows";
            if (said != e.Value)
                wrong.Add($"{e.Case}: {e.Column} is {said}, expected {e.Value}");
        }

        Tell("early warning", 100, wrong);
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void The_values_of_the_section_grade_fact_hold_but_for_keys_whose_parts_the_tables_do_not_have()
    {
        var folder = RealData.Path("edfi/amt_oracle/StudentSectionGradeFact");
        using var warehouse = Loaded(folder);
        var (wrong, without) = (new List<string>(), new List<string>());
        foreach (var e in Expected(folder))
        {
            // A key of the second edition cannot be met; its mark is found by student, school and grading period, which it names too.
            var marks = warehouse.Leader.Ask(SectionMark.Of(e.Where["studentkey"], e.Where["schoolkey"], new SchoolYear(2012)))
                .Where(m => m.Term == e.Where["gradingperiodkey"] && (e.Scope == "v_2" || (Same(m, e, "SectionKey") && Same(m, e, "StudentSectionKey")))).ToList();
            var said = e.Column == "CountValue" ? $"{marks.Count}" : marks is [var mark] ? MiddleTierTables.Said(mark, e.Column) : $"{marks.Count} rows";
            if (said != e.Value)
                (e.Scope == "v_2" && OnlyInSecondEdition.Contains(e.Column) ? without : wrong).Add($"{e.Case}: {e.Column} is {said}, expected {e.Value}");
        }

        Tell("section grades", 80, [.. wrong, .. without]);
        Assert.That(wrong, Is.Empty);
        Assert.That(without, Has.Count.EqualTo(8), "four marks, each with two keys of the second edition");
    }

    static bool Same(SectionMark mark, Expectation e, string column) => MiddleTierTables.Said(mark, column) == e.Where[column.ToLowerInvariant()];

    static TemporaryWarehouse Loaded(string folder)
    {
        var warehouse = new TemporaryWarehouse();
        var result = warehouse.Store.Load(new MiddleTierTables(folder).Delivery());
        Assert.That(result.Files.SelectMany(f => f.Rejects.Select(r => $"{f.Name} line {r.Line}: {r.Rule}")), Is.Empty);
        return warehouse;
    }

    static IReadOnlyList<Expectation> Expected(string folder)
    {
        var table = TableFile.Read(Path.Combine(folder, "expected.csv"));
        string Text(IReadOnlyList<string?> row, string column) => row[table.Find(column)] ?? "";
        return [.. table.Rows.Select(r => new Expectation(Text(r, "case"), Text(r, "scope"),
            Text(r, "where").Split(" AND ").Select(part => part.Split('=', 2)).ToDictionary(part => part[0].Trim().ToLowerInvariant(), part => part[1].Trim().Trim('\'')), Text(r, "field"), Text(r, "expected")))];
    }

    static void Tell(string fact, int of, IReadOnlyList<string> not)
    {
        TestContext.Out.WriteLine($"{fact}: {of - not.Count} of {of} values hold");
        foreach (var line in not)
            TestContext.Out.WriteLine("  " + line);
    }
}
