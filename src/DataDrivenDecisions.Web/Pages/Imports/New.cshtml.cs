using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using DataDrivenDecisions.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Imports;

/// <summary>Where a delivery is brought in by hand: a file, a zip, or several files at once.</summary>
public sealed class NewModel(UploadSpool spool, RecordStore records) : DeskPage
{
    public string? Problem { get; private set; }

    /// <summary>Every format that is recognised, by the standard or product that it belongs to, for the help below the form.</summary>
    public IReadOnlyList<IGrouping<string, Format>> Families { get; } = [.. Format.All.GroupBy(f => f.Family)];

    /// <summary>The columns that tell a format, each by its first name.</summary>
    public static string Columns(Format format) => string.Join(", ", format.Headers.Select(h => h.Split('|')[0]));

    /// <summary>"2 GB": the most that may be sent here.</summary>
    public string MostSent => LimitSetting.UploadBytes.Say(Desk.District.Limits.UploadBytes);

    /// <summary>The person's uploads that can be gone on with.</summary>
    public IReadOnlyList<PartialUpload> BrokenOff { get; private set; } = [];

    /// <summary>"roster.zip", or the first of several files and how many more there are.</summary>
    public static string Names(PartialUpload upload) => upload.Files[0].Name + (upload.Files.Count > 1 ? $" and {Words.Spelled(upload.Files.Count - 1, "more", "more")}" : "");

    /// <summary>School years that can be said: the present one, the next and those before.</summary>
    public IReadOnlyList<SchoolYear> Years => [.. Enumerable.Range(-6, 8).Select(back => new SchoolYear(Desk.Year.Ends + back)).Reverse()];

    /// <summary>The sources that deliveries have come from.</summary>
    public IReadOnlyList<string> Sources => records.Imports.Sources(Desk.Person.District);

    /// <summary>The names of the district's mappings.</summary>
    public IReadOnlyList<string> Mappings => [.. records.Mappings.List(Desk.Person.District).Select(m => m.Name)];

    /// <summary>What the person has tried and not loaded yet.</summary>
    public IReadOnlyList<TriedDelivery> Tried => Desk.District.Tries.Of(Desk.Person.UserName);

    /// <summary>"60% of 312 MB".</summary>
    public static string Came(PartialUpload upload)
    {
        var all = upload.Files.Sum(f => f.Bytes);
        var came = Enumerable.Range(0, upload.Files.Count).Sum(upload.Received);
        return $"{(all == 0 ? 100 : 100 * came / all)}% of {Words.Bytes(all)}";
    }

    /// <summary>Gives an upload up.</summary>
    public IActionResult OnPostGiveUp(string id)
    {
        if (spool.Find(Desk.District.Folder, id, Desk.Person.UserName) is { } upload)
            spool.Drop(Desk.District.Folder, upload);
        return LocalRedirect("/imports/new");
    }

    public void OnGet(string? problem)
    {
        BrokenOff = spool.Open(Desk.District.Folder, Desk.Person.UserName);
        Problem = problem switch
        {
            "no-file" => "No file was chosen. Choose a zip or one or more CSV files, then send them.",
            "too-large" => $"The delivery is larger than {MostSent}. {LimitSetting.UploadBytes.Names(Desk.District.Limits)} Put larger ones into the drop folder.",
            "broke-off" => "The delivery broke off on its way. Nothing was loaded; send it again.",
            _ => null,
        };
    }
}
