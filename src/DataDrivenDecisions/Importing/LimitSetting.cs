using System.Globalization;

namespace DataDrivenDecisions.Importing;

/// <summary>What a limit counts.</summary>
public enum LimitUnit
{
    Pieces,
    Characters,
    Bytes,
    Percent,
    Seconds,
}

/// <summary>One limit as a district's setting: what it guards, what it is when nobody sets it, and between which bounds it makes sense.</summary>
public sealed record LimitSetting
{
    const long Kilo = 1024, Mega = 1024 * Kilo, Giga = 1024 * Mega, Tera = 1024 * Giga;
    static readonly (string Unit, long Size)[] Sizes = [("TB", Tera), ("GB", Giga), ("MB", Mega), ("KB", Kilo)];

    LimitSetting(string name, string title, string why, LimitUnit unit, long least, long most, Func<ImportLimits, long> get, Func<ImportLimits, long, ImportLimits> with) =>
        (Name, Title, Why, Unit, Least, Most, Get, With) = (name, title, why, unit, least, most, get, with);

    /// <summary>A short stable name in kebab-case.</summary>
    public string Name { get; }
    public string Title { get; }

    /// <summary>What it guards against, in a sentence.</summary>
    public string Why { get; }
    public LimitUnit Unit { get; }

    /// <summary>The least that makes sense; below it honest files are refused.</summary>
    public long Least { get; }

    /// <summary>The most that makes sense; above it the limit guards nothing.</summary>
    public long Most { get; }

    /// <summary>What it is when nobody sets it.</summary>
    public long Usual => Get(ImportLimits.Default);

    Func<ImportLimits, long> Get { get; }
    Func<ImportLimits, long, ImportLimits> With { get; }

    public static readonly LimitSetting UploadBytes = new("upload-size", "Largest upload", "What one delivery sent with a browser may have; larger ones go into the drop folder.",
        LimitUnit.Bytes, Mega, Tera, l => l.UploadBytes, (l, v) => l with { UploadBytes = v });

    public static readonly LimitSetting UnpackedBytes = new("unpacked-size", "Largest zip, unpacked", "A zip that unpacks to more may fill the disk.",
        LimitUnit.Bytes, Mega, Tera, l => l.UnpackedBytes, (l, v) => l with { UnpackedBytes = v });

    public static readonly LimitSetting UnpackedRatio = new("unpacked-times", "Most times larger than packed", "Tables pack to a tenth or so; a file that unpacks to hundreds of times its size is made to harm.",
        LimitUnit.Pieces, 10, 100_000, l => l.UnpackedRatio, (l, v) => l with { UnpackedRatio = (int)v });

    public static readonly LimitSetting RatioMattersFrom = new("unpacked-times-from", "Size from which that is looked at", "Small files may pack to next to nothing.",
        LimitUnit.Bytes, 0, Giga, l => l.RatioMattersFrom, (l, v) => l with { RatioMattersFrom = v });

    public static readonly LimitSetting WorkbookBytes = new("workbook-size", "Largest Excel workbook, unpacked", "The texts of a workbook lie in memory while it is read.",
        LimitUnit.Bytes, Mega, 4 * Giga, l => l.WorkbookBytes, (l, v) => l with { WorkbookBytes = v });

    public static readonly LimitSetting Files = new("files", "Most files in a delivery", "More are a folder chosen by mistake.",
        LimitUnit.Pieces, 1, 100_000, l => l.Files, (l, v) => l with { Files = (int)v });

    public static readonly LimitSetting Columns = new("columns", "Most columns of a file", "More are a file without line breaks. The widest genuine one we met has 2,135.",
        LimitUnit.Pieces, 50, 100_000, l => l.Columns, (l, v) => l with { Columns = (int)v });

    public static readonly LimitSetting FieldCharacters = new("field-length", "Longest field", "A longer text is usually a quote that is never closed.",
        LimitUnit.Characters, Kilo, 16 * Mega, l => l.FieldCharacters, (l, v) => l with { FieldCharacters = (int)v });

    public static readonly LimitSetting LineCharacters = new("line-length", "Longest line or record", "A longer line is usually a quote that is never closed, or a missing line break.",
        LimitUnit.Characters, 16 * Kilo, 64 * Mega, l => l.LineCharacters, (l, v) => l with { LineCharacters = (int)v });

    public static readonly LimitSetting PreambleLines = new("lines-before-header", "Most lines before the header", "Titles and dates may stand above a table; a header further down is not looked for.",
        LimitUnit.Pieces, 0, 1_000, l => l.PreambleLines, (l, v) => l with { PreambleLines = (int)v });

    public static readonly LimitSetting StudentIds = new("ids-compared", "Most ids compared for matching", "So many ids of a column tell which kind of id it is; more say nothing new.",
        LimitUnit.Pieces, 1_000, 10_000_000, l => l.StudentIds, (l, v) => l with { StudentIds = (int)v });

    public static readonly LimitSetting SchoolHoldPercent = new("held-in-school", "Most that may end in a school unasked", "A delivery that would end more of any kind of record in one school waits for a person.",
        LimitUnit.Percent, 1, 50, l => l.SchoolHoldPercent, (l, v) => l with { SchoolHoldPercent = (int)v });

    public static readonly LimitSetting DistrictHoldPercent = new("held-in-district", "Most that may end in the district unasked", "The same over all schools. A school that would vanish always waits.",
        LimitUnit.Percent, 1, 50, l => l.DistrictHoldPercent, (l, v) => l with { DistrictHoldPercent = (int)v });

    public static readonly LimitSetting QuietSeconds = new("drop-folder-quiet", "How long a dropped file must stand still", "A file without NAME.done beside it may still be written; one that was written to within this time is left for later.",
        LimitUnit.Seconds, 5, 24 * 60 * 60, l => l.QuietSeconds, (l, v) => l with { QuietSeconds = (int)v });

    public static readonly LimitSetting OpenUploads = new("open-uploads", "Most uploads a person may have open", "Uploads that broke off lie on the disk for a day.",
        LimitUnit.Pieces, 1, 100, l => l.OpenUploads, (l, v) => l with { OpenUploads = (int)v });

    /// <summary>Every limit, in the order in which people read them.</summary>
    public static IReadOnlyList<LimitSetting> All { get; } =
    [
        UploadBytes, OpenUploads, QuietSeconds, Files, UnpackedBytes, UnpackedRatio, RatioMattersFrom, WorkbookBytes, Columns, LineCharacters, FieldCharacters, PreambleLines, StudentIds,
        SchoolHoldPercent, DistrictHoldPercent,
    ];

    /// <summary>The setting of a name, or null.</summary>
    public static LimitSetting? Named(string name) => All.FirstOrDefault(s => s.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The limits that a district's settings make; what is not set, or no longer allowed, is as usual.</summary>
    public static ImportLimits Of(IReadOnlyDictionary<string, long> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return All.Aggregate(ImportLimits.Default, (limits, s) => settings.TryGetValue(s.Name, out var value) && s.Allows(value) ? s.With(limits, value) : limits);
    }

    public long In(ImportLimits limits) => Get(limits);

    public bool Allows(long value) => value >= Least && value <= Most;

    // The units in which it may be said, the one that it is told in first.
    IReadOnlyList<(string Unit, long Size)> Units => Unit switch
    {
        LimitUnit.Bytes or LimitUnit.Characters => Sizes,
        LimitUnit.Percent => [("%", 1)],
        LimitUnit.Seconds => [("seconds", 1), ("s", 1)],
        _ => [],
    };

    /// <summary>Reads "5000", "5,000", for bytes and characters also "2 GB" or "64 KB", for the others "10 %" or "60 seconds".</summary>
    /// <exception cref="FormatException">It is no number, or none that makes sense here; the message says what is allowed.</exception>
    public long Parse(string? text)
    {
        var digits = (text ?? "").Trim().Replace(",", "", StringComparison.Ordinal);
        var size = 1L;
        foreach (var (unit, many) in Units)
            if (digits.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                (digits, size) = (digits[..^unit.Length].Trim(), many);
                break;
            }
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= long.MaxValue / size && Allows(n * size) ? n * size : throw new FormatException(Allowed);
    }

    /// <summary>What may be said, in a sentence.</summary>
    public string Allowed => $"{Title} may be {Say(Least)} to {Say(Most)}; usual is {Say(Usual)}.";

    /// <summary>"2 GB", "5,000": the number as people read and type it.</summary>
    public string Say(long value)
    {
        foreach (var (unit, size) in Units)
            if (value >= size && value % size == 0)
                return $"{(value / size).ToString("N0", CultureInfo.InvariantCulture)} {unit}{(Unit == LimitUnit.Characters ? " of text" : "")}";
        return value.ToString("N0", CultureInfo.InvariantCulture);
    }

    /// <summary>A table of more columns than this limit of columns.</summary>
    public ImportRejected TooWide(ImportLimits limits, string table) => Refuse(limits, table, $"The file has more than {Get(limits)} columns.", "Check that its lines end where they should.");

    /// <summary>Which setting stood in a file's way, for the end of a refusal.</summary>
    public string Names(ImportLimits limits) => $"The limit is the setting {Name}, here {Say(Get(limits))}.";

    /// <summary>A file that goes over this limit.</summary>
    public ImportRejected Refuse(ImportLimits limits, string file, string what, string remedy) => new(file, what, $"{remedy} {Names(limits)}");
}
