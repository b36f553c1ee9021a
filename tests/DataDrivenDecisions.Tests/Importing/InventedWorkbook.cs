using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace DataDrivenDecisions.Tests.Importing;

/// <summary>A small Excel workbook made part by part, so that tests decide what each cell is.</summary>
internal static class InventedWorkbook
{
    /// <summary>A workbook of sheets; a cell is text, a number, a day, a flag, or a <see cref="Formula"/>.</summary>
    public static byte[] Of(params (string Name, object?[][] Rows)[] sheets)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
            Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{string.Concat(sheets.Select((s, i) => $"""<sheet name="{s.Name}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
            Part(zip, "xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="0000000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>""");
            foreach (var (rows, i) in sheets.Select((s, i) => (s.Rows, i)))
                Part(zip, $"xl/worksheets/sheet{i + 1}.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{string.Concat(rows.Select(Row))}</sheetData></worksheet>""");
        }
        return bytes.ToArray();
    }

    /// <summary>A computed cell with the value that it last had.</summary>
    internal sealed record Formula(string Text, string Value);

    /// <summary>A number that Excel shows filled up to seven digits.</summary>
    internal sealed record SevenDigits(int Number);

    static void Part(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }

    static string Row(object?[] cells, int row) =>
        $"""<row r="{row + 1}">{string.Concat(cells.Select((c, i) => Cell(c, $"{(char)('A' + i)}{row + 1}")))}</row>""";

    static string Cell(object? cell, string at) => cell switch
    {
        null => "",
        string text => $"""<c r="{at}" t="inlineStr"><is><t>{SecurityElement.Escape(text)}</t></is></c>""",
        bool flag => $"""<c r="{at}" t="b"><v>{(flag ? 1 : 0)}</v></c>""",
        DateOnly day => $"""<c r="{at}" s="1"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>""",
        SevenDigits filled => $"""<c r="{at}" s="2"><v>{filled.Number}</v></c>""",
        Formula formula => $"""<c r="{at}"><f>{formula.Text}</f><v>{formula.Value}</v></c>""",
        IFormattable number => $"""<c r="{at}"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>""",
        _ => throw new NotSupportedException(),
    };
}
