using System.Text.Json;
using DataDrivenDecisions.Facts.Arrivals;
using DataDrivenDecisions.Importing.Formats;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>
/// What the files of a OneRoster bundle say only together: the manifest's word on each file, who is what, and whether end dates are the last day.
/// </summary>
internal sealed class OneRosterBundle
{
    readonly Dictionary<string, PersonKinds> _people = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<UserRole>> _roles = new(StringComparer.Ordinal);
    readonly IReadOnlyList<Survey> _files;
    readonly OneRosterManifest _manifest;
    readonly ImportLimits _limits;

    OneRosterBundle(IReadOnlyList<Survey> files, OneRosterManifest manifest, ImportLimits limits) => (_files, _manifest, _limits) = (files, manifest, limits);

    /// <summary>Sentences about the bundle as a whole.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Who is what, by id.</summary>
    public IReadOnlyDictionary<string, PersonKinds> People => _people;

    /// <summary>What OneRoster 1.2's roles file says, by the user's id: primary roles first, whatever the order of the file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<UserRole>> Roles => _roles.ToDictionary(r => r.Key, r => UserRole.InOrder(r.Value), StringComparer.Ordinal);

    /// <summary>True when the bundle's end dates look like last days and not like the days after them.</summary>
    public bool EndDateIsLastDay { get; private set; }

    /// <summary>Looks over a delivery's OneRoster files; null when there are none.</summary>
    public static OneRosterBundle? Of(Delivery delivery, IReadOnlyList<Survey> files, ImportOptions options, Func<IReadOnlyList<KnownRole>> knownRoles, ImportLimits limits)
    {
        var own = files.Where(f => f.File.Format is OneRosterFormat).ToList();
        if (own.Count == 0)
            return null;
        var bundle = new OneRosterBundle(own, OneRosterManifest.Of(delivery.Manifest, limits), limits);
        bundle.ReadPeople(knownRoles);
        bundle.GuessEndDates(options.EndDateIsLastDay ?? (bundle._manifest.IsOurs ? false : null));
        return bundle;
    }

    /// <summary>What a file of the bundle means for rows that it does not name: bulk is the whole, delta the changes, anything else an update.</summary>
    public Merge MergeOf(Survey file) => _manifest.MergeOf(((OneRosterFormat)file.File.Format).File);

    /// <summary>The ids of a complete orgs file; null where it is absent or brings only changes. Our own exports leave out orgs that were only mentioned, and are not held to them.</summary>
    public IReadOnlySet<string>? Orgs() =>
        !_manifest.IsOurs && _manifest.MergeOf("orgs") == Merge.Snapshot && _files.Any(f => f.File.Format is OneRosterOrgs) ? Fields("orgs", "sourcedId").Select(f => f[0]).ToHashSet(StringComparer.Ordinal) : null;

    void ReadPeople(Func<IReadOnlyList<KnownRole>> known)
    {
        foreach (var fields in Fields("users", "sourcedId", "role"))
            foreach (var role in fields[1].Split(',', StringSplitOptions.TrimEntries))
                Add(fields[0], OneRosterUsers.KindOf(role));
        var users = _people.Keys.ToHashSet(StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        var others = 0L;
        foreach (var fields in Fields("roles", "sourcedId", "userSourcedId", "role", "orgSourcedId", "roleType", "status"))
        {
            told.Add(fields[0]);
            others += users.Contains(fields[1]) ? 0 : 1;
            if (!fields[5].Equals("tobedeleted", StringComparison.OrdinalIgnoreCase))
                Add(fields[1], fields[2], fields[3], fields[4]);
        }
        if (others > 0)
            Warnings = [.. Warnings, others == 1 ? "1 role is of a person whose users row did not come along; it is kept, and counts from the next delivery that has the row." : FormattableString.Invariant($"{others:N0} roles are of people whose users row did not come along; they are kept, and count from the next delivery that has the row.")];
        RecallRoles(told, known);
        ReadRolesInClasses();
    }

    // Version 1.2 says who somebody is in a file of its own. Where that is absent or brings only changes, the roles of earlier deliveries still hold.
    void RecallRoles(HashSet<string> told, Func<IReadOnlyList<KnownRole>> known)
    {
        var isWhole = _manifest.MergeOf("roles") == Merge.Snapshot && _files.Any(f => f.File.Format is OneRosterRoles);
        if (isWhole || !_files.Any(f => f.File.Format is OneRosterUsers && f.File.Header.Place("role") < 0))
            return;
        foreach (var role in known().Where(r => !told.Contains(r.RoleId)))
        {
            var columns = new Dictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(role.Json) ?? [], StringComparer.OrdinalIgnoreCase);
            Add(columns.GetValueOrDefault("userSourcedId", ""), columns.GetValueOrDefault("role", ""), columns.GetValueOrDefault("orgSourcedId", ""), columns.GetValueOrDefault("roleType", ""));
        }
    }

    void Add(string user, string role, string school, string type)
    {
        if (!_roles.TryGetValue(user, out var roles))
            _roles[user] = roles = [];
        roles.Add(new UserRole(role, school, type.Equals("primary", StringComparison.OrdinalIgnoreCase)));
        Add(user, OneRosterUsers.KindOf(role));
    }

    // OneRoster 1.1 gives a user one role; somebody who teaches one class and learns in another shows only in the enrollments.
    void ReadRolesInClasses()
    {
        var others = 0L;
        foreach (var fields in Fields("enrollments", "userSourcedId", "role"))
        {
            var kind = OneRosterUsers.KindOf(fields[1]);
            if (!_people.TryGetValue(fields[0], out var known) || known.HasFlag(kind))
                continue;
            others++;
            Add(fields[0], kind);
        }
        if (others > 0)
            Warnings = [.. Warnings, others == 1 ? "1 person has a role in a class that the users file does not give; the person was taken for both." : FormattableString.Invariant($"{others:N0} people have a role in a class that the users file does not give them; they were taken for both.")];
    }

    void Add(string id, PersonKinds kind)
    {
        if (id.Length > 0)
            _people[id] = _people.GetValueOrDefault(id) | kind;
    }

    // By OneRoster's rule an end date is the day after the last. Sources that write the last day itself end on school days, mostly Fridays,
    // and no session of theirs begins on the day on which another ends.
    void GuessEndDates(bool? setting)
    {
        Warnings = [.. _manifest.Warnings(_files), .. Warnings];
        var sessions = Fields("academicSessions", "startDate", "endDate").ToList();
        var starts = sessions.Select(s => Day(s[0])).OfType<DateOnly>().ToHashSet();
        var ends = sessions.Concat(Fields("enrollments", "beginDate", "endDate")).Select(s => Day(s[1])).OfType<DateOnly>().ToList();
        if (setting is { } known)
        {
            EndDateIsLastDay = known;
            return;
        }
        var onFridays = ends.Count(d => d.DayOfWeek == DayOfWeek.Friday);
        var onWeekends = ends.Count(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        EndDateIsLastDay = ends.Count > 0 && onFridays * 2 > ends.Count && onWeekends * 10 < ends.Count && !ends.Exists(starts.Contains);
        if (EndDateIsLastDay)
            Warnings = [.. Warnings, "End dates fall on the last school day of a week, so they were read as last days and not, as OneRoster says, as the days after them."];
    }

    static DateOnly? Day(string text) => DateText.Read(text, DateOrder.Untold, out var day) == DateReading.Read ? day : null;

    /// <summary>Some columns of one of the bundle's files, row by row; blank where a row or the file lacks one.</summary>
    IEnumerable<string[]> Fields(string file, params string[] columns) =>
        _files.Where(f => ((OneRosterFormat)f.File.Format).File == file).SelectMany(f => Columns.Of(f, _limits, columns));
}
