using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing;

/// <summary>Where a person can say what the file itself does not: in a mapping, by a mapping of one's own, or by naming the student.</summary>
public enum MapPlace
{
    /// <summary>Nothing needs to be said; only the file can be right.</summary>
    Nowhere,

    /// <summary>The district's own mapping read the file: its codes and columns can be changed.</summary>
    ItsMapping,

    /// <summary>A format of the program read the file: a mapping of the district's own can read it instead.</summary>
    OwnMapping,

    /// <summary>The page on which a person says who the students are.</summary>
    Students,
}

/// <summary>The three ways out of a cause of rejected rows: fix it in the file, map what it means, or leave the rows out and know what that does.</summary>
public sealed record CauseWays
{
    // What a mapping can say in the file's place: the meaning of a code, which column holds what, how numbers and grades are written.
    static readonly string[] Mapped = ["code-unknown", "grade-unreadable", "role-missing", "year-missing", "date-ambiguous", "date-unreadable", "number-unreadable"];

    /// <summary>What to change at the source.</summary>
    public required string Fix { get; init; }

    /// <summary>Where the meaning can be said instead.</summary>
    public required MapPlace Place { get; init; }

    /// <summary>What to say there, or null where mapping does not help.</summary>
    public string? Map { get; init; }

    /// <summary>What becomes of the rows, and of the numbers, if nothing is done.</summary>
    public required string Skip { get; init; }

    /// <summary>The ways out of one cause.</summary>
    /// <param name="cause">What was wrong, in which file.</param>
    /// <param name="format">The format or mapping that read the file, by name; null where it is not known.</param>
    public static CauseWays Of(RejectCause cause, string? format)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var known = format is null ? null : Format.Find(format);
        var place = PlaceOf(cause.Rule, format, known);
        return new CauseWays { Fix = cause.Fix, Place = place, Map = Say(place), Skip = Leave(cause.Rule, known) };
    }

    static MapPlace PlaceOf(string rule, string? format, Format? known) =>
        rule == "student-not-on-roster" ? MapPlace.Students
        : format is null || !Mapped.Contains(rule) ? MapPlace.Nowhere
        : known is null ? MapPlace.ItsMapping : MapPlace.OwnMapping;

    static string? Say(MapPlace place) => place switch
    {
        MapPlace.Students => "Say once who each of them is. The rows then come in by themselves, and later files follow.",
        MapPlace.ItsMapping => "Say in the mapping that read this file what the code or the column means, and bring the file in again.",
        MapPlace.OwnMapping => "Where your district writes this in its own way, let a mapping read the file: \"mapping suggest FILE\" makes one to check, \"import FILE --profile MAPPING.json\" reads by it.",
        _ => null,
    };

    // Rows left out are not the same everywhere: who has no absence row counts as present, who has no roster row is unknown.
    static string Leave(string rule, Format? format) => rule switch
    {
        "student-not-on-roster" => "They stay out of every number until somebody says who the student is; an import never makes a student of them.",
        "student-names-contradict" => "They stay out of every number, so that no score goes to another child.",
        "conflicting-duplicate" => "The other row about the same thing is taken and stays.",
        "reference-contradicted" => "They stay out, since what they point to is not in the delivery.",
        _ => Kept(format) + " The next file in which they are right brings them in.",
    };

    static string Kept(Format? format) => format?.Turn switch
    {
        Turn.Sessions or Turn.Schools or Turn.Courses or Turn.Sections => "What these rows name stays as it was known before; rows that point to it may wait as well.",
        Turn.People => "These people stay as they were known before, and nobody ends for it.",
        Turn.SectionEnrollments or Turn.SchoolEnrollments => "These enrollments stay as they were known before.",
        Turn.Calendars => "Without these days, rates count fewer or other days than the school held.",
        Turn.Events => "Events that are left out count as not having happened: without its row, an absence counts as a day present where the school submits its days.",
        Turn.Assessments => "These results are missing from growth and from lists; nobody is taken for having failed.",
        _ => "These rows stay out, and nothing else of the file waits for them.",
    };
}
