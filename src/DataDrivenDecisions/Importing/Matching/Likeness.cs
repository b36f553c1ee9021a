using System.Globalization;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>
/// How like two descriptions of a student are: points for each likeness, taken off for each difference, and the words for both, so that a person sees why.
/// The points order the candidates and decide nothing.
/// </summary>
internal sealed class Likeness
{
    // Of 100: names 55, birth date 30, school 10, grade 5. A likeness that slips of the pen leave is worth about two thirds of the whole one.
    const int SameFamily = 35, PartOfFamily = 25, FamilyNear = 24, FamilyFar = 20;
    const int SameGiven = 20, PartOfGiven = 16, GivenNear = 14, GivenBegins = 12;
    const int Swapped = 48;
    const int SameBirth = 30, BirthTurned = 22, BirthNear = 10, OtherBirth = -25;
    const int SameSchool = 10, SameGrade = 5, GradeNear = 2, OtherGrade = -10;

    readonly List<string> _reasons = [];

    public int Points { get; private set; }

    public IReadOnlyList<string> Reasons => _reasons;

    /// <summary>Compares the names and the birth date that a file says with those of a student of the roster.</summary>
    public static Likeness Of(DateOnly? born, NameText family, NameText given, RosterPerson person, RosterNames names)
    {
        var likeness = new Likeness();
        likeness.Names(family, given, names);
        likeness.Birth(born, person.BirthDate);
        return likeness;
    }

    /// <summary>Compares all that a file says of a student with one of the roster.</summary>
    public static Likeness Of(UnmatchedStudent told, NameText family, NameText given, RosterPerson person, RosterNames names)
    {
        var likeness = Of(told.BirthDate, family, given, person, names);
        likeness.School(told.School, person);
        likeness.Grade(told.Grade, person.Grade);
        return likeness;
    }

    void Names(NameText family, NameText given, RosterNames names)
    {
        if (family.IsSame(names.Given) && given.IsSame(names.Family) && !family.IsSame(names.Family))
        {
            Say(Swapped, "given and family name changed places");
            return;
        }
        Family(family, names.Family);
        Given(given, names);
    }

    void Family(NameText told, NameText known)
    {
        if (told.IsSame(known))
            Say(SameFamily, "same family name");
        else if (told.Apart(known) is { } apart)
            Say(apart == 1 ? FamilyNear : FamilyFar, $"family name {Letters(apart)} apart");
        else if (told.SharesPart(known))
            Say(PartOfFamily, "one part of the family name is the same");
        else if (!told.IsBlank && !known.IsBlank)
            Say(0, "another family name");
    }

    void Given(NameText told, RosterNames names)
    {
        if (told.IsSame(names.Given))
            Say(SameGiven, "same given name");
        else if (told.IsSame(names.Preferred))
            Say(SameGiven, "given name is the preferred name");
        else if (told.SharesPart(names.Given))
            Say(PartOfGiven, "one of the given names is the same");
        else if (told.Apart(names.Given) is { } apart)
            Say(GivenNear, $"given name {Letters(apart)} apart");
        else if (told.Begins(names.Given))
            Say(GivenBegins, "one given name is how the other begins");
        else if (!told.IsBlank && !names.Given.IsBlank)
            Say(0, "another given name");
    }

    void Birth(DateOnly? told, DateOnly? known)
    {
        if (told is not { } a || known is not { } b)
            return;
        if (a == b)
            Say(SameBirth, "same birth date");
        else if (a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
            Say(BirthTurned, "day and month of birth changed places");
        else if ((a.Year == b.Year ? 1 : 0) + (a.Month == b.Month ? 1 : 0) + (a.Day == b.Day ? 1 : 0) == 2)
            Say(BirthNear, a.Year != b.Year ? "another year of birth, same day" : a.Month != b.Month ? "another month of birth" : "another day of birth, same month");
        else
            Say(OtherBirth, "another birth date");
    }

    void School(string? told, RosterPerson person)
    {
        if (told is null || (person.SchoolName ?? person.SchoolId) is null)
            return;
        var same = told == person.SchoolId || told == person.SchoolNumber || NameText.Of(told).IsSame(NameText.Of(person.SchoolName));
        Say(same ? SameSchool : 0, same ? "same school" : "another school");
    }

    void Grade(GradeLevel? told, string? known)
    {
        if (told is not { } a || !GradeLevel.TryParse(known, out var b))
            return;
        // A file of last spring and a roster of this fall are a grade apart.
        var near = Number(a) is { } x && Number(b) is { } y && Math.Abs(x - y) == 1;
        Say(a == b ? SameGrade : near ? GradeNear : OtherGrade, a == b ? "same grade" : near ? "one grade apart" : "another grade");
    }

    void Say(int points, string reason)
    {
        Points += points;
        _reasons.Add(reason);
    }

    static int? Number(GradeLevel grade) => grade.Code == "KG" ? 0 : int.TryParse(grade.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static string Letters(int apart) => apart == 1 ? "one letter" : "two letters";
}

/// <summary>The names of one student of the roster, ready to be compared.</summary>
internal sealed record RosterNames(NameText Family, NameText Given, NameText Preferred)
{
    public static RosterNames Of(RosterPerson person) => new(NameText.Of(person.FamilyName), NameText.Of(person.GivenName), NameText.Of(person.PreferredName));
}
