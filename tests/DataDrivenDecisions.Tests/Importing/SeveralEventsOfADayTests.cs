namespace DataDrivenDecisions.Tests.Importing;

/// <summary>An Ed-Fi host may keep two events of one student, school and day, since their category is part of their key: neither is an error, and the weightier counts in whatever order they come.</summary>
public sealed class SeveralEventsOfADayTests
{
    [TestCase("Excused Absence", "Partial", "absent")]
    [TestCase("Tardy", "In Attendance", "tardy")]
    [TestCase("Unexcused Absence", "Tardy", "absent")]
    [TestCase("Tardy", "Moonlight", "tardy")]
    public void The_event_that_misses_most_counts(string weightier, string lighter, string status)
    {
        foreach (var order in (string[][])[[weightier, lighter], [lighter, weightier]])
        {
            using var district = new ImportedDistrict();

            var report = district.Import(File(order.Select(category => Event(category)))).Single();

            Assert.That((report.RowsIn, report.Added, report.Duplicate, report.Rejected), Is.EqualTo((2, 1, 1, 0)));
            Assert.That(district.Ask<string>("SELECT status FROM seen.attendance_event"), Is.EqualTo((string[])[status]));
            Assert.That(report.Warnings, Has.One.StartsWith("1 row stands beside another about the same. Of several events"));
        }
    }

    [Test]
    public void An_unexcused_absence_counts_before_an_excused_one_and_half_a_day_before_a_quarter()
    {
        using var district = new ImportedDistrict();

        district.Import(File([Event("Excused Absence"), Event("Unexcused Absence"), Event("Unexcused Absence", "0.25", "2025-09-04"), Event("Excused Absence", "0.5", "2025-09-04")]));

        Assert.That(
            district.Ask<string>("SELECT CAST(school_date AS VARCHAR(10)) || ' ' || is_excused FROM seen.attendance_event ORDER BY school_date"),
            Is.EqualTo((string[])["2025-09-03 0", "2025-09-04 1"]));
    }

    [Test]
    public void Events_in_two_pages_of_one_delivery_are_weighed_too()
    {
        using var district = new ImportedDistrict();
        var folder = Path.Combine(_folder, "pages");
        Directory.CreateDirectory(Path.Combine(folder, "1"));
        Directory.CreateDirectory(Path.Combine(folder, "2"));
        System.IO.File.Move(File([Event("Tardy")]), Path.Combine(folder, "1", Name));
        System.IO.File.Move(File([Event("Unexcused Absence")]), Path.Combine(folder, "2", Name));

        var reports = district.Import(folder);

        Assert.That((reports.Sum(r => r.Added), reports.Sum(r => r.Duplicate), reports.Sum(r => r.Rejected)), Is.EqualTo((1, 1, 0)));
        Assert.That(district.Ask<string>("SELECT status FROM seen.attendance_event"), Is.EqualTo((string[])["absent"]));
    }

    [Test]
    public void The_same_delivery_again_changes_nothing()
    {
        using var district = new ImportedDistrict();
        var file = File([Event("Partial"), Event("Excused Absence")]);
        district.Import(file);
        var before = district.Warehouse.Hash();

        district.Import(File([Event("Excused Absence"), Event("Partial")]));

        Assert.That(district.Warehouse.Hash(), Is.EqualTo(before));
    }

    const string Name = "studentSchoolAttendanceEvents.json";

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("ddd-several-").FullName;

    [TearDown]
    public void Clear() => Directory.Delete(_folder, recursive: true);

    string File(IEnumerable<string> events)
    {
        var path = Path.Combine(_folder, Name);
        System.IO.File.WriteAllText(path, $"[{string.Join(",", events)}]");
        return path;
    }

    static string Event(string category, string? duration = null, string day = "2025-09-03") => $$"""
        {"studentReference":{"studentUniqueId":"0040017"},"schoolReference":{"schoolId":7001},"eventDate":"{{day}}","attendanceEventCategoryDescriptor":"uri://ed-fi.org/AttendanceEventCategoryDescriptor#{{category}}"{{(duration is null ? "" : ",\"eventDuration\":" + duration)}}}
        """;
}
