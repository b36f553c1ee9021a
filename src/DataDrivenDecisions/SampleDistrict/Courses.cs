namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One course of the catalog: its title and subject, who takes it, and how hard it marks (percentage points).</summary>
internal sealed record Course(string Code, string Title, string Subject, string Pool, int Grade, bool IsElementary, bool IsHigh, double Difficulty)
{
    public bool IsCore => Subject is "English" or "Mathematics" or "Science" or "Social Studies";
    public string SourcedId => "mv-crs-" + Code.ToLowerInvariant();
}

/// <summary>The catalog: what is taught in each grade. English, mathematics, science and social studies are the core.</summary>
internal static class Courses
{
    static readonly (string Title, string Code, double Difficulty)[] HighMath =
        [("Algebra I", "ALG1", -2.6), ("Geometry", "GEOM", -1.8), ("Algebra II", "ALG2", -2.0), ("Precalculus", "PCAL", -0.8)];

    static readonly (string Title, string Code, double Difficulty)[] HighScience =
        [("Biology", "BIO", -1.0), ("Chemistry", "CHEM", -1.8), ("Physics", "PHYS", -1.2), ("Environmental Science", "ENVS", 0.8)];

    static readonly (string Title, string Code, double Difficulty)[] HighSocial =
        [("World Geography", "GEOG", 0.2), ("World History", "WHIS", -0.4), ("US History", "USHI", -0.6), ("Government and Economics", "GOVE", 0.6)];

    static readonly (string Title, string Code)[] Electives =
        [("Art", "ART"), ("Band", "BAND"), ("Computer Science", "CSCI"), ("Theater", "THEA")];

    static readonly string[] SpanishLevels = ["I", "II", "III", "IV"];

    public static readonly Course[] All = [.. Enumerable.Range(0, 6).SelectMany(Elementary), .. Enumerable.Range(6, 3).SelectMany(Middle), .. Enumerable.Range(9, 4).SelectMany(High)];

    /// <summary>The courses of a grade, without electives.</summary>
    public static IEnumerable<Course> Required(int grade) => All.Where(c => c.Grade == grade && c.Pool != "ELE");

    public static Course[] ElectivesOf(int grade) => [.. All.Where(c => c.Grade == grade && c.Pool == "ELE")];

    static IEnumerable<Course> Elementary(int grade)
    {
        var name = grade == 0 ? "Kindergarten" : Text.Of($"Grade {grade}");
        var code = grade == 0 ? "K" : Text.Of(grade);
        yield return new Course($"E{code}ELA", $"{name} English Language Arts", "English", "HOM", grade, true, false, 0);
        yield return new Course($"E{code}MAT", $"{name} Mathematics", "Mathematics", "HOM", grade, true, false, 0);
        yield return new Course($"E{code}SCI", $"{name} Science", "Science", "HOM", grade, true, false, 1);
        yield return new Course($"E{code}SOC", $"{name} Social Studies", "Social Studies", "HOM", grade, true, false, 1);
    }

    static IEnumerable<Course> Middle(int grade)
    {
        var name = Text.Of(grade);
        yield return new Course($"M{name}ENG", $"English {name}", "English", "ENG", grade, false, false, 0);
        yield return new Course($"M{name}MAT", $"Mathematics {name}", "Mathematics", "MAT", grade, false, false, -1.5);
        yield return new Course($"M{name}SCI", $"Science {name}", "Science", "SCI", grade, false, false, 0.3);
        yield return new Course($"M{name}SOC", $"Social Studies {name}", "Social Studies", "SOC", grade, false, false, 0.5);
        yield return new Course($"M{name}PE", $"PE {name}", "Physical Education", "PE", grade, false, false, 8);
        foreach (var (title, code) in Electives)
            yield return new Course($"M{name}{code}", $"{title} {name}", "Fine Arts and Electives", "ELE", grade, false, false, 6);
    }

    static IEnumerable<Course> High(int grade)
    {
        var place = grade - 9;
        var english = Text.Of($"English {grade}");
        yield return new Course(Text.Of($"H{grade}ENG"), english, "English", "ENG", grade, false, true, -0.8);
        yield return new Course("H" + HighMath[place].Code, HighMath[place].Title, "Mathematics", "MAT", grade, false, true, HighMath[place].Difficulty);
        yield return new Course("H" + HighScience[place].Code, HighScience[place].Title, "Science", "SCI", grade, false, true, HighScience[place].Difficulty);
        yield return new Course("H" + HighSocial[place].Code, HighSocial[place].Title, "Social Studies", "SOC", grade, false, true, HighSocial[place].Difficulty);
        yield return new Course(Text.Of($"HPE{grade}"), grade < 11 ? Text.Of($"PE {grade}") : Text.Of($"Health {grade}"), "Physical Education", "PE", grade, false, true, 7);
        yield return new Course(Text.Of($"HSPA{place + 1}"), $"Spanish {SpanishLevels[place]}", "World Languages", "SPA", grade, false, true, -0.5);
        foreach (var (title, code) in Electives)
            yield return new Course(Text.Of($"H{code}{grade}"), Text.Of($"{title} {grade}"), "Fine Arts and Electives", "ELE", grade, false, true, 5);
    }
}
