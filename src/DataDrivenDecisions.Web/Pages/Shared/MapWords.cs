using DataDrivenDecisions.Importing.Mapping;

namespace DataDrivenDecisions.Web.Pages.Shared;

/// <summary>How the words of a mapping are said on screen.</summary>
public static class MapWords
{
    public static string Delimiter(char? delimiter) => delimiter switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "bars",
        _ => "cells of a workbook",
    };

    public static string Answer(string answer) => answer switch
    {
        ProfileWords.DayFirst => "The day comes first",
        ProfileWords.MonthFirst => "The month comes first",
        "." => "More than a thousand",
        "," => "A number with decimals",
        _ => ContentKind.Find(answer)?.Title ?? answer,
    };

    /// <summary>"very sure", "likely", "please check": how sure a suggestion is, with its face.</summary>
    public static (string Words, string Tag) Sure(double? confidence) => confidence switch
    {
        null => ("your choice", "tag-quiet"),
        >= 0.85 => ("very sure", ""),
        >= 0.6 => ("likely", ""),
        _ => ("please check", "tag-warm"),
    };
}
