using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Schedules;

/// <summary>Fetches from an SFTP server into the drop folder and takes in at once what was fetched; what a crash leaves there, the night takes in.</summary>
static class SftpSync
{
    static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public static PullReport Run(District district, SourceRecord source, string secret, PullOptions options, IProgress<ImportProgress>? imported, CancellationToken stop)
    {
        var fetch = new SftpFetch(district.Records.Sources, district.Clock);
        var fetched = fetch.Fetch(source, secret, district.Folder.Drop, options.Patience, options.Settle ?? Settle, options.IsDryRun, stop);
        List<ImportReport> files = [];
        foreach (var path in fetched.Files)
            files.AddRange(Take(district, source, path, options, imported, stop));
        return new PullReport { Files = files, Read = fetched.Files.Count, Notes = fetched.Notes };
    }

    static IReadOnlyList<ImportReport> Take(District district, SourceRecord source, string path, PullOptions options, IProgress<ImportProgress>? imported, CancellationToken stop)
    {
        var reports = district.Importer.Import([path], new ImportOptions { By = options.By, Source = source.Name, Archive = district.Folder.Archive, IsFound = true }, imported, stop);
        if (reports.Any(r => r.State == ImportState.Refused))
            new DropFolder(district.Folder.Drop, district.Clock, TimeSpan.Zero, TimeSpan.Zero).PutAside(path);
        else
            DropFolder.Remove(path);
        return reports;
    }
}
