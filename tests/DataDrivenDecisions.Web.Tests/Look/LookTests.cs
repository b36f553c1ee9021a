using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace DataDrivenDecisions.Web.Tests.Look;

/// <summary>Every screen in a real browser: pictures at three widths, no serious finding of axe, nothing wider than its window.</summary>
public sealed class LookTests
{
    internal static readonly int[] Widths = [360, 768, 1280];
    internal static string Folder => Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "TestResults", "screenshots")).FullName;

    [Test]
    public async Task Every_screen_is_pictured_at_three_widths_and_none_is_wider_than_its_window()
    {
        await using var chromium = await Chromium.Start();
        var tooWide = new List<string>();
        foreach (var person in Screens.All.GroupBy(s => s.UserName))
        {
            var page = await chromium.Window(person.Key);
            foreach (var screen in person)
                foreach (var width in Widths)
                {
                    await page.SetViewportSizeAsync(width, 900);
                    var answer = await page.GotoAsync(screen.Path, new() { WaitUntil = WaitUntilState.Load });
                    Assert.That(answer!.Status, Is.EqualTo(screen.Name == "not-found" ? 404 : 200), screen.Path);
                    if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
                        tooWide.Add($"{screen.Name} at {width}");
                    await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{screen.Name}-{width}.png"), FullPage = true });
                }
            await page.Context.CloseAsync();
        }
        TestContext.Out.WriteLine($"{Screens.All.Count * Widths.Length} pictures of {Screens.All.Count} screens in {Folder}");
        Assert.That(tooWide, Is.Empty);
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious_on_any_screen(ColorScheme scheme)
    {
        await using var chromium = await Chromium.Start();
        var findings = new List<string>();
        foreach (var person in Screens.All.GroupBy(s => s.UserName))
        {
            var page = await chromium.Window(person.Key, scheme: scheme);
            foreach (var screen in person)
            {
                await page.GotoAsync(screen.Path);
                var result = await page.RunAxe();
                findings.AddRange(result.Violations.Where(v => v.Impact is "serious" or "critical")
                    .Select(v => $"{screen.Name}: {v.Id}, {v.Nodes.Length} × {v.Nodes[0].Html[..Math.Min(160, v.Nodes[0].Html.Length)]} {v.Nodes[0].Any.FirstOrDefault()?.Message}"));
            }
            await page.Context.CloseAsync();
        }
        TestContext.Out.WriteLine($"axe looked at {Screens.All.Count} screens, {scheme}");
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
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-dark.png"), FullPage = true });
            await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > 1280)
                tooWide.Add(name);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-rtl.png"), FullPage = true });
            await page.EvaluateAsync("document.documentElement.dir = 'ltr'");
            await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-print.png"), FullPage = true });
            await page.Context.CloseAsync();
        }
        Assert.That(tooWide, Is.Empty);
    }
}
