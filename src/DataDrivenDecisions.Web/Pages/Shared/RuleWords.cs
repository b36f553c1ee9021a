using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>The name of a rule as a heading: "student-not-on-roster" is "Student not on roster".</summary>
public static class RuleWords
{
    public static string Of(string rule) => Words.Capital(rule.Replace('-', ' '));
}
