using System.Globalization;
using DataDrivenDecisions.Predicting;
using DuckDB.NET.Data;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>The matrix as an analyst would write it in SQL over the raw tables, for files of which she knows that a student has one school a year and marks come in four quarters.</summary>
static class MatrixSql
{
    /// <summary>Makes the matrix as a table, and reads it as rows of numbers.</summary>
    public static float[] Build(DuckDBConnection connection, int year)
    {
        foreach (var text in Texts(year, Population.Days(year)[^1].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
            ProductSide.Execute(connection, text);
        using var command = connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = $"SELECT {string.Join(", ", StudentMatrix.Names)} FROM matrix ORDER BY student_number";
        using var reader = command.ExecuteReader();
        var values = new List<float>();
        while (reader.Read())
            for (var column = 0; column < reader.FieldCount; column++)
                values.Add(reader.IsDBNull(column) ? float.NaN : reader.GetFloat(column));
        return [.. values];
    }

    static IEnumerable<string> Texts(int year, string last) =>
    [
        """
        CREATE TABLE years AS
        WITH days AS (SELECT school_number, school_year, COUNT(*) AS enrolled FROM calendar GROUP BY ALL),
             away AS (SELECT student_number, YEAR(attendance_date) + (MONTH(attendance_date) >= 7)::INT AS ends, COUNT(*) FILTER (attendance_code <> 'T') AS absent,
                             COUNT(*) FILTER (attendance_code = 'E') AS excused, COUNT(*) FILTER (attendance_code = 'T') AS tardy FROM attendance GROUP BY ALL)
        SELECT e.student_number, e.school_number, e.grade_level, CAST(LEFT(e.school_year, 4) AS INTEGER) + 1 AS ends, d.enrolled,
               COALESCE(a.absent, 0) AS absent, COALESCE(a.excused, 0) AS excused, COALESCE(a.tardy, 0) AS tardy
        FROM   school_enrollment e JOIN days d USING (school_number, school_year)
               LEFT JOIN away a ON a.student_number = e.student_number AND a.ends = CAST(LEFT(e.school_year, 4) AS INTEGER) + 1
        """,
        $"""
        CREATE TABLE recent AS SELECT student_number, COUNT(*) FILTER (attendance_date > DATE '{last}' - 30) AS absent_30, COUNT(*) AS absent_60
        FROM   attendance WHERE attendance_date > DATE '{last}' - 60 AND attendance_code <> 'T' GROUP BY ALL
        """,
        """
        CREATE TABLE gpa AS
        SELECT student_number, CAST(LEFT(school_year, 4) AS INTEGER) + 1 AS ends, COUNT(*) AS n, SUM(pt) AS points, STDDEV_SAMP(pt) AS spread, SUM(pt) FILTER (term = 'Q1') AS first_points,
               COUNT(*) FILTER (term = 'Q1') AS first_n, SUM(pt) FILTER (term = 'Q4') AS last_points, COUNT(*) FILTER (term = 'Q4') AS last_n, COUNT(*) FILTER (mark = 'F') AS failures,
               COUNT(*) FILTER (mark = 'F' AND term = 'Q4') AS last_failures, COUNT(*) FILTER (mark = 'F' AND core) AS core_failures, MIN(percent) AS lowest, STDDEV_SAMP(percent) AS percent_spread
        FROM  (SELECT m.*, CASE mark WHEN 'A' THEN 4 WHEN 'B' THEN 3 WHEN 'C' THEN 2 WHEN 'D' THEN 1 ELSE 0 END AS pt, c.core
               FROM   section_marks m JOIN (SELECT sourcedId AS section_id, regexp_matches(title, '^(English|Mathematics|Science|Social)') AS core FROM classes) c USING (section_id))
        GROUP  BY ALL
        """,
        $"CREATE TABLE conduct AS SELECT student_number, COUNT(*) FILTER (incident_date >= DATE '{year - 1}-07-01') AS incidents, COUNT(*) AS ever FROM incidents GROUP BY ALL",
        $"""
        CREATE TABLE matrix AS
        WITH a AS (SELECT student_number, ANY_VALUE(school_number) FILTER (ends = {year}) AS school, ANY_VALUE(grade_level) FILTER (ends = {year}) AS grade_level,
                          SUM(enrolled) FILTER (ends = {year}) AS enrolled, SUM(absent) FILTER (ends = {year}) AS absent, SUM(excused) FILTER (ends = {year}) AS excused, SUM(tardy) FILTER (ends = {year}) AS tardy,
                          SUM(absent) FILTER (ends = {year - 1}) / SUM(enrolled) FILTER (ends = {year - 1}) AS share_before, SUM(absent) / SUM(enrolled) AS share_all,
                          COUNT(*) FILTER (absent * 10 >= enrolled) AS chronic_years, COUNT(DISTINCT school_number) AS schools, COUNT(*) AS years
                   FROM   years GROUP BY ALL HAVING COUNT(*) FILTER (ends = {year}) > 0),
             g AS (SELECT student_number, SUM(points) FILTER (ends = {year}) / SUM(n) FILTER (ends = {year}) AS gpa, SUM(points) FILTER (ends = {year - 1}) / SUM(n) FILTER (ends = {year - 1}) AS gpa_before,
                          SUM(points) / SUM(n) AS gpa_all, MAX(spread) FILTER (ends = {year}) AS spread, SUM(last_points) FILTER (ends = {year}) / SUM(last_n) FILTER (ends = {year}) AS gpa_last,
                          SUM(first_points) FILTER (ends = {year}) / SUM(first_n) FILTER (ends = {year}) AS gpa_first, SUM(failures) FILTER (ends = {year}) AS failures,
                          SUM(failures) FILTER (ends = {year - 1}) AS failures_before, SUM(last_failures) FILTER (ends = {year}) AS last_failures, SUM(core_failures) FILTER (ends = {year}) AS core_failures,
                          MIN(lowest) FILTER (ends = {year}) AS lowest, MAX(percent_spread) FILTER (ends = {year}) AS percent_spread
                   FROM   gpa GROUP BY ALL)
        SELECT a.student_number, enrolled::FLOAT AS days_enrolled, absent::FLOAT AS days_absent, (absent / enrolled)::FLOAT AS absence_share, share_before::FLOAT AS absence_share_last_year,
               share_all::FLOAT AS absence_share_all_years, (absent / enrolled - share_before)::FLOAT AS absence_share_change, COALESCE(absent_30, 0)::FLOAT AS days_absent_30,
               COALESCE(absent_60, 0)::FLOAT AS days_absent_60, excused::FLOAT AS days_excused, (absent - excused)::FLOAT AS days_unexcused, ((absent - excused) / enrolled)::FLOAT AS unexcused_share,
               tardy::FLOAT AS days_tardy, (tardy / enrolled)::FLOAT AS tardy_share, (absent * 10 >= enrolled)::INT::FLOAT AS is_chronically_absent, chronic_years::FLOAT AS years_chronically_absent,
               PERCENT_RANK() OVER (PARTITION BY school, grade_level ORDER BY absent / enrolled)::FLOAT AS absence_rank_school_grade,
               PERCENT_RANK() OVER (PARTITION BY grade_level ORDER BY absent / enrolled)::FLOAT AS absence_rank_grade,
               gpa::FLOAT AS gpa, gpa_before::FLOAT AS gpa_last_year, gpa_all::FLOAT AS gpa_all_years, (gpa - gpa_before)::FLOAT AS gpa_change, spread::FLOAT AS gpa_spread, gpa_last::FLOAT AS gpa_newest_term,
               (gpa_last - gpa_first)::FLOAT AS gpa_term_change, failures::FLOAT AS failures, failures_before::FLOAT AS failures_last_year, last_failures::FLOAT AS failures_newest_term,
               core_failures::FLOAT AS core_failures, lowest::FLOAT AS lowest_percent, percent_spread::FLOAT AS percent_spread,
               PERCENT_RANK() OVER (PARTITION BY school, grade_level ORDER BY gpa)::FLOAT AS gpa_rank_school_grade, PERCENT_RANK() OVER (PARTITION BY grade_level ORDER BY gpa)::FLOAT AS gpa_rank_grade,
               COALESCE(incidents, 0)::FLOAT AS incidents, COALESCE(ever, 0)::FLOAT AS incidents_all_years, 0::FLOAT AS days_suspended, grade_level::FLOAT AS grade, (schools - 1)::FLOAT AS schools_before,
               years::FLOAT AS years_enrolled
        FROM   a LEFT JOIN recent USING (student_number) LEFT JOIN g USING (student_number) LEFT JOIN conduct USING (student_number)
        """,
    ];
}
