using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Exporting;
using DataDrivenDecisions.Predicting;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>export matrix</c>: everyone of the running school year whom the viewer may see, a line each, in the figures of <see cref="StudentMatrix"/>, for those who build models of their own.</summary>
static class MatrixExport
{
    public static int Run(Bench bench, string? file, CancellationToken stop)
    {
        var district = bench.District();
        var reader = bench.Reader(district);
        var day = reader.AsOfDay ?? district.Today;
        var matrix = Gathered(reader, day, stop);
        var ids = reader.Ask(SeenStudent.All, stop).ToDictionary(s => s.StudentKey, s => s.StudentId);
        if (file is null)
            Write(bench.Out, matrix, ids);
        else
            OwnFile.Write(file, stream =>
            {
                using var text = new StreamWriter(stream, leaveOpen: true);
                Write(text, matrix, ids);
            });
        bench.Records.Audit.Write(reader.Viewer.Who, "export", $"{district.Slug} matrix{(reader.AsOfDay is { } asOf ? " as of " + Words.Of(asOf) : "")}");
        if (file is null)
            return ExitCode.Done; // standard output holds the rows
        bench.Answer(new { file, rows = matrix.Students.Count, year = matrix.Year.ToString(), asOf = matrix.AsOf, figures = MatrixFigure.All }, words =>
        {
            words.WriteLine($"{matrix.Students.Count} students of {matrix.Year} in {MatrixFigure.All.Count} figures, as of {Words.Of(matrix.AsOf)}, are in {file}");
            Words.Table(words, ["column", "unit", "meaning"], MatrixFigure.All.Select(f => new[] { f.Name, f.Unit, f.Meaning }));
        });
        bench.Err.WriteLine("The file holds students' data: keep it where only you can read it.");
        return ExitCode.Done;
    }

    static StudentMatrix Gathered(Warehouse.Reader reader, DateOnly day, CancellationToken stop)
    {
        try
        {
            var year = SchoolYear.Of(day);
            return StudentMatrix.Of(reader.InStretches(reader.Ask(StudentKeys.Ends, stop)[0]), new Lazy<YearSent>(() => reader.Ask(YearSent.Of(year, day), stop)[0]), year, day, stop);
        }
        catch (NothingOfTheYear nothing)
        {
            throw new ExportRefused(nothing.Message);
        }
    }

    // What is not known is blank, which no program takes for zero.
    static void Write(TextWriter text, StudentMatrix matrix, Dictionary<int, string> ids)
    {
        CsvText.Record(text, ["student_id", .. StudentMatrix.Names]);
        for (var row = 0; row < matrix.Students.Count; row++)
            CsvText.Record(text, [ids[matrix.Students[row]], .. matrix.Row(row).ToArray().Select(value => float.IsNaN(value) ? null : (object)Math.Round((decimal)value, 6))]);
    }
}
