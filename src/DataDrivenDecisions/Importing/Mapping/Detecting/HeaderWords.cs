using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>Compares what a column is called with what a field is usually called, through the short forms that exports use.</summary>
internal static partial class HeaderWords
{
    static readonly Dictionary<string, string> Long = new(StringComparer.Ordinal)
    {
        ["stu"] = "student", ["stud"] = "student", ["std"] = "student", ["pupil"] = "student", ["learner"] = "student", ["sch"] = "school", ["schl"] = "school", ["no"] = "number", ["nbr"] = "number", ["num"] = "number", ["nr"] = "number", ["#"] = "number",
        ["dt"] = "date", ["dte"] = "date", ["att"] = "attendance", ["attd"] = "attendance", ["attend"] = "attendance", ["attn"] = "attendance", ["abs"] = "absence", ["cd"] = "code", ["desc"] = "description", ["pct"] = "percent", ["%"] = "percent",
        ["perc"] = "percent", ["lvl"] = "level", ["gr"] = "grade", ["grd"] = "grade", ["gradelevel"] = "grade level", ["fname"] = "first name", ["lname"] = "last name", ["firstname"] = "first name", ["lastname"] = "last name", ["mname"] = "middle name",
        ["dob"] = "birth date", ["bdate"] = "birth date", ["birthdate"] = "birth date", ["yr"] = "year", ["acad"] = "academic", ["sy"] = "school year", ["crs"] = "course", ["sect"] = "section", ["sec"] = "section", ["prd"] = "period", ["per"] = "period",
        ["enr"] = "enrollment", ["enrolment"] = "enrollment", ["enroll"] = "enrollment", ["enrolled"] = "enrollment", ["wd"] = "withdrawal", ["withdraw"] = "withdrawal", ["lang"] = "language", ["prog"] = "program", ["programme"] = "program",
        ["assess"] = "assessment", ["asmt"] = "assessment", ["tst"] = "test", ["subj"] = "subject", ["prof"] = "proficiency", ["perf"] = "performance", ["sc"] = "score", ["scr"] = "score", ["pctl"] = "percentile", ["pctile"] = "percentile", ["ptile"] = "percentile",
        ["ident"] = "id", ["identifier"] = "id", ["behaviour"] = "behavior", ["incid"] = "incident", ["susp"] = "suspension", ["ethnic"] = "ethnicity", ["hisp"] = "hispanic", ["beg"] = "begin", ["excd"] = "excused", ["cr"] = "credit", ["avg"] = "average", ["withdrawn"] = "withdrawal", ["rpt"] = "report", ["inc"] = "incident",
    };

    static readonly HashSet<string> Noise = new(StringComparer.Ordinal) { "the", "of", "a", "an", "for", "to", "value" };

    // A file may have thousands of columns, each of which is held against every field's names: these are taken apart once.
    static readonly ConcurrentDictionary<ContentField, IReadOnlyList<Name>> Called = new(ReferenceEqualityComparer.Instance);

    /// <summary>A name taken apart.</summary>
    internal sealed record Name(string Text, string Plain, IReadOnlyList<string> Words)
    {
        public static Name Of(string text) => new(text, Reading.Header.Plain(text), HeaderWords.Words(text));
    }

    /// <summary>How far a header is what a field is called, 0 to 1, and by which of its names.</summary>
    public static (double Share, string? Name) Match(Name header, ContentField field)
    {
        var (best, name) = (0.0, (string?)null);
        if (header.Plain.Length == 0 && header.Words.Count == 0)
            return (0, null);
        var called = Called.GetOrAdd(field, static f => [.. f.AlsoCalled.Prepend(f.Name.Replace('_', ' ')).Select(Name.Of)]);
        for (var i = 0; i < called.Count; i++)
        {
            var share = Share(header.Words, header.Plain, called[i].Words, called[i].Plain) - (Math.Min(i, 10) * 0.005);
            if (share > best)
                (best, name) = (share, called[i].Text);
        }
        return (best, name);
    }

    /// <summary>A header's words in small letters, short forms written out.</summary>
    public static IReadOnlyList<string> Words(string header) =>
    [
        .. Parts().Matches(header).Select(m => m.Value.ToLowerInvariant())
            .SelectMany(w => Long.GetValueOrDefault(w, w).Split(' '))
            .Select(w => w.Length > 3 && w.EndsWith('s') && !w.EndsWith("ss", StringComparison.Ordinal) && !w.EndsWith("us", StringComparison.Ordinal) ? w[..^1] : w)
            .Where(w => !Noise.Contains(w)),
    ];

    static double Share(IReadOnlyList<string> header, string plainHeader, IReadOnlyList<string> called, string plainCalled)
    {
        var common = 0;
        foreach (var word in called)
            common += header.Contains(word, StringComparer.Ordinal) ? 1 : 0;
        if (plainHeader == plainCalled || header.SequenceEqual(called, StringComparer.Ordinal))
            return 0.95;
        if (header.Count == called.Count && common == called.Count && header.Order(StringComparer.Ordinal).SequenceEqual(called.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return 0.92;
        if (plainCalled.Length >= 6 && Math.Abs(plainHeader.Length - plainCalled.Length) <= 2 && Matching.EditDistance.Between(plainHeader, plainCalled) <= plainCalled.Length / 6)
            return 0.8;
        if (common == 0)
            return 0;
        // All of the name within a longer header says more than a header that is but a part of the name.
        return common == called.Count ? 0.75 * common / Math.Max(1, header.Count) + (common > 1 ? 0.15 : 0)
            : common == header.Count ? 0.55 * common / called.Count
            : 0.4 * common / (header.Count + called.Count - common);
    }

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\p{L}+|\d+|[#%]", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
