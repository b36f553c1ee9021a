namespace DataDrivenDecisions.Importing.Reconciling;

/// <summary>On which side a student is counted who makes a difference.</summary>
public enum Side
{
    /// <summary>The student information system counts her, these data do not.</summary>
    OnlyTheirs,

    /// <summary>These data count her, the student information system does not.</summary>
    OnlyOurs,

    /// <summary>Both count her, but in another school or grade.</summary>
    Elsewhere,
}

/// <summary>Why a student may be counted on one side and not on the other, and what to do about it.</summary>
/// <param name="Name">A short stable name in kebab-case.</param>
/// <param name="Title">The cause as a heading.</param>
/// <param name="Advice">What to do, in one or two sentences.</param>
public sealed record Cause(string Name, string Title, string Advice)
{
    public static readonly Cause RowRejected = new("row-rejected", "The row was rejected at import",
        "Correct the row in your student information system, as the import's report says, and export again.");

    public static readonly Cause EndedByAbsence = new("ended-by-absence", "Ended, because a delivery no longer named them",
        "If they are still enrolled, the export was cut short or filtered: export the whole roster again. If not, withdraw them in your student information system.");

    public static readonly Cause EntersLater = new("enters-later", "The entry date lies after the count day",
        "Your system counted them before their first day. Compare on their entry date, or correct the date.");

    public static readonly Cause LeftDayBefore = new("left-day-before", "The last day was the school day before the count day",
        "Your system may name the day after the last day as exit. Say whether the exit date is a day enrolled, or compare one day earlier.");

    public static readonly Cause LeftEarlier = new("left-earlier", "Left before the count day",
        "The exit has reached these data, but your count still holds them. Check the exit date in your student information system.");

    public static readonly Cause AtAnotherSchool = new("at-another-school", "Enrolled at another school here",
        "A transfer was entered on one side only. Check which school is right on the count day.");

    public static readonly Cause NotEnrolled = new("not-enrolled", "On the roster without an enrollment this year",
        "No enrollment row of this year has come for them. Export the enrollment file with all schools and grades.");

    public static readonly Cause OnlyMentioned = new("only-mentioned", "Only mentioned: no roster has named them",
        "Some file speaks of them, but no roster does. Check whether the roster export leaves their school or grade out.");

    public static readonly Cause NeverCame = new("never-came", "No file has brought this id",
        "Look for the student in your export. Often the export is filtered by school, grade or status, or the list uses another kind of id.");

    public static readonly Cause ExitOnCountDay = new("exit-on-count-day", "The exit is on the count day",
        "Here the exit date is the last day enrolled and still counts. Your system may leave the student out from that day on.");

    public static readonly Cause EntryOnCountDay = new("entry-on-count-day", "The entry is on the count day",
        "Here the first day counts. Your count may have been taken before the student was entered.");

    public static readonly Cause AtTwoSchools = new("at-two-schools", "Enrolled at two schools on the count day",
        "Both schools count them here. End the enrollment at the school that was left.");

    public static readonly Cause Placeholder = new("placeholder", "A placeholder: no roster has named them",
        "They are known only because a file mentions them. Bring a roster that holds them, or correct the id in that file.");

    public static readonly Cause DerivedOnly = new("derived-only", "The enrollment was only derived from classes or attendance",
        "No enrollment file names them. Bring the enrollment file, so that their true dates are known.");

    public static readonly Cause GradeDiffers = new("grade-differs", "The enrollment and the roster give different grades",
        "Correct the grade on one of the two screens in your student information system.");

    public static readonly Cause AnotherGrade = new("another-grade", "Counted in another grade here",
        "Check the grade of the enrollment on the count day.");

    public static readonly Cause GradeLeftOut = new("grade-left-out", "A grade that your count leaves out",
        "Counts often leave out pre-kindergarten, adults or students without a grade. Compare the other grades without them.");

    public static readonly Cause SchoolLeftOut = new("school-left-out", "A school that your count leaves out",
        "Your list holds nobody of that school. Export it with all schools.");

    public static readonly Cause OnlyHere = new("only-here", "Enrolled here without a sign of why",
        "Perhaps the exit has not been exported yet. Look the student up in your student information system.");

    /// <summary>Every cause; among equals the earlier one is the likelier.</summary>
    public static IReadOnlyList<Cause> All { get; } =
    [
        RowRejected, EndedByAbsence, EntersLater, LeftDayBefore, ExitOnCountDay, AtTwoSchools, GradeDiffers, Placeholder, DerivedOnly, GradeLeftOut, SchoolLeftOut,
        EntryOnCountDay, AtAnotherSchool, AnotherGrade, LeftEarlier, OnlyMentioned, NotEnrolled, NeverCame, OnlyHere,
    ];

    /// <summary>Its place among the causes, the likeliest first.</summary>
    internal int Place => All.TakeWhile(c => c != this).Count();
}
