using DataDrivenDecisions.Importing.Quality;

namespace DataDrivenDecisions.Web.Hosting;

/// <summary>How severity and ownership of a data-quality check are said, and with which face.</summary>
public static class QualityWords
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.High => "Numbers are wrong",
        Severity.Medium => "Numbers are doubtful",
        _ => "Untidy",
    };

    public static string Tag(Severity severity) => severity switch
    {
        Severity.High => "tag-warm",
        Severity.Medium => "tag-hold",
        _ => "tag-quiet",
    };

    public static string Of(QualityOwner owner) => owner switch
    {
        QualityOwner.DataCoordinator => "Data coordinator",
        QualityOwner.Registrar => "Registrar",
        QualityOwner.AttendanceClerk => "Attendance clerk",
        QualityOwner.Counselor => "Counselor",
        _ => "Assessment coordinator",
    };
}
