using System.Text;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Uploads;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DataDrivenDecisions.Web.Api;

/// <summary>
/// Takes a delivery from a form, streaming it to the district's own folder: a large file never lies in memory. Without JavaScript the form's
/// token arrives as the first part of the body, so it is read there and checked before any file is.
/// </summary>
static class UploadDelivery
{
    public const string Path = "/imports/upload";
    public const string TokenHeader = "X-Form-Token";
    const string TokenField = "__RequestVerificationToken";
    const int LongestToken = 4096;

    /// <summary>What the form itself adds to the files: boundaries, names and the token.</summary>
    const long FormBytes = 1024 * 1024;

    /// <summary>What must be left on the disk beside a delivery, so that the warehouse can take it in.</summary>
    const long RoomLeft = 512L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, Take).DisableAntiforgery().RequireAuthorization(Access.DataDesk);

    static async Task<IResult> Take(HttpContext http, Desk desk, IAntiforgery forms, RunningImports imports)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = desk.District.Limits.UploadBytes + FormBytes;
        var reader = new MultipartReader(boundary, http.Request.Body);
        if (!await IsOurForm(http, forms, reader))
            return Results.StatusCode(StatusCodes.Status400BadRequest);

        var folder = UploadSpool.NewFolder(desk.District.Folder);
        List<string> files;
        var said = new UploadSaid();
        try
        {
            (files, said) = await Save(reader, folder, http.RequestAborted);
        }
        catch (Exception broken) when (broken is IOException or BadHttpRequestException or OperationCanceledException)
        {
            // It broke off or is too large; half of it is of no use without the script that goes on.
            Directory.Delete(folder, recursive: true);
            return Results.LocalRedirect("/imports/new?problem=" + (broken is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? "too-large" : "broke-off"));
        }
        if (files.Count == 0)
        {
            Directory.Delete(folder, recursive: true);
            return Results.LocalRedirect("/imports/new?problem=no-file");
        }
        return Results.LocalRedirect(Import(desk, imports, folder, files, said, () => Clean(folder)));
    }

    /// <summary>Starts the import or the try of a delivery that lies in a folder, and returns the address of the page that tells how far it is.</summary>
    /// <param name="desk">Who brings it.</param>
    /// <param name="imports">Runs it.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="files">Its files, by their full paths.</param>
    /// <param name="said">What she says about it, and whether it is only to be tried.</param>
    /// <param name="afterwards">Called at the end.</param>
    public static string Import(Desk desk, RunningImports imports, string folder, IReadOnlyList<string> files, UploadSaid said, Action afterwards)
    {
        var path = files.Count == 1 ? files[0] : folder;
        var name = NameOf([.. files.Select(f => System.IO.Path.GetFileName(f))]);
        desk.Audit(said.IsTry ? "upload to try" : "upload", name);
        var told = said.Told(desk.District);
        return "/imports/running/" + (said.IsTry
            ? BroughtIn.Try(imports, desk.Person.District, new BroughtDelivery(path, name, desk.Person.UserName, told), afterwards)
            : BroughtIn.Start(imports, desk.Person.District, path, name, ImportOptions.Said(told, desk.Person.UserName) with { Archive = desk.District.Folder.Archive }, afterwards)).Id;
    }

    /// <summary>How people know a delivery: its one file's name, or how many files it has.</summary>
    public static string NameOf(IReadOnlyList<string> files) => files.Count == 1 ? files[0] : $"{files.Count} files";

    /// <summary>Why a delivery is too much for this district or its disk, in words; null when it is not.</summary>
    public static string? TooMuch(Desk desk, int files, long bytes)
    {
        var limits = desk.District.Limits;
        return bytes > limits.UploadBytes ? $"That is more than {LimitSetting.UploadBytes.Say(limits.UploadBytes)}. Put larger deliveries into the drop folder. {LimitSetting.UploadBytes.Names(limits)}"
            : files > limits.Files ? $"Those are more than {LimitSetting.Files.Say(limits.Files)} files. Send them in several deliveries. {LimitSetting.Files.Names(limits)}"
            : bytes > new DriveInfo(desk.District.Folder.Uploads).AvailableFreeSpace - RoomLeft ? "The server's disk has too little room for it. Tell your technology leader."
            : null;
    }

    // A delivery that is to be mapped has moved on with its folder.
    static void Clean(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>True when the body's first part is the token of a form that we gave to this person.</summary>
    static async Task<bool> IsOurForm(HttpContext http, IAntiforgery forms, MultipartReader reader)
    {
        var first = await reader.ReadNextSectionAsync(http.RequestAborted);
        if (first is null || Disposition(first)?.Name.Value?.Trim('"') != TokenField)
            return false;
        var buffer = new byte[LongestToken];
        var length = await first.Body.ReadAtLeastAsync(buffer, LongestToken, throwOnEndOfStream: false, http.RequestAborted);
        http.Request.Headers[TokenHeader] = Encoding.ASCII.GetString(buffer, 0, length);
        return await forms.IsRequestValidAsync(http);
    }

    static async Task<(List<string> Files, UploadSaid Said)> Save(MultipartReader reader, string folder, CancellationToken stop)
    {
        var files = new List<string>();
        var said = new UploadSaid();
        while (await reader.ReadNextSectionAsync(stop) is { } section)
        {
            var sent = Disposition(section)?.FileName.Value?.Trim('"');
            if (string.IsNullOrWhiteSpace(sent))
            {
                said = said.With(Disposition(section)?.Name.Value?.Trim('"'), await Text(section, stop));
                continue;
            }
            var path = System.IO.Path.Combine(folder, SafeName(sent, files.Count, files.Select(f => System.IO.Path.GetFileName(f))));
            await using var file = File.Create(path);
            await section.Body.CopyToAsync(file, stop);
            files.Add(path);
        }
        return (files, said);
    }

    // A field of the form is a word; whatever is longer is none of ours.
    static async Task<string> Text(MultipartSection section, CancellationToken stop)
    {
        var buffer = new byte[LongestToken];
        return Encoding.UTF8.GetString(buffer, 0, await section.Body.ReadAtLeastAsync(buffer, LongestToken, throwOnEndOfStream: false, stop));
    }

    static ContentDispositionHeaderValue? Disposition(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var value) ? value : null;

    /// <summary>The sender's name without folders and with plain characters only (a browser's "(1)" among them, by which a second copy is known), and no name twice; formats are recognised by content, not by name.</summary>
    public static string SafeName(string sent, int number, IEnumerable<string> taken)
    {
        var last = sent.Split('/', '\\')[^1];
        var plain = new string([.. last.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' or '(' or ')' ? c : '_')]).TrimStart('.', ' ').TrimEnd(' ');
        plain = plain.Length is 0 or > 120 ? $"file-{number + 1}" : plain;
        return taken.Contains(plain, StringComparer.OrdinalIgnoreCase) ? $"{number + 1}-{plain}" : plain;
    }
}
