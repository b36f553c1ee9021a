using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>A definition that people can argue about: a question, how it is answered, by whose rule, with worked examples.</summary>
public abstract class Definition
{
    /// <summary>The name in tables and addresses: "chronic-absence".</summary>
    public abstract string Name { get; }

    /// <summary>The name on screen: "Chronic absence".</summary>
    public abstract string Title { get; }

    public abstract string Question { get; }

    /// <summary>How the number is made, in sentences for the page "About this number".</summary>
    public abstract string Method { get; }

    /// <summary>Whose rule it is.</summary>
    public abstract string Source { get; }

    /// <summary>The presets one can choose from; the first is the default.</summary>
    public abstract IReadOnlyList<Preset> Presets { get; }

    /// <summary>The examples, worked: what goes in, what should come out and what does.</summary>
    public abstract IReadOnlyList<WorkedExample> WorkedExamples { get; }

    /// <summary>All that has a page "About this number".</summary>
    public static IReadOnlyList<Definition> Every { get; } = [.. Indicator.All, new AverageDailyAttendance(), new CohortGraduation(), new DisciplineRates(), new Proficiency(), new EarlyWarningFlags(), new SectionGrade()];

    /// <summary>A count of days or courses as people write it: "18", "2.5".</summary>
    protected static string Count(decimal number) => Share(number);

    /// <summary>A number as people write it, with as many decimals as it has, at most two.</summary>
    internal static string Share(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>One set of thresholds by name, in words, with its source.</summary>
public sealed record Preset(string Name, string Words, string Source);

/// <summary>One example of a definition with what the rule makes of it.</summary>
public sealed record WorkedExample(string What, Verdict Expected, Finding Found)
{
    public bool Holds => Found.Verdict == Expected;
}

/// <summary>An example of an indicator: a sentence, the evidence and the verdict that everybody should agree on.</summary>
public sealed record Example<TEvidence>(string What, TEvidence Evidence, Verdict Expected);

/// <summary>One student's finding, ready to be published.</summary>
public sealed record JudgedRow
{
    public required int StudentKey { get; init; }
    public int? SchoolKey { get; init; }
    public required SchoolYear Year { get; init; }
    public required string Indicator { get; init; }
    public required string Preset { get; init; }
    public required string DefinitionVersion { get; init; }
    public required Finding Finding { get; init; }
    public string Verdict => VerdictCode.Of(Finding.Verdict);
}

/// <summary>A question asked of every student's year so far. Judging is pure: no clock, no database.</summary>
public abstract class Indicator : Definition
{
    /// <summary>The preset in force.</summary>
    public abstract string Preset { get; }

    /// <summary>Raised when the same evidence may get another finding.</summary>
    public virtual string DefinitionVersion => "1";

    /// <summary>The same indicator by another of its presets.</summary>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public abstract Indicator By(string preset);

    /// <summary>True when there is a preset of that name, also one that is no longer shown.</summary>
    public virtual bool Has(string preset) => Presets.Any(p => string.Equals(p.Name, preset, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds for each student who is asked about; a student without data gets <see cref="Verdict.NoData"/>.</summary>
    public abstract Finding Find(StudentYear student);

    /// <summary>
    /// The rows that this number is made of, and those it looked at and left out with the reason. What those that count add up to is the finding's part,
    /// and its whole where that is counted too.
    /// </summary>
    public abstract IReadOnlyList<LookedAt> Open(StudentRows rows);

    /// <summary>True when the number is asked of this student at all.</summary>
    public virtual bool IsAskedOf(StudentYear student) => true;

    /// <summary>The room's table of contents, each by its default preset.</summary>
    public static IReadOnlyList<Indicator> All { get; } =
    [
        new AttendanceRate(),
        new ChronicAbsence(),
        new UnexcusedAbsence(),
        new AbsenceStreak(),
        new CourseFailures(),
        new GradePoints(),
        new CreditsEarned(),
        new Incidents(),
        new ExclusionDays(),
        new AbcAttendance(),
        new AbcBehavior(),
        new AbcCourse(),
        new AbcFlags(),
        new FreshmanOnTrack(),
        new Mobility(),
        new HomeworkGap(),
        new TestLevels(),
    ];

    /// <summary>The indicator of that name by its default preset, or null.</summary>
    public static Indicator? Named(string name) => All.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.Ordinal));

    /// <summary>One of <typeparamref name="T"/> by its name.</summary>
    /// <exception cref="ArgumentException">None has that name; the message lists those that exist.</exception>
    protected static T Choose<T>(IReadOnlyList<T> presets, string name, Func<T, string> nameOf) =>
        presets.FirstOrDefault(p => string.Equals(nameOf(p), name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no such preset. Use one of: {string.Join(", ", presets.Select(nameOf))}.", nameof(name));
}

/// <summary>An indicator that judges one kind of evidence.</summary>
public abstract class Indicator<TEvidence> : Indicator
    where TEvidence : class
{
    /// <summary>What this indicator looks at, or null where no source has sent it.</summary>
    public abstract TEvidence? Evidence(StudentYear student);

    /// <summary>The finding for the evidence, by the preset in force.</summary>
    public abstract Finding Judge(TEvidence evidence);

    public abstract IReadOnlyList<Example<TEvidence>> Examples { get; }

    /// <summary>What is said where there is no evidence.</summary>
    protected abstract string Missing { get; }

    public sealed override Finding Find(StudentYear student) => Evidence(student) is { } evidence ? Judge(evidence) : Finding.NoData(Missing);

    public sealed override IReadOnlyList<WorkedExample> WorkedExamples => [.. Examples.Select(e => new WorkedExample(e.What, e.Expected, Judge(e.Evidence)))];
}
