using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DataDrivenDecisions.Predicting;

/// <summary>A model after learning: it explains any student's chance in parts that add up.</summary>
sealed class FittedModel
{
    readonly Model _model;
    readonly InputTable _table;
    readonly CalibratedModel _learned;

    FittedModel(Model model, InputTable table, CalibratedModel learned) => (_model, _table, _learned) = (model, table, learned);

    public static FittedModel Learn(Model model, IReadOnlyList<StudentCase> students, int seed)
    {
        var table = new InputTable(model.Inputs, students);
        var learned = CalibratedModel.Learn([.. students.Select(table.Encode)], [.. students.Select(s => s.CameTrue!.Value)], seed, [.. students.Select(s => s.StudentKey)]);
        return new FittedModel(model, table, learned);
    }

    public StudentChance Explain(StudentCase student)
    {
        var parts = Parts(student);
        return new StudentChance
        {
            StudentKey = student.StudentKey,
            SchoolKey = student.SoFar.Placement.SchoolKey,
            LogOdds = _learned.Baseline + parts.Sum(),
            Reasons =
            [
                .. parts.Select((part, k) => new ChanceReason(_model.Inputs[k].Words(student), part, "reason")).OrderByDescending(r => Math.Abs(r.Contribution)),
                new ChanceReason("where an average student of the past years starts", _learned.Baseline, "start"),
            ],
        };
    }

    public IEnumerable<CardInput> Importance(IReadOnlyList<StudentCase> students)
    {
        double[][] parts = [.. students.Select(Parts)];
        return _model.Inputs.Select((input, k) => new CardInput(input.Name, parts.Average(p => Math.Abs(p[k])))).OrderByDescending(i => i.MeanContribution);
    }

    /// <summary>Twelve hexadecimal digits of a SHA-256 over inputs, weights and calibration.</summary>
    public string Version
    {
        get
        {
            var text = string.Join('|', _model.Inputs.Select(i => i.Name)) + string.Join('|', _learned.Linear.Weights.Prepend(_learned.Linear.Bias)
                .Append(_learned.Calibration.Slope).Append(_learned.Calibration.Offset).Select(w => w.ToString("R", CultureInfo.InvariantCulture)));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
        }
    }

    double[] Parts(StudentCase student)
    {
        var row = _table.Encode(student);
        return [.. Enumerable.Range(0, _model.Inputs.Count).Select(k =>
        {
            var (start, length) = _table.PlacesOf(k).GetOffsetAndLength(row.Length);
            return Enumerable.Range(start, length).Sum(j => _learned.Part(row, j));
        })];
    }
}
