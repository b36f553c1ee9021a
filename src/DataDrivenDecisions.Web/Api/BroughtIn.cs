using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Web.Api;

/// <summary>Brings a delivery in from a page; a file in it that nobody knows waits as a draft to be mapped.</summary>
static class BroughtIn
{
    /// <summary>Starts the import.</summary>
    /// <param name="imports">Where it runs.</param>
    /// <param name="district">The district's short name.</param>
    /// <param name="path">The delivery, which is moved into the draft when it is to be mapped.</param>
    /// <param name="name">How people know it.</param>
    /// <param name="options">What the person says about it.</param>
    /// <param name="clean">Takes away what is left of it afterwards.</param>
    public static RunningImport Start(RunningImports imports, string district, string path, string name, ImportOptions options, Action clean) => imports.Start(
        district,
        name,
        (open, progress) =>
        {
            var reports = open.Importer.Import([path], options, progress);
            if (reports.FirstOrDefault(r => r.CanBeMapped) is { } unknown)
                open.Drafts.Start(path, name, unknown, takeOver: true);
            return reports;
        },
        clean);
}
