namespace DataDrivenDecisions.Tests;

/// <summary>Where the repository lies, seen from a test that runs in its build folder.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "DataDrivenDecisions.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests must run from a build inside the repository.");
    }
}
