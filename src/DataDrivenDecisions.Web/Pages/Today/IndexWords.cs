using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Today;

/// <summary>The sentences and band names of the morning's list.</summary>
public static class IndexWords
{
    extension(IndexModel page)
    {
        public string Lead => (page.List.NewCount, page.List.Followed.Count) switch
        {
            (0, 0) => page.Standing.Latest is null ? "The first analysis has not been made yet." : $"A flag stands for {Words.Count(page.List.FlaggedCount, "student")}, the same as before.",
            ( > MorningList.Most, _) => $"The {MorningList.Most} who may need it most stand below; all {Words.Count(page.List.FlaggedCount)} with a flag are in the students’ list.",
            (_, 0) => $"In all, a flag stands for {Words.Count(page.List.FlaggedCount, "student")}.",
            (0, var n) => $"{Words.Capital(Words.Spelled(n, "student"))} had a flag before, and something has changed for each of them.",
            (_, var n) => $"{Words.Capital(Words.Spelled(n, "more student"))} had a flag before, and something has changed for each of them.",
        };

        public string NewBand => page.Standing.Previous is { } day
            ? $"New since {day:dddd} · {(page.List.NewCount > page.List.New.Count ? $"{page.List.New.Count} of {Words.Count(page.List.NewCount, "student")}" : Words.Count(page.List.NewCount, "student"))}"
            : $"First analysis · {page.List.New.Count} of {Words.Count(page.List.NewCount, "student")}";

        public string FollowedBand => $"Flagged before, and changed · {Words.Count(page.List.Followed.Count, "student")}";

        public string SinceNew => page.Standing.Latest is { } day ? Words.Day(day) : "";

        public string SinceBefore => page.Standing.Previous is { } day ? $"{Words.Day(day)} or before" : "";
    }
}
