using System.Xml;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>The keys of elements that others of the same XML point to by <c>ref</c> instead of naming their keys again.</summary>
internal sealed class XmlReferences
{
    readonly Dictionary<string, IReadOnlyList<(string Leaf, string Value)>> _keys = new(StringComparer.Ordinal);

    XmlReferences(bool isNeeded) => IsNeeded = isNeeded;

    /// <summary>True when some element points to another.</summary>
    public bool IsNeeded { get; }

    /// <summary>The keys of the element with an id; none when the file has no such element.</summary>
    public IReadOnlyList<(string Leaf, string Value)> Keys(string id) => _keys.GetValueOrDefault(id, []);

    /// <summary>Looks for pointers, and where there are any, for what they point to; only that is kept in memory.</summary>
    /// <exception cref="ImportRejected">The XML is not well-formed, or it brings a document type of its own.</exception>
    public static XmlReferences Of(DeliveredFile file, ImportLimits limits)
    {
        try
        {
            var wanted = new HashSet<string>(StringComparer.Ordinal);
            using (var xml = XmlRecords.Open(file, limits))
                while (xml.Read())
                    if (xml.NodeType == XmlNodeType.Element && xml.GetAttribute("ref") is { } id)
                        wanted.Add(id);
            var references = new XmlReferences(wanted.Count > 0);
            if (wanted.Count > 0)
                references.Collect(file, limits, wanted);
            return references;
        }
        catch (XmlException broken)
        {
            throw XmlFault.Of(file, broken);
        }
    }

    // Depth first, so that an element's keys are complete when it ends, also where references inside it have ids of their own.
    void Collect(DeliveredFile file, ImportLimits limits, HashSet<string> wanted)
    {
        var open = new Stack<(string Id, int Depth, List<(string, string)> Keys)>();
        var path = new List<string>();
        using var xml = XmlRecords.Open(file, limits);
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    path.RemoveRange(Math.Min(path.Count, xml.Depth), Math.Max(0, path.Count - xml.Depth));
                    path.Add(xml.LocalName);
                    if (xml.GetAttribute("id") is { } id && wanted.Contains(id) && !xml.IsEmptyElement)
                        open.Push((id, xml.Depth, []));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    foreach (var (_, depth, keys) in open)
                        if (IsKey(path, depth, xml.Depth - 1))
                            keys.Add((path[xml.Depth - 1], xml.Value));
                    break;
                case XmlNodeType.EndElement:
                    while (open.TryPeek(out var done) && done.Depth == xml.Depth)
                    {
                        _keys.TryAdd(done.Id, done.Keys);
                        open.Pop();
                    }
                    break;
            }
        }
    }

    // An element's own values, and the keys that it names through references and identities; not what stands in its other groups.
    static bool IsKey(List<string> path, int element, int leaf) =>
        path.Skip(element + 1).Take(leaf - element - 1).All(g => g.EndsWith("Reference", StringComparison.Ordinal) || g.EndsWith("Identity", StringComparison.Ordinal));
}
