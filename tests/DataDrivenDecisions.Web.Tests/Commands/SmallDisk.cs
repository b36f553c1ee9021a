using System.Diagnostics;
using System.Globalization;

namespace DataDrivenDecisions.Web.Tests.Commands;

/// <summary>A disk in memory that a test fills, empties and makes read-only. It takes root's rights on Linux; elsewhere the test is skipped.</summary>
sealed class SmallDisk : IDisposable
{
    const long Roomy = 1_000_000;

    SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static SmallDisk Make()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            Assert.Ignore("needs Linux and root, to mount a small disk");
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("ddd-disk-").FullName);
        if (Run("mount", "-t", "tmpfs", "-o", Size(Roomy), "tmpfs", disk.Folder) != 0)
            Assert.Ignore("needs the right to mount a small disk");
        return disk;
    }

    /// <summary>Leaves so many kilobytes of room.</summary>
    public void Leave(long kilobytes)
    {
        var drive = new DriveInfo(Folder);
        Remount(Size((drive.TotalSize - drive.TotalFreeSpace) / 1024 + kilobytes));
    }

    public void MakeRoom() => Remount(Size(Roomy));

    public void MakeReadOnly() => Remount("ro");

    public void MakeWritable() => Remount("rw");

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    static string Size(long kilobytes) => string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k");

    void Remount(string option) => Assert.That(Run("mount", "-o", "remount," + option, Folder), Is.Zero, "the disk could not be mounted again");

    static int Run(string program, params string[] args)
    {
        using var process = Process.Start(program, args);
        process.WaitForExit();
        return process.ExitCode;
    }
}
