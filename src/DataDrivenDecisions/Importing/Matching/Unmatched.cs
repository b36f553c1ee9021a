using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Importing.Matching;

/// <summary>The rows of a delivery that were rejected because the roster did not know their students: who is unknown still, and which rows could come in now.</summary>
public sealed class Unmatched
{
    readonly IReadOnlyList<ReadyTable> _ready;

    internal Unmatched(IReadOnlyList<UnmatchedStudent> students, IReadOnlyList<ReadyTable> ready) => (Students, _ready) = (students, ready);

    /// <summary>Who is unknown still, those with the likeliest candidates first.</summary>
    public IReadOnlyList<UnmatchedStudent> Students { get; }

    /// <summary>Rejected rows whose student is known by now: somebody has said who she is, or a later roster brought her.</summary>
    public int ReadyRows => _ready.Sum(t => t.Rows.Count);

    /// <summary>Writes the rows that could come in now into a folder, a file for each table, to be imported as a delivery of their own.</summary>
    public void WriteReady(string folder)
    {
        for (var i = 0; i < _ready.Count; i++)
            _ready[i].Write(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, $"{i + 1}")).FullName, _ready[i].FileName));
    }
}

/// <summary>Rows of one table that can come in now, each date written so that it can be read only one way, since fewer rows tell less of the order.</summary>
internal sealed record ReadyTable(string FileName, IReadOnlyList<string> Header, IReadOnlyList<DateOrder> Orders)
{
    public List<string[]> Rows { get; } = [];

    public void Write(string path)
    {
        using var to = new StreamWriter(path, append: false, new System.Text.UTF8Encoding(false)) { NewLine = "\n" };
        to.WriteLine(CsvText.Line(Header, ','));
        foreach (var row in Rows)
            to.WriteLine(CsvText.Line(row.Select((field, place) => Clear(field, place, Orders)), ','));
    }

    /// <summary>A field with its date, if it is one, written so that it can be read only one way.</summary>
    public static string Clear(string field, int place, IReadOnlyList<DateOrder> orders) => DateText.TrySplit(field, out _, out _, out _)
        && DateText.Read(field, place < orders.Count ? orders[place] : DateOrder.Untold, out var day) is DateReading.Read or DateReading.ReadThoughOtherOrder
            ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : field;
}
