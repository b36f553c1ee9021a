using DataDrivenDecisions.Records;
using static System.FormattableString;

namespace DataDrivenDecisions.Schedules;

/// <summary>
/// Who may release what is held: somebody other than who brought it in. Where a district has nobody else, the one person may, after typing the number of
/// records that would end.
/// </summary>
public static class SecondPerson
{
    const string Operator = "operator:";

    /// <summary>Who else could release it: the district's other administrators who can sign in, by user name. Somebody who has not set a password yet can do nothing, and must not keep out who can.</summary>
    public static IReadOnlyList<string> Others(RecordStore records, string district, string by)
    {
        ArgumentNullException.ThrowIfNull(records);
        return
        [
            .. records.People.List(district).Where(p => p.IsActive && p.Role is Role.Leader or Role.Coordinator && !IsSame(p.UserName, by) && records.People.HasPassword(p))
                .Select(p => p.UserName).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>True when this person brought the delivery in.</summary>
    public static bool Brought(ImportedDelivery delivery, string by)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return IsSame(delivery.By, by);
    }

    /// <summary>Why this person may not release it like this, and what to do; null when she may.</summary>
    /// <param name="records">Where the district's people are.</param>
    /// <param name="district">Its short name.</param>
    /// <param name="delivery">What is held.</param>
    /// <param name="by">Who wants to release it.</param>
    /// <param name="ending">The number that she typed, or null.</param>
    public static string? WhyNot(RecordStore records, string district, ImportedDelivery delivery, string by, long? ending)
    {
        if (!Brought(delivery, by))
            return null;
        if (Others(records, district, by) is { Count: > 0 } others)
            return Invariant($"You brought import {delivery.Id} in, so somebody else must release it: {string.Join(", ", others)}.");
        if (ending == delivery.WouldEnd)
            return null;
        return ending is null
            ? Invariant($"You brought import {delivery.Id} in, and nobody else can release it. To release it alone, type how many records would end: {delivery.WouldEnd}.")
            : Invariant($"{delivery.WouldEnd} records would end, not {ending}. Nothing was released; look again, then type the number.");
    }

    /// <summary>True for one and the same: whoever works on the server is the person of the same name on the pages.</summary>
    public static bool IsSame(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    static string Bare(string who) => who.StartsWith(Operator, StringComparison.Ordinal) ? who[Operator.Length..] : who;
}
