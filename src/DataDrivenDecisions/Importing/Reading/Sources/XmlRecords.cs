using System.Text;
using System.Xml;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>Goes through the elements below the root of an XML, one at a time, however large the file is.</summary>
internal sealed class XmlRecords : IDisposable
{
    const int EntityCharacters = 1024;
    readonly char[] _chunk = new char[4096];
    readonly StringBuilder _raw = new();
    readonly DeliveredFile _file;
    readonly ImportLimits _limits;
    readonly XmlReferences? _references;
    readonly XmlReader _xml;
    bool _isInside;

    public XmlRecords(DeliveredFile file, ImportLimits limits, XmlReferences? references)
    {
        (_file, _limits, _references) = (file, limits, references);
        _xml = Open(file, limits);
    }

    /// <summary>The element's name without its namespace.</summary>
    public string Element { get; private set; } = "";

    /// <summary>The line on which the element begins.</summary>
    public long Line { get; private set; }

    /// <summary>The element without namespaces, on one line.</summary>
    public string Raw => _raw.ToString();

    public int RawLength => _raw.Length;

    /// <summary>A reader that takes no document type, resolves nothing and knows when to stop.</summary>
    public static XmlReader Open(DeliveredFile file, ImportLimits limits) => XmlReader.Create(file.Open(), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = EntityCharacters,
        MaxCharactersInDocument = limits.UnpackedBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    });

    /// <summary>Moves to the next element of a wanted name below the root; false after the last.</summary>
    public bool Next(Func<string, bool> isWanted)
    {
        try
        {
            if (!_isInside)
            {
                _isInside = true;
                if (_xml.MoveToContent() != XmlNodeType.Element || _xml.IsEmptyElement)
                    return false;
                _xml.Read();
            }
            while (!_xml.EOF)
            {
                if (_xml.NodeType != XmlNodeType.Element || _xml.Depth != 1)
                    _xml.Read();
                else if (!isWanted(_xml.LocalName))
                    _xml.Skip();
                else
                {
                    (Element, Line) = (_xml.LocalName, ((IXmlLineInfo)_xml).LineNumber);
                    return true;
                }
            }
            return false;
        }
        catch (XmlException broken)
        {
            throw XmlFault.Of(_file, broken);
        }
    }

    /// <summary>Lays the element flat and moves behind it.</summary>
    public void Take(FlatRecord flat)
    {
        _raw.Clear();
        flat.Begin();
        try
        {
            Take(flat, isRecord: true);
        }
        catch (XmlException broken)
        {
            throw XmlFault.Of(_file, broken);
        }
    }

    void Take(FlatRecord flat, bool isRecord)
    {
        var name = _xml.LocalName;
        var target = _references is { IsNeeded: true } ? _xml.GetAttribute("ref") : null;
        var isGroup = target is not null && !isRecord;
        _raw.Append('<').Append(name).Append('>');
        if (isGroup)
        {
            flat.Enter(name);
            foreach (var (leaf, value) in _references!.Keys(target!))
                flat.Leaf(leaf, value);
        }
        var text = _xml.IsEmptyElement ? "" : Content(flat, name, isRecord, ref isGroup);
        if (isGroup)
            flat.Leave();
        else if (!isRecord)
            flat.Leaf(name, text);
        _raw.Append("</").Append(name).Append('>');
        _xml.Read();
    }

    string Content(FlatRecord flat, string name, bool isRecord, ref bool isGroup)
    {
        var text = "";
        _xml.Read();
        while (_xml.NodeType != XmlNodeType.EndElement)
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    if (!isGroup && !isRecord)
                    {
                        isGroup = true;
                        flat.Enter(name);
                    }
                    Take(flat, isRecord: false);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    text += Text();
                    break;
                default:
                    _xml.Read();
                    break;
            }
        }
        return text;
    }

    string Text()
    {
        var text = new StringBuilder();
        for (var n = _xml.ReadValueChunk(_chunk, 0, _chunk.Length); n > 0; n = _xml.ReadValueChunk(_chunk, 0, _chunk.Length))
        {
            text.Append(_chunk, 0, n);
            if (_raw.Length + text.Length > _limits.LineCharacters * 4L)
                throw LimitSetting.LineCharacters.Refuse(_limits, _file.Name, "One of its records is far too long.", "Look for an element that is never closed, and export the file again.");
        }
        _xml.Read();
        var value = text.ToString();
        _raw.Append(value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));
        return value;
    }

    public void Dispose() => _xml.Dispose();
}
