using System.Diagnostics;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>The program as a process of its own, as a shell starts it.</summary>
static class RealProcess
{
    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ddd.dll");

    public static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Program);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<Answer> Run(string folder, IReadOnlyDictionary<string, string>? environment, params string[] args)
    {
        using var process = Start(folder, environment, args);
        return await Answered(process);
    }

    /// <summary>The same under a limit that a line of bash sets first.</summary>
    public static async Task<Answer> RunUnder(string limit, string folder, params string[] args)
    {
        var start = new ProcessStartInfo("/bin/bash") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var arg in new[] { "-c", limit + "; exec dotnet \"$@\"", "bash", Program }.Concat(args))
            start.ArgumentList.Add(arg);
        // The runtime's own doubled pages would be a large file to the limit.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        return await Answered(process);
    }

    static async Task<Answer> Answered(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Answer(process.ExitCode, await output, await error);
    }
}
