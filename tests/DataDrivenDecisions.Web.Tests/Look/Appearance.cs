using Microsoft.Playwright;

namespace DataDrivenDecisions.Web.Tests.Look;

/// <summary>What was seen of one page in a real browser at three widths: where it is wider than its window, and what axe finds in light and in dark.</summary>
sealed record Appearance(IReadOnlyList<int> TooWideAt, IReadOnlyList<string> Light, IReadOnlyList<string> Dark)
{
    static readonly int[] Widths = [360, 768, 1280];

    public static int Pictures => Widths.Length;

    /// <summary>Where the pictures lie.</summary>
    public static string Folder => Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "TestResults", "screenshots")).FullName;

    /// <summary>Pictures a page at each width and lets axe look at it on a phone and on a desk, there in dark too.</summary>
    public static async Task<Appearance> Of(IPage page, string name)
    {
        List<int> tooWide = [];
        List<string> light = [];
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
                tooWide.Add(width);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{width}.png"), FullPage = true });
            if (width == Widths[0] || width == Widths[^1])
                light.AddRange((await Axe.Serious(page)).Select(f => $"{name} at {width}: {f}"));
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = (await Axe.Serious(page)).Select(f => $"{name}: {f}").ToList();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return new(tooWide, light, dark);
    }

    /// <summary>Nothing is wider than its window, and axe finds nothing serious.</summary>
    public void AssertStandsWell()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TooWideAt, Is.Empty, "wider than its window");
            Assert.That(Light, Is.Empty);
            Assert.That(Dark, Is.Empty);
        }
    }
}
