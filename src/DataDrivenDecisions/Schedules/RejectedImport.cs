using DataDrivenDecisions.Importing;

namespace DataDrivenDecisions.Schedules;

/// <summary>The rejected rows of an import, to be mended and brought in again.</summary>
public static class RejectedImport
{
    /// <summary>The rows under their own headers, from the kept copy.</summary>
    /// <exception cref="ReleaseRefused">There is no such import, none of its rows was rejected, or no copy of it could be read.</exception>
    public static RejectedTables Of(District district, long id, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(district);
        var delivery = district.Records.Imports.Show(district.Slug, id) ?? throw new ReleaseRefused(FormattableString.Invariant($"There is no import {id}."));
        if (!Path.Exists(delivery.ArchivedAs))
            throw new ReleaseRefused(FormattableString.Invariant($"No copy of import {id} was kept, so its rows cannot be read again. Mend them in the file itself."));
        var rejects = delivery.Files.Where(f => f.Rejected > 0).GroupBy(f => f.File, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<Records.RejectedRow>)[.. g.SelectMany(f => district.Records.Imports.Rejects(f.Id))], StringComparer.Ordinal);
        try
        {
            var tables = district.Importer.Rejected(delivery, rejects, stop);
            return tables.Rows > 0 ? tables : throw new ReleaseRefused(FormattableString.Invariant($"Import {id} has no rejected rows that could be mended in a table."));
        }
        catch (ImportRejected broken)
        {
            throw new ReleaseRefused(FormattableString.Invariant($"The copy of import {id} cannot be read any more. {broken.Message}"));
        }
    }
}
