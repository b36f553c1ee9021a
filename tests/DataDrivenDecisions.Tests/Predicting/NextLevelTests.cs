using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;
using NUnit.Framework;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>The levels of a test as lines: whom they concern, what came true at each, and chances that add up.</summary>
[Parallelizable]
public sealed class NextLevelTests
{
    static readonly SchoolYear Year = new(2026);
    static readonly DateOnly Day = new(2026, 3, 13);
    static readonly string[] Levels = ["Low", "LoAvg", "Avg", "HiAvg", "High"];

    static StudentScore Score(int student, string level, DateOnly on, decimal points, string assessment = "MAP Growth", string subject = "Mathematics") =>
        new() { StudentKey = student, Assessment = assessment, Subject = subject, TestDate = on, Level = level, ScorePoints = points, Window = "winter", Grade = "05" };

    /// <summary>A hundred students, twenty at each level in winter.</summary>
    static StudentScore[] Winter() => [.. Enumerable.Range(0, 100).Select(i => Score(i + 1, Levels[i / 20], Day.AddDays(-50), 180 + i))];

    static CaseLine Line(int place, double share = 0.5) => new(new LevelRecord("MAP Growth Mathematics", Levels, [new(Day, 2, 0.5)]), place, place == 1, share);

    static StudentCase Case(int student, int place, bool? cameTrue = null) =>
        new() { AsOf = Day, SoFar = new StudentYear { Placement = new() { StudentKey = student } }, Line = Line(place), CameTrue = cameTrue };

    [Test]
    public void Levels_stand_in_the_order_of_their_scores_with_grade_level_between()
    {
        var scale = LevelScale.Of(Winter(), _ => false)["MAP Growth Mathematics"];
        Assert.That(scale.Levels, Is.EqualTo(Levels));
        Assert.That((scale.Below, scale.HasGradeLevel, scale.PlaceOf("avg"), scale.PlaceOf("Proficient")), Is.EqualTo((2, true, (int?)2, (int?)null)));
        Assert.That(scale.ShareUpTo(1, "05"), Is.EqualTo(40.5 / 101).Within(1e-12));
        Assert.That(scale.RankOf(Winter()[25]), Is.EqualTo(26.0 / 101).Within(1e-12), "25 of 100 are lower, and half of her own");
        Assert.That(scale.ShareAhead(1, "05"), Is.Null, "nobody was tested in the season ahead a year ago");
    }

    [Test]
    public void A_student_has_a_case_for_each_line_and_came_out_beneath_every_line_above_her_next_level()
    {
        var past = new Answers([.. Winter(), Score(30, "HiAvg", Day.AddDays(60), 215), Score(31, "Low", Day.AddDays(60), 170, "i-Ready"), Score(32, "Low", Day.AddDays(60), 170, subject: "Science")]);
        var cases = new NextLevelMathematics().Gather(past, past, Year, Day);
        Assert.That(cases.Where(c => c.StudentKey == 30).Select(c => (c.Line!.Level, c.IsCounted, c.CameTrue)),
            Is.EqualTo(new (string, bool, bool?)[] { ("Low", false, false), ("LoAvg", true, false), ("Avg", false, false), ("HiAvg", false, true) }));
        Assert.That(cases.Where(c => c.StudentKey is 31 or 32).Select(c => c.CameTrue), Is.All.Null, "another test, or another subject, does not tell how this one came out");
        Assert.That(cases.Select(c => c.StudentKey).Distinct().Count(), Is.EqualTo(100));
        Assert.That(new NextLevelReading().Gather(past, past, Year, Day), Is.Empty);
        Assert.That(new NextLevelMathematics().Gather(past, null, Year, Day).Select(c => c.CameTrue), Is.All.Null, "of the running year nothing is known");
    }

    [Test]
    public void Chances_of_levels_add_up_and_that_of_grade_level_stays_as_its_reasons_say()
    {
        double[] beneath = [0.20, 0.15, 0.60, 0.55];
        Assert.That(LevelChances.InOrder(beneath, gradeLevel: 1), Is.EqualTo((double[])[0.15, 0.15, 0.60, 0.60]));
        var levels = LevelChances.Of(Enumerable.Range(0, 4).Select(k => Case(1, k)), s => beneath[s.Line!.Place]);
        Assert.That(levels.Select(l => l.Level), Is.EqualTo(Levels));
        Assert.That(levels.Select(l => l.Chance.Value), Is.EqualTo((double[])[0.15, 0, 0.45, 0, 0.40]).Within(1e-12));
    }

    [Test]
    public void The_exam_of_levels_knows_a_better_forecast_from_what_came_of_the_last_level()
    {
        // All were at Avg; half come out at Avg again and half at HiAvg. Who knows which is better than the last level, who says the contrary is worse.
        StudentCase[] Cases(int from) => [.. Enumerable.Range(from, 400).SelectMany(i => Enumerable.Range(0, 4).Select(k => Case(i, k, cameTrue: k >= (i % 2 == 0 ? 2 : 3))))];
        LevelExam Exam(Func<StudentCase, double> chance) => LevelExam.Of(Cases(1), Cases(1001), chance)!;
        LevelExam seeing = Exam(s => s.CameTrue == true ? 0.9 : 0.1), blind = Exam(s => s.Line!.Place switch { 2 => 0.5, 3 => 1, _ => 0 });
        Assert.That(seeing.ByLastLevel, Is.EqualTo(0.25 / 4).Within(0.001), "a coin at one line of four");
        Assert.That((seeing.Score, blind.Score), Is.EqualTo((0.01, 0.25 / 4)).Within(0.001));
        Assert.That(seeing.Lines.Select(l => (l.Beneath, l.IsJudged)), Is.EqualTo(new[] { (0, false), (0, false), (200, true), (400, false) }));
        Assert.That(seeing.Of("MAP Growth Mathematics", "avg")!.Next.Select(n => n.Students), Is.EqualTo((int[])[0, 0, 400, 400, 0]));

        Assert.That(Gate.EveryLevel(Exam(s => s.Line!.Place == 2 ? 0.7 : s.CameTrue == true ? 1 : 0)).Passed, Is.False, "twenty points off at one line");
        Assert.That(Gate.EveryLevel(blind).Passed, Is.True);
    }

    [TestCase("ELA", true, false)]
    [TestCase("English Language Arts", true, false)]
    [TestCase("Reading: Foundational Skills", true, false)]
    [TestCase("Math K-12", false, true)]
    [TestCase("Mathematics", false, true)]
    [TestCase("Social Studies: Foreign Relations", false, false)]
    [TestCase("Spreadsheets", false, false)]
    [TestCase("", false, false)]
    public void A_subject_is_known_by_whole_words(string subject, bool reading, bool mathematics) =>
        Assert.That((new NextLevelReading().Concerns(subject), new NextLevelMathematics().Concerns(subject)), Is.EqualTo((reading, mathematics)));

    [Test]
    public void What_is_told_of_a_student_carries_test_and_levels_beside_the_reasons()
    {
        var chance = new StudentChance { StudentKey = 1, LogOdds = 0, Reasons = [], Test = "MAP Growth Mathematics", Levels = [new("Low", new Probability(0.25)), new("Avg", new Probability(0.75))] };
        Assert.That(chance.ReasonsJson, Is.EqualTo("""[{"text":"MAP Growth Mathematics","contribution":0,"kind":"test"},{"text":"Low","contribution":0,"kind":"level","then":0.25},{"text":"Avg","contribution":0,"kind":"level","then":0.75}]"""));
    }

    /// <summary>Answers of one grade's tests and nothing else.</summary>
    sealed class Answers(IReadOnlyList<StudentScore> scores) : IAsk
    {
        public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default)
        {
            if (typeof(T) == typeof(StudentPlacement))
                return (IReadOnlyList<T>)(object)scores.Select(s => s.StudentKey).Distinct().Select(key => new StudentPlacement { StudentKey = key, SchoolKey = 1, Grade = "05", SchoolCount = 1, EntryDate = Year.FirstDay }).ToList();
            if (typeof(T) != typeof(StudentScore))
                return [];
            var (first, last) = query.Parameters switch { null => default, var p => ((DateOnly)p.GetType().GetProperty("first")!.GetValue(p)!, (DateOnly)p.GetType().GetProperty("last")!.GetValue(p)!) };
            return (IReadOnlyList<T>)(object)scores.Where(s => s.TestDate >= first && s.TestDate <= last).ToList();
        }
    }
}
