using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Schedules;
using DataDrivenDecisions.Web.Api;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace DataDrivenDecisions.Web.Pages.Sources;

/// <summary>The systems that the district's data come from: what came last, what is late and why, and a pull at once.</summary>
public sealed class IndexModel(RecordStore records, RunningImports imports) : DeskPage
{
    public IReadOnlyList<SourceStanding> Sources { get; private set; } = [];

    public string Heading
    {
        get
        {
            var late = Sources.Count(s => s.IsLate);
            var failed = Sources.Count(s => s.Record?.LastError is not null);
            return Sources.Count == 0 ? "No source yet"
                : late > 0 ? $"{Words.Capital(Words.Spelled(late, "source"))} {(late == 1 ? "is" : "are")} late"
                : failed > 0 ? $"{Words.Capital(Words.Spelled(failed, "source"))} could not be read the last time"
                : $"{Words.Capital(Words.Spelled(Sources.Count, "source"))}, none is late";
        }
    }

    public void OnGet() => Load();

    public IActionResult OnPostPull(string source)
    {
        Load();
        if (Sources.FirstOrDefault(s => s.Name == source && s.Record is { IsPulled: true }) is null)
            return NotFound();
        var options = new PullOptions { By = Desk.Person.UserName };
        var import = imports.Start(Desk.Person.District, source, (district, progress) => SourceSync.Run(district, source, options, imported: progress).Files);
        return LocalRedirect("/imports/running/" + import.Id);
    }

    /// <summary>What kind of source it is, in words.</summary>
    public static string Kind(SourceStanding source) => source.Record?.Kind switch
    {
        SourceRecord.OneRosterRest => "OneRoster service",
        SourceRecord.EdFiApi => "Ed-Fi API",
        SourceRecord.Sftp => "SFTP folder",
        _ => "Files that come",
    };

    void Load() => Sources = SourceStanding.All(records, Desk.Place, Desk.District.Clock.GetUtcNow());
}
