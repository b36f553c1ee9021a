namespace DataDrivenDecisions.SampleDistrict;

/// <summary>
/// The gradebook of this year as a OneRoster 1.2 bundle of its own: the work of mathematics classes in middle school and of English classes in high school, each piece with the standard it shows.
/// </summary>
internal static class GradebookFiles
{
    const int Standards = 4, WorksOfEach = 3, MostPoints = 20;

    // Shares of the points: where a standard begins, what ability, engagement and another try bring, and luck.
    const double Begin = 0.62, ByAbility = 0.12, ByEngagement = 0.06, ByTry = 0.06, ByStandard = 0.04, ByLuck = 0.12;
    const double NotHandedIn = 0.04;

    static readonly string[] Sent = ["categories", "lineItems", "lineItemLearningObjectiveIds", "results"];

    public static SampleZip Zip(District district)
    {
        var (items, links, results) = (
            new CsvTable("sourcedId", "status", "dateLastModified", "title", "description", "assignDate", "dueDate", "classSourcedId", "categorySourcedId", "academicSessionSourcedId", "schoolSourcedId", "resultValueMin", "resultValueMax"),
            new CsvTable("sourcedId", "status", "dateLastModified", "lineItemSourcedId", "source", "learningObjectiveId"),
            new CsvTable("sourcedId", "status", "dateLastModified", "lineItemSourcedId", "studentSourcedId", "scoreStatus", "score", "scoreDate", "comment"));
        foreach (var section in district.Timetable.Seats.Where(s => Keeps(s.Section)).GroupBy(s => s.Section))
            Keep(district, section.Key, [.. section], items, links, results);
        return new SampleZip("1-history/gradebook.zip").With("manifest.csv", Manifest()).With("categories.csv", Categories())
            .With("lineItems.csv", items).With("lineItemLearningObjectiveIds.csv", links).With("results.csv", results);
    }

    static bool Keeps(Section section) => section.Year == SampleYears.Current && !section.Course.IsElementary
        && (section.Course.IsHigh ? section.Course.Subject == "English" : section.Course.Subject == "Mathematics");

    static void Keep(District district, Section section, IReadOnlyList<Seat> seats, CsvTable items, CsvTable links, CsvTable results)
    {
        var calendar = SchoolCalendar.For(section.Year);
        for (var work = 0; work < Standards * WorksOfEach; work++)
        {
            var (standard, attempt) = (work % Standards, work / Standards);
            var due = WeekDay(calendar.FirstDay.AddDays(14 + 15 * work));
            var id = Text.Of($"{section.SourcedId}-w{work + 1:00}");
            var term = due <= calendar.QuarterEnd(2) ? 1 : 2;
            items.Add(id, "", "", Text.Of($"{(attempt == WorksOfEach - 1 ? "Test" : "Quiz")} {work + 1}"), "", Text.Iso(WeekDay(due.AddDays(-4))), Text.Iso(due), section.SourcedId,
                attempt == WorksOfEach - 1 ? "mv-cat-test" : "mv-cat-quiz", Text.Of($"mv-{section.Year.Ends}-s{term}"), section.School.SourcedId, "0", Text.Of(MostPoints));
            links.Add(id + "-lo", "", "", id, "Maple Valley standards", Text.Of($"{(section.Course.IsHigh ? "ELA" : "MATH")}.{section.Course.Grade}.{standard + 1}"));
            foreach (var seat in seats.Where(s => s.Spell.Covers(due)))
                Score(district, seat, work, id, due, results);
        }
    }

    static void Score(District district, Seat seat, int work, string item, DateOnly due, CsvTable results)
    {
        var (student, place) = (seat.Spell.Student, (seat.Section.Course.Grade * 100) + work);
        var rng = Rng.For(district.Options.Seed, Stream.Gradebook, student.Index, place);
        var luck = rng.Normal();
        var isMissing = rng.Chance(NotHandedIn);
        var (standard, attempt) = (work % Standards, work / Standards);
        // Standards differ in how hard they are, the second most.
        var share = Begin + ByTry * attempt - ByStandard * (standard == 1 ? 2 : standard) + ByLuck * luck
            + (district.Options.Signal ? ByAbility * student.Latent.Ability + ByEngagement * seat.Spell.EngagementOn(due, true) : 0);
        var points = (int)Math.Clamp(Math.Floor(share * MostPoints + 0.5), 0, MostPoints);
        results.Add(Text.Of($"{item}-{student.Index}"), "", "", item, student.SourcedId, isMissing ? "not submitted" : "fully graded", isMissing ? "" : Text.Of(points), Text.Iso(WeekDay(due.AddDays(3))), "");
    }

    static DateOnly WeekDay(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(-1), DayOfWeek.Sunday => day.AddDays(1), _ => day };

    static CsvTable Manifest()
    {
        var table = new CsvTable("propertyName", "value");
        table.Add("manifest.version", "1.0");
        table.Add("oneroster.version", "1.2");
        foreach (var kind in Sent)
            table.Add("file." + kind, "bulk");
        table.Add("source.systemName", "Maple Valley gradebook");
        table.Add("source.systemCode", "mv-gradebook");
        return table;
    }

    static CsvTable Categories()
    {
        var table = new CsvTable("sourcedId", "status", "dateLastModified", "title", "weight");
        table.Add("mv-cat-quiz", "", "", "Quizzes", "0.4");
        table.Add("mv-cat-test", "", "", "Tests", "0.6");
        return table;
    }
}
