using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Indicators;

/// <summary>The number that stands for one course mark: its own percentage, else what its letter stands for.</summary>
public sealed class SectionGrade(SectionGrade.Reading reading) : Definition
{
    /// <summary>What a mark without a percentage is read as.</summary>
    public sealed record Reading(string Name, bool AnythingElseIsZero, string Words, string Source);

    public static readonly Reading Letters = new("letters", false, "a letter stands for the middle of its band (A 95, B 85, C 75, D 65, F 55); pass, incomplete and blank have no number",
        "Ed-Fi early warning starter kit");

    public static readonly Reading MiddleTier = new("middle-tier", true, "as letters, but a mark that is no letter and has no percentage is written as 0", "Ed-Fi Analytics Middle Tier, StudentSectionGradeFact");

    static readonly Reading[] Choices = [Letters, MiddleTier];

    public SectionGrade() : this(Letters) { }

    public override string Name => "section-grade";
    public override string Title => "Section grade";
    public override string Question => "What number stands for a course mark?";
    public override string Method =>
        "The percentage that the source sent; where it sent none, the number of the letter. A pass, an incomplete or a blank mark says nothing of achievement and has no number: it is never averaged as zero. "
        + "The preset middle-tier writes 0 in its place, as the Ed-Fi Analytics Middle Tier does; use it to compare with that, not to judge.";
    public override string Source => reading.Source;
    public override IReadOnlyList<Preset> Presets => [.. Choices.Select(c => new Preset(c.Name, c.Words, c.Source))];

    /// <summary>The number of a mark, 0 to 100 and over with extra credit; null where it has none.</summary>
    /// <param name="mark">The mark as the source wrote it.</param>
    /// <param name="percent">Its percentage, or null.</param>
    public decimal? Points(string? mark, decimal? percent) => percent ?? (LetterMark.TryParse(mark, out var letter) ? letter.PercentPoints : reading.AnythingElseIsZero ? 0 : null);

    Finding Find(string? mark, decimal? percent) => Points(mark, percent) switch
    {
        null => Finding.NoData("the mark has no number"),
        < 60 and var low => Finding.Concern($"{Count(low)} of 100", low, 100),
        var points => Finding.Fine($"{Count(points.Value)} of 100", points, 100),
    };

    public override IReadOnlyList<WorkedExample> WorkedExamples =>
    [
        new("94 percent, an A", Verdict.Fine, Find("A", 94)),
        new("90 percent without a letter", Verdict.Fine, Find(null, 90)),
        new("a D without a percentage stands for 65", Verdict.Fine, Find("D", null)),
        new("an F without a percentage stands for 55", Verdict.Concern, Find("F", null)),
        new("a pass has no number", Verdict.NoData, new SectionGrade(Letters).Find("P", null)),
        new("a pass by the preset middle-tier is written as 0", Verdict.Concern, new SectionGrade(MiddleTier).Find("P", null)),
    ];
}
