using Microsoft.ML;
using Microsoft.ML.Data;

namespace DataDrivenDecisions.Predicting;

/// <summary>A row of numbers and what came true, as ML.NET reads it.</summary>
sealed class LearningRow
{
    public bool Label { get; set; }
    public float[] Features { get; set; } = [];

    /// <summary>Rows of one width as ML.NET's data.</summary>
    public static IDataView View(MLContext ml, IReadOnlyList<float[]> rows, IReadOnlyList<bool> cameTrue)
    {
        var schema = SchemaDefinition.Create(typeof(LearningRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        return ml.Data.LoadFromEnumerable(rows.Select((r, i) => new LearningRow { Features = r, Label = cameTrue[i] }), schema);
    }
}
