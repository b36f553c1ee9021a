using DataDrivenDecisions.Charts;

namespace DataDrivenDecisions.Reports.Sections;

/// <summary>The three questions that every family asks, each answered in one word and one sentence.</summary>
public sealed class AtAGlance : Section
{
    public override Markup Html(Sheet sheet) => !sheet.IsForFamily ? Markup.None : Markup.Of($"""
        <div class="questions">{Attendance(sheet)}{Classes(sheet)}{Growth(sheet)}</div>
        """);

    static Markup Attendance(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        return Question(w["glance.there"], w["glance.there." + file.Attendance], file.Attendance == Standing.Unknown ? w["glance.unknown.more"] : w.Count("glance.there.more", file.DaysAway, w.Number(file.DaysEnrolled)));
    }

    static Markup Classes(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        var low = file.Courses.Count(c => c.IsLow);
        return file.Courses.Count == 0
            ? Question(w["glance.passing"], w["glance.unknown"], w["glance.passing.none"])
            : Question(w["glance.passing"], w[low == 0 ? "glance.passing.yes" : "glance.passing.no"], w["glance.passing.more", file.Courses.Count - low, file.Courses.Count]);
    }

    static Markup Growth(Sheet sheet)
    {
        var (w, file) = (sheet.Words, sheet.File);
        var compared = file.Tests.Where(t => t.Gain is not null).ToList();
        if (compared.Count == 0)
            return Question(w["glance.growing"], w["glance.unknown"], w["glance.growing.none"]);
        var grown = compared.Count(t => t.HasGrown);
        var answer = compared.All(t => !t.IsSure) ? "unsure" : grown == compared.Count(t => t.IsSure) ? "yes" : grown > 0 ? "some" : compared.Any(t => t.HasFallen) ? "no" : "same";
        return Question(w["glance.growing"], w["glance.growing." + answer],
            w.List([.. compared.Take(2).Select(t => w["glance.growing.more", w.Known("subject", t.Subject), Signed(sheet, t.Gain!.Value)])]) + ".");
    }

    static string Signed(Sheet sheet, decimal gain) => (gain > 0 ? "+" : gain < 0 ? "−" : "") + sheet.Words.Number(Math.Abs(Math.Round(gain)));

    static Markup Question(string question, string answer, string more) => Markup.Of($"<section><h2>{question}</h2><p><b>{answer}</b> {more}</p></section>");
}
