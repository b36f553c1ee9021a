using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Tests.Charts;

/// <summary>All charts on one page, for people to look at; the test only says where it lies.</summary>
[TestFixture]
public sealed class Gallery
{
    const string Tokens = """
        :root { --ink: #16202c; --ink-soft: #4a5766; --line: #d9dfe6; --paper: #fff; --canvas: #f5f6f8; --blue: #1f5fae; --blue-deep: #163f75;
          --blue-mid: #8fafd7; --blue-wash: #e8f0fa; --warm: #a84c06; --warm-mark: #d9730d; --warm-wash: #fdf1e4; --grey-mark: #8794a3; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e9eef4; --ink-soft: #a9b5c3; --line: #2e3947; --paper: #17202b; --canvas: #0f161e; --blue: #7db0ee;
          --blue-deep: #a9cbf5; --blue-mid: #4a688d; --blue-wash: #1b2c42; --warm: #f0a35e; --warm-mark: #e58a35; --warm-wash: #33261a; } }
        body { margin: 0; background: var(--canvas); color: var(--ink); font: 400 1rem/1.5 "Public Sans", sans-serif; }
        main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 24px; max-width: 76rem; margin: auto; padding: 24px 16px; }
        .card { padding: 24px; background: var(--paper); border-radius: 10px; box-shadow: 0 1px 2px rgb(22 32 44 / .06), 0 4px 16px rgb(22 32 44 / .05); }
        """;

    [Test]
    public void All_charts_stand_on_one_page()
    {
        var page = Markup.Of($"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Charts</title>
            <style>{Markup.Raw(HouseStyle.FontFaces + Tokens + HouseStyle.Css)}</style></head><body><main>
            {Markup.Each(Samples.All, s => Markup.Of($"<div class=\"card\">{ChartFigure.Html(s.Full(null))}</div>"))}
            {Markup.Each(Samples.All, s => Markup.Of($"<div class=\"card\">{ChartFigure.Html(s.OneRow(s.Chart.Slug + "-one"))}</div>"))}
            </main></body></html>
            """).ToString();
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "charts.html");
        File.WriteAllText(file, page);
        TestContext.AddTestAttachment(file, "All charts, with all their rows and with one");
        Assert.That(page, Does.Contain("</svg>"));
    }
}
