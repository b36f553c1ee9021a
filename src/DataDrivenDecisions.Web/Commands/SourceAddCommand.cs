using System.CommandLine;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>source add</c>: sets up a system to pull from, with its secret typed when asked for or sent on standard input.</summary>
static class SourceAddCommand
{
    public static Command Make(CommandLine line)
    {
        var name = new Argument<string>("source") { Description = "A short name: imports from it carry it as their source." };
        var kind = new Option<string>("--kind") { Description = $"What it is: {string.Join(", ", SourceRecord.Kinds)}.", Required = true, HelpName = "KIND" };
        var address = new Option<string?>("--address") { Description = "Where it is reached: https://host/path, or sftp://host/folder.", HelpName = "URL" };
        var client = new Option<string?>("--client-id") { Description = "The client id (or the user name) with which we sign in.", HelpName = "ID" };
        var (daily, hours) = SourceCommand.ExpectOptions();
        var more = More();
        var command = new Command("add", "Set up a system to pull from. Its secret is asked for, or is the first line of standard input.") { name, kind, address, client, daily, hours };
        foreach (var option in more)
            command.Add(option);
        line.Here(command, (bench, _) =>
        {
            var source = new SourceRecord
            {
                District = bench.DistrictSlug(), Name = SourceCommand.NameOf(bench.Value(name)), Kind = bench.Value(kind)!, Address = bench.Value(address) ?? "", ClientId = bench.Value(client) ?? "",
                Options = more.Select(o => (Name: o.Name.TrimStart('-'), Value: bench.Value(o))).Where(o => o.Value is not null).ToDictionary(o => o.Name, o => o.Value!, StringComparer.Ordinal),
                DueTime = SourceCommand.TimeOf(bench.Value(daily)), DueEveryHours = SourceCommand.HoursOf(bench.Value(hours)),
            };
            return Add(bench, source);
        });
        return command;
    }

    static int Add(Bench bench, SourceRecord source)
    {
        if (!SourceRecord.Kinds.Contains(source.Kind))
            throw new CommandProblem(ExitCode.Usage, $"'{source.Kind}' is no kind of source. Use one of: {string.Join(", ", SourceRecord.Kinds)}.");
        if (source.IsPulled)
            Require(source);
        if (bench.Records.Sources.Find(source.District, source.Name) is not null)
            throw new CommandProblem(ExitCode.Usage, $"There is a source '{source.Name}' already. Remove it first with 'source remove', or take another name.");
        bench.Records.Sources.Add(source, SecretOf(bench, source), bench.Operator);
        bench.Records.Audit.Write(bench.Operator, "source add", $"{source.District} {source.Name} {source.Kind}");
        bench.Answer(SourceCommand.Json(bench.Records.Sources.Find(source.District, source.Name)!), words =>
            words.WriteLine(source.IsPulled ? $"{source.Name} is set up. Try it with 'source check {source.Name}', then pull with 'sync {source.Name}'." : $"{source.Name} is noted."));
        return ExitCode.Done;
    }

    // A private key may do without a passphrase.
    static string? SecretOf(Bench bench, SourceRecord source) => !source.IsPulled ? null
        : source.Option("key-file") is null ? SourceCommand.AskSecret(bench, source.Name)
        : bench.AskSecret($"Passphrase of the key of {source.Name} (blank for none):") ?? "";

    static void Require(SourceRecord source)
    {
        if (source.Address.Length == 0 || source.ClientId.Length == 0)
            throw new CommandProblem(ExitCode.Usage, "Say where it is reached with --address, and who we are there with --client-id.");
        Require(source, "after", "archive", "remember");
        if (source.Kind == SourceRecord.Sftp)
        {
            SftpFetch.RequireAddress(source.Address);
            return;
        }
        SisAddress.Of(source.Address);
        if (source.Option("token-address") is { } token)
            SisAddress.Of(token);
        Require(source, "version", "1.1", "1.2");
        Require(source, "paging", "offset", "token");
        Require(source, "end-date-is-last-day", "yes", "no");
        foreach (var number in new[] { "page-size", "school-year" })
            if (source.Option(number) is { } text && !(int.TryParse(text, out var value) && value is > 0 and <= 10_000))
                throw new CommandProblem(ExitCode.Usage, $"--{number} takes a number.");
    }

    static void Require(SourceRecord source, string option, params string[] words)
    {
        if (source.Option(option) is { } said && !words.Contains(said, StringComparer.Ordinal))
            throw new CommandProblem(ExitCode.Usage, $"--{option} takes {string.Join(" or ", words)}.");
    }

    static IReadOnlyList<Option<string?>> More() =>
    [
        new("--token-address") { Description = "Where tokens are given, when it is not the usual place below the address.", HelpName = "URL" },
        new("--scope") { Description = "What the token is asked for, when it is not the usual (OneRoster).", HelpName = "TEXT" },
        new("--version") { Description = "OneRoster's version: 1.1 (the usual) or 1.2.", HelpName = "V" },
        new("--page-size") { Description = "Records a page.", HelpName = "N" },
        new("--paging") { Description = "How an Ed-Fi host turns pages: offset or token. Usually told by its version.", HelpName = "HOW" },
        new("--school-year") { Description = "The year of an Ed-Fi host that keeps one place per year: 2026.", HelpName = "YEAR" },
        new("--fingerprint") { Description = "The fingerprint of an SFTP server's key, as the vendor gives it: SHA256:…", HelpName = "TEXT" },
        new("--key-file") { Description = "The private key with which we sign in to an SFTP server; the secret is then its passphrase.", HelpName = "FILE" },
        new("--after") { Description = "What becomes of fetched files on an SFTP server: archive (moved there, the usual) or remember (left).", HelpName = "WHAT" },
        new("--end-date-is-last-day") { Description = "Whether OneRoster's end dates are the last day (yes) or the day after it (no). Usually told from the dates.", HelpName = "YES" },
    ];
}
