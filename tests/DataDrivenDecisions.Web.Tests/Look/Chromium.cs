using Microsoft.Playwright;

namespace DataDrivenDecisions.Web.Tests.Look;

/// <summary>A real browser for the tests that look, started once for all of them; without one they are skipped by name. What is disposed of are its windows.</summary>
sealed class Chromium : IAsyncDisposable
{
    static IPlaywright? s_playwright;
    static IBrowser? s_browser;

    readonly List<IBrowserContext> _windows = [];

    /// <summary>Where Chromium lies: <c>DDD_CHROMIUM</c>, or where Debian puts it.</summary>
    static string? Found => new[] { Environment.GetEnvironmentVariable("DDD_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser" }
        .FirstOrDefault(p => !string.IsNullOrEmpty(p) && File.Exists(p));

    public static async Task<Chromium> Start()
    {
        if (Found is not { } path)
        {
            Assert.Ignore("needs Chromium: install Debian's package, or name it in DDD_CHROMIUM");
            throw new InvalidOperationException();
        }
        s_playwright ??= await Playwright.CreateAsync();
        s_browser ??= await s_playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Chromium();
    }

    /// <summary>Ends the browser, when all tests are over.</summary>
    public static async Task Stop()
    {
        if (s_browser is not null)
            await s_browser.DisposeAsync();
        s_playwright?.Dispose();
    }

    /// <summary>A window of its own, signed in as somebody or as nobody.</summary>
    public async Task<IPage> Window(string? userName, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var context = await s_browser!.NewContextAsync(new()
        {
            BaseURL = SampleHost.Address.ToString(), ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, JavaScriptEnabled = scripts,
            BypassCSP = true, // axe is injected as a script of its own
        });
        _windows.Add(context);
        if (userName is not null)
            await context.AddCookiesAsync([new() { Name = "ddd", Value = await Cookie(userName), Url = SampleHost.Address.ToString(), HttpOnly = true }]);
        return await context.NewPageAsync();
    }

    static async Task<string> Cookie(string userName) => (await SampleHost.Cookies(userName)).Single(c => c.Name == "ddd").Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
            await window.CloseAsync();
    }
}
