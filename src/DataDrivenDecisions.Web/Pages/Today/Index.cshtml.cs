using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Pages.Today;

/// <summary>The morning's page: what changed since yesterday, who newly needs someone and why, how fresh each source is, and last night's run.</summary>
public sealed class IndexModel(Standing standing, RecordStore records) : DeskPage
{
    /// <summary>How many deliveries and runs are searched for the last one of a past day.</summary>
    const int MostLookedBack = 1000;

    public MorningList List { get; private set; } = MorningList.Empty;
    public IReadOnlyList<SeenStudent> Students { get; private set; } = [];
    public IReadOnlyList<ChangesSince> Changes { get; private set; } = [];

    /// <summary>Students for whom a day or two decide about the line of chronic absence.</summary>
    public IReadOnlyList<AtTheLine> AtLine { get; private set; } = [];
    public ImportedDelivery? Delivery { get; private set; }
    public Run? LastRun { get; private set; }
    public Standing Standing => standing;

    public bool IsFamily => Desk.Person.Role == Role.Family;
    public bool IsDataDesk => Desk.CoversDistrict && Desk.Person.Role is Role.Coordinator or Role.Leader;
    public int EnrolledCount => Students.Count(s => s.IsEnrolled == 1);

    /// <summary>"your 98 students", "Alder Creek High · 1,288 students": over whom the page speaks.</summary>
    public string Whose
    {
        get
        {
            var schools = Students.Where(s => s.IsEnrolled == 1).Select(s => s.SchoolName).Distinct().ToList();
            var place = Desk.CoversDistrict ? "the whole district" : schools.Count == 1 ? schools[0] : Words.Spelled(schools.Count, "school");
            return $"{place} · {Words.Count(EnrolledCount, "student")} whom you can see";
        }
    }

    public string Heading => Desk.Person.Role == Role.Coordinator && Delivery is { } d
        ? $"Good morning. {Words.Count(d.Files.Sum(f => f.RowsIn), "row")} came in, {(Rejected(d) == 0 ? "none was" : Words.Count(Rejected(d)) + (Rejected(d) == 1 ? " was" : " were"))} rejected."
        : List.NewCount switch
        {
            0 => "Good morning. Nobody newly needs someone.",
            1 => "Good morning. 1 student newly needs someone.",
            var n => $"Good morning. {Words.Count(n)} students newly need someone.",
        };

    /// <summary>The time of an instant on the district's own clock.</summary>
    public string Clock(DateTimeOffset at) => Words.Time(at, Desk.Place.TimeZone);

    public static long Rejected(ImportedDelivery delivery) => delivery.Files.Sum(f => f.Rejected);

    public void OnGet()
    {
        Students = [.. Desk.Reader.Ask(SeenStudent.All).OrderBy(s => s.SortName, StringComparer.Ordinal)];
        if (IsFamily)
            return;
        if (standing.Latest is { } latest)
            List = Compare(latest);
        if (standing.Previous is { } previous)
            Changes = Desk.Reader.Ask(ChangesSince.After(previous, Desk.Today));
        var most = Desk.AsOf is null ? 1 : MostLookedBack;
        Delivery = records.Imports.List(Desk.Person.District, most).FirstOrDefault(d => Desk.HadHappened(d.At));
        LastRun = records.Runs.List(Desk.Person.District, most).FirstOrDefault(r => Desk.HadHappened(r.StartedAt));
    }

    MorningList Compare(DateOnly latest)
    {
        var (before, riskBefore) = standing.Previous is { } previous
            ? (Desk.Reader.Ask(VerdictOnDay.On(previous)), Desk.Reader.Ask(RiskOnDay.On(previous, RestOfYearTrouble.Slug)))
            : ([], []);
        var verdicts = Desk.Reader.Ask(VerdictOnDay.On(latest));
        AtLine = AtTheLine.Of(Students, verdicts, Desk.Reader.Ask(DaysAhead.After(Desk.Year, Desk.Today)));
        return MorningList.Of(Students, verdicts, before, Desk.Reader.Ask(RiskOnDay.On(latest, RestOfYearTrouble.Slug)), riskBefore);
    }

    /// <summary>A kind of change and its figures in words, for the panel "Since yesterday".</summary>
    public static (string Name, string Value, string? Note) Said(ChangesSince change) => change.Kind switch
    {
        "absent" => ("Absent", Words.Count(change.StudentCount, "student"), null),
        "marks" => ("Marks posted", Words.Count(change.RowCount), change.RowCount == 0 ? null : $"For {Words.Count(change.StudentCount, "student")}."),
        "incidents" => ("Incidents", Words.Count(change.RowCount), change.RowCount == 0 ? null : $"With {Words.Count(change.StudentCount, "student")} involved."),
        "entered" => ("Entered", Words.Count(change.StudentCount, "student"), null),
        _ => ("Left", Words.Count(change.StudentCount, "student"), null),
    };
}
