using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Schedules;

/// <summary>All rows of later imports that stand on one that may be undone, as a CSV file: by import, file, line and ids, never by name.</summary>
public static class StandingRowsFile
{
    static readonly string[] Columns = ["import", "kind_of_record", "file", "line", "record_id", "student_id", "what_it_did"];

    /// <summary>Writes the header and one record per row.</summary>
    public static void Write(TextWriter writer, District district, UndoPlan plan)
    {
        ArgumentNullException.ThrowIfNull(district);
        ArgumentNullException.ThrowIfNull(plan);
        CsvText.Record(writer, Columns);
        foreach (var row in district.Warehouse.WhatStandsOn(plan.Delivery.Load!.Value))
            CsvText.Record(writer, [plan.ImportOf(row.Load)?.Id, row.Entity, row.File, row.Line > 0 ? row.Line : null, row.RecordId, row.StudentId, row.Line > 0 ? "named it" : "ended it by naming it no more"]);
    }
}
