using ScottPlot;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Charts;

/// <summary>A picture that answers one question; <see cref="All"/> is the room's table of contents.</summary>
public abstract class Chart
{
    /// <summary>Every chart there is, in the order of the gallery.</summary>
    public static IReadOnlyList<Chart> All { get; } =
    [
        new AttendanceByMonth(),
        new AttendanceCalendar(),
        new AbsenceSpread(),
        new ChronicByGrade(),
        new MarksByTerm(),
        new FailuresBySubject(),
        new GrowthLine(),
        new RiskCalibration(),
        new IncidentsByMonth(),
        new AbcFlags(),
        new HomeAccess(),
    ];

    /// <summary>The question that a reader brings to it.</summary>
    public abstract string Question { get; }

    /// <summary>Its name in addresses and ids.</summary>
    public abstract string Slug { get; }

    /// <summary>One line that says what is measured.</summary>
    public abstract string Measured { get; }

    /// <summary>How the marks are to be read.</summary>
    public abstract string HowToRead { get; }

    /// <summary>The tempting conclusion that the picture does not carry; it follows "Do not conclude".</summary>
    public abstract string DoNotConclude { get; }

    /// <summary>It is about one student, so its scope must name one.</summary>
    public virtual bool NeedsStudent => false;

    /// <summary>Its rows come from a model's card and not from a question of the data.</summary>
    public virtual bool NeedsModelCard => false;

    /// <summary>Asks for its rows within what the viewer may see, and draws them.</summary>
    /// <param name="ask">The reader of the person who looks.</param>
    /// <param name="scope">The year, the day, and the school or student.</param>
    /// <param name="id">The picture's id where one page shows the same chart twice; else the slug.</param>
    /// <param name="stop">Ends the asking.</param>
    public abstract ChartSvg Show(IAsk ask, ChartScope scope, string? id = null, CancellationToken stop = default);
}

/// <summary>A chart drawn from rows of one kind. Drawing is pure: rows in, picture out.</summary>
/// <typeparam name="TRow">The row record of <c>Facts/</c> that it draws.</typeparam>
public abstract class Chart<TRow> : Chart
{
    /// <summary>The rows' question of the data; null where they come from a model's card.</summary>
    public virtual Query<TRow>? Data(ChartScope scope) => null;

    /// <summary>False for a row that must not be shown, such as a group under ten students.</summary>
    public virtual bool Shows(TRow row) => true;

    /// <summary>The rows that may be shown, and how many groups may not: row by row, unless the chart groups them itself.</summary>
    protected virtual (IReadOnlyList<TRow> Shown, int Hidden) Select(IReadOnlyList<TRow> rows)
    {
        var shown = rows.Where(Shows).ToList();
        return (shown, rows.Count - shown.Count);
    }

    /// <summary>The finding as a heading.</summary>
    public abstract string Message(IReadOnlyList<TRow> rows);

    /// <summary>The picture in words.</summary>
    public abstract string AltText(IReadOnlyList<TRow> rows);

    /// <summary>The numbers behind the picture.</summary>
    public abstract ChartTable Table(IReadOnlyList<TRow> rows);

    /// <summary>How many students the picture stands on.</summary>
    public abstract string Stands(IReadOnlyList<TRow> rows);

    /// <summary>What is missing, and how it comes, when there is nothing to draw.</summary>
    public abstract string WhenEmpty { get; }

    /// <summary>Draws on the plot that <see cref="Blank"/> made.</summary>
    public abstract void Draw(Plot plot, IReadOnlyList<TRow> rows);

    /// <summary>Height of the picture; its width is always <see cref="HouseStyle.Width"/>.</summary>
    protected virtual int Height(IReadOnlyList<TRow> rows) => HouseStyle.Height;

    /// <summary>The empty plot that the chart starts from.</summary>
    protected virtual Plot Blank(IReadOnlyList<TRow> rows) => HouseStyle.Axes();

    /// <summary>The plots that make up the picture: one, unless the chart is of several panels.</summary>
    protected virtual IReadOnlyList<Panel> Panels(IReadOnlyList<TRow> rows)
    {
        var plot = Blank(rows);
        Draw(plot, rows);
        return [new Panel(plot, 0, 0, HouseStyle.Width, Height(rows))];
    }

    /// <summary>The plots of the picture of these rows, for those who check what was drawn.</summary>
    internal IReadOnlyList<Panel> Plots(IReadOnlyList<TRow> rows) => Panels(Select(rows).Shown);

    /// <inheritdoc/>
    public sealed override ChartSvg Show(IAsk ask, ChartScope scope, string? id = null, CancellationToken stop = default) =>
        Render(Data(scope) is { } query ? ask.Ask(query, stop) : [], id);

    /// <summary>Draws the rows. Without any, the answer is the empty face with a sentence that says what is missing.</summary>
    public ChartSvg Render(IReadOnlyList<TRow> rows, string? id = null)
    {
        var (shown, hidden) = Select(rows);
        return shown.Count == 0 ? Empty(hidden, id ?? Slug) : Drawn(shown, hidden, id ?? Slug);
    }

    /// <summary>Keeps the rows of groups that are large enough, and counts the others; for rows that are smaller than what is shown.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="group">What a row belongs to.</param>
    /// <param name="students">How many students a group's rows stand for.</param>
    protected static (IReadOnlyList<TRow> Shown, int Hidden) LargeGroups<TKey>(
        IReadOnlyList<TRow> rows, Func<TRow, TKey> group, Func<IEnumerable<TRow>, long> students)
    {
        var groups = rows.GroupBy(group).ToList();
        var large = groups.Where(g => !new GroupSize(students(g)).IsSmall).ToList();
        return ([.. large.SelectMany(g => g)], groups.Count - large.Count);
    }

    ChartSvg Drawn(IReadOnlyList<TRow> rows, int hidden, string id)
    {
        var message = Message(rows);
        var words = AltText(rows);
        return Face(id, message, words, SvgPicture.Of(id, message, words, Height(rows), Panels(rows))) with
        {
            Table = Table(rows),
            Stands = Stands(rows),
            Hidden = hidden == 0 ? null : $"Not shown: {HouseStyle.Count(hidden, "group")} of fewer than {GroupSize.ReportingMinimum} students.",
        };
    }

    ChartSvg Empty(int hidden, string id)
    {
        var why = hidden == 0
            ? WhenEmpty
            : $"Every group here has fewer than {GroupSize.ReportingMinimum} students, too few to show.";
        return Face(id, why, why, SvgPicture.Of(id, why, why, HouseStyle.EmptyHeight, [HouseStyle.EmptyFace()])) with { IsEmpty = true };
    }

    ChartSvg Face(string id, string message, string words, string svg) => new()
    {
        Id = id,
        Question = Question,
        Message = message,
        Measured = Measured,
        Svg = svg,
        AltText = words,
        Table = new ChartTable(Question, [], []),
        Stands = "No students yet.",
        HowToRead = HowToRead,
        DoNotConclude = DoNotConclude,
    };
}
