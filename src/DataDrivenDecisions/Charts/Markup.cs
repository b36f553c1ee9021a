using System.Globalization;
using System.Net;

namespace DataDrivenDecisions.Charts;

/// <summary>Finished HTML. It is made from a template whose holes are encoded, unless a hole is finished HTML itself.</summary>
public readonly record struct Markup
{
    readonly string? _html;

    Markup(string html) => _html = html;

    /// <summary>HTML from a template: <c>Markup.Of($"&lt;p&gt;{text}&lt;/p&gt;")</c>; text in the hole is encoded, numbers and dates are written invariantly.</summary>
    public static Markup Of(FormattableString template) =>
        new(string.Format(CultureInfo.InvariantCulture, template.Format, [.. template.GetArguments().Select(Encoded)]));

    /// <summary>Text that is HTML already: an SVG or a style sheet of our own.</summary>
    public static Markup Raw(string html) => new(html);

    /// <summary>One after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.ToString())));

    /// <summary>Each item turned to HTML, one after the other.</summary>
    public static Markup Each<T>(IEnumerable<T> items, Func<T, Markup> draw) => Join(items.Select(draw));

    /// <summary>Nothing at all.</summary>
    public static Markup None { get; }

    /// <summary>True when there is nothing in it.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_html);

    public override string ToString() => _html ?? "";

    static object Encoded(object? hole) => hole switch
    {
        null => "",
        Markup done => done.ToString(),
        IFormattable number => WebUtility.HtmlEncode(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => WebUtility.HtmlEncode(hole.ToString()) ?? "",
    };
}
