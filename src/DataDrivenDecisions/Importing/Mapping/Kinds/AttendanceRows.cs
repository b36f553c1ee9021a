using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Attendance: who was absent or late (or present) on which day, in the source's own codes.</summary>
internal sealed class AttendanceRows : ContentKind
{
    /// <summary>What a meaning says of the day. In-school suspension and approved off-site instruction count as present (EDFacts FS195).</summary>
    static readonly Dictionary<string, AttendanceMeaning> Said = new(StringComparer.Ordinal)
    {
        ["present"] = new(AttendanceStatus.Present),
        ["absent"] = new(AttendanceStatus.Absent),
        ["absent-excused"] = new(AttendanceStatus.Absent, IsExcused: true),
        ["partial"] = new(AttendanceStatus.Partial),
        ["tardy"] = new(AttendanceStatus.Tardy),
        ["tardy-excused"] = new(AttendanceStatus.Tardy, IsExcused: true),
        ["suspended-out-of-school"] = new(AttendanceStatus.Absent, IsExcused: true, IsSuspension: true),
        ["suspended-in-school"] = new(AttendanceStatus.Present, IsSuspension: true),
        ["off-site"] = new(AttendanceStatus.Present, IsExcused: true),
        ["unknown"] = new(AttendanceStatus.Unknown),
    };

    public override string Name => "attendance";
    public override string Title => "Attendance";
    public override string OneRowIs => "one student on one day or in one period";
    public override Turn Turn => Turn.Events;
    public override bool CanReplaceDays => true;
    public override IReadOnlyList<string> Telling => ["date", "code"];
    public override IReadOnlyList<string> FileWords => ["attendance", "absences", "absence", "absent", "tardies"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        CommonFields.School,
        new() { Name = "date", Label = "Day", Type = FieldType.Date, IsRequired = true, IsPast = true, AlsoCalled = ["attendance date", "date", "absence date", "school date", "event date", "day", "date of absence", "calendar date"] },
        new()
        {
            Name = "code", Label = "Attendance code", Type = FieldType.Code, IsRequired = true, UnknownIs = "unknown",
            AlsoCalled = ["attendance code", "code", "absence code", "attendance status", "status", "absence type", "attendance", "attendance type", "attendance event category", "attendance event", "att code", "mark"],
            Meanings =
            [
                new("present", "Present", "P", "Present", "In attendance", "Here", "."),
                new("absent", "Absent, not excused", "A", "U", "UA", "UNX", "UX", "Absent", "Unexcused", "Unexcused absence", "AU", "Truant", "Unverified"),
                new("absent-excused", "Absent, excused", "E", "EA", "EX", "AE", "M", "Excused", "Excused absence", "Medical", "Illness", "Sick"),
                new("tardy", "Late", "T", "L", "TU", "UT", "Tardy", "Late", "Tardy unexcused", "Unexcused tardy", "Early departure", "Left early", "Early dismissal"),
                new("tardy-excused", "Late, excused", "TE", "ET", "LE", "Tardy excused", "Excused tardy"),
                new("suspended-out-of-school", "Suspended, out of school", "S", "OSS", "OS", "Out-of-school suspension", "Suspended", "Suspension"),
                new("suspended-in-school", "Suspended, in school", "I", "ISS", "IS", "In-school suspension"),
                new("off-site", "At an approved activity off site", "F", "FT", "Field trip", "Off site", "School activity", "SA", "Activity"),
                new("partial", "Absent for part of the day", "Partial", "PD", "Part day", "Half day", "H"),
                new("unknown", "Not known"),
            ],
        },
        new() { Name = "portion_absent", Label = "Part of the day missed, 0 to 1", Type = FieldType.Number, Least = 0, Most = 1, AlsoCalled = ["portion absent", "portion", "days absent", "absence value", "absent value", "fraction absent", "day portion"] },
        new() { Name = "reason", Label = "Reason", AlsoCalled = ["reason", "absence reason", "comment", "comments", "note", "notes", "attendance reason"] },
        new() { Name = "period", Label = "Period", AlsoCalled = ["period", "period name", "block", "attendance period", "hour"] },
        CommonFields.Section with { IsRequired = false },
        new() { Name = "every_day", Label = "The file has a row for every student and day, present ones too", Type = FieldType.Flag, AlsoCalled = ["every day"] },
        CommonFields.Year,
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var school = row.School();
        var day = row.SchoolDay("date", school);
        var meaning = Said.GetValueOrDefault(row.Text("code"), new(AttendanceStatus.Unknown));
        var portion = row.NumberOrNull("portion_absent");
        yield return new AttendanceArrival
        {
            Line = row.Line,
            StudentId = row.Student(),
            SchoolId = school,
            Day = day,
            Year = row.YearOrNull(),
            Period = row.TextOrNull("period"),
            SectionId = row.TextOrNull("section"),
            Code = row.Original("code") ?? "blank",
            Status = meaning.StatusFor(portion),
            PortionAbsent = meaning.PortionFor(portion),
            IsExcused = meaning.IsExcused,
            IsSuspension = meaning.IsSuspension,
            Reason = row.TextOrNull("reason"),
            IsFullRecord = row.FlagOrNull("every_day") ?? false,
        };
    }
}
