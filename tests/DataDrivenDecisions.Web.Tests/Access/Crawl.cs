using System.Net;
using System.Text.RegularExpressions;
using DataDrivenDecisions.SampleDistrict;

namespace DataDrivenDecisions.Web.Tests.Access;

/// <summary>Every address that somebody who has signed in can reach by links, and what was found there that is not theirs to see.</summary>
sealed partial class Crawl
{
    const int VariantsOfAPage = 12;
    static readonly string[] SensitivePrograms = ["Free Meals", "Reduced Meals", "Homeless", "Foster Care", "Section 504", "IEP", "English Learner"];

    readonly int _mostOfAKind;
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly HashSet<string> _met = new(StringComparer.Ordinal);
    readonly HashSet<string> _leaks = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _variants = new(StringComparer.Ordinal);
    readonly Queue<string> _ahead = new(["/"]);

    Crawl(int mostOfAKind) => _mostOfAKind = mostOfAKind;

    public IReadOnlyCollection<string> Seen => _seen;
    public IReadOnlyCollection<string> Leaks => _leaks;

    /// <summary>How often one of the person's own students was named.</summary>
    public int Named { get; private set; }

    /// <summary>Follows all links from the first page; of an address that is not looked at, its own words are.</summary>
    /// <param name="browser">A browser in which the person has signed in.</param>
    /// <param name="outside">Family names of students outside the person's sight.</param>
    /// <param name="inside">Family names of the person's own students.</param>
    /// <param name="mostOfAKind">How many pages that differ only in the number of a student, section or school are looked at.</param>
    public static async Task<Crawl> From(HttpClient browser, HashSet<string> outside, HashSet<string> inside, int mostOfAKind)
    {
        var crawl = new Crawl(mostOfAKind);
        while (crawl._ahead.TryDequeue(out var path))
        {
            if (!crawl._met.Add(path))
                continue;
            crawl.Read(path, outside, inside);
            if (crawl.TakesMore(path))
                await crawl.Look(browser, path, outside, inside);
        }
        return crawl;
    }

    /// <summary>The names to look for: of all students but one's own. A member of staff or a signed-in person may carry a student's family name.</summary>
    public static HashSet<string> Outside(IEnumerable<string> all, HashSet<string> inside) =>
        [.. all.Except(inside, StringComparer.Ordinal).Except(SamplePeople.All.Select(p => p.DisplayName.Split(' ')[^1]), StringComparer.Ordinal)];

    /// <summary>An address holds no student's name, neither of one's own nor of another.</summary>
    void Read(string path, HashSet<string> outside, HashSet<string> inside)
    {
        var words = WordsOf(WebUtility.UrlDecode(path));
        if (words.Overlaps(inside) || words.Overlaps(outside))
            _leaks.Add($"{path} has a name in its address");
    }

    async Task Look(HttpClient browser, string path, HashSet<string> outside, HashSet<string> inside)
    {
        _seen.Add(path);
        var answer = await browser.GetAsync(path);
        var body = WebUtility.HtmlDecode(Token().Replace(await answer.Content.ReadAsStringAsync(), ""));
        var words = WordsOf(body);
        if (words.Overlaps(outside))
            _leaks.Add(path);
        _leaks.UnionWith(SensitivePrograms.Where(p => Regex.IsMatch(body, $@"\b{p}\b", RegexOptions.CultureInvariant)).Select(_ => $"{path} shows a sensitive program"));
        Named += words.Count(inside.Contains);
        Assert.That((int)answer.StatusCode, Is.LessThan(400), path);
        foreach (Match link in Link().Matches(body))
            if (link.Groups["path"].Value is var to && !to.StartsWith("/css", StringComparison.Ordinal) && !to.StartsWith("/js", StringComparison.Ordinal))
                _ahead.Enqueue(to.Split('#')[0]);
    }

    /// <summary>The same page with other choices is crawled a dozen times, not once for every student and language.</summary>
    bool TakesMore(string path)
    {
        var hasChoices = path.Contains('?', StringComparison.Ordinal);
        // The page behind a number is one page, whichever number it opens.
        var kind = (hasChoices ? "?" : "") + Digits().Replace(path.Split('?')[0], "#").Split("/why/")[0] + (path.Contains("/why/", StringComparison.Ordinal) ? "/why" : "");
        return (_variants[kind] = _variants.GetValueOrDefault(kind) + 1) <= (hasChoices ? VariantsOfAPage : _mostOfAKind);
    }

    static HashSet<string> WordsOf(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    /// <summary>The random token of a form, in whose letters any short word turns up by chance.</summary>
    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Token();

    [GeneratedRegex("href=\"(?<path>/[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Digits();

    [GeneratedRegex("[\\p{L}'-]+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Word();
}
