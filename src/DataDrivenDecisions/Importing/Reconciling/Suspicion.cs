using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Reconciling;

/// <summary>The signs by which a student may be counted on one side only: rows in, causes out.</summary>
sealed class Suspicion
{
    readonly ILookup<int, RosterSpell> _counted;

    public Suspicion(RosterSight sight)
    {
        Sight = sight;
        Counted = sight.Counted();
        _counted = Counted.ToLookup(s => s.StudentKey);
        Names = sight.Schools.ToDictionary(s => s.SchoolKey, s => s.Name);
        Rejected = sight.Rejected.SelectMany(r => r.Words.Select(w => (Word: w, Row: r))).ToLookup(p => p.Word, p => p.Row, StringComparer.OrdinalIgnoreCase);
    }

    public RosterSight Sight { get; }

    /// <summary>The enrollments that count on the day.</summary>
    public IReadOnlyList<RosterSpell> Counted { get; }
    public IReadOnlyDictionary<int, string> Names { get; }

    /// <summary>Rejected rows by each word that stands in them.</summary>
    public ILookup<string, RejectedRosterRow> Rejected { get; }

    DateOnly Day => Sight.Day;

    /// <summary>Where a student counts on the day.</summary>
    public IEnumerable<RosterSpell> CountedOf(int studentKey) => _counted[studentKey];

    /// <summary>Every sign that the other side may leave out a student who counts here.</summary>
    public IEnumerable<(Cause Cause, string Detail)> OfOnlyOurs(RosterSpell s)
    {
        if (s.ExitDate == Day)
            yield return (Cause.ExitOnCountDay, $"last day enrolled is {Say(Day)}");
        if (CountedOf(s.StudentKey).FirstOrDefault(o => o.SchoolKey != s.SchoolKey) is { } other)
            yield return (Cause.AtTwoSchools, $"also enrolled at {other.SchoolName ?? other.SchoolId} since {Say(other.EntryDate)}");
        if (GradesDiffer(s))
            yield return (Cause.GradeDiffers, $"the enrollment says {SayGrade(s.GradeCode)}, the roster {SayGrade(s.RosterGradeCode)}");
        if (s.IsPlaceholder == 1)
            yield return (Cause.Placeholder, "only mentioned by a file, on no roster yet");
        if (s.IsDerived == 1)
            yield return (Cause.DerivedOnly, $"enrolled since {Say(s.EntryDate)} as classes or attendance show, by no enrollment file");
        if (IsOftenLeftOut(s.Grade))
            yield return (Cause.GradeLeftOut, SayGrade(s.Grade));
        if (s.EntryDate == Day)
            yield return (Cause.EntryOnCountDay, $"first day enrolled is {Say(Day)}");
    }

    /// <summary>Why an enrollment at the school does not count on the day; null when it does or has no sign.</summary>
    public (Cause Cause, string Detail)? OfOnlyTheirs(RosterSpell s) =>
        s.IsNamed == 0 || s.CountsOn(Day) ? null
        : s.EntryDate > Day ? (Cause.EntersLater, $"first day enrolled is {Say(s.EntryDate)}")
        : s.ExitDate is { } exit && IsSchoolDayBefore(exit) ? (Cause.LeftDayBefore, $"last day enrolled was {Say(exit)}")
        : s.ExitDate is { } earlier ? (Cause.LeftEarlier, $"last day enrolled was {Say(earlier)}") : null;

    public static bool GradesDiffer(RosterSpell s) => s.GradeCode is { } a && s.RosterGradeCode is { } b && a != b;

    /// <summary>Pre-kindergarten, adults and the ungraded: those that official counts often leave out.</summary>
    public static bool IsOftenLeftOut(string? grade) => !GradeLevel.TryParse(grade, out var level) || level.Number is null or < 0;

    public static string EndedWords(EndedSpell e) => $"load {e.Load.ToString(CultureInfo.InvariantCulture)} ({e.Delivery}) no longer named the enrollment";

    public static string RejectedWords(RejectedRosterRow r) => $"line {r.At.Line.ToString(CultureInfo.InvariantCulture)} of {r.At.File.Split('!')[^1]} was rejected ({r.At.Rule.Replace('-', ' ')})";

    public static string Say(DateOnly day) => day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);

    public static string SayGrade(string? code) => GradeLevel.TryParse(code, out var grade) ? grade.Number == 0 ? "kindergarten" : $"grade {grade}" : "no grade";

    bool IsSchoolDayBefore(DateOnly exit)
    {
        var before = Day.AddDays(-1);
        while (before.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            before = before.AddDays(-1);
        return exit >= before && exit < Day;
    }
}
