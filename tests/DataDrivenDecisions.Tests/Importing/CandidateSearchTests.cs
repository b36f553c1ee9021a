using DataDrivenDecisions.Importing.Matching;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>Which students of a roster are found for a description of one, in which order, and with which words.</summary>
public sealed class CandidateSearchTests
{
    static readonly RosterPerson[] Roster =
    [
        Person("s1", "Garcia Lopez", "María José", "2011-04-03", "09", "Elm High"),
        Person("s2", "Johnson", "Samuel", "2011-04-03", "09", "Elm High"),
        Person("s3", "O'Brien-Smith", "Siobhan", "2012-12-01", "08", "Oak Middle"),
        Person("s4", "Nguyen", "Thanh", "2010-02-28", "10", "Elm High"),
        Person("s5", "Lee", "Ann", "2010-07-07", "10", "Elm High"),
        Person("s6", "Łukasz", "Strauß", "2013-05-09", "07", "Oak Middle"),
    ];

    static RosterPerson Person(string id, string family, string given, string born, string grade, string school) => new()
    {
        StudentId = id, FamilyName = family, GivenName = given, BirthDate = DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), Grade = grade, SchoolName = school, SchoolId = "sch-" + school[..3],
    };

    static UnmatchedStudent Told(string? family, string? given, string? born = null, string? grade = null, string? school = null) => new()
    {
        File = "file.csv", Lines = [2], IdKind = "Vendor: ID", SourceId = "x", FamilyName = family, GivenName = given, School = school,
        BirthDate = born is null ? null : DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), Grade = grade is null ? null : GradeLevel.Parse(grade),
    };

    static IReadOnlyList<MatchCandidate> Find(UnmatchedStudent told) => new CandidateSearch(Roster).For(told);

    [TestCase("Johnson", "Samuel", "2011-04-03", "s2", "same family name", "same given name", "same birth date", TestName = "The_same_names_and_birth_date")]
    [TestCase("JOHNSEN", "samuel", "2011-04-03", "s2", "family name one letter apart", "same given name", "same birth date", TestName = "A_family_name_one_letter_apart_in_capitals")]
    [TestCase("Jonhson", "Sam", "2011-04-03", "s2", "family name one letter apart", "one given name is how the other begins", "same birth date", TestName = "Two_letters_that_changed_places_and_a_short_given_name")]
    [TestCase("Samuel", "Johnson", null, "s2", "given and family name changed places", null, null, TestName = "Given_and_family_name_changed_places")]
    [TestCase("Garcia", "Maria", "2011-03-04", "s1", "one part of the family name is the same", "one of the given names is the same", "day and month of birth changed places", TestName = "One_of_two_family_names_without_accents_and_day_and_month_changed")]
    [TestCase("Garcia-López", "Maria Jose", null, "s1", "same family name", "same given name", null, TestName = "Hyphens_and_accents_make_no_difference")]
    [TestCase("OBrien Smith", "Siobhan", "2012-12-02", "s3", "same family name", "same given name", "another day of birth, same month", TestName = "Apostrophes_make_no_difference_and_another_day_is_said")]
    [TestCase("Lukasz", "Strauss", null, "s6", "same family name", "same given name", null, TestName = "Letters_that_have_no_plain_form_in_Unicode")]
    [TestCase("Johnson Jr.", "Samuel", null, "s2", "same family name", "same given name", null, TestName = "Suffixes_are_no_part_of_the_name")]
    public void Found(string family, string given, string? born, string student, string first, string? second, string? third)
    {
        var found = Find(Told(family, given, born));

        Assert.That(found[0].Person.StudentId, Is.EqualTo(student));
        Assert.That(found[0].Reasons, Is.EqualTo(new[] { first, second, third }.OfType<string>()));
    }

    [Test]
    public void What_speaks_against_a_candidate_is_said_and_counted()
    {
        var likely = Find(Told("Johnson", "Samuel", "2011-04-03", "09", "Elm High"))[0];
        var doubtful = Find(Told("Johnson", "Samuel", "2009-01-09", "12", "Oak Middle"));

        Assert.That((likely.Points, likely.Reasons), Is.EqualTo((100, (string[])["same family name", "same given name", "same birth date", "same school", "same grade"])));
        Assert.That(doubtful, Is.Empty, "the names alone against birth date and grade are too little to be shown");
        Assert.That(Find(Told("Johnson", "Samuel", null, "12", "Oak Middle"))[0].Reasons, Is.EqualTo((string[])["same family name", "same given name", "another school", "another grade"]));
    }

    [Test]
    public void Short_names_have_no_near_ones_and_nobody_is_found_by_a_birth_date_alone()
    {
        Assert.That(Find(Told("Lew", "Bo")), Is.Empty);
        Assert.That(Find(Told(null, null, "2010-07-07")), Is.Empty);
        Assert.That(Find(Told(null, null)), Is.Empty);
    }

    [Test]
    public void A_new_family_name_is_found_by_birth_date_and_given_name()
    {
        var found = Find(Told("Adams", "Ann", "2010-07-07", "10"));

        Assert.That(found.Select(f => f.Person.StudentId), Is.EqualTo((string[])["s5"]));
        Assert.That(found[0].Reasons, Is.EqualTo((string[])["another family name", "same given name", "same birth date", "same grade"]));
    }

    [Test]
    public void Rows_meet_a_large_roster_without_comparing_everybody_with_everybody()
    {
        var large = Enumerable.Range(0, 20_000).Select(i => Person($"n{i}", Syllables(i * 7 % 4_000), Syllables(i % 900), $"20{10 + i % 8}-0{1 + i % 9}-{1 + i % 28:00}", $"{1 + i % 12:00}", "Elm High")).ToList();
        var search = new CandidateSearch(large);

        var first = large.Where((_, i) => i % 100 == 0)
            .Select(p => (p.StudentId, Found: search.For(Told(p.FamilyName, p.GivenName, p.BirthDate!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), p.Grade)))).ToList();

        Assert.That(first.Select(f => f.Found[0].Points), Is.All.EqualTo(90));
        Assert.That(first.Count(f => f.Found.Where(c => c.Points == 90).Any(c => c.Person.StudentId == f.StudentId)), Is.EqualTo(200));
    }

    static string Syllables(int n) => string.Concat(new[] { "ba", "ko", "li", "mu", "ne", "ro", "sa", "te", "vi", "za" } is var s ? new[] { s[n % 10], s[n / 10 % 10], s[n / 100 % 10], s[n / 1000 % 10] } : []);
}
