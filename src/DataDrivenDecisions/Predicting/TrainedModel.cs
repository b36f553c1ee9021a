using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>A model that has learned and was examined. Past its gates it scores this year's students, all at once or some at a time: what it says of a student is the same.</summary>
public sealed class TrainedModel
{
    /// <summary>A school that has handed in no attendance for more school days than these is not scored.</summary>
    const int MostSilentDays = 5;

    readonly Scorer? _scorer;

    internal TrainedModel(Model model, ModelCard? card, string message, Scorer? scorer = null) => (Model, Card, Message, _scorer) = (model, card, message, scorer);

    public Model Model { get; }

    /// <summary>How it did, or null when there was not enough past to learn from and test.</summary>
    public ModelCard? Card { get; }

    /// <summary>Why it is not published, in a sentence; of a published model what <see cref="Told"/> says counts.</summary>
    public string Message { get; }

    public bool IsPublished => _scorer is not null;

    /// <summary>Scores those of this year's students whom an answer shows.</summary>
    /// <param name="knownOn">Answers as the data stood on a day, of everyone or of some.</param>
    /// <param name="stop">Stops between questions.</param>
    /// <returns>Nobody unless the model is published.</returns>
    public ScoredStudents Score(Func<DateOnly, IAsk> knownOn, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(knownOn);
        return _scorer is { } scorer ? scorer.Score(scorer.Gather(knownOn(scorer.Day), stop)) : ScoredStudents.None;
    }

    /// <summary>The night of the model, once all students were scored.</summary>
    /// <param name="scored">All of them, or those of every part one after another.</param>
    public ModelRun Told(ScoredStudents scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        if (Card is not { } card || _scorer is not { } scorer)
            return new ModelRun { Card = Card, Message = Message };
        var withheld = scored.Withheld.Values.Sum();
        return new ModelRun
        {
            Card = card with { Withheld = [.. scored.Withheld.OrderBy(w => w.Key).Select(w => new WithheldSchool(w.Key, scorer.Silent[w.Key].SchoolName, scorer.Silent[w.Key].Through, w.Value))] },
            Chances = scored.Chances,
            Message = $"Published: {scored.Students} students scored{(withheld == 0 ? "" : $", {withheld} withheld because their school's attendance is too old")}"
                + $"{(card.PassesGates ? "" : ", by the decision of two people though a gate was not passed")}.{Trainer.Drawn(card.OneOf)}",
        };
    }

    /// <summary>All that is needed to score: none of the past students.</summary>
    /// <param name="Fitted">What was learned.</param>
    /// <param name="Day">The day whose knowledge is used.</param>
    /// <param name="Cases">Gathers the cases of those whom an answer shows.</param>
    /// <param name="Grades">Of a grade of which nobody ever knew how it ended nothing can be said.</param>
    /// <param name="Silent">Schools whose attendance is too old, by key.</param>
    /// <param name="Alike">Those of the tested year whose chances were nearest.</param>
    internal sealed record Scorer(
        FittedModel Fitted, DateOnly Day, Func<IAsk, CancellationToken, IReadOnlyList<StudentCase>> Cases, IReadOnlySet<string?> Grades, IReadOnlyDictionary<int, SchoolSilence> Silent, Func<double, AlikeStudents> Alike)
    {
        /// <summary>The schools that have been silent for too long.</summary>
        public static Dictionary<int, SchoolSilence> SilentSchools(ModelRunOptions options, DateOnly day) =>
            options.Now.Ask(SchoolSilence.On(options.Year, day), options.Stop).Where(s => s.SilentDays > MostSilentDays).ToDictionary(s => s.SchoolKey);

        public IReadOnlyList<StudentCase> Gather(IAsk known, CancellationToken stop) => [.. Cases(known, stop).Where(s => Grades.Contains(s.SoFar.Placement.Grade))];

        public ScoredStudents Score(IReadOnlyList<StudentCase> students)
        {
            var lines = students.Where(s => s.Line is not null).ToLookup(s => s.StudentKey);
            StudentChance[] chances = [.. students.Where(s => s.IsCounted && !IsSilent(s)).Select(s => Chance(s, lines[s.StudentKey]))];
            return new ScoredStudents(chances, chances.Select(c => c.StudentKey).Distinct().Count(),
                students.Where(IsSilent).GroupBy(s => s.SoFar.Placement.SchoolKey!.Value).ToDictionary(g => g.Key, g => g.Select(s => s.StudentKey).Distinct().Count()));
        }

        bool IsSilent(StudentCase student) => student.SoFar.Placement.SchoolKey is { } school && Silent.ContainsKey(school);

        StudentChance Chance(StudentCase student, IEnumerable<StudentCase> lines)
        {
            var chance = Fitted.Explain(student);
            return chance with
            {
                Alike = Alike(chance.Probability.Value),
                Test = student.Line?.Record.Test,
                Levels = LevelChances.Of(lines, line => line == student ? chance.Probability.Value : Fitted.Chance(line)),
            };
        }
    }
}

/// <summary>What a model says of students of this year.</summary>
/// <param name="Chances">Their chances; of parts of which only the counts are kept, none.</param>
/// <param name="Students">How many students have one.</param>
/// <param name="Withheld">By school, how many have none since its attendance is too old.</param>
public sealed record ScoredStudents(IReadOnlyList<StudentChance> Chances, int Students, IReadOnlyDictionary<int, int> Withheld)
{
    public static ScoredStudents None { get; } = new([], 0, new Dictionary<int, int>());

    /// <summary>The counts of these and of others, without their chances.</summary>
    public ScoredStudents CountedWith(ScoredStudents others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new ScoredStudents([], Students + others.Students, Withheld.Concat(others.Withheld).GroupBy(w => w.Key, w => w.Value).ToDictionary(g => g.Key, g => g.Sum()));
    }
}
