namespace DataDrivenDecisions.Web.Commands;

/// <summary>Writes an answer file that only its owner may read, whole or not at all.</summary>
static class OwnFile
{
    public static void Write(string path, Action<Stream> write)
    {
        RequireFolder(path);
        var unfinished = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var stream = new FileStream(unfinished, options))
                write(stream);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            // Half a file of students' data is of use to nobody.
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Lets something else make the file under another name, and moves it to its place when it was made.</summary>
    public static void Make(string path, Action<string> make)
    {
        RequireFolder(path);
        var unfinished = path + ".part";
        make(unfinished);
        if (File.Exists(unfinished))
            Take(unfinished, path);
    }

    /// <summary>Moves a finished file to the place that was asked for, with access for its owner alone.</summary>
    public static void Take(string from, string path)
    {
        RequireFolder(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(from, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(from, path, overwrite: true);
    }

    static void RequireFolder(string path)
    {
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
            throw new CommandProblem(ExitCode.Usage, $"There is no folder {folder}. Make it, or name another place.");
    }
}
