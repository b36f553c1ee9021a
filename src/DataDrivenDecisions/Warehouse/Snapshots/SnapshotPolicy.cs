namespace DataDrivenDecisions.Warehouse.Snapshots;

/// <summary>What a district lets out of the house every night: which views, with or without names, with or without sensitive records, and how many nights are kept.</summary>
public sealed record SnapshotPolicy
{
    const string ViewPrefix = "snapshot:";

    /// <summary>The setting that lets names, ids and contact data out.</summary>
    public const string NamesSetting = "snapshot-names";

    /// <summary>The setting that lets out what needs a named right on screen, and what federal law counts as a student's group.</summary>
    public const string SensitiveSetting = "snapshot-sensitive";

    /// <summary>The setting for how many snapshots are kept.</summary>
    public const string KeptSetting = "snapshots-kept";

    /// <summary>A fortnight of mornings.</summary>
    public const long UsualKept = 14;

    /// <summary>By these a person is named, found or written to; also texts in which one may be named.</summary>
    static readonly string[] Naming =
    [
        "student_id", "student_number", "state_id", "given_name", "middle_name", "family_name", "preferred_name", "email", "phone", "birth_date", "guardian_id", "guardian_name",
        "staff_id", "staff_number", "staff_name", "comment", "loaded_by", "id", "detail", "result_id", "incident_id", "record_id", "json", "description", "title", "name", "assignment_title", "loaded_at",
    ];

    /// <summary>What a student is, and not what she did.</summary>
    static readonly string[] Sensitive = ["sex", "race", "language", "sensitivity"];

    /// <summary>Columns that hold codes, days, figures and what belongs to a school or course; everything that is named nowhere here stays at home.</summary>
    static readonly string[] Plain =
    [
        "absent_days", "action", "action_date", "action_days", "alike_count", "alike_true_count", "as_of_date", "assessment", "assigned_date", "assignment_id", "assignment_key", "begin_date", "behavior", "category", "category_id", "category_title", "category_weight",
        "code", "course_code", "course_id", "course_key", "course", "course_name", "credits_attempted", "credits_earned", "day_type", "decaying_points", "definition_version", "device", "device_access", "device_provider", "due_date", "earned_at",
        "end_date", "evidence_count", "evidence_date", "evidence_id", "enrolled_days", "entry_date", "excused_days", "exit_date", "exit_reason", "file", "first_date", "first_day", "format", "grade", "grades", "group_count", "growth_percentile", "hash", "high_percentile",
        "highest_grade", "highest_points", "incident_date", "in_progress", "indicator", "internet", "internet_barrier", "internet_performance", "is_core", "is_current", "is_derived", "is_enrolled", "is_excused",
        "is_honors_course", "is_incomplete", "is_instructional", "is_late", "is_missing", "is_named", "is_placeholder", "is_primary", "is_state_offense", "is_submitted", "is_suspension", "is_weighted_course", "kind", "known_probability",
        "last_date", "last_day", "least_points", "letter_mark", "level", "line", "load", "load_date", "low_percentile", "lowest_grade", "mark_type", "mastery_points", "mastery_rule", "mastery_state", "mean_points", "measure", "method", "mode_points", "model", "model_version", "month", "most_points", "needed_percentile", "next_entry_date", "next_high_points", "next_low_points", "next_median_points", "next_probability",
        "org_id", "parent_session_id", "part", "percent_points", "percentile_rank", "period", "periods", "portion_absent", "posted_date", "preset", "prior_count", "probability", "program", "reason", "reasons", "recent_points", "relation", "result", "role",
        "rows_loaded", "rows_rejected", "rows_unchanged", "scale_id", "school_date", "school_id", "school_key", "school_kind", "school_name", "school_number", "school_year", "score_points", "score_scale_id", "score_scale_key", "scored_date",
        "section_code", "section_id", "section_key", "section_name", "session_id", "session_key", "session_title", "source", "staff_key", "standard", "standard_error_points", "standard_source", "state", "status", "steps", "student_key",
        "subject", "subject_code", "submitted_date", "survey_date", "suspended_days", "tardy_count", "target_points", "target_years", "term", "test_date", "test_window", "text_score", "verdict", "whole",
    ];

    /// <summary>Views that go out only where a district says so: they are about adults, or about who reads.</summary>
    static readonly string[] UsuallyAtHome = ["seen.guardian", "seen.staff", "seen.load", "seen.load_file"];

    /// <summary>True when names, ids and contact data go out; usually they do not.</summary>
    public bool HasNames { get; init; }

    /// <summary>True when sensitive programs, sex, race and language go out; usually they do not.</summary>
    public bool HasSensitive { get; init; }

    /// <summary>How many snapshots are kept, the newest ones.</summary>
    public long Kept { get; init; } = UsualKept;

    /// <summary>Views that the district has set otherwise than usual, by name.</summary>
    public IReadOnlyDictionary<string, bool> Views { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>The policy that a district's settings make.</summary>
    public static SnapshotPolicy Of(IReadOnlyDictionary<string, long> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new SnapshotPolicy
        {
            HasNames = settings.GetValueOrDefault(NamesSetting) == 1,
            HasSensitive = settings.GetValueOrDefault(SensitiveSetting) == 1,
            Kept = Math.Max(1, settings.GetValueOrDefault(KeptSetting, UsualKept)),
            Views = settings.Where(s => s.Key.StartsWith(ViewPrefix, StringComparison.Ordinal)).ToDictionary(s => s.Key[ViewPrefix.Length..], s => s.Value == 1, StringComparer.Ordinal),
        };
    }

    /// <summary>The setting that lets one view out, or keeps it at home.</summary>
    public static string SettingOf(string view) => ViewPrefix + view;

    /// <summary>True when a view goes out.</summary>
    public bool Lets(string view) => Views.TryGetValue(view, out var set) ? set : !UsuallyAtHome.Contains(view, StringComparer.Ordinal);

    /// <summary>True when a column of a view goes out. What is published is suppressed already; of what is seen, a column that nobody has judged stays at home.</summary>
    public bool Lets(string view, string column) => view.StartsWith("published.", StringComparison.Ordinal)
        || Plain.Contains(column, StringComparer.Ordinal)
        || (HasNames && !Sensitive.Contains(column, StringComparer.Ordinal))
        || (HasSensitive && Sensitive.Contains(column, StringComparer.Ordinal));

    /// <summary>True when somebody has judged what a column is; a contract test asks it of every column of every view.</summary>
    public static bool Judges(string column) => Plain.Contains(column, StringComparer.Ordinal) || Naming.Contains(column, StringComparer.Ordinal) || Sensitive.Contains(column, StringComparer.Ordinal);
}
