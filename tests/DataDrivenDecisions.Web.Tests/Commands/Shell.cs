using DataDrivenDecisions.Web.Commands;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>What one command answered.</summary>
sealed record Answer(int Code, string Out, string Err);

/// <summary>A shell for tests: a data folder and a working folder of its own, and commands through the real command line in this process.</summary>
sealed class Shell : IDisposable
{
    readonly string _root = Path.Combine(Path.GetTempPath(), "ddd-" + Guid.NewGuid().ToString("N")[..12]);

    /// <param name="data">The data folder, where it is to lie elsewhere.</param>
    public Shell(string? data = null)
    {
        Folder = Path.Combine(_root, "work");
        Data = data ?? Path.Combine(_root, "data");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The shell's folder.</summary>
    public string Folder { get; }
    public string Data { get; }

    /// <summary>The machine's clock, or one that stands where a test puts it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What is typed when a command asks for a secret.</summary>
    public string? Secret { get; set; }

    public async Task<Answer> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var around = new Surroundings { Out = output, Err = error, Folder = Folder, Clock = Clock, User = "tester", AskSecret = _ => Secret };
        var code = await CommandLine.Run(["--data", Data, .. args], around);
        return new Answer(code, output.ToString(), error.ToString());
    }

    /// <summary>Writes a file into the shell's folder and gives its relative name.</summary>
    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(Path.Combine(Folder, name), text);
        return name;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
