using System.IO.Compression;
using System.Text;

namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Keeps what was delivered, so that a load can be undone or read again: as it came, but for passwords and Social Security numbers.</summary>
internal static class Archive
{
    /// <summary>Writes the delivery into a folder under its own hash and returns the path; what is already there is left as it is.</summary>
    public static string Keep(string folder, string hash, Delivery delivery, IReadOnlyList<Survey> files, ImportLimits limits)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, hash + ".zip");
        if (File.Exists(path))
            return path;
        // Under another name until it is whole, so that a crash leaves no half archive behind.
        var unfinished = path + ".part";
        using (var zip = new ZipArchive(new FileStream(unfinished, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create))
        {
            if (delivery.Manifest is { } manifest)
                Copy(zip, manifest);
            foreach (var file in files)
                if (file.HoldsSecrets)
                    CopyWithoutSecrets(zip, file, limits);
                else
                    Copy(zip, file.File.File);
        }
        File.Move(unfinished, path, overwrite: true);
        return path;
    }

    static string EntryName(DeliveredFile file) => file.Name[(file.Name.IndexOf('!', StringComparison.Ordinal) + 1)..];

    static void Copy(ZipArchive zip, DeliveredFile file)
    {
        using var from = file.Open();
        using var to = zip.CreateEntry(EntryName(file), CompressionLevel.Fastest).Open();
        from.CopyTo(to);
    }

    static void CopyWithoutSecrets(ZipArchive zip, Survey survey, ImportLimits limits)
    {
        var secrets = survey.File.Header.Secrets;
        using var records = new RecordReader(survey.Decoding.Open(survey.File.File.Open()), survey.File.Cutting, limits);
        using var to = new StreamWriter(zip.CreateEntry(EntryName(survey.File.File), CompressionLevel.Fastest).Open(), new UTF8Encoding(false)) { NewLine = "\n" };
        while (records.Read())
            to.WriteLine(CsvText.Line(
                records.Fields.Take(records.Count).Select((field, i) => records.Line > survey.File.HeaderLine && (secrets.Contains(i) || Secret.IsValue(field)) ? "" : field),
                survey.File.Cutting.Delimiter));
    }
}
