using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One class of one course in one year with its teacher.</summary>
internal sealed record Section(string SourcedId, Course Course, School School, SchoolYear Year, int Number, int Period)
{
    public required string Teacher { get; init; }
    public int Seats { get; set; }
}

/// <summary>A student's seat in a class for one stretch of enrollment.</summary>
internal sealed record Seat(Section Section, Spell Spell);

/// <summary>A member of staff as the roster lists them.</summary>
internal sealed record StaffMember(string SourcedId, string Role, string Title, string GivenName, string FamilyName, School? School);

/// <summary>Which classes are taught, by whom, and who sits in them; classes run for the whole year.</summary>
internal sealed class Timetable
{
    const int ClassSize = 24, ClassesPerTeacher = 5;

    readonly ulong _seed;

    Timetable(ulong seed) => _seed = seed;

    public List<Section> Sections { get; } = [];
    public List<Seat> Seats { get; } = [];

    public static Timetable Build(SampleOptions options, IReadOnlyList<Student> students)
    {
        var timetable = new Timetable(options.Seed);
        var groups = students.SelectMany(s => s.Spells).GroupBy(s => (s.Year, s.School, s.Grade))
            .OrderBy(g => g.Key.Year).ThenBy(g => g.Key.School.Number, StringComparer.Ordinal).ThenBy(g => g.Key.Grade);
        foreach (var group in groups)
            timetable.Place(group.Key.Year, group.Key.School, group.Key.Grade, [.. group]);
        return timetable;
    }

    void Place(SchoolYear year, School school, int grade, List<Spell> spells)
    {
        var rng = Rng.For(_seed, Stream.Timetable, year.Ends * 100 + grade, int.Parse(school.Number, System.Globalization.CultureInfo.InvariantCulture));
        rng.Shuffle(spells);
        foreach (var course in Courses.Required(grade))
        {
            // Elementary classes and middle-school teams stay together; the high school mixes them anew for each course.
            if (school.IsHigh)
                rng.Shuffle(spells);
            Fill(Open(year, school, course, spells.Count), spells);
        }
        var electives = Courses.ElectivesOf(grade);
        if (electives.Length == 0)
            return;
        rng.Shuffle(spells);
        for (var i = 0; i < electives.Length; i++)
        {
            var choosers = spells.Where((_, place) => place % electives.Length == i).ToList();
            Fill(Open(year, school, electives[i], choosers.Count), choosers);
        }
    }

    Section[] Open(SchoolYear year, School school, Course course, int students)
    {
        var count = Math.Max(1, (students + ClassSize - 1) / ClassSize);
        var sections = new Section[count];
        for (var i = 0; i < count; i++)
        {
            var place = Sections.Count(s => s.Year == year && s.School == school && s.Course.Pool == course.Pool);
            sections[i] = new Section(Text.Of($"mv-{year.Ends}-{school.Number}-{course.Code}-{i + 1:00}"), course, school, year, i + 1, place % ClassesPerTeacher + 1)
            {
                Teacher = course.IsElementary
                    ? Text.Of($"mvt-{school.Number}-g{course.Grade}-{i + 1:00}")
                    : Text.Of($"mvt-{school.Number}-{course.Pool.ToLowerInvariant()}-{place / ClassesPerTeacher + 1:00}"),
            };
            Sections.Add(sections[i]);
        }
        return sections;
    }

    void Fill(Section[] sections, List<Spell> spells)
    {
        for (var i = 0; i < spells.Count; i++)
        {
            var section = sections[i * sections.Length / Math.Max(1, spells.Count)];
            section.Seats++;
            Seats.Add(new Seat(section, spells[i]));
        }
    }
}
