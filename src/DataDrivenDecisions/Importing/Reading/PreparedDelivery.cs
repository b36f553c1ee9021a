namespace DataDrivenDecisions.Importing.Reading;

/// <summary>A delivery whose files are all recognised and surveyed, in the order in which they are to be read.</summary>
internal sealed class PreparedDelivery : IDisposable
{
    PreparedDelivery(Delivery delivery, string hash, IReadOnlyList<Survey> files, IReadOnlyList<string> passedOver) =>
        (Delivery, Hash, Files, PassedOver) = (delivery, hash, files, passedOver);

    public Delivery Delivery { get; }

    /// <summary>SHA-256 over its files.</summary>
    public string Hash { get; }

    /// <summary>The files, what others refer to first.</summary>
    public IReadOnlyList<Survey> Files { get; }

    /// <summary>Sentences about what was not read: files that are no tables, sheets that no format knows, pages without records.</summary>
    public IReadOnlyList<string> PassedOver { get; }

    /// <summary>When its first file's turn comes, so that rosters go before what needs them.</summary>
    public Turn FirstTurn => Files.Count == 0 ? Turn.Rest : Files[0].File.Format.Turn;

    /// <summary>Recognises and surveys every file of a delivery.</summary>
    /// <exception cref="DeliveryRejected">Some file cannot be taken, and so none is.</exception>
    public static PreparedDelivery Of(Delivery delivery, IReadOnlyList<Format> formats, ImportLimits limits, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        var recognition = new Recognition(formats, limits);
        var refused = new List<ImportRejected>();
        var known = delivery.Files.SelectMany(file => Take(() => recognition.Recognize(file), refused)).ToList();
        if (known.Count > 0)
            refused.Where(why => why.MayBePassedOver).ToList().ForEach(recognition.PassOver);
        refused.RemoveAll(why => known.Count > 0 && why.MayBePassedOver);
        var hash = delivery.HashBeside();
        var surveys = known.SelectMany(file => Take<Survey>(() => [Survey.Of(Recognition.Settle(file, known), limits, stop, progress)], refused)).ToList();
        if (delivery.Files.Count == 0)
            refused.Add(new ImportRejected(delivery.Name, "There is no data file in it.", "Put CSV files with a header line into it, or workbooks, XML interchanges or JSON pages."));
        else if (surveys.Count == 0 && refused.Count == 0)
            refused.Add(new ImportRejected(delivery.Name, "It holds no records.", "Nothing is to be done if the source had nothing new to send."));
        if (refused.Count > 0)
            throw new DeliveryRejected(delivery, refused, surveys);
        return new PreparedDelivery(
            delivery,
            hash(),
            [.. surveys.OrderBy(s => s.File.Format.Turn).ThenBy(s => s.File.Name, StringComparer.Ordinal)],
            [.. delivery.PassedOver.Select(file => $"{file.Name} is no table and was not read."), .. recognition.PassedOver]);
    }

    public void Dispose() => Delivery.Dispose();

    static IReadOnlyList<T> Take<T>(Func<IReadOnlyList<T>> take, List<ImportRejected> refused)
    {
        try
        {
            return take();
        }
        catch (ImportRejected rejected)
        {
            refused.Add(rejected);
            return [];
        }
    }
}

/// <summary>A delivery that cannot be taken because some of its files cannot.</summary>
internal sealed class DeliveryRejected(Delivery delivery, IReadOnlyList<ImportRejected> refused, IReadOnlyList<Survey> others)
    : Exception("Some files of the delivery cannot be taken.")
{
    public string Name { get; } = delivery.Name;
    public string SourceName { get; } = delivery.SourceName;

    /// <summary>Each file that cannot be taken, with the reason.</summary>
    public IReadOnlyList<ImportRejected> Refused { get; } = refused;

    /// <summary>The files that could have been taken.</summary>
    public IReadOnlyList<Survey> Others { get; } = others;
}
