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
                open.Drafts.Start(path, name, unknown, takeOver: true, options.Told with { Source = options.Source });
            return reports;
        },
        clean);

    /// <summary>Tries a delivery, which then waits to be loaded without being sent again.</summary>
    /// <param name="imports">Where it runs.</param>
    /// <param name="district">The district's short name.</param>
    /// <param name="delivery">The delivery; its files are taken over.</param>
    /// <param name="clean">Takes away what is left of it afterwards.</param>
    public static RunningImport Try(RunningImports imports, string district, BroughtDelivery delivery, Action clean) => imports.StartTry(
        district,
        delivery.Name,
        (open, progress) => "/imports/tries/" + open.Tries.Try(open.Importer, delivery, open.Warehouse.NewestLoad, open.Drafts, progress).Id,
        clean);

    /// <summary>Loads a delivery that was tried, from the files that were tried.</summary>
    /// <param name="imports">Where it runs.</param>
    /// <param name="district">The district's short name.</param>
    /// <param name="tried">The delivery, taken out of those that wait.</param>
    /// <param name="archive">Where it is kept.</param>
    /// <param name="clean">Takes away what is left of it afterwards.</param>
    public static RunningImport Load(RunningImports imports, string district, TriedDelivery tried, string archive, Action clean) => imports.Start(
        district,
        tried.Name,
        (open, progress) =>
        {
            TriedDeliveries.Check(tried);
            return open.Importer.Import([tried.Path], ImportOptions.Said(tried.Told, tried.By) with { Name = tried.Name, Archive = archive }, progress);
        },
        clean);
}
