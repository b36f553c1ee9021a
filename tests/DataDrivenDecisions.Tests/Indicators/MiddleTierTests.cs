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

    // Period and room are the second and third part of a section's key in the second edition, and one later in that of a student in a section.
    static readonly Dictionary<string, int> PeriodOf = new() { ["SectionKey"] = 1, ["StudentSectionKey"] = 2 };

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
    public void The_values_of_the_section_grade_fact_hold_but_for_the_period_and_room_of_two_sections_whose_school_has_two_of_each()
    {
        var folder = RealData.Path("edfi/amt_oracle/StudentSectionGradeFact");
        using var second = Loaded(folder, "v_2");
        using var third = Loaded(folder, "v_3");
        var (wrong, without, elsewhere) = (new List<string>(), new List<string>(), new HashSet<string>());
        foreach (var e in Expected(folder))
        {
            var warehouse = e.Scope == "v_2" ? second : third;
            var marks = warehouse.Leader.Ask(SectionMark.Of(e.Where["studentkey"], e.Where["schoolkey"], new SchoolYear(2012))).Where(m => m.Term == e.Where["gradingperiodkey"]).ToList();
            // Two marks are asked for by a course that no table names: they are those of the student, school and grading period that are named too.
            if (e.Scope == "v_2" && !marks.Any(m => IsOf(e, m)))
                elsewhere.Add(e.Where["sectionkey"]);
            else
                marks = [.. marks.Where(m => IsOf(e, m))];
            var said = e.Column == "CountValue" ? $"{marks.Count}" : marks is [var mark] ? MiddleTierTables.Said(mark, e.Column) : $"{marks.Count} rows";
            if (said != e.Value)
                (PeriodOf.TryGetValue(e.Column, out var at) && IsButForPeriodAndRoom(said, e.Value, at) ? without : wrong).Add($"{e.Case}: {e.Column} is {said}, expected {e.Value}");
        }

        Tell("section grades", 80, [.. wrong, .. without]);
        Assert.That(wrong, Is.Empty);
        Assert.That(without, Has.Count.EqualTo(4), "two marks, each with two keys of the second edition");
        Assert.That(elsewhere, Has.Count.EqualTo(2), "two marks are asked for by the keys of other courses");
    }

    static bool IsOf(Expectation e, SectionMark mark) => PeriodOf.All(key => MiddleTierTables.Said(mark, key.Key) is var said && e.Where[key.Key.ToLowerInvariant()] is var asked
        && (said == asked || IsButForPeriodAndRoom(said, asked, key.Value)));

    /// <summary>True when two keys are the same in every part but a period and a room that the tables do not tell.</summary>
    static bool IsButForPeriodAndRoom(string said, string asked, int period)
    {
        var (one, other) = (said.Split('-'), asked.Split('-'));
        return one.Length == other.Length && one[period] == MiddleTierTables.Untold && one[period + 1] == MiddleTierTables.Untold
            && Enumerable.Range(0, one.Length).All(i => i == period || i == period + 1 || one[i] == other[i]);
    }

    static TemporaryWarehouse Loaded(string folder, string edition = "v_3")
    {
        var warehouse = new TemporaryWarehouse();
        var result = warehouse.Store.Load(new MiddleTierTables(folder, edition).Delivery());
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
