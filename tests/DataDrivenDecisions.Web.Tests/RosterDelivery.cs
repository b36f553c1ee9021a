using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DataDrivenDecisions.Web.Tests;

/// <summary>A small roster as a system sends it every night: a OneRoster bundle that says it is the whole of two schools.</summary>
static class RosterDelivery
{
    /// <summary>Students of the first school when nothing is wrong.</summary>
    public const int FirstSchool = 10;

    /// <summary>Students of the second school.</summary>
    public const int SecondSchool = 40;

    /// <summary>Writes the bundle and returns its path; students whom the first school still has carry the name given.</summary>
    /// <param name="path">Where the zip goes.</param>
    /// <param name="kept">So many of the first school's students are in it.</param>
    /// <param name="familyName">A name that shows which delivery is known.</param>
    public static string Write(string path, int kept = FirstSchool, string familyName = "Before")
    {
        IReadOnlyList<(string Id, string School)> students = [.. Enumerable.Range(1, kept).Select(i => (Id("a", i), "s1")), .. Enumerable.Range(1, SecondSchool).Select(i => (Id("b", i), "s2"))];
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, "manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\nfile.classes,bulk\nfile.enrollments,bulk\nsource.systemName,Roster\n");
        Add(zip, "orgs.csv", "sourcedId,name,type,identifier\ns1,First School,school,0001\ns2,Second School,school,0002\n");
        Add(zip, "users.csv", "sourcedId,role,givenName,familyName,orgSourcedIds\n" + string.Concat(students.Select(s => $"{s.Id},student,Given,{familyName},{s.School}\n")));
        Add(zip, "classes.csv", "sourcedId,title,courseSourcedId,schoolSourcedId\nc-s1,Algebra,algebra,s1\nc-s2,Algebra,algebra,s2\n");
        Add(zip, "enrollments.csv", "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate\n" + string.Concat(students.Select(s => $"e-{s.Id},c-{s.School},{s.School},{s.Id},student,2026-01-05\n")));
        return path;
    }

    static string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
