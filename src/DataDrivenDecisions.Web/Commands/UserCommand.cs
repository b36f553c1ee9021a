using System.CommandLine;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>user add|grant|list</c>: who may sign in and whom they may see. No password is ever an argument.</summary>
static class UserCommand
{
    static readonly Argument<string> UserName = new("user") { Description = "The name typed at sign-in." };

    public static Command Make(CommandLine line) => new("user", "Add a user, grant what they may see, or list them.") { Add(line), Grant(line), Link(line), List(line) };

    static Command Add(CommandLine line)
    {
        var name = new Option<string?>("--name") { Description = "The name that people read." };
        var role = new Option<Role>("--role") { Description = "What they are to the district.", Required = true };
        var staff = new Option<string?>("--staff-id") { Description = "Their id in the roster: gives a teacher her sections." };
        var guardian = new Option<string?>("--guardian-id") { Description = "Their id in the roster: gives a guardian their students." };
        var url = new Option<string>("--url") { Description = "The service's address, for the link.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var command = new Command("add", "Add a user and print a link with which they set their password, once, within three days.")
        {
            UserName, name, role, staff, guardian, url,
        };
        line.Here(command, (bench, _) =>
        {
            var wanted = new Person
            {
                Id = 0, UserName = bench.Value(UserName), DisplayName = bench.Value(name) ?? bench.Value(UserName), Role = bench.Value(role),
                District = bench.DistrictSlug(), StaffId = bench.Value(staff), GuardianId = bench.Value(guardian),
            };
            if (string.IsNullOrWhiteSpace(wanted.UserName) || wanted.UserName.Any(char.IsWhiteSpace))
                throw new CommandProblem(ExitCode.Usage, "A user name has no blanks in it.");
            var person = bench.Records.People.Add(wanted)
                ?? throw new CommandProblem(ExitCode.Usage, $"There is a user '{wanted.UserName}' already. Send a new link with 'user link {wanted.UserName}'.");
            bench.Records.Audit.Write(bench.Operator, "user add", person.UserName);
            return Invite(bench, person, bench.Value(url)!);
        });
        return command;
    }

    static Command Link(CommandLine line)
    {
        var url = new Option<string>("--url") { Description = "The service's address, for the link.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var command = new Command("link", "Print a new link for a user; earlier ones stop working.") { UserName, url };
        line.Here(command, (bench, _) => Invite(bench, Find(bench), bench.Value(url)!));
        return command;
    }

    static int Invite(Bench bench, Person person, string url)
    {
        var link = $"{url.TrimEnd('/')}/set-up?token={bench.Records.People.CreateSetUpLink(person.UserName)}";
        bench.Records.Audit.Write(bench.Operator, "user link", person.UserName);
        bench.Answer(new { user = person.UserName, role = person.Role, district = person.District, setUpLink = link }, words =>
        {
            words.WriteLine($"Send {person.DisplayName} this link. It works once, for three days:");
            words.WriteLine(link);
        });
        return ExitCode.Done;
    }

    static Command Grant(CommandLine line)
    {
        var grants = new Argument<string[]>("grant")
        {
            Description = "district, school:ID, section:ID, student:ID, or a right to sensitive programs such as sensitive:meals.",
            Arity = ArgumentArity.OneOrMore,
        };
        var remove = new Option<bool>("--remove") { Description = "Take the grants back." };
        var command = new Command("grant", "Grant what a user may see.") { UserName, grants, remove };
        line.Here(command, (bench, _) =>
        {
            var person = Find(bench);
            foreach (var grant in bench.Value(grants))
                Change(bench, person, grant, bench.Value(remove));
            bench.Answer(new { user = person.UserName, grants = bench.Records.Grants.Of(person) },
                words => words.WriteLine($"{person.UserName}: {string.Join(", ", bench.Records.Grants.Of(person))}"));
            return ExitCode.Done;
        });
        return command;
    }

    static void Change(Bench bench, Person person, string grant, bool remove)
    {
        if (!Grants.IsGrant(grant))
            throw new CommandProblem(ExitCode.Usage, $"'{grant}' is not a grant. Write district, school:ID, section:ID, student:ID or sensitive:KIND ({string.Join(", ", Grants.Sensitivities)}).");
        if (remove)
            bench.Records.Grants.Remove(person, grant);
        else
            bench.Records.Grants.Add(person, grant, bench.Operator);
        bench.Records.Audit.Write(bench.Operator, remove ? "grant removed" : "grant", $"{person.UserName} {grant}");
    }

    static Command List(CommandLine line)
    {
        var command = new Command("list", "List the users.");
        line.Here(command, (bench, _) =>
        {
            var people = bench.Records.People.List(bench.Value(CommonOptions.District));
            bench.Answer(
                people.Select(p => new { user = p.UserName, name = p.DisplayName, p.Role, p.District, p.IsActive, hasPassword = bench.Records.People.HasPassword(p), grants = bench.Records.Grants.Of(p) }),
                words => Words.Table(words, ["user", "role", "district", "active", "grants"],
                    people.Select(p => new[] { p.UserName, p.Role.ToString(), p.District, p.IsActive ? "yes" : "no", string.Join(" ", bench.Records.Grants.Of(p)) })));
            return ExitCode.Done;
        });
        return command;
    }

    static Person Find(Bench bench) => bench.Records.People.Find(bench.Value(UserName))
        ?? throw new CommandProblem(ExitCode.Usage, $"There is no user '{bench.Value(UserName)}'. List them with 'user list'.");
}
