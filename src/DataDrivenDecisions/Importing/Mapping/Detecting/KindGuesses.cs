namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>Tells which kind of content a strange file most likely has.</summary>
internal static class KindGuesses
{
    // A roster's columns stand beside every kind of event, so a list of students must be more than that.
    const double Roster = 0.8, FileWord = 0.12, MissingButSayable = 0.35, Happened = 0.8, Frame = 0.65;

    // A wide file of results explains few of its columns, but many of them speak of scores: so many, and it is about nothing else.
    const double Spoken = 0.3;
    const int ColumnsThatTell = 4;

    /// <summary>Every kind with the fields that were found for it, the likeliest first.</summary>
    public static IReadOnlyList<(KindGuess Guess, IReadOnlyList<FieldGuess> Fields)> Of(string fileName, IReadOnlyList<ColumnLook> columns, RosterLook roster)
    {
        var filled = Math.Max(1, columns.Count(c => c.Filled > 0));
        var words = string.Join(' ', HeaderWords.Words(Path.GetFileNameWithoutExtension(fileName)));
        var all = ContentKind.All.Select(kind => (Kind: kind, Fields: FieldGuesses.Of(kind, columns, roster))).ToList();
        // Names and grade levels stand beside every test result: where something happened, the list of students is only the frame.
        var isEvent = all.Any(k => k.Kind.Turn >= Turn.Events && (Telling(k.Kind, k.Fields) >= Happened || SpokenOf(k.Kind, columns) >= 1));
        return
        [
            .. all.Select(k => (new KindGuess(k.Kind, Math.Round(Math.Min(0.99, Confidence(k.Kind, k.Fields, filled, words) + (Spoken * SpokenOf(k.Kind, columns))) * (isEvent && k.Kind.IsRoster ? Frame : 1), 2)), k.Fields))
                .OrderByDescending(k => k.Item1.Confidence),
        ];
    }

    /// <summary>How many columns are called with a word that only this kind of content uses, as a share (0 to 1) of the number that leaves no doubt.</summary>
    static double SpokenOf(ContentKind kind, IReadOnlyList<ColumnLook> columns) =>
        kind.OwnWords.Count == 0 ? 0 : Math.Min(1, columns.Count(c => c.Called.Words.Any(kind.OwnWords.Contains)) / (double)ColumnsThatTell);

    static double Confidence(ContentKind kind, IReadOnlyList<FieldGuess> fields, int columns, string words)
    {
        double Of(string field) => fields.FirstOrDefault(f => f.Field.Name == field)?.Confidence ?? 0;
        var required = kind.Fields.Where(f => f.IsRequired).Average(f => Of(f.Name) is > 0 and var found ? found : IsSayable(f) ? MissingButSayable : 0);
        var telling = Telling(kind, fields);
        var explained = Math.Min(1, fields.Sum(f => f.Confidence) / columns);
        var named = kind.FileWords.Any(w => $" {words} ".Contains($" {string.Join(' ', HeaderWords.Words(w))} ", StringComparison.Ordinal)) ? FileWord : 0;
        return Math.Clamp((0.4 * required) + (0.35 * telling) + (0.25 * explained * (kind.IsRoster ? Roster : 1)) + named - (kind.IsRoster ? 0.1 : 0), 0, 0.99);
    }

    static double Telling(ContentKind kind, IReadOnlyList<FieldGuess> fields) =>
        kind.Telling.Select(t => fields.FirstOrDefault(f => f.Field.Name == t)?.Confidence ?? 0).OrderDescending().Take(2).Average();

    // What may be the same for all rows of a file and stand nowhere in it.
    static bool IsSayable(ContentField field) => field.Type is FieldType.School || field.Name is "assessment" or "subject" or "mark_type" or "term";
}
