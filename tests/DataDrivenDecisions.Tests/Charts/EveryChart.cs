using System.Xml.Linq;
using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Tests.Charts;

/// <summary>What every chart keeps to, drawn with all, one and none of its rows.</summary>
[TestFixture]
public sealed class EveryChart
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    static IEnumerable<Sample> Charts => Samples.All;

    [Test]
    public void Every_chart_in_the_room_stands_in_the_list_and_has_sample_rows()
    {
        var written = typeof(Chart).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Chart)) && !t.IsAbstract);
        Assert.That(Chart.All.Select(c => c.GetType()), Is.EquivalentTo(written));
        Assert.That(Samples.All.Select(s => s.Chart.GetType()), Is.EquivalentTo(written));
        Assert.That(Chart.All.Select(c => c.Slug), Is.Unique);
    }

    [TestCaseSource(nameof(Charts))]
    public void It_draws_all_its_rows_with_alt_text_and_table(Sample sample)
    {
        var chart = sample.Full(null);
        IsAPicture(chart);
        Assert.That(chart.IsEmpty, Is.False);
        Assert.That(chart.Table.Rows, Is.Not.Empty);
        Assert.That(chart.Table.Rows.Select(r => r.Count), Is.All.EqualTo(chart.Table.Headers.Count));
        Assert.That(chart.Stands, Does.Match(@"\d"));
        Assert.That(XDocument.Parse(chart.Svg).Descendants().Count(e => e.Name == Svg + "path" || e.Name == Svg + "rect"), Is.GreaterThan(5));
    }

    [TestCaseSource(nameof(Charts))]
    public void It_draws_one_row(Sample sample) => IsAPicture(sample.OneRow(null));

    [TestCaseSource(nameof(Charts))]
    public void Without_rows_it_shows_the_empty_face_and_says_what_is_missing(Sample sample)
    {
        var chart = sample.Nothing(null);
        IsAPicture(chart);
        Assert.That(chart.IsEmpty, Is.True);
        Assert.That(chart.Message, Does.EndWith("."));
        Assert.That(chart.Svg, Does.Contain("Nothing to show yet"));
    }

    [TestCaseSource(nameof(Charts))]
    public void Its_colours_are_classes_and_nothing_in_it_needs_an_inline_style(Sample sample)
    {
        var root = XDocument.Parse(sample.Full(null).Svg).Root!;
        var painted = root.Descendants().Where(e => e.Attribute("fill")?.Value.StartsWith('#') == true || e.Attribute("stroke")?.Value.StartsWith('#') == true);
        Assert.That(painted.Where(e => e.Attribute("class") is null), Is.Empty);
        Assert.That(root.DescendantsAndSelf().Attributes("style"), Is.Empty);
        Assert.That(root.Attribute("width"), Is.Null);
        var css = HouseStyle.Css;
        foreach (var name in root.Descendants().Attributes("class").SelectMany(a => a.Value.Split(' ')).Distinct())
            Assert.That(css, Does.Contain("." + name + " "));
    }

    [TestCaseSource(nameof(Charts))]
    public void Two_of_it_on_one_page_share_no_id(Sample sample)
    {
        var ids = new[] { "first", "second" }.SelectMany(id => XDocument.Parse(sample.Full(id).Svg).Root!.DescendantsAndSelf().Attributes("id").Select(a => a.Value)).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(ids, Has.All.Match("^(first|second)"));
    }

    [Test]
    public void Many_threads_draw_the_same_pictures_as_one()
    {
        var alone = Samples.All.Select(s => s.Full(null).Svg.Length).ToList();
        var together = Samples.All.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(s => s.Full(null).Svg.Length).ToList();
        Assert.That(together, Is.EqualTo(alone));
    }

    static void IsAPicture(ChartSvg chart)
    {
        var root = XDocument.Parse(chart.Svg).Root!;
        Assert.That(root.Attribute("role")?.Value, Is.EqualTo("img"));
        Assert.That(root.Element(Svg + "title")?.Value, Is.EqualTo(chart.Message));
        Assert.That(root.Element(Svg + "desc")?.Value, Is.EqualTo(chart.AltText));
        Assert.That(root.Attribute("aria-labelledby")?.Value, Is.EqualTo($"{chart.Id}-t {chart.Id}-d"));
        Assert.That(chart.Message, Is.Not.Empty);
        Assert.That(chart.AltText, Is.Not.Empty);
        Assert.That(ChartFigure.Html(chart).ToString(), Does.Contain(chart.Id + "-h"));
    }
}
