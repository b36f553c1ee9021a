using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace DataDrivenDecisions.Web.Tests.Look;

/// <summary>The checker of what people who cannot see, point or read small letters would miss on a page.</summary>
static class Axe
{
    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What it finds serious or critical on a page as it stands; the script is brought in once for each page.</summary>
    public static async Task<IReadOnlyList<string>> Serious(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => `${v.id}, ${v.nodes.length} × ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].any[0]?.message ?? ''}`)
            """);
    }
}
