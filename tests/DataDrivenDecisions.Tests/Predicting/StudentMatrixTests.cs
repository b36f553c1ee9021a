using System.Runtime.CompilerServices;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Tests.Warehouse;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Warehouse;
using static DataDrivenDecisions.Tests.Warehouse.Deliveries;

namespace DataDrivenDecisions.Tests.Predicting;

/// <summary>The figures of a small district, added up by hand: thirty school days from 1 September to 10 October at two schools.</summary>
[Parallelizable]
public sealed class StudentMatrixTests
{
    const int SchoolDaysHeld = 30;

    /// <summary>The thirtieth school day.</summary>
    static readonly DateOnly Day = new(2025, 10, 10);

    static DateOnly September(int day) => new(2025, 9, day);

    static DateOnly October(int day) => new(2025, 10, day);

    static MarkArrival Posted(string student, string section, DateOnly posted, string? letter, decimal? percent = null, string term = "Q1", SchoolYear? year = null) =>
        Mark(student, section, term) with { Letter = letter, Percent = percent, PostedDate = posted, Year = year ?? Year };

    static TemporaryWarehouse District(params Arrival[] more)
    {
        var warehouse = new TemporaryWarehouse();
        warehouse.Store.Load(Of(
            Update("schools", School("s"), School("t"), School("u")), Update("calendar", [.. Days("s", SchoolDaysHeld)]), Update("calendar of t", [.. Days("t", SchoolDaysHeld)]),
            Update("sections", new SectionArrival { Line = 2, SectionId = "algebra", Title = "Algebra 1", SchoolId = "s" }, new SectionArrival { Line = 3, SectionId = "art", Title = "Art", SchoolId = "s" }),
            Update("more", more)));
        return warehouse;
    }

    // At once, and as a large district is asked, student by student: the same figures.
    static StudentMatrix Asked(TemporaryWarehouse warehouse)
    {
        var (matrix, reader) = (StudentMatrix.Of(warehouse.Leader, Year, Day), warehouse.Leader);
        var parts = reader.Ask(StudentKeys.Ends)[0].Stretches(1).Select(k => reader.Of(StudentPart.Keys(k.First, k.Last)));
        var pieces = StudentMatrix.Of(parts, new Lazy<YearSent>(() => reader.Ask(YearSent.Of(Year, Day))[0]), Year, Day);
        Assert.That(pieces.Students, Is.EqualTo(matrix.Students));
        Assert.That(pieces.Values.ToArray(), Is.EqualTo(matrix.Values.ToArray()));
        return matrix;
    }

    /// <summary>Figures of one student by name.</summary>
    static float[] Figures(TemporaryWarehouse warehouse, string student, params string[] names) => Figures(warehouse, Once(warehouse), student, names);

    // A load is asked once, however many figures a test looks at.
    static StudentMatrix Once(TemporaryWarehouse warehouse)
    {
        var asked = AskedOnce.GetOrCreateValue(warehouse.Store);
        if (asked.Matrix is null || asked.Load != warehouse.Store.NewestLoad)
            (asked.Load, asked.Matrix) = (warehouse.Store.NewestLoad, Asked(warehouse));
        return asked.Matrix;
    }

    static readonly ConditionalWeakTable<DataWarehouse, AskedMatrix> AskedOnce = [];

    sealed class AskedMatrix
    {
        public long? Load { get; set; }
        public StudentMatrix? Matrix { get; set; }
    }

    static float[] Figures(TemporaryWarehouse warehouse, StudentMatrix matrix, string student, params string[] names)
    {
        var key = warehouse.Leader.Ask(new Query<int>("SELECT student_key FROM seen.student WHERE student_id = @student", new { student })).Single();
        var row = matrix.Row(matrix.Students.ToList().IndexOf(key));
        var places = names.Select(n => StudentMatrix.Names.ToList().IndexOf(n)).ToList();
        Assert.That(places, Has.None.Negative);
        var figures = new float[names.Length];
        for (var i = 0; i < names.Length; i++)
            figures[i] = row[places[i]];
        return figures;
    }

    static float[] Told(params double[] figures) => [.. figures.Select(f => (float)f)];

    [Test]
    public void It_has_thirty_eight_figures_each_with_a_name_of_its_own_a_meaning_and_a_unit()
    {
        Assert.That(StudentMatrix.Names, Has.Count.EqualTo(38).And.Unique);
        Assert.That(MatrixFigure.All.Select(f => f.Meaning).Concat(MatrixFigure.All.Select(f => f.Unit)).Concat(MatrixFigure.All.Select(f => f.Source)), Has.None.Empty);
        Assert.That(MatrixFigure.All.Select(f => f.Meaning), Is.Unique);
    }

    [Test]
    public void Days_are_those_of_the_year_the_last_thirty_and_the_last_sixty_with_half_a_day_as_a_day()
    {
        using var warehouse = District(Enrolled("a", "s"),
            Absent("a", "s", September(2), excused: true), Absent("a", "s", September(15), 0.5m, line: 3), Absent("a", "s", September(16), 0.49m, line: 4), Absent("a", "s", October(3), line: 5),
            Absent("a", "s", September(4), 0, line: 6) with { Status = AttendanceStatus.Tardy });

        Assert.That(Figures(warehouse, "a", "days_enrolled", "days_absent", "absence_share", "days_absent_30", "days_absent_60", "days_excused", "days_unexcused", "unexcused_share", "days_tardy", "tardy_share"),
            Is.EqualTo(Told(30, 3, 0.1, 2, 3, 1, 2, 2 / 30.0, 1, 1 / 30.0)));
        Assert.That(Figures(warehouse, "a", "is_chronically_absent", "years_chronically_absent", "absence_share_all_years"), Is.EqualTo(Told(1, 1, 0.1)), "3 of 30 is exactly a tenth");
        Assert.That(Figures(warehouse, "a", "absence_share_last_year", "absence_share_change"), Is.All.NaN);
    }

    [Test]
    public void A_transfer_is_one_student_with_the_days_of_both_schools()
    {
        using var warehouse = District(Enrolled("b", "s", exit: September(12)), Enrolled("b", "t", entry: September(15), line: 3), Absent("b", "s", September(2)), Absent("b", "t", October(6), line: 3));

        Assert.That(Figures(warehouse, "b", "days_enrolled", "days_absent", "days_absent_30", "schools_before", "years_enrolled", "grade"), Is.EqualTo(Told(30, 2, 1, 1, 1, 9)));
    }

    [Test]
    public void A_day_at_two_schools_counts_once_and_is_missed_where_both_were_missed()
    {
        using var warehouse = District(Enrolled("c", "s"), Enrolled("c", "t", line: 3),
            Absent("c", "s", September(2)), Absent("c", "s", September(3), line: 3), Absent("c", "t", September(3), line: 4), Absent("c", "s", October(2), line: 5), Absent("c", "s", October(3), line: 6), Absent("c", "t", October(3), line: 7));

        Assert.That(Figures(warehouse, "c", "days_enrolled", "days_absent", "days_absent_30", "days_absent_60"), Is.EqualTo(Told(30, 2, 1, 2)));
    }

    [Test]
    public void Last_year_stands_beside_this_one()
    {
        SchoolYear before = Year.Previous;
        DateOnly first = new(2024, 9, 2);
        Arrival[] days = [.. Enumerable.Range(0, 10).SelectMany(i => new Arrival[]
        {
            new CalendarDayArrival { Line = 2 + i, SchoolId = "s", Day = first.AddDays(i), Year = before, DayType = "Instructional day", IsInstructional = true },
            new AttendanceSubmittedArrival { Line = 2 + i, SchoolId = "s", Day = first.AddDays(i) },
        })];
        using var warehouse = District([.. days, Enrolled("a", "s"), Enrolled("a", "s", entry: first, exit: new DateOnly(2025, 6, 12), line: 3, grade: "08") with { Year = before },
            Absent("a", "s", first), Absent("a", "s", first.AddDays(1), line: 3), Absent("a", "s", October(1), line: 4),
            Posted("a", "algebra", new DateOnly(2024, 12, 1), "F", year: before), Posted("a", "art", new DateOnly(2024, 12, 1), "B-", year: before), Posted("a", "art", September(30), "A+")]);

        Assert.That(Figures(warehouse, "a", "absence_share_last_year", "absence_share_change", "absence_share_all_years", "years_chronically_absent", "years_enrolled", "schools_before"),
            Is.EqualTo(Told(0.2, 1 / 30.0 - 0.2, 3 / 40.0, 1, 2, 0)));
        Assert.That(Figures(warehouse, "a", "gpa", "gpa_last_year", "gpa_change", "gpa_all_years", "failures_last_year", "failures"), Is.EqualTo(Told(4, 1.35, 2.65, 6.7 / 3, 1, 0)));
    }

    [Test]
    public void Marks_are_those_known_by_the_day_term_by_term_and_a_pass_is_none()
    {
        using var warehouse = District(Enrolled("a", "s"),
            Posted("a", "algebra", September(12), "f", 51), Posted("a", "art", September(14), "B+"),
            Posted("a", "algebra", October(8), null, 72.5m, term: "Q2"), Posted("a", "art", October(9), "P", term: "Q2"), Posted("a", "algebra", October(13), "A", term: "Q3"));

        Assert.That(Figures(warehouse, "a", "gpa", "gpa_newest_term", "gpa_term_change", "failures", "failures_newest_term", "core_failures", "lowest_percent"),
            Is.EqualTo(Told(5.3 / 3, 2, 0.35, 1, 0, 1, 51)), "0 and 3.3 in the first term, a 72.5 without a letter is a C");
        Assert.That(Figures(warehouse, "a", "gpa_spread", "percent_spread"), Is.EqualTo(Told(Deviation(0, 3.3, 2), Deviation(51, 85, 72.5))).Within(1e-5f));
        Assert.That(Figures(warehouse, "a", "gpa_last_year", "gpa_change", "failures_last_year"), Is.All.NaN);
    }

    static double Deviation(params double[] values) => Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1));

    [Test]
    public void What_nobody_sent_is_not_known_and_never_zero()
    {
        using var warehouse = District(Enrolled("d", "u"));

        var row = Asked(warehouse).Row(0).ToArray();
        Assert.That(StudentMatrix.Names.Zip(row).Where(f => !float.IsNaN(f.Second)), Is.EqualTo(new[] { ("grade", 9f), ("schools_before", 0f), ("years_enrolled", 1f) }));
    }

    [Test]
    public void Incidents_are_nothing_for_who_has_none_once_a_school_sends_them()
    {
        var fight = new IncidentArrival { Line = 2, IncidentId = "i", StudentId = "a", SchoolId = "s", Day = September(9), Behavior = "Fight", Action = "Suspension", ActionDays = 2 };
        using var warehouse = District(Enrolled("a", "s"), Enrolled("b", "s", line: 3), fight, fight with { Line = 3, IncidentId = "later", Day = October(13) });

        Assert.That(Figures(warehouse, "a", "incidents", "incidents_all_years", "days_suspended"), Is.EqualTo(Told(1, 1, 2)));
        Assert.That(Figures(warehouse, "b", "incidents", "incidents_all_years", "days_suspended"), Is.EqualTo(Told(0, 0, 0)));
    }

    [Test]
    public void A_place_is_the_share_of_the_others_who_have_less()
    {
        using var warehouse = District(Enrolled("a", "s"), Enrolled("b", "s", line: 3), Enrolled("c", "s", line: 4), Enrolled("e", "t", line: 5), Enrolled("f", "t", line: 6, grade: "10"),
            Absent("a", "s", September(2)), Absent("e", "t", September(2), line: 3), Absent("e", "t", September(3), line: 4));

        Assert.That(new[] { "a", "b", "c", "e", "f" }.Select(s => Figures(warehouse, s, "absence_rank_grade")[0]), Is.EqualTo(Told(2 / 3.0, 0, 0, 1, double.NaN)));
        Assert.That(new[] { "a", "b", "c", "e" }.Select(s => Figures(warehouse, s, "absence_rank_school_grade")[0]), Is.EqualTo(Told(1, 0, 0, double.NaN)), "alone in her grade there is nobody to stand beside");
    }

    [Test]
    public void An_earlier_load_says_what_was_known_then()
    {
        using var warehouse = District(Enrolled("a", "s"), Absent("a", "s", September(2)));
        warehouse.Store.Load(Of(Update("attendance", Absent("a", "s", September(3)))));

        var then = StudentMatrix.Of(warehouse.Store.As(Viewer.Nightly("test"), asOfLoad: 1), Year, Day);
        Assert.That((Figures(warehouse, then, "a", "days_absent")[0], Figures(warehouse, "a", "days_absent")[0]), Is.EqualTo((1f, 2f)));
    }

    [Test]
    public void A_principal_has_the_rows_of_her_school_and_nobody_has_none()
    {
        using var warehouse = District(Enrolled("a", "s"), Enrolled("b", "t", line: 3));

        Assert.That(StudentMatrix.Of(warehouse.Store.As(Viewer.SignedIn("principal", ["school:s"], [])), Year, Day).Students, Has.Count.EqualTo(1));
        Assert.That(() => StudentMatrix.Of(warehouse.Store.As(Viewer.Nobody), Year, Day), Throws.TypeOf<NothingOfTheYear>());
    }

    [TestCase(2024, "2024-03-01")]
    [TestCase(2026, "2025-08-31")]
    [TestCase(2027, "2025-10-10")]
    public void A_year_of_which_nothing_is_known_is_refused_with_what_to_do(int ends, string day)
    {
        using var warehouse = District(Enrolled("a", "s"));

        Assert.That(() => StudentMatrix.Of(warehouse.Leader, new SchoolYear(ends), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)),
            Throws.TypeOf<NothingOfTheYear>().With.Message.Contains(new SchoolYear(ends).ToString()).And.Message.Contains("Import"));
    }
}
