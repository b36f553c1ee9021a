using System.Globalization;
using System.Text;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reconciling;
using DataDrivenDecisions.Records;
using DataDrivenDecisions.Units;
using DataDrivenDecisions.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataDrivenDecisions.Web.Pages.Quality;

/// <summary>One school with the grades that it has here, for the table of counts.</summary>
public sealed record SchoolCounts(SeenSchool School, IReadOnlyList<(CountPlace Place, int Ours)> Grades)
{
    /// <summary>All grades together.</summary>
    public int Ours => Grades.Sum(g => g.Ours);
}

/// <summary>Where the counts of the student information system are laid beside these data, and the students who make the difference are named.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(ValueLengthLimit = MostBytes, ValueCountLimit = 20_000)]
public sealed class ReconcileModel(RecordStore records) : DeskPage
{
    /// <summary>So many students of a cause are on the screen; the download holds all.</summary>
    public const int MostShown = 100;

    const int MostBytes = 8 * 1024 * 1024;
    RosterSight _sight = null!;
    Dictionary<int, SeenStudent> _students = [];

    /// <summary>The count day.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>What was typed into the table of counts.</summary>
    public Dictionary<CountPlace, string> Typed { get; } = [];

    /// <summary>The pasted table, or that of the file that was sent.</summary>
    public string Table { get; private set; } = "";
    public IReadOnlyList<SchoolCounts> Schools { get; private set; } = [];
    public Reconciliation? Result { get; private set; }
    public IReadOnlyList<string> Notes { get; private set; } = [];
    public string? Problem { get; private set; }

    /// <summary>The form whose content was compared, for its download.</summary>
    public string ComparedForm { get; private set; } = "";

    /// <summary>Rejected rows are shown to those who bring the data in.</summary>
    public bool SeesImports => Desk.CoversDistrict && Desk.Person.Role is Role.Coordinator or Role.Leader;

    public string Heading => Result switch
    {
        null => "Compare your counts with these data",
        { IsExact: true, Students.Count: 0 } r => $"All {Words.Count(r.Compared, "student")} of your list agree",
        { IsExact: true } r => $"{Words.Count(r.Students.Count, "student")} {(r.Students.Count == 1 ? "makes" : "make")} the difference",
        { Differences.Count: 0 } r => $"All {Words.Count(r.Compared, "count")} agree",
        var r => $"{Words.Count(r.Differences.Count)} of {Words.Count(r.Compared, "count")} {(r.Differences.Count == 1 ? "differs" : "differ")}",
    };

    public void OnGet(DateOnly? day) => Look(day);

    /// <summary>Compares the counts that were typed into the table.</summary>
    public IActionResult OnPostCounts(DateOnly? day)
    {
        Look(day);
        return TakeCounts() ? Page() : Refuse();
    }

    /// <summary>Compares a pasted or sent table: of counts, or of students by id.</summary>
    public async Task<IActionResult> OnPostTable(DateOnly? day, string? table, IFormFile? file)
    {
        Look(day);
        return await TakeTable(table, file) ? Page() : Refuse();
    }

    /// <summary>The students of the comparison as CSV; what was compared comes in the body again and is kept nowhere.</summary>
    public async Task<IActionResult> OnPostDownload(DateOnly? day, string? table)
    {
        Look(day);
        if (!(string.IsNullOrWhiteSpace(table) ? TakeCounts() : await TakeTable(table, null)))
            return Refuse();
        using var text = new StringWriter();
        ReconciliationFile.Write(text, Result!, _sight, SeesImports);
        Desk.Audit("download comparison", Words.Count(Result!.Students.Count, "student"));
        return File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "difference.csv");
    }

    /// <summary>The student's name, or the id where these data do not know her.</summary>
    public string Name(ReconciledStudent student) => student.StudentKey is { } key && _students.TryGetValue(key, out var known) ? known.Name : $"Id {student.StudentId}";

    public string School(CountPlace place) => Schools.FirstOrDefault(s => s.School.SchoolKey == place.SchoolKey)?.School.Name ?? "no school named";

    /// <summary>"Grade 9", "Whole school", "no grade".</summary>
    public static string Grade(CountPlace place) => place.Grade is null ? "Whole school" : GradeLevel.TryParse(place.Grade, out var grade) ? Words.Grade(grade) : "No grade";

    public static string Field(CountPlace place) => string.Create(CultureInfo.InvariantCulture, $"count-{place.SchoolKey}-{place.Grade ?? "all"}");

    /// <summary>How sure an explanation is, in words.</summary>
    public static string Said(Explanation e, int difference) => e.Fit switch
    {
        Fit.Exact => $"exactly {Words.Count(e.Students.Count, "student")}",
        Fit.Together => $"{Words.Count(e.Students.Count, "student")}, together exactly {Words.Count(Math.Abs(difference))}",
        Fit.Partly => $"{Words.Count(e.Students.Count)} of {Words.Count(Math.Abs(difference))}",
        _ => $"{Words.Count(e.Students.Count)} could be, {Words.Count(Math.Abs(difference))} {(Math.Abs(difference) == 1 ? "is" : "are")}",
    };

    public static string SideWords(Side side) => side switch
    {
        Side.OnlyTheirs => "in your count only",
        Side.OnlyOurs => "in these data only",
        _ => "in both, elsewhere",
    };

    void Look(DateOnly? day)
    {
        Day = day ?? Desk.Today;
        if (Math.Abs(Day.Year - Desk.Today.Year) > 30)
            Day = Desk.Today;
        var sight = SchoolSight.Of(Desk);
        _sight = RosterSight.Of(Desk.District.Warehouse, Desk.Viewer, Day, s => sight.Covers(s.SchoolId), (records.Imports, Desk.Person.District));
        _students = _sight.Students.ToDictionary(s => s.StudentKey);
        var counts = _sight.Counts();
        Schools =
        [
            .. _sight.Schools.Select(s => new SchoolCounts(s, [.. counts.Where(c => c.Key.SchoolKey == s.SchoolKey).OrderBy(c => GradeLevel.TryParse(c.Key.Grade, out var g) ? g : default).Select(c => (c.Key, c.Value))]))
                .Where(s => s.Grades.Count > 0),
        ];
    }

    bool TakeCounts()
    {
        ComparedForm = "counts";
        var theirs = new Dictionary<CountPlace, int>();
        foreach (var place in Schools.SelectMany(s => s.Grades.Select(g => g.Place).Append(new CountPlace(s.School.SchoolKey, null))))
        {
            var text = Request.Form[Field(place)].ToString().Trim();
            if (text.Length == 0)
                continue;
            Typed[place] = text;
            if (!int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.GetCultureInfo("en-US"), out var count))
                return Fail($"The count of {School(place)}, {Grade(place)} is no whole number. Type figures only, or leave it empty.");
            theirs[place] = count;
        }
        return theirs.Count > 0 ? Compare(new SisRoster { Counts = theirs }) : Fail("Nothing was compared: no count was typed. Type at least one, or paste a table below.");
    }

    async Task<bool> TakeTable(string? pasted, IFormFile? file)
    {
        ComparedForm = "table";
        var bytes = Encoding.UTF8.GetBytes(pasted ?? "");
        if (file is { Length: > 0 })
        {
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, HttpContext.RequestAborted);
            bytes = memory.ToArray();
        }
        Table = pasted ?? "";
        if (bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return Fail("Nothing was compared: paste a table or choose a file with the columns school, grade and count, or student_id, school and grade.");
        try
        {
            var table = TableFile.Read("The table", () => new MemoryStream(bytes, writable: false));
            using var text = new StringWriter();
            foreach (var row in table.Rows.Prepend(table.Columns))
                CsvText.Record(text, [.. row]);
            Table = text.ToString();
            return Compare(SisRoster.Of(table, _sight.Schools));
        }
        catch (ImportRejected refused)
        {
            return Fail("Nothing was compared. " + refused.Message);
        }
    }

    bool Compare(SisRoster theirs)
    {
        Notes = theirs.Notes;
        Result = theirs.IsList ? ListComparison.Compare(_sight, theirs) : CountComparison.Compare(_sight, theirs);
        Desk.Audit("compare counts", theirs.IsList ? Words.Count(theirs.Students.Count, "student id") : Words.Count(theirs.Counts.Count, "count"));
        return true;
    }

    bool Fail(string why)
    {
        Problem = why;
        return false;
    }

    PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
