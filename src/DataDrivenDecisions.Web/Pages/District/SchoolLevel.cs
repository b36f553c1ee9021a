namespace DataDrivenDecisions.Web.Pages.District;

/// <summary>What a school teaches, by its highest grade: up to grade 6, up to grade 8, or beyond.</summary>
public enum SchoolLevel
{
    Elementary,
    Middle,
    High,
}
