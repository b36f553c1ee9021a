namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Which school each student is of, for what names none itself: as this delivery says, else as is known.</summary>
sealed class StudentSchools(LoadWork work)
{
    /// <summary>The plain name of the session's own table of student and school.</summary>
    public const string Table = "student_school";

    /// <summary>True for a table whose rows are a student's and may name no school.</summary>
    public static bool Has(EntityTable table) =>
        (table.Entity == "student" || table.References.Any(r => r.Entity == "student")) && !table.References.Any(r => r is { Entity: "school", IsKey: true });

    /// <summary>Finds them: one school a student.</summary>
    public void Find()
    {
        if (!work.Staged.Any(Has))
            return;
        List<string> said =
        [
            .. Staged("student", "CAST(NULL AS DATE)", place: 1),
            "SELECT t.student_key, t.school_key, 2, CAST(NULL AS DATE) FROM wh.student t WHERE t.known_to = @open AND t.school_key IS NOT NULL",
            .. Staged("school_enrollment", "r.entry_date", place: 3),
            "SELECT e.student_key, e.school_key, 4, e.last_day FROM known.spell e",
        ];
        work.Make(work.T(Table), $"""
            SELECT student_key, school_key FROM (
                SELECT student_key, school_key, ROW_NUMBER() OVER (PARTITION BY student_key ORDER BY place, newest DESC, school_key) AS turn
                FROM (SELECT CAST(NULL AS INTEGER) AS student_key, CAST(NULL AS INTEGER) AS school_key, 0 AS place, CAST(NULL AS DATE) AS newest WHERE 1 = 0
                      UNION ALL {string.Join(" UNION ALL ", said)}) said) ranked
            WHERE turn = 1
            """, new { open = LoadWork.Open });
    }

    IEnumerable<string> Staged(string name, string newest, int place) => work.Staged.Where(t => t.Name == name)
        .Select(t => $"SELECT r.student_key, r.school_key, {place}, {newest} FROM {work.Decided(t)} r WHERE r.fate <> 'rejected' AND r.ends = 0 AND r.school_key > 0");
}
