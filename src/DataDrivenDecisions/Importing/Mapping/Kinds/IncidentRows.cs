using DataDrivenDecisions.Facts.Arrivals;

namespace DataDrivenDecisions.Importing.Mapping.Kinds;

/// <summary>Discipline: what happened, who took part, and what followed.</summary>
internal sealed class IncidentRows : ContentKind
{
    public override string Name => "incidents";
    public override string Title => "Discipline incidents";
    public override string OneRowIs => "one student’s part in one incident";
    public override Turn Turn => Turn.Events;
    public override IReadOnlyList<string> Telling => ["behavior", "action", "incident"];
    public override IReadOnlyList<string> FileWords => ["incidents", "discipline", "behavior", "behaviour", "referrals", "suspensions"];

    public override IReadOnlyList<ContentField> Fields { get; } =
    [
        CommonFields.Student,
        new() { Name = "date", Label = "Day of the incident", Type = FieldType.Date, IsRequired = true, IsPast = true, AlsoCalled = ["incident date", "date", "event date", "offense date", "date of incident", "referral date", "infraction date"] },
        new()
        {
            Name = "behavior", Label = "What happened", IsRequired = true,
            AlsoCalled = ["behavior", "offense", "incident type", "behaviour", "infraction", "incident code", "offense code", "violation", "event name", "description", "offense description", "incident description", "problem behavior"],
        },
        new() { Name = "incident", Label = "Incident’s number", Type = FieldType.Id, AlsoCalled = ["incident id", "incident number", "incident", "referral id", "offense number", "case id", "event id", "case number"] },
        CommonFields.SchoolWhereKnown,
        new() { Name = "state_offense", Label = "Reported to the state", Type = FieldType.Flag, AlsoCalled = ["state offense", "state reportable", "reportable", "state reported", "state report", "reported to state"] },
        new() { Name = "action", Label = "What followed", AlsoCalled = ["action", "consequence", "resolution", "disposition", "discipline", "action taken", "penalty", "resolution name", "action code", "incident action"] },
        new() { Name = "action_date", Label = "Day of what followed", Type = FieldType.Date, AlsoCalled = ["action date", "action start date", "resolution start date", "consequence date", "begin date", "start date"] },
        new() { Name = "action_days", Label = "Days of what followed", Type = FieldType.Number, Least = 0, Most = 366, AlsoCalled = ["action days", "days", "duration", "days suspended", "length", "number of days", "suspension days", "resolution length", "action length"] },
    ];

    internal override IEnumerable<Arrival> Read(MappedRow row)
    {
        var (student, day, behavior) = (row.Student(), row.PastDate("date"), row.Text("behavior"));
        yield return new IncidentArrival
        {
            Line = row.Line,
            // An export without incident numbers tells incidents apart by student, day and what happened.
            IncidentId = row.TextOrNull("incident") ?? FormattableString.Invariant($"{student}/{day:yyyy-MM-dd}/{behavior}"),
            StudentId = student,
            SchoolId = row.SchoolOrNull(),
            Day = day,
            Behavior = behavior,
            IsStateOffense = row.FlagOrNull("state_offense") ?? false,
            Action = row.TextOrNull("action"),
            ActionDay = row.DateOrNull("action_date"),
            ActionDays = row.NumberOrNull("action_days"),
        };
    }
}
