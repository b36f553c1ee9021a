using System.Globalization;
using System.Text.Json;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Uploads;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace DataDrivenDecisions.Web.Api;

/// <summary>
/// Takes a large delivery in chunks that can be gone on with after a break: announce its files, send each chunk where the file so far ends, finish.
/// The form's token comes in a header, since the body is the file itself.
/// </summary>
static class ResumableUpload
{
    public const string Path = "/imports/uploads";
    public const string OffsetHeader = "Upload-Offset";
    public const string HashHeader = "Upload-Sha256";

    /// <summary>What a script is told to send at a time.</summary>
    const int UsualChunk = 4 * 1024 * 1024;

    /// <summary>The most bytes of one request.</summary>
    const long MostChunk = 64L * 1024 * 1024;

    const long MostAnnouncement = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup(Path).DisableAntiforgery().RequireAuthorization(Access.DataDesk);
        uploads.MapGet("", Open);
        uploads.MapPost("", Begin);
        uploads.MapGet("/{id}", Show);
        uploads.MapPut("/{id}/{file:int}", Take);
        uploads.MapPost("/{id}/finish", Finish);
        uploads.MapDelete("/{id}", Drop);
    }

    static IResult Open(Desk desk, UploadSpool spool) => Results.Json(spool.Open(desk.District.Folder, desk.Person.UserName).Select(State));

    static IResult Show(string id, Desk desk, UploadSpool spool) => Find(id, desk, spool) is { } upload ? Results.Json(State(upload)) : Gone();

    static async Task<IResult> Begin(HttpContext http, Desk desk, UploadSpool spool, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(http))
            return NotOurForm();
        Raise(http, MostAnnouncement);
        var announced = await Body<Announced>(http);
        if (announced?.Files is not { Count: > 0 } files || files.Any(f => f is null || f.Bytes < 0 || string.IsNullOrWhiteSpace(f.Name)))
            return Problem(StatusCodes.Status400BadRequest, "Say which files will come: each with its name and its length in bytes.");
        if (UploadDelivery.TooMuch(desk, files.Count, files.Sum(f => f.Bytes)) is { } refusal)
            return Problem(StatusCodes.Status413PayloadTooLarge, refusal);
        if (desk.District.Limits is var limits && spool.Open(desk.District.Folder, desk.Person.UserName).Count >= limits.OpenUploads)
            return Problem(StatusCodes.Status409Conflict, $"You have {limits.OpenUploads} uploads that broke off. Go on with one of them, or give one up. {LimitSetting.OpenUploads.Names(limits)}");
        var upload = spool.Begin(desk.District.Folder, desk.Person.UserName, [.. files.Select((f, i) => f with { Name = UploadDelivery.SafeName(f.Name, i, files.Take(i).Select(x => x.Name)) })]);
        desk.Audit("upload begun", UploadDelivery.NameOf([.. upload.Files.Select(f => f.Name)]));
        return Results.Json(State(upload), statusCode: StatusCodes.Status201Created);
    }

    static async Task<IResult> Take(string id, int file, HttpContext http, Desk desk, UploadSpool spool, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(http))
            return NotOurForm();
        if (Find(id, desk, spool) is not { } upload || file < 0 || file >= upload.Files.Count)
            return Gone();
        if (!long.TryParse(http.Request.Headers[OffsetHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return Problem(StatusCodes.Status400BadRequest, $"Say in the header {OffsetHeader} at which byte the chunk begins.");
        var hash = http.Request.Headers[HashHeader].ToString() is { Length: > 0 } text ? text : null;
        Raise(http, MostChunk);
        try
        {
            await spool.Alone(upload, () => upload.Append(file, offset, hash, http.Request.Body, http.RequestAborted));
            return Results.Json(State(upload));
        }
        catch (ChunkRefused refused)
        {
            return Refused(refused.Why, upload);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problem(tooLarge.StatusCode, $"Send at most {MostChunk} bytes at a time.");
        }
        catch (Exception broken) when (broken is OperationCanceledException or BadHttpRequestException)
        {
            // Nobody hears this; the sender asks where it stands when it is back.
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    static async Task<IResult> Finish(string id, HttpContext http, Desk desk, UploadSpool spool, IAntiforgery forms, RunningImports imports)
    {
        if (!await forms.IsRequestValidAsync(http))
            return NotOurForm();
        if (Find(id, desk, spool) is not { } upload)
            return Gone();
        var said = await Body<UploadSaid>(http) ?? new();
        int? bad = null;
        try
        {
            await spool.Alone(upload, async () => bad = await upload.Finish(http.RequestAborted));
        }
        catch (ChunkRefused refused)
        {
            return Refused(refused.Why, upload);
        }
        if (bad is { } file)
        {
            return Results.Json(
                new { problem = upload.Received(file) == 0 ? $"{upload.Files[file].Name} did not arrive as it was sent. Send it again." : $"{upload.Files[file].Name} is not whole yet.", upload = State(upload) },
                statusCode: StatusCodes.Status409Conflict);
        }
        var files = upload.Files.Select(f => System.IO.Path.Combine(upload.FilesFolder, f.Name)).ToList();
        return Results.Json(new { running = UploadDelivery.Import(desk, imports, upload.FilesFolder, files, said, () => spool.Drop(desk.District.Folder, upload)) });
    }

    static async Task<IResult> Drop(string id, HttpContext http, Desk desk, UploadSpool spool, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(http))
            return NotOurForm();
        if (Find(id, desk, spool) is not { } upload)
            return Gone();
        try
        {
            await spool.Alone(upload, () =>
            {
                spool.Drop(desk.District.Folder, upload);
                return Task.CompletedTask;
            });
            return Results.NoContent();
        }
        catch (ChunkRefused refused)
        {
            return Refused(refused.Why, upload);
        }
    }

    /// <summary>The JSON of a request; null where there is none that could be read.</summary>
    static async Task<T?> Body<T>(HttpContext http)
        where T : class
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<T>(http.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static PartialUpload? Find(string id, Desk desk, UploadSpool spool) => spool.Find(desk.District.Folder, id, desk.Person.UserName);

    static IResult Refused(ChunkRefusal why, PartialUpload upload) => why switch
    {
        ChunkRefusal.WrongOffset => Results.Json(State(upload), statusCode: StatusCodes.Status409Conflict),
        ChunkRefusal.Busy => Problem(StatusCodes.Status423Locked, "Another chunk of this upload is being written. Send one after the other."),
        ChunkRefusal.TooLong => Problem(StatusCodes.Status413PayloadTooLarge, "More bytes came than were announced."),
        _ => Problem(StatusCodes.Status422UnprocessableEntity, "The chunk did not arrive as it was sent. Send it again."),
    };

    static object State(PartialUpload upload) => new
    {
        upload.Id,
        chunkBytes = UsualChunk,
        files = upload.Files.Select((f, i) =>
        {
            var chunks = upload.Chunks(i);
            return new { f.Name, f.Bytes, received = chunks.Sum(c => c.Bytes), lastChunk = chunks.Count > 0 ? chunks[^1] : null };
        }),
    };

    static void Raise(HttpContext http, long most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
    }

    static IResult Gone() => Problem(StatusCodes.Status404NotFound, "There is no such upload that you could go on with. One that broke off is kept for a day.");

    static IResult NotOurForm() => Problem(StatusCodes.Status400BadRequest, "The page that sends this is too old. Load it again.");

    static IResult Problem(int status, string problem) => Results.Json(new { problem }, statusCode: status);

    sealed record Announced(IReadOnlyList<AnnouncedFile> Files);
}
