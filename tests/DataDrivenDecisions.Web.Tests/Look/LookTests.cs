using Microsoft.Playwright;

namespace DataDrivenDecisions.Web.Tests.Look;

/// <summary>Every screen in a real browser: pictures at three widths, no serious finding of axe, nothing wider than its window.</summary>
public sealed class LookTests
{
    readonly Dictionary<string, Appearance> _seen = [];

    [OneTimeSetUp]
    public async Task Visit_every_screen_once()
    {
        await using var chromium = await Chromium.Start();
        foreach (var person in Screens.All.GroupBy(s => s.UserName))
        {
            var page = await chromium.Window(person.Key);
            foreach (var screen in person)
            {
                var answer = await page.GotoAsync(screen.Path, new() { WaitUntil = WaitUntilState.Load });
                Assert.That(answer!.Status, Is.EqualTo(screen.Name == "not-found" ? 404 : 200), screen.Path);
                _seen[screen.Name] = await Appearance.Of(page, screen.Name);
            }
            await page.Context.CloseAsync();
        }
    }

    [Test]
    public void Every_screen_is_pictured_at_three_widths_and_none_is_wider_than_its_window()
    {
        TestContext.Out.WriteLine($"{_seen.Count * Appearance.Pictures} pictures of {_seen.Count} screens in {Appearance.Folder}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_seen, Has.Count.EqualTo(Screens.All.Count));
            Assert.That(_seen.SelectMany(s => s.Value.TooWideAt.Select(w => $"{s.Key} at {w}")), Is.Empty);
        }
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public void Axe_finds_nothing_serious_on_any_screen(ColorScheme scheme)
    {
        var findings = _seen.Values.SelectMany(s => scheme == ColorScheme.Dark ? s.Dark : s.Light).ToList();
        Assert.That(findings, Is.Empty, string.Join('\n', findings));
    }

    [Test]
    public async Task The_picture_survives_print_dark_and_right_to_left()
    {
        await using var chromium = await Chromium.Start();
        var tooWide = new List<string>();
        foreach (var name in new[] { "morning-counselor", "district", "student", "import-report" })
        {
            var screen = Screens.All.First(s => s.Name == name);
            var page = await chromium.Window(screen.UserName, scheme: ColorScheme.Dark);
            await page.GotoAsync(screen.Path);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Appearance.Folder, $"{name}-dark.png"), FullPage = true });
            await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > 1280)
                tooWide.Add(name);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Appearance.Folder, $"{name}-rtl.png"), FullPage = true });
            await page.EvaluateAsync("document.documentElement.dir = 'ltr'");
            await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
            await page.ScreenshotAsync(new() { Path = Path.Combine(Appearance.Folder, $"{name}-print.png"), FullPage = true });
            await page.Context.CloseAsync();
        }
        Assert.That(tooWide, Is.Empty);
    }
}
