using System.Globalization;
using System.Text;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Benchmarks;

/// <summary>An invented roster of exactly the students whom some result files name, by the column in which each file names them first.</summary>
static class RosterFromIds
{
    /// <summary>Writes the roster into a folder and returns its path; null where no file names students whom a roster must know.</summary>
    public static string? Write(string delivery, string folder)
    {
        var ids = Ids(delivery);
        if (ids.Count == 0)
            return null;
        var text = new StringBuilder("sourcedId,role,givenName,familyName,identifier,orgSourcedIds\n");
        foreach (var (id, number) in ids.Order(StringComparer.Ordinal).Select((id, i) => (id, i + 1)))
            text.Append(CultureInfo.InvariantCulture, $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\",student,Invented,Student {number},,invented-school\n");
        var path = Path.Combine(folder, "users.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    static HashSet<string> Ids(string path)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var open in Delivery.At(path, ImportLimits.Default))
            {
                using var prepared = PreparedDelivery.Of(open(), Format.All, ImportLimits.Default, null, default);
                foreach (var file in prepared.Files.Where(f => f.File.Format.NeedsKnownStudents))
                    if (file.Ids.Where(s => s.Ids.Count > 0).Select(s => s.Ids).FirstOrDefault() is { } first)
                        ids.UnionWith(first);
            }
        }
        catch (Exception refused) when (refused is ImportRejected or DeliveryRejected)
        {
            // The import itself says why.
        }
        return ids;
    }
}
