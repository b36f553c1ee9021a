using System.CommandLine;
using DataDrivenDecisions.Schedules;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>nights [--weekly-after DAYS] [--monthly-after DAYS]</c>: which nights' results are kept, and for how long.</summary>
static class NightsCommand
{
    const int Most = 36_500;

    public static Command Make(CommandLine line)
    {
        var weekly = new Option<int?>("--weekly-after") { Description = "Days after which only the last night of a week is kept; 60 when nobody sets it.", HelpName = "DAYS" };
        var monthly = new Option<int?>("--monthly-after") { Description = "Days after which only the last night of a month is kept; 365 when nobody sets it.", HelpName = "DAYS" };
        var command = new Command("nights", "Show which nights' results are kept, or set how long.") { weekly, monthly };
        line.BesideService(command, (bench, _) => Nights(bench, bench.Value(weekly), bench.Value(monthly)));
        return command;
    }

    static int Nights(Bench bench, int? weekly, int? monthly)
    {
        var district = bench.District();
        var was = NightRetention.Of(bench.Records.Settings.Of(district.Slug));
        var retention = new NightRetention(weekly ?? was.WeeklyAfter, monthly ?? was.MonthlyAfter);
        if (retention.WeeklyAfter is < 1 or > Most || retention.MonthlyAfter < retention.WeeklyAfter || retention.MonthlyAfter > Most)
            throw new CommandProblem(ExitCode.Usage, $"Nothing was set. Days are whole numbers from 1 to {Most}, and nights are kept by the week before they are kept by the month.");
        if (retention != was)
            Set(bench, district.Slug, retention);
        var pinned = NightRetention.Pinned(bench.Records.Models.List(district.Slug));
        var nights = district.Warehouse.Nights();
        var outlived = retention.Outlived(nights, district.Today, pinned).ToHashSet();
        string Kept(DateOnly night) => outlived.Contains(night) ? "goes with the next analysis" : pinned.Contains(night) ? "a model's card points to it" : "kept";
        bench.Answer(
            new { weeklyAfterDays = retention.WeeklyAfter, monthlyAfterDays = retention.MonthlyAfter, nights = nights.Select(n => new { night = n, outlived = outlived.Contains(n), pinned = pinned.Contains(n) }) },
            words =>
            {
                words.WriteLine($"Every night is kept for {retention.WeeklyAfter} days, then the last of each week, after {retention.MonthlyAfter} days the last of each month.");
                Words.Table(words, ["night", "standing"], nights.Select(n => new[] { Words.Of(n), Kept(n) }));
            });
        return ExitCode.Done;
    }

    static void Set(Bench bench, string slug, NightRetention retention)
    {
        bench.Records.Settings.Set(slug, NightRetention.WeeklySetting, retention.WeeklyAfter, bench.Operator);
        bench.Records.Settings.Set(slug, NightRetention.MonthlySetting, retention.MonthlyAfter, bench.Operator);
        bench.Records.Audit.Write(bench.Operator, "nights set", $"{slug} weekly after {retention.WeeklyAfter} days, monthly after {retention.MonthlyAfter}");
    }
}
