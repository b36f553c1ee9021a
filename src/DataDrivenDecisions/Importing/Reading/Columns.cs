namespace DataDrivenDecisions.Importing.Reading;

/// <summary>Some columns of a surveyed file, row by row, for what files say only together.</summary>
internal static class Columns
{
    /// <summary>The columns' fields by the format's own names for them; blank where a row or the file lacks one.</summary>
    public static IEnumerable<string[]> Of(Survey survey, ImportLimits limits, params string[] columns)
    {
        var places = columns.Select(survey.File.Header.Place).ToList();
        using var records = survey.File.Source.Open(limits);
        while (records.Read())
            if (records.Line > survey.File.HeaderLine && !records.IsBlank && !survey.File.Header.IsRepeatedBy(records))
                yield return [.. places.Select(p => p >= 0 && p < records.Count ? records.Fields[p].Trim() : "")];
    }
}
