namespace DataDrivenDecisions.Tests;

/// <summary>Real files that others published, kept outside the repository: a test that needs one is skipped by name where they are not at hand.</summary>
internal static class RealData
{
    /// <summary>The full path of a real file or folder, or a skipped test that says which one was missing.</summary>
    public static string Path(string relative)
    {
        foreach (var root in Roots())
        {
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, relative));
            if (System.IO.Path.Exists(path))
                return path;
        }
        Assert.Ignore($"needs the real file {relative} (set DDD_REAL_DATA to the folder that holds it)");
        return "";
    }

    static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("DDD_REAL_DATA") is { Length: > 0 } set)
            yield return set;
        yield return Repository.File("..", "shared", "data");
    }
}
