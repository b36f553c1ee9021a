using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Formats.Sis;

/// <summary>A student information system's attendance by exception. Its codes are the district's own, so what the product says beside the code decides first.</summary>
/// <param name="layout">The product's columns.</param>
public sealed class SisAttendance(SisLayout layout) : SisFormat(layout)
{
    // What codes and types are called most often. In-school suspension counts as present (EDFacts FS195).
    static readonly Dictionary<string, AttendanceMeaning> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["A"] = new(AttendanceStatus.Absent), ["U"] = new(AttendanceStatus.Absent), ["UA"] = new(AttendanceStatus.Absent), ["UNX"] = new(AttendanceStatus.Absent), ["Unexcused"] = new(AttendanceStatus.Absent), ["Absent"] = new(AttendanceStatus.Absent),
        ["E"] = new(AttendanceStatus.Absent, IsExcused: true), ["EA"] = new(AttendanceStatus.Absent, IsExcused: true), ["EX"] = new(AttendanceStatus.Absent, IsExcused: true), ["Excused"] = new(AttendanceStatus.Absent, IsExcused: true),
        ["M"] = new(AttendanceStatus.Absent, IsExcused: true), ["T"] = new(AttendanceStatus.Tardy), ["TU"] = new(AttendanceStatus.Tardy), ["TE"] = new(AttendanceStatus.Tardy, IsExcused: true), ["Tardy"] = new(AttendanceStatus.Tardy),
        ["S"] = new(AttendanceStatus.Absent, IsExcused: true, IsSuspension: true), ["OSS"] = new(AttendanceStatus.Absent, IsExcused: true, IsSuspension: true), ["Out of School Suspension"] = new(AttendanceStatus.Absent, IsExcused: true, IsSuspension: true),
        ["ISS"] = new(AttendanceStatus.Present, IsSuspension: true), ["In School Suspension"] = new(AttendanceStatus.Present, IsSuspension: true), ["P"] = new(AttendanceStatus.Present), ["Present"] = new(AttendanceStatus.Present),
    };

    // Infinite Campus's status beside the district's code, and its excuse beside that.
    static readonly CodeTable<AttendanceStatus> Statuses = new("attendance status", AttendanceStatus.Unknown, "unknown",
        ("A", AttendanceStatus.Absent), ("Absent", AttendanceStatus.Absent), ("T", AttendanceStatus.Tardy), ("Tardy", AttendanceStatus.Tardy),
        ("E", AttendanceStatus.Tardy), ("Early Release", AttendanceStatus.Tardy), ("P", AttendanceStatus.Present), ("Present", AttendanceStatus.Present));

    static readonly CodeTable<bool> Excuses = new("attendance excuse", false, "unexcused",
        ("E", true), ("Excused", true), ("X", true), ("Exempt", true), ("U", false), ("Unexcused", false), ("K", false), ("Unknown", false));

    public override Turn Turn => Turn.Events;

    public override string StudentColumn => Of("student");

    public override IEnumerable<Arrival> Arrivals(Row row)
    {
        var (meaning, code) = Means(row);
        yield return new AttendanceArrival
        {
            Line = row.Line,
            StudentId = row.StudentId(Of("student")),
            SchoolId = row.SchoolId(Of("school")),
            Day = row.PastDate(Of("date")),
            Period = row.TextOrNull(Of("period")),
            Code = code,
            Status = meaning.Status,
            PortionAbsent = meaning.PortionFor(null),
            IsExcused = meaning.IsExcused,
            IsSuspension = meaning.IsSuspension,
            Reason = row.TextOrNull(Of("reason")),
        };
    }

    (AttendanceMeaning Meaning, string Code) Means(Row row)
    {
        if (row.Has(Of("absent")))
            return ByFlags(row);
        var code = row.Text(Of("code"));
        var known = Codes.TryGetValue(code, out var meaning);
        // A day of in-school suspension is a day present, also where the product counts the code among its absences.
        if (meaning.IsInSchoolSuspension)
            return (meaning, code);
        if (row.TextOrNull(Of("status")) is { } status)
            return (ByStatus(row, status, row.TextOrNull(Of("excuse"))) with { IsSuspension = meaning.IsSuspension }, code);
        // The district says of each of its codes whether it is an absence; that outweighs what the code looks like.
        var presence = row.TextOrNull(Of("presence"));
        if ("Absent".Equals(presence, StringComparison.OrdinalIgnoreCase))
            return (meaning with { Status = AttendanceStatus.Absent }, code);
        if ("Present".Equals(presence, StringComparison.OrdinalIgnoreCase))
            return (meaning with { Status = meaning.Status is AttendanceStatus.Tardy && known ? AttendanceStatus.Tardy : AttendanceStatus.Present }, code);
        if (!known && code.Length > 0)
            row.Note($"had the attendance code \"{code}\", which is not mapped; it counts as unknown");
        return (known ? meaning : new AttendanceMeaning(AttendanceStatus.Unknown), code);
    }

    (AttendanceMeaning, string) ByFlags(Row row)
    {
        var (absent, tardy, excused) = (row.FlagOrNull(Of("absent")) ?? false, row.FlagOrNull(Of("tardy")) ?? false, row.FlagOrNull(Of("excused")) ?? false);
        return (new AttendanceMeaning(absent ? AttendanceStatus.Absent : tardy ? AttendanceStatus.Tardy : AttendanceStatus.Present, excused), absent ? "absence" : tardy ? "tardy" : "present");
    }

    static AttendanceMeaning ByStatus(Row row, string status, string? excuse)
    {
        var said = Statuses.Of(row, status);
        return new(said, said is not AttendanceStatus.Unknown && excuse is not null && Excuses.Of(row, excuse));
    }

    /// <summary>Every product's export of attendance.</summary>
    public static IReadOnlyList<SisAttendance> Files { get; } = [.. SisLayout.Of("attendance").Select(l => new SisAttendance(l))];
}
