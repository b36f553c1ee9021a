using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>Three evenings of one district: what was known at the end of each can be asked for on any later day, and only by whom it is today's right.</summary>
public sealed class AsOfTests
{
    sealed record Row
    {
        public string Text { get; init; } = "";
        public string? More { get; init; }
    }

    static readonly DateOnly First = new(2025, 10, 1);
    static readonly DateOnly Second = new(2025, 12, 1);
    static readonly DateOnly Third = new(2026, 3, 13);
    static readonly Viewer Leader = Viewer.Nightly("test");

    TemporaryWarehouse _warehouse = null!;

    // On the first evening student a is in school s and in a section that runs until Christmas; by the second she has moved to school t, and the rule was
    // changed; the third evening's import is taken back again.
    [OneTimeSetUp]
    public void Three_evenings()
    {
        _warehouse = new TemporaryWarehouse(First);
        _warehouse.Store.Load(Of(Update("roster",
            School("s"), School("t", line: 3),
            new SessionArrival { Line = 4, SessionId = "fall", Title = "Fall", Kind = "semester", FirstDay = FirstDay, LastDay = new DateOnly(2025, 12, 19), Year = Year },
            new SectionArrival { Line = 5, SectionId = "over", Title = "Art", SchoolId = "s", SessionIds = ["fall"] },
            Student("a", line: 6, school: "s"), Student("b", line: 7, school: "s"),
            new SectionEnrollmentArrival { Line = 8, EnrollmentId = "e1", SectionId = "over", StudentId = "b", SchoolId = "s" }),
            Update("enrollment", Enrolled("a", "s"), Enrolled("b", "s", line: 3)),
            Update("marks", Mark("a", "over"))));
        _warehouse.Store.Publish(Night("watch", "1"));
        On(Second);
        _warehouse.Store.Load(Of(Update("enrollment", Enrolled("a", "s", exit: new DateOnly(2025, 11, 14)), Enrolled("a", "t", entry: new DateOnly(2025, 11, 17), line: 3)), Update("marks", Mark("a", "over", letter: "F"))));
        _warehouse.Store.Publish(Night("concern", "2"));
        On(Third);
        _warehouse.Store.Load(Of(Update("marks", Mark("a", "over", letter: "D"))));
        _warehouse.Store.UndoImport(_warehouse.Store.NewestLoad);
    }

    [OneTimeTearDown]
    public void Close() => _warehouse.Dispose();

    void On(DateOnly day)
    {
        _warehouse.Clock.SetUtcNow(new DateTimeOffset(day.ToDateTime(new TimeOnly(18, 0)), TimeSpan.Zero));
        _warehouse.Reopen();
    }

    static AnalysisNight Night(string verdict, string version) => new()
    {
        AsOf = First, Year = Year,
        Indicators = [new IndicatorRow { StudentKey = 1, Year = Year, Indicator = "chronic-absence", Preset = "federal", Verdict = verdict, Part = 1, Whole = 10, Reason = "1 of 10", DefinitionVersion = version }],
    };

    Row[] Ask(DateOnly day, string text, Viewer? viewer = null) => [.. _warehouse.Store.As(viewer ?? Leader, day).Ask(new Query<Row>(text))];

    string Letter(DateOnly day) => Ask(day, "SELECT letter_mark AS Text FROM seen.mark").Single().Text;

    [Test]
    public void A_figure_is_the_one_known_at_the_end_of_the_day() =>
        Assert.That((Letter(First), Letter(Second.AddDays(-1)), Letter(Second), Letter(Third)), Is.EqualTo(("B", "B", "F", "F")));

    [Test]
    public void A_student_is_in_the_school_and_the_class_of_that_day()
    {
        const string school = "SELECT t.school_id AS Text, CAST(t.is_enrolled AS VARCHAR(1)) AS More FROM seen.student t WHERE t.student_id = 'a'";
        const string section = "SELECT x.section_id AS Text, CAST(x.is_current AS VARCHAR(1)) AS More FROM seen.section x";
        Assert.That(Ask(First, school).Single(), Is.EqualTo(new Row { Text = "s", More = "1" }));
        Assert.That(Ask(Second, school).Single(), Is.EqualTo(new Row { Text = "t", More = "1" }));
        Assert.That((Ask(First, section).Single().More, Ask(Third, section).Single().More), Is.EqualTo(("1", "0")));
    }

    [Test]
    public void A_definition_that_changed_keeps_what_it_said_before()
    {
        const string verdict = "SELECT verdict AS Text, definition_version AS More FROM seen.indicator";
        Assert.That((Ask(First, verdict).Single(), Ask(Second, verdict).Single()), Is.EqualTo((new Row { Text = "watch", More = "1" }, new Row { Text = "concern", More = "2" })));
    }

    [Test]
    public void Looking_back_shows_nobody_whom_the_viewer_may_not_see_today()
    {
        const string students = "SELECT t.student_id AS Text FROM seen.student t ORDER BY 1";
        // The section ran on the first evening and is over: what it gave its teacher then it gives nobody now.
        Assert.That(Ask(First, students, Viewer.SignedIn("teacher", ["section:over"], [])), Is.Empty);
        // The school that a has left keeps sight of her up to that day, and the one that she came to sees where she came from.
        Assert.That(Ask(First, students, Viewer.SignedIn("principal", ["school:t"], [])).Select(r => r.Text), Is.EqualTo(new[] { "a" }));
        Assert.That(Ask(First, students, Viewer.Nobody), Is.Empty);
        Assert.That(_warehouse.Store.As(Viewer.SignedIn("teacher", ["section:over"], []), First).WhyMaySee("b"), Is.Null);
    }

    [Test]
    public void The_day_itself_is_no_past() =>
        Assert.That((_warehouse.Store.As(Leader, Third).AsOfDay, _warehouse.Store.As(Leader, Second).AsOfDay), Is.EqualTo(((DateOnly?)null, (DateOnly?)Second)));

    [Test]
    public void A_day_before_the_first_load_and_one_to_come_are_refused_in_words()
    {
        Assert.That(() => _warehouse.Store.As(Leader, First.AddDays(-1)), Throws.TypeOf<NotKnownThen>().With.Message.Contain("loaded on 1 October 2025"));
        Assert.That(() => _warehouse.Store.As(Leader, Third.AddDays(1)), Throws.TypeOf<NotKnownThen>().With.Message.Contain("has not come yet"));
        using var empty = new TemporaryWarehouse();
        Assert.That(() => empty.Store.As(Leader, First), Throws.TypeOf<NotKnownThen>().With.Message.Contain("no data have been loaded yet"));
    }

    [Test]
    public void An_import_that_was_taken_back_was_never_known()
    {
        using var warehouse = new TemporaryWarehouse(First);
        warehouse.Store.Load(Of(Update("marks", Mark("a", "x"))));
        warehouse.Store.Load(Of(Update("marks", Mark("a", "x", letter: "F"))));
        warehouse.Store.UndoImport(2);
        warehouse.Clock.Advance(TimeSpan.FromDays(1));
        warehouse.Reopen();
        Assert.That(warehouse.Store.As(Leader, First).Ask(new Query<Row>("SELECT letter_mark AS Text FROM seen.mark")).Single().Text, Is.EqualTo("B"));
    }
}
