namespace DataDrivenDecisions.Predicting;

/// <summary>One thing that a model looks at: as numbers to learn from, and as words for the person who asks why.</summary>
/// <param name="Name">"absence so far".</param>
/// <param name="Width">How many numbers it becomes.</param>
/// <param name="Numbers">The numbers, or null where nothing is known of it.</param>
/// <param name="Words">What is known of it for one student: "absent 14 of 122 days".</param>
/// <param name="IsFixed">True for what a student, a family and a school can no longer change: last year, the grade she is in.</param>
/// <param name="Otherwise">What would change it where none of the model's changes does, in words: "the next test".</param>
public sealed record ModelInput(string Name, int Width, Func<StudentCase, double[]?> Numbers, Func<StudentCase, string> Words, bool IsFixed = false, string Otherwise = ModelInput.NextMarks)
{
    public const string NextMarks = "with the next marks";
}

/// <summary>
/// The inputs of many students as rows of numbers: what is unknown stands at the mean of those known (by which it adds nothing), beside a number that says that it is unknown.
/// </summary>
public sealed class InputTable
{
    readonly IReadOnlyList<ModelInput> _inputs;
    readonly double[][] _means;

    /// <summary>Takes the means from the students that are learned from.</summary>
    public InputTable(IReadOnlyList<ModelInput> inputs, IReadOnlyList<StudentCase> learnedFrom)
    {
        _inputs = inputs;
        _means = [.. inputs.Select(input =>
        {
            double[][] known = [.. learnedFrom.Select(input.Numbers).OfType<double[]>()];
            return Enumerable.Range(0, input.Width).Select(j => known.Length == 0 ? 0 : known.Average(n => n[j])).ToArray();
        })];
    }

    public float[] Encode(StudentCase student)
    {
        var row = new List<float>();
        for (var k = 0; k < _inputs.Count; k++)
        {
            var numbers = _inputs[k].Numbers(student);
            row.AddRange((numbers ?? _means[k]).Select(n => (float)n));
            row.Add(numbers is null ? 1 : 0);
        }

        return [.. row];
    }

    /// <summary>The places of one input's numbers in an encoded row.</summary>
    public Range PlacesOf(int input)
    {
        var start = _inputs.Take(input).Sum(i => i.Width + 1);
        return start..(start + _inputs[input].Width + 1);
    }
}
