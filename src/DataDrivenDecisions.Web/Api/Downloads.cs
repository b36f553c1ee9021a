using System.Globalization;
using System.Text;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Pages.Capacity;
using DataDrivenDecisions.Web.Pages.District;
using DataDrivenDecisions.Web.Pages.Quality;
using DataDrivenDecisions.Web.Pages.Students;

namespace DataDrivenDecisions.Web.Api;

/// <summary>What can be saved as a CSV file: the rows that a screen shows, to the person who may see them there.</summary>
static class Downloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/downloads/sections/{key:int}.csv", Section).RequireAuthorization(Access.Staff);
        routes.MapGet("/downloads/capacity/{id:long}.csv", Capacity).RequireAuthorization(Access.Staff);
        routes.MapGet("/downloads/district.csv", District).RequireAuthorization(Access.DistrictWide);
        routes.MapGet("/downloads/imports/{id:long}/rejects.csv", Rejects).RequireAuthorization(Access.DataDesk);
        routes.MapGet("/downloads/imports/{id:long}/standing.csv", Standing).RequireAuthorization(Access.DataDesk);
        routes.MapGet("/downloads/imports/{id:long}/mend", Mend).RequireAuthorization(Access.DataDesk);
        routes.MapGet("/downloads/mappings/{id:long}.json", Mapping).RequireAuthorization(Access.DataDesk);
        routes.MapGet("/downloads/quality/{rule}.csv", Quality).RequireAuthorization(Access.DataQuality);
    }

    static IResult Section(int key, Desk desk, Standing standing)
    {
        if (desk.Reader.Ask(SeenSection.Of(key)).Count == 0)
            return Results.NotFound();
        var verdicts = standing.Latest is { } day ? desk.Reader.Ask(VerdictOnDay.On(day)) : [];
        var lines = StudentLine.Of(desk.Reader.Ask(SeenStudent.In(key)).OrderBy(s => s.SortName, StringComparer.Ordinal), verdicts);
        desk.Audit("download roster", "section " + key.ToString(CultureInfo.InvariantCulture));
        return Csv("roster.csv", ["student_id", "student_number", "name", "grade", "school", "days_absent", "days_enrolled", "flags"],
            lines.Select(l => (string?[])[l.Student.StudentId, l.Student.StudentNumber, l.Student.Name, l.Student.Grade?.ToString(), l.Student.SchoolName, Plain(l.Absence?.Part), Plain(l.Absence?.Whole), Plain(l.Flags?.Part)]));
    }

    static IResult District(Desk desk, Standing standing, OverviewShelf shelf)
    {
        desk.Audit("download district", "overview");
        var rows = shelf.For(desk, standing).Schools.SelectMany(s => s.Years.Select(y => (string?[])
        [
            s.School.SchoolId, s.School.Name, new SchoolYear(y.Year).ToString(), .. y.Students.IsSmall
                ? (string?[])["fewer than 10", null, null, null, null, null, null, null, null]
                : [y.Students.ToString(), Plain(y.Attendance.Part), Plain(y.Attendance.Whole), Plain(y.Chronic.Part), Plain(y.Chronic.Whole), Plain(y.Passing.Part), Plain(y.Passing.Whole), Plain(y.Suspended.Part), Plain(y.Suspended.Whole)],
        ]));
        return Csv("district.csv", ["school_id", "school", "school_year", "students", "days_attended", "days_enrolled", "chronically_absent", "students_counted", "marks_passed", "marks", "suspended", "students_enrolled"], rows);
    }

    /// <summary>A list of whom to see, to the person who made it; those whom she can no longer see are left out.</summary>
    static IResult Capacity(long id, Desk desk, Standing standing, RecordStore records)
    {
        if (records.Capacity.Find(desk.Person.District, id) is not { } kept || kept.AskedBy != desk.Person.UserName || !desk.HadHappened(kept.At))
            return Results.NotFound();
        desk.Audit("download capacity list", "capacity list " + id.ToString(CultureInfo.InvariantCulture));
        return Csv("whom-to-see.csv",
            ["place", "student_id", "student_number", "name", "grade", "school", "chosen", "concern", "chance", "alike_count", "alike_true_count", "urgency", "act_before", "urgency_factor", "room_factor", "counts", "can_change", "cannot_change", "would_change"],
            CapacityView.Open(kept, desk, standing, records).Lines.Select((l, i) => (string?[])
            [
                Plain(i + 1), l.Student.StudentId, l.Student.StudentNumber, l.Student.Name, l.Student.Grade?.ToString(), l.Student.SchoolName, l.How, l.About, Plain((decimal?)l.Concern?.Chance.Value), Plain(l.Risk?.AlikeCount), Plain(l.Risk?.AlikeTrueCount),
                l.Concern?.Urgency.Name, l.Concern?.Urgency.Words, Plain((decimal?)l.Concern?.Urgency.Factor), Plain((decimal?)l.Concern?.RoomFactor), Plain((decimal?)l.Concern?.Weight), l.CanChange, l.CannotChange, string.Join("; ", l.Changes),
            ]));
    }

    static IResult Rejects(long id, string? rule, string? file, Desk desk, RecordStore records)
    {
        if (records.Imports.Show(desk.Person.District, id) is not { } delivery)
            return Results.NotFound();
        desk.Audit("download rejects", "import " + id.ToString(CultureInfo.InvariantCulture));
        var rejects = delivery.Files.Where(f => file is null || f.File == file)
            .SelectMany(f => records.Imports.Rejects(f.Id).Where(r => rule is null || r.Rule == rule).Select(r => (f.File, r)));
        return Csv($"rejects-{id.ToString(CultureInfo.InvariantCulture)}.csv", text => RejectsFile.Write(text, rejects));
    }

    /// <summary>Every row of later imports that stands on one that may be undone. There may be millions, so they wait in a file and not in memory.</summary>
    static IResult Standing(long id, Desk desk, RecordStore records)
    {
        if (records.Imports.Show(desk.Person.District, id) is not { } delivery || UndoneImport.WhyNot(records, desk.Person.District, delivery) is not null)
            return Results.NotFound();
        desk.Audit("download rows that stand on an import", "import " + id.ToString(CultureInfo.InvariantCulture));
        var file = new FileStream(Path.Combine(desk.District.Folder.Uploads, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        using (var text = new StreamWriter(file, leaveOpen: true))
            StandingRowsFile.Write(text, desk.District, UndoneImport.Plan(desk.District, delivery));
        file.Position = 0;
        return Results.File(file, "text/csv; charset=utf-8", $"standing-on-{id.ToString(CultureInfo.InvariantCulture)}.csv");
    }

    /// <summary>The rejected rows under their own headers: a CSV, or a zip where several files have some.</summary>
    static IResult Mend(long id, Desk desk)
    {
        try
        {
            var tables = RejectedImport.Of(desk.District, id);
            using var bytes = new MemoryStream();
            tables.Write(bytes, id);
            desk.Audit("download rejects", "import " + id.ToString(CultureInfo.InvariantCulture));
            return Results.File(bytes.ToArray(), tables.Ending == ".csv" ? "text/csv; charset=utf-8" : "application/zip", tables.FileName(id));
        }
        catch (ReleaseRefused why)
        {
            return Results.Text(why.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }

    static IResult Mapping(long id, Desk desk, RecordStore records)
    {
        if (records.Mappings.Find(desk.Person.District, id) is not { } kept)
            return Results.NotFound();
        desk.Audit("download mapping", kept.Name);
        return Results.File(Encoding.UTF8.GetBytes(kept.Profile), "application/json; charset=utf-8", $"mapping-{id.ToString(CultureInfo.InvariantCulture)}.json");
    }

    static IResult Quality(string rule, Desk desk, RecordStore records)
    {
        if (QualityRule.Named(rule) is not { } check)
            return Results.NotFound();
        desk.Audit("download data quality", check.Name);
        var accepted = records.Quality.Accepted(desk.Person.District, check.Name).ToDictionary(a => a.RecordId, a => a.Reason, StringComparer.Ordinal);
        return Csv($"{check.Name}.csv", ["rule", "record_id", "student_id", "school_id", "school", "item", "day", "what_is_wrong", "accepted_because"],
            SchoolSight.Of(desk).Find(check).Select(f => (string?[])
            [
                f.Rule, f.RecordId, f.StudentId, f.SchoolId, f.SchoolName, f.Item, f.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), f.Detail, accepted.GetValueOrDefault(f.RecordId),
            ]));
    }

    static IResult Csv(string name, string[] headers, IEnumerable<string?[]> rows) => Csv(name, text =>
    {
        CsvText.Record(text, headers);
        foreach (var row in rows)
            CsvText.Record(text, row);
    });

    static IResult Csv(string name, Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", name);
    }

    static string? Plain(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);
}
