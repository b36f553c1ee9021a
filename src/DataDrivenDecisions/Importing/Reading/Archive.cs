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
        UnreadCopy.Keep(folder, hash, delivery, files, limits);
        var path = Path.Combine(folder, hash + ".zip");
        Whole(path, zip =>
        {
            if (delivery.Manifest is { } manifest)
                Copy(zip, manifest);
            foreach (var tables in files.GroupBy(f => f.File.File))
                Keep(zip, tables.Key, [.. tables], limits);
        });
        return path;
    }

    /// <summary>Writes a zip wholly or not at all; one that is there already is left as it is.</summary>
    public static void Whole(string path, Action<ZipArchive> write)
    {
        if (File.Exists(path))
            return;
        // Under another name until it is whole, so that a crash leaves no half archive behind.
        var unfinished = path + ".part";
        try
        {
            using var zip = new ZipArchive(new FileStream(unfinished, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
            write(zip);
        }
        catch
        {
            // A disk that is full is not to stay so by half an archive.
            File.Delete(unfinished);
            throw;
        }
        File.Move(unfinished, path, overwrite: true);
    }

    // What was not read was not searched for secrets either: of a workbook with a strange sheet only the tables that were read are kept here.
    static void Keep(ZipArchive zip, DeliveredFile file, IReadOnlyList<Survey> tables, ImportLimits limits)
    {
        if (tables.All(t => !t.HoldsSecrets && !t.File.HasUnreadTables))
            Copy(zip, file);
        else
            foreach (var table in tables)
                CopyWithoutSecrets(zip, table, limits);
    }

    /// <summary>Its name in the copy.</summary>
    public static string EntryName(DeliveredFile file) => file.NameWithin;

    /// <summary>The same of a table: one out of a workbook or an XML becomes a CSV in a folder of that file's name.</summary>
    public static string EntryName(RecordSource table) => table.IsDelimited ? EntryName(table.File)
        : EntryName(table.File) + table.Name[table.File.Name.Length..].Replace('!', '/') + ".csv";

    /// <summary>A text in the copy, to be written.</summary>
    public static StreamWriter NewText(ZipArchive zip, string name) => new(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false)) { NewLine = "\n" };

    /// <summary>Takes a file over as it is.</summary>
    public static void Copy(ZipArchive zip, DeliveredFile file)
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
        using var to = NewText(zip, EntryName(survey.File.Source));
        // A mapping numbers the columns of a file without header, and reads the copy the same way.
        if (survey.File.Source is not MappedSource && survey.File.Source.Columns is { } columns)
            to.WriteLine(CsvText.Line(columns, delimiter));
        while (records.Read())
            to.WriteLine(CsvText.Line(
                records.Fields.Select((field, i) => records.Line > survey.File.HeaderLine && (secrets.Contains(i) || Secret.IsValue(field)) ? "" : field),
                delimiter));
    }
}
