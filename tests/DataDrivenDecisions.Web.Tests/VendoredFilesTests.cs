using System.Security.Cryptography;

namespace DataDrivenDecisions.Web.Tests;

/// <summary>What was taken from others is here unchanged, with its licence.</summary>
public sealed class VendoredFilesTests
{
    static string Root => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    [Test]
    public void Every_vendored_file_has_the_hash_that_was_written_down()
    {
        var listed = File.ReadAllLines(Path.Combine(Root, "lib", "SHA256SUMS")).Select(l => l.Split("  ", 2)).ToDictionary(p => p[1], p => p[0]);
        var found = new[] { "lib/bootstrap", "fonts" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder)).Select(f => $"{folder}/{Path.GetFileName(f)}"))
            .ToDictionary(f => f, f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Root, f)))));
        Assert.That(found, Is.EquivalentTo(listed));
    }

    [TestCase("lib/bootstrap/LICENSE")]
    [TestCase("fonts/OFL.txt")]
    public void Its_licence_stands_beside_it(string file) => Assert.That(new FileInfo(Path.Combine(Root, file)).Length, Is.GreaterThan(500));

    [Test]
    public void No_style_reaches_out_of_the_house() =>
        Assert.That(Directory.GetFiles(Path.Combine(Root, "css")).SelectMany(File.ReadAllLines).Where(l => l.Contains("http://", StringComparison.Ordinal) || l.Contains("https://", StringComparison.Ordinal)), Is.Empty);
}
