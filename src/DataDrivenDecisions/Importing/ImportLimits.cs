using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Importing;

/// <summary>How large a delivery and its parts may be before they are taken for an accident or an attack, and how much it may end before a person is asked.</summary>
public sealed record ImportLimits
{
    /// <summary>The most bytes of a delivery that is sent with a browser.</summary>
    public long UploadBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The longest field, in characters.</summary>
    public int FieldCharacters { get; init; } = 64 * 1024;

    /// <summary>The longest line, in characters; a longer one is usually an unclosed quote.</summary>
    public int LineCharacters { get; init; } = 1024 * 1024;

    /// <summary>The most columns of a file.</summary>
    public int Columns { get; init; } = 5_000;

    /// <summary>The most lines before the header.</summary>
    public int PreambleLines { get; init; } = 30;

    /// <summary>The most files in a zip or folder.</summary>
    public int Files { get; init; } = 1_000;

    /// <summary>The most bytes of a zip after unpacking.</summary>
    public long UnpackedBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>How many times larger a file may be than its packed form; real CSV stays far below it.</summary>
    public int UnpackedRatio { get; init; } = 300;

    /// <summary>The most bytes of a workbook after unpacking; its texts are held in memory while it is read.</summary>
    public long WorkbookBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>How many different ids of a column are looked at to tell which column names the students; more say nothing new.</summary>
    public int StudentIds { get; init; } = 100_000;

    /// <summary>The size below which the ratio is not looked at.</summary>
    public long RatioMattersFrom { get; init; } = 16 * 1024 * 1024;

    /// <summary>So many per cent of a kind of record may end in one school before a delivery waits for a person.</summary>
    public int SchoolHoldPercent { get; init; } = Batch.UsualSchoolHoldPercent;

    /// <summary>The same over the whole district.</summary>
    public int DistrictHoldPercent { get; init; } = Batch.UsualDistrictHoldPercent;

    /// <summary>How long nothing may have been written to a delivery in the drop folder before it counts as whole, in seconds.</summary>
    public int QuietSeconds { get; init; } = 60;

    /// <summary>So many uploads a person may have open at a time.</summary>
    public int OpenUploads { get; init; } = 5;

    /// <summary>The limits that a district starts with; <see cref="LimitSetting"/> makes each of them a setting.</summary>
    public static ImportLimits Default { get; } = new();
}
