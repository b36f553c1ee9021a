namespace DataDrivenDecisions.Web.Tests.Look;

/// <summary>What would be found if a page did not stand well, shown on one in which faults were planted.</summary>
public sealed class AppearanceTests
{
    [Test]
    public async Task A_picture_without_words_letters_too_pale_in_the_dark_and_a_bar_too_wide_for_a_phone_are_found()
    {
        await using var chromium = await Chromium.Start();
        var page = await chromium.Window(null);
        await page.GotoAsync("/sign-in");
        await page.EvaluateAsync("""
            document.querySelector('main').insertAdjacentHTML('beforeend', `<img src="data:,"><div style="width: 700px">&nbsp;</div><p id="pale">Pale</p>
                <style>#pale { color: #000; background: #fff } @media (prefers-color-scheme: dark) { #pale { color: #eee } }</style>`)
            """);
        var seen = await Appearance.Of(page, "planted");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.TooWideAt, Is.EqualTo([360]));
            Assert.That(seen.Light, Has.Count.EqualTo(2).And.All.Contain("image-alt"), "on a phone and on a desk");
            Assert.That(seen.Dark, Has.Some.Contain("color-contrast").And.Some.Contain("image-alt"));
        }
    }
}
