namespace DataDrivenDecisions.SampleDistrict;

/// <summary>i-Ready-shaped diagnostic results: one file per year and subject in the vendor's columns, for kindergarten to grade 5.</summary>
internal static class IReadyFiles
{
    const string Opening = "Last Name,First Name,Student ID,Student Grade,Academic Year,School,Enrolled,District State ID,Account State ID,School State ID,Student State ID,User Name,Sex,"
        + "Hispanic or Latino,Race,English Language Learner,Special Education,Economically Disadvantaged,Migrant,Class(es),Class Teacher(s),Report Group(s),Start Date,Completion Date,"
        + "Norming Window,Baseline Diagnostic (Y/N),Most Recent Diagnostic YTD (Y/N),Duration (min),Rush Flag,Read Aloud,Overall Scale Score,Overall Placement,Overall Relative Placement,Percentile,Grouping";

    const string Growth = "Diagnostic Gain,Annual Typical Growth Measure,Annual Stretch Growth Measure,Percent Progress to Annual Typical Growth (%),"
        + "Percent Progress to Annual Stretch Growth (%),Mid On Grade Level Scale Score";

    static readonly string[] MathDomains = ["Number and Operations", "Algebra and Algebraic Thinking", "Measurement and Data", "Geometry"];

    static readonly string[] ReadingDomains =
    [
        "Phonological Awareness", "Phonics", "High-Frequency Words", "Vocabulary", "Comprehension: Overall", "Comprehension: Literature", "Comprehension: Informational Text",
    ];

    static readonly string[] MathHeader = Columns(MathDomains, "Quantile", ["Proficiency if Student Shows No Additional Growth", "Projection if Student Achieves Typical Growth", "Projection if Student Achieves Stretch Growth"]);
    static readonly string[] ReadingHeader = Columns(ReadingDomains, "Lexile", ["Reading Difficulty Indicator (Y/N)"]);

    // Invented means by grade, K to 5, in fall, with the gain of a year: only their order of size is like the vendor's scales.
    static readonly int[] MathMeans = [345, 388, 420, 446, 468, 484], ReadingMeans = [358, 428, 488, 522, 552, 574];
    static readonly string[] NormingWindows = ["Fall (Beginning of School Year - November 15)", "Winter (November 16 - March 1)", "Spring (March 2 - End of School Year)"];

    static string[] Columns(string[] domains, string measure, string[] closing) =>
    [
        .. Opening.Split(','), measure + " Measure", measure + " Range",
        .. domains.SelectMany(d => (string[])[d + " Scale Score", d + " Placement", d + " Relative Placement"]), .. Growth.Split(','), .. closing,
    ];

    public static IEnumerable<(string Name, CsvTable Table)> Files(District district)
    {
        var scores = Scores.Of(district.Options, district.Students, vendor: 2, firstGrade: 0, lastGrade: 5).ToList();
        foreach (var year in SchoolCalendar.Years)
            foreach (var isMath in (bool[])[false, true])
            {
                var table = new CsvTable(isMath ? MathHeader : ReadingHeader);
                var own = scores.Where(s => s.Year == year.Year && s.IsMath == isMath).ToList();
                var latest = own.GroupBy(s => s.Spell.Student.Index).ToDictionary(g => g.Key, g => g.Max(s => s.Date));
                foreach (var score in own.OrderBy(s => s.Date).ThenBy(s => s.Spell.Student.Index))
                    table.Add(Row(score, table.Header, latest[score.Spell.Student.Index] == score.Date));
                yield return (Text.Of($"iready_{(isMath ? "math" : "ela")}_{year.Year}.csv"), table);
            }
    }

    static string[] Row(Score score, IReadOnlyList<string> header, bool isLatest)
    {
        var row = new string[header.Count];
        Array.Fill(row, "");
        void Set(int place, string value) => row[place] = value;
        var student = score.Spell.Student;
        var window = Array.IndexOf(Scores.Windows, score.Window);
        var scale = Scale(score);
        Set(0, student.FamilyName);
        Set(1, student.GivenName);
        Set(2, student.Number);
        Set(3, score.Spell.Grade == 0 ? "K" : Text.Of(score.Spell.Grade));
        Set(4, Text.LongYear(score.Year));
        Set(5, score.Spell.School.Name);
        Set(6, "Enrolled");
        Set(12, student.Female ? "female" : "male");
        Set(22, Text.ShortAmerican(score.Date));
        Set(23, Text.ShortAmerican(score.Date));
        Set(24, NormingWindows[window]);
        Set(25, window == 0 ? "Y" : "N");
        Set(26, isLatest ? "Y" : "N");
        Set(27, Text.Of(score.Minutes));
        Set(29, "Off");
        Set(30, Text.Of(scale));
        Set(31, Placement(score));
        Set(32, RelativePlacement(LevelsBelow(score)));
        Set(33, Text.Of(Math.Clamp((int)(Curve.ShareBelow(score.Standing) * 100), 1, 99)));
        return row;
    }

    static int Scale(Score score)
    {
        var (mean, gain, spread) = score.IsMath ? (MathMeans[score.Spell.Grade], 26, 27) : (ReadingMeans[score.Spell.Grade], 40, 46);
        var through = score.Window switch { "Fall" => 0.0, "Winter" => 0.55, _ => 1.0 };
        return (int)Math.Floor(mean + gain * through + spread * score.Standing + 0.5);
    }

    /// <summary>Grade levels below the student's own: -1 means at or above the middle of the grade.</summary>
    static int LevelsBelow(Score score)
    {
        var through = score.Window switch { "Fall" => -0.5, "Winter" => 0.0, _ => 0.5 };
        return (score.Standing + through) switch { > 0.7 => -1, > 0.1 => 0, > -0.9 => 1, > -1.8 => 2, _ => 3 };
    }

    static string Placement(Score score)
    {
        var grade = score.Spell.Grade;
        var below = LevelsBelow(score);
        return below switch
        {
            -1 => grade == 0 ? "Mid K" : Text.Of($"Mid {grade}"),
            0 => grade == 0 ? "Early K" : Text.Of($"Early {grade}"),
            _ => grade - below <= 0 ? grade == 0 ? "Emerging K" : "Grade K" : Text.Of($"Grade {grade - below}"),
        };
    }

    static string RelativePlacement(int below) => below switch
    {
        -1 => "Mid or Above Grade Level", 0 => "Early On Grade Level", 1 => "1 Grade Level Below", 2 => "2 Grade Levels Below", _ => "3 or More Grade Levels Below",
    };
}
