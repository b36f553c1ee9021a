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

    /// <summary>What OneRoster 1.2's roles file says, by the user's id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<UserRole>> Roles =>
        _roles.ToDictionary(r => r.Key, r => (IReadOnlyList<UserRole>)r.Value, StringComparer.Ordinal);

    /// <summary>True when the bundle's end dates look like last days and not like the days after them.</summary>
    public bool EndDateIsLastDay { get; private set; }

    /// <summary>Looks over a delivery's OneRoster files; null when there are none.</summary>
    public static OneRosterBundle? Of(Delivery delivery, IReadOnlyList<Survey> files, ImportOptions options, ImportLimits limits)
    {
        var own = files.Where(f => f.File.Format is OneRosterFormat).ToList();
        if (own.Count == 0)
            return null;
        var bundle = new OneRosterBundle(own, OneRosterManifest.Of(delivery.Manifest, limits), limits);
        bundle.ReadPeople();
        bundle.GuessEndDates(options.EndDateIsLastDay);
        return bundle;
    }

    /// <summary>What a file of the bundle means for rows that it does not name: bulk is the whole, delta the changes, anything else an update.</summary>
    public Merge MergeOf(Survey file) => _manifest.MergeOf(((OneRosterFormat)file.File.Format).File);

    void ReadPeople()
    {
        foreach (var fields in Fields("users", "sourcedId", "role"))
            foreach (var role in fields[1].Split(',', StringSplitOptions.TrimEntries))
                Add(fields[0], OneRosterUsers.KindOf(role));
        foreach (var fields in Fields("roles", "userSourcedId", "role", "orgSourcedId", "roleType", "status"))
        {
            if (fields[4].Equals("tobedeleted", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!_roles.TryGetValue(fields[0], out var roles))
                _roles[fields[0]] = roles = [];
            roles.Add(new UserRole(fields[1], fields[2], fields[3].Equals("primary", StringComparison.OrdinalIgnoreCase)));
            Add(fields[0], OneRosterUsers.KindOf(fields[1]));
        }
        ReadRolesInClasses();
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
            Warnings = [.. Warnings, FormattableString.Invariant($"{others:N0} people have a role in a class that the users file does not give them; they were taken for both.")];
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
        var ends = sessions.Concat(Fields("enrollments", "beginDate", "endDate").Take(10_000)).Select(s => Day(s[1])).OfType<DateOnly>().ToList();
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
