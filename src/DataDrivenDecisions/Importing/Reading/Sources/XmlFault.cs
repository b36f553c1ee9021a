using System.Text;
using System.Xml;

namespace DataDrivenDecisions.Importing.Reading.Sources;

/// <summary>Says of an XML that cannot be read on which of three things is wrong with it, since each has another remedy.</summary>
internal static class XmlFault
{
    const string DocumentType = "<!DOCTYPE";
    const int End = 1024;

    /// <summary>It brings a document type, it ends too early, or something in the middle of it is wrong.</summary>
    public static ImportRejected Of(DeliveredFile file, XmlException at)
    {
        var (root, hasDocumentType, end) = Look(file);
        if (hasDocumentType)
            return new(file.Name, "The XML brings a document type (DOCTYPE) of its own, which is not taken, since it may draw in other files.", "Export it again without a document type.");
        var line = Math.Max(1, at.LineNumber);
        return root.Length > 0 && !end.EndsWith($"</{root}>", StringComparison.Ordinal)
            ? new(file.Name, FormattableString.Invariant($"The XML ends near line {line} before its last element is closed: it was cut short."), "Export it again, and see that it arrives whole.")
            : new(file.Name, FormattableString.Invariant($"The XML is not well-formed near line {line}."), "Export it again, and see that nothing changes it on its way.");
    }

    /// <summary>The name of the outermost element, whether a document type stands before it, and the last characters of the file.</summary>
    static (string Root, bool HasDocumentType, string End) Look(DeliveredFile file)
    {
        using var text = new StreamReader(file.Open(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var chunk = new char[End * 4];
        var length = text.ReadBlock(chunk, 0, chunk.Length);
        var head = new string(chunk, 0, length);
        var end = head;
        while ((length = text.ReadBlock(chunk, 0, chunk.Length)) > 0)
            end = (end + new string(chunk, 0, length))[^Math.Min(end.Length + length, End)..];
        var at = head.IndexOf('<', StringComparison.Ordinal);
        while (at >= 0 && at + 1 < head.Length && head[at + 1] is '?' or '!' && !head.AsSpan(at).StartsWith(DocumentType, StringComparison.Ordinal))
            at = head.IndexOf('<', at + 1);
        var root = at < 0 ? "" : new string([.. head[(at + 1)..].TakeWhile(c => !char.IsWhiteSpace(c) && c is not ('>' or '/'))]);
        return (root, at >= 0 && head.AsSpan(at).StartsWith(DocumentType, StringComparison.Ordinal), end.TrimEnd());
    }
}
