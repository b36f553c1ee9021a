using System.Globalization;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Warehouse.Loading;

/// <summary>Writes one night's indicators, risks, growth, mastery and rates for anybody as a load of its own, closing what the same night said before.</summary>
sealed class Publishing(WarehouseEngine engine, SqlSession session, DateTime now)
{
    const string Indicators = "student_key, school_key, school_year, indicator, preset, verdict, part, whole, reason, as_of_date, definition_version";
    const string Risks = "student_key, school_key, school_year, model, section_key, as_of_date, probability, reasons, model_version, alike_count, alike_true_count";
    const string Growth = "student_key, school_key, school_year, assessment, subject, season, grade, test_date, score_points, prior_count, growth_percentile, low_percentile, high_percentile, "
        + "group_count, next_low_points, next_median_points, next_high_points, target_points, target_years, needed_percentile, reason, definition_version";

    const string Rates = "school_year, as_of_date, indicator, preset, about, group_kind, group_value, school_key, shown, student_count, part_count, low_percent, high_percent, days_per_hundred, "
        + "definition_version";

    static readonly string Mastery = "student_key, school_year, standard_source, standard, evidence_count, evidence_date, mastery_rule, mastery_points, mastery_state, "
        + string.Concat(MasteryRuleName.All.Select(r => r.Column + ", ")) + "known_probability, next_probability, definition_version";

    // What a night says anew: its own day's verdicts, the mastery of its year, and the growth of its year and the one before.
    const string OfNight = "t.as_of_date = @AsOf", OfYears = "t.school_year IN (@ends, @ends - 1)", OfYear = "t.school_year = @ends";

    const int RowsAtOnce = 256;

    static readonly string[] Others = ["risk", "growth", "mastery", "published_rate"];

    const int NoSection = 0; // part of the grain, and nothing is equal to null

    readonly VerdictWatch _verdicts = new();
    bool _hasIndicators, _hasRisks;

    /// <summary>Makes the tables in which a night is laid aside.</summary>
    public void Begin()
    {
        engine.MakeTemporary(session, "night_indicator", """
            student_key BIGINT, school_key BIGINT, school_year BIGINT, indicator VARCHAR, preset VARCHAR, verdict VARCHAR, part DECIMAL(12,4), whole DECIMAL(12,4),
            reason VARCHAR, as_of_date DATE, definition_version VARCHAR
            """);
        engine.MakeTemporary(session, "night_risk", """
            student_key BIGINT, school_key BIGINT, school_year BIGINT, model VARCHAR, section_key BIGINT, as_of_date DATE, probability DOUBLE, reasons TEXT, model_version VARCHAR,
            alike_count BIGINT, alike_true_count BIGINT
            """);
        engine.MakeTemporary(session, "night_growth", """
            student_key BIGINT, school_key BIGINT, school_year BIGINT, assessment VARCHAR, subject VARCHAR, season VARCHAR, grade VARCHAR, test_date DATE, score_points DECIMAL(12,4),
            prior_count BIGINT, growth_percentile BIGINT, low_percentile BIGINT, high_percentile BIGINT, group_count BIGINT, next_low_points DECIMAL(12,4),
            next_median_points DECIMAL(12,4), next_high_points DECIMAL(12,4), target_points DECIMAL(12,4), target_years BIGINT, needed_percentile BIGINT, reason VARCHAR, definition_version VARCHAR
            """);
        engine.MakeTemporary(session, "night_mastery", """
            student_key BIGINT, school_year BIGINT, standard_source VARCHAR, standard VARCHAR, evidence_count BIGINT, evidence_date DATE, mastery_rule VARCHAR, mastery_points DECIMAL(12,4),
            mastery_state VARCHAR,
            """ + " " + string.Concat(MasteryRuleName.All.Select(r => r.Column + " DECIMAL(12,4), ")) + "known_probability DOUBLE, next_probability DOUBLE, definition_version VARCHAR");
        engine.MakeTemporary(session, "night_published_rate", """
            school_year BIGINT, as_of_date DATE, indicator VARCHAR, preset VARCHAR, about VARCHAR, group_kind VARCHAR, group_value VARCHAR, school_key BIGINT, shown VARCHAR, student_count BIGINT,
            part_count BIGINT, low_percent BIGINT, high_percent BIGINT, days_per_hundred DECIMAL(12,4), definition_version VARCHAR
            """);
    }

    /// <summary>Lays verdicts aside, which are published with the night.</summary>
    public void Stage(DateOnly asOf, IEnumerable<IndicatorRow> verdicts)
    {
        _hasIndicators = true;
        using var rows = engine.Append(session, "night_indicator");
        // Some at a time, column by column: a night has ten of them for each student.
        foreach (var some in verdicts.Chunk(RowsAtOnce))
        {
            foreach (var verdict in some)
                _verdicts.See(verdict);
            for (var from = 0; from < some.Length;)
                from += Write(rows, some.AsSpan(from), asOf);
        }
    }

    /// <summary>Lays estimates aside, which are published with the night.</summary>
    public void Stage(DateOnly asOf, IEnumerable<RiskRow> estimates)
    {
        _hasRisks = true;
        using var rows = engine.Append(session, "night_risk");
        foreach (var row in estimates)
            Write(rows, row, asOf);
    }

    /// <summary>Publishes the night and what was laid aside; null when it says nothing new.</summary>
    public long? Publish(AnalysisNight night)
    {
        Stage(night);
        return session.InTransaction<long?>(() => PublishWithin(night), keep: load => load is not null);
    }

    long? PublishWithin(AnalysisNight night)
    {
        engine.LockForWriting(session);
        var load = session.Value<long>("SELECT COALESCE(MAX(\"load\"), 0) + 1 FROM wh.\"load\"");
        var isFirst = _hasIndicators && !IsKnown("indicator", OfNight, night);
        var changed = (_hasIndicators ? Replace("indicator", Indicators, load, OfNight, night) : 0)
            + (!_hasRisks ? 0 : Replace("risk", Risks, load, OfNight, night))
            + (night.Growth is null ? 0 : Replace("growth", Growth, load, OfYears, night))
            + (night.Mastery is null ? 0 : Replace("mastery", Mastery, load, OfYear, night))
            + (night.Rates is null ? 0 : Replace("published_rate", Rates, load, OfNight, night));
        if (changed == 0)
            return null;
        Record(session, load, NameOf(night.AsOf), now);
        // The night is part of a verdict's key: where none of it was known before, those laid aside can only share it among themselves.
        new Grain(session).Check(load, isFirst && _verdicts.AreSurelyDifferent ? Others : ["indicator", .. Others]);
        return load;
    }

    /// <summary>What the load of a night is called.</summary>
    public static string NameOf(DateOnly asOf) => "night of " + asOf.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Writes a load that is no delivery into the journal.</summary>
    public static void Record(SqlSession session, long load, string name, DateTime at) => session.Execute(
        "INSERT INTO wh.\"load\" (\"load\", kind, source, name, hash, loaded_by, loaded_at, state) VALUES (@load, 'analysis', 'analysis', @name, '', 'schedule', @at, 'committed')",
        new { load, name, at });

    void Stage(AnalysisNight night)
    {
        if (night.Indicators is { } verdicts)
            Stage(night.AsOf, verdicts);
        if (night.Risks is { } estimates)
            Stage(night.AsOf, estimates);
        using (var rows = engine.Append(session, "night_growth"))
            foreach (var row in night.Growth ?? [])
                Write(rows, row);
        using (var rows = engine.Append(session, "night_mastery"))
            foreach (var row in night.Mastery ?? [])
                Write(rows, row);
        using (var rows = engine.Append(session, "night_published_rate"))
            foreach (var row in night.Rates ?? [])
                Write(rows, row);
    }

    static int Write(BulkRows rows, ReadOnlySpan<IndicatorRow> verdicts, DateOnly asOf)
    {
        verdicts = verdicts[..Math.Min(verdicts.Length, rows.Room)];
        rows.Begin(verdicts.Length);
        rows.Wholes(verdicts, v => v.StudentKey);
        rows.Wholes(verdicts, v => v.SchoolKey);
        rows.Wholes(verdicts, v => v.Year.Ends);
        rows.Texts(verdicts, v => v.Indicator);
        rows.Texts(verdicts, v => v.Preset);
        rows.Texts(verdicts, v => v.Verdict);
        rows.Fractions(verdicts, v => v.Part);
        rows.Fractions(verdicts, v => v.Whole);
        rows.Texts(verdicts, v => v.Reason);
        rows.Day(asOf);
        rows.Texts(verdicts, v => v.DefinitionVersion);
        rows.End();
        return verdicts.Length;
    }

    static void Write(BulkRows rows, RiskRow row, DateOnly asOf)
    {
        rows.Begin();
        rows.Whole(row.StudentKey);
        rows.Whole(row.SchoolKey);
        rows.Whole(row.Year.Ends);
        rows.Text(row.Model);
        rows.Whole(row.SectionKey ?? NoSection);
        rows.Day(asOf);
        rows.Real(row.Probability.Value);
        rows.Text(row.ReasonsJson);
        rows.Text(row.ModelVersion);
        rows.Whole(row.AlikeCount);
        rows.Whole(row.AlikeTrueCount);
        rows.End();
    }

    static void Write(BulkRows rows, StudentGrowth row)
    {
        rows.Begin();
        rows.Whole(row.StudentKey);
        rows.Whole(row.SchoolKey);
        rows.Whole(row.SchoolYear);
        rows.Text(row.Assessment);
        rows.Text(row.Subject);
        rows.Text(row.Season);
        rows.Text(row.GradeCode);
        rows.Day(row.TestDate);
        rows.Fraction(row.ScorePoints);
        rows.Whole(row.Priors);
        rows.Whole(row.Percentile);
        rows.Whole(row.Low);
        rows.Whole(row.High);
        rows.Whole(row.Compared);
        rows.Fraction(row.NextLow);
        rows.Fraction(row.NextMedian);
        rows.Fraction(row.NextHigh);
        rows.Fraction(row.Target);
        rows.Whole(row.TargetYears);
        rows.Whole(row.Needed);
        rows.Text(row.Reason);
        rows.Text(row.DefinitionVersion);
        rows.End();
    }

    static void Write(BulkRows rows, MasteryOfStudent row)
    {
        rows.Begin();
        rows.Whole(row.StudentKey);
        rows.Whole(row.Year.Ends);
        rows.Text(row.Source);
        rows.Text(row.Standard);
        rows.Whole(row.Evidence);
        rows.Day(row.Newest);
        rows.Text(row.Rule);
        rows.Fraction(row.Points);
        rows.Text(row.State);
        foreach (var rule in MasteryRuleName.All)
            rows.Fraction(row.Rules[rule.Name]);
        rows.Real(row.Knows);
        rows.Real(row.Next);
        rows.Text(row.DefinitionVersion);
        rows.End();
    }

    static void Write(BulkRows rows, PublishedRate row)
    {
        rows.Begin();
        rows.Whole(row.SchoolYear);
        rows.Day(row.AsOf);
        rows.Text(row.Indicator);
        rows.Text(row.Preset);
        rows.Text(row.About);
        rows.Text(row.GroupKind);
        rows.Text(row.GroupValue);
        rows.Whole(row.SchoolKey);
        rows.Text(row.Shown);
        rows.Whole(row.Students);
        rows.Whole(row.Part);
        rows.Whole(row.LowPercent);
        rows.Whole(row.HighPercent);
        rows.Fraction(row.DaysPerHundred);
        rows.Text(row.DefinitionVersion);
        rows.End();
    }

    int Replace(string table, string columns, long load, string saidAnew, AnalysisNight night)
    {
        var next = engine.Temporary("night_" + table);
        var mark = Mark(load, night);
        var insert = $"INSERT INTO wh.{table} ({columns}, known_from, known_to, file_number, line) SELECT {columns}, @load, {LoadWork.Open}, 0, 0 FROM {next} n";
        // Nothing is compared with what is not there: a night is mostly published once.
        if (!IsKnown(table, saidAnew, night))
            return session.Execute(insert, mark);
        var same = string.Join(" AND ", columns.Split(',', StringSplitOptions.TrimEntries).Select(c => engine.Same("t." + c, "n." + c)));
        var closed = session.Execute(engine.Update("wh." + table, "t", "known_to = @load", null, $"{Open(saidAnew)} AND NOT EXISTS (SELECT 1 FROM {next} n WHERE {same})"), mark);
        return closed + session.Execute($"{insert} WHERE NOT EXISTS (SELECT 1 FROM wh.{table} t WHERE {Open(saidAnew)} AND {same})", mark);
    }

    bool IsKnown(string table, string saidAnew, AnalysisNight night) =>
        session.Value<long>($"SELECT COUNT(*) FROM wh.{table} t WHERE {Open(saidAnew)}", Mark(0, night)) > 0;

    static string Open(string saidAnew) => $"t.known_to = {LoadWork.Open} AND {saidAnew}";

    static object Mark(long load, AnalysisNight night) => new { load, night.AsOf, ends = night.Year.Ends };
}
