using System.Globalization;
using DataDrivenDecisions.SampleDistrict;

namespace DataDrivenDecisions.Tests.SampleDistrict;

/// <summary>The sample district looks like a district: its size, its absence, its marks, and the six people who sign in.</summary>
[TestFixture]
[Parallelizable]
internal sealed class StructureTests
{
    const string Roster = "1-history/oneroster.zip", Sis = "1-history/sis.zip";

    static readonly List<Dictionary<string, string>> Users = [.. SampleFiles.Committed.Rows(Roster, "users.csv")];
    static readonly List<Dictionary<string, string>> Spells = [.. SampleFiles.Committed.Rows(Sis, "school_enrollment.csv")];

    [Test]
    public void About_four_thousand_students_are_enrolled_on_the_day() =>
        Assert.That(Spells.Where(s => s["exit_date"].Length == 0 && s["school_number"] != "0910").Select(s => s["student_number"]).Distinct().Count(), Is.InRange(3800, 4200));

    [Test]
    public void A_family_name_belongs_to_one_student_and_is_part_of_no_other_word()
    {
        var students = Users.Where(u => u["role"] == "student").Select(u => u["familyName"]).ToList();
        var others = Users.SelectMany(u => (string[])[u["givenName"], u["email"], u["role"] == "student" ? "" : u["familyName"]]).Distinct().ToList();

        Assert.That(students, Is.Unique);
        Assert.That(students.Select(n => n.Length).Distinct(), Is.EqualTo([9]), "names of one length cannot contain each other");
        Assert.That(students.Where(n => others.Any(o => o.Contains(n, StringComparison.OrdinalIgnoreCase))), Is.Empty);
    }

    [Test]
    public void Student_numbers_keep_leading_zeros_and_differ_from_roster_ids()
    {
        var students = Users.Where(u => u["role"] == "student").ToList();

        Assert.That(students.Select(u => u["identifier"]), Is.Unique.And.All.Matches("^0[0-9]{6}$"));
        Assert.That(students.All(u => u["sourcedId"] != u["identifier"]));
    }

    [Test]
    public void Fourteen_to_twenty_two_percent_are_chronically_absent_and_more_at_the_high_school()
    {
        Assert.That(ChronicShare(_ => true), Is.InRange(0.14, 0.22));
        Assert.That(ChronicShare(s => s["school_number"] == "0310"), Is.GreaterThan(ChronicShare(_ => true)));
    }

    [TestCase("S1")]
    [TestCase("S2")]
    public void Six_to_twelve_percent_fail_a_course_in_a_semester_of_high_school(string term)
    {
        var marks = SampleFiles.Committed.Rows(Sis, "section_marks.csv").Where(m => m["school_year"] == "2024-25" && m["term"] == term).ToLookup(m => m["student_number"]);

        Assert.That(marks.Count(s => s.Any(m => m["mark"] == "F")) / (double)marks.Count, Is.InRange(0.06, 0.12));
    }

    [Test]
    public void One_school_has_not_submitted_attendance_on_the_day()
    {
        var submitted = SampleFiles.Committed.Rows("2-today/sis.zip", "attendance_submitted.csv").Select(r => r["school_number"]).ToList();

        Assert.That(submitted, Has.Count.EqualTo(5).And.No.Member("0130"));
    }

    [Test]
    public void The_six_people_stand_in_the_roster_with_what_they_are_granted()
    {
        Assert.That(SamplePeople.All.Select(p => p.UserName), Is.EqualTo(["leader", "coordinator", "principal", "counselor", "teacher", "family"]));
        foreach (var person in SamplePeople.All)
        {
            var user = Users.Single(u => u["sourcedId"] == person.RosterId);
            Assert.That($"{user["givenName"]} {user["familyName"]}", Is.EqualTo(person.DisplayName));
            if (person.SchoolSourcedId is { } school)
                Assert.That(user["orgSourcedIds"], Is.EqualTo(school));
        }
    }

    [Test]
    public void The_teacher_has_five_current_classes_and_about_a_hundred_students()
    {
        var enrollments = SampleFiles.Committed.Rows(Roster, "enrollments.csv")
            .Where(e => e["sourcedId"].Length > 0 && e["beginDate"] != "2025-13-01" && e["classSourcedId"].StartsWith("mv-2026-", StringComparison.Ordinal)).ToList();
        var classes = enrollments.Where(e => e["userSourcedId"] == SamplePeople.Teacher.RosterId).Select(e => e["classSourcedId"]).ToHashSet();

        Assert.That(classes, Has.Count.InRange(4, 5));
        Assert.That(enrollments.Count(e => e["role"] == "student" && classes.Contains(e["classSourcedId"])), Is.InRange(80, 130));
    }

    [Test]
    public void The_family_has_two_children_in_different_schools_who_name_their_guardian()
    {
        var guardian = Users.Single(u => u["sourcedId"] == SamplePeople.Family.RosterId);
        var children = Users.Where(u => u["role"] == "student" && u["agentSourcedIds"] == guardian["sourcedId"]).ToList();

        Assert.That(guardian["agentSourcedIds"].Split(','), Is.EquivalentTo(children.Select(c => c["sourcedId"])));
        Assert.That(children.Select(c => c["orgSourcedIds"]).Distinct().Count(), Is.EqualTo(2));
        Assert.That(children.All(c => c["enabledUser"] == "true"));
    }

    static double ChronicShare(Func<Dictionary<string, string>, bool> isCounted)
    {
        const string year = "2024-25";
        // The calendar is the same for all schools.
        var days = SampleFiles.Committed.Rows(Sis, "calendar.csv")
            .Where(d => d["school_year"] == year && d["school_number"] == "0310" && d["day_type"] is "Instructional day" or "Make-up day")
            .Select(d => d["calendar_date"]).ToList();
        var absent = SampleFiles.Committed.Rows(Sis, "attendance.csv")
            .Where(a => a["attendance_code"] is "U" or "E" or "M" or "S" && decimal.Parse(a["portion_absent"], CultureInfo.InvariantCulture) >= 0.5m)
            .Where(a => string.CompareOrdinal(a["attendance_date"], days[0]) >= 0 && string.CompareOrdinal(a["attendance_date"], days[^1]) <= 0)
            .ToLookup(a => a["student_number"]);
        var enrolled = Spells.Where(s => s["school_year"] == year && isCounted(s) && string.CompareOrdinal(s["exit_date"], s["entry_date"]) > 0).GroupBy(s => s["student_number"])
            .Select(s => (Student: s.Key, Days: days.Count(d => s.Any(p => string.CompareOrdinal(d, p["entry_date"]) >= 0 && string.CompareOrdinal(d, p["exit_date"]) <= 0))))
            .Where(s => s.Days >= 10).ToList();
        return enrolled.Count(s => absent[s.Student].Count() * 10 >= s.Days) / (double)enrolled.Count;
    }
}
