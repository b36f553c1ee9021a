using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Indicators;

/// <summary>How many schools of the district a student has been at this year.</summary>
public sealed class Mobility(Mobility.Moves moves) : Indicator<StudentPlacement>
{
    /// <summary>From how many schools in one year it is worth a look, and from how many a concern.</summary>
    public sealed record Moves(string Name, int Watch, int Concern, string Source);

    public static readonly Moves TwoMoves = new("two-moves", 2, 3, "the product's own lines: no national standard sets any (GAO-11-40 describes who changes schools and how often)");
    public static readonly Moves AnyMove = new("any-move", 2, 2, "the product's own lines, for districts that meet every student who moves");

    static readonly Moves[] Choices = [TwoMoves, AnyMove];

    public Mobility() : this(TwoMoves) { }

    public override string Name => "mobility";
    public override string Title => "School changes";
    public override string Question => "Who has changed schools this year?";
    public override string Method =>
        "Different schools of the district at which the student was enrolled since the year began; coming back to a school counts nothing more. "
        + "A student who came from elsewhere during the year has one school here, and the day of entry is said. Where enrollment is only read off sections or attendance, nothing is said.";
    public override string Source => moves.Source;
    public override string Preset => moves.Name;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, $"{c.Concern} schools are a concern{(c.Watch < c.Concern ? $", {c.Watch} worth a look" : "")}", c.Source))];
    public override Indicator By(string preset) => new Mobility(Choose(Choices, preset, c => c.Name));
    public override StudentPlacement? Evidence(StudentYear student) => student.Placement is { EntryDate: not null, IsDerived: 0 } placement ? placement : null;
    protected override string Missing => "no enrollment has been sent for this student";

    public override IReadOnlyList<LookedAt> Open(StudentRows rows)
    {
        var met = new HashSet<int?>();
        return
        [
            .. rows.Spells.Select(s => (Spell: s, IsNew: met.Add(s.SchoolKey))).Select(s => new LookedAt
            {
                Day = s.Spell.EntryDate, Counts = s.IsNew, Part = s.IsNew ? 1 : 0, Why = s.IsNew ? "a school" : "a school that counts already", Sources = LookedAt.From(s.Spell.Source),
                What = $"enrolled at {s.Spell.SchoolName}" + (s.Spell.ExitDate is { } exit ? $" until {exit:yyyy-MM-dd}" : ""),
            }),
        ];
    }

    public override Finding Judge(StudentPlacement p)
    {
        var reason = p.SchoolCount == 1 ? "at one school this year" : $"at {p.SchoolCount} schools this year";
        return p.SchoolCount >= moves.Concern ? Finding.Concern(reason, p.SchoolCount) : p.SchoolCount >= moves.Watch ? Finding.Watch(reason, p.SchoolCount) : Finding.Fine(reason, p.SchoolCount);
    }

    public override IReadOnlyList<Example<StudentPlacement>> Examples =>
    [
        new("one school all year", At(1), Verdict.Fine),
        new("two schools in one year", At(2), Verdict.Watch),
        new("three schools in one year", At(3), Verdict.Concern),
    ];

    static StudentPlacement At(int schools) => new() { StudentKey = 1, SchoolCount = schools, EntryDate = new DateOnly(2025, 9, 1) };
}
