using System.IO.Compression;
using System.Text;
using DataDrivenDecisions.Importing.Reading.Sources;

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
        try
        {
            Write(unfinished, delivery, files, limits);
        }
        catch
        {
            // A disk that is full is not to stay so by half an archive.
            File.Delete(unfinished);
            throw;
        }
        File.Move(unfinished, path, overwrite: true);
        return path;
    }

    static void Write(string path, Delivery delivery, IReadOnlyList<Survey> files, ImportLimits limits)
    {
        using var zip = new ZipArchive(new FileStream(path, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
        if (delivery.Manifest is { } manifest)
            Copy(zip, manifest);
        foreach (var tables in files.GroupBy(f => f.File.File))
            Keep(zip, tables.Key, [.. tables], limits);
    }

    // What was not read was not searched for secrets either: of a workbook with a strange sheet only the tables that were read are kept.
    static void Keep(ZipArchive zip, DeliveredFile file, IReadOnlyList<Survey> tables, ImportLimits limits)
    {
        if (tables.All(t => !t.HoldsSecrets && !t.File.HasUnreadTables))
            Copy(zip, file);
        else
            foreach (var table in tables)
                CopyWithoutSecrets(zip, table, limits);
    }

    static string EntryName(DeliveredFile file) => file.Name[(file.Name.IndexOf('!', StringComparison.Ordinal) + 1)..];

    // A table out of a workbook or an XML becomes a CSV in a folder of that file's name.
    static string EntryName(Survey table) => table.File.Source is { IsDelimited: true } source ? EntryName(source.File)
        : EntryName(table.File.File) + table.File.Name[table.File.File.Name.Length..].Replace('!', '/') + ".csv";

    static void Copy(ZipArchive zip, DeliveredFile file)
    {
        using var from = file.Open();
        using var to = zip.CreateEntry(EntryName(file), CompressionLevel.Fastest).Open();
        from.CopyTo(to);
    }

    static void CopyWithoutSecrets(ZipArchive zip, Survey survey, ImportLimits limits)
    {
        var secrets = survey.File.Header.Secrets;
        var delimiter = survey.File.Source.Delimiter;
        using var records = survey.File.Source.Open(limits);
        using var to = new StreamWriter(zip.CreateEntry(EntryName(survey), CompressionLevel.Fastest).Open(), new UTF8Encoding(false)) { NewLine = "\n" };
        // A mapping numbers the columns of a file without header, and reads the copy the same way.
        if (survey.File.Source is not MappedSource && survey.File.Source.Columns is { } columns)
            to.WriteLine(CsvText.Line(columns, delimiter));
        while (records.Read())
            to.WriteLine(CsvText.Line(
                records.Fields.Select((field, i) => records.Line > survey.File.HeaderLine && (secrets.Contains(i) || Secret.IsValue(field)) ? "" : field),
                delimiter));
    }
}
