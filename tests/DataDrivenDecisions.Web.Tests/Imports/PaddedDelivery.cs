using System.IO.Compression;
using System.Security.Cryptography;

namespace DataDrivenDecisions.Web.Tests.Imports;

/// <summary>A small roster in a zip that is made as large as a test of sending needs it, by a file that is no table.</summary>
static class PaddedDelivery
{
    public static string Write(string path, string familyName, int bytes)
    {
        RosterDelivery.Write(path, familyName: familyName);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        using var entry = zip.CreateEntry("photos.bin", CompressionLevel.NoCompression).Open();
        entry.Write(RandomNumberGenerator.GetBytes(bytes));
        return path;
    }
}
