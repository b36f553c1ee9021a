using System.Globalization;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>What people in schools call the things that rows point to.</summary>
static class EntityWords
{
    static readonly Dictionary<string, (string One, string Several)> Words = new(StringComparer.Ordinal)
    {
        ["student"] = ("student", "students"), ["school"] = ("school", "schools"), ["section"] = ("class", "classes"), ["course"] = ("course", "courses"), ["session"] = ("session", "sessions"),
        ["staff"] = ("member of staff", "members of staff"), ["guardian"] = ("guardian", "guardians"), ["assignment"] = ("assignment", "assignments"),
        ["assignment_category"] = ("category of assignments", "categories of assignments"), ["score_scale"] = ("score scale", "score scales"),
    };

    /// <summary>"class".</summary>
    public static string One(string entity) => Words.TryGetValue(entity, out var words) ? words.One : entity.Replace('_', ' ');

    /// <summary>"an assignment".</summary>
    public static string WithArticle(string entity) => One(entity) is var one && one[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " + one : "a " + one;

    /// <summary>"1 class", "3 classes".</summary>
    public static string Counted(long count, string entity) =>
        count == 1 ? "1 " + One(entity) : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(Words.TryGetValue(entity, out var words) ? words.Several : One(entity) + "s")}");
}
