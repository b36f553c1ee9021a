using System.Text.Json;
using DataDrivenDecisions.Importing.Exporting;
using DataDrivenDecisions.Warehouse;
using DataDrivenDecisions.Web.Hosting;

namespace DataDrivenDecisions.Web.Api;

/// <summary>The documented views for other programs: their names, and the rows of one that whoever signed in may see, today or as of a past day.</summary>
static class Views
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/views", List).RequireAuthorization(Access.Staff);
        routes.MapGet("/api/views/{view}", Rows).RequireAuthorization(Access.Staff);
    }

    static IResult List(Desk desk) => Results.Json(new { asOf = desk.Today, desk.Reader.AsOfLoad, views = desk.Reader.Views() });

    static IResult Rows(string view, string? format, Desk desk)
    {
        if (!desk.Reader.Views().Contains(view, StringComparer.Ordinal))
            return Results.Text($"There is no view '{view}'. /api/views lists them.", statusCode: StatusCodes.Status404NotFound);
        var form = format?.ToUpperInvariant() ?? "CSV";
        if (form is not ("CSV" or "JSON" or "XLSX"))
            return Results.Text("The format is csv, json or xlsx.", statusCode: StatusCodes.Status400BadRequest);
        desk.Audit("export", $"{desk.Person.District} {view} {form switch { "CSV" => "csv", "JSON" => "json", _ => "xlsx" }}");
        // The rows go through a file that nobody else can open and that is gone when they were sent: a view may be larger than memory.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(desk.District.Folder.Spool, $"answer-{Guid.NewGuid():N}"), options);
        try
        {
            return Answer(desk.Reader, view, form, file);
        }
        catch (ExportRefused refused)
        {
            file.Dispose();
            return Results.Text(refused.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }

    static IResult Answer(Reader reader, string view, string form, FileStream file)
    {
        if (form == "JSON")
            WriteJson(reader, view, file);
        else if (form == "XLSX")
            ViewExport.Workbook(reader, view, file);
        else
            ViewExport.Csv(reader, view, file);
        file.Position = 0;
        return form switch
        {
            "JSON" => Results.File(file, "application/json; charset=utf-8"),
            "XLSX" => Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", view + ".xlsx"),
            _ => Results.File(file, "text/csv; charset=utf-8", view + ".csv"),
        };
    }

    static void WriteJson(Reader reader, string view, Stream file)
    {
        using var json = new Utf8JsonWriter(file);
        IReadOnlyList<string> names = [];
        json.WriteStartArray();
        reader.Rows(view, header => names = header, values =>
        {
            json.WriteStartObject();
            for (var i = 0; i < values.Length; i++)
            {
                json.WritePropertyName(names[i]);
                JsonSerializer.Serialize(json, values[i]);
            }
            json.WriteEndObject();
        });
        json.WriteEndArray();
    }
}
