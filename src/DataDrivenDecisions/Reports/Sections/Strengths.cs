using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>What goes well, before anything else: only what the records show.</summary>
public sealed class Strengths : Section
{
    const int Most = 3;
    const decimal ClearlyBetter = 3, Good = 85;

    public override Markup Html(Sheet sheet)
    {
        var w = sheet.Words;
        var found = Found(sheet).Take(Most).ToList();
        if (found.Count == 0)
            found = [(w["well.none"], w["well.none.more"])];
        return Markup.Of($"""
            <section class="well" aria-labelledby="well"><h2 id="well">{w["well.title"]}</h2>
            <ul>{Markup.Each(found, f => Markup.Of($"<li><b>{f.Lead}</b> {f.More}</li>"))}</ul></section>
            """);
    }

    static IEnumerable<(string Lead, string More)> Found(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        if (file.Tests.FirstOrDefault(t => t.HasGrown) is { } test)
            yield return (w["well.grown", w.Known("subject", test.Subject)], w["well.grown.more", w.Number(Math.Round(test.Gain!.Value)), w.ShortDate(test.Earlier!.TestDate), test.Assessment]);
        var better = file.Courses.Where(c => c.Change >= ClearlyBetter && !c.IsLow).MaxBy(c => c.Change);
        if (better is not null)
            yield return (w["well.rose", better.Name], w["well.rose.more", better.Terms[0].Points!, better.Newest.Points!]);
        if (file.Courses.FirstOrDefault(c => c != better && c.Newest.Points >= Good) is { } best && best.Newest.Letter is { } letter)
            yield return (w["well.best", best.Name], w["well.best.more", letter]);
        if (file.Attendance == Standing.Well)
            yield return (w["well.there", file.FirstName], w["well.there.more", w.Number(file.DaysEnrolled - file.DaysAway), w.Number(file.DaysEnrolled)]);
        else if (FullMonth(file) is { } month)
            yield return (w["well.month", w.MonthOf(month)], w["well.month.more", file.FirstName]);
        if (file.Courses.Count > 0 && file.Courses.All(c => !c.IsLow))
            yield return (w["well.passing"], w["well.passing.more", file.Courses.Count]);
    }

    // The newest whole month without an absence: good news that an attendance rate hides.
    static DateOnly? FullMonth(StudentFile file) => file.Days
        .Where(d => d.EnrolledDays > 0).GroupBy(d => new DateOnly(d.Day.Year, d.Day.Month, 1))
        .Where(m => m.Count() >= 10 && m.All(d => d.AbsentDays == 0))
        .Select(m => (DateOnly?)m.Key).Max();
}
