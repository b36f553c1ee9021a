using System.CommandLine;
using System.Net;

namespace DataDrivenDecisions.Web.Commands;

/// <summary><c>serve</c>: the web host with its pages, its schedules and its socket for commands.</summary>
static class ServeCommand
{
    const int UsualPort = 5080;

    public static Command Make(CommandLine line)
    {
        var port = new Option<int>("--port") { Description = "The port; 0 takes any free one.", DefaultValueFactory = _ => UsualPort };
        var listen = new Option<string>("--listen") { Description = "The address to listen at. Other than loopback needs --certificate or --trusted-proxy.", DefaultValueFactory = _ => IPAddress.Loopback.ToString() };
        var certificate = new Option<string?>("--certificate") { Description = "A PFX or PEM file for HTTPS.", HelpName = "FILE" };
        var proxies = new Option<string[]>("--trusted-proxy") { Description = "The address of a proxy that does HTTPS in front of this service.", HelpName = "IP", DefaultValueFactory = _ => [] };
        var command = new Command("serve", "Serve the pages, run the schedules, and take commands of this machine.") { port, listen, certificate, proxies };
        line.HereUntilStopped(command, async (bench, stop) =>
        {
            var file = bench.Value(certificate) is { } named ? bench.PathOf(named) : null;
            if (file is not null && !File.Exists(file))
                throw new CommandProblem(ExitCode.Usage, $"There is no certificate file {file}.");
            var addresses = bench.Value(proxies) ?? [];
            var url = Url(bench.Value(listen)!, bench.Value(port), isSecured: file is not null || addresses.Length > 0, isHttps: file is not null);
            foreach (var proxy in addresses)
                Address(proxy);
            RefuseToShowDemo(bench, url);
            await using var service = await ServiceHost.Start(bench, o => o with { Urls = [url], CertificateFile = file, TrustedProxies = addresses });
            bench.Records.Audit.Write(bench.Operator, "serve", url);
            bench.Err.WriteLine($"Serving {string.Join(" and ", service.Addresses)}. Stop with Ctrl+C.");
            await service.UntilStopped(stop);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Where to listen; an address that others can reach only with HTTPS of our own or of a trusted proxy.</summary>
    static string Url(string listen, int port, bool isSecured, bool isHttps)
    {
        var address = string.Equals(listen, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : Address(listen);
        if (!IPAddress.IsLoopback(address) && !isSecured)
            throw new CommandProblem(ExitCode.Usage, $"Others could reach {listen}, and students' data would cross the network unprotected. Give a certificate with --certificate FILE, or name the proxy that does HTTPS with --trusted-proxy IP.");
        var host = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        return $"{(isHttps ? "https" : "http")}://{host}:{Words.Of(port)}";
    }

    /// <summary>The sample district's sign-ins are printed by 'demo', so they are for this machine only.</summary>
    static void RefuseToShowDemo(Bench bench, string url)
    {
        if (!new Uri(url).IsLoopback && bench.Records.Districts.List().Any(d => d.ClockDay is not null))
            throw new CommandProblem(ExitCode.Usage, "This data folder holds the sample district with its printed sign-ins, which is for this machine only. Serve your own district from another folder with --data.");
    }

    static IPAddress Address(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new CommandProblem(ExitCode.Usage, $"'{text}' is not an IP address. Write one like 127.0.0.1 or 0.0.0.0.");
}
