using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>What <c>ddd evaluate</c> measures on tables made here, and what it refuses.</summary>
[Parallelizable]
public sealed class EvaluationTests
{
    static readonly string[] Columns = ["row_id", "absences", "track", "school", "year", "final"];

    /// <summary>Rows whose outcome depends on absences and track, as strongly as <paramref name="signal"/> says.</summary>
    static FlatTable Table(double signal, int rows = 400, bool isShuffled = false)
    {
        var random = new Random(7);
        var made = Enumerable.Range(0, rows).Select(i =>
        {
            double absences = random.Next(0, 30), track = random.Next(0, 3);
            var logOdds = signal * (((absences - 15) / 6) + (track - 1));
            var outcome = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? "5" : "15";
            return new[] { $"r{i}", random.Next(20) == 0 ? "" : $"{absences}", $"track {track}", $"school {random.Next(3)}", $"{2020 + (i * 5 / rows)}", outcome };
        }).ToArray();
        if (isShuffled)
        {
            var outcomes = made.Select(r => r[5]).ToArray();
            random.Shuffle(outcomes);
            for (var i = 0; i < rows; i++)
                made[i][5] = outcomes[i];
        }

        return new FlatTable(Columns, made);
    }

    static EvaluationResult Run(FlatTable table, string outcome = "final<10", string? group = null, string? time = null, params string[] drop) =>
        Evaluation.Run(table, new() { Outcome = outcome, Drop = drop, Group = group, Time = time, Folds = 3, Rounds = 1 });

    [Test]
    public void A_table_with_signal_passes_the_gates_on_rows_that_were_not_learned_from()
    {
        var result = Run(Table(signal: 1, rows: 700));
        Assert.Multiple(() =>
        {
            Assert.That(result.PassesGates, string.Join("; ", result.Gates.Select(g => g.Words)));
            Assert.That(result.Auc, Is.GreaterThan(result.Baseline.Auc + 0.03));
            Assert.That(result.Inputs, Is.EqualTo((string[])["absences", "track", "school", "year"]));
            Assert.That(result.Warnings, Has.Some.Contains("row_id was not learned from: it is an identifier"));
            Assert.That(result.Validation, Does.Contain("3 folds × 1 seed"));
            Assert.That(result.Tested, Is.EqualTo(700));
        });
    }

    [Test]
    public void Left_alone_it_deals_small_tables_out_three_times_into_ten_folds() =>
        Assert.That(Evaluation.Run(Table(signal: 1, rows: 80), new() { Outcome = "final<10" }).Validation, Does.Contain("10 folds × 3 seeds"));

    /// <summary>One input tells the same every year; what the other tells turns around from building to building, and each year has a building of its own.</summary>
    static FlatTable Fickle()
    {
        var random = new Random(5);
        return new FlatTable(["stable", "fickle", "building", "year", "left"], [.. Enumerable.Range(0, 1200).Select(i =>
        {
            var (stable, fickle, year) = ((random.NextDouble() * 4) - 2, (random.NextDouble() * 4) - 2, i / 240);
            var logOdds = (1.2 * stable) + ((year % 2 == 0 ? 2 : -2) * fickle);
            return (IReadOnlyList<string?>)[$"{stable:0.00}", $"{fickle:0.00}", $"building {year}", $"{2020 + year}", random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? "yes" : "no"];
        })]);
    }

    [Test]
    public void What_held_within_years_alone_is_not_chosen_for_a_later_year()
    {
        var mixed = Run(Fickle(), "left", drop: "year");
        var later = Run(Fickle(), "left", time: "year");
        static double Plain(EvaluationResult result) => result.LearnedBy.Where(l => l.Key is "logistic regression" or "additive model").Sum(l => l.Value);
        Assert.That(Plain(mixed), Is.LessThan(0.2));
        Assert.That(Plain(later), Is.GreaterThan(0.8));
    }

    [Test]
    public void Days_are_put_together_to_stretches_of_about_as_many_rows()
    {
        var day = new DateOnly(2025, 9, 1);
        FlatTable table = new(["x", "day", "left"], [.. Enumerable.Range(0, 1000).Select(i => (IReadOnlyList<string?>)[$"{i * 7 % 31}", $"{day.AddDays(i / 8):yyyy-MM-dd}", i % 3 == 0 ? "yes" : "no"])]);
        EvaluationOptions options = new() { Outcome = "left", Time = "day" };
        var split = Split.For(EvaluationTable.Read(table, options), options, 10)[0];
        var rows = split.Parts[0].Learned.CountBy(i => split.TimeBlocks[i]).OrderBy(b => b.Key).Select(b => b.Value).ToArray();
        Assert.That(rows, Has.Length.EqualTo(4));
        Assert.That(rows.Max() - rows.Min(), Is.LessThanOrEqualTo(16));
    }

    [Test]
    public void Several_outcomes_are_each_told_from_all_others_and_their_chances_add_up()
    {
        var result = Run(Table(signal: 1, rows: 500), "track", drop: ["row_id"]);
        Assert.Multiple(() =>
        {
            Assert.That(result.Outcomes.Select(o => o.Value), Is.EqualTo((string[])["track 0", "track 1", "track 2"]));
            Assert.That(result.Outcomes.Sum(o => o.Rows), Is.EqualTo(500));
            Assert.That(result.Auc, Is.EqualTo(result.Outcomes.Average(o => o.Auc)).Within(1e-12));
            Assert.That(result.ShareRight, Is.InRange(0.25, 0.7));
            Assert.That(result.Foretold.Select(f => f.Chances.Sum()), Is.All.EqualTo(1).Within(1e-9));
            Assert.That(result.Foretold.Select(f => f.Row), Is.EqualTo(Enumerable.Range(1, 500)));
        });
    }

    [Test]
    public void Groups_are_compared_by_each_of_several_outcomes_and_are_no_input()
    {
        var result = Run(Table(signal: 1, rows: 300), "track", group: "school", drop: ["row_id"]);
        Assert.Multiple(() =>
        {
            Assert.That(result.Groups, Is.Empty);
            Assert.That(result.Inputs, Has.None.EqualTo("school"));
            Assert.That(result.Outcomes.Select(o => o.Groups.Select(g => g.Value).Order()), Is.All.EqualTo((string[])["school 0", "school 1", "school 2"]));
            Assert.That(result.Outcomes.Select(o => o.Groups.Sum(g => g.N)), Is.All.EqualTo(300));
            Assert.That(result.Outcomes.Select(o => o.Groups.Sum(g => g.Positives)), Is.EqualTo(result.Outcomes.Select(o => o.Rows)));
        });
    }

    [Test]
    public void One_of_several_outcomes_can_be_asked_for_by_its_value()
    {
        var result = Evaluation.Run(Table(signal: 1), new() { Outcome = "track", Positive = "track 2", Folds = 5, Rounds = 1 });
        Assert.That((result.Outcome, result.Positives), Is.EqualTo(("track = track 2", Table(signal: 1).Rows.Count(r => r[2] == "track 2"))));
        Assert.That(() => Evaluation.Run(Table(signal: 1), new() { Outcome = "track", Positive = "track 7" }), Throws.TypeOf<EvaluationRefused>().With.Message.Contains("No row has the value"));
    }

    [Test]
    public void A_rare_outcome_among_several_is_refused_in_words()
    {
        var table = Table(signal: 1);
        var rare = new FlatTable(table.Columns, [.. table.Rows.Select((r, i) => i < 4 ? (IReadOnlyList<string?>)[r[0], r[1], "track 9", .. r.Skip(3)] : r)]);
        Assert.That(() => Run(rare, "track"), Throws.TypeOf<EvaluationRefused>().With.Message.Contains("Only 4 rows have the outcome \"track 9\""));
    }

    [TestCase("M/d/yyyy"), TestCase("yyyy-MM-dd", Category = "Slow"), TestCase("d.M.yyyy", Category = "Slow")]
    public void A_column_of_dates_is_learned_from_as_days(string format)
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 300).Select(i =>
        {
            var day = random.Next(0, 200);
            return (IReadOnlyList<string?>)[new DateOnly(2025, 8, 20).AddDays(day).ToString(format, System.Globalization.CultureInfo.InvariantCulture), random.Next(200) < day ? "late" : "early"];
        }).ToArray();

        var result = Run(new FlatTable(["entered", "came"], rows), "came");

        Assert.That(result.Inputs, Is.EqualTo((string[])["entered"]));
        Assert.That(result.Auc, Is.GreaterThan(0.75));
    }

    [Test]
    public void Outcomes_dealt_out_at_random_pass_no_gate_for_ranking()
    {
        var result = Run(Table(signal: 1, isShuffled: true));
        Assert.That(result.PassesGates, Is.False);
        Assert.That(result.Auc, Is.LessThan(0.6));
    }

    [Test]
    public void A_table_without_signal_does_not_pass() => Assert.That(Run(Table(signal: 0)).PassesGates, Is.False);

    [Test]
    public void The_same_seed_gives_the_same_figures_bit_for_bit()
    {
        EvaluationResult first = Run(Table(1, rows: 150)), second = Run(Table(1, rows: 150));
        Assert.That((second.Auc, second.Brier, second.CalibrationError), Is.EqualTo((first.Auc, first.Brier, first.CalibrationError)));
    }

    [Test]
    public void With_a_time_column_the_latest_fifth_is_tested_and_time_is_not_an_input()
    {
        var result = Run(Table(1), time: "year");
        Assert.That(result.Tested, Is.EqualTo(80));
        Assert.That(result.Validation, Does.StartWith("later part: 80 rows from year 2024 on, by what 320 earlier rows teach"));
        Assert.That(result.Inputs, Has.None.EqualTo("year"));
    }

    [Test]
    public void Groups_are_compared_and_not_learned_from()
    {
        var result = Run(Table(1), group: "school");
        Assert.That(result.Groups.Select(g => g.Value), Is.EqualTo((string[])["school 0", "school 1", "school 2"]));
        Assert.That(result.Groups.Sum(g => g.N), Is.EqualTo(400));
        Assert.That(result.Groups.Select(g => g.Fpr), Is.All.InRange(0, 1));
        Assert.That(result.Inputs, Has.None.EqualTo("school"));
    }

    [Test]
    public void A_near_copy_of_the_outcome_raises_an_alarm()
    {
        var table = Table(1);
        var copied = new FlatTable([.. table.Columns, "status"], [.. table.Rows.Select(r => (IReadOnlyList<string?>)[.. r, r[5] == "5" ? "repeat" : "promote"])]);
        Assert.That(Run(copied).Warnings, Has.Some.Contains("status alone foretells the outcome almost perfectly"));
    }

    [TestCase("finel<10", "nearest names are: final")]
    [TestCase("absences", "has 30 different values")]
    [TestCase("final<0", "is true for 0 of 400 rows")]
    [TestCase("track<2", "is not a number in data row 1")]
    [TestCase("final<ten", "needs a number behind it")]
    [TestCase("final<", "compares final with nothing")]
    [TestCase("track=track 9", "No row has the value")]
    public void An_outcome_that_cannot_be_foretold_is_refused_in_words(string outcome, string words) =>
        Assert.That(() => Run(Table(1), outcome), Throws.TypeOf<EvaluationRefused>().With.Message.Contains(words));

    [Test]
    public void Too_few_rows_and_unknown_columns_are_refused_in_words()
    {
        Assert.That(() => Run(Table(1, rows: 30)), Throws.TypeOf<EvaluationRefused>().With.Message.Contains("at least 50"));
        Assert.That(() => Run(Table(1), drop: ["absence"]), Throws.TypeOf<EvaluationRefused>().With.Message.Contains("absences"));
        Assert.That(() => Run(new FlatTable(Columns, [])), Throws.TypeOf<EvaluationRefused>().With.Message.Contains("no rows"));
    }

    [TestCase("final<=5", 5.0, true)]
    [TestCase("final<5", 5.0, false)]
    [TestCase("final >= 15", 15.0, true)]
    [TestCase("final>15", 15.0, false)]
    [TestCase("final=5", 5.0, true)]
    [TestCase("final!=5", 5.0, false)]
    [TestCase("final=5|15", 15.0, true)]
    public void An_outcome_means_what_it_says(string outcome, double value, bool cameTrue) =>
        Assert.That(OutcomeColumn.Read(Table(4, 60), outcome).CameTrue($"{value}"), Is.EqualTo(cameTrue));

    [Test]
    public void The_rows_without_an_outcome_are_left_out_and_counted()
    {
        var table = Table(1);
        var holes = new FlatTable(table.Columns, [.. table.Rows.Select((r, i) => i % 10 == 0 ? (IReadOnlyList<string?>)[.. r.Take(5), "NA"] : r)]);
        var result = Run(holes);
        Assert.That(result.Rows, Is.EqualTo(360));
        Assert.That(result.Warnings, Has.Some.StartsWith("40 rows have no value in final"));
    }
}
