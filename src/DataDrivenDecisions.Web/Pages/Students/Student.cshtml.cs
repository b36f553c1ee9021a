using System.Globalization;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Drawing;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Students;

/// <summary>Someone who may see the student, by which right, and when she last looked.</summary>
public sealed record WhoSees(string Name, string Role, string Why, string LastLooked);

/// <summary>One student: strengths first, the year on one line of time, what can change beside what cannot, and who can see her and why.</summary>
public sealed class StudentModel(Standing standing, RecordStore records) : DeskPage
{
    const int MostPeople = 100;

    public Profile Profile { get; private set; } = null!;
    public SeenStudent Student => Profile.Student;
    public IReadOnlyList<(SeenSection Section, string Teacher)> Sections { get; private set; } = [];
    public IReadOnlyList<WhoSees> Seers { get; private set; } = [];
    public RiskOnDay? Risk { get; private set; }
    public IReadOnlyList<RiskReason> Reasons { get; private set; } = [];

    /// <summary>The newest season of each test of this or the last school year.</summary>
    public IReadOnlyList<StudentGrowth> Growth { get; private set; } = [];

    /// <summary>Standards with evidence this school year.</summary>
    public IReadOnlyList<StudentStandard> Standards { get; private set; } = [];

    /// <summary>What the transcript says of courses, wherever they were taken.</summary>
    public IReadOnlyList<TranscriptCredit> Transcript { get; private set; } = [];

    /// <summary>Chances by the other models, the highest first.</summary>
    public IReadOnlyList<(Model Model, RiskOnDay Risk)> Others { get; private set; } = [];

    /// <summary>The next level in each subject in which she was tested, by a model or by what came of those with the same last level.</summary>
    public IReadOnlyList<NextTest> NextTests { get; private set; } = [];

    /// <summary>Why there is no estimate, where her school's attendance is too old; null otherwise.</summary>
    public string? Withheld { get; private set; }
    public YearLine Line { get; private set; } = null!;
    public Standing Standing => standing;

    public IActionResult OnGet(int key)
    {
        if (Desk.Reader.Ask(SeenStudent.Of(key)) is not [var student])
            return NotFound();
        Profile = Gather(student, key);
        var teachers = Desk.Reader.Ask(SectionTeacher.Teaching(key)).ToLookup(t => t.SectionKey);
        Sections =
        [
            .. Desk.Reader.Ask(SeenSection.With(key)).OrderBy(s => s.Name, StringComparer.Ordinal)
                .Select(s => (s, string.Join(", ", teachers[s.SectionKey].Select(t => t.StaffName ?? t.StaffId).Distinct()))),
        ];
        if (standing.Latest is { } day)
            ReadChances(key, day);
        Growth = [.. Desk.Reader.Ask(StudentGrowth.Of(key)).Where(g => g.SchoolYear >= Desk.Year.Ends - 1).GroupBy(g => (g.Test, g.IsWithinYear)).Select(g => g.MaxBy(t => t.TestDate)!).OrderByDescending(g => g.TestDate).ThenBy(g => g.Test, StringComparer.Ordinal).ThenBy(g => g.IsWithinYear)];
        Standards = [.. Desk.Reader.Ask(StudentStandard.Of(key, Desk.Year)).OrderBy(s => s.Source, StringComparer.Ordinal).ThenBy(s => s.Standard, StringComparer.Ordinal)];
        Transcript = Desk.Reader.Ask(TranscriptCredit.Of(key, Desk.Today));
        Line = new YearLine(FirstDay(), new DateOnly(Desk.Year.Ends, 6, 15), Desk.Today);
        Seers = WhoMaySee(student);
        Desk.Audit("look at student", About(key));
        return Page();
    }

    void ReadChances(int key, DateOnly day)
    {
        var cards = PublishedCards.Of(records, Desk.Person.District, day);
        RiskOnDay[] risks = [.. Desk.Reader.Ask(RiskOnDay.Of(key, day)).Where(r => cards.IsFresh(r, Desk.Today))];
        Risk = risks.FirstOrDefault(r => r.Model == RestOfYearTrouble.Slug);
        Reasons = [.. RiskReason.Read(Risk?.Reasons)];
        Others = [.. from model in Model.All
                     where model.Name != RestOfYearTrouble.Slug && model is not NextLevel
                     from risk in risks.Where(r => r.Model == model.Name).OrderByDescending(r => r.Value).Take(3)
                     select (model, risk)];
        NextTests = NextTest.Of(Profile.Scores, risks, cards, Desk.Today);
        Withheld = Risk is null ? cards.Withheld(RestOfYearTrouble.Slug, Student.SchoolKey) : null;
    }

    Profile Gather(SeenStudent student, int key) => new()
    {
        Student = student,
        Today = Desk.Today,
        Year = Desk.Year,
        DaysAhead = student.IsEnrolled == 1 ? Desk.Reader.Ask(Facts.DaysAhead.After(Desk.Year, Desk.Today)).FirstOrDefault(d => d.SchoolKey == student.SchoolKey)?.Days : null,
        Days = Desk.Reader.Ask(StudentDay.Of(key, Desk.Year)),
        Marks = Desk.Reader.Ask(StudentMark.Of(key, Desk.Year, Desk.Today)),
        Scores = Desk.Reader.Ask(StudentScore.Of(key, Desk.Today)),
        Incidents = Desk.Reader.Ask(StudentIncident.Of(key, Desk.Year.Ends)),
        Programs = Desk.Reader.Ask(StudentProgram.Of(key)),
        Spells = Desk.Reader.Ask(StudentSpell.Of(key)),
        Devices = Desk.Reader.Ask(StudentDevice.Of(key)),
        Verdicts = standing.Latest is { } day ? Desk.Reader.Ask(VerdictOnDay.Of(key, day)) : [],
    };

    /// <summary>The Monday of the week in which the year's days begin.</summary>
    DateOnly FirstDay()
    {
        var first = Profile.Days.Count > 0 ? Profile.Days.Min(d => d.Day) : new DateOnly(Desk.Year.Ends - 1, 8, 18);
        return first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
    }

    IReadOnlyList<WhoSees> WhoMaySee(SeenStudent student)
    {
        var looks = records.Audit.LastTimes("look at student", About(student.StudentKey));
        var sections = Sections.ToDictionary(s => "section:" + s.Section.SectionId, s => s.Section.Name, StringComparer.Ordinal);
        var people = records.People.List(Desk.Person.District).Where(p => p.IsActive).OrderBy(p => p.Role).Take(MostPeople).ToList();
        return
        [
            .. Viewing.WhoMaySee(student.StudentId, people, records, Desk.District.Warehouse).Select(s => new WhoSees(
                s.Person.DisplayName, RoleWords.Of(s.Person.Role), Why(s.Scope, s.Person, sections, student),
                looks.TryGetValue(s.Person.UserName, out var at) ? Words.Time(at, Desk.Place.TimeZone) : "not yet")),
        ];
    }

    static string Why(string scope, Person person, Dictionary<string, string> sections, SeenStudent student) => scope.Split(':')[0] switch
    {
        "district" => "Sees the whole district.",
        "school" when scope == "school:" + student.SchoolId => $"Sees the students of {student.SchoolName}.",
        "school" => "Sees a school that this student was at before, and only what is from then.",
        "section" => sections.TryGetValue(scope, out var name) ? $"Teaches {name}, by the roster." : "Teaches a section of this student, by the roster.",
        _ => person.Role == Role.Family ? "Is a guardian, by the roster. Sees the family sheet only." : "Was named for this student.",
    };

    static string About(int key) => "student " + key.ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<LaneLine> MarkLines =>
    [
        .. Profile.Courses.Where(c => c.Marks[^1].IsCore == 1).Take(5).Select(c => new LaneLine(
            c.Name, [.. c.Marks.GroupBy(m => m.KnownOn).Select(g => new LanePoint(g.Key, (double)g.Last().Points!.Value))],
            IsOdd: c.Marks[^1].IsFailing)),
    ];

    /// <summary>The scores of the assessment that was taken last; scales differ, so only one is drawn.</summary>
    public (string Name, IReadOnlyList<LaneLine> Lines) TestLines
    {
        get
        {
            var year = Profile.Scores.Where(s => s.TestDate >= Desk.Year.FirstDay && s.TestDate <= Desk.Today && s is { ScorePoints: not null, Subject: not null }).ToList();
            var name = year.MaxBy(s => s.TestDate)?.Assessment;
            return (name ?? "Tests",
            [
                .. year.Where(s => s.Assessment == name).GroupBy(s => s.Subject!).OrderBy(g => g.Key, StringComparer.Ordinal).Take(3).Select((g, i) => new LaneLine(
                    Words.Capital(g.Key), [.. g.OrderBy(s => s.TestDate).Select(s => new LanePoint(s.TestDate, (double)s.ScorePoints!.Value, (double?)s.StandardErrorPoints))], IsAlternate: i % 2 == 1)),
            ]);
        }
    }

    public IReadOnlyList<(string Name, DateOnly From, DateOnly To)> ProgramBars =>
        [.. Profile.Programs.Where(p => p.EndDate is null || p.EndDate >= Desk.Year.FirstDay).OrderBy(p => p.BeginDate).Take(4)
            .Select(p => (p.Program, p.BeginDate ?? Desk.Year.FirstDay, p.EndDate ?? Desk.Today))];

    public IReadOnlyList<(string Name, DateOnly Day, bool Odd)> Moments =>
    [
        .. Profile.Spells.Where(s => s.SchoolYear == Desk.Year.Ends && s.EntryDate is not null).Select(s => ($"Started at {s.SchoolName}", s.EntryDate!.Value, false))
            .Concat(Profile.Incidents.GroupBy(i => i.IncidentId).Select(g => ($"{g.First().Behavior ?? "Incident"}: {(g.First().Action ?? "no action recorded").ToLowerInvariant()}", g.First().Day, true)))
            .OrderBy(m => m.Item2).TakeLast(6),
    ];
}
