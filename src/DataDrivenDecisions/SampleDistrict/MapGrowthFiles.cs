namespace DataDrivenDecisions.SampleDistrict;

/// <summary>MAP-Growth-shaped results: one row per student, subject and test in the columns of the vendor's combined data file.</summary>
internal static class MapGrowthFiles
{
    static readonly string[] Header = [.. Columns()];
    static readonly Dictionary<string, int> Place = Header.Index().ToDictionary(c => c.Item, c => c.Index);

    // Means near the vendor's published 2020 norms at the start of grades 2 to 10, and the points gained in the year; only the order of size matters here.
    static readonly double[] MathMeans = [175, 188.5, 199.6, 209.1, 214.8, 220.2, 224.9, 226.4, 229.1], MathGains = [14.2, 12.5, 10.6, 9.1, 7.9, 6.3, 5.4, 3.4, 3.0];
    static readonly double[] ReadingMeans = [172.4, 186.6, 196.7, 204.5, 210.2, 214.2, 218, 218.9, 221.5], ReadingGains = [13.6, 10.6, 8.2, 6.5, 5.3, 4.2, 3.5, 2.0, 1.6];

    public static IEnumerable<(string Name, CsvTable Table)> Files(District district)
    {
        var scores = Scores.Of(district.Options, district.Students, vendor: 1, firstGrade: 2, lastGrade: 10).ToList();
        foreach (var year in SchoolCalendar.Years)
        {
            var table = new CsvTable(Header);
            foreach (var score in scores.Where(s => s.Year == year.Year).OrderBy(s => s.Date).ThenBy(s => s.Spell.Student.Index).ThenBy(s => s.IsMath))
                table.Add(Row(score));
            yield return (Text.Of($"map_growth_{year.Year}.csv"), table);
        }
    }

    static string[] Row(Score score)
    {
        var row = new string[Header.Length];
        Array.Fill(row, "");
        void Set(string column, string value) => row[Place[column]] = value;
        var rit = Rit(score);
        var share = Curve.ShareBelow(score.Standing);
        Set("TermName", Text.Of($"{score.Window} {Text.LongYear(score.Year)}"));
        Set("DistrictName", Schools.DistrictName);
        Set("District_StateID", Schools.DistrictIdentifier);
        Set("SchoolName", score.Spell.School.Name);
        Set("School_StateID", score.Spell.School.Number);
        Set("StudentID", score.Spell.Student.Number);
        Set("Subject", score.IsMath ? "Mathematics" : "Language Arts");
        Set("Course", score.IsMath ? "Math K-12" : "Reading");
        Set("GrowthMeasureYN", "TRUE");
        Set("NormsReferenceData", "2020");
        Set("TestType", "Survey With Goals");
        Set("TestName", score.IsMath ? "Growth: Math 6+" : "Growth: Reading 6+");
        Set("TestStartDate", Text.American(score.Date));
        Set("TestDurationMinutes", Text.Of(score.Minutes));
        Set("TestRITScore", Text.Of(rit));
        Set("TestStandardError", "3.1");
        Set("TestPercentile", Text.Of(Math.Clamp((int)(share * 100), 1, 99)));
        Set("AchievementQuintile", share switch { < 0.2 => "Low", < 0.4 => "LoAvg", < 0.6 => "Avg", < 0.8 => "HiAvg", _ => "High" });
        return row;
    }

    static int Rit(Score score)
    {
        var grade = score.Spell.Grade - 2;
        var (mean, gain) = score.IsMath ? (MathMeans[grade], MathGains[grade]) : (ReadingMeans[grade], ReadingGains[grade]);
        var through = score.Window switch { "Fall" => 0.0, "Winter" => 0.6, _ => 1.0 };
        return (int)Math.Floor(mean + gain * through + (13 + grade * 0.5) * score.Standing + 0.5);
    }

    static IEnumerable<string> Columns()
    {
        foreach (var name in "TermName DistrictName District_StateID SchoolName School_StateID StudentID Student_StateID Subject Course GrowthMeasureYN NormsReferenceData".Split(' '))
            yield return name;
        foreach (var period in (string[])["WISelectedAY", "WIPreviousAY"])
            foreach (var window in Scores.Windows)
                yield return period + window;
        const string test = "TestType TestName TestID TestStartDate TestStartTime TestDurationMinutes TestRITScore TestStandardError TestPercentile "
            + "AchievementQuintile PercentCorrect RapidGuessingPercentage";
        foreach (var name in test.Split(' '))
            yield return name;
        string[] spans = ["FallToFall", "FallToWinter", "FallToSpring", "WinterToWinter", "WinterToSpring", "SpringToSpring"];
        string[] growth = ["ProjectedGrowth", "ObservedGrowth", "ObservedGrowthSE", "MetProjectedGrowth", "ConditionalGrowthIndex", "ConditionalGrowthPercentile", "GrowthQuintile"];
        foreach (var span in spans)
            foreach (var figure in growth)
                yield return span + figure;
        foreach (var name in "LexileScore LexileMin LexileMax QuantileScore QuantileMin QuantileMax".Split(' '))
            yield return name;
        for (var goal = 1; goal <= 8; goal++)
            foreach (var figure in (string[])["Name", "RitScore", "StdErr", "Range", "Adjective"])
                yield return Text.Of($"Goal{goal}{figure}");
        foreach (var span in spans)
            yield return $"Typical{span}Growth";
        for (var study = 1; study <= 10; study++)
        {
            yield return Text.Of($"ProjectedProficiencyStudy{study}");
            yield return Text.Of($"ProjectedProficiencyLevel{study}");
        }
    }
}
