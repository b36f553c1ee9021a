using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>Keeps whoever looks back on her day: every link of a page carries it on, but one that says <c>to-today</c>.</summary>
/// <param name="desk">Whose day it is.</param>
[HtmlTargetElement("a", Attributes = Link)]
public sealed class DayOnLinks(Desk desk) : TagHelper
{
    const string Link = "href";

    /// <summary>True for a link that leads out of the past.</summary>
    public bool ToToday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (ToToday || desk.AsOf is not { } day || !output.Attributes.TryGetAttribute(Link, out var link))
            return;
        // What stands in the attribute is written for HTML already; the day has nothing in it that would need it.
        var written = link.Value is IHtmlContent content ? Written(content) : Convert.ToString(link.Value, CultureInfo.InvariantCulture) ?? "";
        output.Attributes.SetAttribute(Link, new HtmlString(LookingBack.Address(written, day).Replace("&" + LookingBack.Name, "&amp;" + LookingBack.Name, StringComparison.Ordinal)));
    }

    static string Written(IHtmlContent content)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Default);
        return text.ToString();
    }
}
