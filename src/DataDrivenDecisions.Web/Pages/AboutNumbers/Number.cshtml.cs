using DataDrivenDecisions.Indicators;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.AboutNumbers;

/// <summary>One number: its question, how it is made, its presets, and its examples worked through.</summary>
public sealed class NumberModel : DeskPage
{
    public Definition Definition { get; private set; } = null!;

    /// <summary>The preset in force, or null for a number that judges nobody.</summary>
    public string? Preset => (Definition as Indicator)?.Preset;

    public IActionResult OnGet(string name)
    {
        if (Indicators.Definition.Every.FirstOrDefault(d => string.Equals(d.Name, name, StringComparison.Ordinal)) is not { } definition)
            return NotFound();
        Definition = definition;
        return Page();
    }
}
