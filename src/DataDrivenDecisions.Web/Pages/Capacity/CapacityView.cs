using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Predicting.Capacity;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Shared;

namespace DataDrivenDecisions.Web.Pages.Capacity;

/// <summary>One student on a list, with what the newest night says of her; without an estimate where there is none any more.</summary>
/// <param name="Student">Who.</param>
/// <param name="IsDrawn">By lot, else by order.</param>
/// <param name="Scored">How she counts.</param>
/// <param name="Risk">What the leading model said.</param>
sealed record CapacityLine(SeenStudent Student, bool IsDrawn, CapacityStudent? Scored, RiskOnDay? Risk)
{
    public CapacityConcern? Concern => Scored?.Leading;

    public Model? Model => Model.All.FirstOrDefault(m => m.Name == Risk?.Model);

    public string How => IsDrawn ? "drawn" : "by order";

    /// <summary>"Algebra I: course failure this term".</summary>
    public string? About => Risk is null ? null : Risk.Course is { } course ? $"{course}: {Model?.Title.ToLowerInvariant() ?? Risk.Model}" : Model?.Title ?? Risk.Model;

    /// <summary>"Of 100 students like this, 71 failed the course; 64 to 77."</summary>
    public string? OfHundred => Risk is null ? null : RiskReason.OfHundred(Risk, Model?.CameTrueWords ?? "had it come true") ?? $"Of students with a record like this, {Risk.Chance}.";

    IReadOnlyList<RiskReason> Reasons => field ??= RiskReason.Read(Risk?.Reasons);

    /// <summary>What raises the chance and can change, the most first.</summary>
    public string CanChange => Raising(isFixed: false);

    /// <summary>What raises it and cannot.</summary>
    public string CannotChange => Raising(isFixed: true);

    /// <summary>What would lower the chance, and to what, the most first.</summary>
    public IReadOnlyList<string> Changes => [.. Reasons.Where(r => r.IsChange).Select(r => r.Text)];

    /// <summary>Her other concerns with a chance of three in ten and more, the highest first.</summary>
    public IEnumerable<CapacityConcern> Others => Scored?.Concerns.Where(c => c != Scored.Leading && c.Chance.Value >= 0.3).OrderByDescending(c => c.Chance).Take(2) ?? [];

    string Raising(bool isFixed) => string.Join("; ", Reasons.Where(r => r.IsReason && r.IsFixed == isFixed && r.Contribution > 0).OrderByDescending(r => r.Contribution).Take(3).Select(r => r.Text));
}

/// <summary>A list as it was kept, beside what the newest night says of those who are on it and of those who are not. Who can no longer be seen is not on it.</summary>
sealed class CapacityView
{
    static readonly string[] OneOfEach = ["race", "sex"];
    static readonly string[] Several = ["program"];

    public required KeptCapacityList Kept { get; init; }
    public required CapacityScope Scope { get; init; }
    public required IReadOnlyList<CapacityLine> Lines { get; init; }
    public required CapacitySight Sight { get; init; }

    /// <summary>For how many of the list trouble is expected.</summary>
    public required ExpectedHits Hits { get; init; }

    /// <summary>The same of everyone of the scope who is not on it.</summary>
    public required ExpectedHits Missed { get; init; }

    /// <summary>The same of as many again: those who would come next by order.</summary>
    public required ExpectedHits Next { get; init; }

    /// <summary>By group; empty for whoever does not see every student of the schools in the scope.</summary>
    public required IReadOnlyList<CapacityGroup> Groups { get; init; }

    /// <summary>On the list when it was made, and no longer among those whom the viewer sees.</summary>
    public int Gone => Kept.ByOrder.Count + Kept.Drawn.Count - Lines.Count;

    /// <summary>Students of the scope of whom no published model speaks.</summary>
    public int NotScored => Sight.Students.Count - Sight.Scored.Count;

    /// <summary>Opens a kept list for whoever asked for it.</summary>
    public static CapacityView Open(KeptCapacityList kept, Desk desk, Standing standing, RecordStore records)
    {
        var enrolled = Enrolled(desk);
        var scope = CapacityScope.Among(enrolled).FirstOrDefault(s => s.Name == kept.Scope) ?? new CapacityScope(kept.Scope, "Nobody any more", _ => false);
        var sight = CapacitySight.Of(desk, records, standing.Latest, [.. enrolled.Where(scope.Holds)]);
        var (students, scored) = (sight.Students.ToDictionary(s => s.StudentId, StringComparer.Ordinal), sight.Scored.ToDictionary(s => s.StudentId, StringComparer.Ordinal));
        CapacityLine Line(string id, bool isDrawn) => scored.GetValueOrDefault(id) is { } s ? new(students[id], isDrawn, s, sight.RiskOf(s, s.Leading)) : new(students[id], isDrawn, null, null);
        CapacityLine[] lines = [.. kept.ByOrder.Where(students.ContainsKey).Select(id => Line(id, false)), .. kept.Drawn.Where(students.ContainsKey).Select(id => Line(id, true))];
        var onList = lines.Select(l => l.Student.StudentKey).ToHashSet();
        CapacityStudent[] others = [.. CapacityList.InOrder(sight.Scored.Where(s => !onList.Contains(s.StudentKey)))];
        return new CapacityView
        {
            Kept = kept, Scope = scope, Lines = lines, Sight = sight, Groups = SeesAll(desk, sight.Students) ? ByGroup(desk, sight.Scored, onList) : [],
            Hits = ExpectedHits.Of([.. lines.Select(l => l.Scored).OfType<CapacityStudent>()]), Missed = ExpectedHits.Of(others), Next = ExpectedHits.Of([.. others.Take(kept.Places)]),
        };
    }

    /// <summary>Everyone whom the viewer may see and who is enrolled.</summary>
    public static IReadOnlyList<SeenStudent> Enrolled(Desk desk) => [.. desk.Reader.Ask(SeenStudent.All).Where(s => s.IsEnrolled == 1)];

    // A figure over a group is for whoever sees all of it: a teacher's own classes are no group of the school.
    static bool SeesAll(Desk desk, IReadOnlyList<SeenStudent> students) => students.Select(s => s.SchoolId).Distinct().All(id => desk.CoversDistrict || (id is not null && desk.CoversSchool(id)));

    static CapacityGroup[] ByGroup(Desk desk, IReadOnlyList<CapacityStudent> scored, HashSet<int> onList)
    {
        var groups = desk.Reader.Ask(StudentGroup.On(desk.Today)).ToLookup(g => g.Kind, StringComparer.Ordinal);
        return
        [
            .. OneOfEach.SelectMany(kind => groups[kind].GroupBy(g => g.StudentKey).ToDictionary(g => g.Key, g => g.First().Value) is var value ? CapacityGroup.OfEverybody(kind, value.GetValueOrDefault, scored, onList) : []),
            .. Several.SelectMany(kind => CapacityGroup.OfSome(kind, groups[kind].ToLookup(g => g.StudentKey, g => g.Value), scored, onList)),
        ];
    }
}
