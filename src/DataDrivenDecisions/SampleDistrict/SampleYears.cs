using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.SampleDistrict;

/// <summary>The school year in which the sample's day lies.</summary>
internal static class SampleYears
{
    public static readonly SchoolYear Current = SchoolYear.Of(MapleValley.Day);
}
