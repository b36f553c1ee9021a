using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>Who is enrolled where and when over four years: children enter, move up, move away, drop out and graduate.</summary>
internal sealed class Population
{
    const int Grades = 13;
    const double LeaveInSummer = 0.035, LeaveInYear = 0.022, ComeInYear = 0.024, MoveWithin = 0.010, Siblings = 0.33;

    readonly SampleOptions _options;
    readonly Rng _rng;
    readonly List<Student> _students = [];
    readonly List<(int Family, int Zone, int Children)> _families = [];
    readonly int _perGrade;

    Population(SampleOptions options)
    {
        _options = options;
        _rng = Rng.For(options.Seed, Stream.Population);
        _perGrade = options.Students / Grades;
    }

    /// <summary>The family of the sample family account; its number lies outside those that are dealt out.</summary>
    public const int SampleFamily = 900007;

    public static string GuardianId(int family) => Text.Of($"mvg-{family:000000}");

    /// <summary>All students of the four years, each with the stretches of enrollment known by the sample's day.</summary>
    public static IReadOnlyList<Student> Build(SampleOptions options)
    {
        var population = new Population(options);
        population.OpenFirstYear();
        foreach (var calendar in SchoolCalendar.Years.Skip(1))
            population.OpenYear(calendar);
        return population._students;
    }

    void OpenFirstYear()
    {
        var calendar = SchoolCalendar.Years[0];
        AddSampleFamily(calendar);
        for (var grade = 0; grade < Grades; grade++)
            for (var i = 0; i < _perGrade; i++)
                Enroll(NewStudent(grade, calendar), calendar, grade, calendar.FirstDay, "E1");
        ChangeDuring(calendar);
    }

    /// <summary>Two children who stay for all four years: the sample family account's own.</summary>
    void AddSampleFamily(YearCalendar calendar)
    {
        _families.Add((SampleFamily, 0, 2));
        foreach (var grade in (int[])[1, 7])
            Enroll(NewStudent(grade, calendar, SampleFamily), calendar, grade, calendar.FirstDay, "E1");
    }

    void OpenYear(YearCalendar calendar)
    {
        var inGrade = new int[Grades];
        foreach (var student in _students)
            if (GradeNextYear(student, calendar) is { } grade)
            {
                Enroll(student, calendar, grade, calendar.FirstDay, "R1");
                inGrade[grade]++;
            }
        for (var grade = 0; grade < Grades; grade++)
            for (var i = inGrade[grade]; i < _perGrade; i++)
                Enroll(NewStudent(grade, calendar), calendar, grade, calendar.FirstDay, grade == 0 ? "E1" : "E2");
        ChangeDuring(calendar);
    }

    /// <summary>Null for those who left last year, graduated, or do not come back after the summer.</summary>
    int? GradeNextYear(Student student, YearCalendar calendar)
    {
        var last = student.Spells[^1];
        if (last.Year != calendar.Year.Previous || last.ExitReason != Spell.EndOfYear)
            return null;
        if (!student.Stays && _rng.Chance(LeaveInSummer))
            return null;
        var repeats = last.Grade is 9 or 10 && !student.Stays && _rng.Chance(0.05 * Curve.Logistic(-1.5 - 1.5 * last.EngagementOn(calendar.FirstDay, _options.Signal)));
        return repeats ? last.Grade : last.Grade + 1;
    }

    /// <summary>People move away, drop out, move within the district and come in while the year runs.</summary>
    void ChangeDuring(YearCalendar calendar)
    {
        var enrolled = _students.Where(s => s.Spells[^1].Year == calendar.Year && !s.Stays).Select(s => s.Spells[^1]).ToList();
        foreach (var spell in enrolled)
        {
            if (_rng.Chance(LeaveInYear))
                End(spell, calendar, _rng.Chance(0.8) ? Spell.Transferred : Spell.Withdrawn);
            else if (spell.Grade >= 9 && _rng.Chance(0.06 * Curve.Logistic(-1.6 - 1.6 * spell.EngagementOn(calendar.FirstDay, _options.Signal))))
                End(spell, calendar, Spell.DroppedOut);
            else if (!spell.School.IsHigh && _rng.Chance(MoveWithin))
                Move(spell, calendar);
        }
        var coming = (int)(_perGrade * Grades * ComeInYear);
        for (var i = 0; i < coming; i++)
            if (DayIn(calendar) is { } day)
            {
                var grade = _rng.Below(Grades);
                Enroll(NewStudent(grade, calendar), calendar, grade, day, "E2");
            }
    }

    void End(Spell spell, YearCalendar calendar, string reason)
    {
        if (DayIn(calendar) is not { } day)
            return;
        spell.Exit = day;
        spell.ExitReason = reason;
    }

    void Move(Spell spell, YearCalendar calendar)
    {
        if (DayIn(calendar) is not { } day)
            return;
        spell.Exit = day;
        spell.ExitReason = Spell.Transferred;
        Enroll(spell.Student, calendar, spell.Grade, calendar.NextSchoolDay(day), "T1", Schools.Other(spell.School, _rng));
    }

    /// <summary>A school day well inside the year; null when it lies after the sample's day and so has not happened.</summary>
    DateOnly? DayIn(YearCalendar calendar)
    {
        var day = calendar.SchoolDays[_rng.Between(8, calendar.SchoolDays.Count - 15)];
        return day < MapleValley.PreviousDay.AddDays(-3) ? day : null;
    }

    void Enroll(Student student, YearCalendar calendar, int grade, DateOnly entry, string code, School? school = null)
    {
        var isOver = calendar.LastDay < MapleValley.Day;
        student.Spells.Add(new Spell
        {
            Student = student,
            School = school ?? Schools.For(student.Zone, student.Family, grade),
            Year = calendar.Year,
            Grade = grade,
            Entry = entry,
            EntryCode = code,
            Exit = isOver ? calendar.LastDay : null,
            ExitReason = isOver ? grade == 12 ? Spell.Graduated : Spell.EndOfYear : null,
        });
    }

    Student NewStudent(int grade, YearCalendar calendar, int? family = null)
    {
        var index = _students.Count + 1;
        var (home, zone) = family is { } known ? (known, 0) : Home();
        var own = Rng.For(_options.Seed, Stream.Names, index);
        var female = own.Chance(0.49);
        var student = new Student
        {
            Index = index,
            Family = home,
            Zone = zone,
            Female = female,
            GivenName = Names.Given(own, female),
            Born = new DateOnly(calendar.Year.Ends - 6 - grade, 9, 1).AddDays(own.Between(-360, -5)),
            Latent = new Latent(_options, index, home),
            Stays = family is not null,
        };
        _students.Add(student);
        return student;
    }

    (int Family, int Zone) Home()
    {
        if (_families.Count > 1 && _rng.Chance(Siblings))
        {
            var place = _rng.Below(_families.Count);
            var (family, zone, children) = _families[place];
            if (family != SampleFamily && children < 3)
            {
                _families[place] = (family, zone, children + 1);
                return (family, zone);
            }
        }
        _families.Add((_families.Count + 1, _rng.Below(3), 1));
        return (_families[^1].Family, _families[^1].Zone);
    }
}
