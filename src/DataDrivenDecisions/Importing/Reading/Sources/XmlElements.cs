namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>The elements of one name below the root of an XML, each of them a record: the students of an Ed-Fi interchange.</summary>
internal sealed class XmlElements : RecordSource
{
    readonly string _element;
    readonly XmlReferences _references;

    XmlElements(DeliveredFile file, string element, IReadOnlyList<string> columns, XmlReferences references) : base(file) =>
        (_element, Columns, _references) = (element, columns, references);

    public override string Name => $"{File.Name}!{_element}";

    public override IReadOnlyList<string> Columns { get; }

    public override IReadOnlyList<string> Resources => [_element];

    /// <summary>Each kind of element in a file, with the paths that occur in any of them.</summary>
    /// <exception cref="ImportRejected">The XML is not well-formed, or it brings a document type of its own.</exception>
    public static IReadOnlyList<XmlElements> Of(DeliveredFile file, ImportLimits limits)
    {
        var references = XmlReferences.Of(file, limits);
        var kinds = new Dictionary<string, FlatRecord>(StringComparer.Ordinal);
        var order = new List<string>();
        using var xml = new XmlRecords(file, limits, references);
        while (xml.Next(_ => true))
        {
            if (!kinds.TryGetValue(xml.Element, out var flat))
            {
                if (kinds.Count >= limits.Files)
                    throw LimitSetting.Files.Refuse(limits, file.Name, $"The XML holds more than {limits.Files} kinds of elements.", "Check that it is an interchange of a known format.");
                kinds[xml.Element] = flat = new FlatRecord(file.Name, limits);
                order.Add(xml.Element);
            }
            xml.Take(flat);
        }
        return [.. order.Select(element => new XmlElements(file, element, kinds[element].Columns, references))];
    }

    public override RecordReader Open(ImportLimits limits) => new Reader(this, limits);

    sealed class Reader(XmlElements source, ImportLimits limits) : RecordReader
    {
        readonly XmlRecords _xml = new(source.File, limits, source._references);
        readonly FlatRecord _flat = new(source.Name, limits, source.Columns);

        public override string Raw => _xml.Raw;

        public override int RawLength => _xml.RawLength;

        public override bool Read()
        {
            if (!_xml.Next(element => element == source._element))
                return false;
            Line = Math.Max(Line + 1, _xml.Line);
            _xml.Take(_flat);
            Begin(source.Columns.Count);
            for (var i = 0; i < Count; i++)
                Set(i, _flat.Value(i));
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _xml.Dispose();
        }
    }
}
