namespace DataDrivenDecisions.SampleDistrict;

/// <summary>A student's time in one program, such as special education, English learner services or meal benefits.</summary>
internal sealed record ProgramTime(Student Student, string Program, DateOnly Begin, DateOnly? End, string Detail);

/// <summary>Program flags and the yearly survey of devices and home internet.</summary>
internal static class Programs
{
    static readonly string[] Disabilities = ["Specific learning disability", "Speech or language impairment", "Other health impairment", "Autism"];
    static readonly string[] Languages = ["Spanish", "Vietnamese", "Arabic", "Portuguese"];

    public static IEnumerable<ProgramTime> Of(SampleOptions options, IReadOnlyList<Student> students)
    {
        foreach (var student in students)
        {
            var rng = Rng.For(options.Seed, Stream.Program, student.Index);
            foreach (var time in Served(student, rng))
                yield return time;
            foreach (var time in Meals(student, rng))
                yield return time;
        }
    }

    static IEnumerable<ProgramTime> Served(Student student, Rng rng)
    {
        var begin = student.Spells[0].Entry;
        var last = student.Spells[^1].Exit;
        var ability = student.Latent.Ability;
        if (rng.Chance(Curve.Logistic(-2.2 - 0.75 * ability)))
            yield return new ProgramTime(student, "IEP", begin, last, rng.Pick(Disabilities));
        else if (rng.Chance(0.04))
            yield return new ProgramTime(student, "Section 504", begin, last, "");
        if (rng.Chance(Curve.Logistic(-2.3 - 0.4 * student.Latent.Home)))
            yield return new ProgramTime(student, "English Learner", begin, last, rng.Pick(Languages));
        if (rng.Chance(Curve.Logistic(-3.6 + 1.3 * ability)))
            yield return new ProgramTime(student, "Gifted", begin, last, "");
        if (rng.Chance(0.018))
            yield return new ProgramTime(student, "Homeless", begin, last, rng.Chance(0.8) ? "Doubled up" : "Shelter");
        if (rng.Chance(0.006))
            yield return new ProgramTime(student, "Foster Care", begin, last, "");
        // The room's name and the program's title bring letters beyond ASCII: this export comes as Windows-1252.
        if (rng.Chance(0.035))
            yield return new ProgramTime(student, "Tutoring", begin.AddDays(30), last, rng.Chance(0.25) ? "Café des devoirs, salle José Martí" : "After school");
    }

    static IEnumerable<ProgramTime> Meals(Student student, Rng rng)
    {
        var need = Curve.Logistic(-0.6 - 0.9 * student.Latent.Home);
        var draw = rng.Next();
        var program = draw < need ? "Free Meals" : draw < need + 0.08 ? "Reduced Meals" : null;
        if (program is null)
            yield break;
        foreach (var year in student.Spells.GroupBy(s => s.Year))
            yield return new ProgramTime(student, program, year.First().Entry, year.Last().Exit, "");
    }

    /// <summary>Answers to the fall survey of the last two years, in the code words of Ed-Fi.</summary>
    public static void Survey(SampleOptions options, IReadOnlyList<Student> students, CsvTable table)
    {
        foreach (var spell in students.SelectMany(s => s.Spells).Where(s => s.Year.Ends >= SampleYears.Current.Ends - 1))
        {
            var calendar = SchoolCalendar.For(spell.Year);
            var rng = Rng.For(options.Seed, Stream.Survey, spell.Student.Index, spell.Year.Ends);
            var day = calendar.SchoolDays[rng.Between(8, 24)];
            if (!spell.Covers(day) || rng.Chance(0.12))
                continue;
            var home = spell.Student.Latent.Home;
            var fast = rng.Chance(Curve.Logistic(1.5 + 0.9 * home));
            var internet = fast ? "Residential Broadband" : rng.Pick((string[])["Cellular Network", "Hot Spot", "None", "Satellite", "Unknown"]);
            table.Add(spell.Student.Number, Text.Iso(day), spell.Year.ToString(),
                rng.Pick((string[])["Chromebook", "Chromebook", "Chromebook", "Laptop Computer", "Tablet", "Smartphone"]),
                rng.Chance(0.7) ? "Not Shared" : "Shared", rng.Chance(0.8) ? "School" : "Personal", internet,
                internet is "None" ? "No" : fast ? "Yes" : "Sometimes",
                internet is "None" ? rng.Pick((string[])["Not Affordable", "Not Available", "Not Desired"]) : "");
        }
    }
}
