using System.Globalization;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Importing.Mapping.Detecting;

/// <summary>Puts what one look at a table found into a profile, with a question for everything that only a person can say.</summary>
internal sealed class Suggesting(TableLook look, string? sheet, RosterLook roster, LookOptions said, MappingProfile? chosen, RecognizedFile? known)
{
    // Two kinds as close as this are asked about; a needed field less sure than this, too.
    const double Close = 0.05, Sure = 0.5, EveryDay = 0.5;
    readonly List<OpenQuestion> _questions = [];
    readonly List<string> _notes = [];
    readonly Dictionary<string, ColumnLook> _columns = look.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public MappingSuggestion Suggestion(IReadOnlyList<string> sheets)
    {
        var kinds = KindGuesses.Of(look.Source.File.BareName, look.Columns, roster);
        var (kind, fields) = (chosen?.Kind ?? said.Kind) is { } named ? (named, kinds.First(k => k.Guess.Kind == named).Fields) : (kinds[0].Guess.Kind, kinds[0].Fields);
        if (chosen is null && said.Kind is null && kinds[0].Guess.Confidence - kinds[1].Guess.Confidence < Close)
            Ask("kind", $"Is this {kinds[0].Guess.Kind.Title.ToLowerInvariant()} or {kinds[1].Guess.Kind.Title.ToLowerInvariant()}?", kinds[0].Guess.Kind.Name, kinds[1].Guess.Kind.Name);
        if (known is not null)
        {
            _notes.Add(known.CanBeMappedInstead ? $"So far it is read as {known.Format.Name}. Once the mapping is saved, files with this header are read by it instead."
                : $"It is read as {known.Format.Name}, whose files are understood only together with others or by their positions. A mapping takes its place only where it is named, with --profile.");
        }
        var mapped = chosen is null ? Fields(kind, fields) : Completed(chosen);
        var profile = new MappingProfile
        {
            Name = chosen?.Name ?? NameOf(kind),
            Kind = kind,
            File = new FileShape
            {
                Encoding = said.Encoding,
                Delimiter = look.Source.IsDelimited ? look.Source.Delimiter : null,
                Sheet = sheets.Count > 1 ? sheet : null,
                LinesBefore = (int)look.LinesBefore,
                HasHeader = look.HasHeader,
                Columns = look.HasHeader ? 0 : look.Columns.Count,
            },
            RecognizedBy = look.HasHeader ? [.. RecognizedBy(mapped)] : [],
            InsteadOf = known is { CanBeMappedInstead: true } ? known.Format.Name : null,
            HasDecimalComma = chosen?.HasDecimalComma ?? HasDecimalComma(mapped, kind),
            ReplacesDays = chosen?.ReplacesDays ?? false,
            StudentIds = chosen?.StudentIds ?? [],
            Fields = mapped,
            Questions = _questions,
        };
        return new MappingSuggestion { Table = Table(sheets), Profile = profile, Kinds = [.. kinds.Select(k => k.Guess)], Fields = fields, Notes = _notes };
    }

    Dictionary<string, FieldMapping> Fields(ContentKind kind, IReadOnlyList<FieldGuess> guesses)
    {
        var mapped = guesses.ToDictionary(g => g.Field.Name, g => Mapping(g.Field, _columns[g.Column], g.Confidence), StringComparer.Ordinal);
        foreach (var guess in guesses)
            AskAbout(guess);
        foreach (var field in kind.Fields.Where(f => f.IsRequired && !mapped.ContainsKey(f.Name)))
            if (Otherwise(field, mapped) is { } other)
                mapped[field.Name] = other;
            else
                AskWhere(field);
        if (kind.Field("every_day") is not null && _columns.GetValueOrDefault(mapped.GetValueOrDefault("code")?.Column ?? "") is { } codes && PresentShare(codes, mapped["code"]) > EveryDay)
        {
            mapped["every_day"] = new FieldMapping { Value = "yes", Confidence = 0.7 };
            _notes.Add("Most rows say that the student was present, so the file is taken to have a row for every student and day.");
        }
        return mapped;
    }

    /// <summary>What a person has chosen, with the codes and the order of dates of columns that are new to it.</summary>
    Dictionary<string, FieldMapping> Completed(MappingProfile profile)
    {
        var mapped = new Dictionary<string, FieldMapping>(StringComparer.Ordinal);
        foreach (var field in profile.Kind.Fields)
        {
            if (profile.Fields.GetValueOrDefault(field.Name) is { } known && (known.Column is null || _columns.ContainsKey(known.Column)))
                mapped[field.Name] = known.Column is null ? known : Completed(field, known, _columns[known.Column]);
            else if (field.IsRequired)
                AskWhere(field);
        }
        return mapped;
    }

    FieldMapping Completed(ContentField field, FieldMapping known, ColumnLook column)
    {
        var suggested = Mapping(field, column, known.Confidence ?? FieldGuesses.Guess(field, column, roster).Confidence);
        AskOrder(field, column, known.Dates);
        NoteCodes(field, column, known.OtherCodes is null ? suggested.Codes : known.Codes);
        return known with
        {
            Dates = known.Dates ?? suggested.Dates,
            Codes = known.OtherCodes is null ? suggested.Codes : known.Codes,
            OtherCodes = known.OtherCodes ?? suggested.OtherCodes,
            Confidence = suggested.Confidence,
        };
    }

    FieldMapping Mapping(ContentField field, ColumnLook column, double confidence) => new()
    {
        Column = column.Name,
        Confidence = confidence,
        Dates = field.Type == FieldType.Date ? DatesOf(column) : null,
        Codes = Codes(field, column),
        OtherCodes = field.Type == FieldType.Code ? field.OtherCodesAllowed[0] : null,
    };

    /// <summary>What the codes of a column usually mean; codes that nobody knows are left to the person.</summary>
    Dictionary<string, string> Codes(ContentField field, ColumnLook column)
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (value, _) in field.Type is FieldType.Code ? column.Values : [])
            if (FieldGuesses.Meaning(field, value) is { } meaning)
                codes[value] = meaning.Name;
        // Schools by name, or by a number that has lost its zeros, become the roster's own.
        foreach (var value in field.Type is FieldType.School && column.HasFewValues ? column.Kept : [])
            if (!roster.IsSchoolAsWritten(value) && roster.School(value) is { } school)
                codes[value] = school;
        return codes;
    }

    // A date that says its own order needs no word of a person.
    static string? DatesOf(ColumnLook column) => column.Dates.Order(DateOrder.Untold) switch
    {
        DateOrder.DayFirst => ProfileWords.DayFirst,
        DateOrder.MonthFirst => ProfileWords.MonthFirst,
        _ => null,
    };

    void AskAbout(FieldGuess guess)
    {
        var column = _columns[guess.Column];
        AskOrder(guess.Field, column, null);
        if (guess.Field.IsRequired && guess.Confidence < Sure)
            Ask(guess.Field.Name, $"Does the column “{guess.Column}” hold this: {guess.Field.Label}?", "yes", "no");
        if (guess.Field.Type == FieldType.Student && !roster.Ids.IsEmpty && column.OnRoster < 0.9)
            _notes.Add($"{FieldGuesses.Percent(column.OnRoster)} of the values in “{column.Name}” are students of the roster.");
        NoteCodes(guess.Field, column, Codes(guess.Field, column));
    }

    void NoteCodes(ContentField field, ColumnLook column, IReadOnlyDictionary<string, string> codes)
    {
        if (field.Type == FieldType.Code && column.Values.Where(v => !codes.ContainsKey(v.Value)).ToList() is { Count: > 0 } unknown)
            _notes.Add($"Codes of “{column.Name}” that nobody has mapped: {string.Join(", ", unknown.Take(20).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Value} ({v.Count:N0})")))}.");
    }

    void AskOrder(ContentField field, ColumnLook column, string? settled)
    {
        if (settled is not null || field.Type != FieldType.Date || column.DoubtfulDate is not { } date || column.Dates.Order(OfFile()) != DateOrder.Untold)
            return;
        DateText.Read(date, DateOrder.DayFirst, out var dayFirst);
        DateText.Read(date, DateOrder.MonthFirst, out var monthFirst);
        Ask(field.Name, $"Is {date} in “{column.Name}” {dayFirst.ToString("d MMMM", CultureInfo.InvariantCulture)} or {monthFirst.ToString("d MMMM", CultureInfo.InvariantCulture)}?", ProfileWords.DayFirst, ProfileWords.MonthFirst);
    }

    DateOrder OfFile() => DateEvidence.OfFile(look.Columns.Select(c => c.Dates));

    /// <summary>Where a needed field that has no column of its own may be read all the same.</summary>
    FieldMapping? Otherwise(ContentField field, Dictionary<string, FieldMapping> mapped)
    {
        // The name of a term says what kind of mark it is: Q1, S2, Y1.
        if (field.Name == "mark_type" && mapped.GetValueOrDefault("term")?.Column is { } term && Codes(field, _columns[term]) is { Count: > 0 } codes)
            return new FieldMapping { Column = term, Codes = codes, OtherCodes = ProfileWords.Reject, Confidence = 0.6 };
        return field.Type == FieldType.School && roster.Schools is [var only] ? new FieldMapping { Value = only.SchoolNumber ?? only.SchoolId, Confidence = 0.9 } : null;
    }

    void AskWhere(ContentField field)
    {
        var answers = field.Type == FieldType.School ? roster.Schools.Select(s => s.SchoolNumber ?? s.SchoolId) : field.Type == FieldType.Code ? field.Meanings.Select(m => m.Name) : [];
        Ask(field.Name, field.Type switch
        {
            FieldType.Student or FieldType.Date or FieldType.Id => $"Which column holds this: {field.Label}?",
            _ => $"Which column holds this, or what is it for every row: {field.Label}?",
        }, [.. answers.Take(40)]);
    }

    bool HasDecimalComma(Dictionary<string, FieldMapping> mapped, ContentKind kind)
    {
        var numbers = mapped.Where(f => kind.Field(f.Key)!.Type == FieldType.Number && f.Value.Column is not null).Select(f => _columns[f.Value.Column!]).ToList();
        var (commas, points) = (numbers.Sum(c => c.CommaDecimals), numbers.Sum(c => c.PointDecimals));
        if (commas == 0 && points == 0 && numbers.Find(c => c.DoubtfulNumber is not null) is { } doubtful)
            Ask("decimal", $"Is {doubtful.DoubtfulNumber} in “{doubtful.Name}” more than a thousand, or a small number with a comma before its decimals?", ".", ",");
        return commas > points;
    }

    IEnumerable<string> RecognizedBy(Dictionary<string, FieldMapping> mapped) =>
        look.Columns.Where(c => mapped.Values.Any(m => m.Column == c.Name)).Select(c => look.Cells[c.Place].Trim()).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
            is var cells && cells.Any() ? cells : look.Cells.Select(c => c.Trim()).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);

    static double PresentShare(ColumnLook codes, FieldMapping mapping) =>
        codes.Share(codes.Values.Where(v => mapping.Codes.GetValueOrDefault(v.Value) == "present").Sum(v => v.Count));

    string NameOf(ContentKind kind)
    {
        var bare = Path.GetFileNameWithoutExtension(look.Source.File.BareName).Replace('_', ' ').Replace('-', ' ').Trim();
        var letters = new string([.. bare.Where(c => !char.IsDigit(c))]).Trim();
        return letters.Length is > 1 and < 50 ? $"{char.ToUpperInvariant(letters[0])}{letters[1..]}: {kind.Title.ToLowerInvariant()}" : kind.Title + " of the district";
    }

    void Ask(string about, string ask, params IReadOnlyList<string> answers) => _questions.Add(new OpenQuestion(about, ask, answers));

    DetectedTable Table(IReadOnlyList<string> sheets) => new()
    {
        Name = look.Source.Name,
        Sheets = sheets,
        Shape = new FileShape
        {
            Encoding = said.Encoding, Delimiter = look.Source.IsDelimited ? look.Source.Delimiter : null, Sheet = sheet, LinesBefore = (int)look.LinesBefore, HasHeader = look.HasHeader, Columns = look.Columns.Count,
        },
        Encoding = (look.Source as DelimitedText)?.EncodingInWords,
        Columns =
        [
            .. look.Columns.Select(c => new DetectedColumn
            {
                Name = c.Name, Looks = LooksOf(c), Filled = c.Filled, Distinct = c.Distinct, Values = c.Values,
            }),
        ],
        Rows = look.Rows,
        IsWhole = look.IsWhole,
        Raw = look.Raw,
        Parsed = look.Parsed,
    };

    static string LooksOf(ColumnLook c) => c.IsSecret ? "never kept"
        : c.Filled == 0 ? "blank"
        : c.Share(c.DateCount) > 0.9 && c.Share(c.NumberCount) < 0.9 ? "dates"
        : c.Share(c.FlagCount) > 0.95 && c.Distinct <= 2 ? "yes or no"
        : c.Share(c.NumberCount) > 0.95 ? "numbers"
        : c.HasFewValues && c.Distinct * 3 < c.Filled ? "codes"
        : "text";
}
