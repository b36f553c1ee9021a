using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports;

/// <summary>What every section of a report works from: the student's file, the language and the audience.</summary>
public sealed record Sheet
{
    public required StudentFile File { get; init; }
    public required Wording Words { get; init; }
    public required Audience Audience { get; init; }
    public required string District { get; init; }

    public bool IsForFamily => Audience == Audience.Family;
}

/// <summary>One part of a report. It answers with nothing where it has nothing to say to this audience.</summary>
public abstract class Section
{
    /// <summary>The HTML of the section, every text encoded; <see cref="Markup.None"/> for nothing.</summary>
    public abstract Markup Html(Sheet sheet);

    /// <summary>A topic: heading and finding across, the picture at the start, the words beside it.</summary>
    protected static Markup Topic(string id, string title, string finding, Markup picture, Markup words, string kind = "pictured") => Markup.Of($"""
        <section class="topic {kind}" aria-labelledby="{id}">
        <header><h2 id="{id}">{title}</h2><p>{finding}</p></header>
        <div class="picture">{picture}</div>
        {words}
        </section>
        """);

    /// <summary>What it means, and for families one thing to try and one question to ask.</summary>
    protected static Markup Steps(Sheet sheet, string meaning, string? home, string? ask)
    {
        var w = sheet.Words;
        return Markup.Of($"""
            <dl class="steps">
            <div class="means"><dt>{w["topic.means"]}</dt><dd>{meaning}</dd></div>
            {Step("home", w["topic.home"], sheet.IsForFamily ? home : null)}
            {Step("ask", w["topic.ask"], sheet.IsForFamily ? ask : null)}
            </dl>
            """);
    }

    static Markup Step(string kind, string title, string? text) =>
        text is null ? Markup.None : Markup.Of($"<div class=\"{kind}\"><dt>{title}</dt><dd>{text}</dd></div>");
}
