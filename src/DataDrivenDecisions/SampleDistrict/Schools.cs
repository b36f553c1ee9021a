namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One school of the sample district: its number in the SIS, its id in the roster, its grades.</summary>
internal sealed record School(string Number, string SourcedId, string Name, int FirstGrade, int LastGrade, double Climate)
{
    public bool IsElementary => LastGrade == 5;
    public bool IsHigh => LastGrade == 12;
    public bool Teaches(int grade) => grade >= FirstGrade && grade <= LastGrade;
}

/// <summary>The six schools and which of them a student goes to.</summary>
internal static class Schools
{
    public const string DistrictSourcedId = "mv-district", DistrictIdentifier = "4510", DistrictName = "Maple Valley School District";

    public static readonly School Cedar = new("0110", "mv-0110", "Cedar Grove Elementary", 0, 5, 0.15);
    public static readonly School River = new("0120", "mv-0120", "Riverbend Elementary", 0, 5, -0.25);
    public static readonly School Sunrise = new("0130", "mv-0130", "Sunrise Elementary", 0, 5, 0.05);
    public static readonly School Lakeview = new("0210", "mv-0210", "Lakeview Middle School", 6, 8, 0.0);
    public static readonly School Ridgeline = new("0220", "mv-0220", "Ridgeline Middle School", 6, 8, 0.10);
    public static readonly School High = new("0310", "mv-0310", "Maple Valley High School", 9, 12, 0.0);

    public static readonly School[] All = [Cedar, River, Sunrise, Lakeview, Ridgeline, High];

    /// <summary>The school of a grade for a family's home zone (0 to 2); zone 1 is divided between the middle schools.</summary>
    public static School For(int zone, int family, int grade) => grade switch
    {
        <= 5 => All[zone],
        <= 8 => zone == 0 || (zone == 1 && family % 2 == 0) ? Lakeview : Ridgeline,
        _ => High,
    };

    /// <summary>The other school of the same grades that a family within the district moves to.</summary>
    public static School Other(School school, Rng rng)
    {
        var others = All.Where(s => s != school && s.FirstGrade == school.FirstGrade).ToArray();
        return others.Length == 0 ? school : rng.Pick(others);
    }
}
