using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>How large a delivery and its parts may be in this district, and where that is set.</summary>
public sealed class LimitsModel(RecordStore records) : DeskPage
{
    /// <summary>What stands in the fields.</summary>
    public Dictionary<string, string> Typed { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a field, by the limit's name.</summary>
    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    /// <summary>True for a limit that the district has set itself.</summary>
    public bool IsOwn(LimitSetting setting) => records.Settings.Of(Desk.Person.District).ContainsKey(setting.Name);

    public string Heading
    {
        get
        {
            var own = records.Settings.Of(Desk.Person.District).Count;
            return own == 0 ? "All limits of imports are as usual" : $"{Words.Capital(Words.Spelled(own, "limit"))} of imports {(own == 1 ? "is" : "are")} set for this district";
        }
    }

    public void OnGet()
    {
        var limits = LimitSetting.Of(records.Settings.Of(Desk.Person.District));
        foreach (var setting in LimitSetting.All)
            Typed[setting.Name] = setting.Say(setting.In(limits)).Replace(" of text", "", StringComparison.Ordinal);
    }

    /// <summary>Keeps what was typed, all of it or nothing.</summary>
    public IActionResult OnPost()
    {
        OnGet();
        var before = LimitSetting.Of(records.Settings.Of(Desk.Person.District));
        var values = new Dictionary<LimitSetting, long>();
        foreach (var setting in LimitSetting.All)
        {
            if (Request.Form[setting.Name].ToString() is not { Length: > 0 } text)
                continue;
            Typed[setting.Name] = text;
            try
            {
                values[setting] = setting.Parse(text);
            }
            catch (FormatException allowed)
            {
                Problems[setting.Name] = allowed.Message;
            }
        }
        if (Problems.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        foreach (var (setting, value) in values.Where(v => v.Value != v.Key.In(before)))
        {
            records.Settings.Set(Desk.Person.District, setting.Name, value == setting.Usual ? null : value, Desk.Person.UserName);
            Desk.Audit("limit set", $"{setting.Name} {setting.Say(value)}");
        }
        return LocalRedirect("/imports/limits");
    }
}
