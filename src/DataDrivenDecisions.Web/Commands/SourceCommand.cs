using System.CommandLine;
using System.Globalization;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>source add|list|check|expect|secret|remove</c>: the systems that a district's data come from. No secret is ever an argument.</summary>
static class SourceCommand
{
    static readonly Argument<string> SourceName = new("source") { Description = "The source's short name." };

    public static Command Make(CommandLine line) => new("source", "Set up the systems that data are pulled from, and say when each is expected.")
    {
        SourceAddCommand.Make(line), List(line), Check(line), Expect(line), Secret(line), Remove(line),
    };

    static Command List(CommandLine line)
    {
        var command = new Command("list", "List the sources: how far each was read, and what went wrong.");
        line.Here(command, (bench, _) =>
        {
            var sources = bench.Records.Sources.List(bench.DistrictSlug());
            bench.Answer(sources.Select(Json), words => Words.Table(words, ["source", "kind", "address", "expected", "last success", "version", "last error"], sources.Select(s => new[]
            {
                s.Name, s.Kind, s.Address, Expected(s), Words.Of(s.LastSuccessAt), s.SavedVersion ?? "", s.LastError ?? "",
            })));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Check(CommandLine line)
    {
        var accept = new Option<string?>("--accept") { Description = "Accept this fingerprint of an SFTP server's key from now on: SHA256:…", HelpName = "FINGERPRINT" };
        var command = new Command("check", "Ask a source for as little as shows that it can be pulled from.") { SourceName, accept };
        line.Here(command, (bench, stop) =>
        {
            var source = Find(bench);
            var secret = bench.Records.Sources.Secret(source.District, source.Name) ?? throw new CommandProblem(ExitCode.Usage, $"Its secret is not known here. Give it with 'source secret {source.Name}'.");
            var patience = PullPatience.Usual with { Tries = 2, Timeout = TimeSpan.FromSeconds(30) };
            var found = source.Kind == SourceRecord.Sftp
                ? SftpFetch.Check(source, secret, patience, bench.Value(accept), key => bench.Records.Sources.SetOption(source.District, source.Name, "fingerprint", key))
                : Puller.Check(source, secret, patience, bench.Clock, stop);
            bench.Records.Audit.Write(bench.Operator, "source check", $"{source.District} {source.Name}");
            bench.Answer(new { source = source.Name, found }, words =>
            {
                foreach (var sentence in found)
                    words.WriteLine(sentence);
            });
            return ExitCode.Done;
        });
        return command;
    }

    static Command Expect(CommandLine line)
    {
        var (daily, hours) = ExpectOptions();
        var command = new Command("expect", "Say when a source is expected; without an option it is left to its own habit.") { SourceName, daily, hours };
        line.Here(command, (bench, _) =>
        {
            var (slug, name) = (bench.DistrictSlug(), bench.Value(SourceName));
            if (bench.Records.Sources.Find(slug, name) is null && !bench.Records.Sources.Add(new SourceRecord { District = slug, Name = NameOf(name), Kind = SourceRecord.Drop }, null, bench.Operator))
                throw new CommandProblem(ExitCode.Usage, $"There is no source '{name}'.");
            bench.Records.Sources.Expect(slug, name, TimeOf(bench.Value(daily)), HoursOf(bench.Value(hours)));
            bench.Records.Audit.Write(bench.Operator, "source expect", $"{slug} {name}");
            var source = bench.Records.Sources.Find(slug, name)!;
            bench.Answer(Json(source), words => words.WriteLine($"{name}: {Expected(source)}."));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Secret(CommandLine line)
    {
        var command = new Command("secret", "Give a source's secret anew: typed when asked for, or as the first line of standard input.") { SourceName };
        line.Here(command, (bench, _) =>
        {
            var source = Find(bench);
            bench.Records.Sources.SetSecret(source.District, source.Name, AskSecret(bench, source.Name));
            bench.Records.Audit.Write(bench.Operator, "source secret", $"{source.District} {source.Name}");
            bench.Answer(Json(source), words => words.WriteLine($"The secret of {source.Name} is kept, sealed."));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Remove(CommandLine line)
    {
        var command = new Command("remove", "Remove a source and its secret. What was imported from it stays.") { SourceName };
        line.Here(command, (bench, _) =>
        {
            var source = Find(bench);
            bench.Records.Sources.Remove(source.District, source.Name);
            bench.Records.Audit.Write(bench.Operator, "source remove", $"{source.District} {source.Name}");
            var kept = Path.Combine(bench.Data.District(source.District).Sources, source.Name);
            if (Directory.Exists(kept))
                Directory.Delete(kept, recursive: true);
            bench.Answer(new { source = source.Name, removed = true }, words => words.WriteLine($"{source.Name} is removed. What was imported from it stays."));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The options that say when a source is expected.</summary>
    public static (Option<string?> Daily, Option<int?> Hours) ExpectOptions() => (
        new("--daily-by") { Description = "The time of day by which it is expected, on the district's clock: 06:00.", HelpName = "TIME" },
        new("--every-hours") { Description = "How many hours at most lie between two deliveries.", HelpName = "N" });

    /// <summary>What a script is told of a source; its secret is no part of it.</summary>
    public static object Json(SourceRecord s) => new
    {
        source = s.Name, s.District, s.Kind, s.Address, s.ClientId, s.Options, dueTime = s.DueTime?.ToString("HH:mm", CultureInfo.InvariantCulture), s.DueEveryHours,
        s.SavedVersion, s.LastTriedAt, s.LastSuccessAt, s.LastError, s.AddedBy, s.AddedAt,
    };

    /// <summary>When it is expected, in words.</summary>
    public static string Expected(SourceRecord s) => s.DueTime is { } time ? FormattableString.Invariant($"daily by {time:HH:mm}")
        : s.DueEveryHours is { } hours ? FormattableString.Invariant($"every {hours} hours") : "as it is used to come";

    public static TimeOnly? TimeOf(string? text) => text is null ? null
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw new CommandProblem(ExitCode.Usage, $"'{text}' is no time of day. Write it as 06:00.");

    public static int? HoursOf(int? hours) => hours is null or > 0 ? hours : throw new CommandProblem(ExitCode.Usage, "--every-hours takes a number of hours above 0.");

    /// <summary>A name that may stand in a path.</summary>
    public static string NameOf(string name) => name.Length <= 100 && name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ' ')
        ? name : throw new CommandProblem(ExitCode.Usage, $"'{name}' cannot name a source. Use letters, digits, hyphens and blanks.");

    public static string AskSecret(Bench bench, string name) => bench.AskSecret($"Secret of {name} (it is not shown):") is { Length: > 0 } secret
        ? secret : throw new CommandProblem(ExitCode.Usage, "No secret was given. Type it when asked for, or send it as the first line of standard input.");

    static SourceRecord Find(Bench bench) => bench.Records.Sources.Find(bench.DistrictSlug(), bench.Value(SourceName))
        ?? throw new CommandProblem(ExitCode.Usage, $"There is no source '{bench.Value(SourceName)}'. List them with 'source list'.");
}
